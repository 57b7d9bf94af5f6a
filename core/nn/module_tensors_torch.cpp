#include "nn/module_tensors_torch.h"

namespace ropetp::nn {
namespace {

bool take(const TensorFile& file, const std::string& name, torch::Tensor& value) {
    const auto it = file.tensors.find(name);
    if (it == file.tensors.end() || it->second.shape != value.sizes().vec()) return false;
    value.copy_(torch::from_blob(const_cast<float*>(it->second.values.data()), it->second.shape, torch::kFloat));
    return true;
}

}  // namespace

void putParameters(const torch::nn::Module& module, TensorFile& file) {
    for (const auto& item : module.named_parameters()) {
        const auto t = item.value().detach().to(torch::kCPU, torch::kFloat).contiguous();
        file.tensors[item.key()] = {t.sizes().vec(), {t.data_ptr<float>(), t.data_ptr<float>() + t.numel()}};
    }
}

Result<void> takeParameters(const TensorFile& file, torch::nn::Module& module) {
    torch::NoGradGuard still;
    for (auto& item : module.named_parameters())
        if (!take(file, item.key(), item.value())) return fail(ErrorCode::ModelCorrupt, "no fitting weights for " + item.key());
    return {};
}

int takeMatching(const TensorFile& file, torch::nn::Module& module) {
    torch::NoGradGuard still;
    int taken = 0;
    for (auto& item : module.named_parameters()) taken += take(file, item.key(), item.value());
    return taken;
}

}  // namespace ropetp::nn
