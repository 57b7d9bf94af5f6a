#include "base/picture_memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <vector>

namespace ropetp {
namespace {

constexpr std::size_t kLarge = std::size_t(128) << 10;   ///< smaller ones are quick anyway
constexpr std::size_t kHugePage = std::size_t(2) << 20;
constexpr std::size_t kPage = 4096;

std::size_t roundedUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

/// Whole pages from the system, huge ones where they fit and the system has them.
std::uint8_t* mapped(std::size_t size) {
    const std::size_t align = size >= kHugePage ? kHugePage : kPage;
    const std::size_t reserved = size + align - kPage;
    void* const raw = mmap(nullptr, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raw == MAP_FAILED) throw std::bad_alloc();
    auto* const begin = static_cast<std::uint8_t*>(raw);
    const std::size_t before = roundedUp(reinterpret_cast<std::uintptr_t>(raw), align) - reinterpret_cast<std::uintptr_t>(raw);
    if (before > 0) munmap(begin, before);
    if (const std::size_t after = reserved - before - size; after > 0) munmap(begin + before + size, after);
    // Not the rest of the last huge page: it would lie in memory with nothing in it.
    if (const std::size_t huge = size / kHugePage * kHugePage; huge > 0) madvise(begin + before, huge, MADV_HUGEPAGE);
    return begin + before;
}

struct Block {
    std::uint8_t* data;
    std::size_t size;
};

void unmap(const Block& block) { munmap(block.data, block.size); }

/// Blocks that wait, the longest waiting first.
class IdleBlocks {
  public:
    Block take(std::size_t size) {
        {
            const std::lock_guard lock(mutex_);
            // The newest that fits with little to spare: it is likeliest to be in the processor's cache.
            const auto found = std::find_if(blocks_.rbegin(), blocks_.rend(), [&](const Block& b) { return b.size >= size && b.size - size <= size / 8; });
            if (found != blocks_.rend()) {
                const Block block = *found;
                bytes_ -= block.size;
                blocks_.erase(std::next(found).base());
                return block;
            }
        }
        return {mapped(size), size};
    }

    void give(const Block& block) noexcept {
        std::vector<Block> dropped;   // unmapped when nobody waits
        try {
            const std::lock_guard lock(mutex_);
            blocks_.push_back(block);
            bytes_ += block.size;
            auto end = blocks_.begin();
            for (; bytes_ > kIdlePictureBytes; ++end) bytes_ -= end->size;
            dropped.assign(blocks_.begin(), end);
            blocks_.erase(blocks_.begin(), end);
        } catch (const std::bad_alloc&) {
            unmap(block);
            return;
        }
        for (const Block& b : dropped) unmap(b);
    }

    std::size_t bytes() const {
        const std::lock_guard lock(mutex_);
        return bytes_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<Block> blocks_;
    std::size_t bytes_ = 0;
};

/// Never destroyed: a picture may be let go by what lives longer than anything here.
IdleBlocks& idle() {
    static auto* const blocks = new IdleBlocks;
    return *blocks;
}

}  // namespace

std::shared_ptr<std::uint8_t[]> pictureMemory(std::size_t bytes) {
    if (bytes < kLarge) return std::make_shared_for_overwrite<std::uint8_t[]>(bytes);
    const Block block = idle().take(roundedUp(bytes, kPage));
    return {block.data, [size = block.size](std::uint8_t* data) { idle().give({data, size}); }};
}

std::size_t idlePictureBytes() { return idle().bytes(); }

}  // namespace ropetp
