#pragma once

#include "edit/range_tool.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ropetp::edit {

struct Scene;

/// How far a fix reaches, seconds.
struct Falloff {
    double beforeSec = 0.5, afterSec = 0.5;
    friend bool operator==(const Falloff&, const Falloff&) = default;
};
inline constexpr double kLongestFalloffSec = 5;

/// What the user decided of one frame: it holds exactly, whatever is solved or filtered.
struct Fix {
    FrameIndex frame;
    JointSet joints;              ///< whose local rotations hold
    bool place = false;           ///< does the translation hold?
    body::Pose poseInCam;         ///< what does not hold is zero
    Falloff falloff;
    bool operator==(const Fix& o) const;
};

/// A stretch around fixes that was solved again from the video (edit/propagate.h). It counts as long as the fixes and
/// the raw frames are those it was made from; else the fixes are interpolated.
struct Propagation {
    FrameRange range;
    JointSet joints;
    bool place = false;
    std::vector<body::Pose> poseInCam;                                 ///< one a frame
    std::vector<std::array<float, body::kJointCount>> confidence;      ///< one a frame
    std::vector<Fix> fixes;       ///< those it was made from, by frame
    std::uint64_t rawHash = 0;    ///< of the raw frames in `range`
};

/// Where the user wants the pelvis on a frame; see trajectory::PathPin.
struct TrajectoryPin {
    FrameIndex frame;
    Eigen::Vector3d pelvisM;      ///< world; the floor's height is 0
    double softnessM = 0;         ///< 0: exactly there
    bool heightToo = true;
    bool operator==(const TrajectoryPin&) const = default;
};

/// A foot point (0..3: left heel, left toe, right heel, right toe) stands, or does not, on these frames, whatever was estimated.
struct ContactSpan {
    int point = 0;
    FrameRange range;
    bool stands = true;
    bool operator==(const ContactSpan&) const = default;
};

/// Names of the foot points, as scripts and files have them.
inline constexpr std::array<std::string_view, 4> kFootPointNames = {"left_heel", "left_toe", "right_heel", "right_toe"};

/// What the user decided of a person's way through the world.
struct TrajectoryEdits {
    std::vector<TrajectoryPin> pins;           ///< by frame, one a frame
    std::vector<ContactSpan> contacts;         ///< by point and frame; those of a point do not overlap
    std::vector<Eigen::Vector2d> floorLineM;   ///< a line drawn on the floor (x, z); see trajectory::PathControl
    bool closesLoop = false;
    bool levelFloor = true;
    double floorHeightM = 0;                   ///< the floor the user wants, over the solve's
    bool operator==(const TrajectoryEdits&) const = default;
    bool isEmpty() const { return *this == TrajectoryEdits(); }
};

/// A way through the world that was solved under the edits, over everything below it. Frames whose root and legs are as they
/// were lie exactly where it put them; one that was changed since is placed as it had placed the frame, and its feet are locked
/// anew. A trajectory of another number of frames than the clip's does not count.
struct SolvedTrajectory {
    TrajectoryEdits edits;
    std::string solver;                        ///< TrajectorySolver::name()
    std::vector<body::Pose> poseInCam;         ///< of the clip below, as it was; one a frame
    std::vector<body::Pose> poseInWorld;       ///< one a frame
    std::vector<std::array<float, 4>> contacts;
    std::vector<Eigen::Isometry3d> camFromWorld;   ///< as MotionClip's
};

/// What became of one person, in layers: the raw solve, fixes with what they reach, range tools (filters among them), the way
/// through the world. edit::compose() makes the clip that everybody reads.
struct PersonLayers {
    /// Null: the person has to be solved again (its track changed); the rest waits.
    std::shared_ptr<const body::MotionClip> raw;
    std::vector<Fix> fixes;       ///< by frame, one a frame; outside the raw clip: dormant
    std::vector<std::shared_ptr<const Propagation>> propagated;
    std::vector<RangeTool> tools; ///< in the order in which they act
    TrajectoryEdits trajectory;
    std::shared_ptr<const SolvedTrajectory> solvedTrajectory;   ///< null: none

    bool edited() const { return !fixes.empty() || !tools.empty() || !trajectory.isEmpty(); }
    const Fix* findFix(FrameIndex frame) const;
};

/// Fixes whose reaches touch, and the frames they reach. Only those inside the raw clip.
struct FixCluster {
    FrameRange range;
    std::vector<Fix> fixes;
    JointSet joints() const;
    bool place() const;
};
std::vector<FixCluster> fixClusters(const PersonLayers& layers);
/// The stretch solved for this cluster, or null where there is none or it no longer counts.
const Propagation* propagationOf(const PersonLayers& layers, const FixCluster& cluster);
/// The frames of the clip that a tool changes: its range, and the edges over which it fades. Empty outside the clip.
FrameRange reachOf(const RangeTool& tool, const body::MotionClip& clip);
/// The frames of a range that the clip has.
FrameRange framesIn(const body::MotionClip& clip, FrameRange range);
/// The trajectory that lies over the clip: null without one, and where it is of another number of frames.
const SolvedTrajectory* trajectoryOver(const PersonLayers& layers);
/// Is that trajectory solved under the edits as they are, and of the motion as it is? False without one.
/// @param clip  as compose() made it.
bool isTrajectoryUpToDate(const PersonLayers& layers, const body::MotionClip& clip);
/// What the user says of a foot point on a frame; nullopt: nothing, the estimate counts.
std::optional<bool> saidContact(const TrajectoryEdits& edits, int point, FrameIndex frame);
/// Of poses and times; the same on every machine of one byte order.
std::uint64_t hashOfFrames(const body::MotionClip& clip, FrameRange range);

/// Where a value of the composed clip comes from.
enum class Provenance : std::uint8_t { Raw, Propagated, Filtered, Fixed };
/// @param joint  0..23, or -1 for the place. Raw for frames that the clip does not have. Cheap.
Provenance provenanceOf(const PersonLayers& layers, FrameIndex frame, int joint);
/// One a frame: the strongest over `joints` (Fixed before Filtered before Propagated), for timelines.
std::vector<Provenance> provenanceOf(const PersonLayers& layers, FrameRange range, const JointSet& joints);

/// The person's layers; where the scene has none, its clip as the raw layer. Null for a person without either.
std::shared_ptr<const PersonLayers> layersOf(const Scene& scene, PersonId person);

}  // namespace ropetp::edit
