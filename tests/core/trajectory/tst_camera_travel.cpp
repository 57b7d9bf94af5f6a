#include "rendered_street.h"
#include "trajectory/camera_rotation.h"
#include "trajectory/camera_travel.h"
#include "trajectory/floor_flow.h"

#include <QTest>

#include <limits>

using namespace ropetp;
using namespace ropetp::testing;
using trajectory::CameraTravel;

namespace {

// The first camera is at 0, the floor 1.5 m below; x right, y down, z ahead, level.
constexpr double kFps = 30, kFloorM = 1.5, kPersonM = 1.7;

/// Somebody on the street whose place is known, and a camera that looks at them.
struct Film {
    Scenario scene;
    std::function<Eigen::Vector3d(int)> feet;   ///< on the floor
    double soleErrorM = 0;                      ///< by which the feet seem nearer and farther, by turns
    double scale = 1;                           ///< of the person's size as it is thought to be
    double postureTilt = 0;                     ///< by which people lean, degrees
};

/// Every camera here looks down a little, so that the floor about the feet is in the picture.
Eigen::Matrix3d held(double yaw, double pitch, double roll) { return turned(0, -12, 0) * turned(yaw, pitch, roll); }

Film street(std::function<CameraPose(int)> camera, std::function<Eigen::Vector3d(int)> feet, int frames) {
    Film f;
    f.scene.frames = frames;
    f.scene.camera = std::move(camera);
    f.scene.world.streetM = 60;
    f.feet = std::move(feet);
    return f;
}

Eigen::Vector3d feetInCam(const Film& f, int frame) {
    const CameraPose pose = f.scene.camera(frame);
    return pose.camFromFirst * (f.feet(frame) - pose.place);
}

Mover personBox(const Film& f, int frame) {
    const CameraPose pose = f.scene.camera(frame);
    const Eigen::Vector2d sole = f.scene.camera0.project(feetInCam(f, frame));
    const Eigen::Vector2d head = f.scene.camera0.project(pose.camFromFirst * (f.feet(frame) - Eigen::Vector3d(0, kPersonM, 0) - pose.place));
    const double height = sole.y() - head.y();
    return {sole.x() - 0.15 * height, head.y(), 0.3 * height, height};
}

CameraTravel measured(const Film& f) {
    trajectory::CameraRotationEstimator turn(f.scene.camera0);
    trajectory::FloorFlow flow(f.scene.camera0, kFps);
    std::vector<trajectory::SoleSighting> soles;
    for (int i = 0; i < f.scene.frames; ++i) {
        const Mover person = personBox(f, i);
        const Image image = rendered(f.scene, i, {person});
        const std::vector<track::Box> boxes = {{person.x, person.y, person.width, person.height}};
        const Eigen::Vector3d sole = feetInCam(f, i);
        const Eigen::Vector2d px = f.scene.camera0.project(sole);
        turn.add(image, boxes, false);
        flow.add(image, boxes, {&px, 1}, false);
        const double error = f.soleErrorM * (i % 20 < 10 ? 1 : -1);
        soles.push_back({std::size_t(i), f.scale * (1 + error / sole.norm()) * sole});
    }
    const Eigen::Matrix3d first = f.scene.camera(0).camFromFirst;
    const Eigen::Vector3d posture = first * matrixFromAxisAngle({f.postureTilt * kDegree, 0, 0}) * Eigen::Vector3d(0, -1, 0);
    auto t = trajectory::measureTravel(flow, turn.result(), soles, posture, kFps);
    for (auto& p : t.placeM) p = first.transpose() * p;   // level axes
    return t;
}

QByteArray told(const CameraTravel& t) {
    const Eigen::Vector3d end = t.placeM.empty() ? Eigen::Vector3d(0, 0, 0) : t.placeM.back();
    const QByteArray text = QString("%1; ends %2 %3 %4 +- %5 m, length %6 m, height %7 m, %8 of the time, %9 of the points")
                                .arg(QString::fromStdString(t.text)).arg(end.x(), 0, 'f', 3).arg(end.y(), 0, 'f', 3).arg(end.z(), 0, 'f', 3)
                                .arg(t.sigmaM.empty() ? 0 : t.sigmaM.back(), 0, 'f', 3).arg(t.lengthM, 0, 'f', 3).arg(t.heightM, 0, 'f', 3)
                                .arg(t.measuredShare, 0, 'f', 2).arg(t.agreeingShare, 0, 'f', 2).toUtf8();
    qInfo("%s", text.constData());
    return text;
}

/// The largest error over the floor, metres.
double worstError(const Film& f, const CameraTravel& t) {
    double worst = 0;
    for (int i = 0; i < f.scene.frames; ++i) {
        const Eigen::Vector3d d = t.placeM[std::size_t(i)] - f.scene.camera(i).place;
        worst = std::max(worst, std::hypot(d.x(), d.z()));
    }
    return worst;
}

}  // namespace

/// Cameras that travel in a known way over a floor that is known.
class TestCameraTravel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aTravellingCameraIsMeasured_data() {
        QTest::addColumn<Eigen::Vector3d>("step");
        QTest::addColumn<double>("yaw");
        QTest::addColumn<double>("distance");
        QTest::addColumn<double>("postureTilt");
        QTest::newRow("follows") << Eigen::Vector3d(0, 0, 0.04) << 0.0 << 4.0 << 0.0;
        QTest::newRow("follows and turns") << Eigen::Vector3d(0, 0, 0.04) << 12.0 << 4.0 << 0.0;
        QTest::newRow("somebody walks towards a camera that walks backwards") << Eigen::Vector3d(0, 0, -0.04) << 0.0 << 4.0 << 0.0;
        QTest::newRow("backwards, aslant, turns") << Eigen::Vector3d(0.008, 0, -0.035) << -8.0 << 4.0 << 0.0;
        QTest::newRow("people lean") << Eigen::Vector3d(0, 0, 0.04) << 0.0 << 4.0 << 5.0;
        QTest::newRow("slowly") << Eigen::Vector3d(0, 0, 0.012) << 0.0 << 4.0 << 0.0;
    }
    void aTravellingCameraIsMeasured() {
        QFETCH(Eigen::Vector3d, step);
        QFETCH(double, yaw);
        QFETCH(double, distance);
        QFETCH(double, postureTilt);
        const int n = 90;
        // In a hand: it bobs with each step, and trembles.
        Film f = street(
            [=](int i) {
                return CameraPose{held(yaw * i / (n - 1), 0.4 * std::sin(0.5 * i), 0.3 * std::sin(0.31 * i)), step * i + Eigen::Vector3d(0, 0.02 * std::sin(0.38 * i), 0)};
            },
            [=](int i) { return Eigen::Vector3d(0.3 * std::sin(0.02 * i) + step.x() * i, kFloorM, distance + step.z() * i); }, n);
        f.soleErrorM = 0.15;
        f.postureTilt = postureTilt;
        const auto t = measured(f);
        const auto text = told(t);
        QVERIFY2(t.trusted && t.reason == CameraTravel::Reason::Travels, text);
        const double way = step.norm() * (n - 1), worst = worstError(f, t);
        QVERIFY2(worst < 0.1 * way, text + "; worst error " + QByteArray::number(worst));
        QVERIFY2(worst < 3 * t.sigmaM.back(), text + "; worst error " + QByteArray::number(worst));
        QVERIFY2(std::abs(t.heightM - kFloorM) < 0.15, text);
        // The person in the world: the camera's way and where they are before it.
        const auto fromCamera = [&](int i) { return Eigen::Vector3d(f.scene.camera(i).camFromFirst.transpose() * feetInCam(f, i)); };
        const Eigen::Vector3d person = t.placeM.back() + fromCamera(n - 1) - fromCamera(0);
        const Eigen::Vector3d truth = f.feet(n - 1) - f.feet(0);
        QVERIFY2(std::hypot(person.x() - truth.x(), person.z() - truth.z()) < 0.1 * way, text);
    }

    void aCameraThatOnlyTurnsStands_data() {
        QTest::addColumn<double>("yaw");
        QTest::newRow("pans") << 35.0;
        QTest::newRow("trembles") << 0.0;
    }
    void aCameraThatOnlyTurnsStands() {
        QFETCH(double, yaw);
        const int n = 90;
        // Somebody walks 2.4 m across, and the camera turns with them: all of the way is theirs, none the camera's.
        const Film f = street([=](int i) { return looking(held(yaw * (double(i) / (n - 1) - 0.5), 0.5 * std::sin(0.4 * i), 0)); },
                              [=](int i) { return Eigen::Vector3d(-1.2 + 2.4 * i / (n - 1), kFloorM, 4.5); }, n);
        const auto t = measured(f);
        const auto text = told(t);
        QVERIFY2(t.trusted && t.reason == CameraTravel::Reason::Stands, text);
        for (const auto& p : t.placeM) QCOMPARE(p.norm(), 0.0);
    }

    void aPlainFloorTellsNothing() {
        Film f = street([](int i) { return CameraPose{held(0, 0, 0), Eigen::Vector3d(0, 0, 0.04 * i)}; },
                        [](int i) { return Eigen::Vector3d(0, kFloorM, 4 + 0.04 * i); }, 60);
        f.scene.world.floorContrast = 0;
        const auto t = measured(f);
        const auto text = told(t);
        QVERIFY2(!t.trusted, text);
        for (const auto& p : t.placeM) QCOMPARE(p.norm(), 0.0);
    }

    void aFloorThatIsTooFarBelowIsNoScale() {
        Film f = street([](int i) { return CameraPose{held(0, 0, 0), Eigen::Vector3d(0, 0, 0.04 * i)}; },
                        [](int i) { return Eigen::Vector3d(0, kFloorM, 4 + 0.04 * i); }, 60);
        f.scale = 3;   // a giant
        const auto t = measured(f);
        const auto text = told(t);
        QVERIFY2(!t.trusted && t.reason == CameraTravel::Reason::NoScale, text);
    }

    void theScaleIsThePersons() {
        Film f = street([](int i) { return CameraPose{held(0, 0, 0), Eigen::Vector3d(0, 0, 0.04 * i)}; },
                        [](int i) { return Eigen::Vector3d(0, kFloorM, 4 + 0.04 * i); }, 60);
        const auto t = measured(f);
        f.scale = 1.2;
        const auto larger = measured(f);
        QVERIFY2(std::abs(larger.placeM.back().z() / t.placeM.back().z() - 1.2) < 0.02, told(larger));
    }

    void oddInputIsSurvived() {
        const auto camera = PinholeCamera::centred(64, 48, 80);
        trajectory::FloorFlow flow(camera, 30);
        trajectory::CameraRotation none;
        QVERIFY(!trajectory::measureTravel(flow, none, {}, {0, -1, 0}, 30).trusted);
        const std::vector<track::Box> boxes = {{-50, -50, 10, 10}, {-1e9, -1e9, 3e9, 3e9}};
        const std::vector<Eigen::Vector2d> feet = {{std::nan(""), 3}, {1e12, -1e12}};
        flow.add(Image(), {}, feet, true);
        flow.add(Image(1, 1), boxes, feet, false);
        flow.add(Image(64, 48), boxes, feet, false);
        flow.add(Image(64, 48), {}, {}, true);
        flow.add(Image(32, 48), {}, {}, false);
        QCOMPARE(flow.frames(), std::size_t(5));
        QVERIFY(flow.steps().empty());
        trajectory::CameraRotation turn;
        turn.frames.resize(5);
        turn.verdict.trusted = true;
        const std::vector<trajectory::SoleSighting> soles = {{0, {0, std::nan(""), 3}}, {1, {0, 1, -3}}, {99, {0, 1, 3}}, {2, {0, 1, 3}}};
        for (const double fps : {30.0, 0.0, std::numeric_limits<double>::quiet_NaN()}) {
            const auto t = trajectory::measureTravel(flow, turn, soles, {0, -1, 0}, fps);
            QVERIFY(!t.trusted);
            QCOMPARE(t.placeM.size(), std::size_t(5));
        }
        trajectory::FloorFlow noFocal(PinholeCamera::centred(64, 48, 0), 0);
        noFocal.add(Image(64, 48), {}, {}, false);
        QCOMPARE(noFocal.frames(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestCameraTravel)
#include "tst_camera_travel.moc"
