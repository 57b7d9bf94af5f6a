#pragma once

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace ropetp::trajectory {

/// Where the user wants the pelvis at a time.
struct PathPin {
    double timeSec = 0;                 ///< on the clip's clock (presentation time)
    Eigen::Vector3d pelvisM;            ///< world
    double softnessM = 0;               ///< how far off it may be; 0: exactly there
    bool heightToo = true;              ///< false: only the place over the floor counts
};

/// A foot point stands, or does not, from a time until before another, whatever is estimated.
struct PathContact {
    int point = 0;                      ///< 0..3, as MotionFrame::contacts
    double fromSec = 0, untilSec = 0;   ///< on the clip's clock
    bool stands = true;
};

/// What the user knows of a trajectory. The TrajDenoiser keeps to it while it works.
struct PathControl {
    std::vector<PathPin> pins;
    std::vector<PathContact> contacts;  ///< those of a point do not overlap
    bool closesLoop = false;            ///< the last frame is where the first is, over the floor
    /// A line drawn on the floor (x, z), walked from its first point to its last in the pace of the motion. Fewer than two
    /// points: none.
    std::vector<Eigen::Vector2d> floorLineM;
    double floorLineSoftnessM = 0.05;
    bool levelFloor = true;             ///< false: stairs or uneven ground; heights follow the feet alone
    double floorHeightM = 0;            ///< where the floor is, over the world's

    bool isEmpty() const { return pins.empty() && contacts.empty() && !closesLoop && floorLineM.size() < 2 && levelFloor && floorHeightM == 0; }
};

}  // namespace ropetp::trajectory
