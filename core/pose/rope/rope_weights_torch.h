#pragma once

#include "base/result.h"
#include "nn/tensor_file.h"
#include "pose/rope/rope_modules_torch.h"

namespace ropetp::pose {

/// Parameters and configuration of a network as a file holds them.
nn::TensorFile tensorsOf(RopeNetwork& network);
/// A network with these weights. ModelCorrupt where names or shapes do not fit the configuration in the notes.
Result<RopeNetwork> ropeFrom(const nn::TensorFile& file);

}  // namespace ropetp::pose
