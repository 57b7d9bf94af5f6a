// Prints how long a project takes to be saved and opened, and its journal to be written and recovered.
//   bench_project [FRAMES] [FOLDER]        (10 000 frames; the folder for temporary files)
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "edit/edit.h"
#include "edit/scene_compare.h"
#include "project/autosave.h"
#include "project/recovery.h"
#include "synth/walk.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace ropetp;

namespace {

double secondsOf(const auto& f) {
    const auto start = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T need(Result<T> r) {
    if (!r) {
        std::fprintf(stderr, "%s\n", describe(r.error()).c_str());
        std::exit(1);
    }
    return std::move(*r);
}

void must(edit::Scene& s, const edit::Command& c) { need(edit::makeEdit(c)->apply(s)); }

/// One person who walks in circles before a static camera, with landmarks on every frame, twenty fixes and five range tools.
edit::Scene scene(int frames) {
    edit::Scene s;
    s.body = body::mannequin();
    auto video = std::make_shared<media::VideoInfo>();
    video->path = "/clip.mp4";
    video->width = 1920, video->height = 1080, video->fps = 30;
    for (int i = 0; i < frames; ++i) video->ptsSec.push_back(i / 30.0);
    s.video = video;
    auto clip = std::make_shared<body::MotionClip>();
    clip->person = PersonId(1);
    clip->fps = 30;
    clip->camera = PinholeCamera::centred(1920, 1080, 1800);
    Eigen::Isometry3d camFromWorld = Eigen::Isometry3d::Identity();
    camFromWorld.linear() = Eigen::AngleAxisd(EIGEN_PI, Eigen::Vector3d::UnitX()).toRotationMatrix();
    camFromWorld.translation() = Eigen::Vector3d(0, 1.5, 5.5);
    clip->camFromWorld = {camFromWorld};
    clip->bodyModel = s.body->name();
    const auto rest = s.body->restJoints(clip->betas);
    const auto walk = synth::walk(*s.body, clip->betas, synth::circle({0, 0}, 1.2, 0.4), {}, frames, 30);
    track::TrackSet tracks;
    tracks.persons.emplace_back().id = PersonId(1);
    for (int i = 0; i < frames; ++i) {
        body::MotionFrame f;
        f.frame = FrameIndex(i);
        f.ptsSec = i / 30.0;
        f.poseInWorld = walk[std::size_t(i)];
        f.poseInCam = body::transformed(f.poseInWorld, camFromWorld, rest);
        f.confidence.fill(0.9f);
        clip->frames.push_back(f);
        track::Observation o;
        o.box = {500.0 + i % 100, 100, 300, 800};
        auto& l = o.landmarks.emplace();
        for (std::size_t k = 0; k < track::kLandmarkCount; ++k) l.px[k] = Eigen::Vector2f(600.f + 3.f * float(k), 300.f + float(i % 50)), l.visibility[k] = 1;
        tracks.persons[0].observations[FrameIndex(i)] = o;
    }
    s.tracks = std::make_shared<const track::TrackSet>(tracks);
    must(s, edit::command::CommitSolve{nullptr, {clip}, s.ground, {}});
    for (int k = 0; k < 20; ++k)
        must(s, edit::command::SetFix{PersonId(1), FrameIndex(k * frames / 20), edit::jointsOf(edit::Limb::LeftArm), false, clip->frames[std::size_t(k * frames / 20)].poseInCam, std::nullopt});
    for (int k = 0; k < 5; ++k)
        must(s, edit::command::AddTool{PersonId(1), {{FrameIndex(k * frames / 5), FrameIndex(k * frames / 5 + 200)}, edit::jointsOf(edit::Limb::RightArm), false, 0.1, edit::SmoothTool{}}});
    return s;
}

}  // namespace

int main(int argc, char** argv) {
    const int frames = argc > 1 ? std::atoi(argv[1]) : 10000;
    const std::filesystem::path folder = std::filesystem::path(argc > 2 ? argv[2] : "/tmp") / "bench_project";
    std::filesystem::create_directories(folder);
    const auto file = folder / "bench.ropetp";
    project::Project p;
    p.scene = scene(frames);
    p.saveId = project::newSaveId();
    project::Project read;
    std::vector<double> save, open;
    for (int i = 0; i < 5; ++i) {
        save.push_back(secondsOf([&] { p.known = need(project::writeProject(file, p)); }));
        open.push_back(secondsOf([&] { read = need(project::readProject(file)); }));
    }
    const auto difference = edit::firstDifference(p.scene, read.scene);
    std::sort(save.begin(), save.end());
    std::sort(open.begin(), open.end());
    std::printf("%d frames, 1 person, 20 fixes, 5 tools: %.1f MB\nsave   %.3f s (longest %.3f)\nopen   %.3f s (longest %.3f)\n%s\n", frames, double(std::filesystem::file_size(file)) / 1e6, save[2],
                save.back(), open[2], open.back(), difference.empty() ? "read back to the same bits" : difference.c_str());

    project::Document document;
    document.reset(p.scene);
    std::vector<double> edits, undos;
    {
        project::Autosave autosave(folder);
        document.setObserver(&autosave);
        autosave.opened({file, p.saveId, p.known}, "bench");
        for (int i = 0; i < 50; ++i) {
            const auto e = edit::makeEdit(edit::command::SetFix{PersonId(1), FrameIndex(i * frames / 50 + 7), edit::jointsOf(edit::Limb::LeftLeg), false, p.scene.clips.begin()->second->frames[3].poseInCam, std::nullopt});
            edit::Scene copy = document.scene();
            const auto twin = edit::makeEdit(*e->command());
            const double alone = secondsOf([&] { need(twin->apply(copy)); });
            edits.push_back(secondsOf([&] { if (!document.apply(*e)) std::exit(1); }) - alone);
            if (i % 5 == 0) {
                const double revert = secondsOf([&] { twin->revert(copy); });
                undos.push_back(secondsOf([&] { document.revert(*e); }) - revert);
                if (!document.apply(*e)) std::exit(1);
            }
        }
        document.setObserver(nullptr);
    }
    std::sort(edits.begin(), edits.end());
    std::sort(undos.begin(), undos.end());
    const auto found = project::findJournals(folder, std::span(&file, 1));
    if (found.empty()) return 1;
    std::string after;
    const double recovering = secondsOf([&] { after = edit::firstDifference(need(project::recover(found.front().folder)).project.scene, document.scene()); });
    std::printf("journal: an edit %.2f ms, an undo %.2f ms (medians, beside the edit itself); recovering %zu changes %.2f s, %s\n", 1e3 * edits[edits.size() / 2], 1e3 * undos[undos.size() / 2], found.front().changes,
                recovering, after.empty() ? "to the same bits" : after.c_str());
    std::filesystem::remove_all(folder);
    return difference.empty() && after.empty() ? 0 : 1;
}
