#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "edit/layers.h"
#include "edit/solve_trajectory.h"
#include "ui/workspace.h"

#include <memory>
#include <optional>
#include <vector>

namespace ropetp::jobs {
class SpreadJob;
}

namespace ropetp::ui {

/// The selected person's way through the world: pins, contacts, a line on the floor. Each edit shows at once as far as it can,
/// and the trajectory is then solved under it in the background, as a draft and then, when the user rests, in full; one step of
/// the history holds edit and trajectory. GUI thread only.
class TrajectoryEditor : public QObject {
    Q_OBJECT

  public:
    explicit TrajectoryEditor(Workspace& workspace, QObject* parent = nullptr);

    Workspace& workspace() { return workspace_; }
    /// Of the selected person; null: nobody is selected, or not solved.
    const edit::TrajectoryEdits* edits() const;
    const body::MotionClip* clip() const;
    /// Where the selected person's pelvis is as shown, world; nullopt: not solved on this frame.
    std::optional<Eigen::Vector3d> pelvis(FrameIndex frame) const;
    const edit::TrajectoryPin* pin(FrameIndex frame) const;

    void setPin(const edit::TrajectoryPin& pin);
    void removePin(FrameIndex frame);
    /// A pin that is being dragged: the path bends towards it in all views until endPreview() or setPin().
    void previewPin(const edit::TrajectoryPin& pin);
    void endPreview();
    void setContact(int point, FrameRange range, bool stands);
    /// The point stands as many frames later (or earlier), and no more where it did. @param range  of a contact.
    void moveContact(int point, FrameRange range, std::int64_t byFrames);
    /// Back to the estimate.
    void clearContact(int point, FrameRange range);
    void setFloorLine(std::vector<Eigen::Vector2d> pointsM);
    void setLoop(bool closes);
    void setFloor(double heightM, bool level);
    /// The floor that is being dragged: the person stands on it in all views until endPreview() or setFloor().
    void previewFloor(double heightM);
    bool hasContactsSaid(int point, FrameRange range) const;

    bool isSolving() const { return running_ != 0; }
    /// The pelvis' way before the edit whose trajectory is shown now; empty: none.
    const std::vector<Eigen::Vector3d>& pathBefore() const { return before_; }

    bool showsSpread() const { return spreadOn_; }
    /// Null: not wanted, or still being worked out.
    std::shared_ptr<const trajectory::PathSpread> spread() const { return spread_; }

  public Q_SLOTS:
    /// Pins the pelvis where it is on the present frame; a pin that stands there goes.
    void togglePinHere();
    void solveAgain();
    void setShowsSpread(bool on);

  Q_SIGNALS:
    /// Pins, contacts, floor, or whose they are.
    void editsChanged();
    void pathBeforeChanged();
    void solvingChanged(bool solving);
    void spreadChanged();

  private:
    /// @param also  part of the same step of the history.
    void apply(std::unique_ptr<edit::Edit> edit, std::unique_ptr<edit::Edit> also = nullptr);
    edit::TrajectorySolve how(int steps) const;
    void start(PersonId person, int steps);
    void cancel();
    void onSucceeded(std::shared_ptr<edit::Edit> edit);
    void onSolveEnded();
    void startSpread();
    void dropSpread();
    void setBefore(std::vector<Eigen::Vector3d> path);
    std::vector<Eigen::Vector3d> pathNow() const;

    Workspace& workspace_;
    jobs::JobId running_ = 0;
    PersonId person_;
    int steps_ = 0;
    int stepIndex_ = 0;               ///< of the history when the edit was made
    int indexAtSolve_ = 0;
    bool previewing_ = false;
    std::vector<Eigen::Vector3d> before_;
    bool spreadOn_ = false;
    jobs::JobId spreadId_ = 0;
    std::shared_ptr<jobs::SpreadJob> spreadJob_;
    std::shared_ptr<const trajectory::PathSpread> spread_;
};

}  // namespace ropetp::ui
