#include "pose/landmark_fit.h"
#include "pose/rope/rope_estimator.h"

namespace ropetp::pose {

std::vector<std::string> poseEstimatorNames() { return {"rope", "fit"}; }

Result<std::unique_ptr<PoseEstimator>> makePoseEstimator(const std::string& name, const EstimatorOptions& options) {
    if (!options.body) return fail(ErrorCode::InvalidInput, "a pose estimator needs a body model");
    if (name == "fit") return std::make_unique<LandmarkFit>(options.body, PosePrior::anatomical());
    if (name == "rope") return RopeEstimator::create(options);
    std::string known;
    for (const std::string& each : poseEstimatorNames()) known += (known.empty() ? "" : ", ") + each;
    return fail(ErrorCode::InvalidInput, "no pose estimator is called \"" + name + "\"; known: " + known);
}

}  // namespace ropetp::pose
