#include "pose/rope/hrnet_torch.h"

#include <torch/nn/functional.h>

namespace ropetp::pose {

namespace {

namespace nn_ = torch::nn;
using torch::Tensor;

constexpr double kMomentum = 0.1;
/// Modules of stages 2, 3, 4, and blocks of a branch.
constexpr int kModules[] = {1, 4, 3};
constexpr int kBlocks = 4;

/// Makes a convolution without bias and its normalisation in `owner`.
ConvNorm convNorm(nn_::Module& owner, const std::string& convName, const std::string& normName, int in, int out, int kernel, int stride) {
    ConvNorm c;
    c.conv = owner.register_module(convName, nn_::Conv2d(nn_::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false)));
    c.norm = owner.register_module(normName, nn_::BatchNorm2d(nn_::BatchNorm2dOptions(out).momentum(kMomentum)));
    return c;
}

std::shared_ptr<nn_::Module> folder(nn_::Module& owner, const std::string& name) {
    const auto made = std::make_shared<nn_::Module>(name);
    owner.register_module(name, made);
    return made;
}

}  // namespace

Tensor ConvNorm::operator()(const Tensor& x, bool relu) {
    Tensor y = conv->forward(x);
    if (!folded) y = norm->forward(y);
    return relu ? torch::relu_(y) : y;
}

void ConvNorm::fold() {
    if (folded) return;
    torch::NoGradGuard still;
    const Tensor scale = norm->weight / torch::sqrt(norm->running_var + norm->options.eps());
    const Tensor bias = norm->bias - norm->running_mean * scale;
    conv->weight = conv->weight * scale.view({-1, 1, 1, 1});
    conv->bias = conv->bias.defined() ? conv->bias * scale + bias : bias;
    folded = true;
}

/// A residual unit: two 3 x 3 convolutions, or a bottleneck of 1 x 1, 3 x 3, 1 x 1.
struct HrnetImpl::Unit : nn_::Module {
    std::vector<ConvNorm> layers;
    ConvNorm shortcut;

    Unit(int in, int middle, bool bottleneck) {
        const int out = bottleneck ? 4 * middle : middle;
        if (bottleneck) {
            layers = {convNorm(*this, "conv1", "bn1", in, middle, 1, 1), convNorm(*this, "conv2", "bn2", middle, middle, 3, 1), convNorm(*this, "conv3", "bn3", middle, out, 1, 1)};
        } else {
            layers = {convNorm(*this, "conv1", "bn1", in, middle, 3, 1), convNorm(*this, "conv2", "bn2", middle, middle, 3, 1)};
        }
        if (in != out) shortcut = convNorm(*folder(*this, "downsample"), "0", "1", in, out, 1, 1);
    }
    Tensor forward(const Tensor& x) {
        Tensor y = x;
        for (std::size_t i = 0; i < layers.size(); ++i) y = layers[i](y, i + 1 < layers.size());
        return torch::relu_(y.add_(shortcut.conv ? shortcut(x, false) : x));
    }
};

/// Exchange unit: every branch's units, then each resolution from all.
struct Exchange {
    std::vector<std::vector<std::shared_ptr<HrnetImpl::Unit>>> branches;
    /// fuse[i][j]: from branch j to i; empty for i == j.
    std::vector<std::vector<std::vector<ConvNorm>>> fuse;

    Exchange(nn_::Module& owner, const std::vector<int>& channels) {
        const auto branchFolder = folder(owner, "branches"), fuseFolder = folder(owner, "fuse_layers");
        const auto count = channels.size();
        for (std::size_t b = 0; b < count; ++b) {
            const auto branch = folder(*branchFolder, std::to_string(b));
            branches.emplace_back();
            for (int k = 0; k < kBlocks; ++k) {
                branches.back().push_back(std::make_shared<HrnetImpl::Unit>(channels[b], channels[b], false));
                branch->register_module(std::to_string(k), branches.back().back());
            }
        }
        fuse.resize(count, std::vector<std::vector<ConvNorm>>(count));
        for (std::size_t i = 0; i < count; ++i) {
            const auto to = folder(*fuseFolder, std::to_string(i));
            for (std::size_t j = 0; j < count; ++j) {
                if (i == j) continue;
                const auto from = folder(*to, std::to_string(j));
                if (j > i) {
                    fuse[i][j] = {convNorm(*from, "0", "1", channels[j], channels[i], 1, 1)};
                    continue;
                }
                for (std::size_t k = 0; k < i - j; ++k)
                    fuse[i][j].push_back(convNorm(*folder(*from, std::to_string(k)), "0", "1", channels[j], k + 1 == i - j ? channels[i] : channels[j], 3, 2));
            }
        }
    }

    std::vector<Tensor> forward(std::vector<Tensor> x) {
        namespace F = torch::nn::functional;
        for (std::size_t b = 0; b < branches.size(); ++b)
            for (auto& unit : branches[b]) x[b] = unit->forward(x[b]);
        std::vector<Tensor> out;
        for (std::size_t i = 0; i < x.size(); ++i) {
            Tensor sum = x[i];
            for (std::size_t j = 0; j < x.size(); ++j) {
                if (i == j) continue;
                Tensor y = x[j];
                for (std::size_t k = 0; k < fuse[i][j].size(); ++k) y = fuse[i][j][k](y, j < i && k + 1 < fuse[i][j].size());
                if (j > i) y = F::interpolate(y, F::InterpolateFuncOptions().size(std::vector<std::int64_t>{x[i].size(2), x[i].size(3)}).mode(torch::kNearest));
                sum = sum + y;
            }
            out.push_back(torch::relu_(sum));
        }
        return out;
    }
};

/// The transition into a stage, and its exchange units.
struct HrnetImpl::Stage {
    /// transition[b]: from the branch before (or the last one) to branch b; without a convolution where it stays.
    std::vector<ConvNorm> transition;
    std::vector<Exchange> modules;
};

HrnetImpl::HrnetImpl(int w) : width(w) {
    stem1_ = convNorm(*this, "conv1", "bn1", 3, 64, 3, 2);
    stem2_ = convNorm(*this, "conv2", "bn2", 64, 64, 3, 2);
    const auto layer = folder(*this, "layer1");
    for (int k = 0; k < 4; ++k) {
        layer1_.push_back(std::make_shared<Unit>(k == 0 ? 64 : 256, 64, true));
        layer->register_module(std::to_string(k), layer1_.back());
    }
    std::vector<int> before = {256};
    for (int s = 0; s < 3; ++s) {
        std::vector<int> channels;
        for (int b = 0; b < s + 2; ++b) channels.push_back(w << b);
        auto stage = std::make_shared<Stage>();
        const auto transition = folder(*this, "transition" + std::to_string(s + 1));
        for (std::size_t b = 0; b < channels.size(); ++b) {
            ConvNorm c;
            if (b < before.size()) {
                if (before[b] != channels[b]) c = convNorm(*folder(*transition, std::to_string(b)), "0", "1", before[b], channels[b], 3, 1);
            } else {
                c = convNorm(*folder(*folder(*transition, std::to_string(b)), "0"), "0", "1", before.back(), channels[b], 3, 2);
            }
            stage->transition.push_back(c);
        }
        const auto modules = folder(*this, "stage" + std::to_string(s + 2));
        for (int m = 0; m < kModules[s]; ++m) stage->modules.emplace_back(*folder(*modules, std::to_string(m)), channels);
        stages_.push_back(stage);
        before = channels;
    }
}

HrnetImpl::~HrnetImpl() = default;

std::vector<Tensor> HrnetImpl::forward(const Tensor& x) {
    Tensor y = stem2_(stem1_(x, true), true);
    for (auto& unit : layer1_) y = unit->forward(y);
    std::vector<Tensor> maps = {y};
    for (auto& stage : stages_) {
        std::vector<Tensor> next;
        for (std::size_t b = 0; b < stage->transition.size(); ++b) {
            const Tensor& from = b < maps.size() ? maps[b] : maps.back();
            next.push_back(stage->transition[b].conv ? stage->transition[b](from, true) : from);
        }
        for (auto& module : stage->modules) next = module.forward(std::move(next));
        maps = std::move(next);
    }
    return maps;
}

void HrnetImpl::prepareForInference(torch::Dtype type) {
    eval();
    torch::NoGradGuard still;
    const auto prepare = [&](ConvNorm& c) {
        if (!c.conv) return;
        c.fold();
        c.conv->weight = c.conv->weight.to(type).contiguous(torch::MemoryFormat::ChannelsLast);
        c.conv->bias = c.conv->bias.to(type);
    };
    const auto unit = [&](Unit& u) {
        for (auto& l : u.layers) prepare(l);
        prepare(u.shortcut);
    };
    prepare(stem1_);
    prepare(stem2_);
    for (auto& u : layer1_) unit(*u);
    for (auto& stage : stages_) {
        for (auto& t : stage->transition) prepare(t);
        for (auto& module : stage->modules) {
            for (auto& branch : module.branches)
                for (auto& u : branch) unit(*u);
            for (auto& row : module.fuse)
                for (auto& cell : row)
                    for (auto& c : cell) prepare(c);
        }
    }
}

Result<LoadReport> loadHrnet(Hrnet& network, const nn::TensorFile& weights) {
    constexpr const char* kAnchor = "stage2.0.branches.0.0.conv1.weight";
    std::string prefix;
    bool found = false;
    for (const auto& [name, tensor] : weights.tensors)
        if (name.ends_with(kAnchor)) prefix = name.substr(0, name.size() - std::string(kAnchor).size()), found = true;
    if (!found) return fail(ErrorCode::ModelCorrupt, "the checkpoint is not of an HRNet");
    LoadReport report;
    std::map<std::string, bool> used;
    for (const auto& [name, tensor] : weights.tensors) used[name] = false;
    torch::NoGradGuard still;
    const auto fill = [&](const std::string& name, Tensor& to) -> Result<void> {
        if (!to.is_floating_point()) return {};
        const auto it = weights.tensors.find(prefix + name);
        if (it == weights.tensors.end()) {
            report.missing.push_back(name);
            return {};
        }
        used[it->first] = true;
        if (it->second.shape != to.sizes().vec()) return fail(ErrorCode::ModelCorrupt, name + " has another shape: the checkpoint is of another width");
        to.copy_(torch::from_blob(const_cast<float*>(it->second.values.data()), it->second.shape, torch::kFloat));
        return {};
    };
    for (auto& item : network->named_parameters())
        if (auto ok = fill(item.key(), item.value()); !ok) return fail(ok.error());
    for (auto& item : network->named_buffers())
        if (auto ok = fill(item.key(), item.value()); !ok) return fail(ok.error());
    for (const auto& [name, was] : used)
        if (!was) report.unused.push_back(name);
    return report;
}

}  // namespace ropetp::pose
