#include "pose/rope/rope_reader.h"

#include "nn/model_store.h"
#include "nn/tensor_file.h"
#include "pose/rope/rope_reader_hrnet.h"

#include <algorithm>
#include <future>

namespace ropetp::pose {
namespace {

/// The frozen backbone on several threads, then the heads. The backbone is loaded when there is a picture that nobody else
/// has shown to it.
class BlazePoseReader final : public RopeReader {
  public:
    BlazePoseReader(std::filesystem::path modelFolder, std::unique_ptr<RopeModel> model, int threads) : modelFolder_(std::move(modelFolder)), model_(std::move(model)), threads_(threads) {}

    static Result<std::unique_ptr<RopeReader>> make(const std::filesystem::path& weights, const std::filesystem::path& modelFolder, int threads) {
        auto folder = nn::findModelFolder(modelFolder);
        if (!folder) return fail(folder.error());
        // The heads are small, and they run beside a tracker: a second thread would be waited for longer than it works.
        auto model = RopeModel::create(weights, 1);
        if (!model) return fail(model.error());
        return std::make_unique<BlazePoseReader>(std::move(*folder), std::move(*model), threads);
    }

    Result<std::vector<RopeReading>> read(std::span<const Image> pictures, std::span<const track::CropRegion> crops) override {
        if (pictures.size() != crops.size() || pictures.empty() || pictures.size() > std::size_t(kBatch)) return fail(ErrorCode::InvalidInput, "a batch has one to eight pictures with their crops");
        std::vector<RopeView> views;
        for (std::size_t i = 0; i < crops.size(); ++i) views.push_back({pictures[i], crops[i], nullptr});
        if (auto ok = takeIn(views); !ok) return fail(ok.error());
        return model_->read(int(views.size()));
    }
    Result<std::vector<RopeReading>> look(std::span<const RopeView> views) override {
        if (views.empty() || views.size() > std::size_t(kBatch)) return fail(ErrorCode::InvalidInput, "a batch has one to eight views");
        if (auto ok = takeIn(views); !ok) return fail(ok.error());
        return model_->look(int(views.size()));
    }
    std::vector<std::string> passValues() const override { return blazePoseTaps(); }
    Result<std::vector<RopeReading>> readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart> starts) override { return model_->readAgain(readings, starts); }
    bool usesLandmarks() const override { return true; }
    std::vector<AttentionMap> attention(int row) const override { return model_->attention(row); }
    std::string name() const override { return model_->name(); }

  private:
    Result<void> loadBackbones() {
        while (backbones_.size() < std::size_t(threads_)) {
            auto next = backbones_.empty() ? BlazePoseBackbone::create(modelFolder_, 1) : backbones_.front()->another();
            if (!next) return fail(next.error());
            backbones_.push_back(std::move(*next));
        }
        return {};
    }

    /// Fills the model's rows.
    Result<void> takeIn(std::span<const RopeView> views) {
        std::vector<std::size_t> unseen;
        for (std::size_t i = 0; i < views.size(); ++i) {
            if (!views[i].pass) {
                unseen.push_back(i);
                continue;
            }
            const std::vector<std::span<const float>> values(views[i].pass->values.begin(), views[i].pass->values.end());
            const auto features = blazePoseFeatures(values, vector_);
            if (!features) return fail(features.error());
            model_->set(int(i), *features);
        }
        if (unseen.empty()) return {};
        if (auto ok = loadBackbones(); !ok) return ok;
        const auto work = [&](std::size_t worker) -> Result<void> {
            for (std::size_t k = worker; k < unseen.size(); k += backbones_.size()) {
                const RopeView& view = views[unseen[k]];
                const auto features = backbones_[worker]->run(view.picture, view.crop);
                if (!features) return fail(features.error());
                model_->set(int(unseen[k]), *features);
            }
            return {};
        };
        std::vector<std::future<Result<void>>> others;
        for (std::size_t w = 1; w < std::min(backbones_.size(), unseen.size()); ++w) others.push_back(std::async(std::launch::async, work, w));
        Result<void> done = work(0);
        for (auto& other : others)
            if (auto r = other.get(); !r && done) done = r;
        return done;
    }

    std::filesystem::path modelFolder_;
    std::vector<std::unique_ptr<BlazePoseBackbone>> backbones_;   ///< none, or one a thread
    std::unique_ptr<RopeModel> model_;
    int threads_;
    std::vector<float> vector_;
};

}  // namespace

Result<std::vector<RopeReading>> RopeReader::readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart>) {
    std::vector<RopeReading> same;
    for (const RopeReading* r : readings) same.push_back(*r);
    return same;
}

Result<std::vector<RopeReading>> RopeReader::look(std::span<const RopeView> views) {
    std::vector<Image> pictures;
    std::vector<track::CropRegion> crops;
    for (const RopeView& view : views) {
        pictures.push_back(view.picture);
        crops.push_back(view.crop);
    }
    return read(pictures, crops);
}

Result<std::unique_ptr<RopeReader>> RopeReader::create(const std::filesystem::path& weights, const std::filesystem::path& modelFolder, int threads) {
    const auto file = nn::readTensorFile(weights);
    if (!file) return fail(file.error());
    const auto backbone = file->notes.find("backbone");
    if (backbone != file->notes.end() && backbone->second.starts_with("hrnet-")) {
        auto reader = makeHrnetReader(*file, threads);
        if (!reader) return fail(reader.error().code, reader.error().detail, weights.string());
        return reader;
    }
    return BlazePoseReader::make(weights, modelFolder, threads);
}

}  // namespace ropetp::pose
