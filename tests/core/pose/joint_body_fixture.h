#pragma once

#include "body/body_model.h"

#include <array>

/// A body that is nothing but joints: 24 vertices on the joints, the crown and the soles. Enough for
/// everything that fits skeletons, and quick to make.
namespace ropetp::test {

inline body::JointPositions fixtureRestJoints() {
    body::JointPositions j;
    // Heights above the floor of an adult 1.72 m tall.
    j << 0, 0.98, 0, 0.088, 0.908, 0, -0.088, 0.908, 0, 0, 1.085, -0.025, 0.10, 0.488, 0,
        -0.10, 0.488, 0, 0, 1.21, -0.025, 0.096, 0.07, -0.034, -0.096, 0.07, -0.034, 0, 1.268, -0.02,
        0.108, 0.022, 0.092, -0.108, 0.022, 0.092, 0, 1.468, -0.034, 0.076, 1.386, -0.028, -0.076, 1.386, -0.028,
        0, 1.552, 0, 0.178, 1.41, -0.028, -0.178, 1.41, -0.028, 0.452, 1.404, -0.04, -0.452, 1.404, -0.04,
        0.708, 1.408, -0.031, -0.708, 1.408, -0.031, 0.796, 1.407, -0.024, -0.796, 1.407, -0.024;
    return j;
}

/// Shape 0 scales the body (4 % a unit), 1 lengthens legs, 2 arms, 3 widens shoulders, 4 hips; the rest do nothing.
inline std::shared_ptr<const body::BodyModel> jointBody() {
    using body::kJointCount;
    const body::JointPositions rest = fixtureRestJoints();
    constexpr int kVertices = kJointCount + 3;
    Eigen::Matrix<double, kVertices, 3, Eigen::RowMajor> vertices;
    vertices.topRows<kJointCount>() = rest;
    vertices.row(24) << 0, 1.72, 0;
    vertices.row(25) << 0.10, 0, 0.02;
    vertices.row(26) << -0.10, 0, 0.02;
    const std::array<int, 3> owner = {15, 7, 8};

    body::BodyModelData data;
    data.name = "joints only";
    data.vTemplate = vertices.cast<float>();
    data.faces.resize(1, 3);
    data.faces << 24, 25, 26;
    data.jointRegressor = Eigen::MatrixXf::Zero(kJointCount, kVertices);
    data.weights = Eigen::MatrixXf::Zero(kVertices, kJointCount);
    data.shapeDirs = Eigen::MatrixXf::Zero(3 * kVertices, body::kShapeCount);
    for (int j = 0; j < kJointCount; ++j) data.jointRegressor(j, j) = 1;
    for (int v = 0; v < kVertices; ++v) data.weights(v, v < kJointCount ? v : owner[v - kJointCount]) = 1;
    for (int v = 0; v < kVertices; ++v) {
        const int joint = v < kJointCount ? v : owner[v - kJointCount];
        Eigen::Vector3d leg = Eigen::Vector3d::Zero(), arm = leg, shoulder = leg, hip = leg;
        const double side = vertices(v, 0) > 0 ? 1 : vertices(v, 0) < 0 ? -1 : 0;
        for (int k = joint; k > 0; k = body::kParents[k]) {
            const Eigen::Vector3d bone = (rest.row(k) - rest.row(body::kParents[k])).transpose();
            if (k == 4 || k == 5 || k == 7 || k == 8) leg += 0.04 * bone;
            if (k >= 18 && k <= 21) arm += 0.04 * bone;
            if (k == 16 || k == 17) shoulder.x() += 0.012 * side;
            if (k == 1 || k == 2) hip.x() += 0.006 * side;
        }
        for (int c = 0; c < 3; ++c) {
            data.shapeDirs(3 * v + c, 0) = static_cast<float>(0.04 * vertices(v, c));
            data.shapeDirs(3 * v + c, 1) = static_cast<float>(leg[c]);
            data.shapeDirs(3 * v + c, 2) = static_cast<float>(arm[c]);
            data.shapeDirs(3 * v + c, 3) = static_cast<float>(shoulder[c]);
            data.shapeDirs(3 * v + c, 4) = static_cast<float>(hip[c]);
        }
    }
    auto model = body::BodyModel::create(std::move(data));
    return model ? *model : nullptr;
}

}  // namespace ropetp::test
