#include "trajectory/camera_rotation_verdict_p.h"

#include "base/rotation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::trajectory {
namespace {

constexpr double kSureConfidence = 0.25, kMeanConfidence = 0.45;
/// Share of the frames that may be unsure: somebody passes in front of the camera.
constexpr double kUnsureShare = 0.15;
constexpr double kMostSigmaRad = 1.5 * std::numbers::pi / 180;

const char* sentence(CameraRotation::Reason reason) {
    switch (reason) {
        case CameraRotation::Reason::Good: return "the background shows how the camera turned";
        case CameraRotation::Reason::NoFrames: return "no picture was seen";
        case CameraRotation::Reason::NoFocal: return "the focal length is not known";
        case CameraRotation::Reason::Cut: return "the video has a cut: the camera after it cannot be compared with the one before";
        case CameraRotation::Reason::Lost: return "the background went out of sight, or jumped, and was not found again";
        case CameraRotation::Reason::LittleBackground: return "too little of the background could be followed";
        case CameraRotation::Reason::Uncertain: return "the camera moves in a way that leaves its turn uncertain";
    }
    return "";
}

}  // namespace

bool hasFocal(const PinholeCamera& camera) {
    return std::isfinite(camera.fx) && std::isfinite(camera.fy) && camera.fx > 0 && camera.fy > 0 && std::isfinite(camera.cx) && std::isfinite(camera.cy);
}

CameraRotation::Verdict rotationVerdict(std::span<const CameraRotation::Frame> frames, const RotationEvents& events) {
    CameraRotation::Verdict v;
    double sum = 0, sigma = 0;
    std::size_t unsure = 0;
    for (const auto& f : frames) {
        sum += f.confidence;
        unsure += f.confidence < kSureConfidence;
        sigma = std::max(sigma, f.sigmaRad);
        v.largestTurnRad = std::max(v.largestTurnRad, geodesicAngle(f.camFromFirst, Eigen::Matrix3d::Identity()));
    }
    using Reason = CameraRotation::Reason;
    const double n = double(frames.size());
    if (n > 0) v.meanConfidence = sum / n;
    v.reason = frames.empty() ? Reason::NoFrames
               : !events.focal ? Reason::NoFocal
               : events.cut ? Reason::Cut
               : events.lost && frames.back().confidence <= 0 ? Reason::Lost
               : double(unsure) > kUnsureShare * n || v.meanConfidence < kMeanConfidence ? Reason::LittleBackground
               : sigma > kMostSigmaRad ? Reason::Uncertain
               : Reason::Good;
    v.trusted = v.reason == Reason::Good;
    v.text = sentence(v.reason);
    return v;
}

}  // namespace ropetp::trajectory
