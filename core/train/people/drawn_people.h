#pragma once

#include "train/people/people_dataset.h"
#include "train/synthetic_people.h"

namespace ropetp::train {

/// SyntheticPeople as a data set: every sample is drawn anew. Sample i of a seed is the same person, posture and
/// camera; who else stands around depends on what was drawn before.
/// @param size  the people of one pass. @param withShapes  false where the training body is another one than the
/// mannequin: their shape parameters say nothing of it.
std::shared_ptr<PeopleDataset> drawnPeople(SynthesisAssets assets, const SynthesisOptions& options, std::size_t size, bool withShapes);

}  // namespace ropetp::train
