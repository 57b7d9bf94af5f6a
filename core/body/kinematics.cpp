#include "body/kinematics.h"

#include "base/rotation.h"

namespace ropetp::body {

JointFrames jointFrames(const JointPositions& restJoints, const Pose& pose) {
    JointFrames frames;
    for (int j = 0; j < kJointCount; ++j) {
        const Eigen::Vector3d rest = restJoints.row(j).transpose();
        const Eigen::Matrix3d local = matrixFromAxisAngle(pose.axisAngleRad[j]);
        const int parent = kParents[j];
        frames[j].setIdentity();
        if (parent < 0) {
            frames[j].linear() = local;
            frames[j].translation() = rest + pose.translationM;
        } else {
            const Eigen::Vector3d bone = rest - restJoints.row(parent).transpose();
            frames[j].linear() = frames[parent].linear() * local;
            frames[j].translation() = frames[parent] * bone;
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
    Pose result = pose;
    result.axisAngleRad[0] = axisAngleFromMatrix(bFromA.linear() * matrixFromAxisAngle(pose.axisAngleRad[0]));
    // The pelvis is at J0 + translation in both frames, and moves like any other point.
    const Eigen::Vector3d pelvisRest = restJoints.row(0).transpose();
    result.translationM = bFromA * (pelvisRest + pose.translationM) - pelvisRest;
    return result;
}

}  // namespace ropetp::body
