#include "track/track_cleanup.h"

#include <algorithm>
#include <cmath>

namespace ropetp::track {

namespace {

constexpr double kJoinSec = 2.0;
constexpr double kJoinLooks = 0.7;
constexpr double kLeastMeanScore = 0.5;

bool hasUserBox(const PersonTrack& t) {
    return std::any_of(t.observations.begin(), t.observations.end(), [](const auto& o) { return o.second.userBox; });
}

double meanScore(const PersonTrack& t) {
    double sum = 0;
    for (const auto& [frame, o] : t.observations) sum += o.landmarks ? o.landmarks->score : 0.5 * o.boxScore;
    return t.empty() ? 0 : sum / double(t.observations.size());
}

/// Now and then, never for long: a pattern that looks like somebody from time to time.
bool flickers(const PersonTrack& t) {
    constexpr double kLeastShare = 0.15, kLeastRun = 8;
    std::int64_t runs = 0, previous = -2;
    for (const auto& [frame, o] : t.observations) {
        runs += frame.value != previous + 1;
        previous = frame.value;
    }
    const double seen = double(t.observations.size());
    return seen < kLeastShare * double(t.range().size()) && seen < kLeastRun * double(runs);
}

bool isGhost(const PersonTrack& t, std::int64_t frameCount) {
    if (t.empty()) return true;
    if (hasUserBox(t)) return false;
    const auto least = std::clamp<std::int64_t>(frameCount / 4, 1, 8);
    return std::int64_t(t.observations.size()) < least || meanScore(t) < kLeastMeanScore || flickers(t);
}

/// How unlike `b` is the continuation of `a`, 0 = surely the same; >= 1 = not joined.
double joinCost(const TrackFragment& a, const TrackFragment& b) {
    const double gapSec = b.firstSec - a.lastSec;
    if (gapSec <= 0 || gapSec > kJoinSec || a.lastShot != b.firstShot) return 1;
    if (a.track.range().end > b.track.range().first) return 1;
    const double size = std::max({a.last.box.height, a.last.box.width, 1.0});
    const double ratio = std::sqrt(std::max(1.0, b.first.box.area()) / std::max(1.0, a.last.box.area()));
    const double away = (a.last.box.centre() - b.first.box.centre()).norm() / size;
    if (away > 0.4 + gapSec || ratio > 1.8 || ratio < 1 / 1.8) return 1;
    const double looks = appearanceSimilarity(a.appearance, b.appearance);
    if (looks >= 0 && looks < kJoinLooks) return 1;
    return 0.3 * away / (0.4 + gapSec) + 0.3 * gapSec / kJoinSec + 0.3 * (1 - (looks < 0 ? 0.8 : looks));
}

void append(TrackFragment& a, TrackFragment&& b) {
    a.track.observations.merge(b.track.observations);
    a.lastSec = b.lastSec;
    a.last = b.last;
    a.lastShot = b.lastShot;
    blend(a.appearance, b.appearance, 0.5f);
}

}  // namespace

std::vector<PersonTrack> tidied(std::vector<TrackFragment> fragments, std::int64_t frameCount) {
    std::erase_if(fragments, [](const TrackFragment& f) { return f.track.empty(); });
    std::sort(fragments.begin(), fragments.end(), [](const auto& a, const auto& b) { return a.track.id < b.track.id; });
    for (;;) {  // the best pair first, until none is left
        double least = 1;
        std::size_t bestA = 0, bestB = 0;
        for (std::size_t i = 0; i < fragments.size(); ++i)
            for (std::size_t j = 0; j < fragments.size(); ++j) {
                if (i == j || (hasUserBox(fragments[i].track) && hasUserBox(fragments[j].track))) continue;
                const double cost = joinCost(fragments[i], fragments[j]);
                if (cost < least) least = cost, bestA = i, bestB = j;
            }
        if (least >= 1) break;
        // The user's name for a person wins, else the older one.
        if (hasUserBox(fragments[bestB].track)) fragments[bestA].track.id = fragments[bestB].track.id;
        append(fragments[bestA], std::move(fragments[bestB]));
        fragments.erase(fragments.begin() + std::ptrdiff_t(bestB));
    }
    std::vector<PersonTrack> persons;
    for (auto& f : fragments)
        if (!isGhost(f.track, frameCount)) persons.push_back(std::move(f.track));
    std::sort(persons.begin(), persons.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return persons;
}

}  // namespace ropetp::track
