#include "nn/inference_scope_torch.h"

#include "base/picture_memory.h"

#include <c10/core/CPUAllocator.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace ropetp::nn {
namespace {

constexpr std::size_t kAlign = 64;   ///< as LibTorch's own tensors, for vector code

using Memory = std::shared_ptr<std::uint8_t[]>;

/// The owner of a tensor's memory lies right before its data: LibTorch also frees by the address of the data alone.
Memory* ownerOf(void* data) { return static_cast<Memory*>(data) - 1; }

void release(void* data) {
    if (!data) return;
    const Memory memory = std::move(*ownerOf(data));
    std::destroy_at(ownerOf(data));
}

class TensorMemory final : public c10::Allocator {
  public:
    c10::DataPtr allocate(std::size_t bytes) const override {
        const c10::Device cpu(c10::DeviceType::CPU);
        if (bytes == 0) return {nullptr, nullptr, &release, cpu};
        Memory memory = pictureMemory(bytes + sizeof(Memory) + kAlign);
        void* data = memory.get() + sizeof(Memory);
        std::size_t room = bytes + kAlign;
        std::align(kAlign, bytes, data, room);
        std::construct_at(ownerOf(data), std::move(memory));
        return {data, data, &release, cpu};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }
};

}  // namespace

InferenceScope::InferenceScope(int threads) {
    static std::once_flag once;
    std::call_once(once, [] { c10::SetCPUAllocator(new TensorMemory); });   // NOLINT: c10 has it
    if (at::get_num_threads() != threads) at::set_num_threads(threads);
}

}  // namespace ropetp::nn
