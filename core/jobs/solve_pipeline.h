#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "body/body_model.h"
#include "edit/scene.h"
#include "media/frame_source.h"
#include "track/person_tracker.h"
#include "trajectory/path_control.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::jobs {

struct SolveRequest {
    std::filesystem::path video;
    std::shared_ptr<const body::BodyModel> body;  ///< null: the built-in body
    std::filesystem::path modelFolder;          ///< empty: where nn::findModelFolder() finds the models
    std::string estimator;                      ///< empty: the default
    std::filesystem::path estimatorWeights;     ///< empty: the ones that come with the program
    bool flipTest = false, refine = false;      ///< see pose::EstimatorOptions
    std::string trajectory;                     ///< of trajectory::trajectorySolverNames(); empty: the default
    int trajectorySteps = 100;                  ///< of the TrajDenoiser's sampling
    trajectory::PathControl path;               ///< what the user knows of the trajectories
    std::optional<FrameRange> frames;           ///< nullopt: all
    std::optional<double> focalPx;              ///< nullopt: metadata, else the diagonal
    enum class Persons { Largest, All, One } persons = Persons::All;
    PersonId person;                            ///< for One
    std::uint64_t seed = 0;
    int threads = 2;
    /// What is known of the people before the solve; null: nothing.
    std::shared_ptr<const track::TrackSet> tracks;
    /// What becomes of `tracks`. Keep: nobody is looked for again (the user merged, split or swapped),
    /// and no model is needed. Again: people are tracked anew, held to the boxes that the user drew.
    enum class Tracking { Keep, Again } tracking = Tracking::Keep;
    /// Only for Keep, where the pictures are not looked at again: did the camera move?
    bool cameraMoves = false;
    /// The user's adjustment of the floor, kept across solves.
    double groundPitchRad = 0, groundRollRad = 0, groundHeightM = 0;
};

/// Receives results while the solve runs, on the solve's thread. All optional.
class SolveListener {
  public:
    virtual ~SolveListener() = default;
    virtual void onFramePersons(const track::FramePersons&) {}
    /// The newest frames of a person, with shape and camera, in a world that is good for looking at:
    /// its floor is known only when the solve ends.
    virtual void onPoses(const body::MotionClip& part) {}
};

struct StageTime { std::string stage; double seconds = 0; std::int64_t frames = 0; };

struct SolveOutcome {
    std::shared_ptr<const track::TrackSet> tracks;
    std::vector<std::shared_ptr<const body::MotionClip>> clips;
    trajectory::GroundPlane ground;             ///< as estimated; the clips stand on the adjusted one
    std::vector<edit::Notice> notices;
    std::vector<StageTime> times;
};

/// Video in, persons out: stages "detect and track" (one pass over the video: boxes, identities,
/// landmarks, camera motion), "pose", where the camera moves "camera" (a second pass: how it turns and travels), "world". Qt-free; runs on the calling thread, which a thread that
/// decodes and one that watches the background help; constant memory in the length of the video
/// (results are a few kB a frame). Opens its own FrameSource.
/// Errors of the video and the models; NoPerson; InvalidInput for a range outside the video, an unknown
/// estimator or person; Canceled within one frame.
Result<SolveOutcome> solve(const SolveRequest& request, JobControl& job, SolveListener* listener);

/// Name of the estimator that an empty SolveRequest::estimator stands for.
std::string defaultEstimator();

/// The person who fills most of the picture over time; nullptr for an empty set.
const track::PersonTrack* largestPerson(const track::TrackSet& tracks);

}  // namespace ropetp::jobs
