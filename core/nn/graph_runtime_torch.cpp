#include "nn/graph_backends.h"

#include "nn/inference_scope_torch.h"

#include <ATen/ATen.h>
#include <torch/csrc/api/include/torch/cuda.h>

#include <cstring>

namespace ropetp::nn {

namespace {

at::Tensor nchw(const at::Tensor& nhwcTensor) { return nhwcTensor.permute({0, 3, 1, 2}); }
at::Tensor nhwc(const at::Tensor& nchwTensor) { return nchwTensor.permute({0, 2, 3, 1}); }

std::vector<std::int64_t> sizes(const Shape& s) { return {s.begin(), s.end()}; }

/// Keeps every value as NHWC; convolutions run on channels-last views of it without a copy.
class TorchRuntime final : public GraphRuntime {
  public:
    TorchRuntime(const Graph& graph, int threads)
        : graph_(graph), threads_(threads), device_(torch::cuda::is_available() ? at::kCUDA : at::kCPU) {
        inputShape_ = graph_.values[graph_.inputs[0]].shape;
        input_.assign(elementCount(inputShape_), 0.f);
        for (const int o : graph_.outputs) {
            outputs_.push_back({graph_.values[o].name, graph_.values[o].shape});
            results_.emplace_back(elementCount(graph_.values[o].shape), 0.f);
        }
        prepareConstants();
        lastReader_.assign(graph_.values.size(), -1);
        for (std::size_t k = 0; k < graph_.nodes.size(); ++k)
            for (const int i : graph_.nodes[k].inputs) lastReader_[i] = int(k);
        for (const int o : graph_.outputs) lastReader_[o] = int(graph_.nodes.size());
    }

    std::span<float> input() override { return input_; }

    Result<void> run() override {
        try {
            const InferenceScope inference(threads_);
            std::vector<at::Tensor> values = constants_;
            values[graph_.inputs[0]] = at::from_blob(input_.data(), sizes(inputShape_), at::kFloat).to(device_);
            for (std::size_t k = 0; k < graph_.nodes.size(); ++k) {
                const Node& node = graph_.nodes[k];
                values[node.output] = clamped(node, compute(k, values));
                for (const int i : node.inputs)
                    if (lastReader_[i] == int(k)) values[i] = at::Tensor();
            }
            for (std::size_t o = 0; o < results_.size(); ++o) {
                const at::Tensor t = values[graph_.outputs[o]].to(at::kCPU).contiguous();
                if (std::size_t(t.numel()) != results_[o].size()) return fail(ErrorCode::Internal, "LibTorch gave another shape");
                std::memcpy(results_[o].data(), t.data_ptr<float>(), results_[o].size() * sizeof(float));
            }
            return {};
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
        }
    }

    std::span<const float> output(std::size_t index) const override { return results_[index]; }
    Backend backend() const override { return Backend::Torch; }

  private:
    void prepareConstants() {
        constants_.resize(graph_.values.size());
        for (std::size_t i = 0; i < graph_.values.size(); ++i) {
            const Value& v = graph_.values[i];
            if (!v.isConstant()) continue;
            constants_[i] = at::from_blob(const_cast<float*>(v.constant->data()), sizes(v.shape), at::kFloat).clone().to(device_);
        }
        filters_.resize(graph_.nodes.size());
        for (std::size_t k = 0; k < graph_.nodes.size(); ++k) {
            const Node& n = graph_.nodes[k];
            if (n.op != Op::Conv2d && n.op != Op::DepthwiseConv2d) continue;
            const at::Tensor& w = constants_[n.inputs[1]];
            filters_[k] = (n.op == Op::Conv2d ? w.permute({0, 3, 1, 2}) : w.permute({3, 0, 1, 2})).contiguous(at::MemoryFormat::ChannelsLast);
        }
        for (Value& v : graph_.values) v.constant.reset();
    }

    static at::Tensor clamped(const Node& n, at::Tensor t) {
        if (!n.isClamped()) return t;
        // Sub-expressions may be views of values that others still read, so no in-place clamp.
        return at::clamp(t, at::Scalar(n.minValue), at::Scalar(n.maxValue));
    }

    at::Tensor compute(std::size_t k, const std::vector<at::Tensor>& values) const {
        const Node& n = graph_.nodes[k];
        const at::Tensor& x = values[n.inputs[0]];
        const Shape& out = graph_.values[n.output].shape;
        switch (n.op) {
            case Op::Conv2d:
            case Op::DepthwiseConv2d: return convolution(n, filters_[k], x, values[n.inputs[2]]);
            case Op::Add: return x + values[n.inputs[1]];
            case Op::Multiply: return x * values[n.inputs[1]];
            case Op::Subtract: return x - values[n.inputs[1]];
            case Op::ResizeBilinear: return resized(n, x, out);
            case Op::MaxPool: return maxPooled(n, x);
            case Op::Reshape: return x.reshape(sizes(out));
            case Op::Sigmoid: return at::sigmoid(x);
            case Op::Clamp: return x;
            case Op::Pad: {
                std::vector<std::int64_t> p;  // last dimension first
                for (int d = int(out.size()) - 1; d >= 0; --d) p.insert(p.end(), {n.padding[2 * d], n.padding[2 * d + 1]});
                return at::constant_pad_nd(x, p, 0);
            }
        }
        return x;
    }

    static at::Tensor convolution(const Node& n, const at::Tensor& filters, const at::Tensor& x, const at::Tensor& bias) {
        const Window& w = n.window;
        at::Tensor t = nchw(x);
        std::int64_t padH = w.padTop, padW = w.padLeft;
        if (w.padTop != w.padBottom || w.padLeft != w.padRight) {
            t = at::constant_pad_nd(t, {w.padLeft, w.padRight, w.padTop, w.padBottom}, 0);
            padH = padW = 0;
        }
        const std::int64_t groups = n.op == Op::DepthwiseConv2d ? filters.size(0) : 1;
        return nhwc(at::conv2d(t, filters, bias, {w.strideH, w.strideW}, {padH, padW}, {w.dilationH, w.dilationW}, groups));
    }

    static at::Tensor maxPooled(const Node& n, const at::Tensor& x) {
        const Window& w = n.window;
        const at::Tensor t = at::constant_pad_nd(nchw(x), {w.padLeft, w.padRight, w.padTop, w.padBottom}, -kInfinity);
        return nhwc(at::max_pool2d(t, {w.kernelH, w.kernelW}, {w.strideH, w.strideW}));
    }

    /// Interpolates one axis between rows chosen by TensorFlow's legacy rule, which torch lacks.
    static at::Tensor legacyAxis(const at::Tensor& x, int axis, int outSize) {
        const std::int64_t inSize = x.size(axis);
        const at::Tensor position = at::arange(outSize, x.options()) * (double(inSize) / outSize);
        const at::Tensor low = position.floor();
        std::vector<std::int64_t> broadcast(x.dim(), 1);
        broadcast[axis] = outSize;
        const at::Tensor weight = (position - low).reshape(broadcast);
        const at::Tensor i0 = low.to(at::kLong), i1 = at::clamp(i0 + 1, 0, inSize - 1);
        return x.index_select(axis, i0) * (1 - weight) + x.index_select(axis, i1) * weight;
    }

    static at::Tensor resized(const Node& n, const at::Tensor& x, const Shape& out) {
        if (n.resize == ResizeMode::Legacy) return legacyAxis(legacyAxis(x, 1, out[1]), 2, out[2]);
        return nhwc(at::upsample_bilinear2d(nchw(x), {out[1], out[2]}, n.resize == ResizeMode::AlignCorners));
    }

    Graph graph_;
    int threads_;
    at::Device device_;
    std::vector<float> input_;
    std::vector<std::vector<float>> results_;
    std::vector<at::Tensor> constants_;
    std::vector<at::Tensor> filters_;  ///< of each convolution node, OIHW in channels-last order
    std::vector<int> lastReader_;
};

}  // namespace

bool cudaIsPresent() {
    try {
        return torch::cuda::is_available();
    } catch (const std::exception&) {
        return false;
    }
}

Result<std::unique_ptr<GraphRuntime>> makeTorchRuntime(const Graph& graph, int threads) {
    try {
        const InferenceScope inference(threads);
        return std::make_unique<TorchRuntime>(graph, threads);
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

}  // namespace ropetp::nn
