#include "edit/impacts.h"

#include "body/kinematics.h"

#include <algorithm>
#include <array>

namespace ropetp::edit {
namespace {

/// A limb's end that is stopped so suddenly has hit something, m/s from one frame step to the next,
constexpr double kSpeedJump = 1.2;
/// and so many times as suddenly as it moves on most frames.
constexpr double kTimesUsual = 6;

struct End {
    Limb limb;
    int joint;
    int contact;   ///< first of its two contacts, or -1
};
constexpr std::array<End, 4> kEnds = {{{Limb::LeftArm, 20, -1}, {Limb::RightArm, 21, -1}, {Limb::LeftLeg, 7, 0}, {Limb::RightLeg, 8, 2}}};

}  // namespace

std::vector<std::size_t> impactFrames(const body::MotionClip& clip, const body::BodyModel& body, const JointSet& joints, std::size_t first, std::size_t end) {
    std::vector<std::size_t> impacts;
    const std::size_t n = end - first;
    if (n < 3) return impacts;
    const auto rest = body.restJoints(clip.betas);
    std::vector<body::JointPositions> at;
    for (std::size_t i = first; i < end; ++i) at.push_back(body::jointPositions(rest, clip.frames[i].poseInCam));
    const auto time = [&](std::size_t i) { return clip.frames[first + i].ptsSec; };
    for (const End& e : kEnds) {
        const bool touched = (joints & jointsOf(e.limb)).any() || (e.contact >= 0 && joints[0]);
        if (!touched) continue;
        std::vector<double> jump(n, 0);
        for (std::size_t i = 1; i + 1 < n; ++i) {
            const Eigen::RowVector3d before = (at[i].row(e.joint) - at[i - 1].row(e.joint)) / (time(i) - time(i - 1));
            const Eigen::RowVector3d after = (at[i + 1].row(e.joint) - at[i].row(e.joint)) / (time(i + 1) - time(i));
            if (after.norm() < before.norm()) jump[i] = (after - before).norm();   // stopped, not started
        }
        std::vector<double> sorted = jump;
        std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(n / 2), sorted.end());
        const double threshold = std::max(kSpeedJump, kTimesUsual * sorted[n / 2]);
        for (std::size_t i = 1; i + 1 < n; ++i) {
            bool hit = jump[i] > threshold && jump[i] >= jump[i - 1] && jump[i] >= jump[i + 1];
            for (int c = e.contact; e.contact >= 0 && c < e.contact + 2; ++c)
                hit |= clip.frames[first + i].contacts[std::size_t(c)] > 0.5f && clip.frames[first + i - 1].contacts[std::size_t(c)] <= 0.5f;
            if (hit) impacts.push_back(i);
        }
    }
    std::sort(impacts.begin(), impacts.end());
    impacts.erase(std::unique(impacts.begin(), impacts.end()), impacts.end());
    return impacts;
}

}  // namespace ropetp::edit
