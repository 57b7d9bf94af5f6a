#include "media/packed_store_p.h"

#include <vector>

namespace ropetp::media {

std::shared_ptr<const PackedPicture> PackedStore::find(std::int64_t frame) const {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find(frame);
    return entry == entries_.end() ? nullptr : entry->second.picture;
}

bool PackedStore::wants(std::int64_t cost) const {
    const std::lock_guard lock(mutex_);
    if (!room_ || std::int64_t(entries_.size()) < *room_) return true;
    return !entries_.empty() && cost > byCost_.begin()->first;
}

void PackedStore::put(std::int64_t frame, std::int64_t cost, std::shared_ptr<const PackedPicture> picture) {
    const std::lock_guard lock(mutex_);
    if (entries_.contains(frame)) return;   // of two pictures of one time the first is shown
    bytes_ += picture->bytes();
    byCost_.emplace(cost, frame);
    entries_.emplace(frame, Entry{cost, std::move(picture)});
    while (bytes_ > budget_ && !entries_.empty()) {
        erase(entries_.find(byCost_.begin()->second));
        room_ = std::int64_t(entries_.size());
    }
}

void PackedStore::drop(std::int64_t begin, std::int64_t end) {
    std::vector<std::shared_ptr<const PackedPicture>> dropped;   // freed when nobody waits
    const std::lock_guard lock(mutex_);
    for (auto entry = entries_.lower_bound(begin); entry != entries_.end() && entry->first < end;) {
        dropped.push_back(entry->second.picture);
        erase(entry++);
    }
}

std::optional<std::int64_t> PackedStore::room() const {
    const std::lock_guard lock(mutex_);
    return room_;
}

std::size_t PackedStore::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

void PackedStore::erase(std::map<std::int64_t, Entry>::iterator entry) {
    bytes_ -= entry->second.picture->bytes();
    byCost_.erase({entry->second.cost, entry->first});
    entries_.erase(entry);
}

}  // namespace ropetp::media
