#pragma once

#include "train/people/labelled_pictures.h"

namespace ropetp::train {

/// People of 3DPW-style sequences: every .pkl of a folder (e.g. sequenceFiles/train), read as data, with the keys
/// sequence, poses (a person: F x 72), betas, trans (F x 3), cam_intrinsics (3 x 3), cam_poses (F x 4 x 4, camera from
/// world); optional campose_valid (F) and poses2d (3 x 18 a frame: which joints were detected). Frame i's picture is
/// IMAGES/<sequence>/image_<i in 5 digits>.jpg. Frames without a valid camera and people outside the picture are left
/// out. Joints are projected with the camera. FileNotFound, CorruptFile, UnsupportedFormat, InvalidInput.
Result<std::shared_ptr<LabelledPictures>> open3dpwPeople(const std::filesystem::path& sequences, const std::filesystem::path& images,
                                                         std::shared_ptr<const body::BodyModel> body);

}  // namespace ropetp::train
