#pragma once

#include "base/ids.h"

#include <Eigen/Core>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::track {

/// Axis-aligned box in pixels of the upright frame.
struct Box {
    double x = 0, y = 0, width = 0, height = 0;
    double area() const { return width * height; }
    Eigen::Vector2d centre() const { return {x + width / 2, y + height / 2}; }
};

/// A rotated square of the picture that is shown to the landmark model.
struct CropRegion {
    Eigen::Vector2f centre = Eigen::Vector2f::Zero();  ///< pixels
    float size = 0;                                    ///< length of a side, pixels
    float angleRad = 0;                                ///< turn of the crop: 0 = upright, positive = clockwise in the picture
    bool operator==(const CropRegion& o) const { return centre == o.centre && size == o.size && angleRad == o.angleRad; }
    bool isValid() const { return std::isfinite(size) && size >= 2 && centre.allFinite() && std::isfinite(angleRad); }
};

inline constexpr int kLandmarkCount = 33;

/// BlazePose's 33 landmarks, in its order (0 nose, 11/12 shoulders, 13/14 elbows, 15/16 wrists,
/// 23/24 hips, 25/26 knees, 27/28 ankles, 29/30 heels, 31/32 foot index; odd = left).
struct Landmarks {
    float score = 0;  ///< 0..1: a person is in the crop
    std::array<Eigen::Vector2f, kLandmarkCount> px{};       ///< pixels of the upright frame
    /// Metres, x right, y down, z away from the camera, origin at the mid-hip. Weak: its depth errs by about 10 cm.
    std::array<Eigen::Vector3f, kLandmarkCount> worldM{};
    std::array<float, kLandmarkCount> visibility{};         ///< 0..1: seen, not hidden
    std::array<float, kLandmarkCount> presence{};           ///< 0..1: inside the crop
    CropRegion crop;                                        ///< what the model was shown; not valid where that is not known
};

/// What is known of a person on one frame.
struct Observation {
    Box box;
    float boxScore = 0;
    bool userBox = false;                 ///< drawn by the user: never replaced by a re-solve
    std::optional<Landmarks> landmarks;   ///< absent where the landmark model saw nobody
};

/// One person through the video. Frames without an entry: not seen.
struct PersonTrack {
    PersonId id;
    std::string name;                     ///< given by the user, or empty
    std::map<FrameIndex, Observation> observations;

    bool empty() const { return observations.empty(); }
    FrameRange range() const {
        if (observations.empty()) return {};
        return {observations.begin()->first, observations.rbegin()->first.next()};
    }
};

/// Everybody in a video. Ordered by id.
struct TrackSet {
    std::vector<PersonTrack> persons;
    std::vector<FrameIndex> cuts;         ///< first frame after each hard cut
    const PersonTrack* find(PersonId id) const {
        for (const auto& p : persons)
            if (p.id == id) return &p;
        return nullptr;
    }
    PersonTrack* find(PersonId id) {
        return const_cast<PersonTrack*>(static_cast<const TrackSet*>(this)->find(id));
    }
};

}  // namespace ropetp::track
