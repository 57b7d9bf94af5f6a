#pragma once

// Internal to the files named *_torch.cpp: LibTorch's headers stay out of the rest.

#include "body/body_model.h"
#include "nn/transformer_torch.h"
#include "pose/rope/rope_config.h"

#include <torch/nn.h>

#include <array>

namespace ropetp::pose {

/// What Rope says about a batch of crops. B crops, J = 24 joints; view coordinates of the crop.
struct RopeOutput {
    torch::Tensor rotations;   ///< B x 24 x 3 x 3, relative to the parent; the pelvis in the view
    torch::Tensor betas;       ///< B x 10
    torch::Tensor camera;      ///< B x 3: scale (half crops a metre, > 0), x and y of the pelvis in metres
    /// Logits of the part maps of the levels 24, 11, 6, 1, each with a background channel last:
    /// B x (parts + 1) x H x W.
    std::array<torch::Tensor, 4> attention;
};

/// What a look at the maps leaves: all that the answer needs of the picture.
struct RopeGlance {
    std::array<torch::Tensor, 4> attention;   ///< as RopeOutput's
    std::array<torch::Tensor, 4> tokens;      ///< of the levels 24, 11, 6, 1: B x parts x width; undefined where unused
    torch::Tensor digest;                     ///< of the backbone's vector, B x 192; undefined without
};

/// One level's intra-scale interaction (paper: ISL): the whole-body feature is concatenated to each token.
struct IntraScaleImpl : torch::nn::Module {
    IntraScaleImpl(const RopeConfig& config, bool withReference);
    /// @param reference  B x width; unused without reference.
    torch::Tensor forward(torch::Tensor tokens, const torch::Tensor& reference);
    bool withReference;
    torch::nn::Linear join{nullptr};
    torch::nn::ModuleList blocks;
};
TORCH_MODULE(IntraScale);

/// Cross-level attention with exactly equation 2's pairings of queries, keys and values.
struct InterScaleImpl : torch::nn::Module {
    explicit InterScaleImpl(const RopeConfig& config);
    /// Tokens of the three levels, each B x 24 x width.
    std::array<torch::Tensor, 3> forward(const std::array<torch::Tensor, 3>& indepInterFulCo);
    int heads;
    std::array<torch::nn::LayerNorm, 3> norm{nullptr, nullptr, nullptr};
    std::array<torch::nn::Linear, 3> qkv{nullptr, nullptr, nullptr}, out{nullptr, nullptr, nullptr};
};
TORCH_MODULE(InterScale);

/// Rope on a backbone's map and vector (paper section 3.2; paper-notes rows 1 to 11).
struct RopeNetworkImpl : torch::nn::Module {
    explicit RopeNetworkImpl(const RopeConfig& config);
    /// @param maps  the backbone's, B x H x W x channels each, the finest first; coarser ones count as upsampled to
    /// it and concatenated (each is projected at its own size: the same numbers, less work).
    /// @param vector  B x vectorSize (undefined when 0), and where it ends with landmarks kStartValues more.
    RopeOutput forward(const std::vector<torch::Tensor>& maps, const torch::Tensor& vector);
    /// The two halves of forward(): what is seen, and the pose that it tells together with landmarks. A picture is
    /// looked at once; its answer may be asked for again with other landmarks (smoothed over the track).
    RopeGlance look(const std::vector<torch::Tensor>& maps, const torch::Tensor& vector);
    /// @param landmarks  B x (kLandmarkValues * 33); @param start  B x kStartValues. Neither is read where the
    /// configuration has no landmarks.
    RopeOutput answer(const RopeGlance& glance, const torch::Tensor& landmarks, const torch::Tensor& start);

    RopeConfig config;
    torch::nn::ModuleList entrance;    ///< one projection a map: attention trunk and values side by side
    torch::nn::Linear entrancePlace{nullptr}, attentionMiddle{nullptr}, attentionHead{nullptr};
    std::vector<torch::Tensor> channelScale;   ///< fixed: brings each channel of a map to about -4..4
    std::array<torch::nn::Linear, 4> project{nullptr, nullptr, nullptr, nullptr};
    std::array<torch::Tensor, 4> partEmbedding;
    torch::nn::Sequential digest;      ///< of the backbone's vector, without its landmarks
    torch::nn::Sequential reading;     ///< of its landmarks
    torch::nn::Linear landmarkTokens{nullptr}, startTokens{nullptr};   ///< what they, and the pose they suggest, tell each joint
    torch::Tensor landmarkScale;       ///< brings their values to about -2..2
    torch::nn::ModuleList intra;
    InterScale inter{nullptr};
    torch::Tensor jointEmbedding, meanPose, interOfJoint, fulCoOfJoint;
    torch::nn::LayerNorm headNorm{nullptr};
    torch::nn::Sequential poseHead, shapeHead;
    torch::nn::Linear poseOut{nullptr};   ///< of any joint; and what is particular to each:
    torch::Tensor poseOfJoint;         ///< 24 x hidden x 6
    int landmarkCount = 0;
};
TORCH_MODULE(RopeNetwork);

/// Equation 1: each part's mean of the values, weighted by the softmax of its logits over all positions.
/// @param logits  B x parts x H x W; @param values  B x HW x C, rows of the map one after another.
/// @param places  1 or B x HW x 2, or undefined: where each value lies, whose mean is joined to the values'.
/// @return B x parts x C, or C + 2.
torch::Tensor softPooled(const torch::Tensor& logits, const torch::Tensor& values, const torch::Tensor& places = {});

/// Rotation matrices of six numbers each (first two columns, Gram-Schmidt). ... x 6 -> ... x 3 x 3.
torch::Tensor matricesFromRot6d(const torch::Tensor& sixD);

/// SMPL's forward kinematics of a batch for the losses: joints relative to the pelvis.
class BatchKinematics {
  public:
    explicit BatchKinematics(const body::BodyModel& body);
    void to(torch::Device device);
    /// @return B x 24 x 3, metres. @param rotations  B x 24 x 3 x 3; @param betas  B x 10.
    torch::Tensor joints(const torch::Tensor& rotations, const torch::Tensor& betas) const;

  private:
    torch::Tensor template_, shape_;   ///< 24 x 3; 72 x 10
};

/// Crop positions -1..1 of joints (paper-notes row 9). @param joints  B x 24 x 3; @param focal  B, half crops.
torch::Tensor projected(const torch::Tensor& joints, const torch::Tensor& camera, const torch::Tensor& focal);

}  // namespace ropetp::pose
