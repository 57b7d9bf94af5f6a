#include "nn/program_onednn.h"

#include <omp.h>

#include <algorithm>
#include <cmath>

namespace ropetp::nn {
namespace {

using dnnl::memory;
constexpr auto kFloat = memory::data_type::f32;

/// How many threads oneDNN may take on this one, for a while.
class ThreadLimit {
  public:
    explicit ThreadLimit(int threads) : before_(omp_get_max_threads()) { omp_set_num_threads(threads); }
    ~ThreadLimit() { omp_set_num_threads(before_); }
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

  private:
    int before_;
};

std::int64_t widthOf(const memory& m) { return m.get_desc().dims()[1]; }

}  // namespace

OneDnnProgram::OneDnnProgram(int threads, Factors factors)
    : threads_(threads), factorType_(factors == Factors::BFloat16 ? memory::data_type::bf16 : kFloat), engine_(dnnl::engine::kind::cpu, 0), stream_(engine_) {}

bool OneDnnProgram::hasBFloat16() { return int(dnnl::get_effective_cpu_isa()) >= int(dnnl::cpu_isa::avx512_core_bf16); }

memory OneDnnProgram::factors(std::int64_t rows, std::int64_t width) const {
    if (factorType_ == kFloat) return buffer(rows, width);
    memory m({{rows, width}, factorType_, memory::format_tag::ab}, engine_);
    std::ranges::fill(std::span(static_cast<std::byte*>(m.get_data_handle()), m.get_desc().get_size()), std::byte(0));
    return m;
}

/// Rounded before the step that multiplies it.
memory OneDnnProgram::asFactors(const memory& src) {
    if (src.get_desc().data_type() == factorType_) return src;
    const memory rounded = factors(src.get_desc().dims()[0], widthOf(src));
    add(dnnl::reorder(src, rounded), {{DNNL_ARG_FROM, src}, {DNNL_ARG_TO, rounded}});
    return rounded;
}

memory OneDnnProgram::buffer(std::int64_t rows, std::int64_t width) const {
    memory m({{rows, width}, kFloat, memory::format_tag::ab}, engine_);
    std::ranges::fill(values(m), 0.0f);
    return m;
}

std::span<float> OneDnnProgram::values(const memory& buffer) {
    return {static_cast<float*>(buffer.get_data_handle()), buffer.get_desc().get_size() / sizeof(float)};
}

memory OneDnnProgram::vector(std::span<const float> from) const {
    memory m({{std::int64_t(from.size())}, kFloat, memory::format_tag::a}, engine_);
    std::ranges::copy(from, values(m).begin());
    return m;
}

void OneDnnProgram::add(dnnl::primitive primitive, std::unordered_map<int, memory> arguments) {
    steps_.push_back([this, primitive = std::move(primitive), arguments = std::move(arguments)] { primitive.execute(stream_, arguments); });
}

void OneDnnProgram::dense(const memory& src, const memory& dst, WeightView weight, std::span<const float> bias, Dense what) {
    dnnl::primitive_attr attributes;
    dnnl::post_ops after;
    if (what == Dense::Add) after.append_sum(1);
    if (what == Dense::SetGelu) after.append_eltwise(1, dnnl::algorithm::eltwise_gelu_erf, 0, 0);
    attributes.set_post_ops(after);
    const memory from = asFactors(src);
    const memory::desc packed({weight.in, weight.out}, factorType_, memory::format_tag::any), one({1, weight.out}, kFloat, memory::format_tag::ab);
    const auto desc = bias.empty() ? dnnl::matmul::desc(from.get_desc(), packed, dst.get_desc()) : dnnl::matmul::desc(from.get_desc(), packed, one, dst.get_desc());
    const dnnl::matmul::primitive_desc choice(desc, attributes, engine_);

    const memory plain({{weight.in, weight.out}, kFloat, memory::dims{1, weight.stride}}, engine_, const_cast<float*>(weight.data));
    memory weights(choice.weights_desc(), engine_);
    dnnl::reorder(plain, weights).execute(stream_, const_cast<memory&>(plain), weights);
    stream_.wait();
    std::unordered_map<int, memory> arguments{{DNNL_ARG_SRC, from}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, dst}};
    if (!bias.empty()) {
        memory b(one, engine_);
        std::ranges::copy(bias, values(b).begin());
        arguments.emplace(DNNL_ARG_BIAS, b);
    }
    add(dnnl::matmul(choice), std::move(arguments));
}

void OneDnnProgram::layerNorm(const memory& src, const memory& dst, std::span<const float> scale, std::span<const float> shift) {
    const dnnl::layer_normalization_forward::desc desc(dnnl::prop_kind::forward_inference, src.get_desc(), 1e-5f,
                                                       dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift);
    add(dnnl::layer_normalization_forward({desc, engine_}), {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}, {DNNL_ARG_SCALE, vector(scale)}, {DNNL_ARG_SHIFT, vector(shift)}});
}

void OneDnnProgram::attend(const memory& qkv, const memory& dst, std::int64_t sequences, std::int64_t tokens, std::int64_t heads) {
    const auto row = widthOf(qkv), width = row / 3, d = width / heads;
    const auto part = [&](std::int64_t which, memory::dims shape, memory::dims strides) {
        return memory({std::move(shape), kFloat, std::move(strides)}, engine_, values(qkv).data() + which * width);
    };
    const memory q = part(0, {sequences, heads, tokens, d}, {tokens * row, d, row, 1});
    const memory k = part(1, {sequences, heads, d, tokens}, {tokens * row, d, 1, row});
    const memory v = part(2, {sequences, heads, tokens, d}, {tokens * row, d, row, 1});
    const memory score({{sequences, heads, tokens, tokens}, kFloat, memory::format_tag::abcd}, engine_);
    const memory out({{sequences, heads, tokens, d}, kFloat, memory::dims{tokens * width, d, width, 1}}, engine_, values(dst).data());
    dnnl::primitive_attr scaled;
    scaled.set_output_scales(0, {float(1 / std::sqrt(double(d)))});
    add(dnnl::matmul({dnnl::matmul::desc(q.get_desc(), k.get_desc(), score.get_desc()), scaled, engine_}),
        {{DNNL_ARG_SRC, q}, {DNNL_ARG_WEIGHTS, k}, {DNNL_ARG_DST, score}});
    add(dnnl::softmax_forward({dnnl::softmax_forward::desc(dnnl::prop_kind::forward_inference, score.get_desc(), 3), engine_}),
        {{DNNL_ARG_SRC, score}, {DNNL_ARG_DST, score}});
    add(dnnl::matmul({dnnl::matmul::desc(score.get_desc(), v.get_desc(), out.get_desc()), engine_}),
        {{DNNL_ARG_SRC, score}, {DNNL_ARG_WEIGHTS, v}, {DNNL_ARG_DST, out}});
}

void OneDnnProgram::run() {
    const ThreadLimit limit(threads_);
    for (const auto& step : steps_) step();
    stream_.wait();
}

}  // namespace ropetp::nn
