#pragma once

#include "synth/occluders.h"
#include "synth/person_picture.h"
#include "train/pose_bank.h"
#include "train/rope_sample.h"

#include <deque>

namespace ropetp::train {

/// Where the assets for synthetic pictures are.
struct SynthesisAssets {
    std::shared_ptr<const synth::MakeHumanLibrary> humans;
    std::vector<std::shared_ptr<const synth::Environment>> places;
    std::vector<PoseBank::Entry> poses;
};

/// How far soles are below the lowest joint: where the floor is.
inline constexpr double kSoleM = 0.025;

/// How hard the pictures are. Defaults: training.
struct SynthesisOptions {
    double occluderShare = 0.55;    ///< pictures with one to three things in front
    double truncatedShare = 0.15;
    double mixedShare = 0.3;        ///< postures with limbs from other recordings
};

/// Draws labelled people. Deterministic: sample i of seed s is the same whatever was drawn before, but for
/// which other people stand around (they come from the samples before). Not thread-safe.
class SyntheticPeople {
  public:
    SyntheticPeople(SynthesisAssets assets, SynthesisOptions options, std::uint64_t seed);
    RopeSample next() { return draw(count_++); }
    /// Sample `index`.
    RopeSample draw(std::uint64_t index);

  private:
    struct Actor {
        std::shared_ptr<const synth::Human> human;
        body::Betas betas;
    };
    const Actor& actor(std::mt19937_64& random);
    body::Pose posture(std::mt19937_64& random, int& group);

    SynthesisAssets assets_;
    SynthesisOptions options_;
    std::uint64_t seed_, count_ = 0;
    std::deque<Actor> actors_;
    synth::PersonPainter painter_;
    synth::Occluders occluders_;
};

}  // namespace ropetp::train
