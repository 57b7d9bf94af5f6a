#include "nn/program_onednn.h"
#include "trajectory/denoiser/denoiser_backends.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

using dnnl::memory;
using nn::Dense;
using nn::OneDnnProgram;
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::span<float> values(const memory& m) { return OneDnnProgram::values(m); }

/// Weights by the names of denoiser_network_torch.cpp; that they are there was checked.
class Weights {
  public:
    explicit Weights(const nn::TensorFile& file) : file_(file) {}
    std::span<const float> vector(const std::string& name) const { return file_.tensors.at(name).values; }
    std::span<const float> bias(const std::string& name) const { return vector(name + ".bias"); }
    nn::WeightView whole(const std::string& name) const {
        const auto& t = file_.tensors.at(name + ".weight");
        return {t.values.data(), t.shape[0], t.shape[1], t.shape[1]};
    }
    /// Half of the columns: what a layer over two concatenated vectors does to the first or the second.
    nn::WeightView half(const std::string& name, int which) const {
        auto v = whole(name);
        v.in /= 2;
        v.data += which * v.in;
        return v;
    }

  private:
    const nn::TensorFile& file_;
};

Eigen::Map<const Matrix, 0, Eigen::OuterStride<>> matrix(nn::WeightView v) { return {v.data, v.out, v.in, Eigen::OuterStride<>(v.stride)}; }

/// The network of denoiser_network_torch.h for one number of windows.
class Network {
  public:
    Network(const nn::TensorFile& file, const DenoiserConfig& config, int windows, int threads, nn::Factors factors)
        : config_(config), windows_(windows), patches_(config.window / config.patch), tokens_(patches_ + 1), encode_(threads), moment_(threads), denoise_(threads, factors) {
        const Weights weights(file);
        encodes(weights);
        tellsTime(weights);
        denoises(weights);
    }

    void encode(std::span<const float> condition) {
        std::ranges::copy(condition, values(condition_).begin());
        encode_.run();
    }

    void denoise(std::span<const float> noisy, std::span<const float> pins, int time, std::span<float> x0, std::span<float> contacts) {
        if (time != time_) tellTime(time);
        float* seen = values(seen_).data();
        for (std::size_t i = 0; i < noisy.size() / kPathValues; ++i) {
            seen = std::copy_n(noisy.data() + i * kPathValues, kPathValues, seen);
            seen = std::copy_n(pins.data() + i * (kPathValues + 1), kPathValues + 1, seen);
        }
        denoise_.run();
        answer(x0, contacts);
    }

  private:
    std::int64_t rows() const { return std::int64_t(windows_) * tokens_; }

    /// What the steps share: the condition's half of `join`, with every bias that does not depend on x_t.
    void encodes(const Weights& w) {
        const std::int64_t rows = std::int64_t(windows_) * patches_, width = config_.width;
        condition_ = encode_.buffer(rows, std::int64_t(config_.patch) * config_.conditionSize());
        const memory hidden = encode_.buffer(rows, width), told = encode_.buffer(rows, width);
        known_ = encode_.buffer(rows, width);
        encode_.dense(condition_, hidden, w.whole("condition_encoder.0"), w.bias("condition_encoder.0"), Dense::SetGelu);
        encode_.dense(hidden, told, w.whole("condition_encoder.2"), w.bias("condition_encoder.2"), Dense::Set);
        const auto noisyBias = w.bias("noisy_encoder"), joinBias = w.bias("join");
        const Eigen::VectorXf bias = matrix(w.half("join", 1)) * Eigen::Map<const Eigen::VectorXf>(noisyBias.data(), width) + Eigen::Map<const Eigen::VectorXf>(joinBias.data(), width);
        encode_.dense(told, known_, w.half("join", 0), {bias.data(), std::size_t(width)}, Dense::Set);
    }

    void tellsTime(const Weights& w) {
        waves_ = moment_.buffer(1, 2 * kTimeWaves);
        const memory hidden = moment_.buffer(1, config_.width);
        now_ = moment_.buffer(1, config_.width);
        moment_.dense(waves_, hidden, w.whole("time_encoder.0"), w.bias("time_encoder.0"), Dense::SetGelu);
        moment_.dense(hidden, now_, w.whole("time_encoder.2"), w.bias("time_encoder.2"), Dense::Set);
    }

    void tellTime(int time) {
        const auto wave = values(waves_);
        for (int i = 0; i < kTimeWaves; ++i) {
            const double angle = time * std::exp(-std::log(10000.0) * i / kTimeWaves);
            wave[std::size_t(i)] = float(std::sin(angle));
            wave[std::size_t(kTimeWaves + i)] = float(std::cos(angle));
        }
        moment_.run();
        time_ = time;
    }

    void denoises(const Weights& w) {
        auto& p = denoise_;
        const std::int64_t width = config_.width;
        const int half = config_.layers / 2;
        seen_ = p.buffer(std::int64_t(windows_) * patches_, std::int64_t(config_.patch) * (2 * kPathValues + 1));
        fresh_ = p.buffer(std::int64_t(windows_) * patches_, width);
        // join(known, noisy_encoder(x_t)) = known + (W_join2 W_noisy) x_t
        const Matrix joined = matrix(w.half("join", 1)) * matrix(w.whole("noisy_encoder"));
        p.dense(seen_, fresh_, {joined.data(), joined.rows(), joined.cols(), joined.cols()}, {}, Dense::Set);

        const memory normed = p.buffer(rows(), width), qkv = p.buffer(rows(), 3 * width), attended = p.buffer(rows(), width), hidden = p.factors(rows(), config_.hidden);
        prepareTurns();
        std::vector<memory> x;   // one a layer: those of the first half are read again by the second
        for (int i = 0; i < config_.layers; ++i) {
            x.push_back(p.buffer(rows(), width));
            if (i == 0) p.then([this, first = x[0]] { arrange(first); });
            else if (i < half) p.then([from = x[std::size_t(i - 1)], to = x[std::size_t(i)]] { std::ranges::copy(values(from), values(to).begin()); });
            else {
                const std::string skip = "skips." + std::to_string(i - half);
                p.dense(x[std::size_t(i - 1)], x[std::size_t(i)], w.half(skip, 0), w.bias(skip), Dense::Set);
                p.dense(x[std::size_t(2 * half - 1 - i)], x[std::size_t(i)], w.half(skip, 1), {}, Dense::Add);
            }
            const memory& at = x.back();
            const std::string layer = "layers." + std::to_string(i) + '.';
            p.layerNorm(at, normed, w.vector(layer + "norm1.weight"), w.bias(layer + "norm1"));
            p.dense(normed, qkv, w.whole(layer + "qkv"), w.bias(layer + "qkv"), Dense::Set);
            p.then([this, qkv] { turn(qkv); });
            p.attend(qkv, attended, windows_, tokens_, config_.heads);
            p.dense(attended, at, w.whole(layer + "out"), w.bias(layer + "out"), Dense::Add);
            p.layerNorm(at, normed, w.vector(layer + "norm2.weight"), w.bias(layer + "norm2"));
            p.dense(normed, hidden, w.whole(layer + "up"), w.bias(layer + "up"), Dense::SetGelu);
            p.dense(hidden, at, w.whole(layer + "down"), w.bias(layer + "down"), Dense::Add);
        }
        told_ = p.buffer(rows(), std::int64_t(config_.patch) * kToldValues);
        p.layerNorm(x.back(), normed, w.vector("head_norm.weight"), w.bias("head_norm"));
        p.dense(normed, told_, w.whole("head"), w.bias("head"), Dense::Set);
    }

    /// Of each window: the time's token, then one a patch.
    void arrange(const memory& tokens) const {
        const auto width = std::size_t(config_.width);
        const float *known = values(known_).data(), *fresh = values(fresh_).data(), *now = values(now_).data();
        float* to = values(tokens).data();
        for (int b = 0; b < windows_; ++b) {
            to = std::copy_n(now, width, to);
            for (int t = 0; t < patches_; ++t, known += width, fresh += width)
                for (std::size_t i = 0; i < width; ++i) *to++ = known[i] + fresh[i] + now[i];
        }
    }

    /// Rotary places, as nn::RotaryAngles has them.
    void prepareTurns() {
        const int half = config_.width / config_.heads / 2;
        for (int t = 0; t < tokens_; ++t)
            for (int i = 0; i < half; ++i) {
                const double angle = t * std::pow(100.0, -double(i) / half);
                cos_.push_back(float(std::cos(angle)));
                sin_.push_back(float(std::sin(angle)));
            }
    }

    /// Queries and keys in place.
    void turn(const memory& qkv) const {
        const int half = config_.width / config_.heads / 2, parts = 2 * config_.heads;
        float* row = values(qkv).data();
        for (int b = 0; b < windows_; ++b)
            for (int t = 0; t < tokens_; ++t, row += 3 * config_.width) {
                const float *c = cos_.data() + t * half, *s = sin_.data() + t * half;
                for (int h = 0; h < parts; ++h) {
                    float *x = row + h * 2 * half, *y = x + half;
                    for (int i = 0; i < half; ++i) {
                        const float a = x[i], c0 = y[i];
                        x[i] = a * c[i] - c0 * s[i];
                        y[i] = a * s[i] + c0 * c[i];
                    }
                }
            }
    }

    void answer(std::span<float> x0, std::span<float> contacts) const {
        const bool sums = config_.output == DenoiserOutput::Global && config_.head == DenoiserHead::Sums;
        const auto told = values(told_);
        for (int b = 0; b < windows_; ++b) {
            std::array<double, kPathValues> sum{};
            for (int f = 0; f < config_.window; ++f) {
                const std::size_t frame = std::size_t(b * config_.window + f);
                const float* v = told.data() + (std::size_t(b * tokens_ + 1) * std::size_t(config_.patch) + std::size_t(f)) * kToldValues;
                for (std::size_t k = 0; k < kPathValues; ++k) {
                    sum[k] += double(v[kPathValues + k]);
                    x0[frame * kPathValues + k] = sums ? float(0.1 * double(v[k]) + 0.1 * sum[k]) : v[k];
                }
                if (contacts.empty()) continue;
                for (std::size_t k = 0; k < kContactValues; ++k) contacts[frame * kContactValues + k] = 1 / (1 + std::exp(-v[2 * kPathValues + k]));
            }
        }
    }

    static constexpr int kToldValues = 2 * kPathValues + kContactValues;

    DenoiserConfig config_;
    int windows_;
    int patches_, tokens_;   ///< of a window
    int time_ = -1;
    OneDnnProgram encode_, moment_, denoise_;
    memory condition_, known_, waves_, now_, seen_, fresh_, told_;
    std::vector<float> cos_, sin_;   ///< tokens x half a head
};

class Model final : public DenoiserModel {
  public:
    Model(nn::TensorFile file, const DenoiserConfig& config, int threads, nn::Factors factors)
        : file_(std::move(file)), config_(config), threads_(std::max(1, threads)), factors_(factors) {}

    const DenoiserConfig& config() const override { return config_; }

    Result<void> setCondition(std::span<const float> condition, int windows) override {
        if (auto ok = checkCondition(condition, windows); !ok) return ok;
        return guarded([&] {
            if (windows != windows_) {
                windows_ = 0;
                network_ = std::make_unique<Network>(file_, config_, windows, threads_, factors_);
                windows_ = windows;
            }
            network_->encode(condition);
        });
    }

    Result<void> denoise(std::span<const float> noisy, std::span<const float> pins, int time, std::span<float> x0, std::span<float> contacts) override {
        if (auto ok = checkStep(windows_, noisy.size(), pins.size(), time, x0.size(), contacts.size()); !ok) return ok;
        return guarded([&] { network_->denoise(noisy, pins, time, x0, contacts); });
    }

  private:
    template <class F>
    Result<void> guarded(const F& run) {
        try {
            run();
            return {};
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, std::string("oneDNN: ") + e.what());
        }
    }

    nn::TensorFile file_;
    DenoiserConfig config_;
    int threads_;
    nn::Factors factors_;
    std::unique_ptr<Network> network_;
    int windows_ = 0;
};

}  // namespace

Result<std::unique_ptr<DenoiserModel>> makeOneDnnDenoiser(const nn::TensorFile& file, int threads, DenoiserArithmetic arithmetic) {
    const auto config = checkedDenoiser(file);
    if (!config) return fail(config.error());
    const bool rounds = arithmetic == DenoiserArithmetic::Fastest && OneDnnProgram::hasBFloat16();
    return std::make_unique<Model>(file, *config, threads, rounds ? nn::Factors::BFloat16 : nn::Factors::Float);
}

}  // namespace ropetp::trajectory
