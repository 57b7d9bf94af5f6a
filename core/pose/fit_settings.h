#pragma once

namespace ropetp::pose {

/// Weights of the landmark fit. Deviations are per 1/30 s of footage.
struct FitSettings {
    double robustSigmas = 12.0;     ///< Geman-McClure scale of a picture point, in its deviations
    double firstRobustSigmas = 16.0;  ///< in the first iterations, so that quick limbs are not taken for outliers
    double priorWeight = 1.0;
    double limitWeight = 1.0;
    double depthWeight = 0.03;      ///< of landmark depths against the mid-hip
    double boneDepthWeight = 0.2;   ///< of the depth difference along a bone
    double boneDepthSigmaM = 0.08;
    double expectedSigmaRad = 0.12;  ///< refining: of a joint's turn from the pose that is refined, where that is sure
    double smoothness = 1.0;        ///< scales all motion terms
    /// Typical change of speed, as spectral density: (m/s)^2 a second across and along the view,
    /// and (rad/s)^2 a second of a joint (scaled by joint in motion_terms.cpp).
    double accelerationAcross = 2.0;
    double accelerationAlong = 0.5;
    double angularAcceleration = 80.0;
    int maxIterations = 10;
    int windowFrames = 90;          ///< frames solved together
    int overlapFrames = 24;         ///< of which the last ones are solved again with their future
};

}  // namespace ropetp::pose
