#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "body/body_model.h"
#include "edit/scene.h"
#include "media/frame_source.h"
#include "track/person_tracker.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::jobs {

struct SolveRequest {
    std::filesystem::path video;
    std::shared_ptr<const body::BodyModel> body;
    std::filesystem::path modelFolder;
    std::string estimator;                      ///< empty: the default
    std::string trajectory = "raw";
    std::optional<FrameRange> frames;           ///< nullopt: all
    std::optional<double> focalPx;              ///< nullopt: metadata, else the diagonal
    enum class Persons { Largest, All, One } persons = Persons::All;
    PersonId person;                            ///< for One
    std::uint64_t seed = 0;
    int threads = 2;
    /// Tracks to keep instead of tracking again (after the user merged, split, swapped or boxed).
    std::shared_ptr<const track::TrackSet> tracks;
    /// The user's adjustment of the floor, kept across solves.
    double groundPitchRad = 0, groundRollRad = 0, groundHeightM = 0;
};

/// Receives results while the solve runs, on the solve's thread. All optional.
class SolveListener {
  public:
    virtual ~SolveListener() = default;
    virtual void onFramePersons(const track::FramePersons&) {}
    virtual void onPoses(PersonId, const std::vector<body::MotionFrame>&) {}
};

struct StageTime { std::string stage; double seconds = 0; std::int64_t frames = 0; };

struct SolveOutcome {
    std::shared_ptr<const track::TrackSet> tracks;
    std::vector<std::shared_ptr<const body::MotionClip>> clips;
    trajectory::GroundPlane ground;
    std::vector<edit::Notice> notices;
    std::vector<StageTime> times;
};

/// Video in, persons out: stages "detect and track" (one pass over the video: boxes, identities,
/// landmarks, camera motion), "pose", "world". Qt-free; runs on the calling thread; constant
/// memory in the length of the video (results are a few kB a frame). Opens its own FrameSource.
Result<SolveOutcome> solve(const SolveRequest& request, JobControl& job, SolveListener* listener);

}  // namespace ropetp::jobs
