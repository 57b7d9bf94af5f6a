#pragma once

#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "train/feature_file.h"

#include <algorithm>
#include <cmath>
#include <random>

/// Labelled samples without pictures: features are noise with the posture's traces in them.
namespace noise {

using namespace ropetp;
using F = pose::BlazePoseFeatures;

struct Features {
    std::vector<float> fine = std::vector<float>(F::kFine), coarse = std::vector<float>(F::kCoarse), vector = std::vector<float>(F::kVector);
    pose::BlazePoseFeatures view() const { return {fine, coarse, vector}; }
};

inline constexpr float kMost = 6;   ///< largest magnitude in the maps

inline std::vector<float> scales() { return std::vector<float>(F::kFineChannels + F::kCoarseChannels, kMost / 127); }

inline std::pair<train::RopeSample, Features> sample(std::uint64_t seed) {
    std::mt19937_64 random(seed * 7919 + 1);
    std::uniform_real_distribution<double> u(-1, 1);
    train::RopeSample s;
    Features f;
    const double bend = u(random);
    for (std::size_t j = 1; j < 22; ++j) s.pose.axisAngleRad[j] = {0.3 + 0.3 * bend, 0.1 * u(random), 0.2};
    s.pose.axisAngleRad[0] = axisAngleFromMatrix(Eigen::AngleAxisd(3.14159265358979 * 0.98, Eigen::Vector3d::UnitX()).toRotationMatrix());
    for (int k = 0; k < body::kShapeCount; ++k) s.betas[k] = 0.5 * u(random);
    const auto joints = body::jointPositions(body::mannequin()->restJoints(s.betas), s.pose);
    s.focal = 6;
    s.depthM = 7;
    s.group = int(seed % 5);
    s.parts.fill(train::kBackground);
    for (int j = 0; j < body::kJointCount; ++j) {
        s.joints.row(j) = joints.row(j) - joints.row(0);
        for (int c = 0; c < 2; ++c) s.joints2d(j, c) = float(s.focal * s.joints(j, c) / (s.joints(j, 2) + s.depthM));
        s.visible[std::size_t(j)] = j % 5 == 0 ? 0.f : j % 7 == 0 ? 0.5f : 1.f;
        const auto cell = [&](int c) { return std::clamp(int((s.joints2d(j, c) + 1) / 2 * train::kPartMap), 0, train::kPartMap - 1); };
        s.parts[std::size_t(cell(1) * train::kPartMap + cell(0))] = std::uint8_t(j);
    }
    for (auto* map : {&f.fine, &f.coarse})
        for (float& v : *map) v = float(0.9 * kMost * u(random));
    for (float& v : f.vector) v = float(u(random));
    for (std::size_t i = 0; i < 200; ++i) f.vector[i] = float(bend);
    return {s, f};
}

/// Writes samples first .. first + count - 1.
inline Result<void> write(const std::filesystem::path& path, std::uint64_t first, std::size_t count) {
    auto w = train::FeatureFileWriter::open(path, scales());
    if (!w) return fail(w.error());
    for (std::size_t i = 0; i < count; ++i) {
        const auto [s, f] = sample(first + i);
        if (auto ok = (*w)->add(s, f.view()); !ok) return fail(ok.error());
    }
    return {};
}

}  // namespace noise
