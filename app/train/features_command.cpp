#include "app/train/features_command.h"

#include "train/assets.h"
#include "app/train/options.h"
#include "app/train/real_people.h"
#include "nn/model_store.h"
#include "train/feature_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

namespace ropetp::train {
namespace {

constexpr const char* kUsage =
    "usage: ropetp-train features synthetic OUT.features --count N [--seed S] [--held-out] [--data FOLDER] [--work FOLDER]\n"
    "       ropetp-train features real OUT.features VIDEO ... [--seed S]\n"
    "Labelled crops through the frozen backbone. Appends to what is there up to N; may be stopped at any time.\n";
constexpr int kCalibration = 64;
using F = pose::BlazePoseFeatures;

/// The whole crop.
track::CropRegion wholeCrop() {
    track::CropRegion r;
    r.centre = Eigen::Vector2f::Constant((kCropPx - 1) / 2.f);
    r.size = kCropPx;
    return r;
}

/// A scale for each channel from a few samples: the largest value, with room.
Result<std::vector<float>> calibrate(pose::BlazePoseBackbone& backbone, const std::vector<RopeSample>& samples) {
    std::vector<float> most(F::kFineChannels + F::kCoarseChannels, 1e-3f);
    for (const auto& s : samples) {
        const auto f = backbone.run(s.crop, wholeCrop());
        if (!f) return fail(f.error());
        for (std::size_t i = 0; i < f->fine.size(); ++i) most[i % F::kFineChannels] = std::max(most[i % F::kFineChannels], std::abs(f->fine[i]));
        for (std::size_t i = 0; i < f->coarse.size(); ++i) {
            float& m = most[F::kFineChannels + i % F::kCoarseChannels];
            m = std::max(m, std::abs(f->coarse[i]));
        }
    }
    for (float& m : most) m *= 1.1f / 127;
    return most;
}

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

}  // namespace

int makeFeatures(const std::vector<std::string>& words) {
    const Options options(words, 1);
    if (words.empty() || options.rest().empty()) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const auto models = nn::findModelFolder(options.text("models"));
    if (!models) return complain(models.error());
    auto backbone = pose::BlazePoseBackbone::create(*models, 1);
    if (!backbone) return complain(backbone.error());
    const std::filesystem::path out = options.rest()[0];
    AssetFolders folders;
    folders.data = options.text("data", folders.data.string());
    folders.work = options.text("work", folders.work.string());

    // Scales come from synthetic pictures of a fixed seed: all files of a training share them.
    const auto assets = readAssets(folders, options.has("held-out"));
    if (!assets) return complain(assets.error());
    std::vector<RopeSample> few;
    {
        SyntheticPeople people(*assets, {}, 12345);
        for (int i = 0; i < kCalibration; ++i) few.push_back(people.next());
    }
    const auto scales = calibrate(**backbone, few);
    if (!scales) return complain(scales.error());
    auto writer = FeatureFileWriter::open(out, *scales);
    if (!writer) return complain(writer.error());

    Error failure;
    const auto take = [&](const RopeSample& s) {
        const auto f = (*backbone)->run(s.crop, wholeCrop());
        if (!f) return failure = f.error(), false;
        const auto ok = (*writer)->add(s, *f);
        if (!ok) failure = ok.error();
        return bool(ok);
    };
    if (words[0] == "synthetic") {
        const auto count = std::size_t(options.number("count", 1000));
        // A new start goes on with other pictures than the ones that are there.
        SyntheticPeople people(*assets, {}, std::uint64_t(options.number("seed", 1)) * 1000003 + (*writer)->count());
        while ((*writer)->count() < count) {
            if (!take(people.next())) return complain(failure);
            if ((*writer)->count() % 1000 == 0) std::fprintf(stderr, "%zu\n", (*writer)->count());
        }
        return 0;
    }
    for (std::size_t i = 1; i < options.rest().size(); ++i)
        if (auto done = samplesOf(options.rest()[i], int(i), std::uint64_t(options.number("seed", 1)), take); !done) return complain(done.error());
    std::fprintf(stderr, "%zu samples\n", (*writer)->count());
    return 0;
}

}  // namespace ropetp::train
