#pragma once

#include <QObject>

#include "edit/fix_edits.h"
#include "ui/fix_propagation.h"
#include "ui/workspace.h"

#include <optional>

namespace ropetp::ui {

enum class PoseTool { Select, Move, Rotate };
/// Whose axes the rings of the rotate tool are.
enum class TurnAxes { Joint, World };

struct PoseOptions {
    bool wholeBody = false;      ///< a dragged hand or foot takes the body along
    edit::JointSet pins;         ///< stay where they are in whole-body drags
    TurnAxes axes = TurnAxes::Joint;
    bool limits = true;          ///< joints stop at the ends of their ranges
    friend bool operator==(const PoseOptions&, const PoseOptions&) = default;
};

/// Posing the selected person on the present frame: tools, drags, the clipboard. What is made becomes a fix of the frame
/// (edit/fix_edits.h), whose neighbours follow at once by interpolation and then by the video (FixPropagation). Commands act
/// on the selected joints, on the whole body where none is selected. GUI thread only.
class PoseEditor : public QObject {
    Q_OBJECT

  public:
    explicit PoseEditor(Workspace& workspace, QObject* parent = nullptr);

    Workspace& workspace() { return workspace_; }
    FixPropagation& propagation() { return propagation_; }
    PoseTool tool() const { return tool_; }
    const PoseOptions& options() const { return options_; }
    void setOptions(const PoseOptions& options);
    bool isPinned(int joint) const { return options_.pins[std::size_t(joint)]; }
    void setPinned(int joint, bool on);

    /// The selected person as shown (a drag that is under way included) on the present frame. Valid until the next change.
    struct Subject {
        PersonId person;
        FrameIndex frame;
        const body::MotionClip* clip;
        const body::MotionFrame* at;
    };
    /// nullopt: nobody is selected, or not solved on this frame.
    std::optional<Subject> subject() const;
    body::JointPositions restJoints(const Subject& subject) const;
    /// This frame's fix, if it has one.
    const edit::Fix* fix() const;
    /// The selected joints, or all.
    edit::JointSet chosen() const;
    /// Whether commands move the pelvis along: nothing is selected, or the pelvis is.
    bool chosenPlace() const;

    // A drag: shown in all views while it lasts (the fix with its interpolated neighbours), one undoable edit at its end.
    // Every step starts from the pose at the beginning, so that going back brings the same pose back.

    /// False: there is nobody to be dragged.
    bool beginDrag();
    bool isDragging() const { return drag_.has_value(); }
    void dragJoint2d(int joint, const Eigen::Vector2d& framePx);
    void dragJoint3d(int joint, const Eigen::Vector3d& targetInCam);
    /// The selected joints about their own axes, or the camera's. @param turnRad  axis-angle.
    void turnAboutOwnAxes(const Eigen::Vector3d& turnRad);
    void turnAboutCamAxes(const Eigen::Vector3d& turnRad);
    /// As setRotation() and setPosition().
    void dragRotation(int joint, const Eigen::Matrix3d& rotation);
    void dragPosition(int joint, const Eigen::Vector3d& inCam);
    void endDrag();
    void cancelDrag();
    /// Joints that the drag has turned and that are at the end of a range.
    const edit::JointSet& atLimit() const { return atLimit_; }

    bool canPaste() const { return clipboard_.has_value(); }
    const std::optional<edit::CopiedPose>& clipboard() const { return clipboard_; }
    /// Holds a joint's local rotation. @param rotation  relative to the parent; the pelvis': to the camera.
    void setRotation(int joint, const Eigen::Matrix3d& rotation);
    /// The pelvis takes the whole body along; any other joint is reached for as in a drag.
    void setPosition(int joint, const Eigen::Vector3d& inCam);
    void setReach(const edit::Falloff& reach);
    /// The chosen joints as another person has them on this frame.
    void takeFrom(PersonId other);
    /// Solved on this frame, beside the selected one.
    std::vector<PersonId> othersHere() const;

  public Q_SLOTS:
    void setTool(ropetp::ui::PoseTool tool);
    void copy();
    void paste();
    void mirror();
    void swapSides();
    /// What the frame's landmarks tell of the selected joints, or of the whole body.
    void poseFromVideo();
    /// The raw solve, here or through the range between in and out.
    void resetFrame();
    void resetRange();
    void removeFix();
    /// Holds the pose as it is.
    void holdPose();
    void propagate();

  Q_SIGNALS:
    void toolChanged();
    void optionsChanged();
    /// What is shown of the subject changed: the frame, the person, its pose.
    void subjectChanged();
    void clipboardChanged();

  private:
    edit::IkOptions ikOptions() const;
    void show(std::unique_ptr<edit::Edit> edit);
    void turn(const body::Pose& turned);
    void apply(std::unique_ptr<edit::Edit> edit);

    struct Drag {
        PersonId person;
        FrameIndex frame;
        edit::Scene base;        ///< that person alone, as before the drag
        body::Pose from;
        std::unique_ptr<edit::Edit> edit;   ///< what came of it so far
    };

    Workspace& workspace_;
    FixPropagation propagation_;
    PoseTool tool_ = PoseTool::Select;
    PoseOptions options_;
    std::optional<Drag> drag_;
    edit::JointSet atLimit_;
    std::optional<edit::CopiedPose> clipboard_;
};

}  // namespace ropetp::ui
