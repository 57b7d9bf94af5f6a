#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "track/track.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

/// Finding trouble in a solved or imported take: what is wrong, where, how badly (docs/review.md).
namespace ropetp::review {

/// Why a joint is not to be trusted on a frame.
enum class Cause {
    LowConfidence,     ///< the estimator itself was not sure
    Disagreement,      ///< away from where the picture shows it, or nearer or farther than the picture says
    Jitter,            ///< a jerk far above what the take does around it, or what people do
    JointLimit,        ///< beyond what a joint can do (pose::addJointLimits)
    Twist,             ///< turned about the bone farther than a limb turns
    Speed,             ///< faster than people are
    FootSliding,       ///< moves while it stands
    FloorPenetration,  ///< below the floor
    SideFlip,          ///< left and right exchanged
    Frozen,            ///< held or interpolated: no movement was measured
    Missing,           ///< the person was not seen; the pose is in-filled
};
inline constexpr int kCauseCount = 11;

/// Short English name, e.g. "side flip".
std::string_view causeName(Cause cause);

/// Per frame and joint: 0 (good) to 1 (bad) of each cause.
class Quality {
  public:
    Quality() = default;
    Quality(std::size_t frames, FrameIndex first);

    std::size_t frameCount() const { return values_.size(); }
    FrameIndex firstFrame() const { return first_; }
    const std::vector<double>& timeSec() const { return timeSec_; }   ///< increasing, one a frame
    void setTimes(std::vector<double> timeSec) { timeSec_ = std::move(timeSec); }

    /// @param i  position in the clip's frames, < frameCount().
    float of(Cause cause, std::size_t i, int joint) const { return values_[i][std::size_t(joint)][std::size_t(cause)]; }
    /// All causes of a joint: 1 - product of (1 - value).
    float combined(std::size_t i, int joint) const;
    /// The worst joint of a frame.
    float worst(std::size_t i) const;
    /// The strongest cause of a joint on a frame.
    Cause strongest(std::size_t i, int joint) const;

    /// Keeps the greater of what is there and `value`; values are clamped to 0 .. 0.9995, NaN is ignored.
    void raise(Cause cause, std::size_t i, int joint, double value);
    void raiseAll(Cause cause, std::size_t i, double value);
    /// Takes the greater of both, value by value. @param other  of the same size.
    void mergeWith(const Quality& other);

  private:
    std::vector<std::array<std::array<float, kCauseCount>, body::kJointCount>> values_;
    std::vector<double> timeSec_;
    FrameIndex first_;
};

/// Judges a take. Causes are calibrated against the take's own usual level and against what people can do, so that a
/// solve without faults stays near 0. Works at any frame rate (times come from ptsSec), in linear time.
/// @param track  what the tracker saw of the person in the video, in the pixels of the clip's camera; null for takes
///               without a video (then causes that need the picture stay 0).
/// @return one row a frame of the clip. Poses that are not finite are Missing. InvalidInput where the camera poses do not
///         match the frames. Thread-safe.
Result<Quality> measureQuality(const body::MotionClip& clip, const body::BodyModel& body, const track::PersonTrack* track);

}  // namespace ropetp::review
