#include "app/train/evaluate_command.h"

#include "app/train/options.h"
#include "app/train/score_line.h"
#include "nn/model_store.h"
#include "train/photo_score.h"
#include "train/rope_trainer.h"

#include <cstdio>

namespace ropetp::train {
namespace {

constexpr const char* kUsage =
    "usage: ropetp-train evaluate photos FOLDER_OF_LABELS ... [--weights ROPE.weights] [--models FOLDER] [--threads N]\n"
    "       ropetp-train evaluate features ROPE.weights FILE.features ... [--threads N]\n"
    "photos: PCK@0.2 of BlazePose, fit and rope from the labelled boxes (COCO's, CrowdPose's and MPII's labels).\n";

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

int photos(const Options& options) {
    const auto models = nn::findModelFolder(options.text("models"));
    if (!models) return complain(models.error());
    std::vector<LabelledPerson> people;
    for (const auto& folder : options.rest()) {
        const auto some = readPhotoLabels(folder);
        if (!some) return complain(some.error());
        people.insert(people.end(), some->begin(), some->end());
    }
    NullJobControl job;
    const auto score = scorePhotos(people, {*models, options.text("weights"), int(options.number("threads", 2))}, job);
    if (!score) return complain(score.error());
    std::fputs(tableOf(*score).c_str(), stdout);
    return 0;
}

int features(const Options& options) {
    const auto& rest = options.rest();
    return showScore(scoreRope(rest[0], {rest.begin() + 1, rest.end()}, int(options.number("threads", 2))));
}

}  // namespace

int evaluateCommand(const std::vector<std::string>& words) {
    const Options options(words, 1);
    if (!words.empty() && words[0] == "photos" && !options.rest().empty()) return photos(options);
    if (!words.empty() && words[0] == "features" && options.rest().size() >= 2) return features(options);
    std::fputs(kUsage, stderr);
    return 2;
}

}  // namespace ropetp::train
