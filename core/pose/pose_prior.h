#pragma once

#include "pose/fit_body.h"

#include <vector>

namespace ropetp::pose {

/// Free joints below the pelvis, three numbers each.
inline constexpr int kPriorSize = kFrameParams - 6;
using PriorVector = Eigen::Matrix<double, kPriorSize, 1>;
using PriorMatrix = Eigen::Matrix<double, kPriorSize, kPriorSize>;

/// Local rotations as axis-angles, in the order of kFreeJoints without the pelvis.
PriorVector priorCoordinates(const FrameState& state);

/// How likely a posture is: a mixture of at most 64 Gaussians over the joints' axis-angles.
class PosePrior {
  public:
    struct Component {
        double weight = 1;
        PriorVector mean = PriorVector::Zero();
        PriorMatrix precision = PriorMatrix::Identity();
        PriorMatrix factor = PriorMatrix::Identity();  ///< lower Cholesky factor of the precision
        double offset = 0;  ///< minus the log of weight and normalisation, least of all = 0
    };

    /// Ranges of motion alone: one Gaussian without correlations.
    static PosePrior anatomical();
    /// Components with `weight`, `mean` and `precision` set; offsets are computed.
    explicit PosePrior(std::vector<Component> components);
    /// Minus the log likelihood (up to a constant) of a frame, times `weight`. With `hessian` and
    /// `gradient` (both or none) adds its gradient and a positive approximation of its Hessian: the
    /// components' precisions by their share in explaining the posture.
    double add(const FrameState& state, double weight, FrameMatrix* hessian, FrameVector* gradient) const;

  private:
    std::vector<Component> components_;
};

/// Half the squared excess beyond the ranges that joints cannot leave (a knee does not bend
/// forward), in units of the tolerance, and its Gauss-Newton terms.
double addJointLimits(const FrameState& state, double weight, FrameMatrix* hessian, FrameVector* gradient);

}  // namespace ropetp::pose
