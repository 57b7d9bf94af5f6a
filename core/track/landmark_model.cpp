#include "track/landmark_model.h"

#include "nn/graph_passes.h"
#include "nn/graph_runtime.h"
#include "nn/model_store.h"
#include "nn/tflite_loader.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace ropetp::track {

namespace {

constexpr int kInput = 256;      ///< pixels of the crop
constexpr int kHeatmap = 64;     ///< cells of the heat maps
constexpr int kAllLandmarks = 39;
constexpr int kHipCentre = 33, kCircleEdge = 34;  ///< alignment points behind the 33 landmarks

float sigmoid(float x) { return 1.f / (1.f + std::exp(-x)); }

/// Outputs by name in the order that read() uses; the mask (Identity_2) is not computed.
struct WantedOutput {
    const char* name;
    std::size_t elements;
};
constexpr WantedOutput kOutputs[] = {{"Identity", kAllLandmarks * 5},
                                     {"Identity_1", 1},
                                     {"Identity_3", std::size_t(kHeatmap) * kHeatmap * kAllLandmarks},
                                     {"Identity_4", kAllLandmarks * 3}};

/// Moves a landmark (crop pixels) to the centre of its heat where the heat is clear.
Eigen::Vector2f refined(const Eigen::Vector2f& p, std::span<const float> heat, int landmark) {
    constexpr int kRadius = 3;
    constexpr float kClear = 0.5f, kCell = float(kInput) / kHeatmap;
    if (!(p.x() >= 0 && p.y() >= 0 && p.x() < kInput && p.y() < kInput)) return p;
    const int cx = int(p.x() / kCell), cy = int(p.y() / kCell);
    float sum = 0, most = 0;
    Eigen::Vector2f weighted = Eigen::Vector2f::Zero();
    for (int y = std::max(0, cy - kRadius); y <= std::min(kHeatmap - 1, cy + kRadius); ++y)
        for (int x = std::max(0, cx - kRadius); x <= std::min(kHeatmap - 1, cx + kRadius); ++x) {
            const float v = sigmoid(heat[(std::size_t(y) * kHeatmap + x) * kAllLandmarks + landmark]);
            sum += v;
            most = std::max(most, v);
            weighted += v * Eigen::Vector2f(float(x), float(y));
        }
    return most >= kClear && sum > 0 ? Eigen::Vector2f(weighted / sum * kCell) : p;
}

class BlazePose final : public LandmarkModel {
  public:
    static Result<std::unique_ptr<LandmarkModel>> make(std::shared_ptr<const nn::Graph> graph, int threads, std::vector<std::string> values) {
        auto net = nn::makeGraphRuntime(*graph, {nn::Backend::Auto, threads, values});
        if (!net) return fail(net.error());
        if ((*net)->inputShape() != nn::Shape{1, kInput, kInput, 3}) return fail(ErrorCode::ModelCorrupt, "the input is not as expected");
        return std::make_unique<BlazePose>(std::move(graph), std::move(*net), threads, std::move(values));
    }

    BlazePose(std::shared_ptr<const nn::Graph> graph, std::unique_ptr<nn::GraphRuntime> net, int threads, std::vector<std::string> values)
        : graph_(std::move(graph)), net_(std::move(net)), threads_(threads), values_(std::move(values)) {}

    Result<std::unique_ptr<LandmarkModel>> another() const override { return make(graph_, threads_, values_); }

    Result<LandmarkReading> read(const Image& image, const CropRegion& region) override {
        if (image.isNull() || !region.isValid()) return fail(ErrorCode::InvalidInput, "the picture or the region is empty");
        if (auto ok = fillInput(image, region); !ok) return fail(ok.error());
        if (auto ok = net_->run(); !ok) return fail(ok.error());
        auto reading = decode(image, region);
        if (reading && !values_.empty()) reading->pass = passValues();
        return reading;
    }

  private:
    std::shared_ptr<const LandmarkPass> passValues() const {
        auto pass = std::make_shared<LandmarkPass>();
        for (const std::string& name : values_) {
            const auto value = net_->output(std::size_t(net_->outputIndex(name)));
            pass->values.emplace_back(value.begin(), value.end());
        }
        return pass;
    }

    /// Cuts the region out, upright, black beyond the picture's edge.
    Result<void> fillInput(const Image& image, const CropRegion& r) {
        try {
            cv::Mat rgb(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.pixels()));
            const float s = r.size / kInput, c = std::cos(r.angleRad), n = std::sin(r.angleRad);
            // Crop pixel centres (u, v) to picture pixels.
            const float half = (kInput - 1) / 2.f;
            const cv::Matx23f pictureFromCrop(s * c, -s * n, r.centre.x() - s * (c * half - n * half), s * n, s * c,
                                              r.centre.y() - s * (n * half + c * half));
            cv::warpAffine(rgb, crop_, pictureFromCrop, {kInput, kInput}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
            cv::Mat input(kInput, kInput, CV_32FC3, net_->input().data());
            crop_.convertTo(input, CV_32FC3, 1 / 255.0);
            return {};
        } catch (const cv::Exception& e) {
            return fail(ErrorCode::Internal, e.what());
        }
    }

    Result<LandmarkReading> decode(const Image& image, const CropRegion& r) const {
        const auto raw = net_->output(0), score = net_->output(1), heat = net_->output(2), world = net_->output(3);
        const float s = r.size / kInput, c = std::cos(r.angleRad), n = std::sin(r.angleRad);
        const auto toPicture = [&](const Eigen::Vector2f& p) {
            const Eigen::Vector2f d = (p - Eigen::Vector2f::Constant(kInput / 2.f)) * s;
            return Eigen::Vector2f(r.centre + Eigen::Vector2f(c * d.x() - n * d.y(), n * d.x() + c * d.y()));
        };
        LandmarkReading out;
        Landmarks& l = out.landmarks;
        l.crop = r;
        l.score = std::clamp(score[0], 0.f, 1.f);
        Eigen::Vector2f alignment[2];
        for (int k = 0; k <= kCircleEdge; ++k) {
            const Eigen::Vector2f p = toPicture(refined({raw[5 * k], raw[5 * k + 1]}, heat, k));
            if (!p.allFinite()) return fail(ErrorCode::Internal, "the landmark model gave no number");
            if (k >= kHipCentre) {
                alignment[k - kHipCentre] = p;
                continue;
            }
            l.px[k] = p;
            l.visibility[k] = sigmoid(raw[5 * k + 3]);
            l.presence[k] = sigmoid(raw[5 * k + 4]);
            const float x = world[3 * k], y = world[3 * k + 1];
            l.worldM[k] = {c * x - n * y, n * x + c * y, world[3 * k + 2]};
        }
        out.next = regionFromLandmarks(l, alignment[0], alignment[1], image.width(), image.height());
        return out;
    }

    std::shared_ptr<const nn::Graph> graph_;
    std::unique_ptr<nn::GraphRuntime> net_;
    int threads_;
    std::vector<std::string> values_;   ///< that a pass carries
    cv::Mat crop_;
};

}  // namespace

Result<std::unique_ptr<LandmarkModel>> LandmarkModel::create(const std::filesystem::path& modelFolder, int threads, const std::vector<std::string>& values) {
    auto bytes = nn::readModelFile(modelFolder, nn::kBlazePoseHeavy);
    if (!bytes) return fail(bytes.error());
    auto graph = nn::loadTflite(*bytes);
    if (!graph) return fail(graph.error());
    graph->outputs.clear();
    for (const WantedOutput& o : kOutputs) {
        const int index = graph->find(o.name);
        if (index < 0 || nn::elementCount(graph->values[index].shape) != o.elements)
            return fail(ErrorCode::ModelCorrupt, std::string("output ") + o.name + " is not as expected", (modelFolder / nn::kBlazePoseHeavy.name).string());
        graph->outputs.push_back(index);
    }
    nn::pruneToOutputs(*graph);
    return BlazePose::make(std::make_shared<const nn::Graph>(std::move(*graph)), threads, values);
}

}  // namespace ropetp::track
