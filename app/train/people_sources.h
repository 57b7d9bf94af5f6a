#pragma once

#include "train/assets.h"
#include "train/people/people_dataset.h"

namespace ropetp::train {

/// The data set of one `--data` or `--held-out` of `rope --backbone hrnet-...`:
/// synthetic:FOLDER, coco:ANNOTATIONS.json:IMAGES, spin:LIST.npz:IMAGES, 3dpw:SEQUENCES:IMAGES.
/// @param body  that poses and shapes are for. @param heldOut  of synthetic people: the held-out postures and places.
/// InvalidInput for another form; errors of the adapters.
Result<std::shared_ptr<const PeopleDataset>> openPeople(const std::string& source, const std::shared_ptr<const body::BodyModel>& body, const std::filesystem::path& work,
                                                        bool heldOut);

}  // namespace ropetp::train
