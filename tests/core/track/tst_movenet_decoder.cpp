#include "people.h"
#include "track/movenet_decoder.h"

#include <QTest>

#include <limits>
#include <random>

using namespace people;

namespace {

/// Maps in which people were drawn.
struct Canvas {
    static constexpr int kW = 64, kH = 40;
    std::vector<float> centre, size, offset, heat, from, refine;
    Canvas()
        : centre(kW * kH, -9.f), size(2 * kW * kH, 0.f), offset(2 * kW * kH, 0.f), heat(17 * kW * kH, -9.f), from(34 * kW * kH, 0.f),
          refine(34 * kW * kH, 0.f) {}
    MoveNetMaps maps() const { return {kW, kH, centre, size, offset, heat, from, refine}; }
    void draw(int x, int y, int height, float logit) {
        const int c = y * kW + x;
        centre[c] = logit;
        size[2 * c] = float(height), size[2 * c + 1] = float(height) / 2;
        offset[2 * c] = 0.25f, offset[2 * c + 1] = -0.25f;
        for (int k = 0; k < 17; ++k) {
            const int kx = x + k % 3 - 1, ky = y + (k - 8) * height / 20;
            from[34 * c + 2 * k] = float(ky - y) + 0.6f, from[34 * c + 2 * k + 1] = float(kx - x);
            heat[(ky * kW + kx) * 17 + k] = 3;
            refine[(ky * kW + kx) * 34 + 2 * k] = 0.5f;
        }
    }
};

}  // namespace

class TestMoveNetDecoder : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void drawnPeopleAreFound() {
        Canvas c;
        c.draw(15, 20, 20, 2.f);
        c.draw(45, 18, 16, 1.f);
        const auto found = decodeMoveNet(c.maps(), {0.5f, 0, 8}, 0.2f, 10);
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(found[0].score > found[1].score);
        // Cells to pixels: (cell * 4 - offset) / scale.
        QCOMPARE(found[0].sketch.box.height, 160.0);
        QCOMPARE(found[0].sketch.box.centre().y(), (20.25 * 4 - 8) / 0.5);
        QCOMPARE(found[0].sketch.box.centre().x(), 14.75 * 4 / 0.5);
        QCOMPARE(found[0].sketch.points[8].y(), (20.5f * 4 - 8) / 0.5f);
        QVERIFY(found[0].sketch.confidence[8] > 0.8f);
    }
    void onePersonIsFoundOnce() {
        Canvas c;
        c.draw(15, 20, 20, 2.f);
        c.draw(17, 20, 20, 1.5f);
        QCOMPARE(decodeMoveNet(c.maps(), {}, 0.2f, 10).size(), std::size_t(1));
    }
    void anyNumbersAreSurvived() {
        std::mt19937 rng(5);
        std::normal_distribution<float> n(0, 30);
        for (int trial = 0; trial < 20; ++trial) {
            Canvas c;
            for (auto* v : {&c.centre, &c.size, &c.offset, &c.heat, &c.from, &c.refine})
                for (float& f : *v) f = rng() % 500 ? n(rng) : rng() % 2 ? std::numeric_limits<float>::quiet_NaN() : 1e30f;
            for (const auto& d : decodeMoveNet(c.maps(), {0.3f, 4, 0}, 0.15f, 24)) {
                QVERIFY(std::isfinite(d.sketch.box.area()));
                for (const auto& p : d.sketch.points) QVERIFY(p.allFinite());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestMoveNetDecoder)
#include "tst_movenet_decoder.moc"
