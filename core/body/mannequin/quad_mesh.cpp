#include "body/mannequin/quad_mesh.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ropetp::body::mannequin_detail {

std::vector<std::vector<int>> QuadMesh::neighbours() const {
    std::set<std::pair<int, int>> edges;
    for (const auto& q : quads)
        for (int i = 0; i < 4; ++i) {
            edges.emplace(q[i], q[(i + 1) % 4]);
            edges.emplace(q[(i + 1) % 4], q[i]);
        }
    std::vector<std::vector<int>> result(position.size());
    for (const auto& [a, b] : edges) result[a].push_back(b);
    return result;
}

int CellComplex::addNode(const Vector3d& position, Part part, bool onSeam) {
    position_.push_back(position);
    part_.push_back(part);
    seam_.push_back(onSeam);
    return static_cast<int>(position_.size()) - 1;
}

void CellComplex::addCell(const std::array<int, 8>& corners) { cells_.push_back(corners); }

QuadMesh CellComplex::skin() const {
    static constexpr int kFaces[6][4] = {{0, 1, 3, 2}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 3, 7, 6}, {0, 2, 6, 4}, {1, 3, 7, 5}};
    struct Entry {
        std::array<int, 4> quad;
        int count = 0;
    };
    std::map<std::array<int, 4>, Entry> faces;
    for (const auto& cell : cells_) {
        Vector3d centre = Vector3d::Zero();
        for (int c : cell) centre += position_[c] / 8;
        for (const auto& f : kFaces) {
            std::array<int, 4> quad{cell[f[0]], cell[f[1]], cell[f[2]], cell[f[3]]};
            const Vector3d normal =
                (position_[quad[2]] - position_[quad[0]]).cross(position_[quad[3]] - position_[quad[1]]);
            const Vector3d middle =
                (position_[quad[0]] + position_[quad[1]] + position_[quad[2]] + position_[quad[3]]) / 4;
            if (normal.dot(middle - centre) < 0) std::swap(quad[1], quad[3]);
            std::array<int, 4> key = quad;
            std::sort(key.begin(), key.end());
            Entry& e = faces[key];
            e.quad = quad;
            ++e.count;
        }
    }
    QuadMesh mesh;
    std::vector<int> newIndex(position_.size(), -1);
    for (const auto& [key, e] : faces) {
        if (e.count != 1) continue;
        if (std::all_of(key.begin(), key.end(), [&](int n) { return seam_[n]; })) continue;
        std::array<int, 4> quad{};
        for (int i = 0; i < 4; ++i) {
            int& index = newIndex[e.quad[i]];
            if (index < 0) {
                index = static_cast<int>(mesh.position.size());
                mesh.position.push_back(position_[e.quad[i]]);
                mesh.part.push_back(part_[e.quad[i]]);
                mesh.seam.push_back(seam_[e.quad[i]]);
            }
            quad[i] = index;
        }
        mesh.quads.push_back(quad);
    }
    return mesh;
}

QuadMesh subdivide(const QuadMesh& in) {
    QuadMesh out;
    out.position = in.position;
    out.part = in.part;
    out.seam = in.seam;
    std::map<std::pair<int, int>, int> middles;
    const auto middle = [&](int a, int b) {
        const auto [it, isNew] = middles.try_emplace({std::min(a, b), std::max(a, b)}, static_cast<int>(out.position.size()));
        if (isNew) {
            out.position.push_back((in.position[a] + in.position[b]) / 2);
            out.part.push_back(std::min(in.part[a], in.part[b]));
            out.seam.push_back(in.seam[a] && in.seam[b]);
        }
        return it->second;
    };
    for (const auto& q : in.quads) {
        const int centre = static_cast<int>(out.position.size());
        out.position.push_back((in.position[q[0]] + in.position[q[1]] + in.position[q[2]] + in.position[q[3]]) / 4);
        out.part.push_back(std::min({in.part[q[0]], in.part[q[1]], in.part[q[2]], in.part[q[3]]}));
        out.seam.push_back(false);
        int m[4];
        for (int i = 0; i < 4; ++i) m[i] = middle(q[i], q[(i + 1) % 4]);
        for (int i = 0; i < 4; ++i) out.quads.push_back({q[i], m[i], centre, m[(i + 3) % 4]});
    }
    return out;
}

}  // namespace ropetp::body::mannequin_detail
