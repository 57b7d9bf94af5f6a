#pragma once

#include "base/pinhole_camera.h"
#include "trajectory/camera_view.h"

#include <Eigen/Core>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ropetp::trajectory {

/// How a camera turned over a video.
struct CameraRotation {
    struct Frame {
        /// Turns a direction in the first frame's camera axes into this frame's (x right, y down, z forward).
        Eigen::Matrix3d camFromFirst = Eigen::Matrix3d::Identity();
        /// 0..1: how much of the background agrees, over how much of the picture, how sharply. 0: nothing was
        /// measured, and the rotation is held or interpolated; or its link to the first frame is lost.
        double confidence = 0;
        /// Standard deviation a axis, radians, with what key frames added up since the first frame. Noise of followed points
        /// only: a wrong focal length, lens distortion and rolling shutter are not in it.
        double sigmaRad = 0;
        bool parallax = false;  ///< the camera moved as well: the turn was told from the parallax, less surely
    };
    enum class Reason {
        Good,
        NoFrames,
        NoFocal,           ///< the camera's focal length is not a positive number
        Cut,               ///< a hard cut: what follows has no link to the first frame
        Lost,              ///< the background went out of sight or jumped: likewise
        LittleBackground,  ///< too few frames, or too little of the picture, could be followed
        Uncertain,         ///< followed, but the parallax leaves the turn open, or too much error added up
    };
    struct Verdict {
        bool trusted = false;
        Reason reason = Reason::NoFrames;
        std::string text;          ///< the reason in one English sentence
        double meanConfidence = 0; ///< over all frames
        double largestTurnRad = 0; ///< from the first frame
    };
    std::vector<Frame> frames;     ///< one for each add(), in order
    Verdict verdict;
};

/// Measures how the camera turns, from the background (people masked out by their boxes), one frame after the other, for
/// a pinhole camera of known focal length. Frames are compared with key frames, not with the one before, so errors add up by
/// key frame only; a new one is made when too little of the old is left in view, and one that comes into view
/// again is used again, which also takes back what had drifted since. Where the camera moves as well, its parallax is
/// modelled and the turn is the one that leaves far points in place. Working memory is constant (a few MB); kept are 120 bytes
/// a frame; some ms a frame. Not thread-safe; use one per video.
class CameraRotationEstimator {
  public:
    /// @param camera  of the frames that will be added, in their pixels.
    explicit CameraRotationEstimator(const PinholeCamera& camera);
    ~CameraRotationEstimator();
    CameraRotationEstimator(CameraRotationEstimator&&) noexcept;
    CameraRotationEstimator& operator=(CameraRotationEstimator&&) noexcept;

    /// @param cut  a hard cut precedes: the rotation goes on from the frame before with confidence 0. A null view is a
    /// frame that could not be shown: it gets the rotation between its neighbours, with confidence 0.
    void add(const CameraView& view, bool cut);
    /// The same from a picture. @param people  boxes to leave out, pixels of `image`.
    void add(const Image& image, std::span<const track::Box> people, bool cut);

    /// Of the frames so far, smoothed both ways in time (no lag): what lies within the measuring noise is
    /// removed, a hand's real tremor stays.
    CameraRotation result() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::trajectory
