#include "pose/rope/rope_crop.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace ropetp::pose {
namespace {

/// Air around the outermost joint: hands, feet and the top of the head reach beyond it.
constexpr float kMargin = 1.22f;
constexpr float kLeastWeight = 0.3f;
/// How the landmark model's crop may lie to ours, in our sizes and radians.
constexpr float kLeastShared = 0.9f, kMostShared = 1.7f, kMostOff = 0.35f, kMostTurned = 0.6f;
constexpr double kNearestM = 0.3;   ///< as in the network's own projection

}  // namespace

track::CropRegion ropeCrop(std::span<const Eigen::Vector2f> points, std::span<const float> weights, const Eigen::Vector2f& hips, const Eigen::Vector2f& shoulders) {
    track::CropRegion region;
    const Eigen::Vector2f up = shoulders - hips;
    region.angleRad = up.norm() > 1 ? std::atan2(up.x(), -up.y()) : 0;
    // The middle of what is seen along the turned axes: hands held up do not push the feet out.
    const float c = std::cos(region.angleRad), n = std::sin(region.angleRad);
    Eigen::Vector2f low = Eigen::Vector2f::Constant(1e9f), high = -low;
    int seen = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!(weights[i] >= kLeastWeight) || !points[i].allFinite()) continue;
        const Eigen::Vector2f p(c * points[i].x() + n * points[i].y(), -n * points[i].x() + c * points[i].y());
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
        ++seen;
    }
    if (seen < 3) return {};
    const Eigen::Vector2f middle = (low + high) / 2;
    region.centre = {c * middle.x() - n * middle.y(), n * middle.x() + c * middle.y()};
    region.size = kMargin * std::max((high - low).maxCoeff(), 8.f);
    return region;
}

track::CropRegion ropeCropOf(const track::Landmarks& l) {
    /// Middle of the head, arms, hips and legs: the joints that training crops are made from.
    constexpr std::array<int, 12> kPoints = {11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28};
    std::vector<Eigen::Vector2f> points = {(l.px[7] + l.px[8]) / 2};
    std::vector<float> weights = {std::max(l.visibility[7], l.visibility[8])};
    for (const int k : kPoints) {
        points.push_back(l.px[std::size_t(k)]);
        weights.push_back(l.visibility[std::size_t(k)]);
    }
    return ropeCrop(points, weights, (l.px[23] + l.px[24]) / 2, (l.px[11] + l.px[12]) / 2);
}

track::CropRegion sharedCropOf(const track::Landmarks& l) {
    const track::CropRegion own = ropeCropOf(l);
    if (!own.isValid() || !l.crop.isValid()) return own;
    const float larger = l.crop.size / own.size, off = (l.crop.centre - own.centre).norm() / own.size;
    const float turned = std::abs(std::remainder(l.crop.angleRad - own.angleRad, 2 * std::numbers::pi_v<float>));
    return larger >= kLeastShared && larger <= kMostShared && off <= kMostOff && turned <= kMostTurned ? l.crop : own;
}

Eigen::Matrix3d camFromView(const PinholeCamera& camera, const track::CropRegion& crop) {
    const Eigen::Vector3d ray = camera.ray(crop.centre.cast<double>());
    const Eigen::Matrix3d towards = Eigen::Quaterniond::FromTwoVectors(Eigen::Vector3d::UnitZ(), ray).toRotationMatrix();
    return towards * Eigen::AngleAxisd(crop.angleRad, Eigen::Vector3d::UnitZ()).toRotationMatrix();
}

double focalInCrops(const PinholeCamera& camera, const track::CropRegion& crop) { return 2 * camera.fx / crop.size; }

Eigen::Vector3d pelvisInCam(const PinholeCamera& camera, const track::CropRegion& crop, double scale, const Eigen::Vector2d& pelvisM, const body::JointPositions& jointsInView) {
    const Eigen::Matrix3d turn = camFromView(camera, crop);
    const double focal = focalInCrops(camera, crop), depth = focal / scale;
    const Eigen::Matrix2d pictureFromCrop = crop.size / 2.0 * Eigen::Rotation2Dd(crop.angleRad).toRotationMatrix();
    // Each joint lies on the ray of its pixel: (joint + pelvis) x ray = 0, two equations in the unknown pelvis.
    Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
    Eigen::Vector3d right = Eigen::Vector3d::Zero();
    for (int j = 0; j < body::kJointCount; ++j) {
        const Eigen::Vector3d joint = jointsInView.row(j).transpose();
        const Eigen::Vector2d inCrop = focal * (joint.head<2>() + pelvisM) / std::max(joint.z() + depth, kNearestM);
        const Eigen::Vector3d ray = camera.ray(crop.centre.cast<double>() + pictureFromCrop * inCrop), inCam = turn * joint;
        for (int c = 0; c < 2; ++c) {
            const Eigen::Vector3d row = Eigen::Vector3d::Unit(c) - ray[c] * Eigen::Vector3d::UnitZ();
            normal += row * row.transpose();
            right -= row * row.dot(inCam);
        }
    }
    const Eigen::Vector3d pelvis = normal.ldlt().solve(right);
    return pelvis.allFinite() && pelvis.z() > kNearestM ? pelvis : Eigen::Vector3d(turn * Eigen::Vector3d(pelvisM.x(), pelvisM.y(), depth));
}

Eigen::Matrix3d cropFromPicture(const track::CropRegion& crop, int cropPx) {
    const double s = cropPx / double(crop.size), c = std::cos(crop.angleRad), n = std::sin(crop.angleRad);
    Eigen::Matrix3d m;
    m << s * c, s * n, 0, -s * n, s * c, 0, 0, 0, 1;
    const Eigen::Vector3d centre(crop.centre.x(), crop.centre.y(), 0);
    m.topRightCorner<2, 1>() = Eigen::Vector2d::Constant((cropPx - 1) / 2.0) - (m * centre).head<2>();
    return m;
}

}  // namespace ropetp::pose
