#include "ui/joint_numbers.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "edit/compose.h"
#include "io/euler.h"
#include "pose/joint_limits.h"
#include "ui/panel_fields.h"
#include "ui/theme.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace ropetp::ui {
namespace {

constexpr double kDeg = 180 / EIGEN_PI;
constexpr const char* kAxisNames[] = {"X", "Y", "Z"};

/// What was typed; the other values stay what they are, not what was rounded to be shown.
void takeTyped(const std::array<QDoubleSpinBox*, 3>& boxes, std::array<double, 3>& values) {
    for (std::size_t k = 0; k < 3; ++k)
        if (std::abs(boxes[k]->value() - values[k]) > 0.6 * std::pow(10.0, -boxes[k]->decimals())) values[k] = boxes[k]->value();
}

}  // namespace

JointNumbers::JointNumbers(PoseEditor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(panelHeading(tr("Rotation from the parent")));
    column->addWidget(anglesGroup());
    column->addWidget(panelHeading(tr("Position in the world (m)")));
    column->addWidget(positionGroup());
}

QWidget* JointNumbers::anglesGroup() {
    auto* group = new QWidget;
    auto* grid = new QGridLayout(group);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(4);
    for (int i = 0; i < 3; ++i) {
        const auto k = std::size_t(i);
        angles_[k] = panelSpin(QStringLiteral("angle") + kAxisNames[i], -360, 360, 1, 1, QStringLiteral("°"));
        angles_[k]->setToolTip(tr("Euler angle in degrees (X, then Y, then Z of the joint's own axes). Type, or turn the wheel."));
        connect(angles_[k], &QDoubleSpinBox::valueChanged, this, &JointNumbers::applyAngles);
        ranges_[k] = new QLabel;
        ranges_[k]->setObjectName(QStringLiteral("range") + kAxisNames[i]);
        ranges_[k]->setProperty("dim", true);
        ranges_[k]->setToolTip(tr("What the joint can do about this axis; red: at the end of it"));
        grid->addWidget(new QLabel(QString::fromLatin1(kAxisNames[i])), i, 0);
        grid->addWidget(angles_[k], i, 1);
        grid->addWidget(ranges_[k], i, 2);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    return group;
}

QWidget* JointNumbers::positionGroup() {
    auto* group = new QWidget;
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (std::size_t k = 0; k < 3; ++k) {
        position_[k] = panelSpin(QStringLiteral("position") + kAxisNames[k], -1000, 1000, 0.01, 3, {});
        position_[k]->setMinimumWidth(56);
        position_[k]->setToolTip(tr("Metres, Y up. The pelvis takes the body along; any other joint is reached for as in a drag."));
        connect(position_[k], &QDoubleSpinBox::valueChanged, this, &JointNumbers::applyPosition);
        row->addWidget(new QLabel(QString::fromLatin1(kAxisNames[k])));
        row->addWidget(position_[k], 1);
    }
    return group;
}

void JointNumbers::showJoint(const PoseEditor::Subject& subject, int joint) {
    const auto j = std::size_t(joint);
    refreshing_ = true;
    const Eigen::Vector3d turn = subject.at->poseInCam.axisAngleRad[j];
    const Eigen::Vector3d near = joint_ == joint ? Eigen::Vector3d(shownAngles_[0], shownAngles_[1], shownAngles_[2]) : Eigen::Vector3d(Eigen::Vector3d::Zero());
    const Eigen::Vector3d euler = io::eulerDegrees(matrixFromAxisAngle(turn), io::kXyz, near);
    const Eigen::Vector3d shortest = axisAngleFromMatrix(matrixFromAxisAngle(turn));
    const auto rest = editor_.restJoints(subject);
    const Eigen::Vector3d at = body::jointPositions(rest, subject.at->poseInWorld).row(joint).transpose();
    for (std::size_t k = 0; k < 3; ++k) {
        const auto axis = Eigen::Index(k);
        shownAngles_[k] = euler[axis];
        angles_[k]->setValue(euler[axis]);
        shownPosition_[k] = at[axis];
        position_[k]->setValue(at[axis]);
        const auto& range = pose::jointRanges(joint)[k];
        constexpr double kNearRad = 0.5 / kDeg;
        const bool end = range && (shortest[axis] < range->low + kNearRad || shortest[axis] > range->high - kNearRad);
        ranges_[k]->setText(range ? tr("%1 … %2°").arg(std::lround(range->low * kDeg)).arg(std::lround(range->high * kDeg)) : tr("free"));
        ranges_[k]->setStyleSheet(end ? QStringLiteral("color: %1; font-weight: 600;").arg(Theme::colors().playhead.name()) : QString());
    }
    joint_ = joint;
    refreshing_ = false;
}

void JointNumbers::showAgain() {
    // What was typed may have been held back by a limit.
    if (const auto subject = editor_.subject()) showJoint(*subject, joint_);
}

void JointNumbers::applyAngles() {
    if (refreshing_ || joint_ < 0) return;
    takeTyped(angles_, shownAngles_);
    editor_.setRotation(joint_, io::matrixFromEulerDegrees({shownAngles_[0], shownAngles_[1], shownAngles_[2]}, io::kXyz));
    showAgain();
}

void JointNumbers::applyPosition() {
    const auto subject = editor_.subject();
    if (refreshing_ || joint_ < 0 || !subject) return;
    takeTyped(position_, shownPosition_);
    const Eigen::Vector3d inWorld(shownPosition_[0], shownPosition_[1], shownPosition_[2]);
    const auto worldFromCam = edit::worldFromCamOf(*subject->at, editor_.restJoints(*subject).row(0).transpose());
    editor_.setPosition(joint_, worldFromCam.inverse() * inWorld);
    showAgain();
}

}  // namespace ropetp::ui
