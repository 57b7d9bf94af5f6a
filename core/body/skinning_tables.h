#pragma once

#include "body/body_model.h"

#include <cstdint>
#include <vector>

namespace ropetp::body {

/// The model's arrays in the order in which skinning reads them. Vertices are padded to a multiple of
/// the block, and coordinates are separate planes (x, y, z), so that loops vectorise.
struct BodyModel::SkinningTables {
    static constexpr int kBlock = 16;        ///< vertices a block
    static constexpr int kInfluences = 4;    ///< strongest joints a vertex, renormalised

    explicit SkinningTables(const BodyModelData& data);

    int vertexCount = 0;
    int blockCount = 0;
    /// Influences: [block][influence][lane].
    std::vector<float> weight;
    std::vector<std::int32_t> joint;
    /// Non-zero pose blend shape columns of each block: for each, 3 x kBlock floats (x, y, z planes).
    std::vector<std::int32_t> poseFirst;     ///< blockCount + 1 offsets into poseFeature
    std::vector<std::int16_t> poseFeature;   ///< 0..206
    std::vector<float> poseOffset;           ///< 3 * kBlock each
};

}  // namespace ropetp::body
