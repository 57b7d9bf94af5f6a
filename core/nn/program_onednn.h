#pragma once

// Internal to the files named *_onednn.cpp: everything else sees networks through their own interfaces.

#include <dnnl.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace ropetp::nn {

/// Part of a matrix out x in, rows `stride` numbers apart: y = W x + b, as torch.nn.Linear keeps it.
struct WeightView {
    const float* data = nullptr;
    std::int64_t out = 0, in = 0, stride = 0;
};

/// What a dense layer does with y = W x + b.
enum class Dense {
    Set,        ///< dst = y
    SetGelu,    ///< dst = gelu(y), by the error function
    Add,        ///< dst += y
};

/// What dense layers multiply: weights and what goes into them. Sums, and all between the layers, are 32-bit floats.
enum class Factors {
    Float,
    BFloat16,   ///< two to three digits, up to twice as fast where the processor has instructions for it
};

/// A network of fixed sizes as a list of steps over fixed buffers on the processor (oneDNN picks its instructions at run time). Small networks that run thousands of times are bound by what LibTorch does between
/// kernels; here nothing is allocated, copied or looked up between them. Throws dnnl::error; std::bad_alloc. Not thread-safe.
class OneDnnProgram {
  public:
    explicit OneDnnProgram(int threads, Factors factors = Factors::Float);
    /// Whether Factors::BFloat16 is faster here.
    static bool hasBFloat16();

    /// Zeros, rows x width, rows one after another.
    dnnl::memory buffer(std::int64_t rows, std::int64_t width) const;
    /// The same for what dense layers alone write (Set, SetGelu) and read: kept as they multiply it.
    dnnl::memory factors(std::int64_t rows, std::int64_t width) const;
    /// Of a buffer().
    static std::span<float> values(const dnnl::memory& buffer);

    /// Weights are copied (and packed). @param bias  `weight.out` numbers, or empty.
    void dense(const dnnl::memory& src, const dnnl::memory& dst, WeightView weight, std::span<const float> bias, Dense what);
    /// Over each row, epsilon 1e-5. @param scale, shift  a row's width.
    void layerNorm(const dnnl::memory& src, const dnnl::memory& dst, std::span<const float> scale, std::span<const float> shift);
    /// softmax(Q K^T / sqrt(d)) V within each sequence. @param qkv  sequences * tokens rows of queries, keys, values, each `heads`
    /// heads one after another. @param dst  sequences * tokens x a third of its width.
    void attend(const dnnl::memory& qkv, const dnnl::memory& dst, std::int64_t sequences, std::int64_t tokens, std::int64_t heads);
    void then(std::function<void()> step) { steps_.push_back(std::move(step)); }

    /// All steps, in the order they were added.
    void run();

  private:
    dnnl::memory vector(std::span<const float> values) const;
    dnnl::memory asFactors(const dnnl::memory& src);
    void add(dnnl::primitive primitive, std::unordered_map<int, dnnl::memory> arguments);

    int threads_;
    dnnl::memory::data_type factorType_;
    dnnl::engine engine_;
    dnnl::stream stream_;
    std::vector<std::function<void()>> steps_;
};

}  // namespace ropetp::nn
