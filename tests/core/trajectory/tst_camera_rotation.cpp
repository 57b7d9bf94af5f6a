#include "base/rotation.h"
#include "rendered_street.h"
#include "trajectory/camera_motion.h"
#include "trajectory/camera_rotation.h"
#include "trajectory/camera_rotation_smooth_p.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace ropetp;
using namespace ropetp::testing;
using trajectory::CameraRotation;
using trajectory::CameraRotationEstimator;

namespace {

CameraRotation solved(const Scenario& s) {
    CameraRotationEstimator estimator(s.camera0);
    for (int i = 0; i < s.frames; ++i) {
        const auto movers = s.movers(i);
        std::vector<track::Box> boxes;
        if (s.moversAreKnown)
            for (const auto& m : movers) boxes.push_back({m.x, m.y, m.width, m.height});
        estimator.add(rendered(s, i, movers), boxes, s.cut(i));
    }
    return estimator.result();
}

/// Errors against the truth, degrees.
struct Errors {
    std::vector<double> all;
    double worst = 0, last = 0;
    int worstFrame = 0;
    QByteArray text;
};

Errors errorsOf(const Scenario& s, const CameraRotation& r) {
    Errors e;
    for (int i = 0; i < int(r.frames.size()); ++i) {
        const Eigen::Matrix3d truth = s.camera(i).camFromFirst * s.camera(0).camFromFirst.transpose();
        e.all.push_back(geodesicAngle(r.frames[std::size_t(i)].camFromFirst, truth) / kDegree);
        if (e.all.back() > e.worst) {
            e.worst = e.all.back();
            e.worstFrame = i;
        }
    }
    if (!e.all.empty()) e.last = e.all.back();
    e.text = QString("worst %1 degrees on frame %2, last %3, sigma %4; mean confidence %5; %6: %7")
                 .arg(e.worst, 0, 'f', 3).arg(e.worstFrame).arg(e.last, 0, 'f', 3).arg(r.frames.empty() ? 0 : r.frames.back().sigmaRad / kDegree, 0, 'f', 3)
                 .arg(r.verdict.meanConfidence, 0, 'f', 2).arg(r.verdict.trusted ? "trusted" : "not trusted")
                 .arg(QString::fromStdString(r.verdict.text)).toUtf8();
    qInfo("%s", e.text.constData());
    return e;
}

std::vector<Mover> walker(int i) { return {{20.0 + i % 230, 40, 50, 120}}; }

Scenario panning(double degrees, int frames) {
    Scenario s;
    s.frames = frames;
    s.camera = [=](int i) { return looking(yawed(degrees * i / (frames - 1))); };
    s.movers = walker;
    return s;
}

Scenario street(std::function<CameraPose(int)> camera, int frames) {
    Scenario s;
    s.frames = frames;
    s.camera = std::move(camera);
    s.world.streetM = 45;
    s.movers = [](int i) { return std::vector<Mover>{{130 + 8 * std::sin(i * 0.1), 60, 40, 90}}; };
    return s;
}

}  // namespace

/// Pictures of cameras that turn in a known way.
class TestCameraRotation : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aStandingCameraStays_data() {
        QTest::addColumn<double>("noise");
        QTest::addColumn<bool>("known");
        QTest::newRow("noise, person walks") << 3.0 << true;
        QTest::newRow("strong noise") << 10.0 << true;
        QTest::newRow("passer-by nobody boxed") << 3.0 << false;
    }
    void aStandingCameraStays() {
        QFETCH(double, noise);
        QFETCH(bool, known);
        Scenario s;
        s.noise = noise;
        s.moversAreKnown = known;
        s.movers = [](int i) { return std::vector<Mover>{{5.0 * i, 20, 70, 155}}; };
        s.gain = [](int i) { return 1 + 0.15 * std::sin(i * 0.2); };
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.1, e.text);
        QVERIFY2(r.verdict.trusted, e.text);
    }

    void aPanOfNinetyDegreesEndsWhereItShould() {
        const Scenario s = panning(90, 300);
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.last < 0.4 && e.worst < 0.4, e.text);
        QVERIFY2(r.verdict.trusted && r.verdict.meanConfidence > 0.7, e.text);
        QVERIFY2(std::abs(r.verdict.largestTurnRad / kDegree - 90) < 1, e.text);
        // What it says of its own error must not be a fraction of the true one.
        QVERIFY2(e.last < 4 * r.frames.back().sigmaRad / kDegree, e.text);
    }

    void aFastPanIsFollowed() {
        const Scenario s = panning(-120, 90);
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.5, e.text);
        QVERIFY2(r.verdict.trusted, e.text);
    }

    void aPanAndReturnComesHome() {
        Scenario s = panning(0, 160);
        s.camera = [](int i) { return looking(turned(70 * std::sin(std::numbers::pi * i / 159), 10 * std::sin(2 * std::numbers::pi * i / 159), 0)); };
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.3, e.text);
        QVERIFY2(e.last < 0.1, e.text);  // the first key frame is used again
        QVERIFY2(r.frames.back().sigmaRad < 0.04 * kDegree, e.text);
        QVERIFY2(r.verdict.trusted, e.text);
    }

    void aFullTurnCloses() {
        Scenario s = panning(360, 260);
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.4, e.text);
        QVERIFY2(e.last < 0.15, e.text);
        QVERIFY2(r.verdict.trusted, e.text);
    }

    void rollAndTiltAreFollowed() {
        Scenario s = panning(0, 90);
        s.camera = [](int i) { return looking(turned(0.1 * i, 0.2 * i, i)); };
        s.camera0.cx += 20;  // the principal point is not at the centre
        s.camera0.cy -= 9;
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.2, e.text);
        QVERIFY2(r.verdict.trusted, e.text);
    }

    void aHandsTremorStaysAndIsNotDelayed() {
        Scenario s;
        s.frames = 90;
        s.camera = [](int i) {
            return looking(turned(1.2 * std::sin(i * 0.9) + 0.05 * i, 0.8 * std::sin(i * 1.3 + 1), 0.7 * std::sin(i * 0.6)) *
                           turned(0, 0.8 * std::sin(1.0), 0).transpose());
        };
        s.movers = walker;
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.1, e.text);
        QVERIFY2(r.verdict.trusted, e.text);
    }

    void aWalkingCamerasTurnIsToldFromItsParallax_data() {
        QTest::addColumn<Eigen::Vector3d>("step");
        QTest::addColumn<double>("yaw");
        QTest::addColumn<double>("limit");
        QTest::newRow("forward") << Eigen::Vector3d(0, 0, 0.05) << 0.0 << 0.4;
        QTest::newRow("forward, turns") << Eigen::Vector3d(0, 0, 0.05) << 12.0 << 0.4;
        QTest::newRow("backward, turns") << Eigen::Vector3d(0, 0, -0.05) << -12.0 << 0.4;
        // Sideways motion and a turn look alike in a narrow view: weak, and it has to say so (below).
        QTest::newRow("sideways") << Eigen::Vector3d(0.015, 0, 0) << 0.0 << 2.0;
        QTest::newRow("sideways, turns back") << Eigen::Vector3d(0.015, 0, 0) << -8.0 << 2.0;
    }
    void aWalkingCamerasTurnIsToldFromItsParallax() {
        QFETCH(Eigen::Vector3d, step);
        QFETCH(double, yaw);
        QFETCH(double, limit);
        const int n = 120;
        const Scenario s = street([=](int i) {
            return CameraPose{turned(yaw * i / (n - 1), 0.4 * std::sin(0.5 * i), 0), step * i + Eigen::Vector3d(0, 0.03 * std::sin(0.5 * i), 0)};
        }, n);
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < limit, e.text);
        QVERIFY2(e.last < 3 * r.frames.back().sigmaRad / kDegree, e.text);
        if (step.x() != 0) QVERIFY2(r.verdict.meanConfidence < 0.92, e.text);
        else QVERIFY2(r.verdict.trusted && r.verdict.meanConfidence > 0.85, e.text);
        QVERIFY2(std::count_if(r.frames.begin(), r.frames.end(), [](const auto& f) { return f.parallax; }) > n / 2, e.text);
    }

    void aBlankWallGivesNoConfidence() {
        Scenario s = panning(20, 40);
        s.world.contrast = 0;
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(r.verdict.meanConfidence < 0.15, e.text);
        QVERIFY2(!r.verdict.trusted, e.text);
        QCOMPARE(r.verdict.reason, CameraRotation::Reason::LittleBackground);
    }

    void aPersonAllOverThePictureGivesNoConfidence() {
        Scenario s = panning(20, 40);
        s.movers = [](int) { return std::vector<Mover>{{10, 0, 300, 180}}; };
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(r.verdict.meanConfidence < 0.3 && !r.verdict.trusted, e.text);
    }

    void afterACutTheTurnGoesOnWithoutConfidence() {
        Scenario s = panning(20, 60);
        s.camera = [](int i) { return looking(yawed(i < 30 ? 0.5 * i : 100 + 0.5 * i)); };
        s.cut = [](int i) { return i == 30; };
        const auto r = solved(s);
        QVERIFY2(!r.verdict.trusted, r.verdict.text.c_str());
        QCOMPARE(r.verdict.reason, CameraRotation::Reason::Cut);
        QVERIFY(r.frames[29].confidence > 0.5);
        for (std::size_t i = 30; i < 60; ++i) QCOMPARE(r.frames[i].confidence, 0.0);
        const double jump = geodesicAngle(r.frames[30].camFromFirst, r.frames[29].camFromFirst) / kDegree;
        QVERIFY2(jump < 0.1, QByteArray::number(jump));
        const double since = geodesicAngle(r.frames[59].camFromFirst, r.frames[30].camFromFirst) / kDegree;
        QVERIFY2(std::abs(since - 14.5) < 0.2, QByteArray::number(since));
    }

    void aMomentaryCoverIsBridged() {
        Scenario s = panning(10, 60);
        s.covered = [](int i) { return i >= 30 && i < 33; };
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.15, e.text);
        for (std::size_t i = 30; i < 33; ++i) QCOMPARE(r.frames[i].confidence, 0.0);
        QVERIFY2(r.frames[34].confidence > 0.5 && r.verdict.trusted, e.text);
    }

    void aLongCoverIsHealedWhenTheViewIsThatOfAKeyFrame() {
        Scenario s = panning(2, 70);
        s.covered = [](int i) { return i >= 20 && i < 40; };
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.last < 0.15, e.text);
        QVERIFY2(r.frames.back().confidence > 0.5, e.text);
        QVERIFY2(!r.verdict.trusted, e.text);  // too many frames were not seen
    }

    void aLongCoverThatEndsElsewhereIsLost() {
        Scenario s = panning(0, 70);
        s.camera = [](int i) { return looking(yawed(i < 30 ? 0 : 120)); };
        s.covered = [](int i) { return i >= 20 && i < 40; };
        const auto r = solved(s);
        QVERIFY(!r.verdict.trusted);
        QCOMPARE(r.verdict.reason, CameraRotation::Reason::Lost);
        QCOMPARE(r.frames.back().confidence, 0.0);
    }

    void framesThatCannotBeShownAreCounted() {
        const Scenario s = panning(6, 30);
        CameraRotationEstimator estimator(s.camera0);
        for (int i = 0; i < s.frames; ++i) estimator.add(i == 12 ? Image() : rendered(s, i, {}), {}, false);
        const auto r = estimator.result();
        QCOMPARE(r.frames.size(), std::size_t(30));
        QCOMPARE(r.frames[12].confidence, 0.0);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.15, e.text);
    }

    void aVideoMayFadeIn() {
        Scenario s = panning(6, 40);
        s.camera = [](int i) { return looking(yawed(i < 12 ? 0 : 0.3 * (i - 12))); };
        s.covered = [](int i) { return i < 12; };
        s.movers = [](int) { return std::vector<Mover>{}; };
        s.noise = 0;
        const auto r = solved(s);
        const auto e = errorsOf(s, r);
        QVERIFY2(e.worst < 0.1 && r.frames.back().confidence > 0.5, e.text);
        for (std::size_t i = 0; i < 12; ++i) QCOMPARE(r.frames[i].confidence, 0.0);
    }

    void oneViewServesBothWatchers() {
        const Scenario s = panning(6, 20);
        CameraRotationEstimator estimator(s.camera0), alone(s.camera0);
        trajectory::CameraMotionDetector detector;
        for (int i = 0; i < s.frames; ++i) {
            const Image image = rendered(s, i, {});
            const auto view = trajectory::CameraView::of(image, {});
            estimator.add(view, false);
            detector.add(view, false);
            alone.add(image, {}, false);
        }
        QVERIFY(detector.verdict().moving);
        const CameraRotation a = estimator.result(), b = alone.result();
        const double apart = geodesicAngle(a.frames.back().camFromFirst, b.frames.back().camFromFirst);
        QVERIFY2(apart < 1e-12, QByteArray::number(apart));
    }

    void smoothingRemovesNoiseAndKeepsTremor() {
        std::mt19937 rng(3);
        std::normal_distribution<double> normal;
        const double noise = 0.03 * kDegree;
        std::vector<trajectory::MeasuredRotation> frames(80);
        const auto truth = [](std::size_t i) -> Eigen::Matrix3d {
            return yawed(200.0 * double(i) / 80) * matrixFromAxisAngle({0.8 * kDegree * std::sin(1.4 * double(i)), 0, 0});
        };
        double before = 0, after = 0;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const bool steady = i >= 40;  // a tremor, then only the pan
            const Eigen::Matrix3d clean = steady ? yawed(200.0 * double(i) / 80) : truth(i);
            frames[i].camFromFirst = matrixFromAxisAngle(noise * Eigen::Vector3d(normal(rng), normal(rng), normal(rng))) * clean;
            frames[i].noiseRad = noise;
            frames[i].measured = true;
        }
        const auto smooth = trajectory::smoothed(frames, {});
        QCOMPARE(smooth.size(), frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const double error = geodesicAngle(smooth[i], i >= 40 ? yawed(200.0 * double(i) / 80) : truth(i)) / kDegree;
            if (i < 34) QVERIFY2(error < 0.15, QByteArray::number(int(i)) + ": " + QByteArray::number(error));
            if (i < 45) continue;
            after += error * error;
            before += std::pow(geodesicAngle(frames[i].camFromFirst, yawed(200.0 * double(i) / 80)) / kDegree, 2);
        }
        QVERIFY2(after < 0.5 * before, QByteArray::number(after / before));
    }

    void oddInputIsSurvived() {
        CameraRotationEstimator nothing(PinholeCamera::centred(64, 48, 80));
        QCOMPARE(nothing.result().verdict.reason, CameraRotation::Reason::NoFrames);
        for (const double focal : {0.0, -5.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
            CameraRotationEstimator none(PinholeCamera::centred(64, 48, focal));
            none.add(Image(64, 48), {}, false);
            QCOMPARE(none.result().verdict.reason, CameraRotation::Reason::NoFocal);
            QCOMPARE(none.result().frames.size(), std::size_t(1));
        }
        CameraRotationEstimator odd(PinholeCamera::centred(64, 48, 1e-3));
        odd.add(Image(), {}, true);
        odd.add(Image(1, 1), {}, false);
        odd.add(Image(4, 3000), {}, false);
        Scenario s = panning(6, 2);
        const std::vector<track::Box> boxes = {{-50, -50, 10, 10}, {1e9, 0, 5, 5}, {-1e9, -1e9, 3e9, 3e9}};
        odd.add(rendered(s, 0, {}), {}, true);
        odd.add(rendered(s, 1, {}), {}, false);
        odd.add(rendered(s, 1, {}), boxes, false);
        const auto r = odd.result();
        QCOMPARE(r.frames.size(), std::size_t(6));
        for (const auto& f : r.frames) QVERIFY(f.camFromFirst.allFinite() && std::isfinite(f.confidence) && std::isfinite(f.sigmaRad));
        QVERIFY(!r.verdict.trusted);
    }
};

QTEST_APPLESS_MAIN(TestCameraRotation)
#include "tst_camera_rotation.moc"
