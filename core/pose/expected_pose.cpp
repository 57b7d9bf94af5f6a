#include "pose/expected_pose.h"

#include "base/rotation.h"
#include "pose/rotation_derivative.h"

namespace ropetp::pose {

double addExpectedPose(const FrameState& state, const ExpectedPose& expected, double weight, FrameMatrix* hessian, FrameVector* gradient) {
    double energy = 0;
    for (const int joint : kFreeJoints) {
        const auto j = std::size_t(joint);
        if (expected.sigmaRad[j] <= 0) continue;
        const Eigen::Vector3d turn = axisAngleFromMatrix(expected.state.local[j].transpose() * state.local[j]);
        const double w = weight / (expected.sigmaRad[j] * expected.sigmaRad[j]);
        energy += 0.5 * w * turn.squaredNorm();
        if (!hessian) continue;
        const Eigen::Matrix3d jacobian = inverseRightJacobian(turn);
        const int c = kRotationColumn[j];
        hessian->block<3, 3>(c, c).triangularView<Eigen::Lower>() += w * (jacobian.transpose() * jacobian);
        gradient->segment<3>(c) += w * (jacobian.transpose() * turn);
    }
    if (expected.pelvisSigmaM > 0) {
        const Eigen::Vector3d way = state.pelvisInCam - expected.state.pelvisInCam;
        const double w = weight / (expected.pelvisSigmaM * expected.pelvisSigmaM);
        energy += 0.5 * w * way.squaredNorm();
        if (hessian) {
            hessian->diagonal().head<3>().array() += w;
            gradient->head<3>() += w * way;
        }
    }
    return energy;
}

}  // namespace ropetp::pose
