#include "trajectory/camera_motion.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <random>
#include <vector>

using namespace ropetp;
using trajectory::CameraMotionDetector;

namespace {

constexpr int kWidth = 400, kHeight = 224;

/// A smooth random landscape without an edge, 0..255, that can be looked at from anywhere.
class Landscape {
  public:
    explicit Landscape(unsigned seed) {
        std::mt19937 rng(seed);
        std::uniform_real_distribution<double> u;
        for (auto& v : grid_) v = u(rng);
    }
    double at(double x, double y) const {
        return 255 * (0.5 * octave(x / 40, y / 40) + 0.3 * octave(x / 13 + 7, y / 13) + 0.2 * octave(x / 6, y / 6 + 3));
    }

  private:
    static constexpr int kSize = 64;
    double cell(int x, int y) const { return grid_[std::size_t((y & (kSize - 1)) * kSize + (x & (kSize - 1)))]; }
    double octave(double x, double y) const {
        const int x0 = int(std::floor(x)), y0 = int(std::floor(y));
        const double fx = x - x0, fy = y - y0, sx = fx * fx * (3 - 2 * fx), sy = fy * fy * (3 - 2 * fy);
        return (cell(x0, y0) * (1 - sx) + cell(x0 + 1, y0) * sx) * (1 - sy) +
               (cell(x0, y0 + 1) * (1 - sx) + cell(x0 + 1, y0 + 1) * sx) * sy;
    }
    std::array<double, kSize * kSize> grid_{};
};

struct View { double x = 0, y = 0, zoom = 1, gain = 1; };

/// A rectangle with a texture of its own that moves on its own.
struct Mover { double x, y, width, height, textureX; };

Image rendered(const Landscape& land, const View& view, const std::vector<Mover>& movers, double noise, std::mt19937& rng) {
    Image image(kWidth, kHeight);
    std::normal_distribution<double> normal;
    std::uint8_t* out = image.mutablePixels();
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            double v = land.at(view.x + (x - kWidth / 2) / view.zoom, view.y + (y - kHeight / 2) / view.zoom);
            for (const auto& m : movers)
                if (x >= m.x && x < m.x + m.width && y >= m.y && y < m.y + m.height)
                    v = land.at(1000 + m.textureX + x - m.x, 500 + y - m.y);
            v = std::clamp(view.gain * v + noise * normal(rng), 0.0, 255.0);
            for (int c = 0; c < 3; ++c) *out++ = std::uint8_t(v);
        }
    return image;
}

struct Scenario {
    std::function<View(int)> camera = [](int) { return View{}; };
    std::function<std::vector<Mover>(int)> movers = [](int) { return std::vector<Mover>{}; };
    bool moversAreKnown = false;  ///< people boxes are given for them
    std::function<bool(int)> cut = [](int) { return false; };
    int frames = 45;
    double noise = 3;
};

CameraMotionDetector::Verdict judge(const Scenario& s) {
    const Landscape land(11);
    std::mt19937 rng(5);
    CameraMotionDetector detector;
    for (int i = 0; i < s.frames; ++i) {
        const auto movers = s.movers(i);
        std::vector<track::Box> boxes;
        if (s.moversAreKnown)
            for (const auto& m : movers) boxes.push_back({m.x, m.y, m.width, m.height});
        detector.add(rendered(land, s.camera(i), movers, s.noise, rng), boxes, s.cut(i));
    }
    return detector.verdict();
}

QByteArray figures(const CameraMotionDetector::Verdict& v) {
    return QString("moving %1, drift %2, confidence %3").arg(v.moving).arg(v.driftFraction).arg(v.confidence).toUtf8();
}

Scenario staticWith(std::function<std::vector<Mover>(int)> movers, bool known) {
    Scenario s;
    s.movers = std::move(movers);
    s.moversAreKnown = known;
    return s;
}

Scenario movingBy(std::function<View(int)> camera) {
    Scenario s;
    s.camera = std::move(camera);
    s.movers = [](int i) { return std::vector<Mover>{{125.0 + i, 50, 70, 165, 0}}; };
    s.moversAreKnown = true;
    return s;
}

}  // namespace

Q_DECLARE_METATYPE(Scenario)

/// Pictures of known camera motion.
class TestCameraMotion : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void staticCamerasAreNotFlagged_data() {
        QTest::addColumn<Scenario>("scenario");
        QTest::newRow("noise only") << staticWith([](int) { return std::vector<Mover>{}; }, false);
        QTest::newRow("person walks, boxed") << staticWith([](int i) { return std::vector<Mover>{{5.0 * i, 30, 80, 180, 0}}; }, true);
        QTest::newRow("passer-by nobody boxed") << staticWith([](int i) { return std::vector<Mover>{{6.0 * i, 20, 100, 195, 0}}; }, false);
        QTest::newRow("bus over half the picture") << staticWith([](int i) { return std::vector<Mover>{{-190.0 + 8 * i, 60, 260, 160, 0}}; }, false);
        QTest::newRow("trees in the wind") << staticWith([](int i) {
            std::vector<Mover> trees;
            for (int k = 0; k < 6; ++k) trees.push_back({37.0 * k, 0, 34, 95, 100.0 * k + 3 * std::sin(i * 0.6 + k)});
            return trees;
        }, false);
        Scenario exposure;
        exposure.camera = [](int i) { return View{0, 0, 1, 1 + 0.15 * std::sin(i * 0.2)}; };
        QTest::newRow("exposure changes") << exposure;
        Scenario cuts;
        cuts.camera = [](int i) { return View{i < 20 ? 0.0 : 700.0, 0, 1, 1}; };
        cuts.cut = [](int i) { return i == 20; };
        QTest::newRow("cut between two static shots") << cuts;
        Scenario noisy;
        noisy.noise = 12;
        QTest::newRow("strong noise") << noisy;
    }
    void staticCamerasAreNotFlagged() {
        QFETCH(Scenario, scenario);
        const auto v = judge(scenario);
        QVERIFY2(!v.moving, figures(v));
        QVERIFY2(v.confidence > 0.5, figures(v));
    }

    void movingCamerasAreFlagged_data() {
        QTest::addColumn<Scenario>("scenario");
        QTest::newRow("pan") << movingBy([](int i) { return View{3.0 * i, 0, 1, 1}; });
        QTest::newRow("fast pan") << movingBy([](int i) { return View{15.0 * i, 0, 1, 1}; });
        QTest::newRow("tilt") << movingBy([](int i) { return View{0, -1.5 * i, 1, 1}; });
        QTest::newRow("hand-held shake") << movingBy([](int i) {
            return View{7 * std::sin(i * 0.7) + 3 * std::sin(i * 1.9), 6 * std::cos(i * 0.5), 1, 1};
        });
        QTest::newRow("zoom") << movingBy([](int i) { return View{0, 0, 1 + 0.003 * i, 1}; });
        Scenario slow = movingBy([](int i) { return View{0.06 * i, 0, 1, 1}; });
        slow.frames = 120;  // 7 px in all, less than a tenth of a pixel a frame
        QTest::newRow("slow drift") << slow;
        Scenario pause = movingBy([](int i) { return View{i < 15 ? 0.0 : std::min(30.0, 2.0 * (i - 15)), 0, 1, 1}; });
        QTest::newRow("stands, then turns, then stands") << pause;
    }
    void movingCamerasAreFlagged() {
        QFETCH(Scenario, scenario);
        const auto v = judge(scenario);
        QVERIFY2(v.moving, figures(v));
        QVERIFY2(v.confidence > 0.5, figures(v));
    }

    void driftIsMeasuredAgainstTheDiagonal() {
        const auto v = judge(movingBy([](int i) { return View{std::min(1.5 * i, 40.0), 0, 1, 1}; }));
        const double expected = 40 / std::hypot(kWidth, kHeight);
        QVERIFY2(std::abs(v.driftFraction - expected) < 0.1 * expected, figures(v));
    }

    void littleBackgroundMeansLittleConfidence() {
        Scenario s = staticWith([](int) { return std::vector<Mover>{{12, 0, 376, 224, 0}}; }, true);
        const auto v = judge(s);
        QVERIFY2(v.confidence < 0.3, figures(v));
        QVERIFY2(!v.moving, figures(v));
    }

    void aBlankWallGivesNoConfidence() {
        CameraMotionDetector detector;
        Image grey(kWidth, kHeight);
        std::fill_n(grey.mutablePixels(), grey.sizeBytes(), std::uint8_t(120));
        for (int i = 0; i < 20; ++i) detector.add(grey, {}, false);
        QCOMPARE(detector.verdict().moving, false);
        QCOMPARE(detector.verdict().confidence, 0.0);
    }

    void oddInputIsSurvived() {
        CameraMotionDetector detector;
        QCOMPARE(detector.verdict().confidence, 0.0);
        detector.add(Image(), {}, false);
        detector.add(Image(1, 1), {}, false);
        detector.add(Image(4, 3000), {}, false);
        detector.add(Image(64, 48), {}, true);
        const std::vector<track::Box> odd = {{-50, -50, 10, 10}, {1e9, 0, 5, 5}, {-1e9, -1e9, 3e9, 3e9}};
        detector.add(Image(64, 48), odd, false);
        QCOMPARE(detector.verdict().moving, false);
    }
};

QTEST_APPLESS_MAIN(TestCameraMotion)
#include "tst_camera_motion.moc"
