#include "train/rope_picture_trainer.h"

#include "body/mannequin.h"
#include "nn/state_dict.h"
#include "pose/rope/hrnet_input_torch.h"
#include "pose/rope/rope_on_hrnet_torch.h"
#include "train/picture_batches_torch.h"
#include "train/rope_loop_torch.h"
#include "train/rope_score_torch.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include <algorithm>

namespace ropetp::train {
namespace {

constexpr int kScoredAtOnce = 16;
constexpr double kWeightDecay = 0.02;

torch::Device bestDevice() { return torch::cuda::is_available() ? torch::kCUDA : torch::kCPU; }

Result<RopeScore> scoreOf(pose::RopeOnHrnet& network, const RopePictureTraining& t, const pose::BatchKinematics& kinematics, torch::Device device) {
    network->eval();
    PictureBatches batches(t.heldOut, onePass(t.heldOut, kScoredAtOnce, t.mostHeldOut), 0, t.workers);
    ScoreSum sum;
    for (;;) {
        const auto batch = batches.next();
        if (!batch) return fail(batch.error());
        if (!*batch) return sum.score();
        const torch::NoGradGuard still;
        sum.add(network->forward(pose::hrnetInput((*batch)->rgb.to(device))), (*batch)->targets.to(device), kinematics);
    }
}

Result<void> check(const RopePictureTraining& t, bool training) {
    if (pose::hrnetWidth(t.network.backbone) == 0) return fail(ErrorCode::InvalidInput, "the backbone \"" + t.network.backbone + "\" is not hrnet-w32 or hrnet-w48");
    if (t.heldOut.empty()) return fail(ErrorCode::InvalidInput, "no held-out people");
    if (!training) return {};
    double sum = 0;
    for (const auto& s : t.data) {
        if (!s.people || s.people->size() == 0 || !(s.share >= 0)) return fail(ErrorCode::InvalidInput, "a data set is empty or has a negative share");
        sum += s.share;
    }
    if (!(sum > 0) || t.batch < 2 || t.steps < 1 || t.validateEvery < 1) return fail(ErrorCode::InvalidInput, "no training data, or no batches of two or more");
    return {};
}

std::vector<torch::optim::OptimizerParamGroup> groupsOf(pose::RopeOnHrnet& network, const RopePictureTraining& t) {
    std::vector<torch::optim::OptimizerParamGroup> groups;
    const auto add = [&](const torch::nn::Module& part, double rate) {
        auto options = std::make_unique<torch::optim::AdamWOptions>(rate);
        options->weight_decay(kWeightDecay);
        groups.emplace_back(part.parameters(), std::move(options));
    };
    add(*network->backbone, t.backboneRate);
    add(*network->heads, t.learningRate);
    return groups;
}

}  // namespace

Result<RopeScore> trainRopeOnPictures(const RopePictureTraining& t, JobControl& job) {
    if (auto ok = check(t, true); !ok) return fail(ok.error());
    std::error_code error;
    std::filesystem::create_directories(t.folder, error);
    try {
        at::set_num_threads(t.threads);
        torch::manual_seed(t.seed);
        const torch::Device device = bestDevice();
        pose::RopeConfig config = t.network;
        pose::hrnetConfig(config);
        pose::RopeOnHrnet network(config), average(config);
        const Checkpoint checkpoint(t.folder);
        if (!t.init.empty() && !checkpoint.exists()) {
            const auto weights = nn::readStateDict(t.init);
            if (!weights) return fail(weights.error());
            const auto report = pose::loadHrnet(network->backbone, *weights);
            if (!report) return fail(report.error().code, report.error().detail, t.init.string());
        }
        network->to(device);
        average->to(device);
        torch::optim::AdamW optimizer(groupsOf(network, t), torch::optim::AdamWOptions(t.learningRate).weight_decay(kWeightDecay));
        const auto state = checkpoint.resume(*network, *average, optimizer);
        if (!state) return fail(state.error());
        pose::BatchKinematics kinematics(t.body ? *t.body : *body::mannequin());
        kinematics.to(device);
        PictureBatches::Sets sets;
        std::vector<double> shares;
        for (const auto& s : t.data) sets.push_back(s.people), shares.push_back(s.share);
        PictureBatches batches(sets, randomPlan(sets, shares, t.batch, t.seed), state->step, t.workers);
        const RopeLoop loop{*network, *average, optimizer, {t.backboneRate, t.learningRate}, kinematics,
            [&]() -> Result<std::pair<pose::RopeOutput, RopeTargets>> {
                auto batch = batches.next();
                if (!batch) return fail(batch.error());
                const auto input = pose::hrnetInput((*batch)->rgb.to(device));
                const Autocast autocast(t.bfloat16, device);
                return std::pair(network->forward(input), (*batch)->targets.to(device));
            },
            [&] { return scoreOf(average, t, kinematics, device); },
            [&] {
                auto file = pose::tensorsOf(average);
                for (const auto& s : sets) file.notes["data"] += (file.notes["data"].empty() ? "" : ", ") + s->name();
                file.notes["body"] = t.body ? t.body->name() : body::mannequin()->name();
                return file;
            }};
        return runRope(loop, t, *state, job);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

Result<RopeScore> scoreRopeOnPictures(const std::filesystem::path& weights, const RopePictureTraining& t) {
    const auto file = nn::readTensorFile(weights);
    if (!file) return fail(file.error());
    auto network = pose::ropeOnHrnetFrom(*file);
    if (!network) return fail(network.error().code, network.error().detail, weights.string());
    if (t.heldOut.empty()) return fail(ErrorCode::InvalidInput, "no held-out people");
    try {
        at::set_num_threads(t.threads);
        const torch::Device device = bestDevice();
        (*network)->to(device);
        pose::BatchKinematics kinematics(t.body ? *t.body : *body::mannequin());
        kinematics.to(device);
        return scoreOf(*network, t, kinematics, device);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

bool hasFastBfloat16() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bf16")) return true;
#endif
    return torch::cuda::is_available();
}

}  // namespace ropetp::train
