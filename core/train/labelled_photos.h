#pragma once

#include "base/result.h"
#include "metrics/pck.h"
#include "track/track.h"

#include <filesystem>
#include <vector>

namespace ropetp::train {

/// Somebody in a photo whose joints were labelled by hand.
struct LabelledPerson {
    std::filesystem::path photo;
    track::Box box;                       ///< labelled, pixels; may reach beyond the picture
    metrics::PhotoPoints px{};            ///< pixels with integers at their centres
    metrics::PhotoLabels labels{};
    int labelled() const;                 ///< how many of the points are
};

/// Reads keypoint labels: COCO's (17 points, COCO's JSON), CrowdPose's (14 points, the same JSON) and MPII's
/// (16 points, a list of people with centre and scale). Only the points of metrics::PhotoJoint are kept; crowds
/// are left out. The photos lie beside the file.
/// @param path  the file, or a folder: of its .json files the one with the shortest name.
/// FileNotFound, FileUnreadable; CorruptFile where something is missing, of a wrong size or not finite;
/// UnsupportedFormat for other labels and for files beyond 256 MB.
Result<std::vector<LabelledPerson>> readPhotoLabels(const std::filesystem::path& path);

}  // namespace ropetp::train
