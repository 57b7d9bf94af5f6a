#pragma once

#include "body/body_model.h"
#include "body/kinematics.h"

#include <Eigen/Core>

#include <array>

namespace ropetp::trajectory {

/// The four points of a person that may touch the floor, in the order of MotionFrame::contacts.
enum FootPoint { kLeftHeel, kLeftToe, kRightHeel, kRightToe };
inline constexpr int kFootPointCount = 4;
using FootPositions = std::array<Eigen::Vector3d, kFootPointCount>;

/// The soles of a shaped body: heels move with the ankle joints, toes with the foot joints.
class FootPoints {
  public:
    FootPoints(const body::BodyModel& body, const body::Betas& betas);
    /// Sole points in the frame of the pose that gave `frames`.
    FootPositions at(const body::JointFrames& frames) const;
    FootPositions at(const body::Pose& pose) const { return at(body::jointFrames(rest_, pose)); }
    const body::JointPositions& restJoints() const { return rest_; }

  private:
    body::JointPositions rest_;
    FootPositions offsetInJoint_;
};

}  // namespace ropetp::trajectory
