#include "pose/rope/rope_reader.h"

#include "nn/model_store.h"
#include "nn/tensor_file.h"
#include "pose/rope/rope_reader_hrnet.h"

#include <future>

namespace ropetp::pose {
namespace {

/// The frozen backbone on several threads, then the heads.
class BlazePoseReader final : public RopeReader {
  public:
    BlazePoseReader(std::vector<std::unique_ptr<BlazePoseBackbone>> backbones, std::unique_ptr<RopeModel> model) : backbones_(std::move(backbones)), model_(std::move(model)) {}

    static Result<std::unique_ptr<RopeReader>> make(const std::filesystem::path& weights, const std::filesystem::path& modelFolder, int threads) {
        std::vector<std::unique_ptr<BlazePoseBackbone>> backbones;
        const auto folder = nn::findModelFolder(modelFolder);
        if (!folder) return fail(folder.error());
        auto first = BlazePoseBackbone::create(*folder, 1);
        if (!first) return fail(first.error());
        backbones.push_back(std::move(*first));
        for (int i = 1; i < threads; ++i) {
            auto other = backbones.front()->another();
            if (!other) return fail(other.error());
            backbones.push_back(std::move(*other));
        }
        auto model = RopeModel::create(weights, threads);
        if (!model) return fail(model.error());
        return std::make_unique<BlazePoseReader>(std::move(backbones), std::move(*model));
    }

    Result<std::vector<RopeReading>> read(std::span<const Image> pictures, std::span<const track::CropRegion> crops) override {
        if (pictures.size() != crops.size() || pictures.empty() || pictures.size() > std::size_t(kBatch)) return fail(ErrorCode::InvalidInput, "a batch has one to eight pictures with their crops");
        const auto work = [&](std::size_t worker) -> Result<void> {
            for (std::size_t i = worker; i < crops.size(); i += backbones_.size()) {
                const auto features = backbones_[worker]->run(pictures[i], crops[i]);
                if (!features) return fail(features.error());
                model_->set(int(i), *features);
            }
            return {};
        };
        std::vector<std::future<Result<void>>> others;
        for (std::size_t w = 1; w < backbones_.size(); ++w) others.push_back(std::async(std::launch::async, work, w));
        Result<void> done = work(0);
        for (auto& other : others)
            if (auto r = other.get(); !r && done) done = r;
        if (!done) return fail(done.error());
        return model_->read(int(crops.size()));
    }
    Result<std::vector<RopeReading>> readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart> starts) override { return model_->readAgain(readings, starts); }
    bool usesLandmarks() const override { return true; }
    std::vector<AttentionMap> attention(int row) const override { return model_->attention(row); }
    std::string name() const override { return model_->name(); }

  private:
    std::vector<std::unique_ptr<BlazePoseBackbone>> backbones_;   ///< one a thread
    std::unique_ptr<RopeModel> model_;
};

}  // namespace

Result<std::vector<RopeReading>> RopeReader::readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart>) {
    std::vector<RopeReading> same;
    for (const RopeReading* r : readings) same.push_back(*r);
    return same;
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
