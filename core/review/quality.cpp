#include "review/quality.h"

#include "review/causes.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {
namespace {

constexpr float kWorst = 0.9995f;
constexpr std::array<std::string_view, kCauseCount> kNames = {
    "low confidence", "2D disagreement", "jitter", "joint limit", "twist", "speed",
    "foot sliding", "floor penetration", "side flip", "frozen", "missing"};

Quality measured(const body::MotionClip& clip, const body::BodyModel& body, const track::PersonTrack* track) {
    const ClipMotion motion = clipMotion(clip, body);
    Quality q(motion.count, clip.frames.front().frame);
    q.setTimes(motion.timeSec);
    addEvidence(clip, motion, q);
    addJitter(motion, q);
    addSpeed(motion, q);
    addFrozen(clip, motion, q);
    addJointLimits(clip, motion, q);
    addTwist(body.restJoints(clip.betas), motion, q);
    addFeet(clip, body, motion, q);
    addFlips(clip, motion, q);
    if (track) addPicture(clip, body, motion, *track, q);
    return q;
}

}  // namespace

std::string_view causeName(Cause cause) { return kNames[std::size_t(cause)]; }

double badness(double measure, double half, double power) {
    if (!(measure > 0)) return 0;
    return 1 - 1 / (1 + std::pow(measure / half, power));
}

Quality::Quality(std::size_t frames, FrameIndex first) : values_(frames), timeSec_(frames, 0.0), first_(first) {}

float Quality::combined(std::size_t i, int joint) const {
    float good = 1;
    for (const float v : values_[i][std::size_t(joint)]) good *= 1 - v;
    return 1 - good;
}

float Quality::worst(std::size_t i) const {
    float most = 0;
    for (int j = 0; j < body::kJointCount; ++j) most = std::max(most, combined(i, j));
    return most;
}

Cause Quality::strongest(std::size_t i, int joint) const {
    const auto& v = values_[i][std::size_t(joint)];
    return Cause(std::max_element(v.begin(), v.end()) - v.begin());
}

void Quality::raise(Cause cause, std::size_t i, int joint, double value) {
    float& v = values_[i][std::size_t(joint)][std::size_t(cause)];
    if (value > v) v = std::min(float(value), kWorst);
}

void Quality::raiseAll(Cause cause, std::size_t i, double value) {
    for (int j = 0; j < body::kJointCount; ++j) raise(cause, i, j, value);
}

void Quality::mergeWith(const Quality& other) {
    for (std::size_t i = 0; i < std::min(values_.size(), other.values_.size()); ++i)
        for (std::size_t j = 0; j < values_[i].size(); ++j)
            for (std::size_t c = 0; c < kCauseCount; ++c) values_[i][j][c] = std::max(values_[i][j][c], other.values_[i][j][c]);
}

Result<Quality> measureQuality(const body::MotionClip& clip, const body::BodyModel& body, const track::PersonTrack* track) {
    const std::size_t cameras = clip.camFromWorld.size();
    if (cameras > 1 && cameras != clip.frames.size())
        return fail(ErrorCode::InvalidInput, std::to_string(cameras) + " camera poses for " + std::to_string(clip.frames.size()) + " frames");
    if (clip.frames.empty()) return Quality();
    if (!clip.betas.allFinite()) return fail(ErrorCode::InvalidInput, "the shape of the body is not finite");
    if (cameras == 0) return measured(clip, body, nullptr);
    Quality q = measured(clip, body, track);
    if (!posesDisagree(clip)) return q;
    // One of the poses was changed alone: each is judged by everything.
    q.mergeWith(measured(seenFromCamera(clip, body), body, nullptr));
    if (track) {
        Quality pictured(clip.frames.size(), clip.frames.front().frame);
        const auto back = seenFromWorld(clip, body);
        addPicture(back, body, clipMotion(back, body), *track, pictured);
        q.mergeWith(pictured);
    }
    return q;
}

}  // namespace ropetp::review
