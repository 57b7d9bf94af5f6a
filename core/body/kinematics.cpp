#include "body/kinematics.h"

#include "base/rotation.h"

namespace ropetp::body {

JointFrames jointFrames(const JointPositions& restJoints, const Pose& pose) {
    JointFrames frames;
    for (int j = 0; j < kJointCount; ++j) {
        Eigen::Isometry3d local = Eigen::Isometry3d::Identity();
        local.linear() = matrixFromAxisAngle(pose.axisAngleRad[j]);
        const int parent = kParents[j];
        if (parent < 0) {
            local.translation() = restJoints.row(j).transpose() + pose.translationM;
            frames[j] = local;
        } else {
            local.translation() = (restJoints.row(j) - restJoints.row(parent)).transpose();
            frames[j] = frames[parent] * local;
        }
    }
    return frames;
}

JointPositions jointPositions(const JointPositions& restJoints, const Pose& pose) {
    const JointFrames frames = jointFrames(restJoints, pose);
    JointPositions positions;
    for (int j = 0; j < kJointCount; ++j) positions.row(j) = frames[j].translation().transpose();
    return positions;
}

Pose transformed(const Pose& pose, const Eigen::Isometry3d& bFromA, const JointPositions& restJoints) {
    Pose out = pose;
    const Eigen::Vector3d rest = restJoints.row(0).transpose();
    out.axisAngleRad[0] =
        axisAngleFromMatrix(bFromA.linear() * matrixFromAxisAngle(pose.axisAngleRad[0]));
    out.translationM = bFromA * (rest + pose.translationM) - rest;
    return out;
}

}  // namespace ropetp::body
