#pragma once

#include "../trajectory/stick_body.h"
#include "edit/scene.h"
#include "trajectory/ground.h"
#include "trajectory/raw_solver.h"
#include "trajectory/world_frame.h"

/// A scene with three tracked persons, two of them solved over the same floor.
namespace ropetp::testing {

inline track::Observation observation(double x, float score) {
    track::Observation o;
    o.box = {x, 50, 80, 200};
    o.boxScore = score;
    o.landmarks.emplace();
    o.landmarks->score = score;
    for (int i = 0; i < track::kLandmarkCount; ++i) o.landmarks->px[i] = Eigen::Vector2f(float(x) + float(i), 60.f + float(i));
    return o;
}

inline track::PersonTrack track(int id, int first, int end, double x) {
    track::PersonTrack t;
    t.id = PersonId(id);
    for (int f = first; f < end; ++f) t.observations[FrameIndex(f)] = observation(x + f, 0.5f + 0.01f * float(id));
    return t;
}

inline std::shared_ptr<const body::MotionClip> solvedClip(int id, const trajectory::GroundPlane& plane, Eigen::Vector2d startXZ,
                                                          const body::BodyModel& model,
                                                          std::optional<Eigen::Isometry3d> camFromWorld = std::nullopt) {
    auto clip = clipSeenBy(tiltedCamera(1.4, 0.1, 0.02), walk(model, 40, startXZ, 0.3), model);
    clip.person = PersonId(id);
    clip.camFromWorld = {camFromWorld ? *camFromWorld
                                      : trajectory::camFromWorld(plane, *trajectory::firstPelvisInCam(clip, model))};
    NullJobControl job;
    const auto solved = trajectory::RawSolver().solve(clip, model, job);
    if (!solved) return nullptr;
    return std::make_shared<const body::MotionClip>(std::move(clip));
}

/// The floor of tiltedCamera(1.4, 0.1, 0.02).
inline trajectory::GroundPlane sampleFloor() {
    const auto camFromFloor = tiltedCamera(1.4, 0.1, 0.02);
    trajectory::GroundPlane g;
    g.upInCam = camFromFloor.linear().col(1);
    g.offsetM = 1.4;
    g.confidence = 0.8;
    g.pivotInCam = camFromFloor * Eigen::Vector3d(0.2, 0, -5);
    return g;
}

inline edit::Scene sampleScene() {
    edit::Scene s;
    auto video = std::make_shared<media::VideoInfo>();
    video->width = 1280;
    video->height = 720;
    for (int i = 0; i < 40; ++i) video->ptsSec.push_back(i / 30.0);
    s.video = video;
    static const auto body = stickBody();
    s.body = body;
    track::TrackSet tracks;
    tracks.persons = {track(1, 0, 40, 100), track(2, 5, 20, 400), track(4, 25, 40, 420)};
    tracks.persons[0].name = "Ada";
    tracks.cuts = {FrameIndex(22)};
    s.tracks = std::make_shared<const track::TrackSet>(tracks);
    s.ground = sampleFloor();
    const auto first = solvedClip(1, s.ground, {0, -5}, *s.body);
    s.clips[PersonId(1)] = first;
    s.clips[PersonId(2)] = solvedClip(2, s.ground, {0.9, -6}, *s.body, first->camFromWorld.front());
    s.notices = {{edit::Notice::Kind::PersonLost, "person 2 is lost on frame 20"}};
    return s;
}

/// An equal scene that shares nothing mutable: changes through pointers would show.
inline edit::Scene deepCopy(const edit::Scene& s) {
    edit::Scene c = s;
    if (s.tracks) c.tracks = std::make_shared<const track::TrackSet>(*s.tracks);
    for (auto& [id, clip] : c.clips) clip = std::make_shared<const body::MotionClip>(*clip);
    return c;
}

}  // namespace ropetp::testing
