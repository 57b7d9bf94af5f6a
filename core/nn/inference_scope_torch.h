#pragma once

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

namespace ropetp::nn {

/// While it lives, LibTorch keeps nothing for gradients on this thread and computes on so many threads. The first one also has large tensors of the whole program
/// live in pictureMemory() from then on: what the allocator of glibc 2.36 gives back with an alignment it often cannot give out again, so that a long video took
/// twice the memory of a short one in some runs.
class InferenceScope {
  public:
    explicit InferenceScope(int threads);

  private:
    c10::InferenceMode mode_;
};

}  // namespace ropetp::nn
