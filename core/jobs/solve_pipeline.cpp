#include "jobs/solve_pipeline.h"

#include "body/mannequin.h"
#include "jobs/camera_stage.h"
#include "jobs/detect_stage.h"
#include "jobs/pose_stage.h"
#include "nn/model_store.h"
#include "trajectory/trajectory_solver.h"
#include "trajectory/world_frame.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace ropetp::jobs {
namespace {

/// Below this confidence the floor is a guess that the user should look at.
constexpr double kSureOfGround = 0.3;
// Shares of the whole time, as measured on a clip with one person.
constexpr double kDetectWeight = 0.75, kPoseWeight = 0.2, kCameraWeight = 0.1, kWorldWeight = 0.05;

class StageClock {
  public:
    explicit StageClock(std::vector<StageTime>& times) : times_(times) {}
    void stop(const char* stage, std::int64_t frames) {
        const auto now = std::chrono::steady_clock::now();
        times_.push_back({stage, std::chrono::duration<double>(now - start_).count(), frames});
        start_ = now;
    }

  private:
    std::vector<StageTime>& times_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// How much of the picture a person fills.
double presence(const track::Observation& o) { return std::sqrt(std::max(0.0, o.box.area())) * (o.landmarks ? o.landmarks->score : 0.2); }
/// Summed over the frames.
double presence(const track::PersonTrack& person) {
    double sum = 0;
    for (const auto& [frame, o] : person.observations) sum += presence(o);
    return sum;
}

track::TrackerOptions trackerOptions(const SolveRequest& request, std::filesystem::path models) {
    track::TrackerOptions options;
    options.modelFolder = std::move(models);
    options.threads = std::max(1, request.threads);
    if (request.tracks)
        for (const auto& p : request.tracks->persons)
            for (const auto& [frame, o] : p.observations)
                if (o.userBox) options.userBoxes[{frame, p.id}] = o.box;
    return options;
}

Result<std::vector<const track::PersonTrack*>> chosenPersons(const SolveRequest& request, const track::TrackSet& tracks) {
    std::vector<const track::PersonTrack*> chosen;
    if (tracks.persons.empty()) return fail(ErrorCode::NoPerson, "nobody was found in the frames", request.video.string());
    switch (request.persons) {
    case SolveRequest::Persons::All:
        for (const auto& p : tracks.persons) chosen.push_back(&p);
        break;
    case SolveRequest::Persons::Largest: chosen.push_back(largestPerson(tracks)); break;
    case SolveRequest::Persons::One:
        if (const auto* p = tracks.find(request.person)) {
            chosen.push_back(p);
            break;
        }
        std::string known;
        for (const auto& p : tracks.persons) known += (known.empty() ? "" : ", ") + std::to_string(p.id.value);
        return fail(ErrorCode::NoPerson, "there is no person " + std::to_string(request.person.value) + "; found: " + known, request.video.string());
    }
    return chosen;
}

PinholeCamera cameraFor(const SolveRequest& request, const media::VideoInfo& video) {
    const double diagonal = PinholeCamera::defaultFocalPx(video.width, video.height);
    return PinholeCamera::centred(video.width, video.height, request.focalPx.value_or(video.focalPx.value_or(diagonal)));
}

/// Shows an estimator that looks at pictures whom it will be asked for, while they are tracked. Who fills most of
/// the video is known only afterwards: until then it is who has done so up to now.
PictureWatcher watcherFor(pose::PoseEstimator& estimator, const SolveRequest& request, const JobControl& job) {
    if (!estimator.looksAtPictures()) return {};
    auto presences = std::make_shared<std::map<PersonId, double>>();
    return [&estimator, &request, &job, presences](const Image& picture, const track::FramePersons& persons, const LandmarkPasses& passes) -> Result<void> {
        if (job.isCanceled()) return fail(ErrorCode::Canceled);
        std::optional<PersonId> only;
        if (request.persons == SolveRequest::Persons::One) only = request.person;
        if (request.persons == SolveRequest::Persons::Largest) {
            for (const auto& [id, o] : persons.persons) (*presences)[id] += presence(o);
            for (const auto& [id, sum] : *presences)
                if (!only || sum > presences->at(*only)) only = id;
        }
        std::vector<pose::WatchedPerson> people;
        for (const auto& [id, o] : persons.persons) {
            if (!o.landmarks || (only && id != *only)) continue;
            const auto pass = passes.find(id);
            people.push_back({&*o.landmarks, pass == passes.end() ? nullptr : pass->second});
        }
        return people.empty() ? Result<void>() : estimator.watch(persons.frame, picture, people);
    };
}

/// One floor and one world for everybody; then each one's way through it.
Result<void> placeAll(std::vector<body::MotionClip>& clips, const SolveRequest& request, const body::BodyModel& body,
                      const track::TrackSet& tracks, bool cameraMoves, const FollowedCamera* camera, FrameIndex first, JobControl& job,
                      SolveOutcome& outcome) {
    auto solver = trajectory::makeTrajectorySolver(request.trajectory.empty() ? trajectory::trajectorySolverNames().front() : request.trajectory,
                                                   {request.seed, request.trajectorySteps, {}, request.path});
    if (!solver) return fail(solver.error());
    const auto* turn = camera ? &camera->turn : nullptr;
    std::vector<body::MotionClip> steady;   // as a camera that does not turn would see them
    if (turn)
        for (const auto& clip : clips) steady.push_back(unturned(clip, *turn, first, body));
    const auto& seen = turn ? steady : clips;
    outcome.ground = trajectory::estimateGround(seen, body);
    std::optional<trajectory::CameraTravel> travel;
    if (camera) travel = trajectory::measureTravel(camera->floor, *turn, camera->soles, outcome.ground.upInCam, clips.front().fps);
    const auto floor = trajectory::adjusted(outcome.ground, request.groundPitchRad, request.groundRollRad, request.groundHeightM);

    const body::MotionClip* main = nullptr;
    double most = -1;
    for (const auto& clip : seen) {
        const auto* person = tracks.find(clip.person);
        const double p = person ? presence(*person) : 0;
        if (p > most && trajectory::firstPelvisInCam(clip, body)) {
            most = p;
            main = &clip;
        }
    }
    const Eigen::Vector3d origin = main ? *trajectory::firstPelvisInCam(*main, body) : Eigen::Vector3d(0, 0, 4);
    const Eigen::Isometry3d camFromWorld = trajectory::camFromWorld(floor, origin);
    for (std::size_t i = 0; i < clips.size(); ++i) {
        clips[i].camFromWorld = turn ? turningCamera(clips[i], camFromWorld, *turn, first) : std::vector{camFromWorld};
        clips[i].measuredCameraM = travel ? travellingCamera(clips[i], camFromWorld, *travel, first) : std::vector<Eigen::Vector3d>{};
        clips[i].cameraKind = turn ? body::CameraKind::Estimated : cameraMoves ? body::CameraKind::AssumedStatic : body::CameraKind::Static;
        JobSlice slice(job, double(i) / clips.size(), double(i + 1) / clips.size());
        if (auto solved = (*solver)->solve(clips[i], body, slice); !solved) return fail(solved.error());
        clips[i].source += " + " + (*solver)->name();
    }
    if (outcome.ground.confidence < kSureOfGround && !floor.userSet)
        outcome.notices.push_back({edit::Notice::Kind::GroundUncertain, "the floor could not be seen from the feet"});
    return {};
}

void addFootageNotices(const Footage& footage, std::vector<edit::Notice>& notices) {
    using Kind = edit::Notice::Kind;
    if (footage.camera.moving)
        notices.push_back({Kind::CameraMoves, "the background moved by " + std::to_string(int(std::lround(100 * footage.camera.driftFraction))) + " % of the picture's diagonal"});
    if (!footage.damagedFrames.empty())
        notices.push_back({Kind::DamagedFrames, std::to_string(footage.damagedFrames.size()) + " damaged frames, the first is " + std::to_string(footage.damagedFrames.front().value)});
    if (!footage.tracks.cuts.empty())
        notices.push_back({Kind::Cut, std::to_string(footage.tracks.cuts.size()) + " hard cuts, the first at frame " + std::to_string(footage.tracks.cuts.front().value)});
}

}  // namespace

std::string defaultEstimator() { return pose::poseEstimatorNames().front(); }

const track::PersonTrack* largestPerson(const track::TrackSet& tracks) {
    const track::PersonTrack* best = nullptr;
    for (const auto& p : tracks.persons)
        if (!best || presence(p) > presence(*best)) best = &p;
    return best;
}

Result<SolveOutcome> solve(const SolveRequest& request, JobControl& job, SolveListener* listener) {
    const auto body = request.body ? request.body : body::mannequin();
    // Wrong names are told before minutes are spent.
    pose::EstimatorOptions estimatorOptions{body, request.modelFolder, request.estimatorWeights, request.seed, std::max(1, request.threads),
                                            request.flipTest, request.refine || request.estimator.empty()};
    auto estimator = pose::makePoseEstimator(request.estimator.empty() ? defaultEstimator() : request.estimator, estimatorOptions);
    if (!estimator) return fail(estimator.error());
    if (request.focalPx && !(*request.focalPx > 0 && std::isfinite(*request.focalPx)))
        return fail(ErrorCode::InvalidInput, "the focal length must be a positive number of pixels");

    auto source = media::openFrameSource(request.video);
    if (!source) return fail(source.error());
    const media::VideoInfo video = (*source)->info();
    const FrameRange range = request.frames.value_or(video.range());
    if (range.size() < 1 || range.first.value < 0 || range.end > video.range().end)
        return fail(ErrorCode::InvalidInput, "the frames asked for are not in the video, which has " + std::to_string(video.frameCount()), request.video.string());

    SolveOutcome outcome;
    StageClock clock(outcome.times);
    bool cameraMoves = request.cameraMoves;
    if (request.tracks && request.tracking == SolveRequest::Tracking::Keep) {
        outcome.tracks = request.tracks;
        if (cameraMoves) outcome.notices.push_back({edit::Notice::Kind::CameraMoves, "the background moved"});
    } else {
        auto models = request.modelFolder.empty() ? nn::findModelFolder() : Result<std::filesystem::path>(request.modelFolder);
        if (!models) return fail(models.error());
        job.stage("detect and track", kDetectWeight);
        auto options = trackerOptions(request, *models);
        options.passValues = (*estimator)->passValues();
        auto footage = detectAndTrack(**source, range, options, watcherFor(**estimator, request, job), job, listener);
        if (!footage) return fail(footage.error());
        addFootageNotices(*footage, outcome.notices);
        cameraMoves = footage->camera.moving;
        outcome.tracks = std::make_shared<const track::TrackSet>(std::move(footage->tracks));
        clock.stop("detect and track", range.size());
    }

    const auto persons = chosenPersons(request, *outcome.tracks);
    if (!persons) return fail(persons.error());
    job.stage("pose", kPoseWeight);
    auto clips = estimatePoses(*persons, range, video, cameraFor(request, video), **estimator, *body, job, listener, outcome.notices);
    if (!clips) return fail(clips.error());
    std::int64_t posed = 0;
    for (const auto& clip : *clips) posed += std::int64_t(clip.frames.size());
    clock.stop("pose", posed);

    std::optional<FollowedCamera> camera;
    if (cameraMoves) {
        job.stage("camera", kCameraWeight);
        auto followed = followCamera(**source, range, *outcome.tracks, *clips, *body, job);
        if (!followed) return fail(followed.error());
        if (followed->turn.verdict.trusted) camera = std::move(*followed);
        else outcome.notices.push_back({edit::Notice::Kind::CameraUncertain, followed->turn.verdict.text});
        clock.stop("camera", range.size());
    }
    job.stage("world", kWorldWeight);
    if (auto placed = placeAll(*clips, request, *body, *outcome.tracks, cameraMoves, camera ? &*camera : nullptr, range.first, job, outcome); !placed) return fail(placed.error());
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    for (auto& clip : *clips) outcome.clips.push_back(std::make_shared<const body::MotionClip>(std::move(clip)));
    clock.stop("world", posed);
    return outcome;
}

}  // namespace ropetp::jobs
