#include "track/identity_tracker.h"

#include <algorithm>
#include <cmath>

namespace ropetp::track {

namespace {

constexpr double kSameBody = 0.72;       ///< keypoint similarity of two readings of one body
constexpr double kNear = 0.25;           ///< shared part of the smaller box from which two are entangled
constexpr double kApart = 0.08;
constexpr double kClearlyExchanged = 0.25;
constexpr double kHiddenSec = 1.5;       ///< then gone
constexpr double kForgottenSec = 60;
constexpr int kYoung = 8;                ///< sightings

}  // namespace

/// How well a sighting suits the person it was followed for.
double IdentityTracker::fit(const FollowedSighting& f) const {
    const TrackedPerson* p = find(f.id);
    if (!p) return -1;
    const double looks = appearanceSimilarity(p->appearance, f.sighting.appearance);
    return placeSimilarity(predicted(*p), f.sighting.sketch) + (looks < 0 ? 0.6 : looks) + (f.detected ? 0.5 : 0.0) +
           (p->sightings >= kYoung ? 0.4 : 0.0) + 0.2 * f.sighting.score;
}

std::vector<char> IdentityTracker::droppedDuplicates(const std::vector<FollowedSighting>& s) const {
    std::vector<char> dropped(s.size(), 0);
    for (std::size_t i = 0; i < s.size(); ++i)
        for (std::size_t j = i + 1; j < s.size(); ++j) {
            if (dropped[i] || dropped[j]) continue;
            const double points = keypointSimilarity(s[i].sighting.sketch, s[j].sighting.sketch);
            const double boxes = overlap(s[i].sighting.sketch.box, s[j].sighting.sketch.box);
            const bool same = points >= 0 ? points > kSameBody && boxes > 0.4 : boxes > 0.8;
            if (same) dropped[fit(s[i]) < fit(s[j]) ? i : j] = 1;
        }
    return dropped;
}

void IdentityTracker::untangle(std::vector<FollowedSighting>& s) {
    for (std::size_t i = 0; i < s.size(); ++i)
        for (std::size_t j = i + 1; j < s.size(); ++j) {
            TrackedPerson *a = mutablePerson(s[i].id), *b = mutablePerson(s[j].id);
            if (!a || !b) continue;
            const double shared = containment(s[i].sighting.sketch.box, s[j].sighting.sketch.box);
            if (shared > kNear) {
                a->entangledWith = b->id, b->entangledWith = a->id;
                continue;
            }
            if (shared > kApart || a->entangledWith != b->id || b->entangledWith != a->id) continue;
            a->entangledWith.reset(), b->entangledWith.reset();
            const double own1 = appearanceSimilarity(a->appearance, s[i].sighting.appearance);
            const double own2 = appearanceSimilarity(b->appearance, s[j].sighting.appearance);
            const double other1 = appearanceSimilarity(a->appearance, s[j].sighting.appearance);
            const double other2 = appearanceSimilarity(b->appearance, s[i].sighting.appearance);
            if (std::min({own1, own2, other1, other2}) < 0) continue;
            if (other1 + other2 - own1 - own2 < kClearlyExchanged) continue;
            // The places stay, the names change.
            std::swap(s[i].id, s[j].id);
            std::swap(a->sketch, b->sketch);
            std::swap(a->velocityPx, b->velocityPx);
        }
}

void IdentityTracker::see(const FollowedSighting& f, bool alone) {
    TrackedPerson* p = mutablePerson(f.id);
    if (!p) return;
    const double dt = nowSec_ - p->lastSeenSec;
    if (p->state == TrackedPerson::State::Gone || dt > 0.5) {
        p->velocityPx.setZero();
    } else if (dt > 1e-6) {
        const Eigen::Vector2d v = (f.sighting.sketch.box.centre() - p->sketch.box.centre()) / dt;
        p->velocityPx += 0.4 * (v - p->velocityPx);
    }
    p->state = TrackedPerson::State::Seen;
    p->sketch = f.sighting.sketch;
    p->score = f.sighting.score;
    p->lastSeenSec = nowSec_;
    ++p->sightings;
    lastSeenId_ = std::max(lastSeenId_, p->id.value);
    if (f.detected) p->missedDetections = 0;
    else if (detectorRan_) ++p->missedDetections;
    // Near somebody else the colours may be theirs.
    if (alone && !p->entangledWith) blend(p->appearance, f.sighting.appearance, p->sightings < 10 ? 0.3f : 0.05f);
}

void IdentityTracker::age(const std::vector<std::optional<PersonId>>& seen) {
    for (auto& p : persons_) {
        if (isTaken(p.id, seen)) continue;
        if (p.state == TrackedPerson::State::Seen) p.state = TrackedPerson::State::Hidden;
        if (p.state == TrackedPerson::State::Hidden && nowSec_ - p.lastSeenSec > kHiddenSec) {
            p.state = TrackedPerson::State::Gone;
            p.entangledWith.reset();
        }
    }
    std::erase_if(persons_, [&](const TrackedPerson& p) {
        // Somebody who was assigned but never seen was not there.
        const bool never = p.sightings == 0 && p.state != TrackedPerson::State::Seen;
        return never || (p.state == TrackedPerson::State::Gone && nowSec_ - p.lastSeenSec > kForgottenSec);
    });
    nextId_ = lastSeenId_ + 1;  // what was assigned but never seen takes no id away
}

std::vector<std::optional<PersonId>> IdentityTracker::update(const std::vector<FollowedSighting>& sightings) {
    const auto dropped = droppedDuplicates(sightings);
    std::vector<FollowedSighting> kept;
    std::vector<std::size_t> origin;
    for (std::size_t i = 0; i < sightings.size(); ++i)
        if (!dropped[i]) kept.push_back(sightings[i]), origin.push_back(i);
    untangle(kept);

    std::vector<std::optional<PersonId>> who(sightings.size());
    for (std::size_t k = 0; k < kept.size(); ++k) {
        bool alone = true;
        for (std::size_t o = 0; o < kept.size(); ++o)
            alone = alone && (o == k || containment(kept[o].sighting.sketch.box, kept[k].sighting.sketch.box) < kNear);
        see(kept[k], alone);
        who[origin[k]] = kept[k].id;
    }
    age(who);
    return who;
}

}  // namespace ropetp::track
