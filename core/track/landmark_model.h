#pragma once

#include "base/image.h"
#include "base/result.h"
#include "track/crop_region.h"

#include <filesystem>
#include <memory>

namespace ropetp::track {

/// What the landmark model says about one crop.
struct LandmarkReading {
    Landmarks landmarks;
    CropRegion next;  ///< where to look on the next frame, not steadied
};

/// Reads BlazePose heavy's landmarks from one rotated crop. One thread at a time.
class LandmarkModel {
  public:
    /// ModelMissing, ModelCorrupt.
    static Result<std::unique_ptr<LandmarkModel>> create(const std::filesystem::path& modelFolder, int threads);
    virtual ~LandmarkModel() = default;
    /// Landmarks in pixels of the picture, whatever the score. InvalidInput for an empty picture or region.
    virtual Result<LandmarkReading> read(const Image& image, const CropRegion& region) = 0;
    /// A second executor of the same model, for another thread; shares the loaded weights.
    virtual Result<std::unique_ptr<LandmarkModel>> another() const = 0;
};

}  // namespace ropetp::track
