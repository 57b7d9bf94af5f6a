#include "app/train/hrnet_command.h"

#include "app/train/people_sources.h"
#include "app/train/score_line.h"
#include "body/mannequin.h"
#include "io/body_npz.h"
#include "train/rope_picture_trainer.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace ropetp::train {

const char* const kHrnetUsage =
    "       ropetp-train rope --backbone hrnet-w32|hrnet-w48 --out FOLDER [--init HRNET.pth] [--body SMPL.npz]\n"
    "           --data synthetic:FOLDER | coco:ANNOTATIONS.json:IMAGES | spin:LIST.npz:IMAGES | 3dpw:SEQUENCES:IMAGES  (repeat)\n"
    "           [--weights-of-data A,B,...] --held-out KIND:... (repeat) [--variant V] [--steps N] [--batch B] [--rate R]\n"
    "           [--backbone-rate R] [--seed S] [--patience N] [--validate-every N] [--float32] [--threads N] [--workers N]\n"
    "       ropetp-train rope --backbone ... --score WEIGHTS --held-out KIND:... [--body SMPL.npz]\n";

namespace {

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

/// "0.3,0.7": one number a data set; all alike where none are given. Empty where the counts differ.
std::vector<double> sharesFrom(const std::string& text, std::size_t count) {
    if (text.empty()) return std::vector<double>(count, 1);
    std::vector<double> shares;
    for (std::size_t at = 0; at <= text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        shares.push_back(std::atof(text.substr(at, comma - at).c_str()));
        at = comma + 1;
    }
    return shares.size() == count ? shares : std::vector<double>{};
}

}  // namespace

int trainHrnetCommand(const Options& o, JobControl& job) {
    RopePictureTraining t;
    t.network.backbone = o.text("backbone");
    t.folder = o.text("out");
    const auto data = o.all("data"), held = o.all("held-out");
    const auto shares = sharesFrom(o.text("weights-of-data"), data.size());
    const bool scoring = o.has("score");
    if (held.empty() || (!scoring && (t.folder.empty() || data.empty() || shares.empty())) || !pose::variantFrom(o.text("variant", "full"), t.network.variant)) {
        std::fputs(kHrnetUsage, stderr);
        return 2;
    }
    t.body = body::mannequin();
    if (o.has("body")) {
        const auto read = io::readBodyNpz(o.text("body"));
        if (!read) return complain(read.error());
        t.body = *read;
    }
    const std::filesystem::path work = o.text("work", t.folder.empty() ? "." : t.folder.string());
    const auto open = [&](const std::string& source, bool heldOut) {
        auto people = openPeople(source, t.body, work, heldOut);
        if (people) {
            std::fprintf(stderr, "%s: %zu people\n", (*people)->name().c_str(), (*people)->size());
            for (const auto& remark : (*people)->remarks()) std::fprintf(stderr, "%s: %s\n", (*people)->name().c_str(), remark.c_str());
        }
        return people;
    };
    for (std::size_t i = 0; !scoring && i < data.size(); ++i) {
        const auto people = open(data[i], false);
        if (!people) return complain(people.error());
        t.data.push_back({*people, shares[i]});
    }
    for (const auto& source : held) {
        const auto people = open(source, true);
        if (!people) return complain(people.error());
        t.heldOut.push_back(*people);
    }
    const double cores = std::max(1u, std::thread::hardware_concurrency());
    t.init = o.text("init");
    t.steps = std::int64_t(o.number("steps", 200'000));
    t.batch = int(o.number("batch", t.batch));
    t.learningRate = o.number("rate", 2.5e-4);
    t.backboneRate = o.number("backbone-rate", t.init.empty() ? t.learningRate : t.backboneRate);
    t.seed = std::uint64_t(o.number("seed", 1));
    t.validateEvery = int(o.number("validate-every", 2000));
    t.patience = int(o.number("patience", 20));
    t.threads = int(o.number("threads", cores));
    t.workers = int(o.number("workers", cores));
    t.bfloat16 = hasFastBfloat16() && !o.has("float32");
    return showScore(scoring ? scoreRopeOnPictures(o.text("score"), t) : trainRopeOnPictures(t, job));
}

}  // namespace ropetp::train
