#pragma once

#include "train/synthetic_people.h"

#include <filesystem>

namespace ropetp::train {

/// Where training material lies (layout: docs/training.md) and where intermediate files go.
struct AssetFolders {
    std::filesystem::path data = "../shared/data";
    std::filesystem::path work = "build/rope";
};

/// People, places and postures. @param heldOut  the held-out subjects' postures instead of the training ones.
Result<SynthesisAssets> readAssets(const AssetFolders& folders, bool heldOut);

}  // namespace ropetp::train
