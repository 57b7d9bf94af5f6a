#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

namespace ropetp::trajectory {

/// What the denoiser is told of the body on each frame (paper table 5).
enum class DenoiserCondition {
    Joints,      ///< 24 root-relative joints (the paper's choice)
    Rotations,   ///< 24 rotations in six numbers, the pelvis' in the world
};

/// How the trajectory is written that noise is added to (paper table 5).
enum class DenoiserOutput {
    Global,      ///< places relative to the window's first frame (the paper's choice)
    Local,       ///< steps from frame to frame
};

/// Whether places are denoised or told in one go.
enum class DenoiserKind {
    Diffusion,
    Regression,  ///< the same network without noise: a baseline
};

/// How the head tells places.
enum class DenoiserHead {
    Sums,        ///< as places and as steps, which it adds up: a sum over the whole window is hard for attention to learn
    Places,      ///< as places only: the plainest form
};

/// Sizes and options of the TrajDenoiser (paper section 3.3; paper-notes rows 12 to 20).
struct DenoiserConfig {
    DenoiserKind kind = DenoiserKind::Diffusion;
    DenoiserCondition condition = DenoiserCondition::Joints;
    DenoiserOutput output = DenoiserOutput::Global;
    DenoiserHead head = DenoiserHead::Sums;   ///< of DenoiserOutput::Global
    int window = 160;       ///< frames at kDenoiserFps
    int patch = 4;          ///< frames that share a token; 1 = a token a frame
    int width = 256;        ///< of a token
    int layers = 12, heads = 8;
    int hidden = 512;       ///< of the feed-forward parts
    /// One sigma of the trajectory on each axis, metres (Global) or metres a frame (Local): what is denoised is in these units.
    std::array<double, 3> scale{1, 1, 1};

    int conditionSize() const { return condition == DenoiserCondition::Joints ? 24 * 3 * 2 + 24 : 24 * 6 * 2 + 24; }
};

inline constexpr double kDenoiserFps = 30;
inline constexpr int kDiffusionSteps = 1000;   ///< T of the schedule
inline constexpr int kTimeWaves = 64;          ///< sines, and cosines, that tell the network the step
/// Of a frame: the trajectory's three values, and the four foot points' contact.
inline constexpr int kPathValues = 3, kContactValues = 4;
/// The joints of the four: left ankle, left foot, right ankle, right foot.
inline constexpr std::array<int, kContactValues> kFootJoints = {7, 10, 8, 11};

/// Notes of a weights' file, and back. nullopt for notes that are missing or out of range.
std::map<std::string, std::string> notesOf(const DenoiserConfig& config);
std::optional<DenoiserConfig> denoiserConfigFrom(const std::map<std::string, std::string>& notes);

}  // namespace ropetp::trajectory
