#pragma once

#include "train/people/labelled_pictures.h"

namespace ropetp::train {

/// People of a list as SPIN's and PARE's preparation writes them (.npz, N people): imgname; center (N x 2) and scale
/// (N, of 200 pixels) of the square around the person; part (N x 24 x 3: pixels, labelled); pose (N x 72) and shape
/// (N x 10), counted where has_smpl is not 0; S (N x 24 x 4: metres, labelled). All but imgname and one of part and
/// center are optional. FileNotFound, CorruptFile, UnsupportedFormat, InvalidInput.
Result<std::shared_ptr<LabelledPictures>> openSpinPeople(const std::filesystem::path& list, const std::filesystem::path& images,
                                                         std::shared_ptr<const body::BodyModel> body);

}  // namespace ropetp::train
