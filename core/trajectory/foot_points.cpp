#include "trajectory/foot_points.h"

#include <limits>
#include <vector>

namespace ropetp::trajectory {
namespace {

constexpr std::array<int, kFootPointCount> kJointOfPoint = {
    body::index(body::Joint::LeftAnkle), body::index(body::Joint::LeftFoot),
    body::index(body::Joint::RightAnkle), body::index(body::Joint::RightFoot)};

bool isHeel(int point) { return point == kLeftHeel || point == kRightHeel; }

/// Vertices this near to the lowest one make the sole.
constexpr double kSoleThicknessM = 0.015;

}  // namespace

FootPoints::FootPoints(const body::BodyModel& body, const body::Betas& betas) : rest_(body.restJoints(betas)) {
    const auto& data = body.data();
    const auto shapedVertex = [&](Eigen::Index v) -> Eigen::Vector3d {
        return data.vTemplate.row(v).transpose().cast<double>() +
               data.shapeDirs.middleRows(3 * v, 3).cast<double>() * betas;
    };
    for (int point = 0; point < kFootPointCount; ++point) {
        const int joint = kJointOfPoint[point];
        const Eigen::Vector3d origin = rest_.row(joint).transpose();
        std::vector<Eigen::Vector3d> candidates;
        for (Eigen::Index v = 0; v < data.vTemplate.rows(); ++v) {
            if (data.weights(v, joint) <= 0.5f) continue;
            const Eigen::Vector3d p = shapedVertex(v) - origin;
            // The ankle also carries the instep; the heel is the part below and behind it (rest
            // pose faces +Z).
            if (isHeel(point) && p.z() > 0.0) continue;
            candidates.push_back(p);
        }
        double lowest = std::numeric_limits<double>::infinity();
        for (const auto& p : candidates) lowest = std::min(lowest, p.y());
        Eigen::Vector3d sum = Eigen::Vector3d::Zero();
        int count = 0;
        for (const auto& p : candidates)
            if (p.y() <= lowest + kSoleThicknessM) {
                sum += p;
                ++count;
            }
        // A body without vertices there: the joint itself is the best that is known.
        offsetInJoint_[point] = count ? Eigen::Vector3d(sum.x() / count, lowest, sum.z() / count) : Eigen::Vector3d::Zero();
    }
}

FootPositions FootPoints::at(const body::JointFrames& frames) const {
    FootPositions points;
    for (int i = 0; i < kFootPointCount; ++i) points[i] = frames[kJointOfPoint[i]] * offsetInJoint_[i];
    return points;
}

}  // namespace ropetp::trajectory
