#include "track/crop_region.h"

#include <algorithm>

namespace ropetp::track {

namespace {

constexpr float kPi = 3.14159265358979f;
/// Room around the circle that encloses the body, as the model was trained with.
constexpr float kCircleMargin = 1.25f;

float wrapped(float angle) { return std::remainder(angle, 2 * kPi); }

}  // namespace

CropRegion regionFromCircle(const Eigen::Vector2f& hips, const Eigen::Vector2f& edge) {
    const Eigen::Vector2f up = edge - hips;
    return {hips, 2 * kCircleMargin * up.norm(), wrapped(std::atan2(up.x(), -up.y()))};
}

CropRegion regionFromBox(const Box& box) {
    return {box.centre().cast<float>(), kCircleMargin * float(std::max(box.width, box.height)), 0};
}

CropRegion regionFromSketch(const PoseSketch& s) {
    const auto sees = [&](int k) { return s.confidence[k] >= 0.2f; };
    const bool hipsSeen = sees(coco::LeftHip) && sees(coco::RightHip);
    const bool shouldersSeen = sees(coco::LeftShoulder) && sees(coco::RightShoulder);
    const bool legsSeen = sees(coco::LeftKnee) || sees(coco::RightKnee);
    if (!hipsSeen || !shouldersSeen || !legsSeen) return regionFromBox(s.box);
    const Eigen::Vector2f hips = (s.points[coco::LeftHip] + s.points[coco::RightHip]) / 2;
    const Eigen::Vector2f shoulders = (s.points[coco::LeftShoulder] + s.points[coco::RightShoulder]) / 2;
    float radius = 0;
    for (int k = 0; k < kSketchPoints; ++k)
        if (sees(k)) radius = std::max(radius, (s.points[k] - hips).norm());
    const Eigen::Vector2f up = shoulders - hips;
    if (up.norm() < 1 || radius < 2) return regionFromBox(s.box);
    // Crown and toes lie beyond the last keypoints.
    return regionFromCircle(hips, hips + up.normalized() * radius * 1.1f);
}

CropRegion regionFromLandmarks(const Landmarks& l, const Eigen::Vector2f& hips, const Eigen::Vector2f& edge, int imageWidth,
                               int imageHeight) {
    const auto inPicture = [&](const Eigen::Vector2f& p) {
        return p.x() >= 0 && p.y() >= 0 && p.x() < imageWidth && p.y() < imageHeight;
    };
    const auto sees = [&](int i) { return l.visibility[i] > 0.5f && inPicture(l.px[i]); };
    const bool torsoSeen = (sees(23) || sees(24)) && (sees(11) || sees(12)) && inPicture(hips);
    if (torsoSeen) return regionFromCircle(hips, edge);

    Eigen::Vector2f least(1e9f, 1e9f), most(-1e9f, -1e9f);
    int count = 0;
    for (int i = 0; i < kLandmarkCount; ++i)
        if (sees(i)) least = least.cwiseMin(l.px[i]), most = most.cwiseMax(l.px[i]), ++count;
    if (count < 5) return regionFromCircle(hips, edge);
    const Eigen::Vector2f size = most - least;
    return {(least + most) / 2, 1.6f * std::max(size.x(), size.y()), 0};
}

CropRegion steadied(const CropRegion& before, const CropRegion& next) {
    if (!before.isValid()) return next;
    const float moved = (next.centre - before.centre).norm() / before.size;
    const float grown = std::abs(next.size - before.size) / before.size;
    const float turned = wrapped(next.angleRad - before.angleRad);
    const auto gain = [](float change, float free) { return std::clamp(change / free, 0.35f, 1.f); };
    CropRegion r;
    r.centre = before.centre + gain(moved, 0.08f) * (next.centre - before.centre);
    r.size = before.size + gain(grown, 0.15f) * (next.size - before.size);
    r.angleRad = wrapped(before.angleRad + gain(std::abs(turned), 0.2f) * turned);
    return r;
}

}  // namespace ropetp::track
