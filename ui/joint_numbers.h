#pragma once

#include <QWidget>

#include "ui/pose_editor.h"

#include <array>

class QDoubleSpinBox;
class QLabel;

namespace ropetp::ui {

/// A joint's angles and its place as fields to be typed into, with the joint's ranges. GUI thread only.
class JointNumbers final : public QWidget {
    Q_OBJECT

  public:
    explicit JointNumbers(PoseEditor& editor, QWidget* parent = nullptr);
    void showJoint(const PoseEditor::Subject& subject, int joint);

  private:
    QWidget* anglesGroup();
    QWidget* positionGroup();
    void applyAngles();
    void applyPosition();
    void showAgain();

    PoseEditor& editor_;
    bool refreshing_ = false;
    int joint_ = -1;
    std::array<double, 3> shownAngles_{};     ///< degrees, as last shown: angles go on from there without a jump
    std::array<double, 3> shownPosition_{};   ///< metres, world
    std::array<QDoubleSpinBox*, 3> angles_, position_;
    std::array<QLabel*, 3> ranges_;
};

}  // namespace ropetp::ui
