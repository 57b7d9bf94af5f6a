#pragma once

#include "base/image.h"
#include "base/result.h"

#include <filesystem>

namespace ropetp::media {

/// One picture of a file (JPEG, PNG, WebP, TIFF ...) as it is stored: an orientation tag is not applied, because
/// labels count the stored pixels. FileNotFound, CorruptFile. Thread-safe.
Result<Image> readPicture(const std::filesystem::path& path);

}  // namespace ropetp::media
