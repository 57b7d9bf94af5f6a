#pragma once

#include "project/json_fields_p.h"
#include "project/packed_object.h"

/// A TrackSet's observations as one table, all persons below one another. Internal to this folder.
namespace ropetp::project {

PackedObject packTracks(const track::TrackSet& tracks);
std::shared_ptr<const track::TrackSet> tracksOf(const json& head, const LoadArray& load);

}  // namespace ropetp::project
