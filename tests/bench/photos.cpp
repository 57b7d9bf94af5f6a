// Prints PCK@0.2 on hand-labelled photos: BlazePose's own points beside the joints of bodies solved from them.
//   bench_photos [--weights ROPE.weights] [--models FOLDER] LABELS ...
// LABELS: a folder or a .json file of COCO's, CrowdPose's or MPII's labels. A table for each, and one for all.
#include "nn/model_store.h"
#include "train/photo_score.h"

#include <cstdio>
#include <string>
#include <vector>

using namespace ropetp;

namespace {

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    train::PhotoScoring scoring;
    std::vector<std::string> folders;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--weights" && i + 1 < argc) scoring.weights = argv[++i];
        else if (word == "--models" && i + 1 < argc) scoring.models = argv[++i];
        else folders.push_back(word);
    }
    if (folders.empty()) {
        std::fputs("usage: bench_photos [--weights ROPE.weights] [--models FOLDER] LABELS ...\n", stderr);
        return 2;
    }
    const auto models = nn::findModelFolder(scoring.models);
    if (!models) return complain(models.error());
    scoring.models = *models;
    std::vector<train::LabelledPerson> all;
    const auto show = [&](const std::string& title, const std::vector<train::LabelledPerson>& people) -> Result<void> {
        NullJobControl job;
        const auto score = train::scorePhotos(people, scoring, job);
        if (!score) return fail(score.error());
        std::printf("== %s\n%s\n", title.c_str(), train::tableOf(*score).c_str());
        return {};
    };
    for (const auto& folder : folders) {
        const auto people = train::readPhotoLabels(folder);
        if (!people) return complain(people.error());
        if (const auto shown = show(folder, *people); !shown) return complain(shown.error());
        all.insert(all.end(), people->begin(), people->end());
    }
    if (folders.size() < 2) return 0;
    const auto shown = show("all", all);
    return shown ? 0 : complain(shown.error());
}
