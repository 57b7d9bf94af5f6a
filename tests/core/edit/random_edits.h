#pragma once

#include "edit/edit.h"
#include "edit/scene_compare.h"
#include "pose/landmark_fit.h"
#include "tests/core/pose/seen_walk.h"
#include "trajectory/raw_solver.h"
#include "trajectory/world_frame.h"

#include <map>
#include <random>

/// Sessions of random edits, of all kinds, on two people who walk.
namespace ropetp::test {

using namespace ropetp::edit;

inline constexpr int kFrames = 40;

inline std::shared_ptr<const body::MotionClip> solved(const SeenWalk& w, PersonId person) {
    NullJobControl job;
    auto clip = *pose::LandmarkFit(body::mannequin(), pose::PosePrior::anatomical()).estimate(w.footage(), job, {});
    clip.person = person;
    trajectory::GroundPlane floor;
    floor.offsetM = 1.5;
    clip.camFromWorld = {trajectory::camFromWorld(floor, *trajectory::firstPelvisInCam(clip, *body::mannequin()))};
    if (!trajectory::RawSolver().solve(clip, *body::mannequin(), job)) qFatal("no world");
    return std::make_shared<const body::MotionClip>(std::move(clip));
}

/// Two people who walk the same way, seen and solved.
inline Scene walkers() {
    const auto w = seenWalk(kFrames);
    Scene s;
    auto video = std::make_shared<media::VideoInfo>();
    video->width = 1280, video->height = 720;
    video->ptsSec = w.ptsSec;
    s.video = video;
    s.body = body::mannequin();
    s.ground.offsetM = 1.5;
    track::TrackSet tracks;
    for (const int id : {1, 2}) {
        tracks.persons.push_back(w.track);
        tracks.persons.back().id = PersonId(id);
        s.clips[PersonId(id)] = solved(w, PersonId(id));
    }
    s.tracks = std::make_shared<const track::TrackSet>(tracks);
    return s;
}

/// Any edit, most of them sensible.
class Dice {
  public:
    Dice(unsigned seed, const Scene& start) : random_(seed), start_(start) {}

    Command throwOne(const Scene& now) {
        const PersonId p = person(now);
        const FrameIndex f = frame();
        // Tools are worked out again by every edit: a session keeps a few.
        if (const auto layers = layersOf(now, p); layers && layers->tools.size() > 6) return command::RemoveTool{p, std::size_t(below(7))};
        switch (below(40)) {
        case 0: return command::SetFix{p, f, joints(), flip(), pose(), flip() ? std::optional<Falloff>(reach()) : std::nullopt};
        case 1: return command::RemoveFix{p, fixed(now, p), joints(), flip()};
        case 2: return command::SetFalloff{p, fixed(now, p), reach()};
        case 3: return command::MoveRoot{p, f, {real(-1, 1), real(-1, 1), real(3, 6)}};
        case 4: return command::DragJoint3d{p, f, joint(), {real(-1, 1), real(-1, 1), real(3, 6)}, options()};
        case 5: return command::DragJoint2d{p, f, joint(), {real(300, 900), real(100, 600)}, options()};
        case 6: return command::MirrorPose{p, f, joints()};
        case 7: return command::SwapLeftRight{p, f, joints()};
        case 8: return command::PastePose{p, f, joints(), flip(), pose()};
        case 9: return command::CopyPose{p, f, person(now), frame(), joints(), flip()};
        case 10: return command::AddTool{p, {range(), joints(), flip(), 0.05 * below(4), InterpolateTool{flip() ? InterpolateTool::Curve::Slerp : InterpolateTool::Curve::Bezier}}};
        case 11: return command::AddTool{p, {range(), joints(), flip(), 0.1, HoldTool{frame()}}};
        case 12: return command::AddTool{p, {range(), joints(), flip(), 0.1, TimeOffsetTool{real(-0.3, 0.3)}}};
        case 13: return command::AddTool{p, {range(), joints(), flip(), 0.1, SmoothTool{SmoothTool::Filter(below(3)), real(1, 10), flip() ? 2 : 4, 1, flip()}}};
        case 14: return command::AddTool{p, {range(), joints(), flip(), 0, RepairTool{}}};
        case 15: return command::AddTool{p, {range(), joints(), flip(), 0.1, TakeFromTool{start_.clips.begin()->second}}};
        case 16: return command::AddTool{p, {range(), joints(), false, 0, SwapSidesTool{}}};
        case 17: return command::RemoveTool{p, std::size_t(below(4))};
        case 18: return command::ResetToRaw{p, range(), joints(), flip()};
        case 19: return command::PropagateFixes{p, std::nullopt};
        case 20: return command::AdjustGround{real(-0.1, 0.1), real(-0.1, 0.1), real(-0.2, 0.2)};
        case 21: return command::SetFocal{flip() ? std::optional<double>(real(500, 1500)) : std::nullopt};
        case 22: return trackEdit(now, p, f);
        case 23: return command::SetMarker{f, flip() ? "look" : ""};
        case 24: return now.markers.empty() ? Command(command::RemoveMarker{f}) : Command(command::RemoveMarker{now.markers[std::size_t(below(int(now.markers.size())))].frame});
        case 25: return command::AcceptFrames{p, range(), real(0.1, 1)};
        case 26: return command::TakeBackAcceptance{p, range()};
        case 27: return command::SetTrajectoryPin{p, {f, {real(-2, 2), real(0.8, 1), real(-2, 2)}, flip() ? 0 : 0.1, flip()}};
        case 28: return command::RemoveTrajectoryPin{p, pinned(now, p)};
        case 29: return command::SetContact{p, {below(4), range(), flip()}};
        case 30: return command::ClearContacts{p, range(), flip() ? std::optional<int>(below(4)) : std::nullopt};
        case 31: return command::DrawFloorLine{p, flip() ? std::vector<Eigen::Vector2d>{{0, 0}, {real(1, 2), real(1, 2)}} : std::vector<Eigen::Vector2d>()};
        case 32: return command::CloseLoop{p, flip()};
        case 33: return command::SetFloorHeight{p, real(-0.2, 0.2), flip()};
        case 34: return command::SolveTrajectories{p, {flip() ? "feet" : "denoiser", 3, std::uint64_t(below(5))}};
        case 35: return put(now, p);
        case 36: return command::PoseFromVideo{p, f, joints(), flip()};
        default: return solve(now);
        }
    }

  private:
    int below(int n) { return int(random_() % unsigned(n)); }
    bool flip() { return below(2) == 0; }
    double real(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }
    FrameIndex frame() { return FrameIndex(below(kFrames)); }
    FrameRange range() {
        const int first = below(kFrames);
        return {FrameIndex(first), FrameIndex(first + 1 + below(15))};
    }
    PersonId person(const Scene& now) {
        if (now.clips.empty() || below(20) == 0) return PersonId(1 + below(3));
        return std::next(now.clips.begin(), below(int(now.clips.size())))->first;
    }
    FrameIndex fixed(const Scene& now, PersonId p) {
        const auto layers = layersOf(now, p);
        if (!layers || layers->fixes.empty()) return frame();
        return layers->fixes[std::size_t(below(int(layers->fixes.size())))].frame;
    }
    JointSet joints() { return flip() ? jointsOf(Limb(below(kLimbCount))) : JointSet(random_()); }
    body::Joint joint() { return body::Joint(below(body::kJointCount)); }
    IkOptions options() {
        IkOptions o{below(3) == 0, {}};
        if (o.wholeBody && flip()) o.pins = {joint(), joint()};
        return o;
    }
    Falloff reach() { return {real(0, 0.4), real(0, 0.4)}; }
    body::Pose pose() {
        body::Pose p = start_.clips.begin()->second->frames[std::size_t(below(kFrames))].poseInCam;
        for (auto& a : p.axisAngleRad) a += Eigen::Vector3d(real(-0.3, 0.3), real(-0.3, 0.3), real(-0.3, 0.3));
        return p;
    }
    FrameIndex pinned(const Scene& now, PersonId p) {
        const auto layers = layersOf(now, p);
        return !layers || layers->trajectory.pins.empty() ? frame() : layers->trajectory.pins[std::size_t(below(int(layers->trajectory.pins.size())))].frame;
    }
    /// The trajectory there is, as when another one of the same edits comes out of a job.
    Command put(const Scene& now, PersonId p) {
        const auto layers = layersOf(now, p);
        return command::PutTrajectory{{{p, layers ? layers->solvedTrajectory : nullptr}}};
    }
    Command trackEdit(const Scene& now, PersonId p, FrameIndex f) {
        switch (below(6)) {
        case 0: return command::SplitTrack{p, f};
        case 1: return command::MergeTracks{PersonId(1 + below(3)), PersonId(1 + below(4))};
        case 2: return command::SwapTracks{PersonId(1), PersonId(2), f};
        case 3: return command::SetBox{p, f, {real(0, 600), real(0, 300), 100, 200}, std::nullopt};
        case 4: return command::RenamePerson{p, "Ada " + std::to_string(below(100))};
        default: return now.tracks->persons.size() > 2 ? Command(command::RemoveTrack{now.tracks->persons.back().id}) : Command(command::RenamePerson{p, ""});
        }
    }
    /// Solves everybody again: the first ones' motion, some a little shorter, for whoever is tracked now.
    Command solve(const Scene& now) {
        command::CommitSolve c{nullptr, {}, start_.ground, {{Notice::Kind::Cut, "frame " + std::to_string(below(40))}}};
        for (const auto& p : now.tracks->persons) {
            auto clip = std::make_shared<body::MotionClip>(*start_.clips.begin()->second);
            clip->person = p.id;
            if (below(3) == 0) clip->frames.resize(std::size_t(25 + below(15)));
            c.clips.push_back(std::move(clip));
        }
        return c;
    }

    std::mt19937 random_;
    const Scene& start_;
};

inline Scene deepCopy(const Scene& s) {
    Scene c = s;
    if (s.tracks) c.tracks = std::make_shared<const track::TrackSet>(*s.tracks);
    for (auto& [id, clip] : c.clips) clip = std::make_shared<const body::MotionClip>(*clip);
    for (auto& [id, l] : c.layers) {
        auto copy = std::make_shared<PersonLayers>(*l);
        if (copy->raw) copy->raw = std::make_shared<const body::MotionClip>(*copy->raw);
        for (auto& p : copy->propagated) p = std::make_shared<const Propagation>(*p);
        if (copy->solvedTrajectory) copy->solvedTrajectory = std::make_shared<const SolvedTrajectory>(*copy->solvedTrajectory);
        l = copy;
    }
    return c;
}

}  // namespace ropetp::test
