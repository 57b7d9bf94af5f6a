#include "trajectory/leg_bend.h"

#include "base/rotation.h"

namespace ropetp::trajectory {
namespace {

constexpr double kNothingM = 1e-5;

}  // namespace

std::array<Eigen::Vector3d, kContactValues> footPoints(const body::JointPositions& rest, const body::Pose& pose) {
    const auto joints = body::jointPositions(rest, pose);
    std::array<Eigen::Vector3d, kContactValues> out;
    for (std::size_t k = 0; k < kContactValues; ++k) out[k] = joints.row(kFootJoints[k]).transpose();
    return out;
}

void bendLegs(const body::JointPositions& rest, const std::array<Eigen::Vector3d, kContactValues>& offsets, body::Pose& pose) {
    const auto frames = body::jointFrames(rest, pose);
    for (int side = 0; side < 2; ++side) {
        const Eigen::Vector3d &offset = offsets[std::size_t(2 * side)], &footOffset = offsets[std::size_t(2 * side + 1)];
        if (offset.norm() + footOffset.norm() < kNothingM) continue;
        const std::size_t hip = std::size_t(1 + side), knee = hip + 3, ankle = hip + 6, foot = hip + 9;
        const auto at = [&](std::size_t j) { return Eigen::Vector3d(frames[j].translation()); };
        const auto [newKnee, newAnkle] = twoBones(at(hip), at(knee), at(ankle), at(ankle) + offset);
        const auto turned = [&](std::size_t j, const Eigen::Vector3d& before, const Eigen::Vector3d& after) {
            return Eigen::Matrix3d(Eigen::Quaterniond::FromTwoVectors(before, after).toRotationMatrix() * frames[j].linear());
        };
        const Eigen::Matrix3d thigh = turned(hip, at(knee) - at(hip), newKnee - at(hip)), shin = turned(knee, at(ankle) - at(knee), newAnkle - newKnee);
        const Eigen::Matrix3d sole = turned(ankle, at(foot) - at(ankle), at(foot) + footOffset - newAnkle);
        pose.axisAngleRad[hip] = axisAngleFromMatrix(frames[0].linear().transpose() * thigh);
        pose.axisAngleRad[knee] = axisAngleFromMatrix(thigh.transpose() * shin);
        pose.axisAngleRad[ankle] = axisAngleFromMatrix(shin.transpose() * sole);
    }
}

void lockFeet(body::MotionClip& clip, const body::JointPositions& rest, std::span<const FootKnowledge> known) {
    FootPath feet;
    std::vector<std::array<float, kContactValues>> contacts;
    for (const auto& f : clip.frames) {
        feet.push_back(footPoints(rest, f.poseInWorld));
        contacts.push_back(f.contacts);
    }
    const auto offsets = footLockOffsets(feet, contacts, clip.fps, {}, known);
    for (std::size_t i = 0; i < clip.frames.size(); ++i)
        if (known.empty() || !known[i].lockedAt) bendLegs(rest, offsets[i], clip.frames[i].poseInWorld);
}

}  // namespace ropetp::trajectory
