#include "trajectory/path_solver.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "trajectory/foot_lock.h"
#include "trajectory/foot_points.h"
#include "trajectory/world_frame.h"

#include <algorithm>

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

/// Bends the legs of all frames so that feet that stand keep their place.
void lockFeet(body::MotionClip& clip, const body::JointPositions& rest) {
    FootPath feet;
    std::vector<std::array<float, kContactValues>> contacts;
    for (const auto& f : clip.frames) {
        const auto joints = body::jointPositions(rest, f.poseInWorld);
        feet.emplace_back();
        for (std::size_t k = 0; k < kContactValues; ++k) feet.back()[k] = joints.row(kFootJoints[k]).transpose();
        contacts.push_back(f.contacts);
    }
    const auto offsets = footLockOffsets(feet, contacts, clip.fps);
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        auto& pose = clip.frames[i].poseInWorld;
        const auto frames = body::jointFrames(rest, pose);
        for (int side = 0; side < 2; ++side) {
            const Eigen::Vector3d &offset = offsets[i][std::size_t(2 * side)], &footOffset = offsets[i][std::size_t(2 * side + 1)];
            if (offset.norm() + footOffset.norm() < 1e-5) continue;
            const std::size_t hip = std::size_t(1 + side), knee = hip + 3, ankle = hip + 6, foot = hip + 9;
            const auto at = [&](std::size_t j) { return Eigen::Vector3d(frames[j].translation()); };
            const auto [newKnee, newAnkle] = twoBones(at(hip), at(knee), at(ankle), at(ankle) + offset);
            const auto turned = [&](std::size_t j, const Eigen::Vector3d& before, const Eigen::Vector3d& after) {
                return Eigen::Matrix3d(Eigen::Quaterniond::FromTwoVectors(before, after).toRotationMatrix() * frames[j].linear());
            };
            const Eigen::Matrix3d thigh = turned(hip, at(knee) - at(hip), newKnee - at(hip)), shin = turned(knee, at(ankle) - at(knee), newAnkle - newKnee);
            const Eigen::Matrix3d sole = turned(ankle, at(foot) - at(ankle), at(foot) + footOffset - newAnkle);
            pose.axisAngleRad[hip] = axisAngleFromMatrix(frames[0].linear().transpose() * thigh);
            pose.axisAngleRad[knee] = axisAngleFromMatrix(thigh.transpose() * shin);
            pose.axisAngleRad[ankle] = axisAngleFromMatrix(shin.transpose() * sole);
        }
    }
}

}  // namespace

Result<void> PathSolver::solve(body::MotionClip& clip, const body::BodyModel& body, JobControl& job) {
    if (auto good = checkForTrajectory(clip); !good) return good;
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    placeInWorld(clip, body);
    const BodyTrack track = bodyTrack(clip, body, method_.condition);
    auto facts = pathFacts(clip, track, control_, method_.trustsCamera);
    if (!facts) return fail(facts.error());
    JobSlice sampling(job, 0, 0.9);
    auto path = method_.path(track, *facts, sampling);
    if (!path) return fail(path.error());
    // A loop or a line to follow is told by the path itself: once it is known how far it goes, it is walked again.
    if (auto shape = shapeFacts(path->rootM, control_); !shape.empty()) {
        facts->insert(facts->end(), shape.begin(), shape.end());
        path = method_.path(track, *facts, sampling);
        if (!path) return fail(path.error());
    }
    if (control_.levelFloor) settleOnFloor(track, *facts, *path);

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
    if (lockFeet_) lockFeet(clip, rest);
    job.report(1.0);
    return {};
}

}  // namespace ropetp::trajectory
