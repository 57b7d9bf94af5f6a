#include "track/landmark_model.h"
#include "track/model_threads.h"
#include "track/person_tracker.h"

#include <cmath>

namespace ropetp::track {

namespace {

constexpr float kLeastScore = 0.5f;
constexpr int kLooks = 3;  ///< crop, then twice the crop that the landmarks ask for

class Reader final : public LandmarkReader {
  public:
    explicit Reader(std::unique_ptr<LandmarkModel> model) : model_(std::move(model)) {}

    Result<std::optional<Landmarks>> read(const Image& image, const Box& box) override {
        if (image.isNull()) return fail(ErrorCode::InvalidInput, "the picture is empty");
        const bool finite = std::isfinite(box.x + box.y + box.width + box.height);
        if (!finite || box.width < 2 || box.height < 2) return fail(ErrorCode::InvalidInput, "the box is empty");
        CropRegion region = regionFromBox(box);
        std::optional<Landmarks> best;
        for (int look = 0; look < kLooks; ++look) {
            auto reading = model_->read(image, region);
            if (!reading) return fail(reading.error());
            // A later crop may lose the person or slip to a neighbour: keep what stays in the box.
            const Box seen = boxAround(reading->landmarks, image.width(), image.height());
            if (reading->landmarks.score < kLeastScore || containment(seen, box) < 0.5) break;
            best = reading->landmarks;
            if (!reading->next.isValid()) break;
            region = reading->next;
        }
        return best;
    }

  private:
    std::unique_ptr<LandmarkModel> model_;
};

}  // namespace

Result<std::unique_ptr<LandmarkReader>> LandmarkReader::create(const std::filesystem::path& modelFolder, int threads) {
    auto model = LandmarkModel::create(modelFolder, threadsPerModel(threads));
    if (!model) return fail(model.error());
    return std::make_unique<Reader>(std::move(*model));
}

}  // namespace ropetp::track
