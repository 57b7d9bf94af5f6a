#include "pose/rope/rope_readings_torch.h"

#include "base/rotation.h"

#include <cmath>

namespace ropetp::pose {
namespace {

torch::Tensor plain(const torch::Tensor& t) { return t.to(torch::kCPU, torch::kFloat).contiguous(); }

constexpr double kSure = 0.3;   ///< of the product of both signs: nine of ten joints have less

}  // namespace

torch::Tensor jointAttention(const torch::Tensor& logits) {
    return torch::softmax(logits.narrow(1, 0, body::kJointCount).flatten(2).to(torch::kFloat), -1).to(torch::kCPU).contiguous();
}

void setFound(const torch::Tensor& logits, const torch::Tensor& attention, std::vector<RopeReading>& readings) {
    // Two signs of a part that is in sight: the place its attention rests on is taken for that part and for no other,
    // and it is a small place. Of the signs tried on held-out people this tells hidden joints best.
    const auto spread = -(attention * (attention + 1e-9).log()).sum(-1) / std::log(double(attention.size(2)));
    const auto likeness = (attention * torch::softmax(logits.flatten(2).to(torch::kFloat), 1).narrow(1, 0, body::kJointCount).to(torch::kCPU)).sum(-1);
    const auto found = plain((likeness.sqrt() * (1 - spread) / kSure).clamp(0, 1));
    for (std::size_t i = 0; i < readings.size(); ++i) std::copy_n(found.data_ptr<float>() + i * body::kJointCount, body::kJointCount, readings[i].found.begin());
}

Result<std::vector<RopeReading>> readingsOf(const RopeOutput& out, const torch::Tensor& attention, int rows) {
    auto readings = posesOf(out, rows);
    if (readings) setFound(out.attention[0], attention, *readings);
    return readings;
}

Result<std::vector<RopeReading>> posesOf(const RopeOutput& out, int rows) {
    const auto rotations = plain(out.rotations), betas = plain(out.betas), camera = plain(out.camera);
    std::vector<RopeReading> readings(static_cast<std::size_t>(rows));
    for (std::size_t i = 0; i < readings.size(); ++i) {
        RopeReading& r = readings[i];
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            const float* m = rotations.data_ptr<float>() + (i * body::kJointCount + j) * 9;
            r.local[j] = nearestRotation(Eigen::Map<const Eigen::Matrix<float, 3, 3, Eigen::RowMajor>>(m).cast<double>());
            if (!r.local[j].allFinite()) return fail(ErrorCode::Internal, "the network gave no number");
        }
        r.betas = Eigen::Map<const Eigen::Matrix<float, body::kShapeCount, 1>>(betas.data_ptr<float>() + i * body::kShapeCount).cast<double>();
        const float* c = camera.data_ptr<float>() + 3 * i;
        r.scale = c[0];
        r.pelvisM = {c[1], c[2]};
        if (!r.betas.allFinite() || !(r.scale > 0) || !r.pelvisM.allFinite()) return fail(ErrorCode::Internal, "the network gave no number");
    }
    return readings;
}

std::vector<AttentionMap> attentionMaps(const torch::Tensor& attention, int row) {
    std::vector<AttentionMap> maps;
    if (!attention.defined()) return maps;
    const int cells = int(attention.size(2)), side = int(std::lround(std::sqrt(cells)));
    for (int j = 0; j < body::kJointCount; ++j) {
        const float* from = attention.data_ptr<float>() + (std::ptrdiff_t(row) * body::kJointCount + j) * cells;
        maps.push_back({side, {from, from + cells}});
    }
    return maps;
}

}  // namespace ropetp::pose
