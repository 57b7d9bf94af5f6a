#pragma once

#include "base/image.h"
#include "base/result.h"
#include "track/movenet_decoder.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace ropetp::track {

/// Finds people in one picture with MoveNet MultiPose. One thread at a time.
class PersonDetector {
  public:
    enum class Detail {
        Coarse,  ///< 256 pixels on the long side: people from about an eighth of the picture's height
        Fine     ///< 512 pixels: four times the time, people of half that size
    };

    /// ModelMissing, ModelCorrupt.
    static Result<std::unique_ptr<PersonDetector>> create(const std::filesystem::path& modelFolder, int threads);
    virtual ~PersonDetector() = default;
    /// People, best first, each once. InvalidInput for a null picture.
    virtual Result<std::vector<Detection>> detect(const Image& image, Detail detail) = 0;
};

}  // namespace ropetp::track
