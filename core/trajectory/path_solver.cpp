#include "trajectory/path_solver.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "trajectory/leg_bend.h"
#include "trajectory/standing_feet.h"
#include "trajectory/world_frame.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

/// Which foot points stand on the clip's frames, as far as the network and the way that was solved tell.
ContactPath contactsOnTheWay(const body::MotionClip& clip, const body::JointPositions& rest, ContactPath contacts) {
    FootPath feet;
    std::vector<double> timeSec;
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        feet.push_back(footPoints(rest, clip.frames[i].poseInWorld));
        timeSec.push_back(clip.frames[i].ptsSec);
        if (!clip.frames[i].visible) contacts[i].fill(0);
    }
    settleContacts(feet, timeSec, contacts);
    return contacts;
}

/// Foot points where the camera saw them.
FootPath seenFeet(const BodyTrack& track) {
    FootPath feet(track.frames.size());
    for (std::size_t i = 0; i < feet.size(); ++i)
        for (std::size_t k = 0; k < kContactValues; ++k) feet[i][k] = track.rawPelvisM[i] + track.frames[i].joints.row(kFootJoints[k]).transpose();
    return feet;
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
    const bool sees = method_.trustsCamera && clip.cameraKind == body::CameraKind::Static;
    if (sees) judgeBySight(seenFeet(track), clip.camFromWorldAt(0).inverse().translation(), 1 / kDenoiserFps, path->contacts);
    standAsSaid(track, control_, facts->evidence, *path);
    if (control_.levelFloor) settleOnFloor(track, pinFacts(track, control_), control_.floorHeightM, sees, *path);

    ContactPath contacts;
    const body::JointPositions rest = body.restJoints(clip.betas);
    const bool moving = clip.cameraKind == body::CameraKind::Estimated && clip.camFromWorld.size() == clip.frames.size();
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        auto& f = clip.frames[i];
        const double index = (f.ptsSec - track.startSec) * kDenoiserFps;
        const Eigen::Vector3d pelvis = valueAt(path->rootM, index);
        f.poseInWorld.translationM = pelvis - rest.row(0).transpose();
        contacts.push_back(valueAt(path->contacts, index));
        if (moving) {
            const Eigen::Vector3d seen = rest.row(0).transpose() + f.poseInCam.translationM;
            clip.camFromWorld[i].translation() = seen - clip.camFromWorld[i].linear() * pelvis;
        }
    }
    contacts = contactsOnTheWay(clip, rest, std::move(contacts));
    for (std::size_t i = 0; i < contacts.size(); ++i) clip.frames[i].contacts = contacts[i];
    const auto known = contactsAsSaid(control_, clip.frames);
    if (lockFeet_) lockFeet(clip, rest, known);
    job.report(1.0);
    return {};
}

}  // namespace ropetp::trajectory
