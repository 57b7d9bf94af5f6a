#pragma once

// Internal to the files named *_torch.cpp.

#include "pose/rope/rope_model.h"
#include "pose/rope/rope_modules_torch.h"

namespace ropetp::pose {

/// The attention of the 24 joints' level: B x 24 x (H W), each sums to 1. On the CPU. @param logits  RopeOutput::attention[0].
torch::Tensor jointAttention(const torch::Tensor& logits);
/// Sets RopeReading::found of as many rows as there are readings.
void setFound(const torch::Tensor& logits, const torch::Tensor& attention, std::vector<RopeReading>& readings);
/// The first `rows` of a batch. Internal where something is no number.
Result<std::vector<RopeReading>> readingsOf(const RopeOutput& output, const torch::Tensor& attention, int rows);
/// The same without what attention tells.
Result<std::vector<RopeReading>> posesOf(const RopeOutput& output, int rows);
/// A row of jointAttention().
std::vector<AttentionMap> attentionMaps(const torch::Tensor& attention, int row);

}  // namespace ropetp::pose
