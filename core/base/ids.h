#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace ropetp {

/// A number that cannot be mixed up with a number of another kind.
template <class Tag>
struct StrongIndex {
    std::int64_t value = 0;
    constexpr StrongIndex() = default;
    constexpr explicit StrongIndex(std::int64_t v) : value(v) {}
    friend constexpr auto operator<=>(StrongIndex, StrongIndex) = default;
    constexpr StrongIndex next() const { return StrongIndex(value + 1); }
    constexpr StrongIndex previous() const { return StrongIndex(value - 1); }
};

/// Position of a picture in presentation order, from 0.
using FrameIndex = StrongIndex<struct FrameIndexTag>;
/// Identity of a tracked person within one video, from 1; never reused.
using PersonId = StrongIndex<struct PersonIdTag>;

/// Half-open range [first, end) of frames.
struct FrameRange {
    FrameIndex first;
    FrameIndex end;
    constexpr std::int64_t size() const { return end.value - first.value; }
    constexpr bool contains(FrameIndex f) const { return f >= first && f < end; }
    friend constexpr bool operator==(FrameRange, FrameRange) = default;
};

}  // namespace ropetp

template <class Tag>
struct std::hash<ropetp::StrongIndex<Tag>> {
    std::size_t operator()(ropetp::StrongIndex<Tag> i) const noexcept {
        return std::hash<std::int64_t>{}(i.value);
    }
};
