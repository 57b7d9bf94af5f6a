#pragma once

#include "nn/graph.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ropetp::nn {

enum class Backend {
    Auto,     ///< LibTorch where it sees a CUDA device, else XNNPACK
    Xnnpack,  ///< CPU
    Torch,    ///< CUDA where present, else CPU
};

struct RuntimeOptions {
    Backend backend = Backend::Auto;
    int threads = 1;                ///< >= 1; of the CPU backends
    std::vector<std::string> taps;  ///< names of further values to read, after the graph's outputs
};

/// Runs one graph. Buffers are its own and stay in place for its lifetime.
/// One thread at a time; several runtimes may run at once.
class GraphRuntime {
  public:
    virtual ~GraphRuntime() = default;
    GraphRuntime() = default;
    GraphRuntime(const GraphRuntime&) = delete;
    GraphRuntime& operator=(const GraphRuntime&) = delete;

    /// The graph's input, NHWC, to be filled before run().
    virtual std::span<float> input() = 0;
    /// Computes the outputs from the input. Internal where the library fails.
    virtual Result<void> run() = 0;
    /// Output `index` (the graph's outputs, then the taps), NHWC, valid until the next run().
    virtual std::span<const float> output(std::size_t index) const = 0;

    const Shape& inputShape() const { return inputShape_; }
    std::size_t outputCount() const { return outputs_.size(); }
    const Shape& outputShape(std::size_t index) const { return outputs_[index].shape; }
    /// Index of an output or a tap by name, or -1.
    int outputIndex(std::string_view name) const;
    virtual Backend backend() const = 0;

  protected:
    struct Output {
        std::string name;
        Shape shape;
    };
    Shape inputShape_;
    std::vector<Output> outputs_;
};

/// Prepares a graph (one input) for running; folds what can be folded.
/// InvalidInput for a bad option or an unknown tap; ModelCorrupt where the graph fails its check;
/// Internal where the library refuses it.
Result<std::unique_ptr<GraphRuntime>> makeGraphRuntime(const Graph& graph, const RuntimeOptions& options);

}  // namespace ropetp::nn
