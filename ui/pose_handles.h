#pragma once

#include "ui/pose_editor.h"
#include "ui/turn_gizmo.h"
#include "ui/view_tool.h"

#include <array>

namespace ropetp::ui {

/// The selected person's joints as handles over a view: hover names them, click picks (shift: adds), the move tool drags them,
/// the rotate tool turns them by rings. Drawn while a tool or a joint is in use or the mouse is near, so that the footage stays
/// clear. The two views differ in the space that they show and in what a drag means there. GUI thread only.
class PoseHandles : public ViewTool, protected ViewSpace {
    Q_OBJECT

  public:
    /// Where a joint's handle is drawn; nullopt: not now. Logical pixels.
    std::optional<QPointF> handle(int joint) const;
    /// The rings that are shown now.
    std::optional<TurnGizmo> gizmo() const;

    bool press(const QMouseEvent& event) override;
    void drag(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    bool hover(const std::optional<QPointF>& at, Qt::KeyboardModifiers modifiers) override;
    bool escape() override;
    void paint(QPainter& painter) override;
    std::optional<Qt::CursorShape> cursor() const override;

  protected:
    /// @param view  outlives the tool.
    PoseHandles(PoseEditor& editor, QWidget& view);
    PoseEditor& editor() const { return editor_; }
    QWidget& view() const { return view_; }

    /// Does the view show the frame that is edited?
    virtual bool showsPresentFrame() const = 0;
    /// The view's space from the camera's, on this frame.
    virtual Eigen::Isometry3d spaceFromCam(const PoseEditor::Subject& subject) const = 0;
    /// The mouse takes a joint to a point of the view. @param from  where the joint was, in the view's space.
    virtual void moveJoint(int joint, const Eigen::Vector3d& from, const QPointF& to, Qt::KeyboardModifiers modifiers) = 0;

  private:
    struct Body {
        PoseEditor::Subject subject;
        Eigen::Isometry3d spaceFromCam;
        body::JointFrames frames;                                          ///< in the view's space
        std::array<std::optional<QPointF>, body::kJointCount> px;
    };
    /// nullopt: nobody is to be posed in this view now.
    std::optional<Body> shown() const;
    TurnGizmo gizmoFor(const Body& body, int joint) const;
    std::optional<int> jointAt(const Body& body, const QPointF& at) const;
    bool showsAll(const Body& body) const;
    void turnTo(const QPointF& at, Qt::KeyboardModifiers modifiers);
    void paintBones(QPainter& painter, const Body& body) const;
    void paintJoint(QPainter& painter, const Body& body, int joint) const;
    void paintLabel(QPainter& painter, const QPointF& at, const QString& text, bool warning) const;

    PoseEditor& editor_;
    QWidget& view_;
    std::optional<QPointF> mouse_;
    std::optional<int> hovered_;
    std::optional<TurnGizmo::Ring> hoveredRing_;

    enum class Taken { Nothing, Joint, Moving, Ring, Turning } taken_ = Taken::Nothing;
    int joint_ = -1;
    QPointF pressed_, grabOffset_, last_;
    Eigen::Vector3d from_{0, 0, 0};
    Eigen::Isometry3d spaceFromCam_ = Eigen::Isometry3d::Identity();
    std::optional<TurnGizmo> turning_;         ///< as it stood when it was taken
    TurnGizmo::Ring ring_ = TurnGizmo::X;
    double angleRad_ = 0;
};

}  // namespace ropetp::ui
