#include "nn/graph.h"

#include <algorithm>

namespace ropetp::nn {

std::size_t elementCount(const Shape& shape) {
    std::size_t count = 1;
    for (const int d : shape) count *= std::size_t(d);
    return count;
}

const char* opName(Op op) {
    switch (op) {
        case Op::Conv2d: return "Conv2d";
        case Op::DepthwiseConv2d: return "DepthwiseConv2d";
        case Op::Add: return "Add";
        case Op::Multiply: return "Multiply";
        case Op::Subtract: return "Subtract";
        case Op::ResizeBilinear: return "ResizeBilinear";
        case Op::MaxPool: return "MaxPool";
        case Op::Reshape: return "Reshape";
        case Op::Sigmoid: return "Sigmoid";
        case Op::Clamp: return "Clamp";
        case Op::Pad: return "Pad";
    }
    return "?";
}

int Graph::find(std::string_view name) const {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].name == name) return int(i);
    return -1;
}

double Graph::multiplyCount() const {
    double count = 0;
    for (const Node& n : nodes)
        if (n.op == Op::Conv2d || n.op == Op::DepthwiseConv2d) {
            const Shape& out = values[n.output].shape;
            count += double(out[1]) * out[2] * double(elementCount(values[n.inputs[1]].shape));
        }
    return count;
}

std::pair<int, int> samePadding(int size, int kernel, int stride, int dilation) {
    const std::int64_t out = (std::int64_t(size) + stride - 1) / stride;
    const std::int64_t total =
        std::max<std::int64_t>(0, (out - 1) * stride + std::int64_t(kernel - 1) * dilation + 1 - size);
    return {int(total / 2), int(total - total / 2)};
}

int windowedSize(int size, int kernel, int stride, int dilation, int padBefore, int padAfter) {
    const std::int64_t room =
        std::int64_t(size) + padBefore + padAfter - (std::int64_t(kernel - 1) * dilation + 1);
    return room < 0 ? -1 : int(room / stride + 1);
}

}  // namespace ropetp::nn
