// Prints what perception costs here: milliseconds a call of the detector and the landmark model,
// XNNPACK beside LibTorch, and frames a second of the whole tracker over a clip.
//   bench_perception [--models FOLDER] VIDEO [FRAMES]
#include "media/frame_source.h"
#include "nn/graph_runtime.h"
#include "nn/model_store.h"
#include "nn/tflite_loader.h"
#include "track/landmark_model.h"
#include "track/person_detector.h"
#include "track/person_tracker.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <vector>

using namespace ropetp;

namespace {

double nowMs() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Processor time of all threads so far: what counts where the machine is shared.
double cpuMs() {
    rusage u{};
    getrusage(RUSAGE_SELF, &u);
    return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

template <class T>
T orExit(Result<T> r) {
    if (!r) {
        std::fprintf(stderr, "%s\n", describe(r.error()).c_str());
        std::exit(1);
    }
    return std::move(*r);
}

/// Least and median wall time and mean processor time of `run`.
void measure(const char* name, int times, const std::function<void()>& run) {
    for (int i = 0; i < 2; ++i) run();
    std::vector<double> wall;
    const double cpu0 = cpuMs();
    for (int i = 0; i < times; ++i) {
        const double t = nowMs();
        run();
        wall.push_back(nowMs() - t);
    }
    const double cpu = (cpuMs() - cpu0) / times;
    std::sort(wall.begin(), wall.end());
    std::printf("%-34s min %7.1f  median %7.1f ms   processor %7.1f ms\n", name, wall.front(), wall[wall.size() / 2], cpu);
    std::fflush(stdout);
}

void benchModels(const std::filesystem::path& models, const Image& image) {
    for (const int threads : {1, 2}) {
        const auto detector = orExit(track::PersonDetector::create(models, threads));
        std::vector<track::Detection> found;
        const std::string suffix = ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
        measure(("detector 256" + suffix).c_str(), 20, [&] { found = orExit(detector->detect(image, track::PersonDetector::Detail::Coarse)); });
        measure(("detector 512" + suffix).c_str(), 10, [&] { orExit(detector->detect(image, track::PersonDetector::Detail::Fine)); });
        const auto landmarks = orExit(track::LandmarkModel::create(models, threads));
        const track::CropRegion region = found.empty() ? track::regionFromBox({0, 0, double(image.width()), double(image.height())})
                                                       : track::regionFromSketch(found[0].sketch);
        measure(("landmarks with crop" + suffix).c_str(), 20, [&] { orExit(landmarks->read(image, region)); });
    }
    const auto bytes = orExit(nn::readModelFile(models, nn::kBlazePoseHeavy));
    const auto graph = orExit(nn::loadTflite(bytes));
    for (const auto& [backend, name] : {std::pair{nn::Backend::Xnnpack, "BlazePose heavy, XNNPACK"}, std::pair{nn::Backend::Torch, "BlazePose heavy, LibTorch"}})
        for (const int threads : {1, 2}) {
            const auto net = orExit(nn::makeGraphRuntime(graph, {backend, threads, {}}));
            measure((std::string(name) + ", " + std::to_string(threads)).c_str(), 10, [&] { if (!net->run()) std::exit(1); });
        }
}

void benchTracker(const std::filesystem::path& models, media::FrameSource& source, std::int64_t most) {
    track::TrackerOptions options;
    options.modelFolder = models;
    options.threads = 2;
    const double t0 = nowMs();
    const auto tracker = orExit(track::PersonTracker::create(options));
    std::printf("%-34s %.0f ms\n", "tracker, models loaded in", nowMs() - t0);
    const std::int64_t frames = std::min(most, source.info().frameCount());
    double wall = 0, cpu = 0;
    std::size_t persons = 0;
    for (std::int64_t i = 0; i < frames; ++i) {
        const Image image = orExit(source.frame(FrameIndex(i)));
        const double w = nowMs(), c = cpuMs();
        persons += orExit(tracker->next(FrameIndex(i), source.info().ptsSec[i], image)).persons.size();
        wall += nowMs() - w;
        cpu += cpuMs() - c;
    }
    std::printf("tracker, 2 threads: %lld frames of %d x %d, %.2f persons a frame: %.1f frames/s, %.1f ms of processor a frame\n",
                static_cast<long long>(frames), source.info().width, source.info().height, double(persons) / double(frames),
                1e3 * double(frames) / wall, cpu / double(frames));
}

}  // namespace

int main(int argc, char** argv) {
    std::filesystem::path models;
    std::vector<std::string> rest;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--models" && i + 1 < argc) models = argv[++i];
        else rest.push_back(argv[i]);
    }
    if (rest.empty()) {
        std::fprintf(stderr, "usage: bench_perception [--models FOLDER] VIDEO [FRAMES]\n");
        return 2;
    }
    models = orExit(nn::findModelFolder(models));
    const auto source = orExit(media::openFrameSource(rest[0]));
    benchModels(models, orExit(source->frame(FrameIndex(0))));
    benchTracker(models, *source, rest.size() > 1 ? std::atoll(rest[1].c_str()) : 150);
    return 0;
}
