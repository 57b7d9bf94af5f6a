#include "track/cut_detector.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace ropetp;
using ropetp::track::CutDetector;

namespace {

/// A soft landscape of random waves, seen from x = `shift`, with a gain of brightness and grain.
Image scene(unsigned seed, double shift, double gain = 1, double offset = 0, unsigned grain = 0) {
    std::mt19937 rng(seed);
    std::uniform_real_distribution<double> u(0, 1);
    struct Wave { double fx, fy, phase, height; };
    std::vector<Wave> waves;
    for (int i = 0; i < 8; ++i) waves.push_back({0.005 + 0.05 * u(rng), 0.005 + 0.05 * u(rng), 6.28 * u(rng), 10 + 20 * u(rng)});
    std::mt19937 noise(seed * 977 + grain);
    Image image(320, 180);
    for (int y = 0; y < 180; ++y)
        for (int x = 0; x < 320; ++x) {
            double v = 120;
            for (const auto& w : waves) v += w.height * std::sin(w.fx * (x + shift) + w.fy * y + w.phase);
            v = v * gain + offset + double(noise() % 9) - 4;
            for (int c = 0; c < 3; ++c) image.mutablePixels()[(std::size_t(y) * 320 + x) * 3 + c] = std::uint8_t(std::clamp(v, 0.0, 255.0));
        }
    return image;
}

}  // namespace

class TestCutDetector : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void cutsAreFoundOnce() {
        CutDetector d;
        for (int shot = 0; shot < 6; ++shot)
            for (int i = 0; i < 10; ++i) {
                const bool cut = d.isCut(scene(10 + shot, 2.0 * i, 1, 0, i));
                QVERIFY2(cut == (shot > 0 && i == 0), qPrintable(QString("shot %1 frame %2").arg(shot).arg(i)));
            }
    }
    void pansAreNotCuts() {
        CutDetector d;
        for (int i = 0; i < 60; ++i) QVERIFY(!d.isCut(scene(3, 25.0 * i, 1, 0, i)));  // 8 % of the width a frame
    }
    void flashesAreNotCuts() {
        CutDetector d;
        for (int i = 0; i < 40; ++i) {
            const bool flash = i % 10 == 5;
            QVERIFY(!d.isCut(scene(4, i, flash ? 0.9 : 1, flash ? 60 : 0, i)));
        }
        CutDetector white;
        for (int i = 0; i < 20; ++i) QVERIFY(!white.isCut(i == 9 ? scene(5, i, 0, 255) : scene(5, i)));
    }
    void afterBlackTheNextSceneIsACut() {
        CutDetector d;
        for (int i = 0; i < 5; ++i) QVERIFY(!d.isCut(scene(6, i)));
        for (int i = 0; i < 5; ++i) QVERIFY(!d.isCut(scene(6, i, 0, 0)));
        QVERIFY(d.isCut(scene(7, 0)));
    }
    void tinyPicturesDoNoHarm() {
        CutDetector d;
        QVERIFY(!d.isCut(Image()));
        QVERIFY(!d.isCut(Image(1, 1)));
        QVERIFY(!d.isCut(Image(2000, 1)));
    }
};

QTEST_APPLESS_MAIN(TestCutDetector)
#include "tst_cut_detector.moc"
