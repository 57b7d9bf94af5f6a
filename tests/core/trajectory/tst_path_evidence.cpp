#include "trajectory/denoiser/ddim.h"
#include "trajectory/denoiser/denoiser_config.h"
#include "trajectory/denoiser/path_evidence.h"
#include "trajectory/foot_lock.h"
#include "trajectory/path_solver.h"

#include <Eigen/Dense>

#include <QTest>

#include <cmath>

using namespace ropetp;
using namespace ropetp::trajectory;
using Places = std::vector<Eigen::Vector3d>;

/// The small parts of the TrajDenoiser: evidence, schedule, configuration, locked feet.
class TestPathEvidence : public QObject {
    Q_OBJECT

    static Places forward(std::size_t n) { return Places(n - 1, Eigen::Vector3d(0, 0, 0.04)); }

  private Q_SLOTS:
    void aJumpIsAsHighAsTheCameraSawIt_data() {
        QTest::addColumn<int>("flight");
        QTest::addColumn<bool>("seesHeights");
        QTest::addColumn<bool>("leavesTheFloor");
        QTest::newRow("a jump of half a second") << 15 << true << true;
        QTest::newRow("seen by a camera that moves") << 15 << false << false;
        QTest::newRow("too long for a flight: feet out of sight") << 45 << true << false;
    }
    void aJumpIsAsHighAsTheCameraSawIt() {
        QFETCH(int, flight);
        QFETCH(bool, seesHeights);
        QFETCH(bool, leavesTheFloor);
        constexpr int kFrames = 90, kLeaves = 20;
        constexpr double kHeightM = 0.3, kSoleM = -0.95, kFloorM = 0.1;
        BodyTrack track;
        SampledPath path;
        for (int i = 0; i < kFrames; ++i) {
            const double part = double(i - kLeaves) / flight;
            const bool flies = part > 0 && part < 1;
            const double up = flies ? kHeightM * 4 * part * (1 - part) : 0;
            auto& frame = track.frames.emplace_back();
            frame.joints.setZero();
            frame.known.fill(true);
            track.soleM.push_back(kSoleM);
            track.rawPelvisM.emplace_back(0.01 * i, 2.5 + up, 0);   // the camera's own height, with a floor of its own
            path.rootM.emplace_back(0.01 * i, 1, 0);                // the network stays on the floor
            path.contacts.push_back({});
            path.contacts.back().fill(flies ? 0.1f : 0.9f);
        }
        settleOnFloor(track, {}, kFloorM, seesHeights, path);
        double highest = 0;
        for (int i = 0; i < kFrames; ++i) {
            QVERIFY(std::abs(path.rootM[std::size_t(i)].x() - 0.01 * i) < 1e-9);
            const double over = path.rootM[std::size_t(i)].y() - (kFloorM - kSoleM);
            if (i <= kLeaves || i >= kLeaves + flight) QVERIFY2(std::abs(over) < 0.01, qPrintable(QString("frame %1: %2 m").arg(i).arg(over)));
            highest = std::max(highest, over);
        }
        QVERIFY2(leavesTheFloor ? std::abs(highest - kHeightM) < 0.02 : highest < 0.02, qPrintable(QString::number(highest)));
    }

    void stepsAloneAreAddedUp() {
        const auto path = fusedPath(forward(50), std::vector<double>(49, 0.01), {});
        QVERIFY(path.front().norm() < 1e-9 && (path.back() - Eigen::Vector3d(0, 0, 49 * 0.04)).norm() < 1e-6);
    }

    void hardPinsHoldAndWhatIsBetweenIsSpread() {
        const std::vector<PathEvidence> pins = {PathEvidence::pin(0, {0, 1, 0}), PathEvidence::pin(49, {0.5, 1, 2})};
        const auto path = fusedPath(forward(50), std::vector<double>(49, 0.01), pins);
        QVERIFY((path.front() - pins[0].placeM).norm() < 1e-3 && (path.back() - pins[1].placeM).norm() < 1e-3);
        for (std::size_t i = 1; i < path.size(); ++i) QVERIFY(std::abs((path[i] - path[i - 1]).x() - 0.5 / 49) < 1e-4);
    }

    void differencesGoWhereStepsAreUnsure() {
        std::vector<double> sigma(49, 0.001);
        sigma[20] = 0.1;
        const auto path = fusedPath(forward(50), sigma, std::vector{PathEvidence::pin(0, Eigen::Vector3d::Zero()), PathEvidence::pin(49, {1, 0, 49 * 0.04})});
        QVERIFY2((path[21] - path[20]).x() > 0.99, qPrintable(QString::number((path[21] - path[20]).x())));
    }

    void softPinsGiveWay() {
        const auto path = fusedPath(forward(50), std::vector<double>(49, 0.01), std::vector{PathEvidence::pin(0, Eigen::Vector3d::Zero()), PathEvidence::pin(49, {1, 0, 49 * 0.04}, 0.07)});
        // 49 steps of 1 cm are as sure as one pin of 7 cm: half way.
        QVERIFY2(std::abs(path.back().x() - 0.5) < 0.01, qPrintable(QString::number(path.back().x())));
    }

    void sightingsTellThePaceAndStepsTheStride() {
        // Steps that hardly go forward, but swing with each stride; sightings of somebody who walks off at 1.2 m/s and comes back, off by
        // up to 30 cm.
        constexpr std::size_t n = 240;
        const auto truth = [](std::size_t i) { return Eigen::Vector3d(0.02 * std::sin(0.4 * double(i)), 0.9, 3 * std::sin(M_PI * double(i) / n)); };
        Places steps;
        for (std::size_t i = 0; i + 1 < n; ++i) {
            const Eigen::Vector3d step = truth(i + 1) - truth(i);
            steps.emplace_back(step.x(), step.y(), 0.002);
        }
        std::vector<PathEvidence> sightings;
        for (std::size_t i = 0; i < n; i += 5) {
            PathEvidence e = PathEvidence::pin(i, truth(i) + Eigen::Vector3d(0.02 * std::cos(double(i)), 0, 0.3 * std::sin(double(i))));
            e.sigmaM = {0.3, PathEvidence::kHardM, 0.5};
            sightings.push_back(e);
        }
        const std::vector<double> sigma(n - 1, 0.01);
        const auto plain = fusedPath(steps, sigma, sightings), path = fusedSlowly(steps, sigma, sightings, 0.003);
        double worst = 0, worstPlain = 0, sway = 0;
        for (std::size_t i = 0; i < n; ++i) {
            worst = std::max(worst, std::abs((path[i] - truth(i)).z()));
            worstPlain = std::max(worstPlain, std::abs((plain[i] - truth(i)).z()));
            sway = std::max(sway, std::abs((path[i] - truth(i)).x()));
            QVERIFY(std::abs((path[i] - plain[i]).y()) < 1e-12);
        }
        QVERIFY2(worst < 0.35 && worstPlain > 3 * worst, qPrintable(QString("%1 %2").arg(worst).arg(worstPlain)));
        QVERIFY2(sway < 0.02, qPrintable(QString::number(sway)));
        const auto same = fusedSlowly(steps, sigma, sightings, 0);
        for (std::size_t i = 0; i < n; ++i) QCOMPARE(same[i], plain[i]);
    }

    void theSlowErrorIsLeastSquares() {
        // Against the same sum of squares with a dense solver.
        constexpr int n = 7;
        const Places steps = {{0.1, 0, 0.3}, {0.2, 0, -0.1}, {0, 0, 0.4}, {0.3, 0, 0.1}, {-0.2, 0, 0.2}, {0.1, 0, 0}};
        const std::vector<double> sigma = {0.1, 0.2, 0.1, 0.3, 0.1, 0.2};
        const std::vector<PathEvidence> evidence = {PathEvidence::pin(1, {0, 0, 0}, 0.5), PathEvidence::pin(4, {2, 0, -1}, 0.2), PathEvidence::pin(6, {1, 0, 3}, 0.7)};
        constexpr double slow = 0.15;
        const auto path = fusedSlowly(steps, sigma, evidence, slow);
        for (const int axis : {0, 2}) {
            Eigen::MatrixXd a = Eigen::MatrixXd::Zero(6 + 6 + 3 + n, 2 * n);   // places, then errors
            Eigen::VectorXd b = Eigen::VectorXd::Zero(a.rows());
            for (int i = 0; i < 6; ++i) {
                a(i, i + 1) = 1 / sigma[std::size_t(i)];
                a(i, i) = a(i, n + i) = -1 / sigma[std::size_t(i)];
                b[i] = steps[std::size_t(i)][axis] / sigma[std::size_t(i)];
                a(6 + i, n + i + 1) = 1 / slow;
                a(6 + i, n + i) = -1 / slow;
            }
            for (int k = 0; k < 3; ++k) {
                const auto& e = evidence[std::size_t(k)];
                a(12 + k, int(e.frame)) = 1 / e.sigmaM[axis];
                b[12 + k] = e.placeM[axis] / e.sigmaM[axis];
            }
            for (int i = 0; i < n; ++i) a(15 + i, n + i) = 1 / (0.05 * std::sqrt(double(n)));
            const Eigen::VectorXd x = a.colPivHouseholderQr().solve(b);
            for (int i = 0; i < n; ++i) QVERIFY2(std::abs(x[i] - path[std::size_t(i)][axis]) < 1e-9, qPrintable(QString::number(x[i] - path[std::size_t(i)][axis])));
        }
    }

    void theScheduleFallsAndDdimEndsInX0() {
        double before = 1;
        for (int t = 0; t < kDiffusionSteps; ++t) {
            QVERIFY((alphaBar(t) < before || alphaBar(t) <= 1e-5) && alphaBar(t) > 0);
            before = alphaBar(t);
        }
        for (const int steps : {1, 20, 100, 1000}) {
            const auto times = ddimTimes(steps);
            QCOMPARE(int(times.size()), steps);
            QCOMPARE(times.front(), kDiffusionSteps - 1);
            for (std::size_t i = 1; i < times.size(); ++i) QVERIFY(times[i] < times[i - 1] && times[i] >= 0);
        }
        QCOMPARE(ddimStep(0, -1), std::pair(1.0, 0.0));
        // The noise in x keeps its direction: with the true x0, a step lands on the schedule.
        const double x0 = 0.7, noise = -1.3, now = std::sqrt(alphaBar(800)) * x0 + std::sqrt(1 - alphaBar(800)) * noise;
        const auto [a, b] = ddimStep(800, 400);
        QVERIFY(std::abs(a * x0 + b * now - (std::sqrt(alphaBar(400)) * x0 + std::sqrt(1 - alphaBar(400)) * noise)) < 1e-9);
    }

    void configurationsComeBackFromNotes() {
        DenoiserConfig c;
        c.condition = DenoiserCondition::Rotations;
        c.output = DenoiserOutput::Local;
        c.head = DenoiserHead::Places;
        c.width = 128;
        c.scale = {0.5, 0.25, 2};
        const auto back = denoiserConfigFrom(notesOf(c));
        QVERIFY(back && notesOf(*back) == notesOf(c));
        for (const auto& [key, value] : {std::pair("heads", "7"), std::pair("patch", "3"), std::pair("window", "100000000"), std::pair("scale_x", "nan"), std::pair("kind", "magic")}) {
            auto notes = notesOf(c);
            notes[key] = value;
            QVERIFY2(!denoiserConfigFrom(notes), key);
        }
        QVERIFY(!denoiserConfigFrom({}));
    }

    void standingFeetKeepTheirPlace() {
        FootPath feet(60);
        std::vector<std::array<float, kContactValues>> contacts(60, {0, 0, 0, 0});
        for (std::size_t i = 0; i < feet.size(); ++i) {
            const double t = double(i);
            feet[i] = {Eigen::Vector3d(0.03 * std::sin(t), 0.08, 0.02 * std::cos(t)), Eigen::Vector3d(0.03 * std::sin(t), 0.02, 0.15), Eigen::Vector3d(1, 0.3, t), Eigen::Vector3d(1, 0.3, t)};
            if (i >= 20 && i < 40) contacts[i] = {0.9f, 0.9f, 0, 0};
        }
        const auto offsets = footLockOffsets(feet, contacts, 30);
        for (std::size_t i = 21; i < 40; ++i)
            for (std::size_t k = 0; k < 2; ++k) {
                Eigen::Vector3d moved = feet[i][k] + offsets[i][k] - feet[i - 1][k] - offsets[i - 1][k];
                QVERIFY2(moved.norm() < 1e-9, qPrintable(QString("frame %1, point %2: %3 m").arg(i).arg(k).arg(moved.norm())));
            }
        for (std::size_t i = 0; i < 60; ++i) {
            QVERIFY(offsets[i][2].norm() == 0 && offsets[i][0].y() == 0);
            if (i < 15 || i > 45) QVERIFY(offsets[i][0].norm() == 0);
        }
    }

    void twoBonesReachAndKeepTheirLength() {
        const Eigen::Vector3d hip(0, 1, 0), knee(0, 0.55, 0.1), ankle(0, 0.1, 0);
        for (const Eigen::Vector3d& target : {Eigen::Vector3d(0.1, 0.15, 0.1), Eigen::Vector3d(0, -3, 0), Eigen::Vector3d(0, 0.999, 0)}) {
            const auto [k, a] = twoBones(hip, knee, ankle, target);
            QVERIFY(std::abs((k - hip).norm() - (knee - hip).norm()) < 1e-9 && std::abs((a - k).norm() - (ankle - knee).norm()) < 1e-3);
            if (target.y() > 0.1 && target.y() < 0.5) QVERIFY((a - target).norm() < 1e-9);
        }
    }
};

QTEST_APPLESS_MAIN(TestPathEvidence)
#include "tst_path_evidence.moc"
