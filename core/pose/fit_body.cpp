#include "pose/fit_body.h"

#include "base/rotation.h"

#include <algorithm>

namespace ropetp::pose {
namespace {

/// Leg + torso + arm of the figure the landmark offsets are given for.
constexpr double kReferenceLengthM = 1.78;

double summedBones(const body::JointPositions& rest) {
    const auto length = [&](int a, int b) { return (rest.row(a) - rest.row(b)).norm(); };
    const double legs = length(1, 4) + length(4, 7) + length(2, 5) + length(5, 8);
    const double arms = length(16, 18) + length(18, 20) + length(17, 19) + length(19, 21);
    return (legs + arms) / 2 + length(0, 12);
}

/// Head joints lie differently in different bodies' heads: the face is placed from the crown.
Eigen::Vector3d crownAtMeanShape(const body::BodyModelData& data, const body::JointPositions& restJoints) {
    const int head = body::index(body::Joint::Head);
    double top = -1e9, front = -1e9, back = 1e9;
    for (Eigen::Index v = 0; v < data.vTemplate.rows(); ++v) {
        if (data.weights(v, head) < 0.9f) continue;
        top = std::max<double>(top, data.vTemplate(v, 1));
        front = std::max<double>(front, data.vTemplate(v, 2));
        back = std::min<double>(back, data.vTemplate(v, 2));
    }
    if (front < back) return {0, 0.17, 0};
    return {0, top - restJoints(head, 1), (front + back) / 2 - restJoints(head, 2)};
}

}  // namespace

FitBody::FitBody(const body::BodyModel& model, const body::Betas& betas) : restJoints(model.restJoints(betas)) {
    boneOffset[0].setZero();
    for (int j = 1; j < body::kJointCount; ++j)
        boneOffset[j] = (restJoints.row(j) - restJoints.row(body::kParents[j])).transpose();
    const body::JointPositions mean = model.restJoints(body::Betas::Zero());
    scale = summedBones(restJoints) / kReferenceLengthM;
    crownFromHead = crownAtMeanShape(model.data(), mean) * summedBones(restJoints) / summedBones(mean);
}

FrameState moved(const FrameState& state, const FrameVector& delta) {
    FrameState out = state;
    out.pelvisInCam += delta.head<3>();
    for (int j : kFreeJoints) out.local[j] = state.local[j] * matrixFromAxisAngle(delta.segment<3>(kRotationColumn[j]));
    return out;
}

FrameState interpolated(const FrameState& a, const FrameState& b, double t) {
    FrameState out = a;
    out.pelvisInCam = (1 - t) * a.pelvisInCam + t * b.pelvisInCam;
    for (int j : kFreeJoints) {
        const Eigen::Vector3d turn = axisAngleFromMatrix(a.local[j].transpose() * b.local[j]);
        out.local[j] = a.local[j] * matrixFromAxisAngle(t * turn);
    }
    return out;
}

body::Pose poseFromState(const FrameState& state, const body::JointPositions& restJoints) {
    body::Pose pose;
    for (int j : kFreeJoints) pose.axisAngleRad[j] = axisAngleFromMatrix(state.local[j]);
    pose.translationM = state.pelvisInCam - restJoints.row(0).transpose();
    return pose;
}

FrameState stateFromPose(const body::Pose& pose, const body::JointPositions& restJoints) {
    FrameState state;
    for (std::size_t j = 0; j < body::kJointCount; ++j) state.local[j] = matrixFromAxisAngle(pose.axisAngleRad[j]);
    state.pelvisInCam = pose.translationM + restJoints.row(0).transpose();
    return state;
}

void FrameKinematics::update(const FitBody& body, const FrameState& state) {
    origin_[0] = state.pelvisInCam;
    rotation_[0] = state.local[0];
    for (int j = 1; j < body::kJointCount; ++j) {
        const int parent = body::kParents[j];
        origin_[j] = origin_[parent] + rotation_[parent] * body.boneOffset[j];
        rotation_[j] = rotation_[parent] * state.local[j];
    }
}

void FrameKinematics::jacobian(int joint, const Eigen::Vector3d& point, PointJacobian& out) const {
    out.setZero();
    out.leftCols<3>().setIdentity();
    for (int j = joint; j >= 0; j = body::kParents[j]) {
        const int column = kRotationColumn[j];
        if (column < 0) continue;
        // A turn d about the joint moves the point by (G d) x (point - joint).
        const Eigen::Vector3d arm = point - origin_[j];
        const Eigen::Matrix3d& g = rotation_[j];
        for (int c = 0; c < 3; ++c) out.col(column + c) = g.col(c).cross(arm);
    }
}

}  // namespace ropetp::pose
