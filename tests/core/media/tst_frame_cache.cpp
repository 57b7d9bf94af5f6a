#include "clip_fixture.h"
#include "media/frame_cache.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace ropetp;
using namespace ropetp::test;

/// Bounded memory, prefetch in the direction of play, never blocking, safe to destroy.
class TestFrameCache : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path path_;

    std::unique_ptr<media::FrameCache> make(std::size_t budget) const {
        auto source = media::openFrameSource(path_);
        return std::make_unique<media::FrameCache>(std::move(*source), budget);
    }

  private Q_SLOTS:
    void initTestCase() {
        path_ = dir_.filePath("c.mp4").toStdString();
        auto w = media::VideoWriter::create(path_, {160, 90, 30, 18, 30});
        for (int i = 0; i < 90; ++i) QVERIFY((*w)->add(patternFrame(160, 90, i), i / 30.0).has_value());
        QVERIFY((*w)->finish().has_value());
    }
    void memoryStaysWithinTheBudget() {
        const std::size_t budget = 160 * 90 * 3 * 10;
        auto cache = make(budget);
        for (int i = 0; i < 90; ++i) {
            QVERIFY(cache->get(FrameIndex(i)).has_value());
            QVERIFY(cache->bytesInUse() <= budget);
        }
    }
    void neighboursAreFetchedAhead() {
        auto cache = make(64u << 20);
        std::atomic<bool> ready = false;
        cache->request(FrameIndex(40), +1, [&](FrameIndex, Result<Image> r) { ready = r.has_value(); });
        QTRY_VERIFY(ready);
        QTRY_VERIFY(!cache->tryGet(FrameIndex(45)).isNull());
        cache->request(FrameIndex(40), -1, [](FrameIndex, Result<Image>) {});
        QTRY_VERIFY(!cache->tryGet(FrameIndex(35)).isNull());
    }
    void tryGetNeverDecodes() {
        auto cache = make(64u << 20);
        QVERIFY(cache->tryGet(FrameIndex(80)).isNull());
    }
    void cacheHoldsTheSamePictures() {
        auto cache = make(64u << 20);
        auto source = media::openFrameSource(path_);
        for (int i : {70, 3, 71, 0, 89}) QCOMPARE(hashOf(*cache->get(FrameIndex(i))), hashOf(*(*source)->frame(FrameIndex(i))));
    }
    void outOfRangeIsAnErrorNotAHang() {
        auto cache = make(64u << 20);
        QCOMPARE(cache->get(FrameIndex(1000)).error().code, ErrorCode::InvalidInput);
    }
    void destroyingWhileDecodingIsSafe() {
        for (int k = 0; k < 20; ++k) {
            auto cache = make(64u << 20);
            cache->request(FrameIndex(k * 4), 1, [](FrameIndex, Result<Image>) {});
        }
    }
};

QTEST_GUILESS_MAIN(TestFrameCache)
#include "tst_frame_cache.moc"
