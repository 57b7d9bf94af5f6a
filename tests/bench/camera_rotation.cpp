// Prints how the camera of each video turns: yaw, pitch and roll at the end and at most, the frame-to-frame jitter, the
// confidence, the verdict, and the milliseconds of processor a frame, of CameraRotationEstimator alone and of the shared small view.
//   bench_camera_rotation [--models FOLDER] [--focal PIXELS] [--boxes FOLDER] [--csv FOLDER] VIDEO...
// --boxes keeps the people's boxes between runs, because the tracker takes by far the longest; --csv writes one row a frame.
#include "base/rotation.h"
#include "media/frame_source.h"
#include "nn/model_store.h"
#include "track/person_tracker.h"
#include "trajectory/camera_motion.h"
#include "trajectory/camera_rotation.h"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <string_view>
#include <vector>

using namespace ropetp;

namespace {

constexpr double kDegrees = 180 / std::numbers::pi;

struct Options {
    std::filesystem::path models, boxes, csv;
    double focalPx = 0;
    std::vector<std::string> videos;
};

struct Seen { std::vector<track::Box> people; bool cut = false; };

template <class T>
T orExit(Result<T> r) {
    if (!r) {
        std::fprintf(stderr, "%s\n", describe(r.error()).c_str());
        std::exit(1);
    }
    return std::move(*r);
}

/// Processor time of all threads so far: what counts where the machine is shared.
double cpuMs() {
    rusage u{};
    getrusage(RUSAGE_SELF, &u);
    return double(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 + double(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

std::vector<Seen> readBoxes(const std::filesystem::path& file, std::int64_t frames) {
    std::ifstream in(file);
    std::vector<Seen> all;
    Seen s;
    for (std::size_t n = 0; in >> s.cut >> n && n < 1000; all.push_back(s)) {
        s.people.assign(n, {});
        for (auto& b : s.people) in >> b.x >> b.y >> b.width >> b.height;
    }
    if (std::int64_t(all.size()) != frames) all.clear();
    return all;
}

std::vector<Seen> trackedBoxes(media::FrameSource& source, const std::filesystem::path& models) {
    track::TrackerOptions options;
    options.modelFolder = orExit(nn::findModelFolder(models));
    options.threads = 2;
    const auto tracker = orExit(track::PersonTracker::create(options));
    std::vector<Seen> all;
    for (std::int64_t i = 0; i < source.info().frameCount(); ++i) {
        const auto persons = orExit(tracker->next(FrameIndex(i), source.info().ptsSec[std::size_t(i)], orExit(source.frame(FrameIndex(i)))));
        Seen s{{}, persons.cut};
        for (const auto& [id, o] : persons.persons) s.people.push_back(o.box);
        all.push_back(s);
    }
    return all;
}

/// Of camFromFirst: where the camera looks in the first frame's axes (yaw to the right, pitch up), and its roll (clockwise picture
/// turn of the camera), degrees.
Eigen::Vector3d yawPitchRoll(const Eigen::Matrix3d& camFromFirst) {
    const Eigen::Matrix3d m = camFromFirst.transpose();
    return kDegrees * Eigen::Vector3d(std::atan2(m(0, 2), m(2, 2)), std::asin(std::clamp(-m(1, 2), -1.0, 1.0)), std::atan2(m(1, 0), m(1, 1)));
}

void report(const std::string& video, const Options& o) {
    const auto source = orExit(media::openFrameSource(video));
    const std::string name = std::filesystem::path(video).filename().string();
    auto seen = o.boxes.empty() ? std::vector<Seen>{} : readBoxes(o.boxes / (name + ".boxes"), source->info().frameCount());
    if (seen.empty()) seen = trackedBoxes(*source, o.models);
    if (!o.boxes.empty()) {
        std::ofstream out(o.boxes / (name + ".boxes"));
        for (const auto& s : seen) {
            out << s.cut << ' ' << s.people.size();
            for (const auto& b : s.people) out << ' ' << b.x << ' ' << b.y << ' ' << b.width << ' ' << b.height;
            out << '\n';
        }
    }
    const int w = source->info().width, h = source->info().height;
    const double focal = o.focalPx > 0 ? o.focalPx : source->info().focalPx.value_or(PinholeCamera::defaultFocalPx(w, h));
    trajectory::CameraRotationEstimator estimator(PinholeCamera::centred(w, h, focal));
    trajectory::CameraMotionDetector detector;
    double viewMs = 0, rotationMs = 0, motionMs = 0, slowest = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto image = source->frame(FrameIndex(std::int64_t(i)));
        const double t0 = cpuMs();
        const auto view = image ? trajectory::CameraView::of(*image, seen[i].people) : trajectory::CameraView();
        const double t1 = cpuMs();
        estimator.add(view, seen[i].cut);
        const double t2 = cpuMs();
        detector.add(view, seen[i].cut);
        const double t3 = cpuMs();
        viewMs += t1 - t0;
        rotationMs += t2 - t1;
        motionMs += t3 - t2;
        slowest = std::max(slowest, t2 - t1);
    }
    const double t4 = cpuMs();
    const auto result = estimator.result();
    const double resultMs = cpuMs() - t4, n = double(std::max<std::size_t>(1, seen.size()));

    Eigen::Vector3d least = Eigen::Vector3d::Zero(), most = least, end = least;
    double jitter = 0;
    std::size_t parallax = 0;
    std::ofstream csv;
    if (!o.csv.empty()) csv.open(o.csv / (name + ".csv"));
    for (std::size_t i = 0; i < result.frames.size(); ++i) {
        const auto& f = result.frames[i];
        end = yawPitchRoll(f.camFromFirst);
        least = least.cwiseMin(end);
        most = most.cwiseMax(end);
        parallax += f.parallax;
        if (i >= 2) {
            const auto& r = result.frames;
            const Eigen::Matrix3d a = r[i].camFromFirst * r[i - 1].camFromFirst.transpose(), b = r[i - 1].camFromFirst * r[i - 2].camFromFirst.transpose();
            jitter += std::pow(geodesicAngle(a, b) * kDegrees, 2);
        }
        if (csv)
            csv << i << ',' << end.x() << ',' << end.y() << ',' << end.z() << ',' << f.confidence << ',' << f.sigmaRad * kDegrees << ','
                << f.parallax << '\n';
    }
    const auto& v = result.verdict;
    const auto m = detector.verdict();
    std::printf("%s: %zu frames, %d x %d, focal length %.0f px\n", name.c_str(), seen.size(), w, h, focal);
    std::printf("  end yaw %+.2f pitch %+.2f roll %+.2f; yaw %.2f..%.2f pitch %.2f..%.2f roll %.2f..%.2f degrees; second difference %.3f rms\n",
                end.x(), end.y(), end.z(), least.x(), most.x(), least.y(), most.y(), least.z(), most.z(), std::sqrt(jitter / n));
    std::printf("  %s (%s), confidence %.2f, largest turn %.2f degrees, sigma at the end %.2f, parallax on %zu frames\n", v.trusted ? "trusted" : "NOT trusted",
                v.text.c_str(), v.meanConfidence, v.largestTurnRad * kDegrees, result.frames.empty() ? 0 : result.frames.back().sigmaRad * kDegrees, parallax);
    std::printf("  motion detector: %s, drift %.3f, confidence %.2f\n", m.moving ? "moves" : "stands", m.driftFraction, m.confidence);
    std::printf("  ms of processor a frame: view %.2f, rotation %.2f (slowest %.1f), motion detector %.2f; result() %.1f ms\n\n", viewMs / n,
                rotationMs / n, slowest, motionMs / n, resultMs);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    for (int i = 1; i < argc; ++i) {
        const std::string_view a = argv[i];
        if (a == "--models" && i + 1 < argc) o.models = argv[++i];
        else if (a == "--boxes" && i + 1 < argc) o.boxes = argv[++i];
        else if (a == "--csv" && i + 1 < argc) o.csv = argv[++i];
        else if (a == "--focal" && i + 1 < argc) o.focalPx = std::atof(argv[++i]);
        else o.videos.emplace_back(a);
    }
    if (o.videos.empty()) {
        std::fprintf(stderr, "usage: bench_camera_rotation [--models FOLDER] [--focal PIXELS] [--boxes FOLDER] [--csv FOLDER] VIDEO...\n");
        return 2;
    }
    for (const auto& video : o.videos) report(video, o);
    return 0;
}
