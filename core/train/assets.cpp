#include "train/assets.h"

namespace ropetp::train {

Result<SynthesisAssets> readAssets(const AssetFolders& folders, bool heldOut) {
    SynthesisAssets assets;
    auto humans = synth::MakeHumanLibrary::read(folders.data / "makehuman");
    if (!humans) return fail(humans.error());
    assets.humans = *humans;
    auto places = synth::readEnvironments(folders.data / "backgrounds/equirect_1k", folders.data / "backgrounds/env_hdr_small");
    if (!places) return fail(places.error());
    // Every eighth place is kept for held-out pictures.
    for (std::size_t i = 0; i < places->size(); ++i)
        if ((i % 8 == 7) == heldOut) assets.places.push_back((*places)[i]);
    std::error_code error;
    std::filesystem::create_directories(folders.work, error);
    NullJobControl job;
    auto bank = poseBank(folders.data / "motion/positions22_free.npz", folders.work / "poses.npz", job);
    if (!bank) return fail(bank.error());
    assets.poses = heldOut ? bank->heldOut : bank->train;
    if (assets.poses.empty()) return fail(ErrorCode::InvalidInput, "no postures");
    return assets;
}

}  // namespace ropetp::train
