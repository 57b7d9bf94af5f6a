#include <QTest>

#include "raster/line_painter.h"
#include "raster/rasterizer.h"

#include <cmath>

using namespace ropetp;
using namespace ropetp::raster;

namespace {

using Faces = Eigen::Matrix<int, Eigen::Dynamic, 3, Eigen::RowMajor>;
const std::vector<Eigen::Vector3f> kRed = {{1, 0, 0}}, kGreen = {{0, 1, 0}};
const PinholeCamera kCamera = PinholeCamera::centred(200, 150, 180);

/// A rectangle at depth z between pixel edges.
body::VertexArray rectangle(double left, double top, double right, double bottom, double z) {
    body::VertexArray v(4, 3);
    int row = 0;
    for (const auto& [x, y] : {std::pair{left, top}, {right, top}, {right, bottom}, {left, bottom}})
        v.row(row++) = (z * kCamera.ray({x, y})).cast<float>().transpose();
    return v;
}

Faces twoTriangles() {
    Faces f(2, 3);
    f << 0, 1, 2, 0, 2, 3;
    return f;
}

int alphaAt(const Layer& l, int x, int y) { return l.rgba[4 * (std::size_t(y) * std::size_t(l.width) + std::size_t(x)) + 3]; }

}  // namespace

class TestRasterizer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void coversExactlyThePixelsWhoseCentresAreInside() {
        // Edges at 20.5 and 60.5: pixels 21..60; rows 31..40.
        const auto v = rectangle(20.5, 30.5, 60.5, 40.5, 3);
        const auto f = twoTriangles();
        Rasterizer r;
        const Layer& l = r.render(kCamera, {{v, f, kRed}}, {}, 1);
        int covered = 0;
        for (int y = 0; y < 150; ++y)
            for (int x = 0; x < 200; ++x) {
                const bool inside = x >= 21 && x <= 60 && y >= 31 && y <= 40;
                QCOMPARE(alphaAt(l, x, y), inside ? 255 : 0);
                covered += inside;
            }
        QCOMPARE(covered, 400);
        QVERIFY(std::abs(l.depthM[35 * 200 + 40] - 3) < 1e-4);
        QVERIFY(std::isinf(l.depthM[0]));
    }

    void edgesAreSharedWithoutGapsOrDoubles() {
        // Two triangles that share an edge: with the background green behind, no pixel shows through.
        const auto front = rectangle(10.2, 10.7, 150.3, 120.9, 2), back = rectangle(0, 0, 199, 149, 5);
        const auto f = twoTriangles();
        Rasterizer r;
        const Layer& l = r.render(kCamera, {{front, f, kRed}, {back, f, kGreen}}, {}, 1);
        for (int y = 12; y < 120; ++y)
            for (int x = 12; x < 150; ++x) QVERIFY(l.face[std::size_t(y) * 200 + std::size_t(x)] < 2);
    }

    void theNearerOneIsSeenWhateverTheOrder() {
        const auto near = rectangle(40, 40, 100, 100, 2), far = rectangle(60, 60, 140, 120, 4);
        const auto f = twoTriangles();
        Rasterizer a, b;
        const Layer& first = a.render(kCamera, {{near, f, kRed}, {far, f, kGreen}}, {}, 1);
        const Layer& second = b.render(kCamera, {{far, f, kGreen}, {near, f, kRed}}, {}, 1);
        QVERIFY(first.rgba == second.rgba);
        const std::size_t both = 4 * (80 * 200 + 80);
        QVERIFY(first.rgba[both] > first.rgba[both + 1]);
    }

    void whatIsBehindTheCameraIsCutOff() {
        body::VertexArray v(3, 3);
        v << -1, 0.2f, 3, 1, 0.2f, 3, 0, 0.2f, -3;   // reaches through the camera's plane
        Faces f(1, 3);
        f << 0, 1, 2;
        Rasterizer r;
        const Layer& l = r.render(kCamera, {{v, f, kRed}}, {}, 4);
        int covered = 0;
        for (int y = 0; y < 150; ++y)
            for (int x = 0; x < 200; ++x) {
                if (!alphaAt(l, x, y)) continue;
                ++covered;
                QVERIFY(l.depthM[std::size_t(y) * 200 + std::size_t(x)] > 0);
                QVERIFY(y > 74);   // below the horizon only
            }
        QVERIFY(covered > 100);
    }

    void fourSamplesGiveHalfCoveredEdges() {
        const auto v = rectangle(20.0, 30.0, 60.0, 40.0, 3);   // edges through pixel centres
        const auto f = twoTriangles();
        Rasterizer r;
        const Layer& l = r.render(kCamera, {{v, f, kRed}}, {}, 4);
        QVERIFY(std::abs(alphaAt(l, 20, 35) - 128) <= 1);
        QCOMPARE(alphaAt(l, 40, 35), 255);
        QVERIFY(std::abs(alphaAt(l, 20, 30) - 64) <= 1);
    }

    void thePictureIsClearedAndRepeats() {
        const auto a = rectangle(10, 10, 90, 90, 2), b = rectangle(100, 60, 180, 140, 2);
        const auto f = twoTriangles();
        for (const int samples : {1, 4}) {
            Rasterizer used, fresh;
            used.render(kCamera, {{a, f, kRed}}, {}, samples);
            QVERIFY(used.render(kCamera, {{b, f, kRed}}, {}, samples).rgba == fresh.render(kCamera, {{b, f, kRed}}, {}, samples).rgba);
            const Layer& empty = used.render(kCamera, {}, {}, samples);
            QVERIFY(std::all_of(empty.rgba.begin(), empty.rgba.end(), [](auto c) { return c == 0; }));
            QVERIFY(std::all_of(empty.face.begin(), empty.face.end(), [](auto c) { return c == -1; }));
        }
    }

    void nothingIsDrawnOutsideWhatIsUsed() {
        const auto small = rectangle(30, 40, 60, 70, 2);
        const auto f = twoTriangles();
        for (const int samples : {1, 4}) {
            Rasterizer r;
            Layer& l = r.render(kCamera, {{small, f, kRed}}, {}, samples);
            QVERIFY(l.used.x0 >= 28 && l.used.y0 >= 38 && l.used.x1 <= 63 && l.used.y1 <= 73);
            LinePainter(l).disc({150, 20}, 5, {});
            for (int y = 0; y < 150; ++y)
                for (int x = 0; x < 200; ++x) {
                    const bool inside = x >= l.used.x0 && x < l.used.x1 && y >= l.used.y0 && y < l.used.y1;
                    QVERIFY(inside || alphaAt(l, x, y) == 0);
                }
            QVERIFY(alphaAt(l, 150, 20) > 0);
            // What was drawn over it goes with the next call, too.
            const Layer& next = r.render(kCamera, {}, {}, samples);
            QVERIFY(next.used.isEmpty() && std::all_of(next.rgba.begin(), next.rgba.end(), [](auto c) { return c == 0; }));
        }
    }

    void blendMixesByOpacity() {
        Layer l;
        l.width = l.height = 1;
        l.rgba = {200, 100, 0, 255};
        Image image(1, 1);
        for (const auto& [opacity, red, blue] : {std::tuple{1.0f, 200, 0}, {0.0f, 40, 80}, {0.5f, 120, 40}}) {
            image.mutablePixels()[0] = 40;
            image.mutablePixels()[1] = 60;
            image.mutablePixels()[2] = 80;
            blend(l, opacity, image);
            QVERIFY2(std::abs(image.pixels()[0] - red) <= 1 && std::abs(image.pixels()[2] - blue) <= 1, qPrintable(QString("%1 %2").arg(image.pixels()[0]).arg(image.pixels()[2])));
        }
    }

    void nonsenseDrawsNothingAndDoesNotCrash() {
        body::VertexArray v(3, 3);
        v << std::nanf(""), 0, 2, 1e30f, 1, 2, 0, 1e30f, 2;
        Faces f(1, 3);
        f << 0, 1, 2;
        Rasterizer r;
        r.render(kCamera, {{v, f, kRed}}, {}, 4);
    }

    void linesAreDrawnWhereTheyAre() {
        Layer l;
        l.width = 60;
        l.height = 40;
        l.rgba.assign(60 * 40 * 4, 0);
        LinePainter painter(l);
        painter.line({10, 20}, {50, 20}, 3, {Eigen::Vector3f(0, 1, 0), 1});
        QCOMPARE(alphaAt(l, 30, 20), 255);
        QCOMPARE(alphaAt(l, 30, 21), 255);
        QCOMPARE(alphaAt(l, 30, 23), 0);
        QCOMPARE(alphaAt(l, 5, 20), 0);
        painter.disc({-100, -100}, 5, {});   // beside the picture
        painter.line({-1e9, 0}, {1e9, std::nan("")}, 2, {});
    }
};

QTEST_APPLESS_MAIN(TestRasterizer)
#include "tst_rasterizer.moc"
