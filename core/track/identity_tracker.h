#pragma once

#include "track/appearance.h"
#include "track/pose_sketch.h"

#include <optional>
#include <vector>

namespace ropetp::track {

/// Somebody who was seen in this video and may be seen again.
struct TrackedPerson {
    enum class State {
        Seen,    ///< on the last frame
        Hidden,  ///< not seen since a moment: expected near where the motion leads
        Gone     ///< left, or before a cut: recognised by the looks only
    };
    PersonId id;
    State state = State::Seen;
    PoseSketch sketch;                                        ///< when last seen
    Eigen::Vector2d velocityPx = Eigen::Vector2d::Zero();     ///< pixels a second, of the box' centre
    double lastSeenSec = 0;
    float score = 0;                                          ///< of the last sighting
    int sightings = 0;
    int missedDetections = 0;                                 ///< detector runs in a row that did not find the person
    Appearance appearance;                                    ///< learnt while nobody else was near
    std::optional<PersonId> entangledWith;                    ///< who crosses this person's way
};

/// A person as one frame shows it, before it is known who it is.
struct Sighting {
    PoseSketch sketch;
    float score = 0;
    Appearance appearance;
};

/// A sighting that was followed from the last frame or matched to a person.
struct FollowedSighting {
    PersonId id;
    Sighting sighting;
    bool detected = false;  ///< the person detector found it on this frame too
};

/// Decides who is who from frame to frame. Knows no models and no pictures. Per frame: beginFrame,
/// then assign (on frames where the detector ran) and claim (user boxes), then update with what was
/// really seen. Memory is bounded: people gone for a minute are forgotten. One thread at a time.
class IdentityTracker {
  public:
    /// @param cut  a hard cut lies before this frame: places mean nothing, looks do.
    void beginFrame(double timeSec, bool cut);

    /// For each detection the person it shows: a known one, or a new one, or nobody where it is a
    /// second detection of somebody or too weak to be a person of its own.
    std::vector<std::optional<PersonId>> assign(const std::vector<Sighting>& detections);

    /// The user says that person `id` is in this box. Creates the person where new; whoever was
    /// thought to be there steps aside.
    void claim(PersonId id, const PoseSketch& sketch);

    /// What this frame showed. Two sightings of the same body leave one: the one that fits its
    /// person's motion and looks better. Two people who exchanged places by mistake while they
    /// crossed are exchanged back. Persons not in the list become hidden, then gone.
    /// @return for each sighting the person it is now, or nobody where it was dropped.
    std::vector<std::optional<PersonId>> update(const std::vector<FollowedSighting>& sightings);

    /// Where the person should be now.
    PoseSketch predicted(const TrackedPerson& person) const;

    const std::vector<TrackedPerson>& persons() const { return persons_; }
    const TrackedPerson* find(PersonId id) const;

  private:
    TrackedPerson* mutablePerson(PersonId id);
    PersonId newPerson(const Sighting& sighting);
    void matchByPlace(const std::vector<Sighting>& detections, std::vector<std::optional<PersonId>>& who);
    void matchByLooks(const std::vector<Sighting>& detections, std::vector<std::optional<PersonId>>& who);
    bool isTaken(PersonId id, const std::vector<std::optional<PersonId>>& who) const;
    double fit(const FollowedSighting& f) const;
    std::vector<char> droppedDuplicates(const std::vector<FollowedSighting>& sightings) const;
    void untangle(std::vector<FollowedSighting>& sightings);
    void see(const FollowedSighting& f, bool alone);
    void age(const std::vector<std::optional<PersonId>>& seen);

    std::vector<TrackedPerson> persons_;
    double nowSec_ = 0;
    bool detectorRan_ = false;
    std::int64_t nextId_ = 1;
    std::int64_t lastSeenId_ = 0;  ///< the largest that left this class
};

}  // namespace ropetp::track
