#pragma once

#include "body/mannequin/implicit.h"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace ropetp::body::mannequin_detail {

/// The region a vertex belongs to, ordered from the trunk outwards.
enum class Part : std::uint8_t { Torso, Head, Leg, Foot, Arm, Finger0, Finger1, Finger2, Finger3, Thumb };

/// The left half (x >= 0) of a closed symmetric surface; seam vertices lie in x = 0.
struct QuadMesh {
    std::vector<Vector3d> position;
    std::vector<Part> part;
    std::vector<bool> seam;
    std::vector<std::array<int, 4>> quads;  ///< counter-clockwise seen from outside

    /// Vertices that share an edge with each vertex (of this half only).
    std::vector<std::vector<int>> neighbours() const;
};

/// A solid glued of hexahedra; its skin is the faces that belong to a single cell. Cells that name
/// the same nodes are glued, whatever their positions, so fingers may touch without merging.
class CellComplex {
  public:
    /// @param onSeam  the node lies in the mirror plane.
    int addNode(const Vector3d& position, Part part, bool onSeam);
    /// Corner index = 4 * a + 2 * b + c for the cell's own directions a, b, c in {0, 1}.
    void addCell(const std::array<int, 8>& corners);
    /// The skin without the faces in the mirror plane.
    QuadMesh skin() const;

  private:
    std::vector<Vector3d> position_;
    std::vector<Part> part_;
    std::vector<bool> seam_;
    std::vector<std::array<int, 8>> cells_;
};

/// Every quad in four, new vertices at the middles. A vertex between two parts goes to the inner one.
QuadMesh subdivide(const QuadMesh& mesh);

}  // namespace ropetp::body::mannequin_detail
