#include <QTest>

#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "edit/ik.h"
#include "edit/pose_tools.h"
#include "pose/joint_limits.h"

using namespace ropetp;
using namespace ropetp::edit;
using body::Joint;
using Eigen::Vector3d;

namespace {

constexpr std::size_t at(Joint j) { return std::size_t(body::index(j)); }
JointSet only(Joint j) { return JointSet().set(at(j)); }

/// Nobody's rest pose: every joint is turned a little.
body::Pose somePose() {
    body::Pose p;
    for (std::size_t j = 0; j < body::kJointCount; ++j) p.axisAngleRad[j] = 0.2 * Vector3d(std::sin(double(j)), std::cos(2.0 * double(j)), std::sin(3.0 * double(j)));
    p.axisAngleRad[at(Joint::LeftKnee)] = {0.7, 0, 0};
    p.translationM = {0.1, -0.2, 4};
    return p;
}

Eigen::Matrix3d inFrame(const body::Pose& pose, Joint j) {
    return body::jointFrames(body::mannequin()->restJoints(body::Betas::Zero()), pose)[at(j)].linear();
}

}  // namespace

/// Turning joints, and the ends of what they can do.
class TestTurns : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aTurnAboutOwnAxesStaysInTheJoint() {
        const body::Pose was = somePose(), now = turnedAboutOwnAxes(was, only(Joint::LeftElbow), {0, 0.4, 0});
        const Vector3d axis = inFrame(was, Joint::LeftElbow).col(1);
        const Vector3d turn = axisAngleFromMatrix(inFrame(now, Joint::LeftElbow) * inFrame(was, Joint::LeftElbow).transpose());
        QVERIFY((turn - 0.4 * axis).norm() < 1e-9);
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            if (j != at(Joint::LeftElbow)) QCOMPARE(now.axisAngleRad[j], was.axisAngleRad[j]);
        QCOMPARE(now.translationM, was.translationM);
    }

    void aTurnAboutFrameAxesIsThatTurn_data() {
        QTest::addColumn<int>("joint");
        for (const Joint j : {Joint::Pelvis, Joint::Spine3, Joint::RightWrist}) QTest::newRow(body::kJointNames[at(j)].data()) << body::index(j);
    }
    void aTurnAboutFrameAxesIsThatTurn() {
        QFETCH(int, joint);
        const Joint j(static_cast<Joint>(joint));
        const Vector3d wanted(0.3, -0.2, 0.5);
        const body::Pose was = somePose(), now = turnedAboutFrameAxes(was, only(j), wanted);
        QVERIFY((axisAngleFromMatrix(inFrame(now, j) * inFrame(was, j).transpose()) - wanted).norm() < 1e-9);
    }

    void aKneeIsHeldAtItsEnds() {
        const body::Pose was = somePose();
        const auto range = pose::jointRanges(body::index(Joint::LeftKnee))[0];
        QVERIFY(range);
        body::Pose bent = turnedAboutOwnAxes(was, only(Joint::LeftKnee), {-1.5, 0, 0});
        QVERIFY(heldWithinLimits(bent, was, only(Joint::LeftKnee))[at(Joint::LeftKnee)]);
        QCOMPARE(bent.axisAngleRad[at(Joint::LeftKnee)].x(), range->low);
        QVERIFY(jointsAtLimit(bent)[at(Joint::LeftKnee)]);
        QVERIFY(!jointsAtLimit(was)[at(Joint::LeftKnee)]);
        // Within its range it is left alone.
        body::Pose more = turnedAboutOwnAxes(was, only(Joint::LeftKnee), {0.5, 0, 0});
        const body::Pose wanted = more;
        QVERIFY(heldWithinLimits(more, was, only(Joint::LeftKnee)).none());
        QCOMPARE(more.axisAngleRad, wanted.axisAngleRad);
        // What was out already comes no further out, and is not pulled in.
        body::Pose out = was;
        out.axisAngleRad[at(Joint::LeftKnee)] = {-0.5, 0, 0};
        body::Pose further = out;
        further.axisAngleRad[at(Joint::LeftKnee)] = {-0.9, 0, 0};
        heldWithinLimits(further, out, only(Joint::LeftKnee));
        QCOMPARE(further.axisAngleRad[at(Joint::LeftKnee)].x(), -0.5);
    }

    void rangesAreMirrored() {
        for (int j = 0; j < body::kJointCount; ++j)
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const auto mine = pose::jointRanges(j)[axis], theirs = pose::jointRanges(body::kMirror[std::size_t(j)])[axis];
                QCOMPARE(mine.has_value(), theirs.has_value());
                if (!mine || j == body::kMirror[std::size_t(j)]) continue;
                QCOMPARE(mine->low, axis == 0 ? theirs->low : -theirs->high);
                QCOMPARE(mine->high, axis == 0 ? theirs->high : -theirs->low);
            }
    }

    void aDraggedLimbKeepsToItsLimitsWhenAsked() {
        const auto rest = body::mannequin()->restJoints(body::Betas::Zero());
        const body::Pose was;   // arms held out
        const auto joints = body::jointPositions(rest, was);
        // Far behind the back: the shoulder cannot.
        const Vector3d target = joints.row(body::index(Joint::LeftShoulder)).transpose() + Vector3d(-0.1, 0.1, -0.45);
        IkOptions limited;
        limited.limits = true;
        const auto free = reach(rest, was, Joint::LeftWrist, target, {});
        const auto held = reach(rest, was, Joint::LeftWrist, target, limited);
        QVERIFY(free && held);
        const auto offMm = [&](const IkResult& r) { return 1000 * (body::jointPositions(rest, r.pose).row(body::index(Joint::LeftWrist)).transpose() - target).norm(); };
        QVERIFY2(offMm(*free) < 1, qPrintable(QString::number(offMm(*free))));
        QVERIFY(offMm(*held) > 1);
        for (const Joint j : {Joint::LeftShoulder, Joint::LeftElbow, Joint::LeftWrist})
            for (std::size_t axis = 0; axis < 3; ++axis)
                if (const auto& range = pose::jointRanges(body::index(j))[axis]) {
                    const double a = held->pose.axisAngleRad[at(j)][Eigen::Index(axis)];
                    QVERIFY2(a >= range->low - 1e-9 && a <= range->high + 1e-9, qPrintable(QString("%1 axis %2: %3").arg(body::kJointNames[at(j)].data()).arg(axis).arg(a)));
                }
    }
};

QTEST_APPLESS_MAIN(TestTurns)
#include "tst_turns.moc"
