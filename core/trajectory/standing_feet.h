#pragma once

#include "trajectory/foot_lock.h"

#include <Eigen/Core>

#include <array>
#include <span>
#include <vector>

namespace ropetp::trajectory {

/// Contact probabilities, a frame each, in the order of FootPath.
using ContactPath = std::vector<std::array<float, kContactValues>>;

/// A camera that stands sees which feet stand: what goes across its line of sight does not, nor what rests at the top of a jump; what
/// rests and is low does, and in between the probabilities stay. (It hardly sees what goes along the line of sight, but looks down on the floor.)
/// @param seen  foot points where the camera saw them (not where the solved way has them), world, metres, as many as contacts.
/// @param cameraM  its place in the world. @param stepSec  from frame to frame.
void judgeBySight(const FootPath& seen, const Eigen::Vector3d& cameraM, double stepSec, ContactPath& contacts);

/// Above 0.5 while a contact lasts, below it else, whatever the probability does in between. A foot point that goes on with the body
/// does not stand, whatever the body's motion looked like: where the legs' swing was not seen, the network takes gliding for
/// standing. What is over at once was no contact.
/// @param feet  on the solved way, world, metres, as many as contacts. @param timeSec  increasing.
void settleContacts(const FootPath& feet, std::span<const double> timeSec, ContactPath& contacts);

}  // namespace ropetp::trajectory
