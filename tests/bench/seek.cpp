// Random cold seeks in one run: ours beside OpenCV's VideoCapture, both to RGB/BGR pictures, the same
// random frames, each jump at least 30 frames away from the last. Then a step back inside a group of
// pictures already decoded, and playing through. With a fresh reader for each jump, with one that is kept open, and as the
// window has it, which reads ahead at rest. Usage: bench_seek VIDEO [jumps]
#include "media/frame_cache.h"
#include "media/frame_source.h"

#include <opencv2/videoio.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

using namespace ropetp;

namespace {

using Clock = std::chrono::steady_clock;
double ms(Clock::time_point since) { return std::chrono::duration<double, std::milli>(Clock::now() - since).count(); }

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_seek VIDEO [jumps]\n");
        return 2;
    }
    const int jumps = argc > 2 ? std::max(1, std::atoi(argv[2])) : 40;
    auto source = media::openFrameSource(argv[1]);
    if (!source) {
        std::fprintf(stderr, "%s\n", describe(source.error()).c_str());
        return 3;
    }
    const auto n = (*source)->info().frameCount();
    std::mt19937 rng(3);
    std::vector<std::int64_t> targets;
    for (std::int64_t last = -1000; static_cast<int>(targets.size()) < jumps;) {
        const auto t = static_cast<std::int64_t>(rng() % n);
        if (n > 90 && std::abs(t - last) < 30) continue;
        targets.push_back(last = t);
    }
    // A fresh reader for each jump on both sides: nothing is in a cache. Opening is not timed.
    double ours = 0, oursWorst = 0;
    for (const auto t : targets) {
        auto fresh = media::openFrameSource(argv[1]);
        const auto start = Clock::now();
        if (!(*fresh)->frame(FrameIndex(t))) return 1;
        const double took = ms(start);
        ours += took;
        oursWorst = std::max(oursWorst, took);
    }
    double theirs = 0, theirsWorst = 0;
    for (const auto t : targets) {
        cv::VideoCapture capture(argv[1]);
        cv::Mat picture;
        capture.read(picture);  // as our open() does
        const auto start = Clock::now();
        capture.set(cv::CAP_PROP_POS_FRAMES, double(t));
        capture.read(picture);
        const double took = ms(start);
        theirs += took;
        theirsWorst = std::max(theirsWorst, took);
    }
    std::printf("cold seek, %d jumps: ours %.1f ms (worst %.1f), OpenCV %.1f ms (worst %.1f), ratio %.2f\n", jumps, ours / jumps, oursWorst,
                theirs / jumps, theirsWorst, ours / theirs);

    // The same jumps with one reader each, as a program keeps it: whoever jumps to and fro has been near before. Frames that are still kept decoded are
    // left out of both.
    auto kept = media::openFrameSource(argv[1]);
    cv::VideoCapture capture(argv[1]);
    cv::Mat picture;
    double oursKept = 0, theirsKept = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const bool seen = std::find(targets.begin(), targets.begin() + std::ptrdiff_t(i), targets[i]) != targets.begin() + std::ptrdiff_t(i);
        const auto start = Clock::now();
        if (!(*kept)->frame(FrameIndex(targets[i]))) return 1;
        const auto between = Clock::now();
        capture.set(cv::CAP_PROP_POS_FRAMES, double(targets[i]));
        capture.read(picture);
        if (seen) continue;
        oursKept += std::chrono::duration<double, std::milli>(between - start).count();
        theirsKept += ms(between);
    }
    std::printf("one reader kept open: ours %.1f ms, OpenCV %.1f ms a jump, ratio %.2f\n", oursKept / jumps, theirsKept / jumps, oursKept / theirsKept);

    // As the window has it: the clip was read through once while nobody asked for anything, and none of these pictures was shown before.
    auto windows = media::openFrameSource(argv[1]);
    const auto opened = Clock::now();
    media::FrameCache cache(std::move(*windows), media::kWindowPictureBytes, media::kWindowPackedBytes);
    while (!cache.isReadAhead()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const double readSec = ms(opened) * 1e-3;
    double oursReady = 0, oursReadyWorst = 0, theirsReady = 0;
    int fresh = 0;
    for (const auto t : targets) {
        if (!cache.tryGet(FrameIndex(t)).isNull()) continue;   // shown already, or a neighbour of one that was
        const auto start = Clock::now();
        if (!cache.get(FrameIndex(t))) return 1;
        const double took = ms(start);
        std::this_thread::sleep_for(std::chrono::milliseconds(500));   // neighbours are fetched: neither is to be timed beside that
        const auto between = Clock::now();
        capture.set(cv::CAP_PROP_POS_FRAMES, double(t));
        capture.read(picture);
        theirsReady += ms(between);
        oursReady += took;
        oursReadyWorst = std::max(oursReadyWorst, took);
        ++fresh;
    }
    std::printf("in the window, after %.1f s at rest, %d pictures not shown before: ours %.1f ms (worst %.1f), OpenCV %.1f ms a jump, ratio %.2f\n", readSec, fresh,
                oursReady / fresh, oursReadyWorst, theirsReady / fresh, oursReady / theirsReady);

    const std::int64_t end = std::min<std::int64_t>(n - 1, 40);
    for (std::int64_t i = 0; i <= end; ++i) (void)(*source)->frame(FrameIndex(i));
    double back = 0, backWorst = 0;
    int steps = 0;
    for (std::int64_t i = end - 1; i >= 0 && steps < 30; --i, ++steps) {
        const auto start = Clock::now();
        (void)(*source)->frame(FrameIndex(i));
        const double took = ms(start);
        back += took;
        backWorst = std::max(backWorst, took);
    }
    std::printf("step back in a decoded group: %.2f ms (worst %.2f)\n", back / std::max(1, steps), backWorst);

    auto play = media::openFrameSource(argv[1]);
    const auto start = Clock::now();
    for (std::int64_t i = 0; i < n; ++i) (void)(*play)->frame(FrameIndex(i));
    std::printf("play through: %.0f frames/s at %d x %d\n", 1000.0 * n / ms(start), (*play)->info().width, (*play)->info().height);
    return 0;
}
