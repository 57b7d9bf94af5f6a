#include "body/skinning_tables.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace ropetp::body {

BodyModel::SkinningTables::SkinningTables(const BodyModelData& data) {
    vertexCount = static_cast<int>(data.vTemplate.rows());
    blockCount = (vertexCount + kBlock - 1) / kBlock;
    weight.assign(std::size_t(blockCount) * kInfluences * kBlock, 0.f);
    joint.assign(weight.size(), 0);
    for (int v = 0; v < vertexCount; ++v) {
        std::array<int, kJointCount> order{};
        std::iota(order.begin(), order.end(), 0);
        std::partial_sort(order.begin(), order.begin() + kInfluences, order.end(), [&](int a, int b) {
            return data.weights(v, a) > data.weights(v, b);
        });
        float sum = 0;
        for (int k = 0; k < kInfluences; ++k) sum += std::max(0.f, data.weights(v, order[k]));
        for (int k = 0; k < kInfluences; ++k) {
            const std::size_t at = (std::size_t(v / kBlock) * kInfluences + k) * kBlock + v % kBlock;
            weight[at] = std::max(0.f, data.weights(v, order[k])) / sum;
            joint[at] = order[k];
        }
    }
    poseFirst.push_back(0);
    for (int b = 0; b < blockCount; ++b) {
        const int lanes = std::min(kBlock, vertexCount - b * kBlock);
        for (int f = 0; f < data.poseDirs.cols(); ++f) {
            const auto part = data.poseDirs.block(3 * b * kBlock, f, 3 * lanes, 1);
            if (part.cwiseAbs().maxCoeff() < 1e-7f) continue;  // a tenth of a micrometre
            poseFeature.push_back(static_cast<std::int16_t>(f));
            for (int c = 0; c < 3; ++c)
                for (int i = 0; i < kBlock; ++i) poseOffset.push_back(i < lanes ? part(3 * i + c, 0) : 0.f);
        }
        poseFirst.push_back(static_cast<std::int32_t>(poseFeature.size()));
    }
}

}  // namespace ropetp::body
