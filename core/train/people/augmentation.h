#pragma once

#include "track/crop_region.h"
#include "train/rope_sample.h"

#include <random>

namespace ropetp::train {

/// Moves, turns and scales a crop as crops differ at run time; sometimes cuts the person off.
void unsettle(track::CropRegion& crop, std::mt19937_64& random);

/// Other light, other colours.
void recolour(Image& crop, std::mt19937_64& random);

/// Sometimes one to three plain patches in front of the person: joints under them are hidden, parts background.
void cover(RopeSample& sample, std::mt19937_64& random);

}  // namespace ropetp::train
