#pragma once

#include "base/ids.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "edit/layers.h"
#include "media/frame_source.h"
#include "track/track.h"
#include "trajectory/ground.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::edit {

/// Something the user should know about a solve; shown in the notice bar.
struct Notice {
    enum class Kind { CameraMoves, PersonLost, GroundUncertain, DamagedFrames, Cut, CameraUncertain };
    Kind kind;
    std::string detail;   ///< English, technical
};

/// A frame that the user marked on the timeline.
struct Marker {
    FrameIndex frame;
    std::string note;   ///< may be empty: a flag
    bool operator==(const Marker&) const = default;
};

/// Frames that the user looked at and accepted: the review does not stop there again, unless something clearly worse comes
/// (review::CheckedRange).
struct AcceptedFrames {
    PersonId person;
    FrameRange range;
    double severity = 1;
    bool operator==(const AcceptedFrames&) const = default;
};

/// Everything a project is about, Qt-free. Big parts are shared and immutable, so that copying a
/// Scene (a snapshot for a job) is cheap.
struct Scene {
    std::shared_ptr<const media::VideoInfo> video;
    std::shared_ptr<const track::TrackSet> tracks;
    /// Solved persons, by id; a person that is tracked but not solved has no entry. What everybody reads: the layers
    /// composed (edit/compose.h); the raw layer itself where nothing was edited.
    std::map<PersonId, std::shared_ptr<const body::MotionClip>> clips;
    /// Where the clips come from: solve, fixes, tools. May also hold persons who wait for a solve. A clip without an
    /// entry here is a raw one (layersOf()).
    std::map<PersonId, std::shared_ptr<const PersonLayers>> layers;
    std::shared_ptr<const body::BodyModel> body;
    std::optional<double> userFocalPx;
    trajectory::GroundPlane ground;             ///< as estimated by the solve
    double groundPitchRad = 0, groundRollRad = 0, groundHeightM = 0;  ///< the user's adjustment
    std::vector<Notice> notices;
    std::vector<Marker> markers;                ///< by frame, one a frame
    std::vector<AcceptedFrames> accepted;       ///< in the order in which they were accepted
};

/// What an edit touched.
struct ChangeSet {
    bool video = false;
    bool tracks = false;
    bool clips = false;
    bool world = false;
    bool notices = false;
    bool marks = false;                         ///< markers and what was accepted
    bool layers = false;                        ///< fixes, tools, or where values come from
    std::optional<FrameRange> frames;           ///< nullopt: all; empty: none of them looks otherwise
    ChangeSet& operator|=(const ChangeSet& o) {
        video |= o.video; tracks |= o.tracks; clips |= o.clips; world |= o.world; notices |= o.notices;
        layers |= o.layers; marks |= o.marks;
        frames.reset();
        return *this;
    }
};

}  // namespace ropetp::edit
