#pragma once

#include "base/job_control.h"
#include "edit/edit.h"

namespace ropetp::edit {

/// Stretches around fixes that are only interpolated: propagate() has not solved them, or they changed since.
std::vector<FrameRange> stretchesToPropagate(const PersonLayers& layers);

/// Solves the surroundings of the fixes again, with the fixes as hard constraints and the video as evidence
/// (pose/constrained_resolve.h). Only stretches that need it; those without landmarks are left out (they stay
/// interpolated). Changes nothing: hand the result to propagateFixes(). About 1 ms a frame; thread-safe, for a job.
/// @param tracks  whose landmarks are read; null: nobody's. NoPerson where none of the stretches has landmarks; Canceled.
Result<std::vector<std::shared_ptr<const Propagation>>> propagate(const PersonLayers& layers, PersonId person, const track::TrackSet* tracks,
                                                                  const body::BodyModel& body, JobControl& job);

/// Puts results of propagate() into the person's layers; InvalidInput when the fixes or the solve changed meanwhile.
/// @param solved  nullopt: worked out when the edit is applied (scripts).
std::unique_ptr<Edit> propagateFixes(PersonId person, std::optional<std::vector<std::shared_ptr<const Propagation>>> solved = std::nullopt);

}  // namespace ropetp::edit
