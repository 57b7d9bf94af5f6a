#include "io/amass_npz.h"

#include "base/rotation.h"
#include "io/npz_file.h"
#include "io/resample.h"

namespace ropetp::io {
namespace {

constexpr std::size_t kBodyJoints = 22, kPoseSize = 156, kShapeSize = 16, kSoftTissueSize = 8;

Eigen::Matrix3d zFromY() { return Eigen::AngleAxisd(EIGEN_PI / 2, Eigen::Vector3d::UnitX()).toRotationMatrix(); }

}  // namespace

AmassMotion amassMotion(const body::MotionClip& clip, const body::BodyModel& body, const ExportOptions& options) {
    EvenMotion even = evenMotion(clip, options.fps);
    AmassMotion out{even.fps, even.resampled, std::move(even.posesInWorld)};
    if (out.posesInWorld.empty()) return out;
    const Eigen::Vector3d rest = body.restJoints(clip.betas).row(0).transpose();
    const Eigen::Vector3d start = rest + out.posesInWorld.front().translationM;
    const Eigen::Vector3d from = options.startAtOrigin ? Eigen::Vector3d(start.x(), 0, start.z()) : Eigen::Vector3d(0, 0, 0);
    for (body::Pose& pose : out.posesInWorld) {
        Eigen::Vector3d& t = pose.translationM;
        if (options.preset.rootMotion == RootMotion::InPlace) t = Eigen::Vector3d(start.x() - rest.x(), t.y(), start.z() - rest.z());
        t += Eigen::Vector3d(0, options.floorOffsetM, 0) - from;
    }
    return out;
}

Result<void> writeAmassNpz(const std::filesystem::path& path, const body::MotionClip& clip, const body::BodyModel& body, const ExportOptions& options) {
    if (clip.frames.empty()) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    if (options.scale != 1) return fail(ErrorCode::InvalidInput, "an NPZ holds SMPL's body, whose size its shape values say: it cannot be scaled", path.string());
    const AmassMotion motion = amassMotion(clip, body, options);
    const std::size_t n = motion.posesInWorld.size();
    const Eigen::Vector3d rest = body.restJoints(clip.betas).row(0).transpose();
    const Eigen::Matrix3d turn = zFromY();
    std::vector<float> poses, root, pose, trans, betas(kShapeSize, 0);
    poses.reserve(n * kPoseSize);
    for (const body::Pose& p : motion.posesInWorld) {
        const std::size_t row = poses.size();
        for (std::size_t j = 0; j < kBodyJoints; ++j) {
            const Eigen::Vector3d a = j == 0 ? axisAngleFromMatrix(turn * matrixFromAxisAngle(p.axisAngleRad[0])) : p.axisAngleRad[j];
            auto& split = j == 0 ? root : pose;
            for (int c = 0; c < 3; ++c) {
                poses.push_back(float(a[c]));
                split.push_back(float(a[c]));
            }
        }
        poses.resize(row + kPoseSize, 0.f);
        const Eigen::Vector3d t = turn * (rest + p.translationM) - rest;
        for (int c = 0; c < 3; ++c) trans.push_back(float(t[c]));
    }
    for (int k = 0; k < body::kShapeCount; ++k) betas[std::size_t(k)] = float(clip.betas[k]);

    NpzArrays arrays;
    arrays["poses"] = NpyArray::floats({n, kPoseSize}, poses);
    arrays["root_orient"] = NpyArray::floats({n, 3}, root);
    arrays["pose_body"] = NpyArray::floats({n, 3 * (kBodyJoints - 1)}, pose);
    arrays["trans"] = NpyArray::floats({n, 3}, trans);
    arrays["betas"] = NpyArray::floats({kShapeSize}, betas);
    arrays["dmpls"] = NpyArray::floats({n, kSoftTissueSize}, std::vector<float>(n * kSoftTissueSize, 0.f));
    arrays["gender"] = NpyArray::unicode("neutral");
    for (const char* key : {"mocap_framerate", "mocap_frame_rate"}) arrays[key] = NpyArray::scalar(motion.fps);
    arrays["body_model"] = NpyArray::unicode(clip.bodyModel);
    arrays["source"] = NpyArray::unicode(clip.source);
    arrays["up_axis"] = NpyArray::unicode("z");
    return writeNpz(path, arrays);
}

}  // namespace ropetp::io
