#include "app/train/sample_command.h"

#include "body/kinematics.h"
#include "io/truth_npz.h"
#include "media/video_writer.h"
#include "synth/sample_scene.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace ropetp::train {
namespace {

io::Truth truthOf(const synth::SampleScene& scene) {
    io::Truth truth;
    const auto rest = scene.body().restJoints(scene.betas());
    truth.posesInWorld = scene.posesInWorld();
    truth.betas = scene.betas();
    truth.k = scene.camera().matrix();
    truth.fps = synth::SampleScene::kFps;
    truth.jointMask.fill(true);
    for (std::size_t i = 0; i < truth.posesInWorld.size(); ++i) {
        truth.frameIds.push_back(std::int64_t(i));
        truth.jointsInWorld.push_back(body::jointPositions(rest, truth.posesInWorld[i]));
        truth.jointsInCam.push_back(body::jointPositions(rest, body::transformed(truth.posesInWorld[i], scene.camFromWorld(), rest)));
        truth.camFromWorld.push_back(scene.camFromWorld().matrix());
    }
    return truth;
}

}  // namespace

int makeSample(const std::vector<std::string>& words) {
    if (words.empty() || words.size() > 2) {
        std::fputs("usage: ropetp-train sample OUT_FOLDER [SEED]\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = words[0];
    synth::SampleScene scene(words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 1);
    using S = synth::SampleScene;
    auto writer = media::VideoWriter::create(folder / "walk.mp4", {S::kWidth, S::kHeight, S::kFps, 24, 30});
    Result<void> done = writer ? Result<void>() : fail(writer.error());
    for (int i = 0; done && i < S::kFrames; ++i) done = (*writer)->add(scene.render(i), i / S::kFps);
    if (done) done = (*writer)->finish();
    if (done) done = io::writeTruthNpz(folder / "walk.truth.npz", truthOf(scene));
    if (!done) {
        std::fprintf(stderr, "ropetp-train: %s\n", describe(done.error()).c_str());
        return 1;
    }
    std::printf("%s: %d frames\n", (folder / "walk.mp4").c_str(), S::kFrames);
    return 0;
}

}  // namespace ropetp::train
