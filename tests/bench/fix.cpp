// Prints what three fixes do for a damaged solve of the built-in sample, what propagating them takes, and how fast a
// joint can be dragged.
//   bench_fix SAMPLE_FOLDER [CACHE_FOLDER]
// The solve takes minutes; with a second folder it is kept there (tracks as an edit script, the clip as a take).
// Fixes are poses of the undamaged solve at one frame each.
#include "edit/edit_script.h"
#include "edit/propagate.h"
#include "edit/range_edits.h"
#include "io/take_npz.h"
#include "tests/core/edit/damaged_sample.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

using namespace ropetp;
using testing::Damage;

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

Result<edit::Scene> sample(const std::filesystem::path& folder, const std::filesystem::path& cache) {
    const auto take = cache / "fix.npz", script = cache / "fix.json";
    if (!cache.empty() && std::filesystem::exists(take) && std::filesystem::exists(script)) {
        auto clip = io::readTakeNpz(take);
        if (!clip) return fail(clip.error());
        std::stringstream text;
        text << std::ifstream(script).rdbuf();
        edit::Scene scene;
        scene.body = body::mannequin();
        if (auto ok = edit::applyScript(scene, text.str(), edit::ScriptStore()); !ok) return fail(ok.error());
        clip->person = scene.tracks->persons.front().id;
        if (auto ok = edit::commitSolve(nullptr, {std::make_shared<const body::MotionClip>(*clip)}, {}, {})->apply(scene); !ok) return fail(ok.error());
        return scene;
    }
    auto scene = testing::solvedSample(folder, testing::frames(0, 300));
    if (!scene || cache.empty()) return scene;
    std::vector<edit::Command> boxes;
    const auto person = scene->clips.begin()->first;
    for (const auto& [frame, o] : scene->tracks->find(person)->observations) boxes.push_back(edit::command::SetBox{person, frame, o.box, o.landmarks});
    edit::ScriptStore none;
    std::ofstream(script) << edit::scriptText(boxes, none).value_or("");
    if (auto ok = io::writeTakeNpz(take, *scene->clips.begin()->second, *scene->body); !ok) return fail(ok.error());
    return scene;
}

struct Row { double undamaged, damaged, interpolated, propagated, movedMm, sec; };

/// One set of faults with their fixes.
Result<Row> fixAll(const edit::Scene& solved, const std::vector<Damage>& all, const io::Truth& truth) {
    const auto person = solved.clips.begin()->first;
    const body::MotionClip& good = *solved.clips.begin()->second;
    auto scene = testing::damagedScene(solved, all);
    if (!scene) return fail(scene.error());
    const auto error = [&](const body::MotionClip& clip) {
        double sum = 0;
        std::int64_t frames = 0;
        for (const Damage& d : all) {
            sum += testing::errorMm(clip, *solved.body, truth, d.frames) * double(d.frames.size());
            frames += d.frames.size();
        }
        return sum / double(frames);
    };
    Row row{};
    row.undamaged = error(good);
    row.damaged = error(*scene->clips.at(person));
    for (const Damage& d : all)
        for (const FrameIndex f : d.fixes)
            if (auto ok = edit::setFix(person, f, d.joints, d.place, good.frames[std::size_t(good.find(f))].poseInCam, d.reach)->apply(*scene); !ok) return fail(ok.error());
    row.interpolated = error(*scene->clips.at(person));
    const double start = now();
    if (auto ok = edit::propagateFixes(person)->apply(*scene); !ok) return fail(ok.error());
    row.sec = now() - start;
    row.propagated = error(*scene->clips.at(person));
    row.movedMm = testing::movedMm(*scene->clips.at(person), good, *solved.body, [&](FrameIndex f) { return !testing::isDamaged(all, f); });
    return row;
}

void print(const char* name, const Result<Row>& r) {
    if (!r) std::printf("%-28s %s\n", name, describe(r.error()).c_str());
    else
        std::printf("%-28s %9.1f %9.1f %9.1f %9.1f   x %.2f %9.2f mm %8.0f ms\n", name, r->undamaged, r->damaged, r->interpolated, r->propagated, r->propagated / r->undamaged,
                    r->movedMm, 1000 * r->sec);
}

/// Updates a second while a joint is dragged along a circle, as the views do it: edit, compose, merge.
void dragRates(const edit::Scene& solved) {
    const auto person = solved.clips.begin()->first;
    const FrameIndex frame(60);
    const auto drag = [&](const char* name, const auto& make) {
        edit::Scene scene = solved;
        std::unique_ptr<edit::Edit> first;
        constexpr int kSteps = 200;
        const double start = now();
        for (int k = 0; k < kSteps; ++k) {
            const double a = 0.05 * k;
            auto next = make(a);
            if (!next->apply(scene)) return std::printf("%-28s failed\n", name);
            if (!first) first = std::move(next);
            else if (!first->tryMerge(*next)) return std::printf("%-28s does not merge\n", name);
        }
        const double sec = now() - start;
        return std::printf("%-28s %8.0f updates/s (%zu frames)\n", name, kSteps / sec, scene.clips.begin()->second->frames.size());
    };
    const auto& clip = *solved.clips.begin()->second;
    const auto joints = body::jointPositions(solved.body->restJoints(clip.betas), clip.frames[60].poseInCam);
    const Eigen::Vector3d hand = joints.row(20).transpose();
    const auto around = [&](double a) { return Eigen::Vector3d(hand + 0.1 * Eigen::Vector3d(std::cos(a) - 1, std::sin(a), 0.3 * std::sin(a))); };
    const edit::IkOptions whole{true, {body::Joint::LeftFoot, body::Joint::RightFoot}};
    drag("drag hand, limb", [&](double a) { return edit::dragJoint3d(person, frame, body::Joint::LeftWrist, around(a)); });
    drag("drag hand, whole body", [&](double a) { return edit::dragJoint3d(person, frame, body::Joint::LeftWrist, around(a), whole); });
    drag("drag hand over the picture", [&](double a) { return edit::dragJoint2d(person, frame, body::Joint::LeftWrist, clip.camera.project(around(a)), whole); });
}

/// The same solve, longer: composing goes over the whole clip.
edit::Scene longer(const edit::Scene& solved, std::size_t frames) {
    edit::Scene scene = solved;
    auto clip = std::make_shared<body::MotionClip>(*scene.clips.begin()->second);
    const std::size_t n = clip->frames.size();
    for (std::size_t i = n; i < frames; ++i) {
        auto f = clip->frames[i % n];
        f.frame = FrameIndex(clip->frames.back().frame.value + 1);
        f.ptsSec = clip->frames.back().ptsSec + 1.0 / 30;
        clip->frames.push_back(f);
    }
    scene.layers.clear();
    scene.clips.begin()->second = clip;
    return scene;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: bench_fix SAMPLE_FOLDER [CACHE_FOLDER]\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const auto truth = io::readTruthNpz(folder / "walk.truth.npz");
    const auto solved = sample(folder, argc > 2 ? argv[2] : "");
    if (!truth || !solved) {
        std::fprintf(stderr, "%s\n", describe(!truth ? truth.error() : solved.error()).c_str());
        return 1;
    }
    std::printf("MPJPE on the damaged frames, mm   undamaged   damaged interpol. propagated            others moved   took\n");
    const auto all = testing::damages();
    for (const Damage& d : all) print(d.name, fixAll(*solved, {d}, *truth));
    print("all, three fixes", fixAll(*solved, all, *truth));
    // The same faults elsewhere on the walk: one place may be lucky.
    for (const std::int64_t shift : {60, 120, 180}) {
        auto moved = all;
        for (Damage& d : moved) {
            d.frames = testing::frames(d.frames.first.value + shift, d.frames.end.value + shift);
            for (FrameIndex& f : d.fixes) f = FrameIndex(f.value + shift);
        }
        print(("all, from frame " + std::to_string(15 + shift)).c_str(), fixAll(*solved, moved, *truth));
        for (const Damage& d : moved) print(d.name, fixAll(*solved, {d}, *truth));
    }
    dragRates(*solved);
    dragRates(longer(*solved, 10000));
    return 0;
}
