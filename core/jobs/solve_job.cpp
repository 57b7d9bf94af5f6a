#include "jobs/solve_job.h"

#include "edit/solve_edits.h"

#include <QMetaObject>
#include <QTimer>

namespace ropetp::jobs {
namespace {

constexpr int kFlushMs = 60;

}  // namespace

SolveStream::SolveStream(QObject* parent) : QObject(parent) {}

void SolveStream::onFramePersons(const track::FramePersons& persons) {
    const std::lock_guard lock(mutex_);
    persons_.push_back(persons);
    flushLater();
}

void SolveStream::onPoses(const body::MotionClip& part) {
    auto shared = std::make_shared<const body::MotionClip>(part);
    const std::lock_guard lock(mutex_);
    poses_.push_back(std::move(shared));
    flushLater();
}

void SolveStream::flushLater() {
    if (flushQueued_) return;
    flushQueued_ = true;
    QMetaObject::invokeMethod(this, [this] { QTimer::singleShot(kFlushMs, this, [this] { flush(); }); }, Qt::QueuedConnection);
}

void SolveStream::flush() {
    std::vector<track::FramePersons> persons;
    std::vector<std::shared_ptr<const body::MotionClip>> poses;
    {
        const std::lock_guard lock(mutex_);
        persons.swap(persons_);
        poses.swap(poses_);
        flushQueued_ = false;
    }
    if (!persons.empty()) Q_EMIT personsSeen(persons);
    for (auto& part : poses) Q_EMIT posesReady(std::move(part));
}

SolveJob::SolveJob(SolveRequest request, std::shared_ptr<SolveStream> stream) : request_(std::move(request)), stream_(std::move(stream)) {}

std::string SolveJob::title() const { return "Solve " + request_.video.filename().string(); }

Result<void> SolveJob::run(JobControl& control) {
    auto outcome = solve(request_, control, stream_.get());
    if (!outcome) return fail(outcome.error());
    outcome_ = std::move(*outcome);
    return {};
}

std::unique_ptr<edit::Edit> SolveJob::takeEdit() {
    return edit::commitSolve(outcome_.tracks, outcome_.clips, outcome_.ground, outcome_.notices);
}

}  // namespace ropetp::jobs
