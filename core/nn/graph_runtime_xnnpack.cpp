#include "nn/graph_backends.h"

#include <pthreadpool.h>
#include <xnnpack.h>

#include <map>
#include <new>

namespace ropetp::nn {

namespace {

struct SubgraphDeleter {
    void operator()(xnn_subgraph_t s) const { xnn_delete_subgraph(s); }
};
struct RuntimeDeleter {
    void operator()(xnn_runtime_t r) const { xnn_delete_runtime(r); }
};
struct PoolDeleter {
    void operator()(pthreadpool_t p) const { pthreadpool_destroy(p); }
};

/// XNNPACK's kernels may read and write some bytes beyond a tensor's end.
constexpr std::size_t kTailFloats = XNN_EXTRA_BYTES / sizeof(float) + 16;

tl::unexpected<Error> failed(const std::string& what, xnn_status status) {
    return fail(ErrorCode::Internal, "XNNPACK: " + what + " failed with status " + std::to_string(int(status)));
}

class XnnpackRuntime final : public GraphRuntime {
  public:
    Result<void> prepare(const Graph& graph, int threads) {
        if (const auto s = xnn_initialize(nullptr); s != xnn_status_success) return failed("initialisation", s);
        inputShape_ = graph.values[graph.inputs[0]].shape;
        externals_[graph.inputs[0]] = 0;
        buffers_.emplace_back(elementCount(inputShape_) + kTailFloats, 0.f);
        for (const int o : graph.outputs) {
            const Value& v = graph.values[o];
            outputs_.push_back({v.name, v.shape});
            const auto [it, isNew] = externals_.emplace(o, std::uint32_t(buffers_.size()));
            if (isNew) buffers_.emplace_back(elementCount(v.shape) + kTailFloats, 0.f);
            bufferOf_.push_back(it->second);
        }

        xnn_subgraph_t subgraph = nullptr;
        if (const auto s = xnn_create_subgraph(std::uint32_t(buffers_.size()), 0, &subgraph); s != xnn_status_success)
            return failed("creating the graph", s);
        subgraph_.reset(subgraph);
        constants_ = graph.values;  // keeps the constants alive: XNNPACK points into them
        ids_.assign(graph.values.size(), XNN_INVALID_VALUE_ID);
        inputIndex_ = graph.inputs[0];
        for (const Node& node : graph.nodes)
            if (const auto s = define(graph, node); s != xnn_status_success)
                return failed("defining " + graph.values[node.output].name, s);

        if (threads > 1) pool_.reset(pthreadpool_create(std::size_t(threads)));
        xnn_runtime_t runtime = nullptr;
        // Yielding workers cost nothing here and do not spin while other programs want the core.
        const std::uint32_t flags = pool_ ? XNN_FLAG_YIELD_WORKERS : 0;
        if (const auto s = xnn_create_runtime_v2(subgraph, pool_.get(), flags, &runtime); s != xnn_status_success)
            return failed("preparing the graph", s);
        runtime_.reset(runtime);
        std::vector<xnn_external_value> external;
        for (std::size_t i = 0; i < buffers_.size(); ++i) external.push_back({std::uint32_t(i), buffers_[i].data()});
        if (const auto s = xnn_setup_runtime(runtime, external.size(), external.data()); s != xnn_status_success)
            return failed("binding the buffers", s);
        return {};
    }

    std::span<float> input() override { return {buffers_[0].data(), elementCount(inputShape_)}; }

    Result<void> run() override {
        if (const auto s = xnn_invoke_runtime(runtime_.get()); s != xnn_status_success) return failed("running", s);
        return {};
    }

    std::span<const float> output(std::size_t index) const override {
        return {buffers_[bufferOf_[index]].data(), elementCount(outputs_[index].shape)};
    }

    Backend backend() const override { return Backend::Xnnpack; }

  private:
    /// XNNPACK's id of a value, declaring it on first use; XNN_INVALID_VALUE_ID on failure.
    std::uint32_t id(const Graph& graph, int value) {
        if (ids_[value] != XNN_INVALID_VALUE_ID) return ids_[value];
        const Value& v = graph.values[value];
        const std::vector<std::size_t> dims(v.shape.begin(), v.shape.end());
        std::uint32_t external = XNN_INVALID_VALUE_ID, flags = 0;
        if (const auto it = externals_.find(value); it != externals_.end()) {
            external = it->second;
            flags = value == inputIndex_ ? XNN_VALUE_FLAG_EXTERNAL_INPUT : XNN_VALUE_FLAG_EXTERNAL_OUTPUT;
        }
        const void* data = v.isConstant() ? v.constant->data() : nullptr;
        xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, dims.size(), dims.data(), data, external, flags, &ids_[value]);
        return ids_[value];
    }

    xnn_status define(const Graph& graph, const Node& n) {
        const Shape& in = graph.values[n.inputs[0]].shape;
        const Shape& out = graph.values[n.output].shape;
        const Window& w = n.window;
        xnn_subgraph_t g = subgraph_.get();
        std::vector<std::uint32_t> ids;
        for (const int i : n.inputs) ids.push_back(id(graph, i));
        ids.push_back(id(graph, n.output));
        for (const std::uint32_t i : ids)
            if (i == XNN_INVALID_VALUE_ID) return xnn_status_invalid_parameter;
        switch (n.op) {
            case Op::Conv2d:
                return xnn_define_convolution_2d(g, w.padTop, w.padRight, w.padBottom, w.padLeft, w.kernelH, w.kernelW, w.strideH,
                                                 w.strideW, w.dilationH, w.dilationW, 1, in[3], out[3], n.minValue, n.maxValue,
                                                 ids[0], ids[1], ids[2], ids[3], 0);
            case Op::DepthwiseConv2d:
                return xnn_define_depthwise_convolution_2d(g, w.padTop, w.padRight, w.padBottom, w.padLeft, w.kernelH, w.kernelW,
                                                           w.strideH, w.strideW, w.dilationH, w.dilationW, 1, in[3], n.minValue,
                                                           n.maxValue, ids[0], ids[1], ids[2], ids[3], 0);
            case Op::Add: return xnn_define_add2(g, n.minValue, n.maxValue, ids[0], ids[1], ids[2], 0);
            case Op::Multiply: return xnn_define_multiply2(g, n.minValue, n.maxValue, ids[0], ids[1], ids[2], 0);
            case Op::Subtract: return xnn_define_subtract(g, n.minValue, n.maxValue, ids[0], ids[1], ids[2], 0);
            case Op::ResizeBilinear: {
                const std::uint32_t flags = n.resize == ResizeMode::AlignCorners ? XNN_FLAG_ALIGN_CORNERS
                                            : n.resize == ResizeMode::Legacy     ? XNN_FLAG_TENSORFLOW_LEGACY_MODE
                                                                                 : 0;
                return xnn_define_static_resize_bilinear_2d(g, out[1], out[2], ids[0], ids[1], flags);
            }
            case Op::MaxPool:
                return xnn_define_max_pooling_2d(g, w.padTop, w.padRight, w.padBottom, w.padLeft, w.kernelH, w.kernelW, w.strideH,
                                                 w.strideW, 1, 1, n.minValue, n.maxValue, ids[0], ids[1], 0);
            case Op::Reshape: {
                const std::vector<std::size_t> dims(out.begin(), out.end());
                return xnn_define_static_reshape(g, dims.size(), dims.data(), ids[0], ids[1], 0);
            }
            case Op::Sigmoid: return xnn_define_sigmoid(g, ids[0], ids[1], 0);
            case Op::Clamp: return xnn_define_clamp(g, n.minValue, n.maxValue, ids[0], ids[1], 0);
            case Op::Pad: {
                std::vector<std::size_t> before, after;
                for (std::size_t d = 0; d < in.size(); ++d) {
                    before.push_back(std::size_t(n.padding[2 * d]));
                    after.push_back(std::size_t(n.padding[2 * d + 1]));
                }
                return xnn_define_static_constant_pad(g, before.data(), after.data(), 0.f, ids[0], ids[1], 0);
            }
        }
        return xnn_status_unsupported_parameter;
    }

    // Destroyed in reverse order: the runtime before the pool, the graph and the buffers it uses.
    std::vector<Value> constants_;
    std::vector<std::vector<float>> buffers_;
    std::map<int, std::uint32_t> externals_;
    std::vector<std::uint32_t> bufferOf_;
    std::vector<std::uint32_t> ids_;
    int inputIndex_ = -1;
    std::unique_ptr<xnn_subgraph, SubgraphDeleter> subgraph_;
    std::unique_ptr<pthreadpool, PoolDeleter> pool_;
    std::unique_ptr<xnn_runtime, RuntimeDeleter> runtime_;
};

}  // namespace

Result<std::unique_ptr<GraphRuntime>> makeXnnpackRuntime(const Graph& graph, int threads) {
    try {
        auto runtime = std::make_unique<XnnpackRuntime>();
        if (auto ok = runtime->prepare(graph, threads); !ok) return fail(ok.error());
        return runtime;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "preparing a model");
    }
}

}  // namespace ropetp::nn
