#include <QTest>

#include "metrics/world_error.h"
#include "tests/core/metrics/figure.h"

#include <Eigen/Geometry>

using namespace ropetp;
using namespace ropetp::metrics;

class TestWorldError : public QObject {
    Q_OBJECT

    static std::vector<body::JointPositions> walk(int frames) {
        std::vector<body::JointPositions> out;
        for (int i = 0; i < frames; ++i) out.push_back(test::figure(i));
        return out;
    }

  private Q_SLOTS:
    void anotherWorldFrameIsNoError() {
        const auto truth = walk(250);
        auto predicted = truth;
        const Eigen::Matrix3d turn = Eigen::AngleAxisd(1.1, Eigen::Vector3d::UnitY()).toRotationMatrix();
        for (auto& p : predicted) p = ((p * turn.transpose()).rowwise() + Eigen::RowVector3d(4, 0, -2)).eval();
        const auto e = worldError(predicted, truth, test::all());
        QVERIFY(e && e->wMpjpeMm < 1e-6 && e->waMpjpeMm < 1e-6 && e->rtePercent < 1e-9);
        QCOMPARE(e->frames, std::size_t(250));
    }

    void driftShowsMoreFromTheStartThanOverall() {
        const auto truth = walk(100);
        auto predicted = truth;
        for (int i = 0; i < 100; ++i) predicted[std::size_t(i)].rowwise() += Eigen::RowVector3d(0, 0, 0.01 * i);
        const auto e = worldError(predicted, truth, test::all());
        // From the start: 0.01 m times the mean frame number, 49.5 (alignment on two frames takes a little).
        QVERIFY2(e->wMpjpeMm > 400 && e->wMpjpeMm < 600, qPrintable(QString::number(e->wMpjpeMm)));
        QVERIFY(e->waMpjpeMm < 0.6 * e->wMpjpeMm);
        QVERIFY(e->rtePercent > 0);
    }

    void chunksStartAnew() {
        // A jump between chunks is no error, as each is aligned by itself.
        const auto truth = walk(200);
        auto predicted = truth;
        for (std::size_t i = 100; i < 200; ++i) predicted[i].rowwise() += Eigen::RowVector3d(5, 0, 0);
        const auto e = worldError(predicted, truth, test::all());
        QVERIFY(e->wMpjpeMm < 1e-6);
        QVERIFY(e->rtePercent > 1);
    }

    void jitterOfAKnownCurve() {
        // x = t^3 has the third derivative 6; the third difference times fps^3 is exactly that.
        std::vector<body::JointPositions> frames;
        for (int i = 0; i < 20; ++i) frames.push_back(body::JointPositions::Constant(0));
        for (int i = 0; i < 20; ++i) frames[std::size_t(i)].col(1).setConstant(std::pow(i / 30.0, 3));
        QVERIFY(std::abs(jitter(frames, 30) - 0.6) < 1e-6);
        QCOMPARE(jitter({}, 30), 0.0);
    }

    void jitterOfOneShakingJointOfTwentyFour() {
        // 0, 0, 0, 1 mm: a third difference of 1 mm for one joint of 24; times 10^3, by 10.
        std::vector<body::JointPositions> frames(4, test::figure(0));
        frames[3](20, 2) += 0.001;
        QVERIFY(std::abs(jitter(frames, 10) - 0.1 / 24) < 1e-9);
        metrics::JointMask two{};
        two[20] = two[21] = true;
        QVERIFY(std::abs(jitter(frames, 10, two) - 0.05) < 1e-9);
        QCOMPARE(jitter(frames, 10, metrics::JointMask{}), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestWorldError)
#include "tst_world_error.moc"
