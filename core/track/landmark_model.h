#pragma once

#include "base/image.h"
#include "base/result.h"
#include "track/crop_region.h"
#include "track/landmark_pass.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ropetp::track {

/// What the landmark model says about one crop.
struct LandmarkReading {
    Landmarks landmarks;
    CropRegion next;  ///< where to look on the next frame, not steadied
    std::shared_ptr<const LandmarkPass> pass;  ///< null where no values were asked for
};

/// Reads BlazePose heavy's landmarks from one rotated crop. One thread at a time.
class LandmarkModel {
  public:
    /// @param values  names of values of the network that each reading's pass carries. ModelMissing, ModelCorrupt;
    /// InvalidInput for a name that the network does not compute.
    static Result<std::unique_ptr<LandmarkModel>> create(const std::filesystem::path& modelFolder, int threads, const std::vector<std::string>& values = {});
    virtual ~LandmarkModel() = default;
    /// Landmarks in pixels of the picture, whatever the score. InvalidInput for an empty picture or region.
    virtual Result<LandmarkReading> read(const Image& image, const CropRegion& region) = 0;
    /// A second executor of the same model, for another thread; shares the loaded weights.
    virtual Result<std::unique_ptr<LandmarkModel>> another() const = 0;
};

}  // namespace ropetp::track
