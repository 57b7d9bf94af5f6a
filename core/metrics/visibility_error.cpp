#include "metrics/visibility_error.h"

#include "metrics/mid_hip.h"

namespace ropetp::metrics {

VisibilityError visibilityError(std::span<const body::JointPositions> predicted, std::span<const body::JointPositions> truth,
                                const JointMask& mask, std::span<const SeenJoints> seen) {
    VisibilityError e;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        const Eigen::RowVector3d apart = midHip(predicted[i]) - midHip(truth[i]);
        if (!apart.allFinite()) continue;
        for (std::size_t j = 0; j < mask.size(); ++j) {
            if (!mask[j] || !truth[i].row(Eigen::Index(j)).allFinite()) continue;
            const double mm = 1000 * (predicted[i].row(Eigen::Index(j)) - truth[i].row(Eigen::Index(j)) - apart).norm();
            (seen[i][j] ? e.visibleMm : e.hiddenMm) += mm;
            ++(seen[i][j] ? e.visible : e.hidden);
        }
    }
    if (e.visible > 0) e.visibleMm /= double(e.visible);
    if (e.hidden > 0) e.hiddenMm /= double(e.hidden);
    return e;
}

}  // namespace ropetp::metrics
