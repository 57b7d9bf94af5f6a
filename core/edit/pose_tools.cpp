#include "edit/pose_tools.h"

#include "base/rotation.h"
#include "pose/joint_limits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ropetp::edit {
namespace {

using body::Joint;

constexpr std::size_t at(Joint j) { return std::size_t(body::index(j)); }

/// A turn seen in the mirror of the body's middle plane (x = 0 at rest).
Eigen::Vector3d inMirror(const Eigen::Vector3d& a) { return {a.x(), -a.y(), -a.z()}; }

/// The pelvis turned over, its heading kept. At rest the body faces +Z with Y up.
Eigen::Vector3d mirroredPelvis(const Eigen::Vector3d& axisAngle, const Eigen::Vector3d& upInFrame) {
    const Eigen::Matrix3d r = matrixFromAxisAngle(axisAngle);
    const Eigen::Vector3d up = upInFrame.normalized();
    Eigen::Vector3d ahead = r.col(2) - up.dot(r.col(2)) * up;
    // Lying down: the way from head to feet takes the place of the way ahead.
    if (ahead.norm() < 0.2) ahead = -r.col(1) * (up.dot(r.col(2)) > 0 ? 1 : -1) - up.dot(-r.col(1)) * up;
    ahead.normalize();
    Eigen::Matrix3d heading;
    heading << up.cross(ahead), up, ahead;
    const Eigen::Vector3d leaning = axisAngleFromMatrix(heading.transpose() * r);
    return axisAngleFromMatrix(heading * matrixFromAxisAngle(inMirror(leaning)));
}

}  // namespace

body::Pose mirroredPose(const body::Pose& pose, const JointSet& joints, const Eigen::Vector3d& upInFrame) {
    body::Pose out = pose;
    for (std::size_t j = 1; j < body::kJointCount; ++j)
        if (joints[j]) out.axisAngleRad[j] = inMirror(pose.axisAngleRad[std::size_t(body::kMirror[j])]);
    if (joints[0]) out.axisAngleRad[0] = mirroredPelvis(pose.axisAngleRad[0], upInFrame);
    return out;
}

body::Pose posedAs(const body::Pose& pose, const body::Pose& other, const JointSet& joints) {
    body::Pose out = pose;
    out.translationM = other.translationM;
    // Parents come before their children.
    std::array<Eigen::Matrix3d, body::kJointCount> there, here;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const int parent = body::kParents[j];
        const auto below = [&](const auto& turns) { return parent < 0 ? Eigen::Matrix3d(Eigen::Matrix3d::Identity()) : Eigen::Matrix3d(turns[std::size_t(parent)]); };
        there[j] = below(there) * matrixFromAxisAngle(other.axisAngleRad[j]);
        if (joints[j]) {
            // Below another joint that is taken over, the very same numbers.
            const bool whole = parent < 0 || joints[std::size_t(parent)];
            out.axisAngleRad[j] = whole ? other.axisAngleRad[j] : axisAngleFromMatrix(below(here).transpose() * there[j]);
        }
        here[j] = below(here) * matrixFromAxisAngle(out.axisAngleRad[j]);
    }
    return out;
}

body::Pose swappedSides(const body::Pose& pose, const JointSet& joints) {
    body::Pose out = pose;
    const auto touches = [&](Limb left, Limb right) { return (joints & (jointsOf(left) | jointsOf(right))).any(); };
    if (touches(Limb::LeftLeg, Limb::RightLeg))
        // Both legs hang down at rest and begin at the pelvis: the same turn is the same direction.
        for (const Joint j : {Joint::LeftHip, Joint::LeftKnee, Joint::LeftAnkle, Joint::LeftFoot})
            std::swap(out.axisAngleRad[at(j)], out.axisAngleRad[std::size_t(body::kMirror[at(j)])]);
    if (touches(Limb::LeftArm, Limb::RightArm)) {
        // The arms point away from each other at rest: half a turn about the way ahead brings one onto the other, with
        // the elbow's hinge where it belongs.
        const Eigen::Matrix3d over = Eigen::Vector3d(-1, -1, 1).asDiagonal();
        const auto local = [&](std::size_t j) { return matrixFromAxisAngle(pose.axisAngleRad[j]); };
        for (const auto& [mine, theirs] : {std::pair(0, 1), std::pair(1, 0)}) {
            const std::size_t collar[2] = {at(Joint::LeftCollar), at(Joint::RightCollar)}, shoulder[2] = {at(Joint::LeftShoulder), at(Joint::RightShoulder)};
            out.axisAngleRad[shoulder[mine]] =
                axisAngleFromMatrix(local(collar[mine]).transpose() * local(collar[theirs]) * local(shoulder[theirs]) * over);
            for (const Joint j : {Joint::LeftElbow, Joint::LeftWrist, Joint::LeftHand}) {
                const std::size_t left = at(j), right = std::size_t(body::kMirror[left]);
                const std::size_t to = mine == 0 ? left : right, from = mine == 0 ? right : left;
                out.axisAngleRad[to] = axisAngleFromMatrix(over * local(from) * over);
            }
        }
    }
    return out;
}

body::Pose turnedAboutOwnAxes(const body::Pose& pose, const JointSet& joints, const Eigen::Vector3d& turnRad) {
    body::Pose out = pose;
    const Eigen::Matrix3d turn = matrixFromAxisAngle(turnRad);
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (joints[j]) out.axisAngleRad[j] = axisAngleFromMatrix(matrixFromAxisAngle(pose.axisAngleRad[j]) * turn);
    return out;
}

body::Pose turnedAboutFrameAxes(const body::Pose& pose, const JointSet& joints, const Eigen::Vector3d& turnRad) {
    body::Pose out = pose;
    const Eigen::Matrix3d turn = matrixFromAxisAngle(turnRad);
    std::array<Eigen::Matrix3d, body::kJointCount> inFrame;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const Eigen::Matrix3d above = j == 0 ? Eigen::Matrix3d(Eigen::Matrix3d::Identity()) : inFrame[std::size_t(body::kParents[j])];
        const Eigen::Matrix3d local = matrixFromAxisAngle(pose.axisAngleRad[j]);
        inFrame[j] = above * local;
        if (joints[j]) out.axisAngleRad[j] = axisAngleFromMatrix(above.transpose() * turn * above * local);
    }
    return out;
}

JointSet heldWithinLimits(body::Pose& pose, const body::Pose& before, const JointSet& joints) {
    JointSet held;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        if (!joints[j]) continue;
        const auto& ranges = pose::jointRanges(int(j));
        Eigen::Vector3d a = axisAngleFromMatrix(matrixFromAxisAngle(pose.axisAngleRad[j]));   // the shortest way
        const Eigen::Vector3d was = axisAngleFromMatrix(matrixFromAxisAngle(before.axisAngleRad[j])), wanted = a;
        for (std::size_t axis = 0; axis < 3; ++axis)
            if (ranges[axis]) a[Eigen::Index(axis)] = std::clamp(a[Eigen::Index(axis)], std::min(ranges[axis]->low, was[Eigen::Index(axis)]), std::max(ranges[axis]->high, was[Eigen::Index(axis)]));
        if (a == wanted) continue;
        pose.axisAngleRad[j] = a;
        held.set(j);
    }
    return held;
}

JointSet jointsAtLimit(const body::Pose& pose) {
    constexpr double kNearRad = 0.5 * EIGEN_PI / 180;
    JointSet at;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const auto& ranges = pose::jointRanges(int(j));
        const Eigen::Vector3d a = axisAngleFromMatrix(matrixFromAxisAngle(pose.axisAngleRad[j]));
        for (std::size_t axis = 0; axis < 3; ++axis)
            if (ranges[axis] && (a[Eigen::Index(axis)] < ranges[axis]->low + kNearRad || a[Eigen::Index(axis)] > ranges[axis]->high - kNearRad)) at.set(j);
    }
    return at;
}

}  // namespace ropetp::edit
