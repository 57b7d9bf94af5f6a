#include "nn/graph.h"

#include <algorithm>
#include <cmath>

namespace ropetp::nn {

namespace {

tl::unexpected<Error> corrupt(std::string detail) { return fail(ErrorCode::ModelCorrupt, std::move(detail)); }

/// Checks one node given that its indices are in range.
class NodeCheck {
  public:
    NodeCheck(const Graph& graph, const Node& node) : graph_(graph), node_(node) {}

    Result<void> run() const {
        if (std::isnan(node_.minValue) || std::isnan(node_.maxValue) || node_.minValue > node_.maxValue)
            return wrong("has an empty activation range");
        switch (node_.op) {
            case Op::Conv2d:
            case Op::DepthwiseConv2d: return convolution();
            case Op::Add:
            case Op::Multiply:
            case Op::Subtract: return elementwise();
            case Op::ResizeBilinear: return resize();
            case Op::MaxPool: return pool();
            case Op::Reshape:
                if (node_.inputs.size() != 1) return wrong("needs one input");
                if (elementCount(in(0)) != elementCount(out())) return wrong("changes the number of elements");
                return {};
            case Op::Sigmoid:
            case Op::Clamp:
                if (node_.inputs.size() != 1) return wrong("needs one input");
                if (in(0) != out()) return wrong("changes the shape");
                return {};
            case Op::Pad: return pad();
        }
        return wrong("is of an unknown kind");
    }

  private:
    const Shape& in(std::size_t i) const { return graph_.values[node_.inputs[i]].shape; }
    const Shape& out() const { return graph_.values[node_.output].shape; }
    bool constant(std::size_t i) const { return graph_.values[node_.inputs[i]].isConstant(); }
    tl::unexpected<Error> wrong(const char* what) const {
        return corrupt(std::string(opName(node_.op)) + " " + graph_.values[node_.output].name + " " + what);
    }

    Result<void> window(int channels) const {
        const Window& w = node_.window;
        for (const int v : {w.kernelH, w.kernelW, w.strideH, w.strideW, w.dilationH, w.dilationW})
            if (v < 1 || v > GraphLimits::kWindow) return wrong("has a window out of range");
        for (const int v : {w.padTop, w.padBottom, w.padLeft, w.padRight})
            if (v < 0 || v > GraphLimits::kWindow) return wrong("has a padding out of range");
        if (in(0).size() != 4 || in(0)[0] != 1) return wrong("needs a 1 x H x W x C input");
        const Shape expected = {
            1, windowedSize(in(0)[1], w.kernelH, w.strideH, w.dilationH, w.padTop, w.padBottom),
            windowedSize(in(0)[2], w.kernelW, w.strideW, w.dilationW, w.padLeft, w.padRight), channels};
        if (out() != expected) return wrong("has an output of another shape than its input gives");
        return {};
    }

    Result<void> convolution() const {
        if (node_.inputs.size() != 3) return wrong("needs input, weights and bias");
        if (!constant(1) || !constant(2) || constant(0)) return wrong("needs constant weights and bias");
        const Shape& w = in(1);
        if (w.size() != 4 || in(0).size() != 4) return wrong("needs tensors of rank 4");
        const bool depthwise = node_.op == Op::DepthwiseConv2d;
        const int channels = depthwise ? w[3] : w[0];
        if (w[1] != node_.window.kernelH || w[2] != node_.window.kernelW) return wrong("has weights of another size");
        if (depthwise ? (w[0] != 1 || w[3] != in(0)[3]) : w[3] != in(0)[3]) return wrong("has weights for other channels");
        if (in(2) != Shape{channels}) return wrong("has a bias of another length");
        return window(channels);
    }

    Result<void> elementwise() const {
        if (node_.inputs.size() != 2) return wrong("needs two inputs");
        if (constant(0)) return wrong("needs an activation first");
        if (in(0) != out()) return wrong("changes the shape");
        const Shape& b = in(1);
        const bool perChannel = b.size() == 1 && !in(0).empty() && b[0] == in(0).back();
        if (b != in(0) && !perChannel && elementCount(b) != 1) return wrong("has inputs that do not fit");
        return {};
    }

    Result<void> resize() const {
        if (node_.inputs.size() != 1) return wrong("needs one input");
        if (in(0).size() != 4 || out().size() != 4) return wrong("needs tensors of rank 4");
        if (in(0)[0] != 1 || out()[0] != 1 || in(0)[3] != out()[3]) return wrong("changes more than height and width");
        if (node_.isClamped()) return wrong("cannot have an activation");
        return {};
    }

    Result<void> pool() const {
        if (node_.inputs.size() != 1) return wrong("needs one input");
        if (in(0).size() != 4) return wrong("needs a tensor of rank 4");
        // Padding of a whole kernel would give windows without a single pixel.
        const Window& w = node_.window;
        if (std::max(w.padTop, w.padBottom) >= w.kernelH || std::max(w.padLeft, w.padRight) >= w.kernelW)
            return wrong("has a padding as large as its kernel");
        if (w.kernelH * w.kernelW < 2 || w.dilationH != 1 || w.dilationW != 1) return wrong("has an unsupported window");
        return window(in(0)[3]);
    }

    Result<void> pad() const {
        if (node_.inputs.size() != 1) return wrong("needs one input");
        const std::size_t rank = in(0).size();
        if (node_.padding.size() != 2 * rank || out().size() != rank) return wrong("has a padding of another rank");
        if (node_.isClamped()) return wrong("cannot have an activation");
        for (std::size_t d = 0; d < rank; ++d) {
            const int before = node_.padding[2 * d], after = node_.padding[2 * d + 1];
            if (before < 0 || after < 0 || before > GraphLimits::kWindow || after > GraphLimits::kWindow)
                return wrong("has a padding out of range");
            if (out()[d] != in(0)[d] + before + after) return wrong("has an output of another shape");
        }
        return {};
    }

    const Graph& graph_;
    const Node& node_;
};

Result<std::size_t> checkValues(const Graph& graph) {
    if (graph.values.size() > GraphLimits::kValues || graph.nodes.size() > GraphLimits::kNodes)
        return corrupt("the graph is too large");
    std::size_t total = 0;
    for (const Value& v : graph.values) {
        if (!v.isConstant()) continue;
        if (auto ok = checkShape(v.shape, v.name); !ok) return fail(ok.error());
        if (v.constant->size() != elementCount(v.shape)) return corrupt("constant " + v.name + " has another size than its shape");
        for (const float f : *v.constant)
            if (!std::isfinite(f)) return corrupt("constant " + v.name + " holds a value that is not finite");
        total += v.constant->size();
        if (total > GraphLimits::kElementsTotal) return corrupt("the constants are too large");
    }
    return total;
}

}  // namespace

Result<void> checkShape(const Shape& shape, std::string_view name) {
    const auto wrong = [&] { return corrupt("the shape of " + std::string(name) + " is out of range"); };
    if (shape.size() > std::size_t(GraphLimits::kRank)) return wrong();
    std::size_t count = 1;
    for (const int d : shape) {
        if (d < 1 || d > GraphLimits::kDimension) return wrong();
        count *= std::size_t(d);  // < 2^27 * 2^20: no overflow before the check
        if (count > GraphLimits::kElementsPerValue) return wrong();
    }
    return {};
}

Result<void> checkGraph(const Graph& graph) {
    auto total = checkValues(graph);
    if (!total) return fail(total.error());
    const auto inRange = [&](int i) { return i >= 0 && std::size_t(i) < graph.values.size(); };

    std::vector<char> known(graph.values.size());
    for (std::size_t i = 0; i < graph.values.size(); ++i) known[i] = graph.values[i].isConstant();
    const auto define = [&](int i) -> Result<void> {
        if (!inRange(i)) return corrupt("a value index is out of range");
        if (known[i]) return corrupt("value " + graph.values[i].name + " is written twice");
        if (auto ok = checkShape(graph.values[i].shape, graph.values[i].name); !ok) return ok;
        *total += elementCount(graph.values[i].shape);
        if (*total > GraphLimits::kElementsTotal) return corrupt("the activations are too large");
        known[i] = 1;
        return {};
    };

    if (graph.inputs.empty() || graph.outputs.empty()) return corrupt("the graph has no input or no output");
    for (const int i : graph.inputs)
        if (auto ok = define(i); !ok) return ok;
    for (const Node& node : graph.nodes) {
        for (const int i : node.inputs)
            if (!inRange(i) || !known[i]) return corrupt("a node reads a value that nothing has written");
        if (auto ok = define(node.output); !ok) return ok;
        if (auto ok = NodeCheck(graph, node).run(); !ok) return ok;
    }
    for (const int i : graph.outputs)
        if (!inRange(i) || !known[i] || graph.values[i].isConstant()) return corrupt("an output is not computed");
    return {};
}

}  // namespace ropetp::nn
