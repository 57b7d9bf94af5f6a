#include "trajectory/body_track.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "trajectory/foot_points.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

constexpr float kSeen = 0.1f;   ///< a joint's confidence below which it counts as a guess

}  // namespace

std::size_t BodyTrack::nearest(double t) const { return std::size_t(std::clamp(std::lround((t - startSec) * kDenoiserFps), 0l, long(frames.size()) - 1)); }

BodyTrack bodyTrack(const body::MotionClip& clip, const body::BodyModel& body, DenoiserCondition condition) {
    const FootPoints feet(body, clip.betas);
    const auto& rest = feet.restJoints();
    const auto& source = clip.frames;
    std::vector<body::JointPositions> joints;
    std::vector<double> sole;
    for (const auto& f : source) {
        const auto frames = body::jointFrames(rest, f.poseInWorld);
        joints.emplace_back();
        for (std::size_t j = 0; j < frames.size(); ++j) joints.back().row(Eigen::Index(j)) = frames[j].translation().transpose();
        double lowest = 1e9;
        for (const auto& p : feet.at(frames)) lowest = std::min(lowest, p.y());
        sole.push_back(lowest - joints.back()(0, 1));
    }
    BodyTrack track;
    track.startSec = source.front().ptsSec;
    const auto count = std::max<std::size_t>(2, std::size_t(std::floor((source.back().ptsSec - track.startSec) * kDenoiserFps + 1e-6)) + 1);
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double t = track.timeSec(i);
        while (at + 2 < source.size() && source[at + 1].ptsSec <= t) ++at;
        const std::size_t next = std::min(at + 1, source.size() - 1);
        const double span = source[next].ptsSec - source[at].ptsSec, share = span > 0 ? std::clamp((t - source[at].ptsSec) / span, 0.0, 1.0) : 0;
        const body::JointPositions between = (1 - share) * joints[at] + share * joints[next];
        const auto& nearest = source[share < 0.5 ? at : next];
        BodyFrame frame;
        frame.joints = between.rowwise() - between.row(0);
        for (std::size_t j = 0; j < frame.known.size(); ++j) frame.known[j] = nearest.visible && nearest.confidence[j] >= kSeen;
        // The pelvis is what all others are told from; some solvers and other programs' takes have no confidence at all.
        if (nearest.visible && std::ranges::none_of(frame.known, [](bool k) { return k; })) frame.known.fill(true);
        if (condition == DenoiserCondition::Rotations)
            for (std::size_t j = 0; j < frame.rotations.size(); ++j) frame.rotations[j] = matrixFromAxisAngle(nearest.poseInWorld.axisAngleRad[j]).cast<float>();
        track.frames.push_back(frame);
        track.rawPelvisM.push_back(between.row(0).transpose());
        track.soleM.push_back((1 - share) * sole[at] + share * sole[next]);
    }
    return track;
}

Eigen::Vector3d valueAt(const std::vector<Eigen::Vector3d>& values, double index) {
    const auto last = std::ptrdiff_t(values.size()) - 1;
    const double clamped = std::clamp(index, 0.0, double(last));
    const auto i = std::min(std::ptrdiff_t(clamped), std::max<std::ptrdiff_t>(0, last - 1));
    const double t = clamped - double(i);
    const auto v = [&](std::ptrdiff_t k) -> const Eigen::Vector3d& { return values[std::size_t(std::clamp<std::ptrdiff_t>(k, 0, last))]; };
    // Catmull-Rom: passes through the values.
    const Eigen::Vector3d a = v(i), b = v(i + 1), da = (b - v(i - 1)) / 2, db = (v(i + 2) - a) / 2;
    return a + t * (da + t * (3 * (b - a) - 2 * da - db + t * (2 * (a - b) + da + db)));
}

std::array<float, kContactValues> valueAt(const std::vector<std::array<float, kContactValues>>& values, double index) {
    const double clamped = std::clamp(index, 0.0, double(values.size() - 1));
    const auto i = std::size_t(clamped), next = std::min(i + 1, values.size() - 1);
    const float t = float(clamped - double(i));
    std::array<float, kContactValues> out;
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = (1 - t) * values[i][k] + t * values[next][k];
    return out;
}

}  // namespace ropetp::trajectory
