#pragma once

#include <string>
#include <vector>

namespace ropetp::pose {

/// Which of the paper's networks (table 4). Every row is a configuration of the same code.
enum class RopeVariant {
    Baseline,      ///< 24 part tokens, MLP (PARE-like)
    Transformer,   ///< and self-attention among them
    HagtMlp,       ///< tokens of all four levels, MLP
    NoWhoBo,       ///< HAGT and ACPR without the whole-body reference
    Full,
};

/// Name as in logs, files and on the command line: baseline, transformer, hagt-mlp, no-whobo, full.
const char* nameOf(RopeVariant variant);
/// False for an unknown name.
bool variantFrom(const std::string& name, RopeVariant& out);

/// Of a point: place in the crop (2, -1..1), visibility (0..1), metres from the hips (3).
inline constexpr int kLandmarkValues = 6;

/// Sizes of the heads on a backbone's maps.
struct RopeConfig {
    RopeVariant variant = RopeVariant::Full;
    std::string backbone = "blazepose";   ///< blazepose, hrnet-w32, hrnet-w48
    std::vector<int> mapChannels = {96, 192};   ///< of the backbone's maps, the finest first
    int vectorSize = 1350;                ///< of its vector; 0 = none
    /// Points of the body that the vector ends with, kLandmarkValues numbers each; used where it has room for them.
    /// The network is then given the pose that they suggest behind the vector (start_pose.h).
    int landmarks = 33;
    int width = 128;                      ///< of a token (paper: F' in R^{N x 128})
    int heads = 8;
    int layers = 2;                       ///< of the intra-scale part
    int hidden = 512;                     ///< of the regressors' MLPs
};

}  // namespace ropetp::pose
