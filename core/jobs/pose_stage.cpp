#include "jobs/pose_stage.h"

#include "trajectory/ground.h"
#include "trajectory/world_frame.h"

#include <algorithm>

namespace ropetp::jobs {
namespace {

FrameRange seenWithin(const track::PersonTrack& person, FrameRange range) {
    const auto first = person.observations.lower_bound(range.first);
    const auto end = person.observations.lower_bound(range.end);
    if (first == end) return {range.first, range.first};
    return {first->first, std::prev(end)->first.next()};
}

/// Gives streamed frames a world to be looked at in: the floor that the frames so far suggest.
class Preview {
  public:
    Preview(const body::BodyModel& body, SolveListener* listener) : body_(body), listener_(listener) {}

    void show(body::MotionClip part) {
        if (!listener_) return;
        if (!camFromWorld_) {
            const auto pelvis = trajectory::firstPelvisInCam(part, body_);
            if (pelvis) camFromWorld_ = trajectory::camFromWorld(trajectory::estimateGround({&part, 1}, body_), *pelvis);
        }
        part.camFromWorld = {camFromWorld_.value_or(Eigen::Isometry3d::Identity())};
        trajectory::placeInWorld(part, body_);
        listener_->onPoses(part);
    }

  private:
    const body::BodyModel& body_;
    SolveListener* listener_;
    std::optional<Eigen::Isometry3d> camFromWorld_;
};

}  // namespace

Result<std::vector<body::MotionClip>> estimatePoses(const std::vector<const track::PersonTrack*>& persons, FrameRange range,
                                                    const media::VideoInfo& video, const PinholeCamera& camera,
                                                    pose::PoseEstimator& estimator, const body::BodyModel& body,
                                                    JobControl& job, SolveListener* listener, std::vector<edit::Notice>& notices) {
    std::int64_t total = 0, done = 0;
    for (const auto* p : persons) total += seenWithin(*p, range).size();
    std::vector<body::MotionClip> clips;
    Preview preview(body, listener);
    // Opened when an estimator first asks; each person is one pass over the video.
    std::unique_ptr<media::FrameSource> source;
    const auto picture = [&](FrameIndex f) -> Result<Image> {
        if (!source) {
            auto opened = media::openFrameSource(video.path);
            if (!opened) return fail(opened.error());
            source = std::move(*opened);
        }
        return source->frame(f);
    };
    for (const track::PersonTrack* person : persons) {
        const FrameRange seen = seenWithin(*person, range);
        if (seen.size() < 1) continue;
        pose::PersonFootage footage{*person, seen, {}, camera, picture};
        footage.ptsSec.assign(video.ptsSec.begin() + seen.first.value, video.ptsSec.begin() + seen.end.value);
        JobSlice slice(job, double(done) / double(total), double(done + seen.size()) / double(total));
        auto clip = estimator.estimate(footage, slice, [&](const body::MotionClip& part) { preview.show(part); });
        done += seen.size();
        if (clip) {
            clips.push_back(std::move(*clip));
        } else if (clip.error().code == ErrorCode::NoPerson) {
            notices.push_back({edit::Notice::Kind::PersonLost, "person " + std::to_string(person->id.value) + " has a box, but no pose could be read"});
        } else {
            return fail(clip.error());
        }
    }
    if (clips.empty()) return fail(ErrorCode::NoPerson, "nobody's pose could be read", video.path.string());
    return clips;
}

}  // namespace ropetp::jobs
