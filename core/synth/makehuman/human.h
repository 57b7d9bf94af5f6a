#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "synth/makehuman/macro_targets.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ropetp::synth {

/// A part of a dressed human: skin, a suit, shoes, hair. Rest pose: our T-pose, metres.
struct HumanPart {
    enum class Kind { Skin, Suit, Shoes, Hair, Eyes } kind = Kind::Skin;
    std::vector<Eigen::Vector3f> rest;
    /// The joints that a vertex follows, heaviest first; weights sum to 1.
    struct Binding {
        std::array<std::uint8_t, 4> joints{};
        std::array<float, 4> weights{};
    };
    std::vector<Binding> bindings;
    struct Triangle {
        std::array<int, 3> vertex;
        std::array<Eigen::Vector2f, 3> uv;   ///< v downwards, 0..1
    };
    std::vector<Triangle> triangles;
    std::filesystem::path texture;
};

/// Somebody: a shaped, dressed body in SMPL's joints and rest axes.
struct Human {
    Phenotype phenotype;
    body::JointPositions restJoints;   ///< T-pose, metres, pelvis at the origin
    std::vector<HumanPart> parts;
};

/// What to wear; indices into the library, -1 = none.
struct Wardrobe {
    int skin = 0, suit = -1, shoes = -1, hair = -1;
};

/// MakeHuman's base mesh, shapes, rig weights, skins, clothes and hair, from a folder of its assets.
/// Immutable after reading; thread-safe.
class MakeHumanLibrary {
  public:
    /// FileNotFound, CorruptFile.
    static Result<std::shared_ptr<const MakeHumanLibrary>> read(const std::filesystem::path& folder);
    ~MakeHumanLibrary();

    /// Paths of skin textures; "female"/"male" in the name tells for whom.
    const std::vector<std::filesystem::path>& skins() const;
    const std::vector<std::string>& suits() const;
    const std::vector<std::string>& shoes() const;
    const std::vector<std::string>& hair() const;

    /// @param reference  whose T-pose the human takes (directions of the limbs).
    Human make(const Phenotype& phenotype, const Wardrobe& wardrobe, const body::JointPositions& reference) const;
    /// A human drawn at random, dressed for sex; never without clothes.
    Human random(std::uint64_t seed, const body::JointPositions& reference) const;

  private:
    MakeHumanLibrary();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Vertices of a part in a pose. @param joints  jointFrames(human.restJoints, pose).
void skin(const HumanPart& part, const body::JointPositions& restJoints, const body::JointFrames& joints, std::vector<Eigen::Vector3f>& out);

}  // namespace ropetp::synth
