#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace ropetp::nn {

/// One file of a pretrained model, as it was published.
struct ModelFile {
    const char* name;
    std::uint64_t bytes;
    const char* sha256;  ///< lower-case hexadecimal
};

/// MoveNet MultiPose (boxes and 17 keypoints of several people): topology and weights.
inline constexpr ModelFile kMoveNetTopology{"movenet-multipose.json", 240464,
    "3c76e18669efc50148b28d0be97db491dc055cb2be292d248ec129031c5aa5de"};
inline constexpr ModelFile kMoveNetWeights{"movenet-multipose.bin", 9448838,
    "19828492d4a69c2e08915916c70f4d22c421c3b59152dfa5601834fc54f54118"};
/// BlazePose heavy (33 landmarks of one person).
inline constexpr ModelFile kBlazePoseHeavy{"pose_landmark_heavy.tflite", 27709200,
    "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe"};

/// Every file that the program needs.
std::span<const ModelFile> requiredModelFiles();

/// Folders that may hold the models, most wanted first: `explicitFolder` where not empty (then only
/// that), else $ROPETP_MODELS, <program>/../share/ropetp/models, $XDG_DATA_HOME/ropetp/models
/// (or ~/.local/share/ropetp/models).
std::vector<std::filesystem::path> modelFolderCandidates(const std::filesystem::path& explicitFolder = {});

/// The first candidate that holds all required files. ModelMissing names the files and the folders
/// that were looked at.
Result<std::filesystem::path> findModelFolder(const std::filesystem::path& explicitFolder = {});

/// The content of a model file, proven to be the published one.
/// ModelMissing where it is not there; ModelCorrupt where its size or checksum differs.
Result<std::vector<std::uint8_t>> readModelFile(const std::filesystem::path& folder, const ModelFile& file);

/// A file of weights that we trained ourselves and that comes with the program: in `models` below
/// $ROPETP_RESOURCES, <program>/../share/ropetp or the source tree's resources. ModelMissing.
Result<std::filesystem::path> findOwnModel(const std::string& name);

}  // namespace ropetp::nn
