#pragma once

#include "tests/core/edit/damaged_sample.h"

#include <QTest>

#include <limits>

/// Clips whose solves are damaged in three ways and put right again with a fix for each: the built-in sample and real recordings.
namespace ropetp::testing {

/// What a user who looks at the footage does: the legs change places on one frame; on another the arm is taken from a good frame
/// near by, and joints are dragged to where they are seen; on a third the whole body is, or what the video tells of it is taken.
struct MendedClip {
    const char* name;
    std::filesystem::path video, truth;       ///< no truth: the undamaged solve is what is to be found again
    FrameRange range;                         ///< of the video, solved
    std::int64_t legs, arm, held;             ///< first frames of the faults of 20, 15 and 30 frames
    std::int64_t armFrom;                     ///< a good frame whose pose is copied
    std::int64_t heldFrom;                    ///< as well, mirrored: half a step away; -1: "Pose from the video", which needs no drag

    bool isHere() const { return std::filesystem::exists(video) && (truth.empty() || std::filesystem::exists(truth)); }
    std::vector<Damage> damages() const {
        std::vector<Damage> all = testing::damages();
        const std::array<std::int64_t, 3> starts = {legs, arm, held};
        for (std::size_t k = 0; k < all.size(); ++k) {
            const std::int64_t shift = starts[k] - all[k].frames.first.value;
            all[k].frames = frames(all[k].frames.first.value + shift, all[k].frames.end.value + shift);
            for (FrameIndex& f : all[k].fixes) f = FrameIndex(f.value + shift);
        }
        return all;
    }
    FrameIndex fixOf(std::size_t damage) const { return damages()[damage].fixes.front(); }
};

inline MendedClip builtInSample() {
    const auto folder = std::filesystem::path(ROPETP_SOURCE_DIR) / "resources" / "sample";
    return {"built-in sample", folder / "walk.mp4", folder / "walk.truth.npz", frames(0, 120), 15, 48, 80, 44, 112};
}
/// A man who balances on one leg, 60 frames/s, with an independent reference of 12 joints.
inline MendedClip balancing() {
    const auto folder = std::filesystem::path(ROPETP_SHARED_DIR) / "data" / "gt3d" / "pose2sim";
    return {"pose2sim cam04", folder / "single" / "cam04.mp4", folder / "cam04_truth.npz", frames(0, 100), 12, 40, 64, 37, -1};
}
/// Jumping jacks; nobody knows the truth.
inline MendedClip jumping() {
    return {"romp_sample_video2", std::filesystem::path(ROPETP_SHARED_DIR) / "data" / "video" / "romp_sample_video2.mp4", {}, frames(0, 120), 15, 48, 80, 44, -1};
}

/// What a mended clip is measured against: its truth file, or else the undamaged solve.
inline Result<io::Truth> referenceOf(const MendedClip& clip, const body::MotionClip& undamaged, const body::BodyModel& body) {
    if (!clip.truth.empty()) return io::readTruthNpz(clip.truth);
    io::Truth r;
    const auto rest = body.restJoints(undamaged.betas);
    for (const auto& f : undamaged.frames) {
        r.frameIds.push_back(f.frame.value);
        r.jointsInCam.push_back(body::jointPositions(rest, f.poseInCam));
    }
    r.jointMask.fill(true);
    r.k = undamaged.camera.matrix();
    return r;
}

/// The joints that are dragged, in this order.
inline std::vector<body::Joint> draggedArm() { return {body::Joint::LeftElbow, body::Joint::LeftWrist}; }
inline std::vector<body::Joint> draggedBody() {
    using enum body::Joint;
    return {Pelvis, LeftKnee, LeftAnkle, RightKnee, RightAnkle, LeftElbow, LeftWrist, RightElbow, RightWrist};
}

/// Where the footage shows a joint, pixels. A reference without a pelvis tells where the hips are: it goes along with them.
/// @param now  the body's joints on that frame as they lie before the drag, camera space. NaN where nobody knows.
inline Eigen::Vector2d seenPx(const io::Truth& reference, FrameIndex frame, body::Joint joint, const body::JointPositions& now) {
    constexpr int kHips[] = {1, 2};
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    const auto k = std::size_t(std::find(reference.frameIds.begin(), reference.frameIds.end(), frame.value) - reference.frameIds.begin());
    if (k >= reference.frameIds.size()) return {nan, nan};
    const auto px = [&](const Eigen::Vector3d& p) { return Eigen::Vector2d((reference.k * p).hnormalized()); };
    const auto& there = reference.jointsInCam[k];
    const auto j = Eigen::Index(joint);
    if (reference.jointMask[std::size_t(j)]) return px(there.row(j).transpose());
    if (joint != body::Joint::Pelvis) return {nan, nan};
    const Eigen::Vector3d seen = (there.row(kHips[0]) + there.row(kHips[1])).transpose() / 2;
    const Eigen::Vector3d offset = now.row(0).transpose() - (now.row(kHips[0]) + now.row(kHips[1])).transpose() / 2;
    return px(seen + offset);
}

/// How far a clip is from a reference where it was damaged, and what happened elsewhere.
struct MendedError {
    struct Stretch { const char* name; double undamagedMm, damagedMm, fixedMm; };
    std::vector<Stretch> stretches;
    double othersMovedMm = 0;   ///< the largest way of a joint on a frame that was not damaged
};

/// What a stretch may be off after its fix: 1.3 times the undamaged solve; where that is the reference itself, a third of the damage.
inline double mostAfterFixing(const MendedClip& clip, const MendedError::Stretch& s) {
    return clip.truth.empty() ? s.damagedMm / 3 : 1.3 * s.undamagedMm;
}

inline MendedError measureMended(const MendedClip& clip, const io::Truth& reference, const body::BodyModel& body, const body::MotionClip& undamaged,
                                 const body::MotionClip& damaged, const body::MotionClip& fixed) {
    MendedError e;
    const auto all = clip.damages();
    for (const Damage& d : all)
        e.stretches.push_back({d.name, errorMm(undamaged, body, reference, d.frames), errorMm(damaged, body, reference, d.frames), errorMm(fixed, body, reference, d.frames)});
    e.othersMovedMm = movedMm(fixed, undamaged, body, [&](FrameIndex f) { return !isDamaged(all, f); });
    return e;
}

/// Prints the figures, and holds them against the acceptance.
inline void checkMended(const MendedClip& clip, const MendedError& e) {
    for (const auto& s : e.stretches) {
        qInfo("%s, %s: undamaged %.1f, damaged %.1f, fixed %.1f mm", clip.name, s.name, s.undamagedMm, s.damagedMm, s.fixedMm);
        QVERIFY2(s.damagedMm > std::max(20.0, 1.5 * s.undamagedMm), s.name);
        QVERIFY2(s.fixedMm <= mostAfterFixing(clip, s), s.name);
    }
    qInfo("%s: undamaged frames moved by at most %.2f mm", clip.name, e.othersMovedMm);
    QVERIFY2(e.othersMovedMm < 5, clip.name);
}

}  // namespace ropetp::testing
