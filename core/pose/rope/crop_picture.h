#pragma once

#include "base/image.h"
#include "base/result.h"
#include "track/crop_region.h"

namespace ropetp::pose {

/// What lies in a region of a picture, `side` x `side`; black beyond the picture's edge. Bilinear, as the region
/// is looked at when a video is solved. InvalidInput for an empty picture or region. Thread-safe.
Result<Image> cropPicture(const Image& picture, const track::CropRegion& region, int side);

}  // namespace ropetp::pose
