#pragma once

#include "edit/edit.h"

#include <vector>

/// What the user decides of the way through the world: pins, contacts, the floor. Each edit changes PersonLayers::trajectory;
/// contacts and the floor's height show at once, pins and lines when the trajectory is solved under them (edit/solve_trajectory.h).
namespace ropetp::edit {

/// Holds the pelvis at a place on a frame; a pin that the frame has is moved. InvalidInput for a frame on which the person is
/// not solved, places that are no numbers or beyond 10 km, a softness that is not within 0 and 10 m.
std::unique_ptr<Edit> setTrajectoryPin(PersonId person, TrajectoryPin pin);
/// InvalidInput where there is none.
std::unique_ptr<Edit> removeTrajectoryPin(PersonId person, FrameIndex frame);
/// A foot point stands, or does not, on these frames, whatever was estimated or said of them before. The foot is locked at once.
/// InvalidInput for a point that is none and a range that does not touch the clip.
std::unique_ptr<Edit> setContact(PersonId person, ContactSpan span);
/// Back to what was estimated. @param point  nullopt: all four. InvalidInput where nothing was said.
std::unique_ptr<Edit> clearContacts(PersonId person, FrameRange range, std::optional<int> point);
/// The way over the floor (x, z), from its first point to its last; fewer than two points: none. InvalidInput for points that
/// are no numbers, for a line without length and beyond 10 000 points.
std::unique_ptr<Edit> drawFloorLine(PersonId person, std::vector<Eigen::Vector2d> pointsM);
std::unique_ptr<Edit> closeLoop(PersonId person, bool closes);
/// Where the person's floor is, over the world's, and whether it is level. InvalidInput beyond 10 m.
std::unique_ptr<Edit> setFloorHeight(PersonId person, double heightM, bool level);

/// Lays trajectories over the clips. InvalidInput for one of other frames than the clip has, for edits that are not the
/// person's (they changed since the trajectory was asked for).
std::unique_ptr<Edit> putTrajectory(std::vector<command::PutTrajectory::Way> ways);
/// Solves the trajectory when it is applied, and puts it. @param person  nullopt: everybody who is solved. Takes time: about
/// 5 ms a frame at 100 steps; the window asks a job instead (jobs/trajectory_job.h) and puts what comes out.
std::unique_ptr<Edit> solveTrajectories(std::optional<PersonId> person, TrajectorySolve how);

}  // namespace ropetp::edit
