#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A small intermediate representation of a trained convolutional network with fixed shapes.
/// Activations are NHWC with N = 1, 32-bit float.
namespace ropetp::nn {

using Shape = std::vector<int>;

/// Number of elements; 1 for a scalar (empty shape). Shapes in a checked graph never overflow.
std::size_t elementCount(const Shape& shape);

enum class Op {
    Conv2d,           ///< inputs: x, weights OHWI, bias O
    DepthwiseConv2d,  ///< inputs: x, weights 1HWC, bias C (one filter a channel)
    Add,              ///< two inputs of equal shape, or the second one of shape [C] or a scalar
    Multiply,         ///< as Add
    Subtract,         ///< as Add
    ResizeBilinear,   ///< to the output's height and width
    MaxPool,
    Reshape,
    Sigmoid,
    Clamp,            ///< to [minValue, maxValue]
    Pad,              ///< with zeros; `padding` = before, after of each dimension
};

const char* opName(Op op);

/// How the centres of pixels map when resizing.
enum class ResizeMode {
    Legacy,       ///< source = target * scale
    HalfPixel,    ///< source = (target + 0.5) * scale - 0.5
    AlignCorners  ///< corners map to corners
};

/// Kernel, stride, dilation (each height, width) and padding of a convolution or a pooling.
struct Window {
    int kernelH = 1, kernelW = 1;
    int strideH = 1, strideW = 1;
    int dilationH = 1, dilationW = 1;
    int padTop = 0, padBottom = 0, padLeft = 0, padRight = 0;
};

inline constexpr float kInfinity = std::numeric_limits<float>::infinity();

struct Value {
    std::string name;
    Shape shape;
    /// Constant data, shared between copies of a graph; null for an activation.
    std::shared_ptr<const std::vector<float>> constant;
    bool isConstant() const { return constant != nullptr; }
};

struct Node {
    Op op = Op::Add;
    std::vector<int> inputs;  ///< indices of values
    int output = -1;          ///< index of a value
    Window window;
    ResizeMode resize = ResizeMode::Legacy;
    float minValue = -kInfinity;  ///< the result is clamped to [minValue, maxValue]
    float maxValue = kInfinity;
    std::vector<int> padding;
    bool isClamped() const { return minValue != -kInfinity || maxValue != kInfinity; }
};

/// Nodes are in an order of execution; each activation is written by one node, or is an input.
struct Graph {
    std::vector<Value> values;
    std::vector<Node> nodes;
    std::vector<int> inputs;
    std::vector<int> outputs;

    /// Index of a value by name, or -1.
    int find(std::string_view name) const;
    /// Multiplications of all convolutions of one run.
    double multiplyCount() const;
};

/// Upper bounds that keep a damaged file from asking for more memory than a real model needs.
struct GraphLimits {
    static constexpr std::size_t kFileBytes = std::size_t(512) << 20;
    static constexpr std::size_t kElementsPerValue = std::size_t(1) << 27;
    static constexpr std::size_t kElementsTotal = std::size_t(1) << 29;
    static constexpr std::size_t kValues = 100'000;
    static constexpr std::size_t kNodes = 100'000;
    static constexpr int kRank = 6;
    static constexpr int kDimension = 1 << 20;
    static constexpr int kWindow = 4096;
};

/// ModelCorrupt unless every dimension is positive and the size is within GraphLimits.
Result<void> checkShape(const Shape& shape, std::string_view name);

/// Proves that a graph can be executed without looking at it again: indices in range, order of
/// execution, one writer a value, shapes of every node's inputs and output consistent, constants
/// of the right size and finite, sizes within GraphLimits. ModelCorrupt otherwise.
Result<void> checkGraph(const Graph& graph);

/// The padding before and after one axis under TensorFlow's SAME rule.
std::pair<int, int> samePadding(int size, int kernel, int stride, int dilation);

/// Length of one axis after a convolution or pooling; -1 where the window does not fit.
int windowedSize(int size, int kernel, int stride, int dilation, int padBefore, int padAfter);

}  // namespace ropetp::nn
