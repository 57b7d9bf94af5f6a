#pragma once

#include "base/pinhole_camera.h"
#include "trajectory/background_flow_p.h"
#include "trajectory/camera_rotation_fit_p.h"
#include "trajectory/camera_view_p.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace ropetp::trajectory {

/// A frame that others are compared with.
struct RotationKey {
    CameraView view;
    std::vector<TrackedPoint> points;  ///< `now` is where they are in the view turned back to this key
    Eigen::Matrix3d camFromFirst = Eigen::Matrix3d::Identity();
    double variance = 0;               ///< of camFromFirst, rad^2 an axis
    bool connected = true;             ///< measured without a gap since the first frame
    std::size_t madeAt = 0;            ///< its frame
    std::size_t lastUsed = 0;          ///< the last frame that was compared with it
    Eigen::Vector3d direction = Eigen::Vector3d::Zero();  ///< of the last parallax, in this key's axes; zero: none
    bool directionSure = false;        ///< nothing else explained that parallax

    /// Share of its points that could be followed last.
    double leftInView() const;
    /// Forgets where the points were last.
    void rewind();
};

RotationKey makeKey(const CameraView& view, const Eigen::Matrix3d& camFromFirst);

/// The camera of the small copy.
PinholeCamera smallCamera(const PinholeCamera& camera, const CameraView::Data& view);

/// How far points are looked for from where they should be: some 15 or 60 pixels.
enum class Reach { Near, Far };

/// The turn of the camera since the key frame. The view is turned back by `predicted` first, so that only what the prediction
/// missed has to be followed: large turns and rolls keep the look of a point. nullopt: too little in common.
std::optional<RotationFit> turnSinceKey(RotationKey& key, const CameraView::Data& view, const PinholeCamera& small,
                                        const Eigen::Matrix3d& predictedNowFromKey, Reach reach);

/// Share of the key's points that lie in the picture after a turn.
double overlap(const RotationKey& key, const PinholeCamera& small, const Eigen::Matrix3d& nowFromKey);

/// Whether the fit answers at all, and how sure it is, 0..1.
bool answers(const RotationFit& fit);
double confidenceOf(const RotationFit& fit);

}  // namespace ropetp::trajectory
