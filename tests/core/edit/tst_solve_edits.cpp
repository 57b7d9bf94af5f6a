#include "sample_scene.h"

#include "edit/scene_compare.h"
#include "edit/solve_edits.h"
#include "edit/track_edits.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace ropetp;
using namespace ropetp::edit;

namespace {

using Make = std::function<std::unique_ptr<Edit>()>;

double worstWorldDifference(const body::MotionClip& a, const body::MotionClip& b, const body::BodyModel& model) {
    double worst = 0;
    for (std::size_t i = 0; i < a.frames.size(); ++i)
        worst = std::max(worst, (body::jointPositions(model.restJoints(a.betas), a.frames[i].poseInWorld) -
                                 body::jointPositions(model.restJoints(b.betas), b.frames[i].poseInWorld)).cwiseAbs().maxCoeff());
    return worst;
}

/// World joints must be the camera's joints seen through camFromWorld.
double worstInconsistency(const body::MotionClip& clip, const body::BodyModel& model) {
    const auto rest = model.restJoints(clip.betas);
    double worst = 0;
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        const auto world = body::jointPositions(rest, clip.frames[i].poseInWorld);
        const auto cam = body::jointPositions(rest, clip.frames[i].poseInCam);
        for (int j = 0; j < body::kJointCount; ++j)
            worst = std::max(worst, (clip.camFromWorldAt(i) * world.row(j).transpose().eval() - cam.row(j).transpose()).norm());
    }
    return worst;
}

std::vector<std::shared_ptr<const body::MotionClip>> newClips(const Scene& s) {
    return {testing::solvedClip(1, testing::sampleFloor(), {0.3, -4.5}, *s.body)};
}

}  // namespace

Q_DECLARE_METATYPE(Make)

/// Committing solves, the floor's adjustment and the focal length.
class TestSolveEdits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void revertRestoresAnEqualSceneAndRedoRepeats_data() {
        QTest::addColumn<Make>("make");
        const Scene s = testing::sampleScene();
        QTest::addRow("solve") << Make([s] {
            return commitSolve(s.tracks, newClips(s), testing::sampleFloor(), {{Notice::Kind::Cut, "frame 22"}});
        });
        QTest::addRow("floor") << Make([] { return adjustGround(0.05, -0.02, 0.1); });
        QTest::addRow("focal length") << Make([] { return setFocal(900.0); });
    }
    void revertRestoresAnEqualSceneAndRedoRepeats() {
        QFETCH(Make, make);
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        const auto edit = make();
        QVERIFY(!edit->label().empty());
        QVERIFY(edit->apply(scene));
        QVERIFY(!firstDifference(before, scene).empty());
        const Scene after = testing::deepCopy(scene);
        edit->revert(scene);
        QCOMPARE(firstDifference(before, scene), std::string());
        QVERIFY(edit->apply(scene));
        QCOMPARE(firstDifference(after, scene), std::string());
    }

    void nonsenseIsRefusedAndChangesNothing_data() {
        QTest::addColumn<Make>("make");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const Scene s = testing::sampleScene();
        QTest::addRow("floor not a number") << Make([nan] { return adjustGround(nan, 0, 0); });
        QTest::addRow("floor upside down") << Make([] { return adjustGround(0, 3, 0); });
        QTest::addRow("floor far away") << Make([] { return adjustGround(0, 0, 1e6); });
        QTest::addRow("focal length 0") << Make([] { return setFocal(0.0); });
        QTest::addRow("focal length not a number") << Make([nan] { return setFocal(nan); });
        QTest::addRow("null clip") << Make([s] { return commitSolve(s.tracks, {nullptr}, {}, {}); });
        QTest::addRow("clip without frames") << Make([s] {
            return commitSolve(s.tracks, {std::make_shared<const body::MotionClip>()}, {}, {});
        });
        QTest::addRow("clip of nobody") << Make([s] {
            return commitSolve(s.tracks, {testing::solvedClip(77, s.ground, {0, -5}, *s.body)}, {}, {});
        });
        QTest::addRow("no floor") << Make([s] {
            trajectory::GroundPlane g;
            g.upInCam.setZero();
            return commitSolve(s.tracks, newClips(s), g, {});
        });
    }
    void nonsenseIsRefusedAndChangesNothing() {
        QFETCH(Make, make);
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        const auto r = make()->apply(scene);
        QVERIFY(!r);
        QCOMPARE(r.error().code, ErrorCode::InvalidInput);
        QCOMPARE(firstDifference(before, scene), std::string());
    }

    void solveReplacesItsPersonsAndLeavesOthers() {
        Scene scene = testing::sampleScene();
        const auto other = scene.clips.at(PersonId(2));
        const auto clips = newClips(scene);
        // A solve of person 1 alone: its world begins below that person.
        QVERIFY(commitSolve(scene.tracks, clips, testing::sampleFloor(), {})->apply(scene));
        QCOMPARE(scene.clips.at(PersonId(1)), clips[0]);
        QVERIFY(scene.notices.empty());
        const auto& moved = *scene.clips.at(PersonId(2));
        QCOMPARE(firstDifference(moved, *other).empty(), false);
        QVERIFY(moved.camFromWorld.front().isApprox(clips[0]->camFromWorld.front(), 1e-12));
        QVERIFY(worstInconsistency(moved, *scene.body) < 1e-9);
    }

    void clipsOfPersonsNoLongerTrackedGo() {
        Scene scene = testing::sampleScene();
        auto tracks = std::make_shared<track::TrackSet>(*scene.tracks);
        std::erase_if(tracks->persons, [](const auto& p) { return p.id == PersonId(2); });
        QVERIFY(commitSolve(tracks, newClips(scene), testing::sampleFloor(), {})->apply(scene));
        QVERIFY(!scene.clips.contains(PersonId(2)));
    }

    void boxesDrawnDuringTheSolveStay() {
        Scene scene = testing::sampleScene();
        const auto solved = scene.tracks;  // what the solve saw and returns
        const track::Box drawn{10, 20, 30, 40};
        QVERIFY(setBox(PersonId(2), FrameIndex(6), drawn, std::nullopt)->apply(scene));
        QVERIFY(setBox(PersonId(8), FrameIndex(9), drawn, std::nullopt)->apply(scene));
        QVERIFY(renamePerson(PersonId(4), "Joan")->apply(scene));
        QVERIFY(commitSolve(solved, newClips(scene), testing::sampleFloor(), {})->apply(scene));
        const auto& kept = scene.tracks->find(PersonId(2))->observations.at(FrameIndex(6));
        QVERIFY(kept.userBox);
        QCOMPARE(kept.box.width, drawn.width);
        QVERIFY(scene.tracks->find(PersonId(8)));
        QCOMPARE(scene.tracks->find(PersonId(4))->name, std::string("Joan"));
        QVERIFY(!scene.tracks->find(PersonId(2))->observations.at(FrameIndex(7)).userBox);
    }

    void theSameUserBoxTakesTheSolvesLandmarks() {
        Scene scene = testing::sampleScene();
        const track::Box drawn{10, 20, 30, 40};
        QVERIFY(setBox(PersonId(2), FrameIndex(6), drawn, std::nullopt)->apply(scene));
        auto solved = std::make_shared<track::TrackSet>(*scene.tracks);
        solved->find(PersonId(2))->observations[FrameIndex(6)].landmarks = testing::observation(12, 0.9f).landmarks;
        QVERIFY(commitSolve(solved, newClips(scene), testing::sampleFloor(), {})->apply(scene));
        QVERIFY(scene.tracks->find(PersonId(2))->observations.at(FrameIndex(6)).landmarks);
    }

    void adjustedFloorMovesTheWorldNotTheCameraPoses() {
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        QVERIFY(adjustGround(0.08, 0.03, 0.25)->apply(scene));
        for (const auto& [id, clip] : scene.clips) {
            QVERIFY(worstInconsistency(*clip, *scene.body) < 1e-9);
            QCOMPARE(clip->frames[7].poseInCam.translationM, before.clips.at(id)->frames[7].poseInCam.translationM);
        }
        const auto plane = trajectory::adjusted(scene.ground, 0.08, 0.03, 0.25);
        const auto& m = scene.clips.at(PersonId(1))->camFromWorld.front();
        QVERIFY((m.linear().col(1) - plane.upInCam).norm() < 1e-12);
        QVERIFY(std::abs(plane.upInCam.dot(m.translation()) + plane.offsetM) < 1e-12);
        QVERIFY(m.isApprox(scene.clips.at(PersonId(2))->camFromWorld.front()));
    }

    void raisedFloorLowersThePersonByAsMuch() {
        Scene scene = testing::sampleScene();
        const double before = scene.clips.at(PersonId(1))->frames[0].poseInWorld.translationM.y();
        QVERIFY(adjustGround(0, 0, 0.25)->apply(scene));
        const double after = scene.clips.at(PersonId(1))->frames[0].poseInWorld.translationM.y();
        QVERIFY(std::abs(before - after - 0.25) < 1e-9);
    }

    void draggingTheFloorIsOneStepAndComesBackToTheStart() {
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        const auto first = adjustGround(0.01, 0, 0);
        QVERIFY(first->apply(scene));
        for (int i = 2; i <= 30; ++i) {
            const auto next = adjustGround(0.01 * i, -0.005 * i, 0.01 * i);
            QVERIFY(next->apply(scene));
            QVERIFY(first->tryMerge(*next));
        }
        const auto dragged = scene.clips.at(PersonId(2));
        QCOMPARE(scene.groundPitchRad, 0.3);
        first->revert(scene);
        QCOMPARE(firstDifference(before, scene), std::string());
        QVERIFY(first->apply(scene));
        QVERIFY(worstWorldDifference(*dragged, *scene.clips.at(PersonId(2)), *scene.body) < 1e-9);
        // Back to no adjustment by the sliders: the same world up to rounding.
        QVERIFY(adjustGround(0, 0, 0)->apply(scene));
        QVERIFY(worstWorldDifference(*before.clips.at(PersonId(2)), *scene.clips.at(PersonId(2)), *scene.body) < 1e-9);
        QVERIFY(!first->tryMerge(*setFocal(900.0)));
    }

    void floorAdjustedDuringTheSolveAppliesToItsResult() {
        Scene scene = testing::sampleScene();
        const auto clips = newClips(scene);
        QVERIFY(adjustGround(0.05, 0, 0.1)->apply(scene));
        QVERIFY(commitSolve(scene.tracks, clips, testing::sampleFloor(), {})->apply(scene));
        const auto plane = trajectory::adjusted(testing::sampleFloor(), 0.05, 0, 0.1);
        for (const auto& [id, clip] : scene.clips) {
            QVERIFY((clip->camFromWorld.front().linear().col(1) - plane.upInCam).norm() < 1e-12);
            QVERIFY(worstInconsistency(*clip, *scene.body) < 1e-9);
        }
    }

    void focalLengthIsSetAndCleared() {
        Scene scene;
        QVERIFY(setFocal(1234.0)->apply(scene));
        QCOMPARE(scene.userFocalPx, std::optional<double>(1234.0));
        QVERIFY(setFocal(std::nullopt)->apply(scene));
        QVERIFY(!scene.userFocalPx);
    }
};

QTEST_APPLESS_MAIN(TestSolveEdits)
#include "tst_solve_edits.moc"
