#include "sample_scene.h"

#include "edit/compose.h"
#include "edit/edit_script.h"
#include "edit/fix_edits.h"
#include "edit/scene_compare.h"
#include "edit/solve_edits.h"
#include "edit/trajectory_edits.h"
#include "trajectory/leg_bend.h"
#include "trajectory/trajectory_solver.h"
#include "trajectory/world_frame.h"

#include <QTest>

#include <chrono>

using namespace ropetp;
using namespace ropetp::edit;

namespace {

const PersonId kAda(1);
constexpr int kFrames = 90;

void act(Scene& s, const std::unique_ptr<Edit>& e) {
    const auto r = e->apply(s);
    if (!r) qFatal("%s: %s", e->label().c_str(), r.error().detail.c_str());
}

/// Somebody who walks, solved by the TrajDenoiser, feet locked.
Scene walker(body::CameraKind kind = body::CameraKind::Static, int frames = kFrames) {
    Scene s;
    s.body = testing::stickBody();
    const auto camera = testing::tiltedCamera(1.5, 0.2, 0);
    auto clip = testing::clipSeenBy(camera, testing::walk(*s.body, frames, {-1, -6}, 0.8), *s.body);
    clip.source = "fit 1.0";
    clip.cameraKind = kind;
    s.ground.upInCam = camera.linear().col(1);
    s.ground.offsetM = -s.ground.upInCam.dot(camera.translation());
    s.ground.pivotInCam = camera * Eigen::Vector3d(0, 0, -5);
    // The world's origin lies below where the person begins, as solves have it.
    clip.camFromWorld.assign(kind == body::CameraKind::Estimated ? clip.frames.size() : 1, trajectory::camFromWorld(s.ground, *trajectory::firstPelvisInCam(clip, *s.body)));
    NullJobControl job;
    trajectory::TrajectoryOptions options;
    options.steps = 10;
    auto solver = trajectory::makeTrajectorySolver("denoiser", options);
    if (!solver || !(*solver)->solve(clip, *s.body, job)) qFatal("no trajectory");
    clip.source += " + traj-denoiser 1.0";
    s.clips[kAda] = std::make_shared<const body::MotionClip>(clip);
    return s;
}

const body::MotionClip& ada(const Scene& s) { return *s.clips.at(kAda); }

Eigen::Vector3d pelvis(const Scene& s, std::size_t i) {
    return s.body->restJoints(ada(s).betas).row(0).transpose() + ada(s).frames[i].poseInWorld.translationM;
}

/// The most that a foot point moves over the floor in a frame of [first, end), metres.
double sliding(const Scene& s, int point, std::size_t first, std::size_t end) {
    const auto rest = s.body->restJoints(ada(s).betas);
    double most = 0;
    for (std::size_t i = first + 1; i < end; ++i) {
        Eigen::Vector3d step = trajectory::footPoints(rest, ada(s).frames[i].poseInWorld)[std::size_t(point)] - trajectory::footPoints(rest, ada(s).frames[i - 1].poseInWorld)[std::size_t(point)];
        step.y() = 0;
        most = std::max(most, step.norm());
    }
    return most;
}

/// The longest contact of a point, as positions.
std::pair<std::size_t, std::size_t> longestContact(const body::MotionClip& clip, std::size_t point) {
    std::pair<std::size_t, std::size_t> best{0, 0};
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        std::size_t end = i;
        while (end < clip.frames.size() && clip.frames[end].contacts[point] > 0.5f) ++end;
        if (end - i > best.second - best.first) best = {i, end};
        i = end;
    }
    return best;
}

TrajectorySolve draft() { return {"denoiser", 10, 0}; }

}  // namespace

/// Pins, contacts and the floor: what a person's way through the world becomes.
class TestTrajectoryEdits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPinIsPassedWhenTheTrajectoryIsSolved() {
        for (const double softness : {0.0, 0.02}) {
            Scene s = walker();
            const Eigen::Vector3d wanted = pelvis(s, 45) + Eigen::Vector3d(0.3, 0.02, -0.2);
            act(s, setTrajectoryPin(kAda, {FrameIndex(45), wanted, softness, true}));
            QCOMPARE(s.layers.at(kAda)->trajectory.pins.size(), std::size_t(1));
            QVERIFY(!isTrajectoryUpToDate(*s.layers.at(kAda), ada(s)));
            act(s, solveTrajectories(kAda, draft()));
            const double off = (pelvis(s, 45) - wanted).norm();
            // A soft one is weighed against what the camera saw, 0.36 m from there.
            QVERIFY2(off < (softness > 0 ? 0.18 : 0.01), qPrintable(QString("%1 m off").arg(off)));
            QVERIFY(isTrajectoryUpToDate(*s.layers.at(kAda), ada(s)));
            QCOMPARE(ada(s).source, std::string("fit 1.0 + traj-denoiser 1.0 + edited"));
            // The picture stays as it is, and so does the solve below.
            QCOMPARE(ada(s).frames[45].poseInCam.translationM, s.layers.at(kAda)->raw->frames[45].poseInCam.translationM);
        }
    }

    void pinsBetweenTheFramesOfTheSamplerHold() {
        Scene s = walker();
        auto clip = std::make_shared<body::MotionClip>(ada(s));
        clip->fps = 50;
        for (std::size_t i = 0; i < clip->frames.size(); ++i) clip->frames[i].ptsSec = double(i) / 50;
        s.clips[kAda] = clip;
        for (const int f : {31, 32, 33}) {
            Scene t = s;
            const Eigen::Vector3d wanted = pelvis(t, std::size_t(f)) + Eigen::Vector3d(0.1, 0, 0.1);
            act(t, setTrajectoryPin(kAda, {FrameIndex(f), wanted, 0, true}));
            act(t, solveTrajectories(std::nullopt, draft()));
            QVERIFY2((pelvis(t, std::size_t(f)) - wanted).norm() < 0.01, qPrintable(QString("frame %1: %2 m").arg(f).arg((pelvis(t, std::size_t(f)) - wanted).norm())));
        }
    }

    void theLastPinTakenAwayBringsTheSolveBack() {
        Scene s = walker();
        const auto raw = s.clips.at(kAda);
        act(s, setTrajectoryPin(kAda, {FrameIndex(45), pelvis(s, 45) + Eigen::Vector3d(0.3, 0, 0), 0, true}));
        act(s, solveTrajectories(kAda, draft()));
        act(s, removeTrajectoryPin(kAda, FrameIndex(45)));
        QCOMPARE(s.clips.at(kAda), raw);
    }

    void aContactTheUserSetsIsKept() {
        Scene s = walker();
        // A foot in the air is told to stand: from the middle of a step on.
        const auto [first, end] = longestContact(ada(s), 0);
        const std::size_t from = std::min(end + 2, std::size_t(kFrames - 12)), until = from + 10;
        act(s, setContact(kAda, {0, {FrameIndex(std::int64_t(from)), FrameIndex(std::int64_t(until))}, true}));
        for (std::size_t i = from; i < until; ++i) QCOMPARE(ada(s).frames[i].contacts[0], 1.f);
        act(s, solveTrajectories(kAda, draft()));
        QVERIFY2(sliding(s, 0, from, until) < 0.001, qPrintable(QString("%1 mm a frame").arg(1000 * sliding(s, 0, from, until))));
        for (std::size_t i = from; i < until; ++i) QCOMPARE(ada(s).frames[i].contacts[0], 1.f);
    }

    void aContactLocksAtOnceAndLetsGoAgain() {
        Scene s = walker();
        const auto [first, end] = longestContact(ada(s), 2);
        QVERIFY(end - first > 6);
        const Scene before = s;
        // A little longer than was estimated, as when the end of its bar is dragged.
        const FrameRange range{FrameIndex(std::int64_t(first)), FrameIndex(std::int64_t(end + 3))};
        act(s, setContact(kAda, {2, range, true}));
        QVERIFY2(sliding(s, 2, first, end + 3) < 0.001, qPrintable(QString("%1 mm a frame").arg(1000 * sliding(s, 2, first, end + 3))));
        // Far away nothing moved.
        int same = 0;
        for (std::size_t i = 0; i < std::size_t(kFrames); ++i) same += ada(s).frames[i].poseInWorld.axisAngleRad == ada(before).frames[i].poseInWorld.axisAngleRad;
        QVERIFY2(same > kFrames / 3, qPrintable(QString::number(same)));
        act(s, setContact(kAda, {2, range, false}));
        for (std::size_t i = first; i < end + 3; ++i) QCOMPARE(ada(s).frames[i].contacts[2], 0.f);
        act(s, clearContacts(kAda, range, 2));
        QCOMPARE(s.clips.at(kAda), before.clips.at(kAda));
        QCOMPARE(clearContacts(kAda, range, 2)->apply(s).error().code, ErrorCode::InvalidInput);
    }

    void editedFramesKeepTheLock() {
        Scene s = walker();
        const auto [first, end] = longestContact(ada(s), 0);
        const std::size_t middle = (first + end) / 2;
        const double before = sliding(s, 0, first, end);
        // The hip turns a little, as after a fix of the leg: without a lock the foot would swing by centimetres.
        body::Pose pose = ada(s).frames[middle].poseInCam;
        JointSet hip;
        hip.set(std::size_t(body::index(body::Joint::LeftHip)));
        pose.axisAngleRad[1] += Eigen::Vector3d(0.06, 0, 0.03);
        act(s, setFix(kAda, FrameIndex(std::int64_t(middle)), hip, false, pose, Falloff{0.15, 0.15}));
        std::size_t standing = 0;
        for (std::size_t i = first; i < end; ++i) standing += ada(s).frames[i].contacts[0] > 0.5f;
        QVERIFY2(standing + 2 >= end - first, qPrintable(QString("%1 of %2").arg(standing).arg(end - first)));
        QVERIFY2(sliding(s, 0, first, end) < before + 0.001, qPrintable(QString("%1 mm a frame, %2 before").arg(1000 * sliding(s, 0, first, end)).arg(1000 * before)));
        // The fix holds in the picture, and frames it does not reach stay bit for bit.
        QCOMPARE(ada(s).frames[middle].poseInCam.axisAngleRad[1], pose.axisAngleRad[1]);
        const auto& raw = *s.layers.at(kAda)->raw;
        for (std::size_t i = 0; i < raw.frames.size(); ++i)
            if (i + 12 < middle || i > middle + 12) QCOMPARE(ada(s).frames[i].poseInWorld.axisAngleRad, raw.frames[i].poseInWorld.axisAngleRad);
    }

    void anArmThatIsFixedLeavesTheFeetAlone() {
        Scene s = walker();
        const auto raw = s.clips.at(kAda);
        body::Pose pose = ada(s).frames[40].poseInCam;
        pose.axisAngleRad[16] = {0.4, 0, 0.8};
        act(s, setFix(kAda, FrameIndex(40), jointsOf(Limb::LeftArm), false, pose, Falloff{0.3, 0.3}));
        for (std::size_t i = 0; i < raw->frames.size(); ++i) {
            QCOMPARE(ada(s).frames[i].contacts, raw->frames[i].contacts);
            for (const std::size_t j : {0u, 1u, 2u, 4u, 5u, 7u, 8u}) QCOMPARE(ada(s).frames[i].poseInWorld.axisAngleRad[j], raw->frames[i].poseInWorld.axisAngleRad[j]);
        }
        QCOMPARE(ada(s).frames[40].poseInWorld.axisAngleRad[16], Eigen::Vector3d(0.4, 0, 0.8));
    }

    void aFixAfterTheTrajectoryIsPlacedByIt() {
        Scene s = walker();
        act(s, setTrajectoryPin(kAda, {FrameIndex(45), pelvis(s, 45) + Eigen::Vector3d(0.3, 0, 0), 0, true}));
        act(s, solveTrajectories(kAda, draft()));
        const Scene solved = s;
        act(s, moveRoot(kAda, FrameIndex(45), ada(s).frames[45].poseInCam.translationM + Eigen::Vector3d(0.05, 0, 0)));
        QVERIFY(!isTrajectoryUpToDate(*s.layers.at(kAda), ada(s)));
        QVERIFY(std::abs((pelvis(s, 45) - pelvis(solved, 45)).norm() - 0.05) < 1e-6);   // no jump to where the solve had been
        QCOMPARE(pelvis(s, 10), pelvis(solved, 10));
        QCOMPARE(pelvis(s, 80), pelvis(solved, 80));
    }

    void undoAndRedoAreTheSameBits() {
        Scene s = walker();
        std::vector<std::unique_ptr<Edit>> history;
        std::vector<Scene> states{testing::deepCopy(s)};
        const auto make = [&](std::unique_ptr<Edit> e) {
            act(s, e);
            history.push_back(std::move(e));
            states.push_back(testing::deepCopy(s));
        };
        make(setTrajectoryPin(kAda, {FrameIndex(30), pelvis(s, 30) + Eigen::Vector3d(0.2, 0, 0), 0, true}));
        NullJobControl job;
        make(putTrajectory({{kAda, *solveTrajectory(*s.layers.at(kAda), *s.body, draft(), job)}}));
        make(setContact(kAda, {1, {FrameIndex(20), FrameIndex(30)}, true}));
        make(moveRoot(kAda, FrameIndex(25), ada(s).frames[25].poseInCam.translationM + Eigen::Vector3d(0.02, 0, 0)));
        make(adjustGround(0.05, 0, 0.1));
        make(solveTrajectories(std::nullopt, draft()));
        make(removeTrajectoryPin(kAda, FrameIndex(30)));
        for (std::size_t i = history.size(); i-- > 0;) {
            history[i]->revert(s);
            QCOMPARE(firstDifference(states[i], s), std::string());
        }
        for (std::size_t i = 0; i < history.size(); ++i) {
            QVERIFY(history[i]->apply(s));
            QCOMPARE(firstDifference(states[i + 1], s), std::string());
        }
        // Another scene of the same values gives the same.
        Scene anew = testing::deepCopy(states[0]);
        for (const auto& e : history) QVERIFY(makeEdit(*e->command())->apply(anew));
        QCOMPARE(firstDifference(s, anew), std::string());
    }

    void aTrajectoryOfOtherWishesIsRefused() {
        Scene s = walker();
        NullJobControl job;
        const auto solved = solveTrajectory(*layersOf(s, kAda), *s.body, draft(), job);
        QVERIFY(solved);
        act(s, setTrajectoryPin(kAda, {FrameIndex(30), pelvis(s, 30), 0, true}));
        const Scene before = s;
        QCOMPARE(putTrajectory({{kAda, *solved}})->apply(s).error().code, ErrorCode::InvalidInput);
        auto shorter = std::make_shared<SolvedTrajectory>(**solved);
        shorter->edits = s.layers.at(kAda)->trajectory;
        shorter->poseInWorld.pop_back();
        QCOMPARE(putTrajectory({{kAda, shorter}})->apply(s).error().code, ErrorCode::InvalidInput);
        QCOMPARE(putTrajectory({})->apply(s).error().code, ErrorCode::InvalidInput);
        QCOMPARE(firstDifference(before, s), std::string());
    }

    void whatMakesNoSenseIsRefused() {
        Scene s = walker();
        const double nan = std::nan("");
        for (const auto& e : {Command(command::SetTrajectoryPin{kAda, {FrameIndex(500), {0, 1, 0}, 0, true}}), Command(command::SetTrajectoryPin{kAda, {FrameIndex(5), {0, nan, 0}, 0, true}}),
                              Command(command::SetTrajectoryPin{kAda, {FrameIndex(5), {0, 1, 0}, -1, true}}), Command(command::RemoveTrajectoryPin{kAda, FrameIndex(5)}),
                              Command(command::SetContact{kAda, {4, {FrameIndex(0), FrameIndex(5)}, true}}), Command(command::SetContact{kAda, {0, {FrameIndex(200), FrameIndex(205)}, true}}),
                              Command(command::DrawFloorLine{kAda, {{0, 0}, {0, nan}}}), Command(command::DrawFloorLine{kAda, {{1, 1}, {1, 1}}}),
                              Command(command::SetFloorHeight{kAda, 11, true}), Command(command::SolveTrajectories{PersonId(9), {}}), Command(command::SolveTrajectories{kAda, {"magic", 10, 0}})})
            QCOMPARE(makeEdit(e)->apply(s).error().code, ErrorCode::InvalidInput);
        QVERIFY(s.layers.empty());
    }

    void aLineAndALoopShapeTheWay() {
        Scene s = walker(body::CameraKind::AssumedStatic);
        act(s, closeLoop(kAda, true));
        act(s, solveTrajectories(kAda, draft()));
        Eigen::Vector3d gap = pelvis(s, kFrames - 1) - pelvis(s, 0);
        gap.y() = 0;
        QVERIFY2(gap.norm() < 0.03, qPrintable(QString::number(gap.norm())));
        act(s, closeLoop(kAda, false));
        act(s, drawFloorLine(kAda, {{0, 0}, {3, 0}}));
        act(s, solveTrajectories(kAda, draft()));
        QVERIFY2(std::abs(pelvis(s, 45).z()) < 0.15 && std::abs(pelvis(s, kFrames - 1).x() - 3) < 0.2, qPrintable(QString("%1 %2").arg(pelvis(s, 45).z()).arg(pelvis(s, kFrames - 1).x())));
    }

    void theFloorIsRaised() {
        Scene s = walker();
        const double before = pelvis(s, 40).y();
        act(s, setFloorHeight(kAda, 0.3, true));
        QVERIFY(std::abs(pelvis(s, 40).y() - before - 0.3) < 1e-9);   // at once
        act(s, solveTrajectories(kAda, draft()));
        QVERIFY2(std::abs(pelvis(s, 40).y() - before - 0.3) < 0.03, qPrintable(QString::number(pelvis(s, 40).y() - before)));
    }

    void theFloorsSlidersMoveTakesOfMovingCamerasToo() {
        for (const auto kind : {body::CameraKind::Static, body::CameraKind::Estimated}) {
            Scene s = walker(kind);
            act(s, setTrajectoryPin(kAda, {FrameIndex(45), pelvis(s, 45), 0, true}));
            const Scene start = testing::deepCopy(s);
            const auto rest = s.body->restJoints(ada(s).betas);
            const auto edit = adjustGround(0.1, 0, 0.2);
            act(s, edit);
            double moved = 0;
            for (std::size_t i = 0; i < ada(s).frames.size(); ++i) {
                moved = std::max(moved, (pelvis(s, i) - pelvis(start, i)).norm());
                if (kind != body::CameraKind::Estimated) continue;
                // The person is still where the pictures show it.
                const Eigen::Vector3d seen = ada(s).camFromWorldAt(i) * pelvis(s, i);
                QVERIFY((seen - (rest.row(0).transpose() + ada(s).frames[i].poseInCam.translationM)).norm() < 1e-9);
            }
            QVERIFY2(moved > 0.15, qPrintable(QString::number(moved)));
            // The pin stayed with the person.
            QVERIFY((s.layers.at(kAda)->trajectory.pins[0].pelvisM - pelvis(s, 45)).norm() < 1e-9);
            const Scene end = testing::deepCopy(s);
            edit->revert(s);
            QCOMPARE(firstDifference(start, s), std::string());
            QVERIFY(edit->apply(s));
            QCOMPARE(firstDifference(end, s), std::string());
            act(s, adjustGround(0, 0, 0));
            for (std::size_t i = 0; i < ada(s).frames.size(); ++i) QVERIFY((pelvis(s, i) - pelvis(start, i)).norm() < 1e-9);
        }
    }

    void wishesOutliveASolve() {
        Scene s = walker();
        act(s, setTrajectoryPin(kAda, {FrameIndex(45), pelvis(s, 45) + Eigen::Vector3d(0.3, 0, 0), 0, true}));
        act(s, solveTrajectories(kAda, draft()));
        const auto pins = s.layers.at(kAda)->trajectory;
        act(s, commitSolve(nullptr, {s.layers.at(kAda)->raw}, s.ground, {}));
        QCOMPARE(s.layers.at(kAda)->trajectory, pins);
        QVERIFY(!s.layers.at(kAda)->solvedTrajectory);
    }

    void scriptsPinAndSolve() {
        Scene s = walker();
        const auto place = pelvis(s, 20);
        const std::string script = QString(R"([{"edit": "set_trajectory_pin", "person": 1, "frame": 20, "pelvis": [%1, %2, %3]},
            {"edit": "set_contact", "person": 1, "point": "left_toe", "frames": [10, 16]}, {"edit": "solve_trajectory", "steps": 5, "seed": 3}])")
                                       .arg(place.x() + 0.2).arg(place.y()).arg(place.z()).toStdString();
        const auto ok = applyScript(s, script, ScriptStore());
        QVERIFY2(ok, ok ? "" : ok.error().detail.c_str());
        QVERIFY((pelvis(s, 20) - place - Eigen::Vector3d(0.2, 0, 0)).norm() < 0.01);
        QVERIFY2(sliding(s, 1, 10, 16) < 0.001, qPrintable(QString::number(sliding(s, 1, 10, 16))));
        ScriptStore none;
        for (const Command& c : {Command(command::SetTrajectoryPin{kAda, {FrameIndex(5), {0.1, 1, -2.3}, 0.25, false}}), Command(command::RemoveTrajectoryPin{kAda, FrameIndex(5)}),
                                 Command(command::SetContact{kAda, {3, {FrameIndex(1), FrameIndex(5)}, false}}), Command(command::ClearContacts{kAda, {FrameIndex(1), FrameIndex(5)}, 2}),
                                 Command(command::ClearContacts{kAda, {FrameIndex(1), FrameIndex(5)}, std::nullopt}), Command(command::DrawFloorLine{kAda, {{0, 1}, {0.1, 2}}}),
                                 Command(command::CloseLoop{kAda, false}), Command(command::SetFloorHeight{kAda, 0.1, false}), Command(command::SolveTrajectories{kAda, {"feet", 20, 7}}),
                                 Command(command::SolveTrajectories{std::nullopt, {}})}) {
            const auto text = entryText(c, none);
            QVERIFY(text);
            const auto back = readEntry(*text, none);
            QVERIFY2(back, back ? text->c_str() : back.error().detail.c_str());
            QCOMPARE(entryText(*back, none).value(), *text);
        }
        QCOMPARE(entryText(command::PutTrajectory{{{kAda, s.layers.at(kAda)->solvedTrajectory}}}, none).error().code, ErrorCode::UnsupportedFormat);
    }

    void draggingStaysQuickOnLongTakes() {
        Scene s = walker(body::CameraKind::Static, 10000);
        NullJobControl job;
        act(s, setTrajectoryPin(kAda, {FrameIndex(45), pelvis(s, 45), 0, true}));
        act(s, solveTrajectories(kAda, {"feet", 1, 0}));
        const auto start = std::chrono::steady_clock::now();
        constexpr int kDrags = 10;
        for (int i = 0; i < kDrags; ++i) act(s, moveRoot(kAda, FrameIndex(5000), ada(s).frames[5000].poseInCam.translationM + Eigen::Vector3d(0.002, 0, 0)));
        const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / kDrags;
        qInfo("%.1f ms a drag step on 10 000 frames", ms);
        QVERIFY2(ms < 150, qPrintable(QString::number(ms)));
    }
};

QTEST_APPLESS_MAIN(TestTrajectoryEdits)
#include "tst_trajectory_edits.moc"
