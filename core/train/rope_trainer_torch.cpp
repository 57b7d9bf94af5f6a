#include "train/rope_trainer.h"

#include "base/atomic_file.h"
#include "body/mannequin.h"
#include "metrics/pose_error.h"
#include "pose/rope/part_levels.h"
#include "pose/rope/rope_weights_torch.h"
#include "train/rope_batches_torch.h"

#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <torch/optim.h>
#include <torch/serialize.h>

#include <chrono>
#include <cmath>
#include <fstream>

namespace ropetp::train {
namespace {

namespace Fn = torch::nn::functional;
using pose::RopeOutput;
constexpr double kWarmUp = 300;          ///< steps
constexpr double kEma = 0.999;
constexpr double kHuberM = 0.05;
constexpr double kGradientNorm = 1.0;
constexpr int kScoredJoints = 22;        ///< hands follow no evidence

using Files = std::vector<std::shared_ptr<const FeatureFile>>;

Result<Files> openAll(const std::vector<std::filesystem::path>& paths) {
    Files files;
    for (const auto& path : paths) {
        auto file = FeatureFile::open(path);
        if (!file) return fail(file.error());
        files.push_back(*file);
    }
    return files;
}

/// Part labels of the four levels from SMPL joints; 24 = background.
std::array<torch::Tensor, 4> levelLabels(const torch::Tensor& parts) {
    const auto mapped = [&](const std::array<int, body::kJointCount>& table, int background) {
        std::vector<std::int64_t> values(table.begin(), table.end());
        values.push_back(background);
        return torch::tensor(values).index_select(0, parts.flatten()).view_as(parts);
    };
    std::array<int, body::kJointCount> whole{};
    return {parts, mapped(pose::kInterOfJoint, pose::kInterParts), mapped(pose::kFulCoOfJoint, pose::kFulCoParts), mapped(whole, 1)};
}

struct Losses {
    torch::Tensor total;
    double rotations, joints3d, joints2d, shape, attention;
};

/// Equation 9.
Losses lossesOf(const RopeOutput& out, const RopeBatch& batch, const pose::BatchKinematics& kinematics, const RopeTraining& t, bool withAttention) {
    const auto w = batch.poseWeight;
    const auto rotations = ((out.rotations - batch.rotations).square().sum({2, 3}).mean(1) * w).mean();
    const auto joints = kinematics.joints(out.rotations, out.betas);
    const auto error = (joints - batch.joints).norm(2, -1);
    const auto joints3d = (Fn::huber_loss(error, torch::zeros_like(error), Fn::HuberLossFuncOptions().reduction(torch::kNone).delta(kHuberM)).mean(1) / kHuberM * w).mean();
    const auto at = pose::projected(joints, out.camera, batch.focal);
    const auto error2d = (at - batch.joints2d).norm(2, -1).clamp_max(1.0);
    // Hidden joints are labelled too, but a picture says less of them.
    const auto joints2d = (Fn::huber_loss(error2d, torch::zeros_like(error2d), Fn::HuberLossFuncOptions().reduction(torch::kNone).delta(kHuberM)) / kHuberM * (0.3 + 0.7 * batch.visible)).mean();
    const auto shape = ((out.betas - batch.betas).square().mean(1) * w).mean();
    Losses l;
    l.total = t.rotations * rotations + t.joints3d * joints3d + t.joints2d * joints2d + t.shape * shape;
    l.rotations = rotations.item<double>();
    l.joints3d = joints3d.item<double>();
    l.joints2d = joints2d.item<double>();
    l.shape = shape.item<double>();
    l.attention = 0;
    if (withAttention) {
        const auto labels = levelLabels(batch.parts);
        torch::Tensor sum = torch::zeros({});
        for (std::size_t i = 0; i < 4; ++i) {
            const auto each = Fn::cross_entropy(out.attention[i].to(torch::kFloat), labels[i], Fn::CrossEntropyFuncOptions().reduction(torch::kNone)).mean({1, 2});
            sum = sum + (each * batch.hasParts).mean();
        }
        l.total = l.total + t.attention * sum;
        l.attention = sum.item<double>();
    }
    return l;
}

RopeScore scoreOf(pose::RopeNetwork& network, const Files& files, const pose::BatchKinematics& kinematics, std::size_t most) {
    c10::InferenceMode inference;
    network->eval();
    RopeScore score;
    std::vector<body::JointPositions> predicted, truth;
    double visible = 0, hidden = 0, pixels = 0;
    std::size_t visibleCount = 0, hiddenCount = 0;
    constexpr std::size_t kBatch = 64;
    for (std::size_t f = 0; f < files.size(); ++f)
        for (std::size_t first = 0; first < std::min(files[f]->count(), most); first += kBatch) {
            std::vector<std::pair<int, std::size_t>> indices;
            for (std::size_t i = first; i < std::min({first + kBatch, files[f]->count(), most}); ++i) indices.emplace_back(int(f), i);
            const auto batch = gather(files, indices);
            const auto out = network->forward(batch.maps, batch.vector);
            const auto joints = kinematics.joints(out.rotations, out.betas).contiguous();
            const auto at = pose::projected(joints, out.camera, batch.focal);
            const auto off = ((at - batch.joints2d).norm(2, -1) * (kCropPx / 2)).contiguous();
            for (std::size_t i = 0; i < indices.size(); ++i) {
                body::JointPositions p, q;
                for (int k = 0; k < p.size(); ++k) {
                    p.data()[k] = joints.data_ptr<float>()[i * 72 + std::size_t(k)];
                    q.data()[k] = batch.joints.data_ptr<float>()[i * 72 + std::size_t(k)];
                }
                for (int j = 1; j < kScoredJoints; ++j) {
                    const double e = 1000 * ((p.row(j) - p.row(0)) - (q.row(j) - q.row(0))).norm();
                    const float v = batch.visible.data_ptr<float>()[i * 24 + std::size_t(j)];
                    (v > 0.25f ? visible : hidden) += e;
                    ++(v > 0.25f ? visibleCount : hiddenCount);
                    if (v > 0.75f) pixels += off.data_ptr<float>()[i * 24 + std::size_t(j)], score.samples += 1;
                }
                predicted.push_back(p);
                truth.push_back(q);
            }
        }
    pixels /= double(std::max<std::size_t>(1, score.samples));
    metrics::JointMask mask{};
    for (int j = 0; j < kScoredJoints; ++j) mask[std::size_t(j)] = true;
    const auto e = metrics::poseError(predicted, truth, mask);
    score.samples = predicted.size();
    score.pixels = pixels;
    if (e) score.mpjpeMm = e->mpjpeMm, score.paMpjpeMm = e->paMpjpeMm;
    score.visibleMm = visible / double(std::max<std::size_t>(1, visibleCount));
    score.hiddenMm = hidden / double(std::max<std::size_t>(1, hiddenCount));
    return score;
}

/// Network, its running average and the optimizer, in a folder.
class Checkpoint {
  public:
    explicit Checkpoint(std::filesystem::path folder) : folder_(std::move(folder)) {}
    bool exists() const { return std::filesystem::exists(folder_ / "checkpoint.weights") && std::filesystem::exists(folder_ / "checkpoint.optimizer"); }

    Result<void> save(pose::RopeNetwork& network, pose::RopeNetwork& average, torch::optim::Optimizer& optimizer, std::int64_t step, double best) const {
        auto file = pose::tensorsOf(network);
        file.notes["step"] = std::to_string(step);
        file.notes["best"] = std::to_string(best);
        for (auto& [name, tensor] : pose::tensorsOf(average).tensors) file.tensors["average." + name] = std::move(tensor);
        torch::serialize::OutputArchive archive;
        optimizer.save(archive);
        // The optimizer first: weights with an older optimizer would go on wrongly, an older pair does not.
        auto out = AtomicFile::create(folder_ / "checkpoint.optimizer");
        if (!out) return fail(out.error());
        archive.save_to(out->temporaryPath().string());
        if (auto ok = out->commit(); !ok) return fail(ok.error());
        return nn::writeTensorFile(folder_ / "checkpoint.weights", file, false);
    }
    Result<std::pair<std::int64_t, double>> load(pose::RopeNetwork& network, pose::RopeNetwork& average, torch::optim::Optimizer& optimizer) const {
        const auto file = nn::readTensorFile(folder_ / "checkpoint.weights");
        if (!file) return fail(file.error());
        torch::NoGradGuard still;
        const auto fill = [&](pose::RopeNetwork& to, const std::string& prefix) {
            for (auto& item : to->named_parameters()) {
                const auto it = file->tensors.find(prefix + item.key());
                if (it == file->tensors.end() || it->second.shape != item.value().sizes().vec()) return false;
                item.value().copy_(torch::from_blob(const_cast<float*>(it->second.values.data()), it->second.shape, torch::kFloat));
            }
            return true;
        };
        if (!fill(network, "") || !fill(average, "average.")) return fail(ErrorCode::ModelCorrupt, "the checkpoint is of another network", folder_.string());
        torch::serialize::InputArchive archive;
        archive.load_from((folder_ / "checkpoint.optimizer").string());
        optimizer.load(archive);
        return std::pair(std::int64_t(std::atoll(file->notes.at("step").c_str())), std::atof(file->notes.at("best").c_str()));
    }

  private:
    std::filesystem::path folder_;
};

void follow(pose::RopeNetwork& average, pose::RopeNetwork& network, std::int64_t step) {
    torch::NoGradGuard still;
    const double keep = std::min(kEma, double(step + 1) / double(step + 10));
    const auto from = network->parameters(), to = average->parameters();
    for (std::size_t i = 0; i < from.size(); ++i) to[i].mul_(keep).add_(from[i], 1 - keep);
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
            const auto from = network->parameters(), to = average->parameters();
            for (std::size_t i = 0; i < from.size(); ++i) to[i].copy_(from[i]);
        }
        torch::optim::AdamW optimizer(network->parameters(), torch::optim::AdamWOptions(t.learningRate).weight_decay(0.02));
        const pose::BatchKinematics kinematics(*body::mannequin());
        const Checkpoint checkpoint(t.folder);
        std::int64_t step = 0;
        double best = 1e9;
        if (checkpoint.exists()) {
            const auto state = checkpoint.load(network, average, optimizer);
            if (!state) return fail(state.error());
            std::tie(step, best) = *state;
        }
        std::ofstream log(t.folder / "log.csv", std::ios::app);
        if (step == 0) log << "step,seconds,rotations,joints3d,joints2d,shape,attention,mpjpe_mm,pa_mpjpe_mm,visible_mm,hidden_mm,pixels\n";
        RopeBatches batches(*synthetic, *real, t.batch, t.realShare, t.seed, step);
        const auto start = std::chrono::steady_clock::now();
        RopeScore score;
        job.stage("train", 1);
        std::array<double, 5> sums{};
        int summed = 0;
        for (; step < t.steps && !job.isCanceled(); ++step) {
            const double progress = double(step) / double(t.steps);
            const double rate = t.learningRate * (double(step) < kWarmUp ? double(step + 1) / kWarmUp : 0.02 + 0.98 * 0.5 * (1 + std::cos(M_PI * progress)));
            for (auto& group : optimizer.param_groups()) static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
            const RopeBatch batch = batches.next();
            network->train();
            RopeOutput out;
            {
                const bool before = at::autocast::is_cpu_enabled();
                at::autocast::set_cpu_enabled(t.bfloat16);
                out = network->forward(batch.maps, batch.vector);
                at::autocast::clear_cache();
                at::autocast::set_cpu_enabled(before);
            }
            const auto losses = lossesOf(out, batch, kinematics, t, progress < t.attentionUntil);
            optimizer.zero_grad();
            losses.total.backward();
            torch::nn::utils::clip_grad_norm_(network->parameters(), kGradientNorm);
            optimizer.step();
            follow(average, network, step);
            for (const auto& [i, v] : {std::pair{0, losses.rotations}, {1, losses.joints3d}, {2, losses.joints2d}, {3, losses.shape}, {4, losses.attention}}) sums[std::size_t(i)] += v;
            ++summed;
            job.report(double(step + 1) / double(t.steps));
            const bool last = step + 1 == t.steps;
            if ((step + 1) % t.validateEvery != 0 && !last) continue;
            score = scoreOf(average, *held, kinematics, 4000);
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            log << step + 1 << ',' << seconds;
            for (double& v : sums) log << ',' << v / summed, v = 0;
            summed = 0;
            log << ',' << score.mpjpeMm << ',' << score.paMpjpeMm << ',' << score.visibleMm << ',' << score.hiddenMm << ',' << score.pixels << std::endl;
            if (score.mpjpeMm < best || score.samples == 0) {
                best = score.mpjpeMm;
                auto file = pose::tensorsOf(average);
                file.notes["step"] = std::to_string(step + 1);
                file.notes["seed"] = std::to_string(t.seed);
                file.notes["held_out_mpjpe_mm"] = std::to_string(best);
                if (auto ok = nn::writeTensorFile(t.folder / "best.weights", file, true); !ok) return fail(ok.error());
            }
            if (auto ok = checkpoint.save(network, average, optimizer, step + 1, best); !ok) return fail(ok.error());
        }
        if (job.isCanceled())
            if (auto ok = checkpoint.save(network, average, optimizer, step, best); !ok) return fail(ok.error());
        return score;
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
