#include "train/trajectory/path_trainer.h"

#include "nn/module_tensors_torch.h"
#include "train/rope_checkpoint_torch.h"
#include "train/rope_loop_torch.h"
#include "train/trajectory/path_batches_torch.h"
#include "trajectory/denoiser/ddim.h"
#include "trajectory/denoiser/denoiser_network_torch.h"

#include <ATen/Parallel.h>

#include <chrono>
#include <cmath>
#include <fstream>

namespace ropetp::train {
namespace {

using trajectory::DenoiserAnswer;
using trajectory::DenoiserNetwork;
using trajectory::DenoiserOutput;

constexpr std::int64_t kWarmUpSteps = 200;
constexpr double kEma = 0.998, kGradientNorm = 1.0;
constexpr double kHuberM = 0.05, kHuberMetresPerSec = 0.3;
constexpr int kScoreBatches = 3, kScoreBatch = 32, kScoreSteps = 5;

torch::Tensor huber(const torch::Tensor& error, double delta) {
    const auto size = error.abs();
    return torch::where(size < delta, 0.5 * size * size / delta, size - 0.5 * delta);
}

torch::Tensor scaleOf(const trajectory::DenoiserConfig& c) { return torch::tensor({float(c.scale[0]), float(c.scale[1]), float(c.scale[2])}); }

/// B x N x 3 in metres from the window's start.
torch::Tensor places(const torch::Tensor& path, const trajectory::DenoiserConfig& c) {
    const auto metres = path * scaleOf(c);
    return c.output == DenoiserOutput::Global ? metres : torch::cumsum(metres, 1);
}

/// Means over what counts.
torch::Tensor mean(const torch::Tensor& values, const torch::Tensor& weights) { return (values * weights).sum() / weights.sum().clamp_min(1); }

struct Losses {
    torch::Tensor total;
    std::array<double, 4> parts{};   ///< place (m), step (m/s), foot (m/s), contact
};

Losses lossesOf(const DenoiserAnswer& answer, const PathBatch& batch, const PathTraining& t, const trajectory::DenoiserConfig& c) {
    const double fps = trajectory::kDenoiserFps;
    const auto counts = batch.counts.unsqueeze(-1);
    const auto at = places(answer.path, c), truth = places(batch.path, c);
    const auto place = mean(huber(at - truth, kHuberM).sum(-1), batch.counts);
    const auto speed = (at - truth).diff(1, 1) * fps;
    const auto step = mean(huber(speed, kHuberMetresPerSec).sum(-1), batch.counts.narrow(1, 1, c.window - 1));
    torch::Tensor foot = torch::zeros({});
    const auto standing = (batch.contacts * counts).narrow(1, 1, c.window - 1);
    if (t.footLoss == FootLoss::Velocity) {
        const auto footSpeed = (at.unsqueeze(2) + batch.feet).diff(1, 1) * fps;   // B x N-1 x 4 x 3
        foot = mean(huber(footSpeed, kHuberMetresPerSec).sum(-1), standing);
    } else if (t.footLoss == FootLoss::Printed) {
        foot = mean(huber(at, kHuberM).sum(-1), std::get<0>((batch.contacts * counts).max(-1)));
    }
    const auto contact = mean(torch::binary_cross_entropy_with_logits(answer.contacts, batch.contacts, {}, {}, at::Reduction::None), counts.expand_as(batch.contacts));
    return {place + t.stepWeight * step + t.footWeight * foot + t.contactWeight * contact,
            {place.item<double>(), step.item<double>(), foot.item<double>(), contact.item<double>()}};
}

/// x_t of x0 and noise.
torch::Tensor noised(const torch::Tensor& x0, const torch::Tensor& time, const torch::Tensor& noise) {
    std::vector<float> kept;
    for (std::int64_t i = 0; i < time.size(0); ++i) kept.push_back(float(trajectory::alphaBar(time[i].item<int>())));
    const auto a = torch::tensor(kept).view({-1, 1, 1});
    return a.sqrt() * x0 + (1 - a).sqrt() * noise;
}

PathScore scoreOf(DenoiserNetwork& network, const PathBatches& heldOut) {
    c10::InferenceMode inference;
    network->eval();
    const auto& c = network->config;
    PathScore score;
    double root = 0, step = 0, frames = 0;
    for (int b = 0; b < kScoreBatches; ++b) {
        const auto batch = heldOut.at(b);
        torch::manual_seed(std::uint64_t(b));
        const auto encoded = network->encode(batch.condition);
        auto x = torch::randn({kScoreBatch, c.window, 3});
        torch::Tensor x0;
        if (c.kind == trajectory::DenoiserKind::Regression) {
            x0 = network->forward(encoded, torch::zeros_like(x), batch.pins, torch::zeros({kScoreBatch}, torch::kLong)).path;
        } else {
            const auto times = trajectory::ddimTimes(kScoreSteps);
            for (std::size_t i = 0; i < times.size(); ++i) {
                x0 = network->forward(encoded, x, batch.pins, torch::full({kScoreBatch}, times[i], torch::kLong)).path;
                const auto [toX0, toX] = trajectory::ddimStep(times[i], i + 1 < times.size() ? times[i + 1] : -1);
                x = toX0 * x0 + toX * x;
            }
        }
        const auto error = places(x0, c) - places(batch.path, c);
        root += (error.norm(2, -1) * batch.counts).sum().item<double>();
        step += (error.diff(1, 1).norm(2, -1) * batch.counts.narrow(1, 1, c.window - 1)).sum().item<double>();
        frames += batch.counts.sum().item<double>();
        score.windows += kScoreBatch;
    }
    score.rootMm = 1000 * root / frames;
    score.stepMm = 1000 * step / frames;
    return score;
}

std::vector<RecordedPath> part(const std::vector<RecordedPath>& all, bool heldOut) {
    std::vector<RecordedPath> out;
    for (const auto& p : all)
        if (p.heldOut == heldOut) out.push_back(p);
    return out;
}

}  // namespace

Result<PathScore> trainPath(const PathTraining& t, JobControl& job) {
    const auto all = readPaths(t.motions, t.network.condition == trajectory::DenoiserCondition::Rotations);
    if (!all) return fail(all.error());
    const auto learned = part(*all, false), held = part(*all, true);
    if (learned.empty() || held.empty()) return fail(ErrorCode::InvalidInput, "recordings to learn from and held-out ones are needed", t.motions.string());
    std::error_code error;
    std::filesystem::create_directories(t.folder, error);
    try {
        at::set_num_threads(t.threads);
        torch::manual_seed(t.seed);
        auto config = t.network;
        config.scale = pathScale(learned, config);
        DenoiserNetwork network(config), average(config);
        for (auto& layer : *network->layers) layer->as<nn::TransformerLayer>()->dropout = t.dropout;
        if (!t.init.empty()) {
            const auto file = nn::readTensorFile(t.init);
            if (!file) return fail(file.error());
            nn::takeMatching(*file, *network);
        }
        torch::optim::AdamW optimizer(network->parameters(), torch::optim::AdamWOptions(t.learningRate).weight_decay(0.01));
        const Checkpoint checkpoint(t.folder);
        auto resumed = checkpoint.resume(*network, *average, optimizer);
        if (!resumed) return fail(resumed.error());
        TrainingState state = *resumed;
        const PathBatches batches(learned, config, t.batch, t.seed, {.cleanShare = t.cleanShare});
        const PathBatches validation(held, config, kScoreBatch, 777, {.vary = false, .pins = false, .cleanShare = 0, .leastNoise = 1, .mostNoise = 1});

        std::ofstream log(t.folder / "log.csv", std::ios::app);
        if (state.step == 0) log << "step,seconds,place,speed,foot,contact,root_mm,step_mm\n";
        const auto start = std::chrono::steady_clock::now();
        auto notes = trajectory::notesOf(config);
        notes["seed"] = std::to_string(t.seed);
        PathScore score;
        std::array<double, 4> sums{};
        int summed = 0;
        job.stage("train", 1);
        while (state.step < t.steps && !job.isCanceled()) {
            static_cast<torch::optim::AdamWOptions&>(optimizer.param_groups()[0].options()).lr(t.learningRate * scheduledShare(state.step, t.steps, kWarmUpSteps));
            network->train();
            // Noise and time depend on the step alone: going on from a checkpoint changes nothing.
            torch::manual_seed(t.seed * 0x9E3779B97F4A7C15ull + std::uint64_t(state.step));
            const auto batch = batches.at(state.step);
            const bool diffuse = config.kind == trajectory::DenoiserKind::Diffusion;
            // Half of the steps are the noisiest tenths, where everything is decided.
            const auto u = torch::rand({t.batch});
            const auto time = diffuse ? ((1 - u * u) * trajectory::kDiffusionSteps).to(torch::kLong).clamp(0, trajectory::kDiffusionSteps - 1) : torch::zeros({t.batch}, torch::kLong);
            const auto noisy = diffuse ? noised(batch.path, time, torch::randn_like(batch.path)) : torch::zeros_like(batch.path);
            Losses losses;
            {
                DenoiserAnswer answer;
                {
                    const Autocast autocast(t.bfloat16, torch::kCPU);
                    answer = network->forward(network->encode(batch.condition), noisy, batch.pins, time);
                }
                losses = lossesOf(answer, batch, t, config);
            }
            for (std::size_t i = 0; i < sums.size(); ++i) {
                if (!std::isfinite(losses.parts[i])) return fail(ErrorCode::Internal, "a loss is no number at step " + std::to_string(state.step) + "; go on from the checkpoint with a smaller learning rate");
                sums[i] += losses.parts[i];
            }
            ++summed;
            optimizer.zero_grad();
            losses.total.backward();
            torch::nn::utils::clip_grad_norm_(network->parameters(), kGradientNorm);
            optimizer.step();
            follow(*average, *network, std::min(kEma, double(state.step + 1) / double(state.step + 10)));
            ++state.step;
            job.report(double(state.step) / double(t.steps));
            if (state.step % t.validateEvery != 0 && state.step != t.steps) continue;

            score = scoreOf(average, validation);
            log << state.step << ',' << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            for (double& v : sums) log << ',' << v / summed, v = 0;
            summed = 0;
            log << ',' << score.rootMm << ',' << score.stepMm << std::endl;
            if (score.rootMm < state.best) {
                state.best = score.rootMm;
                auto file = trajectory::tensorsOf(average);
                file.notes["step"] = std::to_string(state.step);
                file.notes["seed"] = std::to_string(t.seed);
                file.notes["held_out_root_mm"] = std::to_string(score.rootMm);
                if (auto ok = nn::writeTensorFile(t.folder / "best.weights", file, true); !ok) return fail(ok.error());
            }
            if (auto ok = checkpoint.save(*network, *average, optimizer, state, notes); !ok) return fail(ok.error());
        }
        if (job.isCanceled())
            if (auto ok = checkpoint.save(*network, *average, optimizer, state, notes); !ok) return fail(ok.error());
        return score;
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::train
