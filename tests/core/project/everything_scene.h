#pragma once

#include "edit/fix_edits.h"
#include "edit/propagate.h"
#include "project/project_file.h"
#include "tests/core/edit/random_edits.h"

/// A project that uses every part of the format.
namespace ropetp::test {

inline void must(Scene& scene, const Command& c) {
    const auto ok = makeEdit(c)->apply(scene);
    if (!ok) qFatal("%s: %s", commandName(c).c_str(), ok.error().detail.c_str());
}

inline Scene everythingScene() {
    using namespace edit::command;
    Scene s = walkers();
    const PersonId ada(1), jo(2);
    auto video = std::make_shared<media::VideoInfo>(*s.video);
    video->path = "/somewhere/caf\xc3\xa9/walk \xff.mp4";   // file names need not be UTF-8
    video->container = "mov", video->codec = "h264", video->pixelFormat = "yuv420p";
    video->rotationDeg = 90, video->fps = 30, video->variableFrameRate = true, video->durationSec = 4.0 / 3, video->focalPx = 1100.1;
    video->warnings = {"3 corrupt packets were skipped"};
    video->damagedFrames = {FrameIndex(3), FrameIndex(17)};
    s.video = video;
    auto tracks = std::make_shared<track::TrackSet>(*s.tracks);
    tracks->persons[0].name = "Ada \"\\ \xe2\x82\xac";
    tracks->persons[1].observations.erase(FrameIndex(5));
    tracks->persons[1].observations[FrameIndex(6)].landmarks.reset();
    tracks->persons[1].observations[FrameIndex(7)].userBox = true;
    tracks->persons[1].observations[FrameIndex(8)].landmarks->crop = {{100.5f, 200.25f}, 333, 0.1f};
    tracks->persons.push_back({PersonId(9), "nobody any more", {}});
    tracks->cuts = {FrameIndex(22)};
    s.tracks = tracks;
    CommitSolve solve{nullptr, {s.clips[ada], s.clips[jo]}, s.ground, {{Notice::Kind::CameraUncertain, "it \xff shakes"}, {Notice::Kind::Cut, ""}}};
    auto moving = std::make_shared<body::MotionClip>(*s.clips[jo]);
    moving->camFromWorld.assign(moving->frames.size(), moving->camFromWorld.front());
    moving->cameraKind = body::CameraKind::Estimated;
    for (std::size_t i = 0; i < moving->frames.size(); ++i) moving->measuredCameraM.emplace_back(0.1 * double(i), 1.5, -1.0 / 3);
    moving->frames[4].visible = false;
    moving->frames[5].confidence.fill(0.1f);
    solve.clips[1] = moving;
    solve.ground.pivotInCam = {0.1, 0.2, 0.3};
    must(s, solve);
    auto take = std::make_shared<body::MotionClip>(*s.clips[jo]);
    for (auto& f : take->frames) f.poseInCam.axisAngleRad[5] += Eigen::Vector3d(0.1, 0, 1.0 / 3);
    take->source = "another take";
    body::Pose pose = s.clips[ada]->frames[10].poseInCam;
    pose.axisAngleRad[16] += Eigen::Vector3d(0.2, -0.1, 0.7);
    must(s, SetFix{ada, FrameIndex(10), jointsOf(Limb::LeftArm), false, pose, Falloff{0.1, 1.0 / 3}});
    must(s, SetFix{ada, FrameIndex(30), JointSet(), true, pose, std::nullopt});
    must(s, SetFix{ada, FrameIndex(31), JointSet().set(), true, pose, std::nullopt});
    must(s, RemoveFix{ada, FrameIndex(31), jointsOf(Limb::Torso), true});
    must(s, PropagateFixes{ada, std::nullopt});
    must(s, SetFix{jo, FrameIndex(20), jointsOf(Limb::RightLeg), false, pose, std::nullopt});
    for (const ToolKind& kind : {ToolKind(InterpolateTool{InterpolateTool::Curve::Slerp}), ToolKind(HoldTool{FrameIndex(3)}), ToolKind(TimeOffsetTool{-0.1}),
                                 ToolKind(SmoothTool{SmoothTool::Filter::SavitzkyGolay, 5.5, 2, 1.5, true}), ToolKind(RepairTool{0.2, 3.3}), ToolKind(TakeFromTool{take}),
                                 ToolKind(SwapSidesTool{}), ToolKind(ResetTool{})})
        must(s, AddTool{ada, {{FrameIndex(4), FrameIndex(9)}, jointsOf(Limb::RightArm), true, 0.07, kind}});
    must(s, AddTool{jo, {{FrameIndex(4), FrameIndex(9)}, jointsOf(Limb::RightArm), true, 0.07, TakeFromTool{take}}});
    must(s, AdjustGround{0.05, -0.02, 0.1});
    must(s, SetFocal{1234.5678901234567});
    s.markers = {{FrameIndex(2), ""}, {FrameIndex(12), "left foot \xe2\x86\x90"}};
    s.accepted = {{jo, {FrameIndex(5), FrameIndex(9)}, 2.0 / 3}, {ada, {FrameIndex(1), FrameIndex(2)}, 1}};
    // Somebody whose fixes wait for a solve, and a trajectory.
    auto waiting = std::make_shared<PersonLayers>(*s.layers[jo]);
    waiting->raw = nullptr;
    s.layers[PersonId(9)] = waiting;
    auto way = std::make_shared<PersonLayers>(*s.layers[jo]);
    way->trajectory.pins = {{FrameIndex(3), {0.1, 0.9, -2.0 / 3}, 0.05, false}, {FrameIndex(9), {0, 1, 0}, 0, true}};
    way->trajectory.contacts = {{0, {FrameIndex(2), FrameIndex(6)}, true}, {3, {FrameIndex(1), FrameIndex(6)}, false}};
    way->trajectory.floorLineM = {{0, 1}, {2.5, 1.0 / 7}};
    way->trajectory.closesLoop = true, way->trajectory.levelFloor = false, way->trajectory.floorHeightM = 0.01;
    auto solvedWay = std::make_shared<SolvedTrajectory>();
    solvedWay->edits = way->trajectory;
    solvedWay->edits.pins.pop_back();
    solvedWay->solver = "traj-denoiser 1.0";
    for (const auto& f : s.clips[jo]->frames) {
        solvedWay->poseInCam.push_back(f.poseInCam);
        solvedWay->poseInWorld.push_back(f.poseInWorld);
        solvedWay->poseInWorld.back().translationM.x() += 0.1;
        solvedWay->contacts.push_back({0.1f, 0.2f, 0.3f, 1});
    }
    solvedWay->camFromWorld = s.clips[jo]->camFromWorld;
    way->solvedTrajectory = solvedWay;
    if (!putLayers(s, jo, way)) qFatal("the trajectory cannot be laid");
    // Without layers: somebody who was just imported.
    auto guest = std::make_shared<body::MotionClip>(*take);
    guest->person = PersonId(5);
    guest->fps = 29.97;
    s.clips[PersonId(5)] = guest;
    return s;
}

inline project::Project everything() {
    project::Project p;
    p.scene = everythingScene();
    p.video = {"/somewhere/walk.mp4", "../walk.mp4", 12345678901ull, "abc"};
    p.settings = {FrameRange{FrameIndex(3), FrameIndex(30)}, FrameIndex(7), PersonId(2), true, true, "rope", true, false, "feet", 0xffffffffffffffffull};
    p.saveId = project::newSaveId();
    return p;
}

}  // namespace ropetp::test
