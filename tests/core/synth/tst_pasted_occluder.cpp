#include <QTest>

#include "synth/pasted_occluder.h"

#include <cmath>
#include <set>

using namespace ropetp;
using namespace ropetp::synth;

class TestPastedOccluder : public QObject {
    Q_OBJECT

    /// Left half black, right half white: its mean is 128.
    static Image halves(int size) {
        Image i(size, size);
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < 3 * size; ++x) i.mutablePixels()[std::size_t(y) * i.strideBytes() + std::size_t(x)] = x < 3 * size / 2 ? 0 : 255;
        return i;
    }
    static int changed(const Image& a, const Image& b) {
        int count = 0;
        for (std::size_t i = 0; i < a.sizeBytes(); i += 3) count += a.pixels()[i] != b.pixels()[i];
        return count;
    }

  private Q_SLOTS:
    void itHasItsShapeAndSize() {
        const Image picture = halves(64);
        PastedOccluder o{PastedOccluder::Shape::Square, PastedOccluder::Fill::MeanColor, {31.5f, 31.5f}, 20, 0};
        const Image square = pasted(picture, o);
        QCOMPARE(changed(picture, square), 20 * 20);
        QCOMPARE(int(square.row(31)[3 * 31]), 128);
        o.shape = PastedOccluder::Shape::Disc;
        const int disc = changed(picture, pasted(picture, o));
        QVERIFY(std::abs(disc - 3.14159 * 100) < 12);
        // The picture itself stays.
        QCOMPARE(changed(picture, halves(64)), 0);
    }

    void itIsCutAtThePicturesEdge() {
        const Image picture = halves(32);
        const PastedOccluder o{PastedOccluder::Shape::Square, PastedOccluder::Fill::MeanColor, {-0.5f, -0.5f}, 20, 0};
        QCOMPARE(changed(picture, pasted(picture, o)), 100);
        const PastedOccluder away{PastedOccluder::Shape::Disc, PastedOccluder::Fill::MeanColor, {500, 500}, 20, 0};
        QCOMPARE(changed(picture, pasted(picture, away)), 0);
        const PastedOccluder none{PastedOccluder::Shape::Square, PastedOccluder::Fill::Texture, {16, 16}, 0, 0};
        QCOMPARE(changed(picture, pasted(picture, none)), 0);
    }

    void aTextureIsOfItsSeed() {
        const Image picture = halves(64);
        PastedOccluder o{PastedOccluder::Shape::Square, PastedOccluder::Fill::Texture, {32, 32}, 40, 7};
        const Image a = pasted(picture, o), b = pasted(picture, o);
        QCOMPARE(changed(a, b), 0);
        o.seed = 8;
        QVERIFY(changed(a, pasted(picture, o)) > 1000);
        std::set<int> colours;
        for (int x = 14; x < 50; ++x) colours.insert(a.row(32)[3 * x]);
        QVERIFY(colours.size() > 20);
    }
};

QTEST_APPLESS_MAIN(TestPastedOccluder)
#include "tst_pasted_occluder.moc"
