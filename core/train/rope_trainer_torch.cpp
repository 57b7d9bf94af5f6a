#include "train/rope_trainer.h"

#include "body/mannequin.h"
#include "nn/module_tensors_torch.h"
#include "pose/rope/rope_weights_torch.h"
#include "train/rope_batches_torch.h"
#include "train/rope_loop_torch.h"
#include "train/rope_score_torch.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace ropetp::train {
namespace {

using Files = std::vector<std::shared_ptr<const FeatureFile>>;
constexpr std::size_t kScoredAtOnce = 64, kScoredInTraining = 4000;

Result<Files> openAll(const std::vector<std::filesystem::path>& paths) {
    Files files;
    for (const auto& path : paths) {
        auto file = FeatureFile::open(path);
        if (!file) return fail(file.error());
        files.push_back(*file);
    }
    return files;
}

/// @param most  of each file.
RopeScore scoreOf(pose::RopeNetwork& network, const Files& files, const pose::BatchKinematics& kinematics, std::size_t most) {
    c10::InferenceMode inference;
    network->eval();
    ScoreSum sum;
    for (std::size_t f = 0; f < files.size(); ++f)
        for (std::size_t first = 0; first < std::min(files[f]->count(), most); first += kScoredAtOnce) {
            std::vector<RopePick> picks;
            for (std::size_t i = first; i < std::min({first + kScoredAtOnce, files[f]->count(), most}); ++i) picks.push_back({int(f), i});
            const auto batch = gather(files, picks);
            sum.add(network->forward(batch.maps, batch.vector), batch, kinematics);
        }
    return sum.score();
}

}  // namespace

Result<RopeScore> trainRope(const RopeTraining& t, JobControl& job) {
    const auto synthetic = openAll(t.synthetic), real = openAll(t.real), held = openAll(t.heldOut);
    for (const auto* files : {&synthetic, &real, &held})
        if (!*files) return fail(files->error());
    std::size_t total = 0;
    for (const auto& f : *synthetic) total += f->count();
    if (total == 0) return fail(ErrorCode::InvalidInput, "no training samples");
    std::error_code error;
    std::filesystem::create_directories(t.folder, error);
    try {
        at::set_num_threads(t.threads);
        torch::manual_seed(t.seed);
        pose::RopeNetwork network(t.network), average(t.network);
        {
            torch::NoGradGuard still;
            // A step of a channel's 8 bits is its largest value over 127.
            const auto& scales = synthetic->front()->scales();
            for (std::size_t i = 0, at = 0; i < network->channelScale.size(); ++i)
                for (std::int64_t k = 0; k < network->channelScale[i].size(0); ++k) network->channelScale[i].data_ptr<float>()[k] = 1 / (32 * scales[at++]);
        }
        if (!t.init.empty()) {
            const auto file = nn::readTensorFile(t.init);
            if (!file) return fail(file.error());
            nn::takeMatching(*file, *network);
        }
        torch::optim::AdamW optimizer(network->parameters(), torch::optim::AdamWOptions(t.learningRate).weight_decay(0.02));
        const pose::BatchKinematics kinematics(*body::mannequin());
        const auto state = Checkpoint(t.folder).resume(*network, *average, optimizer);
        if (!state) return fail(state.error());
        RopeBatches batches(*synthetic, *real, t.batch, t.realShare, t.seed, state->step);
        const RopeLoop loop{*network, *average, optimizer, {t.learningRate}, kinematics,
            [&]() -> Result<std::pair<pose::RopeOutput, RopeTargets>> {
                const RopeBatch batch = batches.next();
                const Autocast autocast(t.bfloat16, torch::kCPU);
                return std::pair(network->forward(batch.maps, batch.vector), RopeTargets(batch));
            },
            [&]() -> Result<RopeScore> { return scoreOf(average, *held, kinematics, kScoredInTraining); },
            [&] { return pose::tensorsOf(average); }};
        return runRope(loop, t, *state, job);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

Result<RopeScore> scoreRope(const std::filesystem::path& weights, const std::vector<std::filesystem::path>& paths, int threads) {
    const auto file = nn::readTensorFile(weights);
    if (!file) return fail(file.error());
    auto network = pose::ropeFrom(*file);
    if (!network) return fail(network.error());
    const auto files = openAll(paths);
    if (!files) return fail(files.error());
    try {
        at::set_num_threads(threads);
        return scoreOf(*network, *files, pose::BatchKinematics(*body::mannequin()), std::size_t(-1));
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::train
