#pragma once

#include <QObject>

#include "ui/workspace.h"

namespace ropetp::jobs {
class PropagateJob;
}

namespace ropetp::ui {

/// Solves the surroundings of fixes again in the background, from what the video shows (edit/propagate.h): by hand, or after
/// each edit that asks for it. What follows from a fix is undone together with it. GUI thread only.
class FixPropagation : public QObject {
    Q_OBJECT

  public:
    explicit FixPropagation(Workspace& workspace, QObject* parent = nullptr);

    bool isFollowing() const { return following_; }
    bool isRunning() const { return running_ != 0; }
    /// Whether the person has fixes whose surroundings are only interpolated.
    bool isNeeded(PersonId person) const;
    /// Gives up what runs: something new is being made.
    void cancel();

    enum class Outcome { Followed, NothingSeen, NothingToDo };

  public Q_SLOTS:
    void setFollowing(bool on);
    /// By hand: a step of its own in the history.
    void run(ropetp::PersonId person);

  Q_SIGNALS:
    void followingChanged(bool on);
    void runningChanged(bool running);
    void finished(ropetp::ui::FixPropagation::Outcome outcome);

  private:
    void start(PersonId person, UndoStep step);
    void onEdited();
    void onSucceeded(std::shared_ptr<edit::Edit> edit);

    Workspace& workspace_;
    bool following_ = true;
    std::shared_ptr<jobs::PropagateJob> job_;
    jobs::JobId running_ = 0;
    UndoStep step_ = UndoStep::Own;
    int stepIndex_ = 0;   ///< of the history when the job was made
};

}  // namespace ropetp::ui
