#include "ui/graph_editor/curve_key.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "edit/compose.h"

namespace ropetp::ui {

KeyTarget keyTarget(const body::MotionClip& clip, const body::BodyModel& body, std::size_t i, int joint, CurveKind kind,
                    const io::EulerOrder& order, const Eigen::Vector3d& values, int axis, double value) {
    const auto& frame = clip.frames[i];
    Eigen::Vector3d wanted = values;
    wanted[axis] = value;
    if (kind == CurveKind::Rotation) {
        Eigen::Vector3d angles;
        for (int k = 0; k < 3; ++k) angles[k] = wanted[order[std::size_t(k)]];
        const auto j = std::size_t(joint);
        // The turn relative to what the curves show is made on what the fix holds: the two spaces differ for the pelvis, and
        // wherever feet were locked in the world alone.
        const Eigen::Matrix3d turn = matrixFromAxisAngle(frame.poseInWorld.axisAngleRad[j]).transpose() * io::matrixFromEulerDegrees(angles, order);
        return {Eigen::Matrix3d(matrixFromAxisAngle(frame.poseInCam.axisAngleRad[j]) * turn), std::nullopt};
    }
    const auto rest = body.restJoints(clip.betas);
    Eigen::Vector3d inWorld = wanted;
    if (kind == CurveKind::FromPelvis) {
        const auto at = body::jointPositions(rest, frame.poseInWorld);
        inWorld = at.row(0).transpose() + matrixFromAxisAngle(frame.poseInWorld.axisAngleRad[0]) * wanted;
    }
    return {std::nullopt, Eigen::Vector3d(edit::worldFromCamOf(frame, rest.row(0).transpose()).inverse() * inWorld)};
}

}  // namespace ropetp::ui
