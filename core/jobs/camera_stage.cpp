#include "jobs/camera_stage.h"

#include "body/kinematics.h"

#include <algorithm>

namespace ropetp::jobs {
namespace {

Eigen::Isometry3d camFromFirst(const trajectory::CameraRotation& rotation, std::int64_t i) {
    Eigen::Isometry3d m = Eigen::Isometry3d::Identity();
    if (!rotation.frames.empty()) m.linear() = rotation.frames[std::size_t(std::clamp<std::int64_t>(i, 0, std::int64_t(rotation.frames.size()) - 1))].camFromFirst;
    return m;
}

}  // namespace

Result<trajectory::CameraRotation> followCamera(media::FrameSource& source, FrameRange range, const track::TrackSet& tracks, const PinholeCamera& camera, JobControl& job) {
    trajectory::CameraRotationEstimator estimator(camera);
    for (FrameIndex f = range.first; f < range.end; f = f.next()) {
        if (job.isCanceled()) return fail(ErrorCode::Canceled);
        auto picture = source.frame(f);
        if (!picture && picture.error().code != ErrorCode::CorruptFile) return fail(picture.error());
        std::vector<track::Box> people;
        for (const auto& person : tracks.persons)
            if (const auto it = person.observations.find(f); it != person.observations.end()) people.push_back(it->second.box);
        estimator.add(picture ? trajectory::CameraView::of(*picture, people) : trajectory::CameraView(), std::ranges::find(tracks.cuts, f) != tracks.cuts.end());
        job.report(double(f.value - range.first.value + 1) / double(range.size()));
    }
    return estimator.result();
}

body::MotionClip unturned(const body::MotionClip& clip, const trajectory::CameraRotation& rotation, FrameIndex first, const body::BodyModel& body) {
    body::MotionClip out = clip;
    const auto rest = body.restJoints(clip.betas);
    for (auto& f : out.frames) f.poseInCam = body::transformed(f.poseInCam, camFromFirst(rotation, f.frame.value - first.value).inverse(), rest);
    return out;
}

std::vector<Eigen::Isometry3d> turningCamera(const body::MotionClip& clip, const Eigen::Isometry3d& firstFromWorld, const trajectory::CameraRotation& rotation, FrameIndex first) {
    std::vector<Eigen::Isometry3d> out;
    for (const auto& f : clip.frames) out.push_back(camFromFirst(rotation, f.frame.value - first.value) * firstFromWorld);
    return out;
}

}  // namespace ropetp::jobs
