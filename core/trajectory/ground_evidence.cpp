#include "trajectory/ground_evidence.h"

#include "trajectory/contacts.h"
#include "trajectory/foot_points.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ropetp::trajectory {
namespace {

using body::index;
using body::Joint;

constexpr double kDegree = 3.14159265358979323846 / 180;
/// A camera held by a person or on a stand is rarely tilted more; posture beyond is lying or bending.
constexpr double kMostTiltRad = 50 * kDegree;
const Eigen::Vector3d kLevelUp(0, -1, 0);

/// Slower than this, a sole point stands. Depth of a single camera is noisy, so motion along the
/// line of sight counts for less.
constexpr double kStillSpeed = 0.3;
constexpr double kAlongSightShare = 0.3;
constexpr double kShortestStanceSec = 0.1;
constexpr double kFullWeightSec = 0.3;
/// Both feet can stand still at different heights (on a stair, a foot lifted while standing on the
/// other): the higher one counts for less.
constexpr double kHigherFootM = 0.08;

struct DirectionSamples {
    std::vector<Eigen::Vector3d> directions;
    double seconds = 0;

    void add(const Eigen::Vector3d& d, double sec) {
        directions.push_back(d);
        seconds += sec;
    }
    /// Direction with the least sum of distances (Weiszfeld on the sphere): a few odd frames do not matter.
    Eigen::Vector3d median() const {
        Eigen::Vector3d m = Eigen::Vector3d::Zero();
        for (const auto& d : directions) m += d;
        m.normalize();
        for (int iteration = 0; iteration < 15; ++iteration) {
            Eigen::Vector3d next = Eigen::Vector3d::Zero();
            for (const auto& d : directions) next += d / std::max(1e-3, (d - m).norm());
            m = next.normalized();
        }
        return m;
    }
};

double extension(const body::JointPositions& j, const body::JointPositions& rest, Joint hip, Joint knee, Joint ankle) {
    const double bones = (rest.row(index(knee)) - rest.row(index(hip))).norm() +
                         (rest.row(index(ankle)) - rest.row(index(knee))).norm();
    return (j.row(index(ankle)) - j.row(index(hip))).norm() / std::max(1e-6, bones);
}

/// Standing or walking: legs nearly straight and in line with the trunk.
bool isUpright(const body::JointPositions& j, const body::JointPositions& rest) {
    constexpr double kStraightLeg = 0.90, kInLineRad = 25 * kDegree;
    const double legs = 0.5 * (extension(j, rest, Joint::LeftHip, Joint::LeftKnee, Joint::LeftAnkle) +
                               extension(j, rest, Joint::RightHip, Joint::RightKnee, Joint::RightAnkle));
    if (legs < kStraightLeg) return false;
    const Eigen::Vector3d trunk = (j.row(index(Joint::Neck)) - j.row(index(Joint::Pelvis))).transpose();
    const Eigen::Vector3d ankles = 0.5 * (j.row(index(Joint::LeftAnkle)) + j.row(index(Joint::RightAnkle))).transpose();
    const Eigen::Vector3d leg = j.row(index(Joint::Pelvis)).transpose() - ankles;
    return trunk.normalized().dot(leg.normalized()) > std::cos(kInLineRad);
}

struct Collector {
    const body::BodyModel& body;
    GroundEvidence evidence;
    DirectionSamples standing, sitting;

    void add(const body::MotionClip& clip) {
        const std::size_t n = clip.frames.size();
        if (n == 0) return;
        const FootPoints feet(body, clip.betas);
        std::array<std::vector<Eigen::Vector3d>, kFootPointCount> paths;
        std::vector<double> timeSec(n);
        for (std::size_t i = 0; i < n; ++i) {
            const auto& frame = clip.frames[i];
            timeSec[i] = frame.ptsSec;
            const auto joints = body::jointFrames(feet.restJoints(), frame.poseInCam);
            const FootPositions soles = feet.at(joints);
            for (int k = 0; k < kFootPointCount; ++k) paths[k].push_back(soles[k]);
            if (!frame.visible || !joints[0].translation().allFinite() || !soles[0].allFinite()) continue;
            const double dt = i + 1 < n ? clip.frames[i + 1].ptsSec - frame.ptsSec : 0;
            addPosture(joints, feet.restJoints(), std::clamp(dt, 0.0, 0.1));
            evidence.pelvises.push_back(joints[0].translation());
            evidence.lowestFeet.push_back(*std::max_element(
                soles.begin(), soles.end(), [](const auto& a, const auto& b) { return a.y() < b.y(); }));
        }
        for (int k = 0; k < kFootPointCount; ++k) addStances(clip, paths, k, timeSec);
    }

    void addPosture(const body::JointFrames& frames, const body::JointPositions& rest, double sec) {
        body::JointPositions j;
        for (int i = 0; i < body::kJointCount; ++i) j.row(i) = frames[i].translation().transpose();
        const Eigen::Vector3d neck = j.row(index(Joint::Neck)).transpose();
        const Eigen::Vector3d pelvis = j.row(index(Joint::Pelvis)).transpose();
        const Eigen::Vector3d ankles = 0.5 * (j.row(index(Joint::LeftAnkle)) + j.row(index(Joint::RightAnkle))).transpose();
        const bool upright = isUpright(j, rest);
        const Eigen::Vector3d up = (upright ? neck - ankles : neck - pelvis).normalized();
        if (up.dot(kLevelUp) < std::cos(kMostTiltRad)) return;
        (upright ? standing : sitting).add(up, sec);
    }

    void addStances(const body::MotionClip& clip, const std::array<std::vector<Eigen::Vector3d>, kFootPointCount>& paths,
                    int k, const std::vector<double>& timeSec) {
        const auto velocity = velocities(paths[k], timeSec, 0.2);
        const bool left = k == kLeftHeel || k == kLeftToe;
        const int ankle = index(left ? Joint::LeftAnkle : Joint::RightAnkle);
        const std::size_t n = clip.frames.size();
        const auto still = [&](std::size_t i) {
            if (!clip.frames[i].visible) return false;
            const Eigen::Vector3d sight = paths[k][i].normalized();
            const double along = velocity[i].dot(sight);
            const double across = (velocity[i] - along * sight).norm();
            return std::hypot(across, kAlongSightShare * along) < kStillSpeed;
        };
        for (std::size_t i = 0; i < n;) {
            if (!still(i)) {
                ++i;
                continue;
            }
            std::size_t end = i;
            while (end < n && still(end)) ++end;
            addStance(clip, paths, k, ankle, i, end, timeSec[end - 1] - timeSec[i]);
            i = end;
        }
    }

    void addStance(const body::MotionClip& clip, const std::array<std::vector<Eigen::Vector3d>, kFootPointCount>& paths,
                   int k, int ankle, std::size_t first, std::size_t end, double seconds) {
        if (seconds < kShortestStanceSec) return;
        std::array<std::vector<double>, 3> axis;
        double confidence = 0, lift = 0;
        for (std::size_t i = first; i < end; ++i) {
            for (int a = 0; a < 3; ++a) axis[a].push_back(paths[k][i][a]);
            confidence += clip.frames[i].confidence[ankle];
            double lowest = paths[k][i].y();
            for (const auto& p : paths) lowest = std::max(lowest, p[i].y());
            lift += lowest - paths[k][i].y();
        }
        const double count = double(end - first);
        Eigen::Vector3d median;
        for (int a = 0; a < 3; ++a) {
            auto middle = axis[a].begin() + std::ptrdiff_t(axis[a].size() / 2);
            std::nth_element(axis[a].begin(), middle, axis[a].end());
            median[a] = *middle;
        }
        const double raised = lift / count / kHigherFootM;
        const double weight = std::min(1.0, seconds / kFullWeightSec) * std::clamp(confidence / count, 0.05, 1.0) *
                              std::max(0.1, std::exp(-0.5 * raised * raised));
        // Behind or at the camera nothing can have been seen.
        if (median.allFinite() && median.z() > 0.1) evidence.stances.push_back({median, weight});
    }
};

}  // namespace

GroundEvidence collectGroundEvidence(std::span<const body::MotionClip> clips, const body::BodyModel& body) {
    Collector c{body, {}, {}, {}};
    for (const auto& clip : clips) c.add(clip);
    // The error that does not average out (people lean, depth is biased), and what a short look adds.
    const auto sigma = [](double steadyDeg, double momentaryDeg, double seconds) {
        return std::sqrt(steadyDeg * steadyDeg + momentaryDeg * momentaryDeg / std::max(0.1, seconds)) * kDegree;
    };
    if (!c.standing.directions.empty())
        c.evidence.posture = Posture{c.standing.median(), sigma(5, 8, c.standing.seconds)};
    else if (!c.sitting.directions.empty())
        c.evidence.posture = Posture{c.sitting.median(), sigma(15, 15, c.sitting.seconds)};
    return std::move(c.evidence);
}

}  // namespace ropetp::trajectory
