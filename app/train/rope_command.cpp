#include "app/train/rope_command.h"

#include "app/train/hrnet_command.h"
#include "app/train/interrupt.h"
#include "app/train/options.h"
#include "app/train/score_line.h"
#include "train/rope_trainer.h"

#include <cstdio>

namespace ropetp::train {
namespace {

constexpr const char* kUsage =
    "usage: ropetp-train rope --out FOLDER --synthetic A.features[,B.features] [--real C.features] --held-out D.features\n"
    "           [--variant full|no-whobo|hagt-mlp|transformer|baseline] [--steps N] [--batch B] [--rate R] [--seed S]\n"
    "           [--real-share F] [--bf16] [--threads N] [--patience N] [--validate-every N]\n"
    "           [--init WEIGHTS] [--maps-only]\n";
constexpr const char* kEnd = "Goes on from the folder's checkpoint; an interrupt leaves one.\n";

std::vector<std::filesystem::path> list(const std::string& text) {
    std::vector<std::filesystem::path> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        if (comma > at) out.emplace_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return out;
}

}  // namespace

int trainRopeCommand(const std::vector<std::string>& words) {
    const Options o(words, 0);
    InterruptControl control;
    if (o.text("backbone", "blazepose") != "blazepose") return trainHrnetCommand(o, control);
    RopeTraining t;
    t.folder = o.text("out");
    t.synthetic = list(o.text("synthetic"));
    t.real = list(o.text("real"));
    t.heldOut = list(o.text("held-out"));
    t.init = o.text("init");
    if (t.folder.empty() || t.synthetic.empty() || t.heldOut.empty() || !pose::variantFrom(o.text("variant", "full"), t.network.variant)) {
        for (const char* part : {kUsage, kHrnetUsage, kEnd}) std::fputs(part, stderr);
        return 2;
    }
    t.steps = std::int64_t(o.number("steps", double(t.steps)));
    t.batch = int(o.number("batch", t.batch));
    t.learningRate = o.number("rate", t.learningRate);
    t.seed = std::uint64_t(o.number("seed", 1));
    t.realShare = o.number("real-share", t.realShare);
    t.validateEvery = int(o.number("validate-every", t.validateEvery));
    t.threads = int(o.number("threads", t.threads));
    t.patience = int(o.number("patience", t.patience));
    t.bfloat16 = o.has("bf16");
    // The paper's own setting: a pose from feature maps alone, without landmarks to start from.
    if (o.has("maps-only")) t.network.vectorSize = 0;
    return showScore(trainRope(t, control));
}

}  // namespace ropetp::train
