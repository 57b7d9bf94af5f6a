#include "trajectory/denoiser/window_condition.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

// About one for a person who moves.
constexpr float kPerMetre = 2, kPerMetrePerSec = 0.5f, kPerChange = 10;

}  // namespace

Eigen::Matrix3d headingAligned(const body::JointPositions& joints) {
    // Hips and shoulders: either alone may be turned or seen edge-on.
    const Eigen::Vector3d left = ((joints.row(1) - joints.row(2)) + 0.5 * (joints.row(16) - joints.row(17))).transpose();
    const double angle = std::atan2(left.z(), left.x());   // the left side points to +X when facing +Z
    return Eigen::AngleAxisd(angle, Eigen::Vector3d::UnitY()).toRotationMatrix();
}

void windowCondition(std::span<const BodyFrame> frames, const Eigen::Matrix3d& windowFromWorld, const DenoiserConfig& config, std::span<float> out) {
    constexpr int kJoints = body::kJointCount;
    const int size = config.conditionSize(), n = std::min<int>(int(frames.size()), config.window);
    std::fill(out.begin(), out.end(), 0.0f);
    const bool byJoints = config.condition == DenoiserCondition::Joints;
    const int values = byJoints ? 3 : 6;
    const Eigen::Matrix3f turn = windowFromWorld.cast<float>();
    const auto row = [&](int i) { return out.data() + std::ptrdiff_t(i) * size; };
    for (int i = 0; i < n; ++i) {
        float* at = row(i);
        for (int j = 0; j < kJoints; ++j) {
            if (!frames[std::size_t(i)].known[std::size_t(j)]) continue;
            at[2 * kJoints * values + j] = 1;
            if (byJoints) {
                const Eigen::Vector3f p = kPerMetre * (turn * frames[std::size_t(i)].joints.row(j).transpose().cast<float>());
                std::copy_n(p.data(), 3, at + 3 * j);
            } else {
                const Eigen::Matrix3f& local = frames[std::size_t(i)].rotations[std::size_t(j)];
                const Eigen::Matrix3f r = j == 0 ? Eigen::Matrix3f(turn * local) : local;
                std::copy_n(r.data(), 6, at + 6 * j);   // the first two columns
            }
        }
    }
    const float perChange = byJoints ? float(kDenoiserFps) * kPerMetrePerSec / kPerMetre : kPerChange;
    for (int i = 1; i < n; ++i)
        for (int j = 0; j < kJoints; ++j) {
            if (!frames[std::size_t(i)].known[std::size_t(j)] || !frames[std::size_t(i - 1)].known[std::size_t(j)]) continue;
            for (int k = 0; k < values; ++k) row(i)[kJoints * values + values * j + k] = perChange * (row(i)[values * j + k] - row(i - 1)[values * j + k]);
        }
}

}  // namespace ropetp::trajectory
