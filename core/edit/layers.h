#pragma once

#include "edit/range_tool.h"

#include <cstdint>
#include <memory>
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

/// What became of one person, in layers: the raw solve, fixes with what they reach, range tools (filters among them).
/// edit::compose() makes the clip that everybody reads. Trajectory edits will lie on top of them.
struct PersonLayers {
    /// Null: the person has to be solved again (its track changed); the rest waits.
    std::shared_ptr<const body::MotionClip> raw;
    std::vector<Fix> fixes;       ///< by frame, one a frame; outside the raw clip: dormant
    std::vector<std::shared_ptr<const Propagation>> propagated;
    std::vector<RangeTool> tools; ///< in the order in which they act

    bool edited() const { return !fixes.empty() || !tools.empty(); }
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
