#include "train/trajectory/path_batches_torch.h"

#include "base/rotation.h"
#include "body/skeleton.h"
#include "train/trajectory/rope_noise.h"

#include <algorithm>
#include <cmath>

namespace ropetp::train {
namespace {

using trajectory::BodyFrame;
using trajectory::kContactValues;
using trajectory::kFootJoints;

/// A stretch of a recording as it is learned from.
struct Window {
    std::vector<BodyFrame> frames;
    std::vector<Eigen::Vector3d> root;
    std::vector<std::array<bool, kContactValues>> contacts;
};

Window stretch(const RecordedPath& path, double first, double step, int count, double scale, bool mirror) {
    Window w;
    const auto last = double(path.joints.size() - 1);
    for (int i = 0; i < count; ++i) {
        const double t = std::min(first + i * step, last);
        const auto a = std::size_t(t), b = std::min(a + 1, path.joints.size() - 1);
        const double f = t - double(a);
        body::JointPositions joints = scale * ((1 - f) * path.joints[a] + f * path.joints[b]);
        BodyFrame frame;
        frame.known.fill(true);
        if (!path.rotations.empty()) {
            frame.rotations = path.rotations[f < 0.5 ? a : b];
        } else {
            frame.rotations.fill(Eigen::Matrix3f::Identity());
        }
        auto contact = path.contacts[f < 0.5 ? a : b];
        if (mirror) {
            const body::JointPositions before = joints;
            const auto turned = frame.rotations;
            const Eigen::Matrix3f flip = Eigen::Vector3f(-1, 1, 1).asDiagonal();
            for (std::size_t j = 0; j < body::kJointCount; ++j) {
                const auto other = std::size_t(body::kMirror[j]);
                joints.row(Eigen::Index(j)) = before.row(Eigen::Index(other));
                joints(Eigen::Index(j), 0) *= -1;
                frame.rotations[j] = flip * turned[other] * flip;
            }
            std::swap(contact[0], contact[2]);
            std::swap(contact[1], contact[3]);
        }
        frame.joints = joints.rowwise() - joints.row(0);
        w.root.push_back(joints.row(0).transpose());
        w.frames.push_back(frame);
        w.contacts.push_back(contact);
    }
    return w;
}

std::vector<std::size_t> summed(const std::vector<RecordedPath>& paths) {
    std::vector<std::size_t> ends;
    for (const auto& p : paths) ends.push_back((ends.empty() ? 0 : ends.back()) + p.joints.size());
    return ends;
}

}  // namespace

PathBatches::PathBatches(const std::vector<RecordedPath>& paths, const trajectory::DenoiserConfig& config, int batch, std::uint64_t seed, PathAugmentation augmentation)
    : paths_(paths), ends_(summed(paths)), config_(config), batch_(batch), seed_(seed), augmentation_(augmentation) {}

PathBatch PathBatches::at(std::int64_t number) const {
    std::mt19937_64 random(seed_ * 0x9E3779B97F4A7C15ull + std::uint64_t(number) * 0xBF58476D1CE4E5B9ull);
    const std::int64_t n = config_.window, b = batch_;
    PathBatch batch{torch::zeros({b, n, config_.conditionSize()}), torch::zeros({b, n, 3}), torch::zeros({b, n, 4}), torch::zeros({b, n}),
                    torch::zeros({b, n, kContactValues}), torch::zeros({b, n, kContactValues, 3})};
    for (std::int64_t row = 0; row < b; ++row) fill(batch, row, random);
    return batch;
}

void PathBatches::fill(PathBatch& batch, std::int64_t row, std::mt19937_64& random) const {
    std::uniform_real_distribution<double> uniform;
    const auto between = [&](double a, double b) { return a + (b - a) * uniform(random); };
    const auto whole = [&](int below) { return int(uniform(random) * below); };
    const bool vary = augmentation_.vary;
    const auto pick = std::size_t(uniform(random) * double(ends_.back()));
    const auto& path = paths_[std::size_t(std::upper_bound(ends_.begin(), ends_.end(), pick) - ends_.begin())];
    const double speed = vary ? std::exp(between(-0.25, 0.25)) : 1;
    int count = vary && uniform(random) < 0.2 ? 24 + whole(config_.window - 24) : config_.window;
    count = std::min(count, int(double(path.joints.size() - 1) / speed) + 1);
    const double room = std::max(0.0, double(path.joints.size() - 1) - (count - 1) * speed);
    Window w = stretch(path, between(0, room), speed, count, vary ? between(0.85, 1.15) : 1, vary && uniform(random) < 0.5);

    auto told = w.frames;
    if (uniform(random) >= augmentation_.cleanShare) addRopeNoise(told, between(augmentation_.leastNoise, augmentation_.mostNoise), random);
    if (vary && uniform(random) < 0.1) {   // joints left out
        const double share = between(0.05, 0.4);
        for (std::size_t j = 1; j < body::kJointCount; ++j)
            if (uniform(random) < share) {
                const int first = whole(count), end = std::min(count, first + 5 + whole(60));
                for (int i = first; i < end; ++i) told[std::size_t(i)].known[j] = false;
            }
    }
    if (vary && uniform(random) < 0.1) {   // not seen for a while
        const int first = whole(count), end = std::min(count, first + 3 + whole(30));
        for (int i = std::max(1, first); i < end; ++i) told[std::size_t(i)].known.fill(false);
    }

    const Eigen::Matrix3d turn = trajectory::headingAligned(told[0].joints);
    const std::int64_t n = config_.window, size = config_.conditionSize();
    trajectory::windowCondition(told, turn, config_, {batch.condition.data_ptr<float>() + row * n * size, std::size_t(n * size)});
    float *x0 = batch.path.data_ptr<float>() + row * n * 3, *counts = batch.counts.data_ptr<float>() + row * n, *pins = batch.pins.data_ptr<float>() + row * n * 4;
    float *contacts = batch.contacts.data_ptr<float>() + row * n * kContactValues, *feet = batch.feet.data_ptr<float>() + row * n * kContactValues * 3;
    for (int i = 0; i < count; ++i) {
        const auto at = std::size_t(i);
        const Eigen::Vector3d from = config_.output == trajectory::DenoiserOutput::Global ? w.root[0] : w.root[at == 0 ? 0 : at - 1], place = turn * (w.root[at] - from);
        counts[i] = 1;
        for (int c = 0; c < 3; ++c) x0[3 * i + c] = float(place[c] / config_.scale[std::size_t(c)]);
        for (int k = 0; k < kContactValues; ++k) {
            contacts[kContactValues * i + k] = w.contacts[at][std::size_t(k)];
            const Eigen::Vector3d foot = turn * w.frames[at].joints.row(kFootJoints[std::size_t(k)]).transpose();
            for (int c = 0; c < 3; ++c) feet[(kContactValues * i + k) * 3 + c] = float(foot[c]);
        }
    }
    if (!augmentation_.pins || config_.output != trajectory::DenoiserOutput::Global) return;
    const auto pin = [&](int i) {
        for (int c = 0; c < 3; ++c) pins[4 * i + c] = x0[3 * i + c];
        pins[4 * i + 3] = 1;
    };
    const double kind = uniform(random);
    if (kind < 0.25) {          // what was worked out before
        for (int i = 0, end = std::min(count, 4 + whole(44)); i < end; ++i) pin(i);
    } else if (kind < 0.5) {    // what a user pins
        for (int k = 0, pinned = 1 + whole(4); k < pinned; ++k) pin(whole(count));
    }
}

std::array<double, 3> pathScale(const std::vector<RecordedPath>& paths, const trajectory::DenoiserConfig& config) {
    auto plain = config;
    plain.scale = {1, 1, 1};
    const PathBatches batches(paths, plain, 64, 12345, {.vary = true, .pins = false, .cleanShare = 1});
    Eigen::Array3d sum = Eigen::Array3d::Zero();
    double count = 0;
    for (int b = 0; b < 8; ++b) {
        const auto batch = batches.at(b);
        const auto squares = (batch.path * batch.path).sum(std::vector<std::int64_t>{0, 1});
        for (int c = 0; c < 3; ++c) sum[c] += squares[c].item<double>();
        count += batch.counts.sum().item<double>();
    }
    return {std::max(1e-3, std::sqrt(sum[0] / count)), std::max(1e-3, std::sqrt(sum[1] / count)), std::max(1e-3, std::sqrt(sum[2] / count))};
}

}  // namespace ropetp::train
