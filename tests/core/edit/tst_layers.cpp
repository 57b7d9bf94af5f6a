#include "sample_scene.h"

#include "base/rotation.h"
#include "edit/compose.h"
#include "edit/fix_edits.h"
#include "edit/range_edits.h"
#include "edit/scene_compare.h"
#include "edit/solve_edits.h"
#include "edit/track_edits.h"

#include <QTest>

using namespace ropetp;
using namespace ropetp::edit;
using body::Joint;

namespace {

const PersonId kAda(1);
const JointSet kArm = jointsOf(Limb::LeftArm);

body::Pose raisedArm() {
    body::Pose p;
    p.axisAngleRad[16] = {0.2, -0.4, 0.9};
    p.axisAngleRad[18] = {0, -0.7, 0};
    return p;
}

const body::MotionFrame& at(const Scene& s, int frame) { return s.clips.at(kAda)->frames[std::size_t(frame)]; }

void act(Scene& s, const std::unique_ptr<Edit>& e) {
    const auto r = e->apply(s);
    if (!r) qFatal("%s: %s", e->label().c_str(), r.error().detail.c_str());
}

}  // namespace

/// Layers of a person: what is composed from what, and what survives a solve.
class TestLayers : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void withoutEditsTheClipIsTheSolveItself() {
        const Scene s = testing::sampleScene();
        const auto layers = layersOf(s, kAda);
        QVERIFY(layers && layers->raw == s.clips.at(kAda));
        const auto clip = compose(*layers, nullptr);
        QVERIFY(clip && *clip == layers->raw);
    }

    void aFixHoldsExactlyAndFadesOut() {
        Scene s = testing::sampleScene();
        const auto raw = s.clips.at(kAda);
        act(s, setFix(kAda, FrameIndex(20), kArm, false, raisedArm(), Falloff{0.2, 0.3}));
        for (const std::size_t j : {16u, 18u, 20u}) QCOMPARE(at(s, 20).poseInCam.axisAngleRad[j], raisedArm().axisAngleRad[j]);
        // 0.2 s before and 0.3 s after at 30 frames a second; 14 and 29 are the first that stay.
        for (int f = 0; f < 40; ++f) {
            const bool reached = f > 14 && f < 29;
            const bool changed = at(s, f).poseInCam.axisAngleRad[16] != raw->frames[std::size_t(f)].poseInCam.axisAngleRad[16];
            QVERIFY2(reached == changed, qPrintable(QString("frame %1").arg(f)));
            QCOMPARE(at(s, f).poseInCam.axisAngleRad[1], raw->frames[std::size_t(f)].poseInCam.axisAngleRad[1]);
            QCOMPARE(at(s, f).poseInCam.translationM, raw->frames[std::size_t(f)].poseInCam.translationM);
        }
        // Half the way in time is half the turn.
        const auto turn = [&](int f) {
            return geodesicAngle(matrixFromAxisAngle(at(s, f).poseInCam.axisAngleRad[16]), matrixFromAxisAngle(raw->frames[std::size_t(f)].poseInCam.axisAngleRad[16]));
        };
        QVERIFY2(std::abs(turn(17) - turn(20) / 2) < 1e-9, qPrintable(QString("%1 of %2").arg(turn(17)).arg(turn(20))));
    }

    void severalFixesGoOverIntoEachOther() {
        Scene s = testing::sampleScene();
        body::Pose other = raisedArm();
        other.axisAngleRad[16] = {-0.5, 0.3, -0.6};
        act(s, setFix(kAda, FrameIndex(12), kArm, false, raisedArm(), Falloff{1, 1}));
        act(s, setFix(kAda, FrameIndex(24), kArm, false, other, Falloff{1, 1}));
        QCOMPARE(at(s, 12).poseInCam.axisAngleRad[16], raisedArm().axisAngleRad[16]);
        QCOMPARE(at(s, 24).poseInCam.axisAngleRad[16], other.axisAngleRad[16]);
        // The arm hangs still in this walk, so the way leads straight from one to the other.
        const auto a = matrixFromAxisAngle(raisedArm().axisAngleRad[16]), b = matrixFromAxisAngle(other.axisAngleRad[16]), m = matrixFromAxisAngle(at(s, 18).poseInCam.axisAngleRad[16]);
        QVERIFY(std::abs(geodesicAngle(a, m) - geodesicAngle(a, b) / 2) < 1e-6);
        QVERIFY(std::abs(geodesicAngle(m, b) - geodesicAngle(a, b) / 2) < 1e-6);
    }

    void theWorldFollowsTheCamera() {
        Scene s = testing::sampleScene();
        act(s, moveRoot(kAda, FrameIndex(20), at(s, 20).poseInCam.translationM + Eigen::Vector3d(0.1, -0.2, 0.3)));
        const auto& clip = *s.clips.at(kAda);
        const auto rest = s.body->restJoints(clip.betas);
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            const auto cam = body::jointPositions(rest, clip.frames[i].poseInCam), world = body::jointPositions(rest, clip.frames[i].poseInWorld);
            for (int j = 0; j < body::kJointCount; ++j)
                QVERIFY((clip.camFromWorldAt(i) * world.row(j).transpose().eval() - cam.row(j).transpose()).norm() < 1e-9);
        }
        // Somebody lifted off the floor stands no more.
        QVERIFY(*std::max_element(at(s, 20).contacts.begin(), at(s, 20).contacts.end()) < 0.5f);
    }

    void aSolveNeverOverwritesAFix() {
        Scene s = testing::sampleScene();
        act(s, setFix(kAda, FrameIndex(20), kArm, false, raisedArm()));
        act(s, setFix(kAda, FrameIndex(38), kArm, false, raisedArm()));
        auto shorter = std::make_shared<body::MotionClip>(*testing::solvedClip(1, testing::sampleFloor(), {0.4, -4.2}, *s.body));
        shorter->frames.resize(30);
        const auto solve = commitSolve(s.tracks, {shorter}, testing::sampleFloor(), {});
        const Scene before = testing::deepCopy(s);
        act(s, solve);
        QCOMPARE(at(s, 20).poseInCam.axisAngleRad[16], raisedArm().axisAngleRad[16]);
        QCOMPARE(at(s, 5).poseInCam.translationM, shorter->frames[5].poseInCam.translationM);
        QCOMPARE(s.layers.at(kAda)->raw, std::shared_ptr<const body::MotionClip>(shorter));
        // Beyond the new solve a fix waits.
        QVERIFY(s.layers.at(kAda)->findFix(FrameIndex(38)));
        QCOMPARE(s.clips.at(kAda)->frames.size(), std::size_t(30));
        solve->revert(s);
        QCOMPARE(firstDifference(before, s), std::string());
        act(s, commitSolve(s.tracks, {testing::solvedClip(1, testing::sampleFloor(), {0.4, -4.2}, *s.body)}, testing::sampleFloor(), {}));
        QCOMPARE(at(s, 38).poseInCam.axisAngleRad[16], raisedArm().axisAngleRad[16]);
    }

    void fixesGoWithTheFramesOfATrack() {
        Scene s = testing::sampleScene();
        act(s, setFix(kAda, FrameIndex(10), kArm, false, raisedArm()));
        act(s, setFix(kAda, FrameIndex(30), kArm, false, raisedArm()));
        const Scene before = testing::deepCopy(s);
        const auto split = splitTrack(kAda, FrameIndex(20));
        act(s, split);
        QVERIFY(!s.clips.contains(kAda));
        QVERIFY(s.layers.at(kAda)->findFix(FrameIndex(10)) && !s.layers.at(kAda)->findFix(FrameIndex(30)));
        QVERIFY(s.layers.at(PersonId(5))->findFix(FrameIndex(30)));
        const auto merge = mergeTracks(kAda, PersonId(5));
        act(s, merge);
        QCOMPARE(s.layers.at(kAda)->fixes.size(), std::size_t(2));
        QVERIFY(!s.layers.contains(PersonId(5)));
        merge->revert(s);
        split->revert(s);
        QCOMPARE(firstDifference(before, s), std::string());
        act(s, removeTrack(kAda));
        QVERIFY(!s.layers.contains(kAda));
    }

    void theFloorMovesBelowEditedMotion() {
        Scene s = testing::sampleScene();
        act(s, setFix(kAda, FrameIndex(20), kArm, false, raisedArm()));
        const auto pose = at(s, 20).poseInCam.axisAngleRad[16];
        const double y = at(s, 20).poseInWorld.translationM.y();
        act(s, adjustGround(0, 0, 0.25));
        QCOMPARE(at(s, 20).poseInCam.axisAngleRad[16], pose);
        QVERIFY(std::abs(y - at(s, 20).poseInWorld.translationM.y() - 0.25) < 1e-9);
        const auto composed = compose(*s.layers.at(kAda), s.body.get());
        QVERIFY(composed);
        QCOMPARE(firstDifference(**composed, *s.clips.at(kAda)), std::string());
    }

    void everyValueKnowsWhereItComesFrom() {
        Scene s = testing::sampleScene();
        act(s, setFix(kAda, FrameIndex(20), kArm, false, raisedArm(), Falloff{0.1, 0.1}));
        act(s, addTool(kAda, {{FrameIndex(30), FrameIndex(35)}, jointsOf(Limb::RightLeg), false, 0, SmoothTool{}}));
        const auto& layers = *s.layers.at(kAda);
        QVERIFY(provenanceOf(layers, FrameIndex(20), 16) == Provenance::Fixed);
        QVERIFY(provenanceOf(layers, FrameIndex(20), 1) == Provenance::Raw);
        QVERIFY(provenanceOf(layers, FrameIndex(19), 16) == Provenance::Propagated);
        QVERIFY(provenanceOf(layers, FrameIndex(16), 16) == Provenance::Raw);
        QVERIFY(provenanceOf(layers, FrameIndex(31), 5) == Provenance::Filtered);
        QVERIFY(provenanceOf(layers, FrameIndex(31), -1) == Provenance::Raw);
        QVERIFY(provenanceOf(layers, FrameIndex(99), 5) == Provenance::Raw);
        const auto row = provenanceOf(layers, {FrameIndex(18), FrameIndex(32)}, wholeBody());
        QCOMPARE(row.size(), std::size_t(14));
        QVERIFY(row[0] == Provenance::Propagated && row[2] == Provenance::Fixed && row[6] == Provenance::Raw && row[12] == Provenance::Filtered);
        // What is raw is bit for bit the solve's.
        for (int f = 0; f < 40; ++f)
            for (int j = 0; j < body::kJointCount; ++j)
                if (provenanceOf(layers, FrameIndex(f), j) == Provenance::Raw)
                    QCOMPARE(at(s, f).poseInCam.axisAngleRad[std::size_t(j)], layers.raw->frames[std::size_t(f)].poseInCam.axisAngleRad[std::size_t(j)]);
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
