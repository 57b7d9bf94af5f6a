#pragma once

#include "pose/pose_estimator.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// Recorded human motion (22 joints) as if a camera and BlazePose had seen it: exact for learning,
/// with BlazePose-like errors for judging.
namespace ropetp::bench {

using Joints22 = Eigen::Matrix<double, 22, 3, Eigen::RowMajor>;

struct RecordedClip {
    std::string name, subject, split;
    double fps = 30;
    std::vector<Joints22> worldM;  ///< Y up
};

/// positions22_free.npz. Empty where unreadable.
std::vector<RecordedClip> readRecordedClips(const std::string& path);

/// Deviations of the landmarks. Errors change slowly: each is a first-order process with the given
/// correlation over a thirtieth of a second.
struct LandmarkNoise {
    double pictureM = 0;          ///< across the view, metres at the body
    double depthM = 0;
    double depthGain = 1;         ///< depths are known too small
    double correlation = 0.9;
    double outlierShare = 0;      ///< of limb points, per second of footage: a wrong place for a tenth of a second
};

/// What a camera sees: landmarks, and the truth in camera coordinates.
struct SeenClip {
    track::PersonTrack track;
    PinholeCamera camera;
    std::vector<double> ptsSec;
    std::vector<Joints22> inCam;
};

/// @param yawRad direction from which the camera looks; pitch > 0 looks down.
SeenClip see(const RecordedClip& clip, double yawRad, double pitchRad, double distanceM, const LandmarkNoise& noise,
             std::uint64_t seed, int everyNth = 1);

}  // namespace ropetp::bench
