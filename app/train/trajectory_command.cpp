#include "app/train/trajectory_command.h"

#include "app/train/interrupt.h"
#include "app/train/options.h"
#include "train/trajectory/path_trainer.h"

#include <cstdio>

namespace ropetp::train {
namespace {

constexpr const char* kUsage =
    "usage: ropetp-train trajectory --out FOLDER --motions positions22_free.npz [--kind diffusion|regression]\n"
    "           [--condition joints|rotations] [--output global|local] [--head sums|places]\n"
    "           [--foot-loss velocity|printed|none] [--step-weight F]\n"
    "           [--window N] [--patch N] [--width N] [--layers N] [--heads N] [--hidden N]\n"
    "           [--steps N] [--batch B] [--rate R] [--seed S] [--clean-share F] [--dropout F] [--bf16] [--threads N]\n"
    "           [--validate-every N] [--init WEIGHTS]\n"
    "Goes on from the folder's checkpoint; an interrupt leaves one.\n";

}  // namespace

int trainTrajectoryCommand(const std::vector<std::string>& words) {
    const Options o(words, 0);
    PathTraining t;
    bool good = true;
    const auto choice = [&](const char* name, const char* first, const char* second) {
        const std::string v = o.text(name, first);
        good = good && (v == first || v == second);
        return v == second;
    };
    t.folder = o.text("out");
    t.motions = o.text("motions");
    t.init = o.text("init");
    t.network.kind = choice("kind", "diffusion", "regression") ? trajectory::DenoiserKind::Regression : trajectory::DenoiserKind::Diffusion;
    t.network.condition = choice("condition", "joints", "rotations") ? trajectory::DenoiserCondition::Rotations : trajectory::DenoiserCondition::Joints;
    t.network.output = choice("output", "global", "local") ? trajectory::DenoiserOutput::Local : trajectory::DenoiserOutput::Global;
    t.network.head = choice("head", "sums", "places") ? trajectory::DenoiserHead::Places : trajectory::DenoiserHead::Sums;
    const std::string foot = o.text("foot-loss", "velocity");
    t.footLoss = foot == "none" ? FootLoss::None : foot == "printed" ? FootLoss::Printed : FootLoss::Velocity;
    good = good && (foot == "none" || foot == "printed" || foot == "velocity");
    for (const auto& [name, value] : {std::pair("window", &t.network.window), std::pair("patch", &t.network.patch), std::pair("width", &t.network.width), std::pair("layers", &t.network.layers),
                                      std::pair("heads", &t.network.heads), std::pair("hidden", &t.network.hidden)})
        *value = int(o.number(name, *value));
    good = good && trajectory::denoiserConfigFrom(trajectory::notesOf(t.network)).has_value();
    if (!good || t.folder.empty() || t.motions.empty()) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    t.steps = std::int64_t(o.number("steps", double(t.steps)));
    t.batch = int(o.number("batch", t.batch));
    t.learningRate = o.number("rate", t.learningRate);
    t.seed = std::uint64_t(o.number("seed", 1));
    t.cleanShare = o.number("clean-share", t.cleanShare);
    t.validateEvery = int(o.number("validate-every", t.validateEvery));
    t.threads = int(o.number("threads", t.threads));
    t.stepWeight = o.number("step-weight", t.stepWeight);
    t.dropout = o.number("dropout", t.dropout);
    t.bfloat16 = o.has("bf16");
    InterruptControl control;
    const auto score = trainPath(t, control);
    if (!score) {
        std::fprintf(stderr, "%s\n", describe(score.error()).c_str());
        return 1;
    }
    std::printf("root %.1f mm, step %.2f mm  (%zu held-out windows with errors)\n", score->rootMm, score->stepMm, score->windows);
    return 0;
}

}  // namespace ropetp::train
