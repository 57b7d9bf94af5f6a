#pragma once

#include "base/result.h"
#include "body/pose.h"
#include "synth/makehuman/human.h"
#include "synth/makehuman/wavefront_obj.h"

#include <span>

namespace ropetp::synth {

/// How MakeHuman's base mesh follows SMPL's joints: the game-engine rig's weights, its bones gathered
/// into the 24 joints, and the joint cubes.
class Rig {
  public:
    /// @param weightsFile  weights.game_engine.json. FileNotFound, CorruptFile.
    static Result<Rig> read(const std::filesystem::path& weightsFile, const ObjMesh& base);

    const std::vector<HumanPart::Binding>& bindings() const { return bindings_; }   ///< a base vertex each
    /// Joints of a shaped base mesh, in its pose and units.
    body::JointPositions joints(std::span<const Eigen::Vector3f> base) const;
    /// Turn of each joint that brings the limbs into the directions of `reference` (a T-pose).
    static std::array<Eigen::Matrix3d, body::kJointCount> turnsTo(const body::JointPositions& reference, const body::JointPositions& joints);

  private:
    std::vector<HumanPart::Binding> bindings_;
    std::array<std::vector<int>, body::kJointCount> cubes_;
};

/// The four heaviest joints of a vertex, normalised.
HumanPart::Binding strongest(const std::array<float, body::kJointCount>& weights);

}  // namespace ropetp::synth
