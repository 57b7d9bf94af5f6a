#pragma once

#include "base/image.h"
#include "base/result.h"
#include "track/landmark_pass.h"
#include "track/track.h"

#include <Eigen/Core>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ropetp::track {

struct TrackerOptions {
    std::filesystem::path modelFolder;  ///< holds the files named in nn/model_store.h
    int threads = 2;
    int detectEvery = 5;                ///< the person detector runs on every n-th frame and where tracking is unsure
    int maxPersons = 6;                 ///< landmarks are computed for at most so many at a time
    /// Boxes drawn by the user: (frame, person) pairs override the detector on their frame.
    std::map<std::pair<FrameIndex, PersonId>, Box> userBoxes;
    /// Names of values of the landmark model that passes() gives; empty: none.
    std::vector<std::string> passValues;
};

/// What one frame gave: the persons seen on it, with stable ids.
struct FramePersons {
    FrameIndex frame;
    bool cut = false;                   ///< a hard cut lies before this frame
    std::vector<std::pair<PersonId, Observation>> persons;
};

/// Finds people frame by frame (MoveNet-MultiPose boxes), keeps their identities (leaving,
/// returning, crossing), and reads BlazePose-heavy landmarks for each. Frames are fed in order.
/// One thread at a time; models run on `threads` threads. Constant memory.
class PersonTracker {
  public:
    /// ModelMissing, ModelCorrupt.
    static Result<std::unique_ptr<PersonTracker>> create(const TrackerOptions& options);
    virtual ~PersonTracker() = default;
    virtual Result<FramePersons> next(FrameIndex frame, double ptsSec, const Image& image) = 0;
    /// The landmark model's passes of the last frame, of those whose landmarks it gave. Hands them over: a second call
    /// gives none.
    virtual std::map<PersonId, std::shared_ptr<const LandmarkPass>> takePasses() = 0;
    /// After the last frame: ids to merge (short fragments joined, ghosts dropped), then the set.
    virtual TrackSet finish() = 0;
};

/// Landmarks of one person from a box alone, without history (a frame the user boxed).
/// nullopt where the model sees nobody in the box.
class LandmarkReader {
  public:
    static Result<std::unique_ptr<LandmarkReader>> create(const std::filesystem::path& modelFolder, int threads);
    virtual ~LandmarkReader() = default;
    virtual Result<std::optional<Landmarks>> read(const Image& image, const Box& box) = 0;
};

}  // namespace ropetp::track
