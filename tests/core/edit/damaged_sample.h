#pragma once

#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "edit/fix_edits.h"
#include "edit/pose_tools.h"
#include "edit/solve_edits.h"
#include "io/truth_npz.h"
#include "jobs/solve_pipeline.h"
#include "metrics/pose_error.h"

#include <algorithm>
#include <filesystem>

/// The built-in sample, solved; ways in which a solve goes wrong; and how far it is from the truth.
namespace ropetp::testing {

/// One of the faults that animators meet, on frames of the video.
struct Damage {
    const char* name;
    FrameRange frames;
    edit::JointSet joints;     ///< what a user would fix
    bool place;
    edit::Falloff reach;
    std::vector<FrameIndex> fixes;
    void (*act)(body::MotionClip& clip, std::size_t first, std::size_t end);
};

inline void swapLegs(body::MotionClip& clip, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) clip.frames[i].poseInCam = edit::swappedSides(clip.frames[i].poseInCam, edit::jointsOf(edit::Limb::LeftLeg));
}
inline void twistArm(body::MotionClip& clip, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
        auto& turns = clip.frames[i].poseInCam.axisAngleRad;
        turns[16] = axisAngleFromMatrix(matrixFromAxisAngle(turns[16]) * matrixFromAxisAngle({1.4, 0.9, 0.8}));
        turns[18] = axisAngleFromMatrix(matrixFromAxisAngle(turns[18]) * matrixFromAxisAngle({1.0, 0, 0}));
    }
}
inline void drop(body::MotionClip& clip, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) clip.frames[i].poseInCam = clip.frames[first - 1].poseInCam;
}

inline FrameRange frames(std::int64_t first, std::int64_t end) { return {FrameIndex(first), FrameIndex(end)}; }

/// Three faults, a fix each, inside frames 0 to 119 of the sample.
inline std::vector<Damage> damages() {
    using edit::Limb;
    const auto legs = edit::jointsOf(Limb::LeftLeg) | edit::jointsOf(Limb::RightLeg);
    return {{"legs swapped, 20 frames", frames(15, 35), legs, false, {0.5, 0.5}, {FrameIndex(25)}, swapLegs},
            {"arm twisted, 15 frames", frames(48, 63), edit::jointsOf(Limb::LeftArm), false, {0.5, 0.5}, {FrameIndex(55)}, twistArm},
            {"held still, 30 frames", frames(80, 110), edit::wholeBody(), true, {0.6, 0.6}, {FrameIndex(95)}, drop}};
}

inline void damage(body::MotionClip& clip, const Damage& d) {
    const auto first = clip.find(d.frames.first), last = clip.find(d.frames.end.previous());
    if (first < 1 || last < 0) return;
    d.act(clip, std::size_t(first), std::size_t(last) + 1);
}

/// World poses of a damaged clip: the camera's, seen from the world.
inline std::shared_ptr<const body::MotionClip> damaged(const body::MotionClip& clip, const body::BodyModel& body, const std::vector<Damage>& all) {
    auto out = std::make_shared<body::MotionClip>(clip);
    for (const Damage& d : all) damage(*out, d);
    const auto rest = body.restJoints(out->betas);
    for (std::size_t i = 0; i < out->frames.size(); ++i)
        out->frames[i].poseInWorld = body::transformed(out->frames[i].poseInCam, out->camFromWorldAt(i).inverse(), rest);
    return out;
}

/// MPJPE against the truth on the frames of a range, millimetres; -1 where there is none.
inline double errorMm(const body::MotionClip& clip, const body::BodyModel& body, const io::Truth& truth, FrameRange range) {
    const auto rest = body.restJoints(clip.betas);
    std::vector<body::JointPositions> predicted, known;
    for (std::size_t k = 0; k < truth.frameIds.size(); ++k) {
        const FrameIndex f(truth.frameIds[k]);
        const auto i = clip.find(f);
        if (!range.contains(f) || i < 0) continue;
        predicted.push_back(body::jointPositions(rest, clip.frames[std::size_t(i)].poseInCam));
        known.push_back(truth.jointsInCam[k]);
    }
    const auto e = metrics::poseError(predicted, known, truth.jointMask);
    return e ? e->mpjpeMm : -1;
}

/// The largest way of a joint between two clips over the frames for which `counts`, millimetres in the camera's space.
template <class Counts>
double movedMm(const body::MotionClip& a, const body::MotionClip& b, const body::BodyModel& body, Counts counts) {
    const auto rest = body.restJoints(a.betas);
    double worst = 0;
    for (std::size_t i = 0; i < a.frames.size(); ++i)
        if (counts(a.frames[i].frame))
            worst = std::max(worst, (body::jointPositions(rest, a.frames[i].poseInCam) - body::jointPositions(rest, b.frames[i].poseInCam)).rowwise().norm().maxCoeff());
    return 1000 * worst;
}

inline bool isDamaged(const std::vector<Damage>& all, FrameIndex f) {
    return std::any_of(all.begin(), all.end(), [&](const Damage& d) { return d.frames.contains(f); });
}

/// Frames of the sample solved as a user would. Takes about a second for 3 frames.
inline Result<edit::Scene> solvedSample(const std::filesystem::path& folder, FrameRange range) {
    jobs::SolveRequest request;
    request.video = folder / "walk.mp4";
    request.persons = jobs::SolveRequest::Persons::Largest;
    request.frames = range;
    request.body = body::mannequin();
    NullJobControl job;
    auto outcome = jobs::solve(request, job, nullptr);
    if (!outcome) return fail(outcome.error());
    edit::Scene scene;
    scene.body = request.body;
    if (auto ok = edit::commitSolve(outcome->tracks, outcome->clips, outcome->ground, {})->apply(scene); !ok) return fail(ok.error());
    return scene;
}

/// The scene with a damaged solve of the same person.
inline Result<edit::Scene> damagedScene(const edit::Scene& solved, const std::vector<Damage>& all) {
    edit::Scene scene = solved;
    const auto& clip = *scene.clips.begin()->second;
    if (auto ok = edit::commitSolve(scene.tracks, {damaged(clip, *scene.body, all)}, scene.ground, {})->apply(scene); !ok) return fail(ok.error());
    return scene;
}

}  // namespace ropetp::testing
