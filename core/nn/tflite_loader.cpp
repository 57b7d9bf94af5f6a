#include "nn/tflite_loader.h"

#include "nn/flatbuffer_view.h"
#include "nn/float16.h"

#include <algorithm>
#include <new>
#include <tuple>

namespace ropetp::nn {

namespace {

using flatbuffer::Broken;
using flatbuffer::Table;

// Field numbers and codes of TensorFlow Lite's schema (tensorflow/lite/schema/schema.fbs, v3).
namespace model { enum { OperatorCodes = 1, Subgraphs = 2, Buffers = 4 }; }
namespace op_code { enum { DeprecatedBuiltin = 0, Builtin = 3 }; }
namespace subgraph { enum { Tensors = 0, Inputs = 1, Outputs = 2, Operators = 3 }; }
namespace tensor { enum { Shape = 0, Type = 1, Buffer = 2, Name = 3, Sparsity = 6 }; }
namespace op_field { enum { OpcodeIndex = 0, Inputs = 1, Outputs = 2, Options = 4 }; }
namespace type { enum { Float32 = 0, Float16 = 1, Int32 = 2 }; }
enum Builtin { kAdd = 0, kConv = 3, kDepthwise = 4, kDequantize = 6, kLogistic = 14, kMaxPool = 17, kMul = 18,
               kReshape = 22, kResizeBilinear = 23, kPad = 34 };

constexpr std::size_t kNameBytes = 4096;

/// Integers of a constant, as PAD keeps its paddings.
struct RawTensor {
    int type = 0;
    std::vector<int> integers;
};

class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> bytes) : root_(Table::root(bytes)), fileBytes_(bytes.size()) {}

    Graph read() {
        for (const Table& c : root_.tables(model::OperatorCodes, 4096))
            codes_.push_back(std::max<int>(c.scalar<std::int8_t>(op_code::DeprecatedBuiltin, 0),
                                           c.scalar<std::int32_t>(op_code::Builtin, 0)));
        const auto subgraphs = root_.tables(model::Subgraphs, 64);
        if (subgraphs.size() != 1) throw Broken("the model does not have exactly one graph");
        readTensors(subgraphs[0]);
        for (const Table& o : subgraphs[0].tables(subgraph::Operators, GraphLimits::kNodes)) readOperator(o);
        graph_.inputs = indices(subgraphs[0].ints(subgraph::Inputs, 64));
        for (const int i : indices(subgraphs[0].ints(subgraph::Outputs, 256))) graph_.outputs.push_back(alias_[i]);
        return std::move(graph_);
    }

  private:
    void readTensors(const Table& table) {
        const auto buffers = root_.tables(model::Buffers, GraphLimits::kValues);
        std::size_t sharedBytes = 0;
        for (const Table& t : table.tables(subgraph::Tensors, GraphLimits::kValues)) {
            Value value;
            RawTensor raw;
            value.name = t.string(tensor::Name, kNameBytes);
            value.shape = t.ints(tensor::Shape, GraphLimits::kRank);
            raw.type = t.scalar<std::int8_t>(tensor::Type, 0);
            const auto buffer = t.scalar<std::uint32_t>(tensor::Buffer, 0);
            if (buffer >= buffers.size()) throw Broken("a tensor names a buffer that is not there");
            const auto data = buffers[buffer].bytes(0);
            if (!data.empty()) {
                if (t.has(tensor::Sparsity)) throw Broken("sparse tensors are not supported");
                // Many tensors may point at one buffer, so bound the sum and not only each.
                sharedBytes += data.size();
                if (sharedBytes / 2 > fileBytes_) throw Broken("the tensors share more data than the file holds");
                readConstant(data, value, raw);
            }
            alias_.push_back(int(graph_.values.size()));
            graph_.values.push_back(std::move(value));
            raw_.push_back(std::move(raw));
        }
    }

    static void readConstant(std::span<const std::uint8_t> data, Value& value, RawTensor& raw) {
        if (auto ok = checkShape(value.shape, value.name); !ok) throw Broken(ok.error().detail);
        const std::size_t count = elementCount(value.shape);
        const std::size_t width = raw.type == type::Float16 ? 2 : 4;
        if (raw.type != type::Float32 && raw.type != type::Float16 && raw.type != type::Int32)
            throw Broken("constant " + value.name + " has an unsupported type");
        if (data.size() != count * width) throw Broken("constant " + value.name + " has another size than its shape");
        if (raw.type == type::Int32) {
            raw.integers.resize(count);
            std::memcpy(raw.integers.data(), data.data(), data.size());
            return;
        }
        auto floats = std::make_shared<std::vector<float>>(count);
        if (raw.type == type::Float32) {
            std::memcpy(floats->data(), data.data(), data.size());
        } else {
            for (std::size_t i = 0; i < count; ++i)
                (*floats)[i] = floatFromHalf(std::uint16_t(data[2 * i] | data[2 * i + 1] << 8));
        }
        value.constant = std::move(floats);
    }

    std::vector<int> indices(std::vector<int> list) const {
        for (const int i : list)
            if (i < 0 || std::size_t(i) >= alias_.size()) throw Broken("a tensor index is out of range");
        return list;
    }

    void readOperator(const Table& table) {
        const auto codeIndex = table.scalar<std::uint32_t>(op_field::OpcodeIndex, 0);
        if (codeIndex >= codes_.size()) throw Broken("an operator code is out of range");
        const int code = codes_[codeIndex];
        const auto outputs = indices(table.ints(op_field::Outputs, 8));
        auto inputs = indices(table.ints(op_field::Inputs, 8));
        if (outputs.size() != 1 || inputs.empty()) throw Broken("an operator has no input or several outputs");
        for (int& i : inputs) i = alias_[i];
        if (code == kDequantize) {  // half-precision constants were widened when they were read
            if (!graph_.values[inputs[0]].isConstant()) throw Broken("quantized activations are not supported");
            alias_[outputs[0]] = inputs[0];
            return;
        }
        Node node;
        node.output = outputs[0];
        fill(node, code, inputs, table.table(op_field::Options));
        graph_.nodes.push_back(std::move(node));
    }

    template <class T>
    static T option(const std::optional<Table>& options, int field, T otherwise) {
        return options ? options->scalar<T>(field, otherwise) : otherwise;
    }

    static void setActivation(Node& node, const std::optional<Table>& options, int field) {
        switch (option<std::int8_t>(options, field, 0)) {
            case 0: return;
            case 1: node.minValue = 0; return;
            case 2: node.minValue = -1, node.maxValue = 1; return;
            case 3: node.minValue = 0, node.maxValue = 6; return;
            default: throw Broken("an activation function is not supported");
        }
    }

    /// Stride, kernel and padding; `padding` 0 is SAME, 1 is VALID.
    void setWindow(Node& node, const Shape& input, int padding) const {
        Window& w = node.window;
        for (const int v : {w.kernelH, w.kernelW, w.strideH, w.strideW, w.dilationH, w.dilationW})
            if (v < 1 || v > GraphLimits::kWindow) throw Broken("a window is out of range");
        if (auto ok = checkShape(input, "an input"); !ok || input.size() != 4) throw Broken("an input has a wrong shape");
        if (padding == 1) return;
        if (padding != 0) throw Broken("a padding rule is not supported");
        std::tie(w.padTop, w.padBottom) = samePadding(input[1], w.kernelH, w.strideH, w.dilationH);
        std::tie(w.padLeft, w.padRight) = samePadding(input[2], w.kernelW, w.strideW, w.dilationW);
    }

    void fillConvolution(Node& node, bool depthwise, const std::optional<Table>& o) {
        if (node.inputs.size() != 3) throw Broken("a convolution has no bias");
        const Shape& weights = graph_.values[node.inputs[1]].shape;
        if (weights.size() != 4) throw Broken("a convolution's weights are not of rank 4");
        // DepthwiseConv2DOptions holds a depth multiplier in field 3, which moves what follows.
        const int shift = depthwise ? 1 : 0;
        Window& w = node.window;
        w.kernelH = weights[1], w.kernelW = weights[2];
        w.strideW = option<std::int32_t>(o, 1, 1), w.strideH = option<std::int32_t>(o, 2, 1);
        w.dilationW = option<std::int32_t>(o, 4 + shift, 1), w.dilationH = option<std::int32_t>(o, 5 + shift, 1);
        setActivation(node, o, 3 + shift);
        setWindow(node, graph_.values[node.inputs[0]].shape, option<std::int8_t>(o, 0, 0));
    }

    void fill(Node& node, int code, const std::vector<int>& inputs, const std::optional<Table>& o) {
        node.inputs = inputs;
        switch (code) {
            case kConv: node.op = Op::Conv2d; fillConvolution(node, false, o); return;
            case kDepthwise: node.op = Op::DepthwiseConv2d; fillConvolution(node, true, o); return;
            case kAdd: node.op = Op::Add; setActivation(node, o, 0); orderOperands(node); return;
            case kMul: node.op = Op::Multiply; setActivation(node, o, 0); orderOperands(node); return;
            case kLogistic: node.op = Op::Sigmoid; return;
            case kReshape: node.op = Op::Reshape; node.inputs.resize(1); return;
            case kResizeBilinear:
                node.op = Op::ResizeBilinear;
                node.inputs.resize(1);
                node.resize = option<std::uint8_t>(o, 2, 0)   ? ResizeMode::AlignCorners
                              : option<std::uint8_t>(o, 3, 0) ? ResizeMode::HalfPixel
                                                              : ResizeMode::Legacy;
                return;
            case kMaxPool:
                node.op = Op::MaxPool;
                node.window.strideW = option<std::int32_t>(o, 1, 1), node.window.strideH = option<std::int32_t>(o, 2, 1);
                node.window.kernelW = option<std::int32_t>(o, 3, 1), node.window.kernelH = option<std::int32_t>(o, 4, 1);
                setActivation(node, o, 5);
                setWindow(node, graph_.values[inputs[0]].shape, option<std::int8_t>(o, 0, 0));
                return;
            case kPad:
                if (inputs.size() != 2) throw Broken("PAD has no paddings");
                node.op = Op::Pad;
                node.inputs.resize(1);
                node.padding = raw_[inputs[1]].integers;
                if (node.padding.size() > 2 * std::size_t(GraphLimits::kRank)) throw Broken("PAD has too many paddings");
                return;
            default: throw Broken("operator " + std::to_string(code) + " is not supported");
        }
    }

    /// Constants go second.
    void orderOperands(Node& node) const {
        if (node.inputs.size() == 2 && graph_.values[node.inputs[0]].isConstant()) std::swap(node.inputs[0], node.inputs[1]);
    }

    Table root_;
    std::size_t fileBytes_;
    Graph graph_;
    std::vector<int> codes_;
    std::vector<int> alias_;  ///< a dequantized tensor stands for its constant
    std::vector<RawTensor> raw_;
};

}  // namespace

Result<Graph> loadTflite(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 16 || bytes.size() > GraphLimits::kFileBytes || std::memcmp(bytes.data() + 4, "TFL3", 4) != 0)
        return fail(ErrorCode::ModelCorrupt, "not a TensorFlow Lite model");
    try {
        Graph graph = Reader(bytes).read();
        if (auto ok = checkGraph(graph); !ok) return fail(ok.error());
        return graph;
    } catch (const Broken& e) {
        return fail(ErrorCode::ModelCorrupt, std::string("TensorFlow Lite model: ") + e.what());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "TensorFlow Lite model");
    }
}

}  // namespace ropetp::nn
