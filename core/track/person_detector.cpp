#include "track/person_detector.h"

#include "nn/graph_runtime.h"
#include "nn/model_store.h"
#include "nn/tfjs_loader.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <map>

namespace ropetp::track {

namespace {

constexpr int kMostPeople = 24;
constexpr float kLeastScore = 0.15f;

/// Six heads in the order of MoveNetMaps, and their channels.
constexpr std::pair<const char*, int> kHeads[] = {
    {"StatefulPartitionedCall/center_0/conv2d_4/BiasAdd", 1},       {"StatefulPartitionedCall/box_scale_0/conv2d_5/BiasAdd", 2},
    {"StatefulPartitionedCall/box_offset_0/conv2d_6/BiasAdd", 2},   {"StatefulPartitionedCall/kpt_heatmap_0/conv2d_7/BiasAdd", 17},
    {"StatefulPartitionedCall/kpt_regress_0/conv2d_8/BiasAdd", 34}, {"StatefulPartitionedCall/kpt_offset_0/conv2d_9/BiasAdd", 34}};

class MoveNetDetector final : public PersonDetector {
  public:
    MoveNetDetector(std::vector<std::uint8_t> topology, std::vector<std::uint8_t> weights, int threads)
        : topology_(std::move(topology)), weights_(std::move(weights)), threads_(threads) {}

    /// The runtime for an input size, prepared on first use: the network is fully convolutional.
    Result<nn::GraphRuntime*> runtimeFor(int width, int height) {
        auto& slot = runtimes_[{width, height}];
        if (!slot) {
            nn::TfjsCut cut{"StatefulPartitionedCall/sub_1", {1, height, width, 3}, {}};
            for (const auto& [name, channels] : kHeads) cut.outputs.push_back(name);
            auto graph = nn::loadTfjs(topology_, weights_, cut);
            if (!graph) return fail(graph.error());
            auto made = nn::makeGraphRuntime(*graph, {nn::Backend::Auto, threads_, {}});
            if (!made) return fail(made.error());
            for (std::size_t i = 0; i < std::size(kHeads); ++i)
                if ((*made)->outputShape(i) != nn::Shape{1, height / MoveNetMaps::kStride, width / MoveNetMaps::kStride, kHeads[i].second})
                    return fail(ErrorCode::ModelCorrupt, std::string("output ") + kHeads[i].first + " has another shape");
            slot = std::move(*made);
        }
        return slot.get();
    }

    Result<std::vector<Detection>> detect(const Image& image, Detail detail) override {
        if (image.isNull() || image.width() < 1 || image.height() < 1) return fail(ErrorCode::InvalidInput, "the picture is empty");
        const int longSide = detail == Detail::Fine ? 512 : 256;
        const float scale = float(longSide) / float(std::max(image.width(), image.height()));
        const int w = std::max(1, int(std::lround(image.width() * scale))), h = std::max(1, int(std::lround(image.height() * scale)));
        const int paddedW = (w + 31) / 32 * 32, paddedH = (h + 31) / 32 * 32;
        auto runtime = runtimeFor(paddedW, paddedH);
        if (!runtime) return fail(runtime.error());
        nn::GraphRuntime& net = **runtime;
        const Letterbox box{scale, float((paddedW - w) / 2), float((paddedH - h) / 2)};
        try {
            const cv::Mat rgb(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.pixels()));
            cv::Mat small;
            cv::resize(rgb, small, {w, h}, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
            cv::Mat input(paddedH, paddedW, CV_32FC3, net.input().data());
            input.setTo(cv::Scalar::all(-1));
            small.convertTo(input(cv::Rect(int(box.offsetX), int(box.offsetY), w, h)), CV_32FC3, 1 / 127.5, -1);
        } catch (const cv::Exception& e) {
            return fail(ErrorCode::Internal, e.what());
        }
        if (auto ok = net.run(); !ok) return fail(ok.error());
        const MoveNetMaps maps{paddedW / MoveNetMaps::kStride, paddedH / MoveNetMaps::kStride, net.output(0), net.output(1),
                               net.output(2), net.output(3), net.output(4), net.output(5)};
        return decodeMoveNet(maps, box, kLeastScore, kMostPeople);
    }

  private:
    std::vector<std::uint8_t> topology_, weights_;
    int threads_;
    std::map<std::pair<int, int>, std::unique_ptr<nn::GraphRuntime>> runtimes_;
};

}  // namespace

Result<std::unique_ptr<PersonDetector>> PersonDetector::create(const std::filesystem::path& modelFolder, int threads) {
    auto topology = nn::readModelFile(modelFolder, nn::kMoveNetTopology);
    if (!topology) return fail(topology.error());
    auto weights = nn::readModelFile(modelFolder, nn::kMoveNetWeights);
    if (!weights) return fail(weights.error());
    auto detector = std::make_unique<MoveNetDetector>(std::move(*topology), std::move(*weights), threads);
    // A model that cannot be run is known now and not on the first frame.
    if (auto ok = detector->runtimeFor(256, 160); !ok) return fail(ok.error());
    return detector;
}

}  // namespace ropetp::track
