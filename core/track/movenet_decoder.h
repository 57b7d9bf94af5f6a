#pragma once

#include "track/pose_sketch.h"

#include <span>
#include <vector>

namespace ropetp::track {

/// A person found in a picture.
struct Detection {
    PoseSketch sketch;
    float score = 0;  ///< 0..1
};

/// The raw outputs of MoveNet MultiPose's six heads, each height x width x channels.
struct MoveNetMaps {
    int width = 0, height = 0;           ///< cells; one cell is kStride pixels of the input
    std::span<const float> centre;       ///< 1: logit of a person's centre
    std::span<const float> boxSize;      ///< 2: height, width, cells
    std::span<const float> boxOffset;    ///< 2: y, x of the box' centre from the cell
    std::span<const float> keypointHeat; ///< 17: logits
    std::span<const float> keypointFrom; ///< 34: y, x from the centre to each keypoint, cells
    std::span<const float> keypointOffset; ///< 34: y, x refinement at the keypoint's cell
    static constexpr int kStride = 4;
};

/// Where the picture lies in the network's input: picture = (input - offset) / scale.
struct Letterbox {
    float scale = 1, offsetX = 0, offsetY = 0;
};

/// People in the maps, best first, at most `most`, each once (non-maximum suppression).
std::vector<Detection> decodeMoveNet(const MoveNetMaps& maps, const Letterbox& letterbox, float leastScore, int most);

/// Drops detections that overlap a better one too much. `detections` becomes sorted, best first.
void suppressDuplicates(std::vector<Detection>& detections);

}  // namespace ropetp::track
