#include "body/mannequin/shape_space.h"

#include "body/mannequin/implicit.h"
#include "body/mannequin/proportions.h"

#include <cmath>

namespace ropetp::body::mannequin_detail {
namespace {

/// What scaling parts cannot say: a local swelling along one direction.
struct Swelling {
    int parameter;
    Vector3d centre;     ///< left half; the other side mirrors
    Vector3d radii;      ///< one sigma
    Vector3d direction;  ///< metres at the centre
    bool frontOnly;
};

const Swelling kSwellings[] = {
    {1, {0.00, 1.000, 0.100}, {0.110, 0.090, 0.07}, {0, -0.002, 0.011}, true},        // belly
    {1, {0.14, 1.030, 0.000}, {0.05, 0.05, 0.07}, {0.005, 0, 0}, false},              // flanks
    {6, {0.078, 1.245, 0.105}, {0.045, 0.042, 0.05}, {0.001, 0.001, -0.011}, true},   // breast
    {6, {0.155, 0.890, 0.000}, {0.05, 0.070, 0.07}, {-0.004, 0, 0}, false},           // outer thigh
    {8, {0.098, 0.340, -0.080}, {0.05, 0.060, 0.05}, {0, 0, -0.003}, false},          // calf
    {8, {0.210, 1.440, -0.028}, {0.05, 0.05, 0.06}, {0.002, 0.003, 0}, false},        // deltoid
};

}  // namespace

Eigen::MatrixXd shapeDirections(const Eigen::MatrixXd& vertices, const Eigen::MatrixXd& weights) {
    const Eigen::Index count = vertices.rows();
    Eigen::MatrixXd dirs = Eigen::MatrixXd::Zero(3 * count, kShapeCount);
    const JointPositions& joints = designJoints();
    for (int k = 0; k < kShapeCount; ++k) {
        const ShapeParameter& parts = shapeParameters()[k];
        const JointPositions moved = jointShapeDelta(k);
        for (Eigen::Index v = 0; v < count; ++v) {
            Vector3d d = Vector3d::Zero();
            const Vector3d p = vertices.row(v).transpose();
            for (int j = 0; j < kJointCount; ++j) {
                const double w = weights(v, j);
                if (w == 0) continue;
                const Vector3d scale = parts[j].bone + parts[j].flesh;
                d += w * (moved.row(j).transpose() + scale.cwiseProduct(p - joints.row(j).transpose()));
            }
            for (const Swelling& s : kSwellings) {
                if (s.parameter != k || (s.frontOnly && p.z() < 0)) continue;
                for (int side = 0; side < 2; ++side) {
                    const double sign = side == 0 ? 1 : -1;
                    const Vector3d mirror(sign, 1, 1);
                    const double r2 = (p - s.centre.cwiseProduct(mirror)).cwiseQuotient(s.radii).squaredNorm();
                    d += std::exp(-0.5 * r2) * s.direction.cwiseProduct(mirror);
                }
            }
            dirs.block<3, 1>(3 * v, k) = d;
        }
    }
    return dirs;
}

}  // namespace ropetp::body::mannequin_detail
