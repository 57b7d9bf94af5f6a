#pragma once

#include "pose/fit_observation.h"
#include "pose/fit_settings.h"
#include "pose/pose_prior.h"

namespace ropetp::pose {

/// Attached points of one body, in the order of landmarkPoints().
std::array<AttachedPoint, kLandmarkPointCount> attachedPoints(const FitBody& body);

/// The terms that concern one frame alone: picture points, depths, prior, joint limits.
/// Keeps scratch memory: one a thread.
class FrameTerms {
  public:
    FrameTerms(const PosePrior& prior, const FitSettings& settings) : prior_(prior), settings_(settings) {}
    void setBody(const FitBody& body);
    const FitBody& body() const { return body_; }
    /// Scale of the robust loss of picture points, in deviations.
    void setRobustSigmas(double sigmas) { settings_.robustSigmas = sigmas; }

    /// Half the sum of weighted squares. With `hessian` and `gradient` (both or none) adds the
    /// Gauss-Newton matrix (lower triangle) and the gradient.
    double add(const FrameState& state, const FrameObservation& observation, FrameMatrix* hessian, FrameVector* gradient);

    /// Distance of a landmark from its point on the body, metres at the body's depth; -1 where not used.
    std::array<double, kLandmarkPointCount> residualsM(const FrameState& state, const FrameObservation& observation);

    /// Weighted Jacobian rows of the last add() with a Hessian, and their residuals: what the shape fit needs.
    struct Row {
        int pointA = 0, pointB = -1;     ///< attached points; B is subtracted (-1 none, -2 the mid-hip)
        Eigen::Vector3d direction;       ///< d residual / d (A - B)
        double residual = 0;
    };
    const std::vector<Row>& rows() const { return rows_; }
    /// Their derivatives by the frame parameters.
    auto rowJacobian() const { return jacobian_.topRows(static_cast<Eigen::Index>(rows_.size())); }

  private:
    void collectPictureRows(const FrameObservation& observation, double& energy);
    void collectDepthRows(const FrameObservation& observation, double& energy);
    void addRow(int a, int b, const Eigen::Vector3d& direction, double residual, double weight);

    const PosePrior& prior_;
    FitSettings settings_;
    FitBody body_;
    std::array<AttachedPoint, kLandmarkPointCount> attached_;
    AttachedPoint midHip_;
    FrameKinematics kinematics_;
    std::array<Eigen::Vector3d, kLandmarkPointCount> points_;
    Eigen::Vector3d midHipPoint_;
    std::vector<Row> rows_;
    Eigen::Matrix<double, Eigen::Dynamic, kFrameParams> jacobian_;
    Eigen::VectorXd residual_;
};

}  // namespace ropetp::pose
