#include "trajectory/foot_lock.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

constexpr double kStraightest = 0.9995;   ///< of the leg's length: beyond it the knee would snap

/// Where a point stands on the frames [first, end) of a contact: where frames that are locked already have it (between two of
/// them that differ it goes over from one to the other), else where it is on average.
std::vector<Eigen::Vector3d> standingPlaces(const FootPath& feet, std::span<const FootKnowledge> known, std::size_t k, std::size_t first, std::size_t end) {
    std::vector<Eigen::Vector3d> places(end - first, Eigen::Vector3d::Zero());
    std::optional<std::size_t> last;
    for (std::size_t i = first; i < end && !known.empty(); ++i) {
        if (!known[i].lockedAt) continue;
        const Eigen::Vector3d &place = (*known[i].lockedAt)[k], from = last ? (*known[*last].lockedAt)[k] : place;
        const std::size_t begin = last ? *last : first;
        for (std::size_t j = begin; j <= i; ++j) places[j - first] = i > begin ? Eigen::Vector3d(from + double(j - begin) / double(i - begin) * (place - from)) : place;
        last = i;
    }
    if (last) {
        std::fill(places.begin() + std::ptrdiff_t(*last - first), places.end(), (*known[*last].lockedAt)[k]);
        return places;
    }
    Eigen::Vector3d mean = Eigen::Vector3d::Zero();
    for (std::size_t i = first; i < end; ++i) mean += feet[i][k] / double(end - first);
    std::fill(places.begin(), places.end(), mean);
    return places;
}

}  // namespace

FootPath footLockOffsets(const FootPath& feet, const std::vector<std::array<float, kContactValues>>& contacts, double fps, const FootLockOptions& options,
                         std::span<const FootKnowledge> known) {
    const std::size_t n = feet.size();
    const std::ptrdiff_t fade = std::max(1l, std::lround(options.fadeSec * fps));
    FootPath offsets(n);
    std::vector<std::array<double, kContactValues>> weight(n);
    for (std::size_t i = 0; i < n; ++i) {
        offsets[i].fill(Eigen::Vector3d::Zero());
        weight[i].fill(0);
    }
    const auto lockedAt = [&](std::size_t i, std::size_t k) { return known.empty() || !known[i].lockedAt ? nullptr : &(*known[i].lockedAt)[k]; };
    const auto said = [&](std::size_t i, std::size_t k) { return !known.empty() && known[i].said[k] && contacts[i][k] >= options.enter; };
    for (std::size_t k = 0; k < kContactValues; ++k) {
        const auto add = [&](std::ptrdiff_t i, std::ptrdiff_t from, const Eigen::Vector3d& offset) {
            if (i != from && said(std::size_t(i), k)) return;   // the user's word is not softened
            const double w = 0.5 + 0.5 * std::cos(M_PI * double(std::abs(i - from)) / double(fade + 1));
            offsets[std::size_t(i)][k] += w * offset;
            weight[std::size_t(i)][k] += w;
        };
        const auto before = [&](std::size_t i) { return std::max<std::ptrdiff_t>(0, std::ptrdiff_t(i) - fade); };
        const auto after = [&](std::size_t i) { return std::min(std::ptrdiff_t(n), std::ptrdiff_t(i) + fade); };
        std::vector<std::size_t> stretch(n, 0);   // which one the frame is of; 0: none
        for (std::size_t first = 0, number = 1; first < n; ++number) {
            if (contacts[first][k] < options.enter) {
                ++first;
                continue;
            }
            std::size_t end = first + 1;
            // Further away it slides on purpose, or the contact is none: a new place from there.
            const auto far = [&](std::size_t i) { return std::hypot(feet[i][k].x() - feet[first][k].x(), feet[i][k].z() - feet[first][k].z()) > options.mostM; };
            while (end < n && contacts[end][k] >= options.leave && (said(end, k) || !far(end))) ++end;
            std::fill(stretch.begin() + std::ptrdiff_t(first), stretch.begin() + std::ptrdiff_t(end), number);
            const auto places = standingPlaces(feet, known, k, first, end);
            for (auto i = before(first); i < after(end); ++i) {
                // Beyond its ends the offset of the end counts: the foot is on its way.
                const auto from = std::clamp<std::ptrdiff_t>(i, std::ptrdiff_t(first), std::ptrdiff_t(end) - 1);
                Eigen::Vector3d offset = places[std::size_t(from) - first] - feet[std::size_t(from)][k];
                offset.y() = 0;
                add(i, from, offset);
            }
            first = end;
        }
        // Beside a frame that is locked already the next ones come from where it is.
        for (std::size_t b = 0; b < n; ++b) {
            const Eigen::Vector3d* place = lockedAt(b, k);
            if (!place) continue;
            const Eigen::Vector3d offset = *place - feet[b][k];
            const auto continues = [&](std::size_t i) { return lockedAt(i, k) || (stretch[i] > 0 && stretch[i] == stretch[b]); };
            if (b + 1 < n && !continues(b + 1))
                for (std::ptrdiff_t i = std::ptrdiff_t(b) + 1; i < after(b + 1); ++i) add(i, std::ptrdiff_t(b), offset);
            if (b > 0 && !continues(b - 1))
                for (std::ptrdiff_t i = before(b); i < std::ptrdiff_t(b); ++i) add(i, std::ptrdiff_t(b), offset);
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (!known.empty() && known[i].lockedAt) {
            for (std::size_t k = 0; k < kContactValues; ++k) offsets[i][k] = (*known[i].lockedAt)[k] - feet[i][k];
            continue;
        }
        for (std::size_t side = 0; side < kContactValues; side += 2) {
            std::array<double, 2> w;
            for (std::size_t k = 0; k < 2; ++k) {
                w[k] = weight[i][side + k];
                if (w[k] > 1) offsets[i][side + k] /= w[k];   // one contact fades out as the next fades in
                w[k] = std::min(1.0, w[k]);
            }
            const Eigen::Vector3d ankle = offsets[i][side], foot = offsets[i][side + 1];
            offsets[i][side] = ankle + (1 - w[0]) * foot;
            offsets[i][side + 1] = foot + (1 - w[1]) * ankle;
        }
    }
    return offsets;
}

std::pair<Eigen::Vector3d, Eigen::Vector3d> twoBones(const Eigen::Vector3d& root, const Eigen::Vector3d& middle, const Eigen::Vector3d& tip, const Eigen::Vector3d& target) {
    const double upper = (middle - root).norm(), lower = (tip - middle).norm();
    Eigen::Vector3d way = target - root;
    const double far = std::clamp(way.norm(), std::abs(upper - lower) + 1e-6, kStraightest * (upper + lower));
    way = way.norm() > 1e-9 ? Eigen::Vector3d(far * way.normalized()) : Eigen::Vector3d(tip - root);
    const Eigen::Vector3d along = way.normalized();
    Eigen::Vector3d bend = (middle - root) - along.dot(middle - root) * along;
    if (bend.norm() < 1e-6) bend = along.unitOrthogonal();
    const double reach = (upper * upper - lower * lower + far * far) / (2 * far), side = std::sqrt(std::max(0.0, upper * upper - reach * reach));
    return {root + reach * along + side * bend.normalized(), root + way};
}

}  // namespace ropetp::trajectory
