#pragma once

#include "train/people/labelled_pictures.h"

namespace ropetp::train {

/// People of a COCO-style key point file (COCO, CrowdPose, ...): weak labels. Only the points that are labelled
/// count, by reprojection; joints are mapped by the names that the file's category gives (joint_names.h). People
/// with fewer than five such points are left out, and crowds. FileNotFound, CorruptFile, InvalidInput.
Result<std::shared_ptr<LabelledPictures>> openCocoPeople(const std::filesystem::path& annotations, const std::filesystem::path& images,
                                                         std::shared_ptr<const body::BodyModel> body);

}  // namespace ropetp::train
