#include <QTest>

#include "metrics/visibility_error.h"
#include "tests/core/metrics/figure.h"

#include <limits>

using namespace ropetp;
using namespace ropetp::metrics;

class TestVisibilityError : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void eachJointGoesToItsSide() {
        // Two hidden joints, 90 and 30 mm off; 22 seen ones, of which one is 44 mm off.
        std::vector<body::JointPositions> truth = {test::figure(0)}, predicted = truth;
        predicted[0].row(20) += Eigen::RowVector3d(0.090, 0, 0);
        predicted[0].row(21) += Eigen::RowVector3d(0, 0.030, 0);
        predicted[0].row(4) += Eigen::RowVector3d(0, 0, 0.044);
        SeenJoints seen = test::all();
        seen[20] = seen[21] = false;
        const auto e = visibilityError(predicted, truth, test::all(), std::vector{seen});
        QCOMPARE(e.visible, std::size_t(22));
        QCOMPARE(e.hidden, std::size_t(2));
        QVERIFY(std::abs(e.hiddenMm - 60) < 1e-9);
        QVERIFY(std::abs(e.visibleMm - 2) < 1e-9);
        // Together they are the MPJPE.
        const auto both = poseError(predicted, truth, test::all());
        QVERIFY(std::abs((e.visible * e.visibleMm + e.hidden * e.hiddenMm) / 24 - both->mpjpeMm) < 1e-9);
    }

    void theSameJointsCountAsInTheWhole() {
        std::vector<body::JointPositions> truth = {test::figure(0), test::figure(1)}, predicted = truth;
        for (auto& p : predicted) p.row(20) += Eigen::RowVector3d(1, 0, 0);
        truth[0](20, 1) = std::numeric_limits<double>::quiet_NaN();
        truth[1](2, 1) = std::numeric_limits<double>::quiet_NaN();   // no hips: no frame
        auto mask = test::all();
        mask[21] = false;
        const auto e = visibilityError(predicted, truth, mask, std::vector<SeenJoints>(2, test::all()));
        QCOMPARE(e.visible, std::size_t(22));
        QCOMPARE(e.hidden, std::size_t(0));
        QVERIFY(e.visibleMm < 1e-9);
        QCOMPARE(e.hiddenMm, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestVisibilityError)
#include "tst_visibility_error.moc"
