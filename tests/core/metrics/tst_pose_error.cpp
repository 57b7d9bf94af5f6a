#include <QTest>

#include "metrics/pose_error.h"
#include "metrics/similarity.h"
#include "tests/core/metrics/figure.h"

#include <Eigen/Geometry>

#include <limits>

using namespace ropetp;
using namespace ropetp::metrics;

class TestPoseError : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aMovedHandCountsByHand() {
        // One joint of 24 is 120 mm off: 5 mm on average; nothing else moves.
        std::vector<body::JointPositions> truth = {test::figure(0)}, predicted = truth;
        predicted[0].row(20) += Eigen::RowVector3d(0, 0, 0.120);
        const auto e = poseError(predicted, truth, test::all());
        QVERIFY(e);
        QVERIFY(std::abs(e->mpjpeMm - 5.0) < 1e-9);
        QVERIFY(std::abs(e->perJointMm[20] - 120.0) < 1e-9);
        QCOMPARE(e->perJointMm[4], 0.0);
        QVERIFY(e->paMpjpeMm > 0 && e->paMpjpeMm < 2 * e->mpjpeMm);
    }

    void placeDoesNotCount() {
        std::vector<body::JointPositions> truth = {test::figure(0), test::figure(1)}, predicted = truth;
        for (auto& p : predicted) p.rowwise() += Eigen::RowVector3d(3, -1, 2);
        const auto e = poseError(predicted, truth, test::all());
        QVERIFY(e->mpjpeMm < 1e-9);
    }

    void sizeAndTurnCountForMpjpeOnly() {
        std::vector<body::JointPositions> truth = {test::figure(3)}, predicted = truth;
        const Eigen::Matrix3d turn = Eigen::AngleAxisd(0.4, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
        predicted[0] = 1.3 * truth[0] * turn.transpose();
        const auto e = poseError(predicted, truth, test::all());
        QVERIFY(e->mpjpeMm > 50);
        QVERIFY(e->paMpjpeMm < 1e-9);
    }

    void aMirrorImageIsNoTurn() {
        std::vector<body::JointPositions> truth = {test::figure(3)}, predicted = truth;
        predicted[0].col(0) *= -1;
        QVERIFY(poseError(predicted, truth, test::all())->paMpjpeMm > 10);
    }

    void unknownJointsAndMaskedOnesDoNotCount() {
        std::vector<body::JointPositions> truth = {test::figure(0)}, predicted = truth;
        predicted[0].row(20) += Eigen::RowVector3d(1, 0, 0);
        predicted[0].row(21) += Eigen::RowVector3d(1, 0, 0);
        truth[0](20, 1) = std::numeric_limits<double>::quiet_NaN();
        auto mask = test::all();
        mask[21] = false;
        QVERIFY(poseError(predicted, truth, mask)->mpjpeMm < 1e-9);
    }

    void withoutHipsThereIsNothingToAlign() {
        std::vector<body::JointPositions> truth = {test::figure(0)}, predicted = truth;
        truth[0](1, 0) = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!poseError(predicted, truth, test::all()));
        QVERIFY(!poseError({}, {}, test::all()));
    }
};

QTEST_APPLESS_MAIN(TestPoseError)
#include "tst_pose_error.moc"
