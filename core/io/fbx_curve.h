#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ropetp::io {

/// One channel of an FBX animation. Times ascend; as many values as times, at least one.
class FbxCurve {
  public:
    /// How a key goes on to the next one: FBX's KeyAttrFlags and the first three of its KeyAttrDataFloat.
    struct Way {
        std::int32_t flags = 0;
        double leaves = 0, arrives = 0;               ///< slopes a second where they are the user's: here, at the next key
        double leaveWeight = 1.0 / 3, arriveWeight = 1.0 / 3;
    };
    std::vector<std::int64_t> times;
    std::vector<double> values;
    /// Of keys from `ofKey[i]` on the way i holds; empty: straight lines.
    std::vector<Way> ways;
    std::vector<std::size_t> fromKey;

    /// Value at a time; before the first key and after the last what they have. @param key  what the last call set, from 0
    /// on, where times ascend from call to call; a search begins there.
    double at(std::int64_t t, std::size_t& key) const {
        while (key < times.size() && times[key] <= t) ++key;
        if (key == 0) return values.front();
        if (key == times.size()) return values.back();
        const std::size_t i = key - 1;
        const double length = double(times[key]) - double(times[i]), share = (double(t) - double(times[i])) / length;
        if (share <= 0) return values[i];
        const Way* way = wayOf(i);
        if (way && (way->flags & kConstant)) return way->flags & kNext ? values[key] : values[i];
        if (!way || !(way->flags & kCubic)) return values[i] + (values[key] - values[i]) * share;
        return cubic(i, *way, share, length);
    }

  private:
    static constexpr std::int32_t kConstant = 2, kCubic = 8, kNext = 0x100, kUsers = 0x400 | 0x800, kClamped = 0x1000 | 0x4000;
    static constexpr std::int32_t kLeaveWeighted = 0x1000000, kArriveWeighted = 0x2000000;
    static constexpr double kTicksPerSec = 46186158000.0;

    const Way* wayOf(std::size_t key) const {
        const auto after = std::upper_bound(fromKey.begin(), fromKey.end(), key);
        return after == fromKey.begin() ? nullptr : &ways[std::size_t(after - fromKey.begin()) - 1];
    }

    /// A tangent that the file leaves to the reader: between the neighbours, level at an end; a clamped one does not overshoot.
    double autoSlope(std::size_t i, std::int32_t flags) const {
        if (i == 0 || i + 1 == times.size()) return 0;
        const double before = values[i] - values[i - 1], after = values[i + 1] - values[i];
        if ((flags & kClamped) && before * after <= 0) return 0;
        return (before + after) / (double(times[i + 1]) - double(times[i - 1])) * kTicksPerSec;
    }

    double cubic(std::size_t i, const Way& way, double share, double length) const {
        const double sec = length / kTicksPerSec;
        const Way* next = wayOf(i + 1);
        const bool users = way.flags & kUsers;
        const double leaves = users ? way.leaves : autoSlope(i, way.flags), arrives = users ? way.arrives : autoSlope(i + 1, next ? next->flags : 0);
        const double w0 = way.flags & kLeaveWeighted ? way.leaveWeight : 1.0 / 3, w1 = way.flags & kArriveWeighted ? way.arriveWeight : 1.0 / 3;
        const auto bezier = [](double a, double b, double c, double d, double u) {
            const double r = 1 - u;
            return r * r * r * a + 3 * r * r * u * b + 3 * r * u * u * c + u * u * u * d;
        };
        // With a third each, time runs evenly along the curve; with other weights the place is looked for.
        double u = share;
        if (way.flags & (kLeaveWeighted | kArriveWeighted)) {
            double low = 0, high = 1;
            for (int step = 0; step < 40; ++step) {
                u = (low + high) / 2;
                (bezier(0, w0, 1 - w1, 1, u) < share ? low : high) = u;
            }
        }
        return bezier(values[i], values[i] + leaves * w0 * sec, values[i + 1] - arrives * w1 * sec, values[i + 1], u);
    }
};

}  // namespace ropetp::io
