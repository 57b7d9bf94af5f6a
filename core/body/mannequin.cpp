#include "body/mannequin.h"

#include "body/mannequin/anatomy.h"
#include "body/mannequin/cage.h"
#include "body/mannequin/joint_regressor.h"
#include "body/mannequin/pose_correctives.h"
#include "body/mannequin/proportions.h"
#include "body/mannequin/shape_space.h"
#include "body/mannequin/skin_weights.h"
#include "body/mannequin/surface_fit.h"

#include <utility>
#include <vector>

namespace ropetp::body {
namespace {

using namespace mannequin_detail;

constexpr int kFitRounds = 14;
constexpr int kWeightRounds = 3;

/// Both halves of the body.
struct WholeMesh {
    Eigen::MatrixXd vertices;                  ///< V x 3, design frame
    std::vector<std::array<int, 4>> quads;
    std::vector<Part> part;
    std::vector<int> mirror;                   ///< itself on the seam
    std::vector<std::vector<int>> neighbours;
    int leftCount = 0;                         ///< vertices of the left half come first
};

WholeMesh mirrored(const QuadMesh& half) {
    WholeMesh whole;
    const int n = static_cast<int>(half.position.size());
    whole.leftCount = n;
    whole.mirror.resize(n);
    std::vector<Vector3d> positions = half.position;
    whole.part = half.part;
    for (int v = 0; v < n; ++v) {
        if (half.seam[v]) {
            whole.mirror[v] = v;
            continue;
        }
        whole.mirror[v] = static_cast<int>(positions.size());
        positions.push_back(half.position[v].cwiseProduct(Vector3d(-1, 1, 1)));
        whole.part.push_back(half.part[v]);
        whole.mirror.push_back(v);
    }
    whole.vertices.resize(static_cast<Eigen::Index>(positions.size()), 3);
    for (std::size_t v = 0; v < positions.size(); ++v) whole.vertices.row(v) = positions[v].transpose();
    whole.quads = half.quads;
    for (const auto& q : half.quads)
        whole.quads.push_back({whole.mirror[q[0]], whole.mirror[q[3]], whole.mirror[q[2]], whole.mirror[q[1]]});
    whole.neighbours = half.neighbours();
    whole.neighbours.resize(positions.size());
    for (int v = 0; v < n; ++v) {
        std::vector<int> other;
        for (int w : whole.neighbours[v]) other.push_back(whole.mirror[w]);
        if (half.seam[v]) {
            for (int w : other)
                if (w >= n) whole.neighbours[v].push_back(w);
        } else {
            whole.neighbours[whole.mirror[v]] = std::move(other);
        }
    }
    return whole;
}

Eigen::MatrixXd bothSidesWeights(const WholeMesh& mesh) {
    Eigen::MatrixXd weights(mesh.vertices.rows(), kJointCount);
    for (int v = 0; v < mesh.leftCount; ++v) {
        weights.row(v) = skinWeights(mesh.vertices.row(v).transpose(), mesh.part[v]);
        const int m = mesh.mirror[v];
        for (int j = 0; j < kJointCount; ++j)
            weights(m, kMirror[j]) = m == v ? 0.5 * (weights(v, j) + weights(v, kMirror[j])) : weights(v, j);
        if (m == v) {
            // On the seam both sides have the same say.
            const Eigen::RowVectorXd row = weights.row(v);
            for (int j = 0; j < kJointCount; ++j) weights(v, j) = 0.5 * (row[j] + row[kMirror[j]]);
        }
    }
    smoothWeights(weights, mesh.neighbours, kWeightRounds);
    return weights;
}

BodyModelData makeMannequin() {
    const Solid anatomy = makeAnatomy();
    QuadMesh half = subdivide(makeCage(anatomy));
    fitToSurface(anatomy, half, kFitRounds);
    const WholeMesh mesh = mirrored(half);

    const Eigen::MatrixXd weights = bothSidesWeights(mesh);
    const Eigen::MatrixXd shape = shapeDirections(mesh.vertices, weights);

    BodyModelData data;
    data.name = "mannequin";
    data.jointRegressor = jointRegressor(mesh.vertices, shape, mesh.mirror).cast<float>();
    data.poseDirs = poseCorrectives(mesh.vertices, weights);
    data.weights = weights.cast<float>();
    data.shapeDirs = shape.cast<float>();
    data.vTemplate = (mesh.vertices.rowwise() - Eigen::RowVector3d(0, kOriginHeightM, 0)).cast<float>();
    data.faces.resize(static_cast<Eigen::Index>(2 * mesh.quads.size()), 3);
    for (std::size_t q = 0; q < mesh.quads.size(); ++q) {
        // A quad starts at a corner of the coarse mesh and its third vertex is the middle of a coarse
        // face: the diagonal between them gives the same pattern on both sides.
        const auto& c = mesh.quads[q];
        data.faces.row(2 * q) << c[0], c[1], c[2];
        data.faces.row(2 * q + 1) << c[0], c[2], c[3];
    }
    return data;
}

}  // namespace

std::shared_ptr<const BodyModel> mannequin() {
    static const std::shared_ptr<const BodyModel> model = [] {
        auto made = BodyModel::create(makeMannequin());
        return made ? *made : nullptr;  // cannot fail: the arrays are made to fit (tst_mannequin)
    }();
    return model;
}

}  // namespace ropetp::body
