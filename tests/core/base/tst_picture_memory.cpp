#include "base/image.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>
#include <random>
#include <thread>
#include <vector>

using namespace ropetp;

/// Room for pictures goes from one to the next, belongs to one at a time, and what waits is bounded.
class TestPictureMemory : public QObject {
    Q_OBJECT
    static constexpr std::size_t kMiB = std::size_t(1) << 20;

  private Q_SLOTS:
    void thePlaceOfAPictureLetGoIsTheNextOnes() {
        for (const std::size_t bytes : {300'000, 2'764'864, 24'883'264}) {
            auto first = pictureMemory(bytes);
            const auto* const place = first.get();
            const std::size_t before = idlePictureBytes();
            first.reset();
            QVERIFY(idlePictureBytes() >= before + bytes);
            const auto second = pictureMemory(bytes);
            QCOMPARE(static_cast<const void*>(second.get()), static_cast<const void*>(place));
            QCOMPARE(idlePictureBytes(), before);
        }
    }

    void aSmallPictureTakesNoLargePlace() {
        auto large = pictureMemory(8 * kMiB);
        const auto* const place = large.get();
        large.reset();
        const auto small = pictureMemory(1 * kMiB);
        QVERIFY(small.get() < place || small.get() >= place + 8 * kMiB);
    }

    void whatWaitsIsBounded() {
        std::vector<std::shared_ptr<std::uint8_t[]>> held;
        for (int i = 0; i < 40; ++i) {
            held.push_back(pictureMemory(8 * kMiB));
            held.back()[8 * kMiB - 1] = 1;
        }
        held.clear();
        QVERIFY(idlePictureBytes() <= kIdlePictureBytes);
        QVERIFY(idlePictureBytes() > kIdlePictureBytes / 2);
        // One that is larger than all that may wait leaves the others alone.
        const std::size_t waiting = idlePictureBytes();
        pictureMemory(kIdlePictureBytes + kMiB).reset();
        QCOMPARE(idlePictureBytes(), waiting);
    }

    void anImpossibleSizeIsRefused() {
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, pictureMemory(std::size_t(0) - 921'536));
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, pictureMemory(std::size_t(1) << 60));
        QVERIFY(pictureMemory(8 * kMiB) != nullptr);
    }

    void aNewPictureIsBlackWhereverItLies() {
        Image used = Image::unfilled(1280, 720);
        std::memset(used.mutablePixels(), 200, used.sizeBytes());
        const auto* const place = used.pixels();
        used = {};
        const Image fresh(1280, 720);
        QCOMPARE(static_cast<const void*>(fresh.pixels()), static_cast<const void*>(place));
        QVERIFY(std::all_of(fresh.pixels(), fresh.pixels() + fresh.sizeBytes(), [](std::uint8_t v) { return v == 0; }));
    }

    void threadsNeverShareAPlace() {
        std::atomic<int> spoiled = 0;
        std::vector<std::thread> threads;
        for (int t = 1; t <= 4; ++t) {
            threads.emplace_back([t, &spoiled] {
                std::mt19937 rng(t);
                std::vector<std::pair<std::shared_ptr<std::uint8_t[]>, std::size_t>> held;
                for (int i = 0; i < 400; ++i) {
                    if (held.size() < 6) {
                        const std::size_t bytes = 100'000 + rng() % 600'000;
                        held.emplace_back(pictureMemory(bytes), bytes);
                        std::memset(held.back().first.get(), t, bytes);
                        continue;
                    }
                    std::swap(held[rng() % held.size()], held.back());
                    const auto* const p = held.back().first.get();
                    spoiled += std::any_of(p, p + held.back().second, [t](std::uint8_t v) { return v != t; });
                    held.pop_back();
                }
            });
        }
        for (auto& thread : threads) thread.join();
        QCOMPARE(spoiled.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestPictureMemory)
#include "tst_picture_memory.moc"
