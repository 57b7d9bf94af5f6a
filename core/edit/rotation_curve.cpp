#include "edit/rotation_curve.h"

#include "base/rotation.h"

#include <algorithm>

namespace ropetp::edit {
namespace {

/// Turn from one key to the next, rad; or the way.
Eigen::Vector3d step(const RotationKey& a, const RotationKey& b) { return axisAngleFromQuaternion(a.rotation.conjugate() * b.rotation); }
Eigen::Vector3d step(const PlaceKey& a, const PlaceKey& b) { return b.place - a.place; }
Eigen::Quaterniond plus(const RotationKey& a, const Eigen::Vector3d& d) { return a.rotation * quaternionFromAxisAngle(d); }
Eigen::Vector3d plus(const PlaceKey& a, const Eigen::Vector3d& d) { return a.place + d; }
Eigen::Quaterniond between(const Eigen::Quaterniond& a, const Eigen::Quaterniond& b, double u) { return a.slerp(u, b); }
Eigen::Vector3d between(const Eigen::Vector3d& a, const Eigen::Vector3d& b, double u) { return (1 - u) * a + u * b; }

template <class Key>
Eigen::Vector3d speedAt(const std::vector<Key>& keys, std::size_t k) {
    if (keys[k].hasSpeed) return keys[k].speed;
    const auto slope = [&](std::size_t i) { return Eigen::Vector3d(step(keys[i], keys[i + 1]) / (keys[i + 1].timeSec - keys[i].timeSec)); };
    if (k == 0) return slope(0);
    if (k + 1 == keys.size()) return slope(k - 1);
    const double before = keys[k].timeSec - keys[k - 1].timeSec, after = keys[k + 1].timeSec - keys[k].timeSec;
    return (after * slope(k - 1) + before * slope(k)) / (before + after);
}

/// Number of the key at or before the time, so that there is one after it.
template <class Key>
std::size_t pieceOf(const std::vector<Key>& keys, double timeSec) {
    std::size_t k = 0;
    while (k + 2 < keys.size() && keys[k + 1].timeSec <= timeSec) ++k;
    return k;
}

template <class Key>
double shareOf(const std::vector<Key>& keys, std::size_t k, double timeSec) {
    return std::clamp((timeSec - keys[k].timeSec) / (keys[k + 1].timeSec - keys[k].timeSec), 0.0, 1.0);
}

template <class Key>
auto bezier(const std::vector<Key>& keys, double timeSec) {
    if (keys.size() == 1) return plus(keys[0], Eigen::Vector3d::Zero());
    const std::size_t k = pieceOf(keys, timeSec);
    const double u = shareOf(keys, k, timeSec), third = (keys[k + 1].timeSec - keys[k].timeSec) / 3;
    const auto p0 = plus(keys[k], Eigen::Vector3d::Zero()), p1 = plus(keys[k], third * speedAt(keys, k));
    const auto p2 = plus(keys[k + 1], -third * speedAt(keys, k + 1)), p3 = plus(keys[k + 1], Eigen::Vector3d::Zero());
    const auto a = between(p0, p1, u), b = between(p1, p2, u), c = between(p2, p3, u);
    return between(between(a, b, u), between(b, c, u), u);
}

}  // namespace

Eigen::Quaterniond slerpAt(const std::vector<RotationKey>& keys, double timeSec) {
    if (keys.size() == 1) return keys[0].rotation;
    const std::size_t k = pieceOf(keys, timeSec);
    return keys[k].rotation.slerp(shareOf(keys, k, timeSec), keys[k + 1].rotation);
}

Eigen::Quaterniond bezierAt(const std::vector<RotationKey>& keys, double timeSec) { return bezier(keys, timeSec); }

Eigen::Vector3d linearAt(const std::vector<PlaceKey>& keys, double timeSec) {
    if (keys.size() == 1) return keys[0].place;
    const std::size_t k = pieceOf(keys, timeSec);
    return between(keys[k].place, keys[k + 1].place, shareOf(keys, k, timeSec));
}

Eigen::Vector3d bezierAt(const std::vector<PlaceKey>& keys, double timeSec) { return bezier(keys, timeSec); }

}  // namespace ropetp::edit
