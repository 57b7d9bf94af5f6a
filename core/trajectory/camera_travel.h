#pragma once

#include "trajectory/camera_rotation.h"
#include "trajectory/floor_flow.h"

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace ropetp::trajectory {

/// Where somebody's lowest sole was.
struct SoleSighting {
    std::size_t frame = 0;         ///< as in FloorFlow
    Eigen::Vector3d pointInCam;    ///< metres
};

/// How a camera moved over the floor.
struct CameraTravel {
    enum class Reason {
        Travels,         ///< measured
        Stands,          ///< measured, and it stays where it is: it only turns
        NoFloor,         ///< too little floor could be followed
        NotFlat,         ///< what was followed is no plane, or moves by itself
        NoScale,         ///< nobody's feet say how far the floor is, or the camera's height over it is not plausible
        NoTurn,          ///< the camera's turn is not known
    };
    std::vector<Eigen::Vector3d> placeM;   ///< a frame each: from the first place, in the first frame's camera axes, along the floor
    std::vector<double> sigmaM;            ///< standard deviation along any direction of the floor, with what added up
    Eigen::Vector3d upInFirst{0, -1, 0};   ///< the floor's normal as its points move
    bool trusted = false;
    Reason reason = Reason::NoFloor;
    std::string text;              ///< the reason in one English sentence
    double lengthM = 0;            ///< of the way
    double heightM = 0;            ///< of the camera over the floor, median
    double measuredShare = 0;      ///< of the time
    double agreeingShare = 0;      ///< of the points, median over steps
    bool beatsTurnAlone = false;   ///< a camera that travels explains the points better than one that turns
};

/// How far the camera moved: the floor is a ruler. Its distance is known from people's feet (whose size is known), its points'
/// way through the picture, freed of the turn, is then the camera's way in metres. @param upInFirst  against gravity, in the first frame's
/// camera axes, as people's posture tells it; refined, because how the floor's points move tells it better. @param soles  by frame.
CameraTravel measureTravel(const FloorFlow& flow, const CameraRotation& rotation, std::span<const SoleSighting> soles, const Eigen::Vector3d& upInFirst, double fps);

}  // namespace ropetp::trajectory
