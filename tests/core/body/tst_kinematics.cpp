#include "base/rotation.h"
#include "body/kinematics.h"

#include <QTest>

#include <numbers>
#include <random>

using namespace ropetp;
using namespace ropetp::body;

/// Forward kinematics against cases worked out by hand, and the change of frame.
class TestKinematics : public QObject {
    Q_OBJECT

    static JointPositions someJoints(unsigned seed) {
        std::mt19937 rng(seed);
        std::uniform_real_distribution<double> u(-0.5, 0.5);
        JointPositions joints;
        for (int j = 0; j < kJointCount; ++j)
            for (int c = 0; c < 3; ++c) joints(j, c) = u(rng);
        return joints;
    }
    static Pose somePose(unsigned seed) {
        std::mt19937 rng(seed);
        std::normal_distribution<double> n(0, 0.8);
        Pose pose;
        for (auto& a : pose.axisAngleRad) a = {n(rng), n(rng), n(rng)};
        pose.translationM = {n(rng), n(rng), n(rng)};
        return pose;
    }

  private Q_SLOTS:
    void restPoseIsTheRestJointsMoved() {
        const auto rest = someJoints(1);
        Pose pose;
        pose.translationM = {1, 2, 3};
        const JointPositions got = jointPositions(rest, pose);
        for (int j = 0; j < kJointCount; ++j)
            QVERIFY((got.row(j) - rest.row(j) - Eigen::RowVector3d(1, 2, 3)).norm() < 1e-12);
    }

    void bentKneeTurnsOnlyTheShank() {
        JointPositions rest = JointPositions::Zero();
        rest.row(index(Joint::LeftHip)) << 0.1, -0.1, 0;
        rest.row(index(Joint::LeftKnee)) << 0.1, -0.5, 0;
        rest.row(index(Joint::LeftAnkle)) << 0.1, -0.9, 0;
        Pose pose;
        pose.axisAngleRad[index(Joint::LeftKnee)] = {std::numbers::pi / 2, 0, 0};
        const JointPositions got = jointPositions(rest, pose);
        // A quarter turn about +X takes -Y to -Z: the heel goes back.
        QVERIFY((got.row(index(Joint::LeftAnkle)) - Eigen::RowVector3d(0.1, -0.5, -0.4)).norm() < 1e-12);
        QVERIFY((got.row(index(Joint::LeftKnee)) - rest.row(index(Joint::LeftKnee))).norm() < 1e-12);
    }

    void boneLengthsNeverChange() {
        const auto rest = someJoints(2);
        const auto got = jointPositions(rest, somePose(3));
        for (int j = 1; j < kJointCount; ++j) {
            const int p = kParents[j];
            QVERIFY(std::abs((got.row(j) - got.row(p)).norm() - (rest.row(j) - rest.row(p)).norm()) < 1e-12);
        }
    }

    void rootTurnsAboutThePelvis() {
        const auto rest = someJoints(4);
        Pose pose;
        pose.axisAngleRad[0] = {0.3, -2, 1};
        QVERIFY((jointPositions(rest, pose).row(0) - rest.row(0)).norm() < 1e-12);
    }

    void changeOfFrameMovesEveryJoint() {
        const auto rest = someJoints(5);
        for (unsigned seed = 0; seed < 50; ++seed) {
            const Pose pose = somePose(100 + seed);
            Eigen::Isometry3d bFromA = Eigen::Isometry3d::Identity();
            bFromA.linear() = matrixFromAxisAngle({0.1 * seed, 1, -0.5});
            bFromA.translation() = Eigen::Vector3d(1, -2, 0.1 * seed);
            const JointPositions inA = jointPositions(rest, pose);
            const JointPositions inB = jointPositions(rest, transformed(pose, bFromA, rest));
            for (int j = 0; j < kJointCount; ++j)
                QVERIFY((bFromA * Eigen::Vector3d(inA.row(j).transpose()) - inB.row(j).transpose()).norm() < 1e-9);
        }
    }

    void mirrorTableIsAnInvolutionOnTheTree() {
        for (int j = 0; j < kJointCount; ++j) {
            QCOMPARE(kMirror[kMirror[j]], j);
            if (j > 0) QCOMPARE(kParents[kMirror[j]], kMirror[kParents[j]]);
        }
    }
};

QTEST_APPLESS_MAIN(TestKinematics)
#include "tst_kinematics.moc"
