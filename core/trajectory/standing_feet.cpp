#include "trajectory/standing_feet.h"

#include "trajectory/contacts.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {
namespace {

constexpr float kOn = 0.6f, kOff = 0.4f;   ///< contact probabilities: hysteresis
constexpr float kStands = 0.5f, kSurelyStands = 0.8f;
constexpr float kSurelyNot = 0.2f;         ///< so that the lock lets go as well
/// Across the line of sight, m/s: faster than the first it does not stand until slower than the second.
constexpr double kMoves = 0.6, kRests = 0.4, kSightSec = 0.1;
constexpr double kLowM = 0.12;             ///< over the lowest foot point: a heel over its toe, not a foot that is held up
constexpr double kGlides = 0.7, kReachSec = 0.25;   ///< m/s over the floor, over so much time to either side
constexpr double kTopSec = 0.15;           ///< at the top of a jump a foot rests no longer (2 kRests / g, and two frames)
constexpr double kShortestSec = 0.09;

void applyHysteresis(ContactPath& contacts, std::size_t k) {
    bool on = false;
    for (auto& c : contacts) {
        on = on ? c[k] > kOff : c[k] > kOn;
        c[k] = on ? std::max(c[k], 0.51f) : std::min(c[k], 0.49f);
    }
}

void dropGliding(const FootPath& feet, std::span<const double> timeSec, ContactPath& contacts, std::size_t k) {
    // Only within a contact: before and after it a foot that does stand moves.
    std::vector<bool> stands;
    for (const auto& c : contacts) stands.push_back(c[k] > kStands);
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        if (!stands[i]) continue;
        std::size_t a = i, b = i;
        while (a > 0 && stands[a - 1] && timeSec[i] - timeSec[a - 1] <= kReachSec) --a;
        while (b + 1 < contacts.size() && stands[b + 1] && timeSec[b + 1] - timeSec[i] <= kReachSec) ++b;
        const double sec = timeSec[b] - timeSec[a], way = std::hypot(feet[b][k].x() - feet[a][k].x(), feet[b][k].z() - feet[a][k].z());
        if (way > kGlides * std::max(sec, kReachSec)) contacts[i][k] = kSurelyNot;
    }
}

/// Contacts that begin and end within the clip.
void dropShort(std::span<const double> timeSec, ContactPath& contacts, std::size_t k) {
    for (std::size_t i = 0; i < contacts.size();) {
        std::size_t end = i;
        while (end < contacts.size() && contacts[end][k] > kStands) ++end;
        if (i > 0 && end < contacts.size() && timeSec[end] - timeSec[i] < kShortestSec)
            for (std::size_t j = i; j < end; ++j) contacts[j][k] = kSurelyNot;
        i = std::max(end, i + 1);
    }
}

/// A short rest to which a foot rises and from which it falls.
void dropTops(std::span<const Eigen::Vector3d> places, const std::vector<bool>& moves, double stepSec, ContactPath& contacts, std::size_t k) {
    for (std::size_t i = 0; i < moves.size();) {
        std::size_t end = i;
        while (end < moves.size() && !moves[end]) ++end;
        if (i > 0 && end > i && end < moves.size() && double(end - i) * stepSec < kTopSec) {
            const double top = places[(i + end) / 2].y();
            if (places[i - 1].y() < top && places[end].y() < top)
                for (std::size_t j = i; j < end; ++j) contacts[j][k] = std::min(contacts[j][k], kSurelyNot);
        }
        i = std::max(end, i + 1);
    }
}

}  // namespace

void judgeBySight(const FootPath& seen, const Eigen::Vector3d& cameraM, double stepSec, ContactPath& contacts) {
    std::vector<Eigen::Vector3d> places(seen.size());
    std::vector<double> timeSec(seen.size());
    for (std::size_t i = 0; i < timeSec.size(); ++i) timeSec[i] = stepSec * double(i);
    for (std::size_t k = 0; k < kContactValues; ++k) {
        for (std::size_t i = 0; i < seen.size(); ++i) places[i] = seen[i][k];
        const auto velocity = velocities(places, timeSec, kSightSec);
        std::vector<bool> moves(seen.size(), false);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const Eigen::Vector3d sight = (places[i] - cameraM).normalized();
            const double across = (velocity[i] - sight.dot(velocity[i]) * sight).norm();
            double lowest = places[i].y();
            for (const auto& p : seen[i]) lowest = std::min(lowest, p.y());
            float& p = contacts[i][k];
            moves[i] = across > (i > 0 && moves[i - 1] ? kRests : kMoves);
            if (moves[i]) p = std::min(p, kSurelyNot);
            else if (across < kRests && places[i].y() - lowest < kLowM) p = std::max(p, kSurelyStands);
        }
        dropTops(places, moves, stepSec, contacts, k);
    }
}

void settleContacts(const FootPath& feet, std::span<const double> timeSec, ContactPath& contacts) {
    for (std::size_t k = 0; k < kContactValues; ++k) {
        applyHysteresis(contacts, k);
        dropGliding(feet, timeSec, contacts, k);
        dropShort(timeSec, contacts, k);
    }
}

}  // namespace ropetp::trajectory
