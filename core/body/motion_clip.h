#pragma once

#include "base/ids.h"
#include "base/pinhole_camera.h"
#include "body/pose.h"

#include <Eigen/Geometry>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace ropetp::body {

/// How far the camera of a take is known (shared format, key `camera`).
enum class CameraKind {
    Static,         ///< does not move
    Estimated,      ///< moves, and the motion was estimated
    AssumedStatic,  ///< moves, but was treated as static: world values are not to be trusted
};

/// One frame of a solved person.
struct MotionFrame {
    FrameIndex frame;      ///< picture in the video
    double ptsSec = 0;     ///< presentation time
    Pose poseInCam;        ///< x right, y down, z forward
    Pose poseInWorld;      ///< Y up, floor at y = 0
    std::array<float, kJointCount> confidence{};  ///< 0..1; low = not to be trusted
    std::array<float, 4> contacts{};              ///< left heel, left toe, right heel, right toe; 0..1
    bool visible = true;   ///< false where the person was not seen (the pose is in-filled)

    /// False where the pose is a guess far from any sighting: views show nothing rather than a ghost.
    bool isWorthShowing() const {
        if (visible) return true;
        for (const float c : confidence)
            if (c >= 0.1f) return true;
        return false;
    }
};

/// A solved person: one shape, one camera, a pose a frame (consecutive frames of the video).
struct MotionClip {
    PersonId person;
    Betas betas = Betas::Zero();
    std::vector<MotionFrame> frames;
    double fps = 0;                     ///< mean frame rate
    PinholeCamera camera;
    /// World to camera of each frame, or a single entry where it is constant.
    std::vector<Eigen::Isometry3d> camFromWorld;
    CameraKind cameraKind = CameraKind::Static;
    /// Where a camera that moves was measured to be over the floor, a frame each, world, metres; empty: not measured. Unlike
    /// camFromWorld it does not follow the person's way, so that the way can be told from it again.
    std::vector<Eigen::Vector3d> measuredCameraM;
    std::string bodyModel;              ///< BodyModel::name()
    std::string source;                 ///< e.g. "fit 1.0 + raw-trajectory 1.0"

    const Eigen::Isometry3d& camFromWorldAt(std::size_t i) const {
        return camFromWorld[camFromWorld.size() == 1 ? 0 : i];
    }
    /// Position in `frames` of a video frame, or -1.
    std::int64_t find(FrameIndex f) const {
        if (frames.empty()) return -1;
        const auto i = f.value - frames.front().frame.value;
        return i >= 0 && i < static_cast<std::int64_t>(frames.size()) ? i : -1;
    }
};

}  // namespace ropetp::body
