#include "jobs/camera_stage.h"

#include "body/kinematics.h"
#include "trajectory/foot_points.h"

#include <algorithm>

namespace ropetp::jobs {
namespace {

Eigen::Isometry3d camFromFirst(const trajectory::CameraRotation& rotation, std::int64_t i) {
    Eigen::Isometry3d m = Eigen::Isometry3d::Identity();
    if (!rotation.frames.empty()) m.linear() = rotation.frames[std::size_t(std::clamp<std::int64_t>(i, 0, std::int64_t(rotation.frames.size()) - 1))].camFromFirst;
    return m;
}

}  // namespace

Result<FollowedCamera> followCamera(media::FrameSource& source, FrameRange range, const track::TrackSet& tracks, std::span<const body::MotionClip> clips,
                                    const body::BodyModel& body, JobControl& job) {
    const PinholeCamera camera = clips.front().camera;
    trajectory::CameraRotationEstimator estimator(camera);
    FollowedCamera followed{{}, trajectory::FloorFlow(camera, clips.front().fps), {}};
    std::vector<trajectory::FootPoints> feet;
    for (const auto& clip : clips) feet.emplace_back(body, clip.betas);
    for (FrameIndex f = range.first; f < range.end; f = f.next()) {
        if (job.isCanceled()) return fail(ErrorCode::Canceled);
        auto picture = source.frame(f);
        if (!picture && picture.error().code != ErrorCode::CorruptFile) return fail(picture.error());
        std::vector<track::Box> people;
        for (const auto& person : tracks.persons)
            if (const auto it = person.observations.find(f); it != person.observations.end()) people.push_back(it->second.box);
        std::vector<Eigen::Vector2d> feetPx;
        for (std::size_t i = 0; i < clips.size(); ++i) {
            const std::int64_t at = clips[i].find(f);
            if (at < 0 || !clips[i].frames[std::size_t(at)].visible) continue;
            const auto soles = feet[i].at(clips[i].frames[std::size_t(at)].poseInCam);
            const Eigen::Vector3d lowest = *std::ranges::max_element(soles, {}, [](const Eigen::Vector3d& p) { return p.y(); });
            if (lowest.z() > 0.1) feetPx.push_back(camera.project(lowest));
            followed.soles.push_back({std::size_t(f.value - range.first.value), lowest});
        }
        const bool cut = std::ranges::find(tracks.cuts, f) != tracks.cuts.end();
        estimator.add(picture ? trajectory::CameraView::of(*picture, people) : trajectory::CameraView(), cut);
        followed.floor.add(picture ? *picture : Image(), people, feetPx, cut);
        job.report(double(f.value - range.first.value + 1) / double(range.size()));
    }
    followed.turn = estimator.result();
    return followed;
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

std::vector<Eigen::Vector3d> travellingCamera(const body::MotionClip& clip, const Eigen::Isometry3d& firstFromWorld, const trajectory::CameraTravel& travel, FrameIndex first) {
    std::vector<Eigen::Vector3d> out;
    if (!travel.trusted || travel.placeM.empty()) return out;
    const Eigen::Isometry3d worldFromFirst = firstFromWorld.inverse();
    for (const auto& f : clip.frames) {
        const auto i = std::clamp<std::int64_t>(f.frame.value - first.value, 0, std::int64_t(travel.placeM.size()) - 1);
        Eigen::Vector3d place = worldFromFirst * travel.placeM[std::size_t(i)];
        place.y() = worldFromFirst.translation().y();
        out.push_back(place);
    }
    return out;
}

}  // namespace ropetp::jobs
