#include "sample_scene.h"

#include "base/rotation.h"
#include "edit/fix_edits.h"
#include "edit/pose_tools.h"
#include "edit/range_edits.h"
#include "edit/scene_compare.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace ropetp;
using namespace ropetp::edit;
using body::Joint;

namespace {

using Make = std::function<std::unique_ptr<Edit>()>;
const PersonId kAda(1);
const FrameIndex kFrame(20);

const body::MotionFrame& at(const Scene& s, FrameIndex f) { return s.clips.at(kAda)->frames[std::size_t(f.value)]; }
Eigen::Vector3d joint(const Scene& s, FrameIndex f, Joint j) {
    return body::jointPositions(s.body->restJoints(s.clips.at(kAda)->betas), at(s, f).poseInCam).row(body::index(j)).transpose();
}
void act(Scene& s, const std::unique_ptr<Edit>& e) {
    const auto r = e->apply(s);
    if (!r) qFatal("%s: %s", e->label().c_str(), r.error().detail.c_str());
}
body::Pose turned(double rad) {
    body::Pose p;
    for (auto& a : p.axisAngleRad) a = {rad, 0.5 * rad, -rad};
    p.translationM = {0.1, 0.2, 5};
    return p;
}

}  // namespace

Q_DECLARE_METATYPE(Make)

/// Edits of one frame: what they do, exact undo, refusal of nonsense.
class TestFixEdits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void revertRestoresAnEqualSceneAndRedoRepeats_data() {
        QTest::addColumn<Make>("make");
        QTest::addRow("set fix") << Make([] { return setFix(kAda, kFrame, wholeBody(), true, turned(0.3)); });
        QTest::addRow("move root") << Make([] { return moveRoot(kAda, kFrame, {0, 0, 4}); });
        QTest::addRow("drag 3d") << Make([] { return dragJoint3d(kAda, kFrame, Joint::LeftWrist, {0, 0, 4.5}); });
        QTest::addRow("drag 3d, body") << Make([] { return dragJoint3d(kAda, kFrame, Joint::Head, {0, -0.5, 4.5}, {true, {Joint::LeftFoot}}); });
        QTest::addRow("drag 2d") << Make([] { return dragJoint2d(kAda, kFrame, Joint::RightAnkle, {640, 400}); });
        QTest::addRow("mirror") << Make([] { return mirrorPose(kAda, kFrame, wholeBody()); });
        QTest::addRow("swap") << Make([] { return swapLeftRight(kAda, kFrame, jointsOf(Limb::LeftLeg)); });
        QTest::addRow("paste") << Make([] { return pastePose(kAda, kFrame, {jointsOf(Limb::Head), false, turned(0.2)}); });
        QTest::addRow("copy") << Make([] { return copyPose(kAda, kFrame, PersonId(2), FrameIndex(12), wholeBody(), true); });
        QTest::addRow("remove fix") << Make([] { return removeFix(kAda, FrameIndex(5)); });
        QTest::addRow("remove part of a fix") << Make([] { return removeFix(kAda, FrameIndex(5), jointsOf(Limb::Head), false); });
        QTest::addRow("reach") << Make([] { return setFalloff(kAda, FrameIndex(5), {0.1, 0.9}); });
        QTest::addRow("tool") << Make([] { return addTool(kAda, {{FrameIndex(2), FrameIndex(30)}, wholeBody(), true, 0.1, SmoothTool{}}); });
        QTest::addRow("remove tool") << Make([] { return removeTool(kAda, 0); });
        QTest::addRow("reset") << Make([] { return resetToRaw(kAda, {FrameIndex(3), FrameIndex(8)}, wholeBody(), true); });
    }
    void revertRestoresAnEqualSceneAndRedoRepeats() {
        QFETCH(Make, make);
        Scene scene = testing::sampleScene();
        act(scene, setFix(kAda, FrameIndex(5), wholeBody(), true, turned(0.1)));
        act(scene, addTool(kAda, {{FrameIndex(8), FrameIndex(18)}, wholeBody(), false, 0.1, TimeOffsetTool{0.1}}));
        const Scene before = testing::deepCopy(scene);
        const auto edit = make();
        QVERIFY(!edit->label().empty() && edit->command());
        const auto change = edit->apply(scene);
        QVERIFY2(change, change ? "" : change.error().detail.c_str());
        QVERIFY(change->clips && change->layers && !change->tracks);
        QVERIFY(!firstDifference(before, scene).empty());
        const Scene after = testing::deepCopy(scene);
        edit->revert(scene);
        QCOMPARE(firstDifference(before, scene), std::string());
        QVERIFY(edit->apply(scene));
        QCOMPARE(firstDifference(after, scene), std::string());
        // Written down and made anew, on a scene that shares nothing with this one.
        Scene again = testing::deepCopy(before);
        QVERIFY(makeEdit(*edit->command())->apply(again));
        QCOMPARE(firstDifference(after, again), std::string());
    }

    void nonsenseIsRefusedAndChangesNothing_data() {
        QTest::addColumn<Make>("make");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        body::Pose broken = turned(0.1);
        broken.axisAngleRad[16].y() = nan;
        QTest::addRow("nobody") << Make([] { return moveRoot(PersonId(9), kFrame, {0, 0, 4}); });
        QTest::addRow("tracked, not solved") << Make([] { return moveRoot(PersonId(4), kFrame, {0, 0, 4}); });
        QTest::addRow("frame after the end") << Make([] { return moveRoot(kAda, FrameIndex(40), {0, 0, 4}); });
        QTest::addRow("frame -1") << Make([] { return moveRoot(kAda, FrameIndex(-1), {0, 0, 4}); });
        QTest::addRow("nothing held") << Make([] { return setFix(kAda, kFrame, {}, false, turned(0.1)); });
        QTest::addRow("rotation not finite") << Make([broken] { return setFix(kAda, kFrame, wholeBody(), false, broken); });
        QTest::addRow("place not finite") << Make([nan] { return moveRoot(kAda, kFrame, {0, nan, 4}); });
        QTest::addRow("reach below 0") << Make([] { return setFix(kAda, kFrame, wholeBody(), false, turned(0.1), Falloff{-1, 0}); });
        QTest::addRow("reach of hours") << Make([] { return setFix(kAda, kFrame, wholeBody(), false, turned(0.1), Falloff{0, 1e4}); });
        QTest::addRow("reach without fix") << Make([] { return setFalloff(kAda, kFrame, {}); });
        QTest::addRow("remove without fix") << Make([] { return removeFix(kAda, kFrame); });
        QTest::addRow("target not finite") << Make([nan] { return dragJoint3d(kAda, kFrame, Joint::Head, {nan, 0, 1}); });
        QTest::addRow("pixel not finite") << Make([nan] { return dragJoint2d(kAda, kFrame, Joint::LeftWrist, {nan, 0}); });
        QTest::addRow("swap of a head") << Make([] { return swapLeftRight(kAda, kFrame, jointsOf(Limb::Head)); });
        QTest::addRow("copy from nobody") << Make([] { return copyPose(kAda, kFrame, PersonId(9), kFrame, wholeBody(), false); });
        QTest::addRow("no such tool") << Make([] { return removeTool(kAda, 0); });
        QTest::addRow("empty range") << Make([] { return addTool(kAda, {{FrameIndex(5), FrameIndex(5)}, wholeBody(), false, 0.1, SmoothTool{}}); });
        QTest::addRow("range outside") << Make([] { return addTool(kAda, {{FrameIndex(50), FrameIndex(60)}, wholeBody(), false, 0.1, SmoothTool{}}); });
        QTest::addRow("cut-off 0") << Make([] { return addTool(kAda, {{FrameIndex(5), FrameIndex(9)}, wholeBody(), false, 0.1, SmoothTool{.cutoffHz = 0}}); });
        QTest::addRow("hold of no frame") << Make([] { return addTool(kAda, {{FrameIndex(5), FrameIndex(9)}, wholeBody(), false, 0.1, HoldTool{FrameIndex(70)}}); });
        QTest::addRow("empty take") << Make([] { return addTool(kAda, {{FrameIndex(5), FrameIndex(9)}, wholeBody(), false, 0.1, TakeFromTool{}}); });
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

    void aDraggedHandGetsThere() {
        Scene s = testing::sampleScene();
        const auto shoulder = joint(s, kFrame, Joint::LeftShoulder);
        const Eigen::Vector3d target = shoulder + Eigen::Vector3d(0.1, 0.15, -0.3);
        const auto body = at(s, kFrame).poseInCam;
        act(s, dragJoint3d(kAda, kFrame, Joint::LeftWrist, target));
        QVERIFY2((joint(s, kFrame, Joint::LeftWrist) - target).norm() < 1e-6, qPrintable(QString::number((joint(s, kFrame, Joint::LeftWrist) - target).norm())));
        for (const int j : {0, 1, 2, 3, 12, 13, 17}) QCOMPARE(at(s, kFrame).poseInCam.axisAngleRad[std::size_t(j)], body.axisAngleRad[std::size_t(j)]);
        // The elbow bends the way elbows do.
        QVERIFY(at(s, kFrame).poseInCam.axisAngleRad[18].y() < 0);
    }

    void aHandOutOfReachStretchesTowardsIt() {
        Scene s = testing::sampleScene();
        const Eigen::Vector3d shoulder = joint(s, kFrame, Joint::LeftShoulder), target = shoulder + Eigen::Vector3d(3, 0, 0);
        act(s, dragJoint3d(kAda, kFrame, Joint::LeftWrist, target));
        const Eigen::Vector3d way = joint(s, kFrame, Joint::LeftWrist) - shoulder;
        QVERIFY(way.norm() > 0.519 && way.normalized().x() > 0.9999);
    }

    void aFootIsDraggedOverThePicture_data() {
        QTest::addColumn<int>("joint");
        QTest::addColumn<bool>("wholeBody");
        for (const Joint j : {Joint::LeftAnkle, Joint::RightFoot, Joint::LeftHand, Joint::RightElbow, Joint::LeftKnee})
            QTest::addRow("%s", std::string(body::kJointNames[std::size_t(body::index(j))]).c_str()) << body::index(j) << false;
        for (const Joint j : {Joint::LeftWrist, Joint::Head, Joint::Pelvis, Joint::Spine3})
            QTest::addRow("%s, whole body", std::string(body::kJointNames[std::size_t(body::index(j))]).c_str()) << body::index(j) << true;
    }
    void aFootIsDraggedOverThePicture() {
        QFETCH(int, joint);
        QFETCH(bool, wholeBody);
        Scene s = testing::sampleScene();
        const auto& camera = s.clips.at(kAda)->camera;
        const Joint j = Joint(joint);
        const Eigen::Vector3d before = ::joint(s, kFrame, j);
        const Eigen::Vector2d px = camera.project(before) + Eigen::Vector2d(14, -11);
        act(s, dragJoint2d(kAda, kFrame, j, px, {wholeBody, {}}));
        const Eigen::Vector3d after = ::joint(s, kFrame, j);
        const double offPx = (camera.project(after) - px).norm();
        QVERIFY2(offPx < 1, qPrintable(QString("%1 px away").arg(offPx)));
        QVERIFY2(std::abs(after.z() - before.z()) < 0.12, qPrintable(QString("depth changed by %1 m").arg(after.z() - before.z())));
    }

    void pinnedFeetStayWhileTheBodyFollows() {
        Scene s = testing::sampleScene();
        const Eigen::Vector3d left = joint(s, kFrame, Joint::LeftAnkle), right = joint(s, kFrame, Joint::RightAnkle);
        const Eigen::Vector3d target = joint(s, kFrame, Joint::Pelvis) + Eigen::Vector3d(0.05, 0.12, 0);
        act(s, dragJoint3d(kAda, kFrame, Joint::Pelvis, target, {true, {Joint::LeftAnkle, Joint::RightAnkle}}));
        const double off = (joint(s, kFrame, Joint::Pelvis) - target).norm();
        const double slid = std::max((joint(s, kFrame, Joint::LeftAnkle) - left).norm(), (joint(s, kFrame, Joint::RightAnkle) - right).norm());
        QVERIFY2(off < 0.01 && slid < 0.01, qPrintable(QString("pelvis %1 m away, feet slid %2 m").arg(off).arg(slid)));
        // Knees bend forwards.
        for (const std::size_t knee : {4u, 5u}) QVERIFY(at(s, kFrame).poseInCam.axisAngleRad[knee].x() > 0);
    }

    void aDragIsOneStep() {
        Scene s = testing::sampleScene();
        const Scene before = testing::deepCopy(s);
        const Eigen::Vector3d start = joint(s, kFrame, Joint::LeftWrist);
        const auto first = dragJoint3d(kAda, kFrame, Joint::LeftWrist, start);
        act(s, first);
        for (int k = 1; k <= 20; ++k) {
            const auto next = dragJoint3d(kAda, kFrame, Joint::LeftWrist, start + Eigen::Vector3d(0.01 * k, -0.01 * k, 0));
            act(s, next);
            QVERIFY(first->tryMerge(*next));
        }
        QVERIFY(!first->tryMerge(*dragJoint3d(kAda, kFrame, Joint::RightWrist, start)));
        QVERIFY(!first->tryMerge(*dragJoint3d(kAda, FrameIndex(21), Joint::LeftWrist, start)));
        const Scene after = testing::deepCopy(s);
        first->revert(s);
        QCOMPARE(firstDifference(before, s), std::string());
        QVERIFY(first->apply(s));
        QCOMPARE(firstDifference(after, s), std::string());
        Scene written = testing::deepCopy(before);
        QVERIFY(makeEdit(*first->command())->apply(written));
        QCOMPARE(firstDifference(after, written), std::string());
    }

    void mirroringTwiceIsTheSameAndOnceTheOtherSide() {
        const auto s = testing::sampleScene();
        const body::Pose pose = at(s, kFrame).poseInCam;
        const Eigen::Vector3d up = s.clips.at(kAda)->camFromWorld.front().linear().col(1);
        const auto once = mirroredPose(pose, wholeBody(), up), twice = mirroredPose(once, wholeBody(), up);
        for (std::size_t j = 0; j < body::kJointCount; ++j) QVERIFY((twice.axisAngleRad[j] - pose.axisAngleRad[j]).norm() < 1e-9);
        const auto rest = s.body->restJoints(body::Betas::Zero());
        const auto a = body::jointPositions(rest, pose), b = body::jointPositions(rest, once);
        // Left of the one is as far from the pelvis as right of the other.
        for (int j = 0; j < body::kJointCount; ++j)
            QVERIFY(std::abs((a.row(j) - a.row(0)).norm() - (b.row(body::kMirror[std::size_t(j)]) - b.row(0)).norm()) < 1e-9);
    }

    void swappedLimbsPointWhereTheOthersDid() {
        auto pose = at(testing::sampleScene(), kFrame).poseInCam;
        pose.axisAngleRad[16] = {0.1, -0.5, -0.9};
        pose.axisAngleRad[18] = {0, -0.8, 0};
        pose.axisAngleRad[17] = {0.4, 0.2, 0.5};
        pose.axisAngleRad[19] = {0, 0.3, 0};
        const auto rest = testing::sampleScene().body->restJoints(body::Betas::Zero());
        const auto swapped = swappedSides(pose, wholeBody());
        const auto a = body::jointPositions(rest, pose), b = body::jointPositions(rest, swapped);
        for (const auto& [from, to] : {std::pair(Joint::LeftHip, Joint::LeftKnee), {Joint::LeftKnee, Joint::LeftAnkle},
                                       {Joint::LeftShoulder, Joint::LeftElbow}, {Joint::LeftElbow, Joint::LeftWrist}}) {
            const int l0 = body::index(from), l1 = body::index(to), r0 = body::kMirror[std::size_t(l0)], r1 = body::kMirror[std::size_t(l1)];
            QVERIFY2(((b.row(l1) - b.row(l0)) - (a.row(r1) - a.row(r0))).norm() < 1e-9, std::string(body::kJointNames[std::size_t(l1)]).c_str());
            QVERIFY2(((b.row(r1) - b.row(r0)) - (a.row(l1) - a.row(l0))).norm() < 1e-9, std::string(body::kJointNames[std::size_t(r1)]).c_str());
        }
        const auto back = swappedSides(swapped, wholeBody());
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            QVERIFY(geodesicAngle(matrixFromAxisAngle(back.axisAngleRad[j]), matrixFromAxisAngle(pose.axisAngleRad[j])) < 1e-9);
    }

    void resetGivesTheSolveBack() {
        Scene s = testing::sampleScene();
        const auto raw = s.clips.at(kAda);
        act(s, setFix(kAda, FrameIndex(18), wholeBody(), true, turned(0.2)));
        act(s, setFix(kAda, FrameIndex(22), wholeBody(), true, turned(0.3)));
        act(s, resetToRaw(kAda, {FrameIndex(21), FrameIndex(24)}, wholeBody(), true));
        QVERIFY(s.layers.at(kAda)->findFix(FrameIndex(18)) && !s.layers.at(kAda)->findFix(FrameIndex(22)));
        for (int f = 22; f < 24; ++f) QCOMPARE(at(s, FrameIndex(f)).poseInCam.axisAngleRad, raw->frames[std::size_t(f)].poseInCam.axisAngleRad);
        QCOMPARE(at(s, FrameIndex(18)).poseInCam.axisAngleRad[4], turned(0.2).axisAngleRad[4]);
    }
};

QTEST_APPLESS_MAIN(TestFixEdits)
#include "tst_fix_edits.moc"
