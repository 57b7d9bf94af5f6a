#include "ui/solve_progress.h"

#include "ui/core_text.h"
#include "ui/workspace.h"

#include <utility>

namespace ropetp::ui {

SolveProgress::SolveProgress(Workspace& workspace, QWidget* parent) : QLabel(parent) {
    setObjectName("solveProgress");
    setProperty("dim", true);
    auto& lane = workspace.inferenceLane();
    const auto ended = [this](jobs::JobId id) {
        if (id == solve_) solve_ = 0;   // was still waiting when it was stopped: nothing has to end
        if (id != stopping_) return;
        stopping_ = 0;
        if (!solve_) clear();
    };
    connect(&lane, &jobs::JobLane::queued, this, [this](jobs::JobId id) { lastQueued_ = id; });
    connect(&lane, &jobs::JobLane::progressed, this, [this](jobs::JobId id, const QString& stage, double fraction) {
        if (id == solve_) setText(tr("%1 · %2 %").arg(stageText(stage)).arg(int(100 * fraction)));
    });
    connect(&lane, &jobs::JobLane::succeeded, this, ended);
    connect(&lane, &jobs::JobLane::failed, this, ended);
    connect(&workspace, &Workspace::solvingChanged, this, [this, &lane](bool solving) {
        if (solving) {
            solve_ = lastQueued_;
            setText(tr("Starting…"));
            return;
        }
        const auto id = std::exchange(solve_, 0);
        stopping_ = lane.isIdle() ? 0 : id;
        if (!stopping_) return clear();
        setText(tr("Stopping…"));
        Q_EMIT stopping(stopping_);
    });
}

}  // namespace ropetp::ui
