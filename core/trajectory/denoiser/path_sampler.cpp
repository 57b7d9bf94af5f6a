#include "trajectory/denoiser/path_sampler.h"

#include "trajectory/denoiser/ddim.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace ropetp::trajectory {
namespace {

constexpr double kStepSigmaM = 0.02;           ///< a step of the network while no foot stands
constexpr double kStandingStepSigmaM = 0.008;  ///< and while one surely does

/// A batch of windows, one after another, over frames [first, end).
class Batch {
  public:
    Batch(DenoiserModel& model, std::span<const BodyFrame> frames, std::size_t first, std::vector<std::size_t> starts)
        : model_(model), config_(model.config()), frames_(frames), first_(first), starts_(std::move(starts)), window_(std::size_t(config_.window)) {
        end_ = std::min(frames.size(), starts_.back() + window_);
        const std::size_t values = starts_.size() * window_;
        noisy_.resize(3 * values);
        x0_.resize(3 * values);
        pins_.resize(4 * values);
        contacts_.resize(kContactValues * values);
        for (const std::size_t s : starts_) turn_.push_back(headingAligned(frames[s].joints));
    }

    std::size_t end() const { return end_; }

    Result<void> prepare(std::mt19937_64& random) {
        std::vector<float> condition(starts_.size() * window_ * std::size_t(config_.conditionSize()));
        const std::size_t size = window_ * std::size_t(config_.conditionSize());
        for (std::size_t w = 0; w < starts_.size(); ++w)
            windowCondition(frames_.subspan(starts_[w], std::min(window_, frames_.size() - starts_[w])), turn_[w], config_, std::span(condition).subspan(w * size, size));
        std::normal_distribution<float> normal;
        for (float& v : noisy_) v = config_.kind == DenoiserKind::Diffusion ? normal(random) : 0.0f;
        return model_.setCondition(condition, int(starts_.size()));
    }

    /// One step; `path` are places of frames first.. that are known so far (for pins), empty at the beginning.
    Result<void> step(int time, std::span<const PathEvidence> hard) {
        pinWindows(hard);
        return model_.denoise(noisy_, pins_, time, x0_, contacts_);
    }

    /// All windows' steps, blended, with the evidence worked in. Fills path().
    void agree(std::span<const PathEvidence> evidence, double slowSigma) {
        const std::size_t n = end_ - first_;
        auto& steps = steps_;
        auto& sigma = stepSigma_;
        steps.assign(n - 1, Eigen::Vector3d::Zero());
        sigma.resize(n - 1);
        std::vector<double> weight(n - 1, 0);
        touch_.assign(n, {});
        std::vector<double> touched(n, 0);
        for (std::size_t w = 0; w < starts_.size(); ++w) {
            const Eigen::Matrix3d back = turn_[w].transpose();
            const std::size_t count = std::min(window_, end_ - starts_[w]);
            for (std::size_t i = 0; i < count; ++i) {
                // Windows know most in their middle.
                const double share = 1e-3 + double(std::min(i + 1, count - i)) / double(count);
                const std::size_t at = starts_[w] - first_ + i;
                for (std::size_t k = 0; k < kContactValues; ++k) touch_[at][k] += float(share) * contacts_[(w * window_ + i) * kContactValues + k];
                touched[at] += share;
                if (i + 1 == count) continue;
                const Eigen::Vector3d step = config_.output == DenoiserOutput::Global ? Eigen::Vector3d(placeIn(w, i + 1) - placeIn(w, i)) : placeIn(w, i + 1);
                steps[at] += share * (back * step);
                weight[at] += share;
            }
        }
        for (std::size_t i = 0; i < n; ++i)
            for (float& t : touch_[i]) t /= float(touched[i]);
        for (std::size_t i = 0; i + 1 < n; ++i) {
            steps[i] /= weight[i];
            const double standing = std::min(1.0, double(std::max(strongest(i), strongest(i + 1))));
            sigma[i] = kStepSigmaM + (kStandingStepSigmaM - kStepSigmaM) * standing;
        }
        std::vector<PathEvidence> own;
        for (PathEvidence e : evidence)
            if (e.frame >= first_ && e.frame < end_) {
                e.frame -= first_;
                own.push_back(e);
            }
        path_ = fusedSlowly(steps, sigma, own, slowSigma);
    }

    /// x0 of every window from the agreed path, then on to the next time step.
    void goOn(int now, int next) {
        const auto [fromX0, fromNow] = ddimStep(now, next);
        for (std::size_t w = 0; w < starts_.size(); ++w) {
            const std::size_t count = std::min(window_, end_ - starts_[w]), at = starts_[w] - first_;
            for (std::size_t i = 0; i < window_; ++i) {
                if (i < count) {
                    const Eigen::Vector3d from = config_.output == DenoiserOutput::Global ? path_[at] : path_[at + i - (i > 0)], v = turn_[w] * (path_[at + i] - from);
                    for (std::size_t c = 0; c < 3; ++c) x0_[(w * window_ + i) * 3 + c] = float(v[Eigen::Index(c)] / config_.scale[c]);
                }
                for (std::size_t c = 0; c < 3; ++c) {
                    const std::size_t k = (w * window_ + i) * 3 + c;
                    noisy_[k] = float(fromX0 * double(x0_[k]) + fromNow * double(noisy_[k]));
                }
            }
        }
    }

    const std::vector<Eigen::Vector3d>& path() const { return path_; }
    /// What the windows agreed on before the evidence was worked in, and how sure it is.
    const std::vector<Eigen::Vector3d>& steps() const { return steps_; }
    const std::vector<double>& stepSigma() const { return stepSigma_; }
    const std::vector<std::array<float, kContactValues>>& contacts() const { return touch_; }

  private:
    /// What window w says of frame i of it, its own axes, metres.
    Eigen::Vector3d placeIn(std::size_t w, std::size_t i) const {
        Eigen::Vector3d v;
        for (std::size_t c = 0; c < 3; ++c) v[Eigen::Index(c)] = config_.scale[c] * double(x0_[(w * window_ + i) * 3 + c]);
        return v;
    }

    float strongest(std::size_t i) const { return *std::max_element(touch_[i].begin(), touch_[i].end()); }

    void pinWindows(std::span<const PathEvidence> hard) {
        std::fill(pins_.begin(), pins_.end(), 0.0f);
        if (config_.output != DenoiserOutput::Global) return;
        for (const auto& e : hard)
            for (std::size_t w = 0; w < starts_.size(); ++w) {
                if (e.frame < starts_[w] || e.frame >= std::min(end_, starts_[w] + window_)) continue;
                // Where the window starts is known from the step before, or from a pin.
                Eigen::Vector3d start;
                if (!path_.empty()) start = path_[starts_[w] - first_];
                else if (const auto it = std::ranges::find(hard, starts_[w], &PathEvidence::frame); it != hard.end()) start = it->placeM;
                else continue;
                const Eigen::Vector3d v = turn_[w] * (e.placeM - start);
                float* pin = pins_.data() + (w * window_ + e.frame - starts_[w]) * 4;
                for (std::size_t c = 0; c < 3; ++c) pin[c] = float(v[Eigen::Index(c)] / config_.scale[c]);
                pin[3] = 1;
            }
    }

    DenoiserModel& model_;
    const DenoiserConfig& config_;
    std::span<const BodyFrame> frames_;
    std::size_t first_, end_ = 0;
    std::vector<std::size_t> starts_;
    std::size_t window_;
    std::vector<Eigen::Matrix3d> turn_;   ///< windowFromWorld
    std::vector<float> noisy_, x0_, pins_, contacts_;
    std::vector<Eigen::Vector3d> path_, steps_;
    std::vector<double> stepSigma_;
    std::vector<std::array<float, kContactValues>> touch_;
};

bool isHard(const PathEvidence& e) { return e.sigmaM.maxCoeff() <= PathEvidence::kHardM; }

}  // namespace

int windowStride(const DenoiserConfig& config) { return config.window - config.window / 4; }

Result<SampledPath> samplePath(DenoiserModel& model, std::span<const BodyFrame> frames, std::span<const PathEvidence> evidence, const SamplerOptions& options, JobControl& job) {
    const DenoiserConfig& c = model.config();
    const std::size_t n = frames.size(), window = std::size_t(c.window), stride = std::size_t(windowStride(c));
    if (n < 2) return fail(ErrorCode::InvalidInput, "a trajectory needs two frames or more");
    if (options.steps < 1 || options.steps > kDiffusionSteps) return fail(ErrorCode::InvalidInput, "the number of steps is between 1 and 1000");
    for (const auto& e : evidence)
        if (e.frame >= n || !e.placeM.allFinite() || !(e.sigmaM.minCoeff() > 0)) return fail(ErrorCode::InvalidInput, "a pin of the trajectory lies outside the clip or is no number");
    const std::vector<int> times = c.kind == DenoiserKind::Diffusion ? ddimTimes(options.steps) : std::vector<int>{0};

    std::vector<std::size_t> starts{0};
    while (starts.back() + window < n) starts.push_back(std::min(starts.back() + stride, n - window));
    std::mt19937_64 random(options.seed);
    SampledPath out;
    out.rootM.reserve(n);
    std::vector<Eigen::Vector3d> allSteps;
    std::vector<double> allSigma;
    std::vector<PathEvidence> known(evidence.begin(), evidence.end());
    std::ranges::stable_sort(known, {}, &PathEvidence::frame);
    for (std::size_t at = 0; at < starts.size(); at += DenoiserModel::kMostWindows) {
        const std::size_t count = std::min(starts.size() - at, std::size_t(DenoiserModel::kMostWindows));
        const std::size_t first = starts[at];
        Batch batch(model, frames, first, {starts.begin() + std::ptrdiff_t(at), starts.begin() + std::ptrdiff_t(at + count)});
        // What lies in this batch: evidence, and the end of the batch before as it was worked out.
        std::vector<PathEvidence> here;
        for (std::size_t i = first; i < out.rootM.size(); ++i) here.push_back(PathEvidence::pin(i, out.rootM[i]));
        for (auto it = std::ranges::lower_bound(known, std::max(first, out.rootM.size()), {}, &PathEvidence::frame); it != known.end() && it->frame < batch.end(); ++it) here.push_back(*it);
        std::vector<PathEvidence> hard;
        std::ranges::copy_if(here, std::back_inserter(hard), isHard);
        if (auto ok = batch.prepare(random); !ok) return fail(ok.error());
        for (std::size_t i = 0; i < times.size(); ++i) {
            if (job.isCanceled()) return fail(ErrorCode::Canceled);
            if (auto ok = batch.step(times[i], hard); !ok) return fail(ok.error());
            batch.agree(here, options.slowStepSigmaM);
            batch.goOn(times[i], i + 1 < times.size() ? times[i + 1] : -1);
            job.report((double(at) + double(count) * double(i + 1) / double(times.size())) / double(starts.size()));
        }
        const std::size_t done = out.rootM.size() > first ? out.rootM.size() - first : 0, steps = allSteps.size() > first ? allSteps.size() - first : 0;
        allSteps.insert(allSteps.end(), batch.steps().begin() + std::ptrdiff_t(steps), batch.steps().end());
        allSigma.insert(allSigma.end(), batch.stepSigma().begin() + std::ptrdiff_t(steps), batch.stepSigma().end());
        out.rootM.insert(out.rootM.end(), batch.path().begin() + std::ptrdiff_t(done), batch.path().end());
        out.contacts.insert(out.contacts.end(), batch.contacts().begin() + std::ptrdiff_t(done), batch.contacts().end());
    }
    // Evidence of later batches reaches back, too.
    if (starts.size() > std::size_t(DenoiserModel::kMostWindows)) out.rootM = fusedSlowly(allSteps, allSigma, evidence, options.slowStepSigmaM);
    return out;
}

}  // namespace ropetp::trajectory
