#pragma once

#include "synth/makehuman/wavefront_obj.h"

#include <span>

namespace ropetp::synth {

/// Clothes, shoes or hair that follow the base mesh (MakeHuman's .mhclo).
class Garment {
  public:
    /// FileNotFound, CorruptFile. @param baseVertices  of the base mesh.
    static Result<Garment> read(const std::filesystem::path& mhclo, int baseVertices);

    const ObjMesh& mesh() const { return mesh_; }
    const std::filesystem::path& texture() const { return texture_; }  ///< empty where there is none
    /// Base vertices that are hidden under the garment.
    const std::vector<int>& hidden() const { return hidden_; }
    /// The base vertices that a garment vertex hangs on, with weights (which may be negative; sum about 1).
    struct Anchor {
        std::array<int, 3> vertices;
        std::array<float, 3> weights;
        Eigen::Vector3f offset;
    };
    const std::vector<Anchor>& anchors() const { return anchors_; }
    /// The garment's vertices on a base mesh of some shape (same units and pose as the base mesh).
    std::vector<Eigen::Vector3f> fitted(std::span<const Eigen::Vector3f> base) const;

  private:
    struct Scale {
        int a = -1, b = -1;
        float reference = 1;
    };
    ObjMesh mesh_;
    std::filesystem::path texture_;
    std::vector<int> hidden_;
    std::vector<Anchor> anchors_;
    std::array<Scale, 3> scale_;
};

}  // namespace ropetp::synth
