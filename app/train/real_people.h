#pragma once

#include "base/result.h"
#include "train/rope_sample.h"

#include <filesystem>
#include <functional>

namespace ropetp::train {

/// Crops of the people in a real video with the landmark fit's solution as weak labels (poses of joints that
/// the fit is unsure of weigh less), some of them mirrored or with a thing in front. @param take  returns false to stop.
Result<void> samplesOf(const std::filesystem::path& video, int group, std::uint64_t seed, const std::function<bool(const RopeSample&)>& take);

}  // namespace ropetp::train
