#include "train/picture_batches_torch.h"

#include "base/rotation.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstring>
#include <random>

namespace ropetp::train {
namespace {

constexpr int kTries = 10;

}  // namespace

PictureBatch batchOf(const std::vector<RopeSample>& samples) {
    const auto b = std::int64_t(samples.size());
    PictureBatch out{torch::empty({b, kCropPx, kCropPx, 3}, torch::kByte), RopeTargets::sized(b, kPartMap)};
    RopeTargets& t = out.targets;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const RopeSample& s = samples[i];
        std::copy_n(s.crop.pixels(), s.crop.sizeBytes(), out.rgb.data_ptr<std::uint8_t>() + i * s.crop.sizeBytes());
        const auto row = [&](torch::Tensor& tensor) { return tensor.data_ptr<float>() + std::ptrdiff_t(i) * (tensor.numel() / b); };
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            const Eigen::Matrix<float, 3, 3, Eigen::RowMajor> r = matrixFromAxisAngle(s.pose.axisAngleRad[j]).cast<float>();
            std::copy_n(r.data(), 9, row(t.rotations) + 9 * j);
            for (int c = 0; c < 3; ++c) row(t.joints)[3 * j + std::size_t(c)] = float(s.joints(int(j), c));
        }
        for (int k = 0; k < body::kShapeCount; ++k) row(t.betas)[k] = float(s.betas[k]);
        std::copy_n(s.joints2d.data(), 2 * body::kJointCount, row(t.joints2d));
        std::copy_n(s.visible.data(), body::kJointCount, row(t.visible));
        std::copy_n(s.weight3d.data(), body::kJointCount, row(t.weight3d));
        std::copy_n(s.weight2d.data(), body::kJointCount, row(t.weight2d));
        *row(t.focal) = s.focal;
        *row(t.poseWeight) = s.poseWeight;
        *row(t.shapeWeight) = s.shapeWeight;
        *row(t.hasParts) = s.hasParts ? 1.f : 0.f;
        *row(t.hipsAligned) = s.hipsAligned ? 1.f : 0.f;
        std::copy_n(s.parts.data(), s.parts.size(), t.parts.data_ptr<std::int64_t>() + i * s.parts.size());
    }
    return out;
}

PictureBatches::PictureBatches(Sets sets, std::function<std::vector<Pick>(std::int64_t)> plan, std::int64_t first, int workers)
    : sets_(std::move(sets)), plan_(std::move(plan)), claimed_(first), given_(first), ahead_(std::size_t(std::max(1, workers)) + 1) {
    for (int i = 0; i < std::max(1, workers); ++i) threads_.emplace_back([this] { work(); });
}

PictureBatches::~PictureBatches() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    for (auto& t : threads_) t.join();
}

Result<std::optional<PictureBatch>> PictureBatches::read(std::int64_t number) const {
    std::vector<RopeSample> samples;
    for (const Pick& pick : plan_(number)) {
        const PeopleDataset& set = *sets_[pick.set];
        for (int attempt = 0;; ++attempt) {
            auto s = set.sample((pick.index + std::size_t(attempt)) % set.size(), pick.seed);
            if (s) {
                samples.push_back(std::move(*s));
                break;
            }
            if (attempt + 1 == kTries) return fail(s.error());
            spdlog::warn("left out: {}", describe(s.error()));
        }
    }
    if (samples.empty()) return std::optional<PictureBatch>();
    try {
        const at::NoGradGuard still;
        return std::optional(batchOf(samples));
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("LibTorch: ") + e.what());
    }
}

void PictureBatches::work() {
    for (;;) {
        std::int64_t number;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stop_ || claimed_ - given_ < std::int64_t(ahead_); });
            if (stop_) return;
            number = claimed_++;
        }
        auto batch = read(number);
        {
            const std::lock_guard lock(mutex_);
            ready_.emplace(number, std::move(batch));
        }
        changed_.notify_all();
    }
}

Result<std::optional<PictureBatch>> PictureBatches::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ready_.contains(given_); });
    auto node = ready_.extract(given_++);
    changed_.notify_all();
    return std::move(node.mapped());
}

std::function<std::vector<Pick>(std::int64_t)> randomPlan(const PictureBatches::Sets& sets, const std::vector<double>& shares, int batch, std::uint64_t seed) {
    std::vector<std::size_t> sizes;
    for (const auto& s : sets) sizes.push_back(s->size());
    return [=](std::int64_t number) {
        std::mt19937_64 random(seed * 0x9E3779B97F4A7C15ull + std::uint64_t(number));
        std::discrete_distribution<std::size_t> which(shares.begin(), shares.end());
        std::vector<Pick> picks;
        for (int i = 0; i < batch; ++i) {
            Pick p;
            p.set = which(random);
            p.index = std::size_t(random() % sizes[p.set]);
            p.seed = std::max<std::uint64_t>(1, random() >> 16);
            picks.push_back(p);
        }
        return picks;
    };
}

std::function<std::vector<Pick>(std::int64_t)> onePass(const PictureBatches::Sets& sets, int batch, std::size_t most) {
    std::vector<Pick> all;
    for (std::size_t s = 0; s < sets.size(); ++s) {
        const std::size_t share = std::max<std::size_t>(1, most / sets.size()), count = std::min(share, sets[s]->size());
        for (std::size_t k = 0; k < count; ++k) all.push_back({s, k * sets[s]->size() / count, PeopleDataset::kPlain});
    }
    return [=](std::int64_t number) {
        const auto first = std::min(all.size(), std::size_t(number) * std::size_t(batch)), end = std::min(all.size(), first + std::size_t(batch));
        return std::vector<Pick>(all.begin() + std::ptrdiff_t(first), all.begin() + std::ptrdiff_t(end));
    };
}

}  // namespace ropetp::train
