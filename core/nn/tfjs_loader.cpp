#include "nn/tfjs_loader.h"

#include "nn/float16.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <new>
#include <stdexcept>
#include <tuple>

namespace ropetp::nn {

namespace {

using nlohmann::json;

/// A malformed model. Thrown inside the loader and caught by it.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A constant of the weights manifest: floats or integers.
struct Weight {
    Shape shape;
    std::shared_ptr<const std::vector<float>> floats;
    std::vector<int> integers;
};

using Weights = std::map<std::string, Weight, std::less<>>;


/// An integer that may be written as text, within +-2^30.
int integer(const json& value) {
    std::int64_t n = 0;
    if (value.is_string()) {  // 64-bit integers are written as strings
        const auto& text = value.get_ref<const std::string&>();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (error != std::errc() || end != text.data() + text.size()) throw Broken("a number is expected");
    } else if (value.is_number_integer()) {
        n = value.get<std::int64_t>();
    } else {
        throw Broken("a number is expected");
    }
    if (n < -(1 << 30) || n > (1 << 30)) throw Broken("a number is out of range");
    return int(n);
}

/// Decodes base64 text (attributes of nodes).
std::string base64(const json& value) {
    static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : value.get_ref<const std::string&>()) {
        if (c == '=') break;
        const auto digit = kAlphabet.find(c);
        if (digit == std::string_view::npos) throw Broken("text is not base64");
        bits = (bits << 6 | unsigned(digit)) & 0xffffffu;
        count += 6;
        if (count >= 8) out.push_back(char(bits >> (count -= 8) & 0xff));
    }
    return out;
}

/// Hands out the weight file piece by piece.
class Cursor {
  public:
    explicit Cursor(std::span<const std::uint8_t> bytes) : rest_(bytes) {}
    std::span<const std::uint8_t> take(std::size_t bytes) {
        if (bytes > rest_.size()) throw Broken("the weight file is too short");
        const auto piece = rest_.first(bytes);
        rest_ = rest_.subspan(bytes);
        return piece;
    }
    bool atEnd() const { return rest_.empty(); }

  private:
    std::span<const std::uint8_t> rest_;
};

std::uint16_t word(std::span<const std::uint8_t> b, std::size_t i) { return std::uint16_t(b[2 * i] | b[2 * i + 1] << 8); }

std::shared_ptr<const std::vector<float>> quantizedFloats(const json& quantization, Cursor& cursor, std::size_t count) {
    const std::string type = quantization.at("dtype").get<std::string>();
    auto floats = std::make_shared<std::vector<float>>();
    if (type != "float16" && type != "uint16" && type != "uint8") throw Broken("quantization " + type + " is not supported");
    const auto bytes = cursor.take(count * (type == "uint8" ? 1 : 2));
    floats->resize(count);
    if (type == "float16") {
        for (std::size_t i = 0; i < count; ++i) (*floats)[i] = floatFromHalf(word(bytes, i));
        return floats;
    }
    const double least = quantization.at("min").get<double>(), scale = quantization.at("scale").get<double>();
    for (std::size_t i = 0; i < count; ++i)
        (*floats)[i] = float(least + scale * (type == "uint8" ? bytes[i] : word(bytes, i)));
    return floats;
}

Weight readWeight(const json& spec, Cursor& cursor, const std::string& name) {
    Weight w;
    for (const auto& d : spec.at("shape")) w.shape.push_back(integer(d));
    if (auto ok = checkShape(w.shape, name); !ok) throw Broken(ok.error().detail);
    const std::size_t count = elementCount(w.shape);
    const std::string type = spec.at("dtype").get<std::string>();
    if (spec.contains("quantization")) {
        w.floats = quantizedFloats(spec.at("quantization"), cursor, count);
    } else if (type == "float32") {
        const auto bytes = cursor.take(count * 4);
        auto floats = std::make_shared<std::vector<float>>(count);
        std::memcpy(floats->data(), bytes.data(), bytes.size());
        w.floats = std::move(floats);
    } else if (type == "int32") {
        const auto bytes = cursor.take(count * 4);
        w.integers.resize(count);
        std::memcpy(w.integers.data(), bytes.data(), bytes.size());
    } else if (type == "bool") {
        cursor.take(count);
    } else {
        throw Broken("weights of type " + type + " are not supported");
    }
    return w;
}

/// All weights of a manifest; the file must hold exactly these.
Weights readWeights(const json& manifest, std::span<const std::uint8_t> bytes) {
    Weights all;
    Cursor cursor(bytes);
    for (const auto& group : manifest)
        for (const auto& spec : group.at("weights")) {
            const std::string name = spec.at("name").get<std::string>();
            if (!all.emplace(name, readWeight(spec, cursor, name)).second) throw Broken("weight " + name + " is listed twice");
        }
    if (!cursor.atEnd()) throw Broken("the weight file is too long");
    return all;
}


constexpr std::size_t kJsonBytes = std::size_t(32) << 20;
constexpr int kDepth = 1000;
constexpr int kSizeEvaluations = 10'000;

/// Builds the graph backwards from the outputs.
class Builder {
  public:
    Builder(const json& document, std::span<const std::uint8_t> weights, const TfjsCut& cut)
        : cut_(cut), weights_(readWeights(document.at("weightsManifest"), weights)) {
        for (const auto& node : document.at("modelTopology").at("node"))
            nodes_.emplace(node.at("name").get<std::string>(), &node);
    }

    Graph build() {
        if (!nodes_.contains(cut_.input)) throw Broken("there is no node " + cut_.input);
        const int input = addValue(cut_.input, cut_.inputShape);
        graph_.inputs = {input};
        built_.emplace(cut_.input, input);
        for (const auto& name : cut_.outputs) graph_.outputs.push_back(value(name, 0));
        return std::move(graph_);
    }

  private:
    int addValue(std::string name, Shape shape, std::shared_ptr<const std::vector<float>> constant = nullptr) {
        graph_.values.push_back({std::move(name), std::move(shape), std::move(constant)});
        return int(graph_.values.size()) - 1;
    }
    const Shape& shape(int v) const { return graph_.values[v].shape; }

    const json& nodeNamed(const std::string& name) const {
        const auto it = nodes_.find(name);
        if (it == nodes_.end()) throw Broken("there is no node " + name);
        return *it->second;
    }

    static const json& attributes(const json& node) {
        static const json empty = json::object();
        const auto it = node.find("attr");
        return it == node.end() ? empty : *it;
    }

    /// Names of the data inputs; control inputs ("^name") do not count.
    static std::vector<std::string> inputsOf(const json& node) {
        std::vector<std::string> names;
        if (const auto it = node.find("input"); it != node.end())
            for (const auto& i : *it) {
                std::string name = i.get<std::string>();
                if (name.empty()) throw Broken("an input has no name");
                if (name[0] == '^') continue;
                if (name.size() > 2 && name.ends_with(":0")) name.resize(name.size() - 2);
                if (name.find(':') != std::string::npos) throw Broken("nodes with several outputs are not supported");
                names.push_back(std::move(name));
            }
        if (names.size() > 8) throw Broken("a node has too many inputs");
        return names;
    }

    /// Index of the value that node `name` gives, building it first where needed.
    int value(const std::string& name, int depth) {
        if (const auto it = built_.find(name); it != built_.end()) {
            if (it->second < 0) throw Broken("the graph has a cycle");
            return it->second;
        }
        if (depth > kDepth) throw Broken("the graph is too deep");
        built_.emplace(name, -1);
        const int v = buildNode(name, depth);
        built_[name] = v;
        return v;
    }

    int buildNode(const std::string& name, int depth) {
        const json& node = nodeNamed(name);
        const std::string op = node.at("op").get<std::string>();
        if (op == "Const") {
            const auto it = weights_.find(name);
            if (it == weights_.end() || !it->second.floats) throw Broken("constant " + name + " has no values");
            return addValue(name, it->second.shape, it->second.floats);
        }
        const auto inputs = inputsOf(node);
        const auto needs = [&](std::size_t least, std::size_t most) {
            if (inputs.size() < least || inputs.size() > most) throw Broken(op + " " + name + " has a wrong number of inputs");
        };
        const json& attr = attributes(node);
        if (op == "Identity" || op == "StopGradient") {
            needs(1, 1);
            return value(inputs[0], depth + 1);
        }
        Node out;
        if (op == "Conv2D" || op == "_FusedConv2D" || op == "DepthwiseConv2dNative" || op == "FusedDepthwiseConv2dNative") {
            needs(2, 3);
            return convolution(name, op.find("Depthwise") != std::string::npos, inputs, attr, depth);
        }
        if (op == "Add" || op == "AddV2" || op == "Mul" || op == "Sub") {
            needs(2, 2);
            out.op = op == "Mul" ? Op::Multiply : op == "Sub" ? Op::Subtract : Op::Add;
            out.inputs = {value(inputs[0], depth + 1), value(inputs[1], depth + 1)};
            if (out.op != Op::Subtract && graph_.values[out.inputs[0]].isConstant()) std::swap(out.inputs[0], out.inputs[1]);
            return add(std::move(out), name, shape(out.inputs[0]));
        }
        if (op == "Relu" || op == "Relu6" || op == "Sigmoid") {
            needs(1, 1);
            out.op = op == "Sigmoid" ? Op::Sigmoid : Op::Clamp;
            if (out.op == Op::Clamp) out.minValue = 0;
            if (op == "Relu6") out.maxValue = 6;
            out.inputs = {value(inputs[0], depth + 1)};
            return add(std::move(out), name, shape(out.inputs[0]));
        }
        if (op == "ResizeBilinear") {
            needs(2, 2);
            return resize(name, inputs, attr, depth);
        }
        if (op == "MaxPool") {
            needs(1, 1);
            return maxPool(name, inputs, attr, depth);
        }
        if (op == "Pad") {
            needs(2, 2);
            return pad(name, inputs, depth);
        }
        throw Broken("operator " + op + " at " + name + " is not supported");
    }

    int add(Node node, const std::string& name, Shape outShape) {
        if (graph_.nodes.size() >= GraphLimits::kNodes) throw Broken("the graph is too large");
        if (auto ok = checkShape(outShape, name); !ok) throw Broken(ok.error().detail);
        node.output = addValue(name, std::move(outShape));
        graph_.nodes.push_back(std::move(node));
        return graph_.nodes.back().output;
    }

    static std::vector<int> integers(const json& attr, const char* key) {
        std::vector<int> list;
        if (const auto it = attr.find(key); it != attr.end())
            for (const auto& i : it->at("list").at("i")) list.push_back(integer(i));
        return list;
    }
    static std::string text(const json& attr, const char* key) {
        const auto it = attr.find(key);
        return it == attr.end() ? std::string() : base64(it->at("s"));
    }
    static bool flag(const json& attr, const char* key) {
        const auto it = attr.find(key);
        return it != attr.end() && it->value("b", false);
    }

    /// Completes stride, dilation and padding; gives the output's height and width.
    std::pair<int, int> setWindow(Window& w, const json& attr, const Shape& input) const {
        if (text(attr, "data_format") == "NCHW") throw Broken("NCHW is not supported");
        const auto strides = integers(attr, "strides"), dilations = integers(attr, "dilations");
        if (strides.size() != 4 || (!dilations.empty() && dilations.size() != 4)) throw Broken("a window is malformed");
        w.strideH = strides[1], w.strideW = strides[2];
        if (!dilations.empty()) w.dilationH = dilations[1], w.dilationW = dilations[2];
        for (const int v : {w.kernelH, w.kernelW, w.strideH, w.strideW, w.dilationH, w.dilationW})
            if (v < 1 || v > GraphLimits::kWindow) throw Broken("a window is out of range");
        if (input.size() != 4) throw Broken("an input is not of rank 4");
        const std::string padding = text(attr, "padding");
        if (padding == "SAME") {
            std::tie(w.padTop, w.padBottom) = samePadding(input[1], w.kernelH, w.strideH, w.dilationH);
            std::tie(w.padLeft, w.padRight) = samePadding(input[2], w.kernelW, w.strideW, w.dilationW);
        } else if (padding != "VALID") {
            throw Broken("padding " + padding + " is not supported");
        }
        return {windowedSize(input[1], w.kernelH, w.strideH, w.dilationH, w.padTop, w.padBottom),
                windowedSize(input[2], w.kernelW, w.strideW, w.dilationW, w.padLeft, w.padRight)};
    }

    static void setFused(Node& node, const json& attr) {
        const auto it = attr.find("fused_ops");
        if (it == attr.end()) return;
        const auto& list = it->at("list");
        if (!list.contains("s")) return;
        for (const auto& s : list.at("s")) {
            const std::string fused = base64(s);
            if (fused == "Relu") node.minValue = 0;
            else if (fused == "Relu6") node.minValue = 0, node.maxValue = 6;
            else if (fused != "BiasAdd") throw Broken("fused operator " + fused + " is not supported");
        }
    }

    int convolution(const std::string& name, bool depthwise, const std::vector<std::string>& inputs, const json& attr, int depth) {
        Node node;
        node.op = depthwise ? Op::DepthwiseConv2d : Op::Conv2d;
        const int x = value(inputs[0], depth + 1), w = value(inputs[1], depth + 1);
        const Value weights = graph_.values[w];
        if (!weights.isConstant() || weights.shape.size() != 4) throw Broken("the weights of " + name + " are not a constant of rank 4");
        const Shape& ws = weights.shape;  // height, width, in, out (or multiplier)
        if (depthwise && ws[3] != 1) throw Broken("several filters a channel are not supported");
        const int channels = depthwise ? ws[2] : ws[3];
        node.window.kernelH = ws[0], node.window.kernelW = ws[1];
        const auto [h, width] = setWindow(node.window, attr, shape(x));
        setFused(node, attr);
        int filters;
        if (depthwise) {
            filters = addValue(weights.name + "/1hwc", {1, ws[0], ws[1], channels}, weights.constant);
        } else {
            const std::size_t rows = weights.constant->size() / std::size_t(channels);
            auto turned = std::make_shared<std::vector<float>>(weights.constant->size());
            for (std::size_t r = 0; r < rows; ++r)
                for (int c = 0; c < channels; ++c) (*turned)[c * rows + r] = (*weights.constant)[r * channels + c];
            filters = addValue(weights.name + "/ohwi", {channels, ws[0], ws[1], ws[2]}, std::move(turned));
        }
        const int bias = inputs.size() == 3 ? value(inputs[2], depth + 1)
                                            : addValue(name + "/bias", {channels}, std::make_shared<std::vector<float>>(channels, 0.f));
        node.inputs = {x, filters, bias};
        return add(std::move(node), name, {1, h, width, channels});
    }

    int resize(const std::string& name, const std::vector<std::string>& inputs, const json& attr, int depth) {
        Node node;
        node.op = Op::ResizeBilinear;
        node.inputs = {value(inputs[0], depth + 1)};
        node.resize = flag(attr, "align_corners")        ? ResizeMode::AlignCorners
                      : flag(attr, "half_pixel_centers") ? ResizeMode::HalfPixel
                                                         : ResizeMode::Legacy;
        const auto size = evaluate(inputs[1], depth + 1);
        const Shape& in = shape(node.inputs[0]);
        if (size.size() != 2 || in.size() != 4) throw Broken("resize " + name + " is malformed");
        const Shape outShape = {in[0], size[0], size[1], in[3]};
        return add(std::move(node), name, outShape);
    }

    int maxPool(const std::string& name, const std::vector<std::string>& inputs, const json& attr, int depth) {
        Node node;
        node.op = Op::MaxPool;
        node.inputs = {value(inputs[0], depth + 1)};
        const auto kernel = integers(attr, "ksize");
        if (kernel.size() != 4) throw Broken("a window is malformed");
        node.window.kernelH = kernel[1], node.window.kernelW = kernel[2];
        const Shape in = shape(node.inputs[0]);
        const auto [h, w] = setWindow(node.window, attr, in);
        return add(std::move(node), name, {1, h, w, in[3]});
    }

    int pad(const std::string& name, const std::vector<std::string>& inputs, int depth) {
        Node node;
        node.op = Op::Pad;
        node.inputs = {value(inputs[0], depth + 1)};
        node.padding = evaluate(inputs[1], depth + 1);
        Shape out = shape(node.inputs[0]);
        if (node.padding.size() != 2 * out.size()) throw Broken("pad " + name + " is malformed");
        for (std::size_t d = 0; d < out.size(); ++d) {
            for (const int p : {node.padding[2 * d], node.padding[2 * d + 1]})
                if (p < 0 || p > GraphLimits::kWindow) throw Broken("a padding is out of range");
            out[d] += node.padding[2 * d] + node.padding[2 * d + 1];
        }
        return add(std::move(node), name, out);
    }

    /// Integers that the graph computes from shapes and constants (as upsampling layers do).
    std::vector<int> evaluate(const std::string& name, int depth) {
        if (depth > kDepth) throw Broken("the graph is too deep");
        // Shared sub-expressions are walked each time; a chain of them must not grow without bound.
        if (++sizeEvaluations_ > kSizeEvaluations) throw Broken("the sizes of the graph are too complex");
        const json& node = nodeNamed(name);
        const std::string op = node.at("op").get<std::string>();
        if (op == "Const") {
            const auto it = weights_.find(name);
            if (it == weights_.end() || it->second.integers.empty() || it->second.integers.size() > 64)
                throw Broken("constant " + name + " does not hold a few integers");
            return it->second.integers;
        }
        const auto inputs = inputsOf(node);
        if (op == "Shape" && inputs.size() == 1) return shape(value(inputs[0], depth + 1));
        if (op == "Mul" && inputs.size() == 2) {
            const auto a = evaluate(inputs[0], depth + 1), b = evaluate(inputs[1], depth + 1);
            if (a.size() != b.size()) throw Broken("sizes at " + name + " do not fit");
            std::vector<int> product(a.size());
            for (std::size_t i = 0; i < a.size(); ++i) {
                const std::int64_t p = std::int64_t(a[i]) * b[i];
                if (p < 1 || p > GraphLimits::kDimension) throw Broken("a size at " + name + " is out of range");
                product[i] = int(p);
            }
            return product;
        }
        if (op == "StridedSlice" && inputs.size() == 4) {
            const auto x = evaluate(inputs[0], depth + 1), begin = evaluate(inputs[1], depth + 1),
                       end = evaluate(inputs[2], depth + 1), stride = evaluate(inputs[3], depth + 1);
            if (begin.size() != 1 || end.size() != 1 || stride != std::vector<int>{1} || begin[0] < 0 || begin[0] > end[0] ||
                end[0] > int(x.size()))
                throw Broken("slice " + name + " is not supported");
            return {x.begin() + begin[0], x.begin() + end[0]};
        }
        throw Broken("a size is computed by operator " + op + ", which is not supported");
    }

    const TfjsCut& cut_;
    Weights weights_;
    std::map<std::string, const json*, std::less<>> nodes_;
    std::map<std::string, int, std::less<>> built_;
    Graph graph_;
    int sizeEvaluations_ = 0;
};

}  // namespace

Result<Graph> loadTfjs(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> weights, const TfjsCut& cut) {
    if (cut.outputs.empty() || cut.inputShape.size() != 4 || !checkShape(cut.inputShape, "the input"))
        return fail(ErrorCode::InvalidInput, "the part of the model to take is not described");
    if (bytes.size() > kJsonBytes || weights.size() > GraphLimits::kFileBytes)
        return fail(ErrorCode::ModelCorrupt, "TensorFlow.js model: the files are too large");
    try {
        const json document = json::parse(bytes.begin(), bytes.end());
        Graph graph = Builder(document, weights, cut).build();
        if (auto ok = checkGraph(graph); !ok) return fail(ok.error());
        return graph;
    } catch (const Broken& e) {
        return fail(ErrorCode::ModelCorrupt, std::string("TensorFlow.js model: ") + e.what());
    } catch (const json::exception& e) {
        return fail(ErrorCode::ModelCorrupt, std::string("TensorFlow.js model: ") + e.what());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "TensorFlow.js model");
    }
}

}  // namespace ropetp::nn
