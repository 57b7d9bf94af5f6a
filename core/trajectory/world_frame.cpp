#include "trajectory/world_frame.h"

#include "trajectory/contacts.h"
#include "trajectory/ground.h"

#include <cmath>

namespace ropetp::trajectory {

std::optional<Eigen::Vector3d> firstPelvisInCam(const body::MotionClip& clip, const body::BodyModel& body) {
    for (const auto& frame : clip.frames) {
        if (!frame.visible) continue;
        const Eigen::Vector3d pelvisRest = body.restJoints(clip.betas).row(0).transpose();
        return pelvisRest + frame.poseInCam.translationM;
    }
    return std::nullopt;
}

body::MotionClip movedToWorld(const body::MotionClip& clip, const Eigen::Isometry3d& camFromWorld,
                              const body::BodyModel& body) {
    if (clip.camFromWorld.empty() || clip.cameraKind == body::CameraKind::Estimated) return clip;
    body::MotionClip moved = movedBy(clip, camFromWorld.inverse() * clip.camFromWorld.front(), body);
    moved.camFromWorld.front() = camFromWorld;
    return moved;
}

body::MotionClip movedBy(const body::MotionClip& clip, const Eigen::Isometry3d& newFromOld, const body::BodyModel& body) {
    body::MotionClip moved = clip;
    const Eigen::Isometry3d oldFromNew = newFromOld.inverse();
    for (auto& m : moved.camFromWorld) m = m * oldFromNew;
    for (auto& p : moved.measuredCameraM) p = newFromOld * p;
    const body::JointPositions rest = body.restJoints(clip.betas);
    for (auto& frame : moved.frames) frame.poseInWorld = body::transformed(frame.poseInWorld, newFromOld, rest);
    estimateContacts(moved, body);
    return moved;
}

void placeInWorld(body::MotionClip& clip, const body::BodyModel& body) {
    const body::JointPositions rest = body.restJoints(clip.betas);
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        auto& frame = clip.frames[i];
        frame.poseInWorld = body::transformed(frame.poseInCam, clip.camFromWorldAt(i).inverse(), rest);
    }
}

Eigen::Isometry3d camFromWorld(const GroundPlane& ground, const Eigen::Vector3d& firstPelvisInCam) {
    const Eigen::Vector3d up = ground.upInCam.normalized();
    const Eigen::Vector3d origin = firstPelvisInCam - (up.dot(firstPelvisInCam) + ground.offsetM) * up;
    const auto horizontal = [&](const Eigen::Vector3d& v) -> Eigen::Vector3d { return v - up.dot(v) * up; };

    constexpr double kDegenerateM = 1e-6;
    Eigen::Vector3d z = horizontal(-origin);  // the camera sits at the origin of its own frame
    if (z.norm() < kDegenerateM) z = horizontal(-Eigen::Vector3d::UnitZ());
    if (z.norm() < kDegenerateM) z = horizontal(Eigen::Vector3d::UnitY());
    z.normalize();

    Eigen::Isometry3d m = Eigen::Isometry3d::Identity();
    m.linear().col(0) = up.cross(z);
    m.linear().col(1) = up;
    m.linear().col(2) = z;
    m.translation() = origin;
    return m;
}

GroundPlane adjusted(const GroundPlane& ground, double pitchRad, double rollRad, double heightM) {
    if (pitchRad == 0 && rollRad == 0 && heightM == 0) return ground;
    GroundPlane result = ground;
    const Eigen::Vector3d up = ground.upInCam.normalized();
    const Eigen::Matrix3d turn = (Eigen::AngleAxisd(pitchRad, Eigen::Vector3d::UnitX()) *
                                  Eigen::AngleAxisd(rollRad, Eigen::Vector3d::UnitZ()))
                                     .toRotationMatrix();
    result.upInCam = (turn * up).normalized();
    // The pivot keeps its height above the floor while the floor turns below it.
    result.offsetM = ground.offsetM + (up - result.upInCam).dot(ground.pivotInCam) - heightM;
    result.userSet = true;
    return result;
}

}  // namespace ropetp::trajectory
