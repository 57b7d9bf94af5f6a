#include "pose/landmark_points.h"

namespace ropetp::pose {
namespace {

using body::Joint;

constexpr int n(Joint j) { return body::index(j); }

// Rows of the left side mirror to the right by x -> -x.
constexpr std::array<LandmarkPoint, kLandmarkPointCount> kPoints = {{
    {0, n(Joint::Head), LandmarkBase::Crown, {0, -0.150, 0.112}, 0.020, 0.10},
    {2, n(Joint::Head), LandmarkBase::Crown, {0.032, -0.115, 0.075}, 0.020, 0.10},
    {5, n(Joint::Head), LandmarkBase::Crown, {-0.032, -0.115, 0.075}, 0.020, 0.10},
    {7, n(Joint::Head), LandmarkBase::Crown, {0.073, -0.130, 0.005}, 0.022, 0.10},
    {8, n(Joint::Head), LandmarkBase::Crown, {-0.073, -0.130, 0.005}, 0.022, 0.10},
    {9, n(Joint::Head), LandmarkBase::Crown, {0.024, -0.185, 0.085}, 0.025, 0.12},
    {10, n(Joint::Head), LandmarkBase::Crown, {-0.024, -0.185, 0.085}, 0.025, 0.12},
    {11, n(Joint::LeftShoulder), LandmarkBase::Joint, {0, 0, 0}, 0.025, 0.08},
    {12, n(Joint::RightShoulder), LandmarkBase::Joint, {0, 0, 0}, 0.025, 0.08},
    {13, n(Joint::LeftElbow), LandmarkBase::Joint, {0, 0, 0}, 0.022, 0.10},
    {14, n(Joint::RightElbow), LandmarkBase::Joint, {0, 0, 0}, 0.022, 0.10},
    {15, n(Joint::LeftWrist), LandmarkBase::Joint, {0, 0, 0}, 0.022, 0.12},
    {16, n(Joint::RightWrist), LandmarkBase::Joint, {0, 0, 0}, 0.022, 0.12},
    {17, n(Joint::LeftWrist), LandmarkBase::Joint, {0.080, -0.005, -0.035}, 0.040, 0.20},
    {18, n(Joint::RightWrist), LandmarkBase::Joint, {-0.080, -0.005, -0.035}, 0.040, 0.20},
    {19, n(Joint::LeftWrist), LandmarkBase::Joint, {0.090, -0.005, 0.025}, 0.035, 0.20},
    {20, n(Joint::RightWrist), LandmarkBase::Joint, {-0.090, -0.005, 0.025}, 0.035, 0.20},
    {21, n(Joint::LeftWrist), LandmarkBase::Joint, {0.045, -0.015, 0.045}, 0.035, 0.20},
    {22, n(Joint::RightWrist), LandmarkBase::Joint, {-0.045, -0.015, 0.045}, 0.035, 0.20},
    // The hip landmarks lie a little outside the joints, which sit deep in the pelvis.
    {23, n(Joint::Pelvis), LandmarkBase::LeftHip, {0.018, 0, 0}, 0.035, 0.08},
    {24, n(Joint::Pelvis), LandmarkBase::RightHip, {-0.018, 0, 0}, 0.035, 0.08},
    {25, n(Joint::LeftKnee), LandmarkBase::Joint, {0, 0, 0}, 0.025, 0.08},
    {26, n(Joint::RightKnee), LandmarkBase::Joint, {0, 0, 0}, 0.025, 0.08},
    {27, n(Joint::LeftAnkle), LandmarkBase::Joint, {0, 0, 0}, 0.022, 0.10},
    {28, n(Joint::RightAnkle), LandmarkBase::Joint, {0, 0, 0}, 0.022, 0.10},
    {29, n(Joint::LeftAnkle), LandmarkBase::Joint, {0, -0.050, -0.045}, 0.030, 0.12},
    {30, n(Joint::RightAnkle), LandmarkBase::Joint, {0, -0.050, -0.045}, 0.030, 0.12},
    {31, n(Joint::LeftAnkle), LandmarkBase::Joint, {0.020, -0.060, 0.180}, 0.030, 0.12},
    {32, n(Joint::RightAnkle), LandmarkBase::Joint, {-0.020, -0.060, 0.180}, 0.030, 0.12},
}};

constexpr std::array<int, track::kLandmarkCount> makeIndex() {
    std::array<int, track::kLandmarkCount> index{};
    index.fill(-1);
    for (int i = 0; i < kLandmarkPointCount; ++i) index[kPoints[i].landmark] = i;
    return index;
}
constexpr auto kIndex = makeIndex();

}  // namespace

const std::array<LandmarkPoint, kLandmarkPointCount>& landmarkPoints() { return kPoints; }

int landmarkPointIndex(int landmark) { return kIndex[landmark]; }

AttachedPoint attachedPoint(const LandmarkPoint& point, const FitBody& body) {
    Eigen::Vector3d offset = body.scale * Eigen::Vector3d(point.offsetM[0], point.offsetM[1], point.offsetM[2]);
    switch (point.base) {
    case LandmarkBase::Joint: break;
    case LandmarkBase::LeftHip: offset += body.boneOffset[body::index(Joint::LeftHip)]; break;
    case LandmarkBase::RightHip: offset += body.boneOffset[body::index(Joint::RightHip)]; break;
    case LandmarkBase::Crown: offset += body.crownFromHead; break;
    }
    return {point.joint, offset};
}

int mirroredLandmark(int landmark) {
    if (landmark == 0) return 0;
    if (landmark <= 6) return landmark <= 3 ? landmark + 3 : landmark - 3;
    return landmark % 2 == 1 ? landmark + 1 : landmark - 1;
}

}  // namespace ropetp::pose
