#include "trajectory/path_solver.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "trajectory/leg_bend.h"
#include "trajectory/world_frame.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

constexpr float kOn = 0.6f, kOff = 0.4f;   ///< contact probabilities: hysteresis

/// Above 0.5 while a contact lasts, below it else, whatever the probability does in between.
void applyHysteresis(std::vector<body::MotionFrame>& frames) {
    for (std::size_t k = 0; k < kContactValues; ++k) {
        bool on = false;
        for (auto& f : frames) {
            float& p = f.contacts[k];
            on = f.visible && (on ? p > kOff : p > kOn);
            p = on ? std::max(p, 0.51f) : std::min(p, 0.49f);
            if (!f.visible) p = 0;
        }
    }
}

/// A foot point that goes on with the body does not stand, whatever the body's motion looked like: where the legs' swing was not
/// seen, the network takes gliding for standing.
void dropGliding(std::vector<body::MotionFrame>& frames, const body::JointPositions& rest) {
    constexpr double kReachSec = 0.25, kGlides = 0.5;   // m/s
    FootPath feet;
    for (const auto& f : frames) feet.push_back(footPoints(rest, f.poseInWorld));
    const auto before = frames;
    for (std::size_t k = 0; k < kContactValues; ++k) {
        // Only within a contact: before and after it a foot that does stand moves.
        const auto stands = [&](std::size_t i) { return before[i].contacts[k] > 0.5f; };
        for (std::size_t i = 0; i < frames.size(); ++i) {
            if (!stands(i)) continue;
            std::size_t a = i, b = i;
            while (a > 0 && stands(a - 1) && frames[i].ptsSec - frames[a - 1].ptsSec <= kReachSec) --a;
            while (b + 1 < frames.size() && stands(b + 1) && frames[b + 1].ptsSec - frames[i].ptsSec <= kReachSec) ++b;
            const double sec = frames[b].ptsSec - frames[a].ptsSec, way = std::hypot(feet[b][k].x() - feet[a][k].x(), feet[b][k].z() - feet[a][k].z());
            if (way > kGlides * std::max(sec, kReachSec)) frames[i].contacts[k] = 0.2f;
        }
    }
}

/// What the user says of the contacts, put into the frames.
std::vector<FootKnowledge> contactsAsSaid(const PathControl& control, std::vector<body::MotionFrame>& frames) {
    std::vector<FootKnowledge> known(control.contacts.empty() ? 0 : frames.size());
    for (const PathContact& c : control.contacts)
        for (std::size_t i = 0; i < frames.size(); ++i) {
            if (frames[i].ptsSec < c.fromSec || frames[i].ptsSec >= c.untilSec) continue;
            frames[i].contacts[std::size_t(c.point)] = c.stands ? 1 : 0;
            known[i].said[std::size_t(c.point)] = c.stands;
        }
    return known;
}

}  // namespace

Result<void> PathSolver::solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) {
    if (auto good = checkForTrajectory(clip); !good) return good;
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    if (isCameraMeasured(clip))
        for (std::size_t i = 0; i < clip.frames.size(); ++i) clip.camFromWorld[i].translation() = -(clip.camFromWorld[i].linear() * clip.measuredCameraM[i]);
    placeInWorld(clip, body);
    const BodyTrack track = bodyTrack(clip, body, method_.condition);
    auto facts = pathFacts(clip, track, control_, method_.trustsCamera);
    if (!facts) return fail(facts.error());
    JobSlice sampling(job, 0, 0.9);
    auto path = method_.path(track, *facts, sampling);
    if (!path) return fail(path.error());
    // A loop or a line to follow is told by the path itself: once it is known how far it goes, it is walked again.
    if (auto shape = shapeFacts(path->rootM, control_); !shape.empty()) {
        facts->evidence.insert(facts->evidence.end(), shape.begin(), shape.end());
        path = method_.path(track, *facts, sampling);
        if (!path) return fail(path.error());
    }
    standAsSaid(track, control_, facts->evidence, *path);
    if (control_.levelFloor) settleOnFloor(track, pinFacts(track, control_), control_.floorHeightM, *path);

    const body::JointPositions rest = body.restJoints(clip.betas);
    const bool moving = clip.cameraKind == body::CameraKind::Estimated && clip.camFromWorld.size() == clip.frames.size();
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        auto& f = clip.frames[i];
        const double index = (f.ptsSec - track.startSec) * kDenoiserFps;
        const Eigen::Vector3d pelvis = valueAt(path->rootM, index);
        f.poseInWorld.translationM = pelvis - rest.row(0).transpose();
        f.contacts = valueAt(path->contacts, index);
        if (moving) {
            const Eigen::Vector3d seen = rest.row(0).transpose() + f.poseInCam.translationM;
            clip.camFromWorld[i].translation() = seen - clip.camFromWorld[i].linear() * pelvis;
        }
    }
    applyHysteresis(clip.frames);
    if (facts->slowStepSigmaM > 0) dropGliding(clip.frames, rest);
    const auto known = contactsAsSaid(control_, clip.frames);
    if (lockFeet_) lockFeet(clip, rest, known);
    job.report(1.0);
    return {};
}

}  // namespace ropetp::trajectory
