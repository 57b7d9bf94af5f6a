#include "train/rope_loop_torch.h"

#include <ATen/autocast_mode.h>

#include <chrono>
#include <cmath>
#include <fstream>

namespace ropetp::train {
namespace {

constexpr std::int64_t kWarmUpSteps = 300;
constexpr double kEma = 0.999;
constexpr double kGradientNorm = 1.0;

}  // namespace

double scheduledShare(std::int64_t step, std::int64_t steps, std::int64_t warmUp) {
    if (step < warmUp) return double(step + 1) / double(warmUp);
    return 0.02 + 0.98 * 0.5 * (1 + std::cos(M_PI * double(step) / double(steps)));
}

Autocast::Autocast(bool on, torch::Device device) : cpuBefore_(at::autocast::is_cpu_enabled()), gpuBefore_(at::autocast::is_enabled()) {
    at::autocast::set_cpu_enabled(on && device.is_cpu());
    at::autocast::set_enabled(on && device.is_cuda());
    if (on && device.is_cuda()) at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
}

Autocast::~Autocast() {
    at::autocast::clear_cache();
    at::autocast::set_cpu_enabled(cpuBefore_);
    at::autocast::set_enabled(gpuBefore_);
}

Result<RopeScore> runRope(const RopeLoop& loop, const RopeRun& run, TrainingState state, JobControl& job) {
    const Checkpoint checkpoint(run.folder);
    std::ofstream log(run.folder / "log.csv", std::ios::app);
    if (state.step == 0) log << "step,seconds,rotations,joints3d,joints2d,shape,attention,mpjpe_mm,pa_mpjpe_mm,visible_mm,hidden_mm,pixels\n";
    const auto start = std::chrono::steady_clock::now();
    std::map<std::string, std::string> notes = loop.weights().notes;
    notes["seed"] = std::to_string(run.seed);
    RopeScore score;
    job.stage("train", 1);
    std::array<double, 5> sums{};
    int summed = 0;
    const auto isStale = [&] { return run.patience > 0 && state.stale >= run.patience; };
    while (state.step < run.steps && !isStale() && !job.isCanceled()) {
        const double progress = double(state.step) / double(run.steps);
        for (std::size_t g = 0; g < loop.optimizer.param_groups().size(); ++g)
            static_cast<torch::optim::AdamWOptions&>(loop.optimizer.param_groups()[g].options()).lr(loop.rates[g] * scheduledShare(state.step, run.steps, kWarmUpSteps));
        loop.network.train();
        // What is left out by chance depends on the step alone: going on from a checkpoint changes nothing.
        torch::manual_seed(run.seed * 0x9E3779B97F4A7C15ull + std::uint64_t(state.step));
        const auto passed = loop.pass();
        if (!passed) return fail(passed.error());
        const auto losses = lossesOf(passed->first, passed->second, loop.kinematics, run, progress < run.attentionUntil);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            if (!std::isfinite(losses.parts[i])) return fail(ErrorCode::Internal, "a loss is no number at step " + std::to_string(state.step) + "; go on from the checkpoint with a smaller learning rate");
            sums[i] += losses.parts[i];
        }
        ++summed;
        loop.optimizer.zero_grad();
        losses.total.backward();
        torch::nn::utils::clip_grad_norm_(loop.network.parameters(), kGradientNorm);
        loop.optimizer.step();
        follow(loop.average, loop.network, std::min(kEma, double(state.step + 1) / double(state.step + 10)));
        ++state.step;
        job.report(double(state.step) / double(run.steps));
        if (state.step % run.validateEvery != 0 && state.step != run.steps) continue;

        const auto scored = loop.validate();
        if (!scored) return fail(scored.error());
        score = *scored;
        log << state.step << ',' << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        for (double& v : sums) log << ',' << v / summed, v = 0;
        summed = 0;
        log << ',' << score.mpjpeMm << ',' << score.paMpjpeMm << ',' << score.visibleMm << ',' << score.hiddenMm << ',' << score.pixels << std::endl;
        ++state.stale;
        if (score.rank() < state.best || score.samples == 0) {
            state.best = score.rank();
            state.stale = 0;
            auto file = loop.weights();
            file.notes["step"] = std::to_string(state.step);
            file.notes["seed"] = std::to_string(run.seed);
            file.notes["held_out_mpjpe_mm"] = std::to_string(score.mpjpeMm);
            if (auto ok = nn::writeTensorFile(run.folder / "best.weights", file, true); !ok) return fail(ok.error());
        }
        if (auto ok = checkpoint.save(loop.network, loop.average, loop.optimizer, state, notes); !ok) return fail(ok.error());
    }
    if (job.isCanceled())
        if (auto ok = checkpoint.save(loop.network, loop.average, loop.optimizer, state, notes); !ok) return fail(ok.error());
    return score;
}

}  // namespace ropetp::train
