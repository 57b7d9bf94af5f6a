// Prints how far the camera of each video moved over the floor, and how surely: the way, the speed, the camera's height, the verdict,
// the milliseconds of processor a frame. People's places are those of takes that were solved from the video (all of those who are in
// it: whoever has no take is taken for background).
//   bench_camera_travel VIDEO TAKE.npz... [VIDEO TAKE.npz... ...]
#include "base/rotation.h"
#include "body/mannequin.h"
#include "io/take_npz.h"
#include "media/frame_source.h"
#include "trajectory/camera_travel.h"
#include "trajectory/foot_points.h"
#include "trajectory/ground.h"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace ropetp;

namespace {

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

track::Box boxOf(const body::JointPositions& joints, const PinholeCamera& camera) {
    Eigen::Vector2d low(1e9, 1e9), high(-1e9, -1e9);
    for (int j = 0; j < body::kJointCount; ++j) {
        const Eigen::Vector2d p = camera.project(joints.row(j).transpose());
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    const double margin = 0.06 * (high.y() - low.y());
    return {low.x() - margin, low.y() - 1.5 * margin, high.x() - low.x() + 2 * margin, high.y() - low.y() + 2 * margin};
}

void report(const std::string& video, const std::vector<std::string>& takes) {
    const auto body = body::mannequin();
    std::vector<body::MotionClip> clips;
    for (const auto& take : takes) clips.push_back(orExit(io::readTakeNpz(take, body.get())));
    const auto source = orExit(media::openFrameSource(video));
    const double fps = clips.front().fps;
    const PinholeCamera camera = clips.front().camera;
    std::int64_t first = clips.front().frames.front().frame.value, end = first;
    for (const auto& clip : clips) {
        first = std::min(first, clip.frames.front().frame.value);
        end = std::max(end, clip.frames.back().frame.value + 1);
    }
    trajectory::CameraRotationEstimator turn(camera);
    trajectory::FloorFlow flow(camera, fps);
    std::vector<trajectory::SoleSighting> soles;
    double turnMs = 0, flowMs = 0;
    for (std::int64_t i = first; i < end; ++i) {
        const Image image = orExit(source->frame(FrameIndex(i)));
        std::vector<track::Box> people;
        std::vector<Eigen::Vector2d> feetPx;
        for (const auto& clip : clips) {
            const std::int64_t at = clip.find(FrameIndex(i));
            if (at < 0 || !clip.frames[std::size_t(at)].visible) continue;
            const trajectory::FootPoints feet(*body, clip.betas);
            const auto& pose = clip.frames[std::size_t(at)].poseInCam;
            people.push_back(boxOf(body::jointPositions(feet.restJoints(), pose), camera));
            const auto points = feet.at(pose);
            const auto lowest = *std::max_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.y() < b.y(); });
            feetPx.push_back(camera.project(lowest));
            soles.push_back({std::size_t(i - first), lowest});
        }
        const double t0 = cpuMs();
        turn.add(image, people, false);
        const double t1 = cpuMs();
        flow.add(image, people, feetPx, false);
        const double t2 = cpuMs();
        turnMs += t1 - t0;
        flowMs += t2 - t1;
    }
    const auto rotation = turn.result();
    auto steady = clips;
    for (auto& clip : steady)
        for (auto& f : clip.frames) {
            Eigen::Isometry3d m = Eigen::Isometry3d::Identity();
            m.linear() = rotation.frames[std::size_t(f.frame.value - first)].camFromFirst.transpose();
            f.poseInCam = body::transformed(f.poseInCam, m, body->restJoints(clip.betas));
        }
    const auto ground = trajectory::estimateGround(steady, *body);
    const double t3 = cpuMs();
    const auto travel = trajectory::measureTravel(flow, rotation, soles, ground.upInCam, fps);
    const double n = double(end - first);
    std::printf("%s: %zu frames, turn %s (%s), ground height %.2f, confidence %.2f\n", video.c_str(), std::size_t(end - first), rotation.verdict.trusted ? "trusted" : "NOT trusted", rotation.verdict.text.c_str(), ground.offsetM, ground.confidence);
    const Eigen::Vector3d last = travel.placeM.back();
    std::printf("  %s (%s): %.2f m long, %.2f m/s, ends %.2f %.2f %.2f m (right, down, ahead) from its start +- %.2f m; camera %.2f m over the floor\n", travel.trusted ? "trusted" : "NOT trusted", travel.text.c_str(),
                travel.lengthM, travel.lengthM * fps / n, last.x(), last.y(), last.z(), travel.sigmaM.back(), travel.heightM);
    std::printf("  measured %.0f %% of the time, %.0f %% of the points agree; up tilts %.1f degrees from people's posture\n", 100 * travel.measuredShare, 100 * travel.agreeingShare,
                std::acos(std::clamp(travel.upInFirst.dot(ground.upInCam), -1.0, 1.0)) * 57.2958);
    std::printf("  ms of processor a frame: turn %.2f, floor %.2f; measureTravel() %.1f ms\n", turnMs / n, flowMs / n, cpuMs() - t3);
}

}  // namespace

int main(int argc, char** argv) {
    struct Job { std::string video; std::vector<std::string> takes; };
    std::vector<Job> jobs;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (!a.ends_with(".npz")) jobs.push_back({a, {}});
        else if (!jobs.empty()) jobs.back().takes.push_back(a);
    }
    if (jobs.empty() || std::ranges::any_of(jobs, [](const Job& j) { return j.takes.empty(); })) {
        std::fprintf(stderr, "usage: bench_camera_travel VIDEO TAKE.npz... [VIDEO TAKE.npz... ...]\n");
        return 2;
    }
    for (const auto& job : jobs) report(job.video, job.takes);
    return 0;
}
