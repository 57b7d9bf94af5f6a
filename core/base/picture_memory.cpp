#include "base/picture_memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <new>
#include <vector>

namespace ropetp {
namespace {

constexpr std::size_t kLarge = std::size_t(128) << 10;   ///< smaller ones are quick anyway
constexpr std::size_t kHugePage = std::size_t(2) << 20;
constexpr std::size_t kPage = 4096;

std::size_t roundedUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

/// Whole pages from the system, huge ones where they fit and the system has them; null: there are none.
std::uint8_t* mapped(std::size_t size) {
    const std::size_t align = size >= kHugePage ? kHugePage : kPage;
    const std::size_t reserved = size + align - kPage;
    void* const raw = mmap(nullptr, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raw == MAP_FAILED) return nullptr;
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

/// Blocks that wait, the longest waiting first. Nobody waits for it: a thread of low priority may be held up while it has the lock, and the window lets pictures
/// go; then the system gives and takes.
class IdleBlocks {
  public:
    /// Null: no memory.
    Block take(std::size_t size) {
        if (const std::unique_lock lock(mutex_, std::try_to_lock); lock) {
            // The newest that fits with little to spare: it is likeliest to be in the processor's cache.
            const auto found = std::find_if(blocks_.rbegin(), blocks_.rend(), [&](const Block& b) { return b.size >= size && b.size - size <= size / 8; });
            if (found != blocks_.rend()) {
                const Block block = *found;
                bytes_ -= block.size;
                blocks_.erase(std::next(found).base());
                return block;
            }
        }
        if (std::uint8_t* const fresh = mapped(size)) return {fresh, size};
        release();
        return {mapped(size), size};
    }

    void give(const Block& block) noexcept {
        if (!keep(block)) unmap(block);
    }

    std::size_t bytes() const {
        const std::lock_guard lock(mutex_);
        return bytes_;
    }

  private:
    bool keep(const Block& block) noexcept {
        if (block.size > kIdlePictureBytes) return false;
        std::vector<Block> dropped;   // unmapped without the lock
        try {
            const std::unique_lock lock(mutex_, std::try_to_lock);
            if (!lock) return false;
            dropped.reserve(blocks_.size());   // before anything is changed
            blocks_.push_back(block);
            bytes_ += block.size;
            auto end = blocks_.begin();
            for (; bytes_ > kIdlePictureBytes; ++end) bytes_ -= end->size;
            dropped.assign(blocks_.begin(), end);
            blocks_.erase(blocks_.begin(), end);
        } catch (const std::bad_alloc&) {
            return false;
        }
        for (const Block& b : dropped) unmap(b);
        return true;
    }

    void release() {
        std::vector<Block> all;
        {
            const std::lock_guard lock(mutex_);
            all.swap(blocks_);
            bytes_ = 0;
        }
        for (const Block& b : all) unmap(b);
    }

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
    if (bytes > std::size_t(PTRDIFF_MAX)) throw std::bad_alloc();   // a negative size
    const Block block = idle().take(roundedUp(bytes, kPage));
    if (!block.data) throw std::bad_alloc();
    return {block.data, [size = block.size](std::uint8_t* data) { idle().give({data, size}); }};
}

std::size_t idlePictureBytes() { return idle().bytes(); }

}  // namespace ropetp
