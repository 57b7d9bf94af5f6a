#pragma once

#include "body/body_model.h"
#include "train/people/people_dataset.h"
#include "train/rope_trainer.h"

namespace ropetp::train {

/// How the paper's whole network, HRNet and heads together, is trained on pictures (paper section 3.2).
/// `network.backbone` is hrnet-w32 or hrnet-w48.
struct RopePictureTraining : RopeRun {
    struct Source {
        std::shared_ptr<const PeopleDataset> people;
        double share = 1;                       ///< of the samples, relative to the others'
    };
    std::vector<Source> data;
    std::vector<std::shared_ptr<const PeopleDataset>> heldOut;
    std::filesystem::path init;                 ///< .pth of a public HRNet; empty: from scratch
    double backboneRate = 1e-4;                 ///< learning rate of HRNet
    std::shared_ptr<const body::BodyModel> body;   ///< that poses and shapes are for; null: the mannequin
    std::size_t mostHeldOut = 2000;             ///< people of a validation
    int workers = 2;                            ///< threads that read pictures
};

/// Trains on the GPU where LibTorch has one, or goes on from the folder's checkpoint. Stops early on cancel, with a
/// checkpoint. best.weights is what RopeEstimator runs. InvalidInput; FileNotFound and CorruptFile name the picture or
/// the checkpoint; Internal where LibTorch fails.
Result<RopeScore> trainRopeOnPictures(const RopePictureTraining& training, JobControl& job);

/// Error of such weights on data sets.
Result<RopeScore> scoreRopeOnPictures(const std::filesystem::path& weights, const RopePictureTraining& training);

/// Whether bfloat16 is faster here: a GPU, or a processor with AVX512-BF16.
bool hasFastBfloat16();

}  // namespace ropetp::train
