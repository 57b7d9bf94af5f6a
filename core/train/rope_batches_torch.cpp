#include "train/rope_batches_torch.h"

#include <Eigen/Core>

#include "base/rotation.h"
#include "pose/rope/start_pose.h"
#include "train/landmark_noise.h"

#include <algorithm>

namespace ropetp::train {
namespace {

using F = pose::BlazePoseFeatures;
constexpr std::size_t kAhead = 2;
/// Shares of samples whose landmarks are made up.
constexpr double kSimulatedOfDrawn = 0.85, kSimulatedOfReal = 0.8;

std::size_t samplesIn(const std::vector<std::shared_ptr<const FeatureFile>>& files, std::size_t from, std::size_t to) {
    std::size_t sum = 0;
    for (std::size_t i = from; i < to; ++i) sum += files[i]->count();
    return sum;
}

}  // namespace

RopeBatch gather(const std::vector<std::shared_ptr<const FeatureFile>>& files, const std::vector<RopePick>& picks) {
    const auto b = std::int64_t(picks.size());
    auto fine = torch::empty({b, F::kFineSide, F::kFineSide, F::kFineChannels}), coarse = torch::empty({b, F::kCoarseSide, F::kCoarseSide, F::kCoarseChannels});
    RopeBatch out;
    static_cast<RopeTargets&>(out) = RopeTargets::sized(b, kPartMap);
    out.vector = torch::empty({b, F::kVector + pose::kStartValues});
    using Row = Eigen::Array<float, Eigen::Dynamic, 1>;
    const auto unpack = [](const std::int8_t* from, const float* scales, int channels, int cells, float* to) {
        const Eigen::Map<const Row> scale(scales, channels);
        for (int i = 0; i < cells; ++i)
            Eigen::Map<Row>(to + i * channels, channels) = Eigen::Map<const Eigen::Array<std::int8_t, Eigen::Dynamic, 1>>(from + i * channels, channels).cast<float>() * scale;
    };
    for (std::int64_t i = 0; i < b; ++i) {
        const RopePick& pick = picks[std::size_t(i)];
        const FeatureFile& file = *files[std::size_t(pick.file)];
        const std::size_t n = pick.sample;
        unpack(file.fine(n), file.scales().data(), F::kFineChannels, F::kFineSide * F::kFineSide, fine.data_ptr<float>() + i * F::kFine);
        unpack(file.coarse(n), file.scales().data() + F::kFineChannels, F::kCoarseChannels, F::kCoarseSide * F::kCoarseSide, coarse.data_ptr<float>() + i * F::kCoarse);
        float* vector = out.vector.data_ptr<float>() + i * (F::kVector + pose::kStartValues);
        std::memcpy(vector, file.vector(n), F::kVector * sizeof(float));
        if (pick.landmarkSeed == 0) {
            std::ranges::copy(file.start(n), vector + F::kVector);
        } else {
            std::mt19937_64 random(pick.landmarkSeed);
            const std::span<float> landmarks(vector + F::kDeep, F::kVector - F::kDeep);
            simulateLandmarks(file.labels(n), random, landmarks);
            pose::startFromLandmarks(landmarks, {vector + F::kVector, pose::kStartValues});
        }
        const RopeLabels& l = file.labels(n);
        for (int j = 0; j < body::kJointCount; ++j) {
            const Eigen::Matrix<float, 3, 3, Eigen::RowMajor> r = matrixFromAxisAngle(Eigen::Vector3d(l.pose[3 * j], l.pose[3 * j + 1], l.pose[3 * j + 2])).cast<float>();
            std::memcpy(out.rotations.data_ptr<float>() + (i * body::kJointCount + j) * 9, r.data(), sizeof(float) * 9);
        }
        const auto copy = [&](torch::Tensor& to, const float* from, int count) { std::memcpy(to.data_ptr<float>() + i * count, from, std::size_t(count) * sizeof(float)); };
        copy(out.betas, l.betas, 10);
        copy(out.joints, l.joints, 72);
        copy(out.joints2d, l.joints2d, 48);
        copy(out.visible, l.visible, 24);
        copy(out.focal, &l.focal, 1);
        copy(out.poseWeight, &l.poseWeight, 1);
        copy(out.hasParts, &l.hasParts, 1);
        for (int k = 0; k < kPartMap * kPartMap; ++k) out.parts.data_ptr<std::int64_t>()[i * kPartMap * kPartMap + k] = l.parts[k];
    }
    out.shapeWeight = out.poseWeight;
    out.weight3d = out.poseWeight.unsqueeze(1).expand({b, body::kJointCount});
    out.weight2d = torch::ones({b, body::kJointCount});
    out.maps = {fine, coarse};
    return out;
}

RopeBatches::RopeBatches(std::vector<std::shared_ptr<const FeatureFile>> synthetic, std::vector<std::shared_ptr<const FeatureFile>> real, int batch, double realShare,
                         std::uint64_t seed, std::int64_t firstStep)
    : files_(std::move(synthetic)), synthetic_(files_.size()), batch_(batch), real_(samplesIn(real, 0, real.size()) == 0 ? 0 : int(std::lround(batch * realShare))), seed_(seed), step_(firstStep) {
    files_.insert(files_.end(), real.begin(), real.end());
    thread_ = std::thread([this] { work(); });
}

RopeBatches::~RopeBatches() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

std::vector<RopePick> RopeBatches::draw(std::int64_t step) const {
    std::mt19937_64 random(seed_ * 0x9E3779B97F4A7C15ull + std::uint64_t(step));
    std::vector<RopePick> out;
    for (int i = 0; i < batch_; ++i) {
        const bool real = i < real_;
        const std::size_t from = real ? synthetic_ : 0, to = real ? files_.size() : synthetic_;
        std::size_t n = random() % std::max<std::size_t>(1, samplesIn(files_, from, to));
        std::size_t file = from;
        while (file + 1 < to && n >= files_[file]->count()) n -= files_[file++]->count();
        const auto luck = double(random() >> 11) * 0x1p-53;
        out.push_back({int(file), n, luck < (real ? kSimulatedOfReal : kSimulatedOfDrawn) ? random() | 1 : 0});
    }
    return out;
}

void RopeBatches::work() {
    at::NoGradGuard still;
    for (;;) {
        std::int64_t step;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stop_ || ready_.size() < kAhead; });
            if (stop_) return;
            step = step_++;
        }
        RopeBatch batch = gather(files_, draw(step));
        {
            const std::lock_guard lock(mutex_);
            ready_.push_back(std::move(batch));
        }
        changed_.notify_all();
    }
}

RopeBatch RopeBatches::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !ready_.empty(); });
    RopeBatch batch = std::move(ready_.front());
    ready_.erase(ready_.begin());
    changed_.notify_all();
    return batch;
}

}  // namespace ropetp::train
