#include "train/rope_checkpoint_torch.h"

#include "base/atomic_file.h"
#include "nn/tensor_file.h"

#include <torch/serialize.h>

#include <cstdlib>

namespace ropetp::train {
namespace {

constexpr const char *kWeights = "checkpoint.weights", *kOptimizer = "checkpoint.optimizer";

/// Everything that training changes, by name. Counters and constants are left out.
std::vector<std::pair<std::string, torch::Tensor>> changing(const torch::nn::Module& module) {
    std::vector<std::pair<std::string, torch::Tensor>> all;
    for (const auto& item : module.named_parameters()) all.emplace_back(item.key(), item.value());
    for (const auto& item : module.named_buffers())
        if (item.key().ends_with("running_mean") || item.key().ends_with("running_var")) all.emplace_back(item.key(), item.value());
    return all;
}

}  // namespace

bool Checkpoint::exists() const { return std::filesystem::exists(folder_ / kWeights) && std::filesystem::exists(folder_ / kOptimizer); }

Result<void> Checkpoint::save(const torch::nn::Module& network, const torch::nn::Module& average, torch::optim::Optimizer& optimizer, const TrainingState& state,
                              std::map<std::string, std::string> notes) const {
    nn::TensorFile file;
    file.notes = std::move(notes);
    file.notes["step"] = std::to_string(state.step);
    file.notes["best"] = std::to_string(state.best);
    file.notes["stale"] = std::to_string(state.stale);
    const auto put = [&](const torch::nn::Module& from, const std::string& prefix) {
        for (const auto& [name, value] : changing(from)) {
            const auto t = value.detach().to(torch::kCPU, torch::kFloat).contiguous();
            file.tensors[prefix + name] = {t.sizes().vec(), {t.data_ptr<float>(), t.data_ptr<float>() + t.numel()}};
        }
    };
    put(network, "");
    put(average, "average.");
    torch::serialize::OutputArchive archive;
    optimizer.save(archive);
    // The optimizer first: weights with an older optimizer would go on wrongly, an older pair does not.
    auto out = AtomicFile::create(folder_ / kOptimizer);
    if (!out) return fail(out.error());
    archive.save_to(out->temporaryPath().string());
    if (auto ok = out->commit(); !ok) return fail(ok.error());
    return nn::writeTensorFile(folder_ / kWeights, file, false);
}

Result<TrainingState> Checkpoint::resume(torch::nn::Module& network, torch::nn::Module& average, torch::optim::Optimizer& optimizer) const {
    TrainingState state;
    if (!exists()) {
        follow(average, network, 0);
        return state;
    }
    const auto file = nn::readTensorFile(folder_ / kWeights);
    if (!file) return fail(file.error());
    torch::NoGradGuard still;
    const auto fill = [&](const torch::nn::Module& to, const std::string& prefix) {
        for (auto& [name, value] : changing(to)) {
            const auto it = file->tensors.find(prefix + name);
            if (it == file->tensors.end() || it->second.shape != value.sizes().vec()) return false;
            value.copy_(torch::from_blob(const_cast<float*>(it->second.values.data()), it->second.shape, torch::kFloat));
        }
        return true;
    };
    if (!fill(network, "") || !fill(average, "average.")) return fail(ErrorCode::ModelCorrupt, "the checkpoint is of another network", folder_.string());
    torch::serialize::InputArchive archive;
    archive.load_from((folder_ / kOptimizer).string());
    optimizer.load(archive);
    const auto note = [&](const char* key, const char* otherwise) {
        const auto it = file->notes.find(key);
        return it == file->notes.end() ? std::string(otherwise) : it->second;
    };
    state.step = std::atoll(note("step", "0").c_str());
    state.best = std::atof(note("best", "1e9").c_str());
    state.stale = std::atoi(note("stale", "0").c_str());
    return state;
}

void follow(torch::nn::Module& average, const torch::nn::Module& network, double keep) {
    torch::NoGradGuard still;
    const auto from = changing(network);
    auto to = changing(average);
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (keep == 0) to[i].second.copy_(from[i].second);
        else to[i].second.mul_(keep).add_(from[i].second, 1 - keep);
    }
}

}  // namespace ropetp::train
