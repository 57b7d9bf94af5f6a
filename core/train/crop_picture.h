#pragma once

#include "base/image.h"
#include "track/crop_region.h"

namespace ropetp::train {

/// What a network sees of a region, as a picture of its own. @param sidePx  of the result. Beyond the picture's
/// edge it is black, as at run time.
Image cropPicture(const Image& image, const track::CropRegion& region, int sidePx);

}  // namespace ropetp::train
