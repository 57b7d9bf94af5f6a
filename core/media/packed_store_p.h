#pragma once

#include "media/packed_picture_p.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace ropetp::media {

/// Packed pictures by frame, bounded by memory. Those that cost least to decode again go first. Thread-safe.
class PackedStore {
  public:
    explicit PackedStore(std::size_t budgetBytes) : budget_(budgetBytes) {}

    /// Null: it is not here.
    std::shared_ptr<const PackedPicture> find(std::int64_t frame) const;
    /// Whether a picture of this cost would stay. @param cost  pictures to decode on the way to it.
    bool wants(std::int64_t cost) const;
    /// What is there already stays.
    void put(std::int64_t frame, std::int64_t cost, std::shared_ptr<const PackedPicture> picture);
    /// Those of [begin, end).
    void drop(std::int64_t begin, std::int64_t end);
    /// How many there is room for; unknown while nothing had to go yet.
    std::optional<std::int64_t> room() const;
    std::size_t bytes() const;

  private:
    struct Entry {
        std::int64_t cost;
        std::shared_ptr<const PackedPicture> picture;
    };
    void erase(std::map<std::int64_t, Entry>::iterator entry);

    const std::size_t budget_;
    mutable std::mutex mutex_;
    std::map<std::int64_t, Entry> entries_;
    std::set<std::pair<std::int64_t, std::int64_t>> byCost_;   ///< cost, frame
    std::size_t bytes_ = 0;
    std::optional<std::int64_t> room_;
};

}  // namespace ropetp::media
