#include "train/people/part_map.h"

#include "raster/rasterizer.h"

#include <Eigen/Dense>

#include <limits>

namespace ropetp::train {
namespace {

constexpr int kLeastJoints = 6;
constexpr double kMostOff = 0.1;       ///< half crops
constexpr double kNearestM = 0.3;

}  // namespace

std::optional<Eigen::Vector3d> pelvisFromPoints(const body::JointPositions& joints, const Eigen::Matrix<float, body::kJointCount, 2, Eigen::RowMajor>& at,
                                                const std::array<float, body::kJointCount>& weight, double focal) {
    // focal (X + tx) = u (Z + tz): linear in the pelvis' place.
    Eigen::Matrix3d a = Eigen::Matrix3d::Zero();
    Eigen::Vector3d b = Eigen::Vector3d::Zero();
    int count = 0;
    for (int j = 0; j < body::kJointCount; ++j) {
        if (!(weight[std::size_t(j)] > 0)) continue;
        ++count;
        for (int c = 0; c < 2; ++c) {
            Eigen::Vector3d row(c == 0 ? focal : 0, c == 1 ? focal : 0, -double(at(j, c)));
            a += weight[std::size_t(j)] * row * row.transpose();
            b += weight[std::size_t(j)] * row * (double(at(j, c)) * joints(j, 2) - focal * joints(j, c));
        }
    }
    if (count < kLeastJoints) return std::nullopt;
    const Eigen::Vector3d pelvis = a.ldlt().solve(b);
    if (!pelvis.allFinite()) return std::nullopt;
    double off = 0;
    for (int j = 0; j < body::kJointCount; ++j) {
        if (!(weight[std::size_t(j)] > 0)) continue;
        const Eigen::Vector3d p = joints.row(j).transpose() + pelvis;
        if (p.z() < kNearestM) return std::nullopt;
        off += (focal * p.head<2>() / p.z() - at.row(j).transpose().cast<double>()).norm() / count;
    }
    if (!(off <= kMostOff)) return std::nullopt;
    return pelvis;
}

std::array<std::uint8_t, kPartMap * kPartMap> drawParts(const std::shared_ptr<const body::BodyModel>& body, const body::Betas& betas, const body::Pose& poseInView, double focal) {
    const auto& data = body->data();
    body::VertexArray vertices;
    body::Skinner(body, betas).skin(poseInView, vertices);
    const PinholeCamera camera = PinholeCamera::centred(kPartMap, kPartMap, focal * kPartMap / 2);
    raster::Rasterizer rasterizer;
    const std::vector<Eigen::Vector3f> white = {Eigen::Vector3f::Ones()};
    const auto& layer = rasterizer.render(camera, {raster::Mesh{vertices, data.faces, white}}, {}, 1);
    std::array<std::uint8_t, kPartMap * kPartMap> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i] = kBackground;
        if (layer.face[i] < 0) continue;
        // A triangle belongs to the joint that moves its corners most.
        Eigen::Matrix<float, 1, Eigen::Dynamic> pull = Eigen::Matrix<float, 1, Eigen::Dynamic>::Zero(body::kJointCount);
        for (int k = 0; k < 3; ++k) pull += data.weights.row(data.faces(layer.face[i], k));
        Eigen::Index most = 0;
        pull.maxCoeff(&most);
        parts[i] = std::uint8_t(most);
    }
    return parts;
}

}  // namespace ropetp::train
