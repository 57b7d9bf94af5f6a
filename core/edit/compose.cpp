#include "edit/compose.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "edit/apply_tool.h"
#include "edit/world_layer_p.h"

#include <algorithm>

namespace ropetp::edit {
namespace {

bool same(const body::Pose& a, const body::Pose& b) { return a.axisAngleRad == b.axisAngleRad && a.translationM == b.translationM; }

void applyFixes(const FixCluster& cluster, const Propagation* solved, body::MotionClip& clip) {
    const std::size_t first = std::size_t(clip.find(cluster.range.first));
    const std::span frames(clip.frames.data() + first, std::size_t(cluster.range.size()));
    const auto poses = pose::interpolateHeld(frames, heldPoses(cluster, clip));
    for (std::size_t i = 0; i < frames.size(); ++i) {
        frames[i].poseInCam = poses[i];
        if (!solved) continue;
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            if (!solved->joints[j]) continue;
            frames[i].poseInCam.axisAngleRad[j] = solved->poseInCam[i].axisAngleRad[j];
            frames[i].confidence[j] = solved->confidence[i][j];
        }
        if (solved->place) frames[i].poseInCam.translationM = solved->poseInCam[i].translationM;
    }
    for (const Fix& fix : cluster.fixes) {
        body::MotionFrame& f = clip.frames[std::size_t(clip.find(fix.frame))];
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            if (!fix.joints[j]) continue;
            f.poseInCam.axisAngleRad[j] = fix.poseInCam.axisAngleRad[j];
            f.confidence[j] = 1;   // the user said so
        }
        if (fix.place) f.poseInCam.translationM = fix.poseInCam.translationM;
    }
}

}  // namespace

Eigen::Isometry3d worldFromCamOf(const body::Pose& inCam, const body::Pose& inWorld, const Eigen::Vector3d& pelvisRest) {
    Eigen::Isometry3d m = Eigen::Isometry3d::Identity();
    m.linear() = matrixFromAxisAngle(inWorld.axisAngleRad[0]) * matrixFromAxisAngle(inCam.axisAngleRad[0]).transpose();
    m.translation() = pelvisRest + inWorld.translationM - m.linear() * (pelvisRest + inCam.translationM);
    return m;
}

Eigen::Isometry3d worldFromCamOf(const body::MotionFrame& frame, const Eigen::Vector3d& pelvisRest) { return worldFromCamOf(frame.poseInCam, frame.poseInWorld, pelvisRest); }

std::vector<pose::HeldPose> heldPoses(const FixCluster& cluster, const body::MotionClip& clip) {
    std::vector<pose::HeldPose> held;
    for (const Fix& f : cluster.fixes)
        held.push_back({f.frame, clip.frames[std::size_t(clip.find(f.frame))].ptsSec, f.joints, f.place, f.poseInCam, f.falloff.beforeSec, f.falloff.afterSec});
    return held;
}

Result<std::shared_ptr<const body::MotionClip>> compose(const PersonLayers& layers, const body::BodyModel* body) {
    if (!layers.raw || layers.raw->frames.empty()) return fail(ErrorCode::InvalidInput, "the person is not solved");
    const auto clusters = fixClusters(layers);
    std::vector<FrameRange> reaches;
    for (const FixCluster& c : clusters) reaches.push_back(c.range);
    for (const RangeTool& tool : layers.tools)
        if (const FrameRange r = reachOf(tool, *layers.raw); r.size() > 0) reaches.push_back(r);
    if (reaches.empty() && !editsWorld(layers)) return layers.raw;
    if (!body) return fail(ErrorCode::InvalidInput, "the scene has motion but no body model");
    auto clip = std::make_shared<body::MotionClip>(*layers.raw);
    for (const FixCluster& c : clusters) applyFixes(c, propagationOf(layers, c), *clip);
    for (const RangeTool& tool : layers.tools) applyTool(tool, layers, *body, *clip);
    layWorld(layers, reaches, *body, *clip);
    if (const SolvedTrajectory* way = trajectoryOver(layers)) {
        // "fit 1.0 + traj-denoiser 1.0": the trajectory solver's name is the last part.
        const auto last = clip->source.rfind(" + ");
        clip->source = (last == std::string::npos ? clip->source : clip->source.substr(0, last)) + " + " + way->solver;
    }
    if (!reaches.empty() || !layers.trajectory.isEmpty()) clip->source += " + edited";
    return clip;
}

void moveTrajectory(PersonLayers& layers, const Eigen::Isometry3d& newFromOld, const body::BodyModel& body) {
    const auto move = [&](TrajectoryEdits& edits) {
        for (TrajectoryPin& p : edits.pins) p.pelvisM = newFromOld * p.pelvisM;
        for (Eigen::Vector2d& p : edits.floorLineM) {
            const Eigen::Vector3d moved = newFromOld * Eigen::Vector3d(p.x(), 0, p.y());
            p = {moved.x(), moved.z()};
        }
    };
    move(layers.trajectory);
    if (!layers.solvedTrajectory || !layers.raw) return;
    auto moved = std::make_shared<SolvedTrajectory>(*layers.solvedTrajectory);
    move(moved->edits);
    const auto rest = body.restJoints(layers.raw->betas);
    for (body::Pose& p : moved->poseInWorld) p = body::transformed(p, newFromOld, rest);
    const Eigen::Isometry3d oldFromNew = newFromOld.inverse();
    for (Eigen::Isometry3d& m : moved->camFromWorld) m = m * oldFromNew;
    layers.solvedTrajectory = std::move(moved);
}

Result<void> putLayers(Scene& scene, PersonId person, std::shared_ptr<const PersonLayers> layers) {
    if (!layers || !layers->raw) {
        scene.clips.erase(person);
    } else {
        auto clip = compose(*layers, scene.body.get());
        if (!clip) return fail(clip.error());
        scene.clips[person] = *clip;
    }
    if (layers) scene.layers[person] = std::move(layers);
    else scene.layers.erase(person);
    return {};
}

FrameRange touchedFrames(const PersonLayers& layers) {
    FrameRange all;
    if (!layers.raw || layers.raw->frames.empty()) return all;
    const auto& frames = layers.raw->frames;
    const auto add = [&](FrameRange r) {
        if (r.size() < 1) return;
        std::size_t first = std::size_t(layers.raw->find(r.first)), end = first + std::size_t(r.size());
        const double from = frames[first].ptsSec, to = frames[end - 1].ptsSec;
        while (first > 0 && from - frames[first - 1].ptsSec <= kContactReachSec) --first;
        while (end < frames.size() && frames[end].ptsSec - to <= kContactReachSec) ++end;
        const FrameRange wide{frames[first].frame, frames[end - 1].frame.next()};
        all = all.size() < 1 ? wide : FrameRange{std::min(all.first, wide.first), std::max(all.end, wide.end)};
    };
    for (const FixCluster& c : fixClusters(layers)) add(c.range);
    for (const RangeTool& tool : layers.tools) add(reachOf(tool, *layers.raw));
    return all;
}

std::optional<FrameRange> changedFrames(const body::MotionClip& a, const body::MotionClip& b, std::optional<FrameRange> within) {
    if (a.frames.size() != b.frames.size() || a.frames.empty() || a.frames.front().frame != b.frames.front().frame) return std::nullopt;
    const auto differs = [&](std::size_t i) {
        const auto &x = a.frames[i], &y = b.frames[i];
        return !same(x.poseInCam, y.poseInCam) || !same(x.poseInWorld, y.poseInWorld) || x.contacts != y.contacts || x.confidence != y.confidence;
    };
    std::size_t first = 0, end = a.frames.size();
    if (within) {
        if (within->size() < 1) return FrameRange{};
        first = std::size_t(a.find(within->first));
        end = first + std::size_t(within->size());
    }
    while (first < end && !differs(first)) ++first;
    if (first == end) return FrameRange{};
    while (!differs(end - 1)) --end;
    return FrameRange{a.frames[first].frame, a.frames[end - 1].frame.next()};
}

}  // namespace ropetp::edit
