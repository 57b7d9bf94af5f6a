#include "track/identity_tracker.h"

#include "track/assignment.h"

#include <algorithm>
#include <cmath>

namespace ropetp::track {

namespace {

constexpr float kLeastNewScore = 0.3f;
constexpr double kLeastMatch = 0.3;         ///< place and looks together, 0..1
constexpr double kLeastLooks = 0.82;        ///< to recognise somebody who was gone
constexpr double kRecognitionSec = 30;
constexpr double kPredictionSec = 0.5;      ///< motion is extrapolated no further

}  // namespace

const TrackedPerson* IdentityTracker::find(PersonId id) const {
    for (const auto& p : persons_)
        if (p.id == id) return &p;
    return nullptr;
}

TrackedPerson* IdentityTracker::mutablePerson(PersonId id) {
    return const_cast<TrackedPerson*>(find(id));
}

void IdentityTracker::beginFrame(double timeSec, bool cut) {
    nowSec_ = timeSec;
    detectorRan_ = false;
    if (cut)
        for (auto& p : persons_) p.state = TrackedPerson::State::Gone, p.velocityPx.setZero(), p.entangledWith.reset();
}

PoseSketch IdentityTracker::predicted(const TrackedPerson& p) const {
    const double ahead = std::clamp(nowSec_ - p.lastSeenSec, 0.0, kPredictionSec);
    return shifted(p.sketch, p.velocityPx * ahead);
}

PersonId IdentityTracker::newPerson(const Sighting& s) {
    TrackedPerson p;
    while (find(PersonId(nextId_))) ++nextId_;
    p.id = PersonId(nextId_++);
    p.sketch = s.sketch;
    p.lastSeenSec = nowSec_;
    p.score = s.score;
    p.appearance = s.appearance;
    persons_.push_back(p);
    return p.id;
}

bool IdentityTracker::isTaken(PersonId id, const std::vector<std::optional<PersonId>>& who) const {
    return std::find(who.begin(), who.end(), id) != who.end();
}

void IdentityTracker::matchByPlace(const std::vector<Sighting>& detections, std::vector<std::optional<PersonId>>& who) {
    std::vector<PersonId> rows;
    std::vector<std::vector<double>> cost;
    for (const auto& p : persons_) {
        if (p.state == TrackedPerson::State::Gone) continue;
        const PoseSketch here = predicted(p);
        const double height = std::max({here.box.height, here.box.width, 1.0});
        const double gapSec = std::max(0.0, nowSec_ - p.lastSeenSec);
        std::vector<double> row;
        for (const auto& d : detections) {
            double place = placeSimilarity(here, d.sketch);
            if (p.state == TrackedPerson::State::Hidden) {
                // Where somebody comes out of hiding is known less and less well.
                const double away = (here.box.centre() - d.sketch.box.centre()).norm() / (height * (0.3 + gapSec));
                place = std::max(place, 0.6 * std::exp(-away));
            }
            const double looks = appearanceSimilarity(p.appearance, d.appearance);
            const double total = place < 0.08 ? 0 : 0.75 * place + 0.25 * (looks < 0 ? 0.6 : looks);
            row.push_back(1 - total);
        }
        rows.push_back(p.id);
        cost.push_back(std::move(row));
    }
    const auto columns = assignLeastCost(cost, 1 - kLeastMatch);
    for (std::size_t r = 0; r < rows.size(); ++r)
        if (columns[r] >= 0) who[columns[r]] = rows[r];
}

void IdentityTracker::matchByLooks(const std::vector<Sighting>& detections, std::vector<std::optional<PersonId>>& who) {
    std::vector<PersonId> rows;
    std::vector<std::vector<double>> cost;
    for (const auto& p : persons_) {
        if (p.state == TrackedPerson::State::Seen || isTaken(p.id, who) || nowSec_ - p.lastSeenSec > kRecognitionSec) continue;
        std::vector<double> row;
        for (std::size_t d = 0; d < detections.size(); ++d) {
            const bool open = !who[d] && detections[d].score >= kLeastNewScore;
            row.push_back(open ? 1 - appearanceSimilarity(p.appearance, detections[d].appearance) : 2.0);
        }
        rows.push_back(p.id);
        cost.push_back(std::move(row));
    }
    const auto columns = assignLeastCost(cost, 1 - kLeastLooks);
    for (std::size_t r = 0; r < rows.size(); ++r)
        if (columns[r] >= 0) who[columns[r]] = rows[r];
}

std::vector<std::optional<PersonId>> IdentityTracker::assign(const std::vector<Sighting>& detections) {
    detectorRan_ = true;
    std::vector<std::optional<PersonId>> who(detections.size());
    matchByPlace(detections, who);
    // What overlaps somebody who has a detection already is that person once more.
    std::vector<char> extra(detections.size(), 0);
    for (std::size_t d = 0; d < detections.size(); ++d) {
        if (who[d]) continue;
        for (std::size_t e = 0; e < detections.size(); ++e)
            if (who[e] && placeSimilarity(detections[d].sketch, detections[e].sketch) > 0.55) extra[d] = 1;
        for (const auto& p : persons_)
            if (p.state == TrackedPerson::State::Seen && placeSimilarity(predicted(p), detections[d].sketch) > 0.6) extra[d] = 1;
    }
    matchByLooks(detections, who);
    for (std::size_t d = 0; d < detections.size(); ++d) {
        if (extra[d] && who[d]) who[d].reset();
        if (!who[d] && !extra[d] && detections[d].score >= kLeastNewScore) who[d] = newPerson(detections[d]);
    }
    return who;
}

void IdentityTracker::claim(PersonId id, const PoseSketch& sketch) {
    for (auto& p : persons_)
        if (p.id != id && p.state != TrackedPerson::State::Gone && overlap(predicted(p).box, sketch.box) > 0.5)
            p.state = TrackedPerson::State::Gone, p.entangledWith.reset();
    TrackedPerson* p = mutablePerson(id);
    if (!p) {
        persons_.push_back({});
        p = &persons_.back();
        p->id = id;
    }
    p->state = TrackedPerson::State::Seen;
    p->sketch = sketch;
    p->velocityPx.setZero();
    p->lastSeenSec = nowSec_;
    p->entangledWith.reset();
}

}  // namespace ropetp::track
