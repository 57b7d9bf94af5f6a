#include "pose/rope/rope_modules_torch.h"

#include "pose/rope/part_levels.h"
#include "pose/rope/start_pose.h"

#include <torch/nn/functional.h>

#include <cmath>

namespace ropetp::pose {
namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;
constexpr int kTrunk = 64;
constexpr int kJointCode = 32;
constexpr int kDigest = 192, kReading = 256;
/// In training only. A backbone that was never trained with the heads tells people and places apart, too: without these
/// the heads learn the few real people by heart. Channels of a batch are louder or quieter than they are; the deepest
/// map's digest, which knows most of a picture's look, is left out often.
constexpr double kChannelNoise = 0.15, kDropTokens = 0.1, kDropDigest = 0.5, kDropReading = 0.1, kDropHidden = 0.1;
constexpr std::array<int, 4> kParts = {body::kJointCount, kInterParts, kFulCoParts, 1};

/// -1..1 across the map, 1 x H x W x 2: where a token's part is.
torch::Tensor coordinates(std::int64_t h, std::int64_t w, torch::Device device) {
    const auto numbers = torch::TensorOptions(torch::kFloat).device(device);
    const auto x = (torch::arange(w, numbers) + 0.5) * (2.0 / double(w)) - 1, y = (torch::arange(h, numbers) + 0.5) * (2.0 / double(h)) - 1;
    return torch::stack({x.view({1, w}).expand({h, w}), y.view({h, 1}).expand({h, w})}, -1).unsqueeze(0);
}

/// Adds a coarser map to a finer one, every cell to those that lie in it. B x h x w x C each.
torch::Tensor plusCoarser(const torch::Tensor& fine, const torch::Tensor& coarse) {
    const auto b = fine.size(0), h = fine.size(1), w = fine.size(2), c = fine.size(3);
    if (coarse.size(1) == h && coarse.size(2) == w) return fine + coarse;
    if (h % coarse.size(1) != 0 || w % coarse.size(2) != 0) {
        const auto resized = F::interpolate(coarse.permute({0, 3, 1, 2}), F::InterpolateFuncOptions().size(std::vector<std::int64_t>{h, w}).mode(torch::kNearest));
        return fine + resized.permute({0, 2, 3, 1});
    }
    // Rows, then columns: their gradients are sums over one dimension, many times quicker than over two.
    const auto rows = coarse.size(1), columns = coarse.size(2);
    const auto tall = coarse.reshape({b, rows, 1, columns * c}).expand({b, rows, h / rows, columns * c}).reshape({b, h, columns, 1, c});
    return (fine.view({b, h, columns, w / columns, c}) + tall).view({b, h, w, c});
}

torch::Tensor indexOf(const std::array<int, body::kJointCount>& table) {
    std::vector<std::int64_t> values(table.begin(), table.end());
    return torch::tensor(values);
}

}  // namespace

IntraScaleImpl::IntraScaleImpl(const RopeConfig& c, bool reference) : withReference(reference) {
    if (withReference) join = register_module("join", nn::Linear(2 * c.width, c.width));
    for (int i = 0; i < c.layers; ++i) blocks->push_back(ropetp::nn::TransformerLayer(c.width, c.heads, 2 * c.width));
    register_module("blocks", blocks);
}

torch::Tensor IntraScaleImpl::forward(torch::Tensor tokens, const torch::Tensor& reference) {
    if (withReference) tokens = join(torch::cat({tokens, reference.unsqueeze(1).expand_as(tokens)}, -1));
    for (const auto& block : *blocks) tokens = block->as<ropetp::nn::TransformerLayer>()->forward(tokens);
    return tokens;
}

InterScaleImpl::InterScaleImpl(const RopeConfig& c) : heads(c.heads) {
    static constexpr const char* kNames[] = {"indep", "inter", "fulco"};
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = kNames[i];
        norm[i] = register_module("norm_" + name, nn::LayerNorm(nn::LayerNormOptions({c.width})));
        qkv[i] = register_module("qkv_" + name, nn::Linear(c.width, 3 * c.width));
        out[i] = register_module("out_" + name, nn::Linear(c.width, c.width));
    }
}

std::array<torch::Tensor, 3> InterScaleImpl::forward(const std::array<torch::Tensor, 3>& tokens) {
    enum { Indep, Inter, FulCo };
    std::array<std::vector<torch::Tensor>, 3> parts;
    for (std::size_t i = 0; i < 3; ++i) parts[i] = qkv[i](norm[i](tokens[i].to(torch::kFloat))).chunk(3, -1);
    const auto mixed = [&](std::size_t value, std::size_t query, std::size_t key) {
        return tokens[value] + out[value](ropetp::nn::attend(parts[query][0], parts[key][1], parts[value][2], heads));
    };
    // Equation 2.
    return {mixed(Indep, FulCo, Inter), mixed(Inter, Indep, FulCo), mixed(FulCo, Inter, Indep)};
}

RopeNetworkImpl::RopeNetworkImpl(const RopeConfig& c) : config(c) {
    for (std::size_t i = 0; i < c.mapChannels.size(); ++i) {
        entrance->push_back(nn::Linear(nn::LinearOptions(c.mapChannels[i], kTrunk + c.width).bias(i == 0)));
        channelScale.push_back(register_parameter("channel_scale_" + std::to_string(i), torch::ones({c.mapChannels[i]}), false));
    }
    register_module("entrance", entrance);
    entrancePlace = register_module("entrance_place", nn::Linear(nn::LinearOptions(2, kTrunk + c.width).bias(false)));
    attentionMiddle = register_module("attention_middle", nn::Linear(kTrunk, kTrunk));
    int logits = 0;
    for (const int parts : kParts) logits += parts + 1;
    attentionHead = register_module("attention_head", nn::Linear(kTrunk, logits));
    const bool levels = c.variant == RopeVariant::HagtMlp || c.variant == RopeVariant::NoWhoBo || c.variant == RopeVariant::Full;
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0 && !levels) break;
        project[i] = register_module("project_" + std::to_string(kParts[i]), nn::Linear(c.width + 2, c.width));
        partEmbedding[i] = register_parameter("part_embedding_" + std::to_string(kParts[i]), 0.02 * torch::randn({1, kParts[i], c.width}));
    }
    if (c.vectorSize > 0) {
        landmarkCount = c.vectorSize > kLandmarkValues * c.landmarks ? c.landmarks : 0;
        const int rest = c.vectorSize - kLandmarkValues * landmarkCount;
        digest = nn::Sequential(nn::LayerNorm(nn::LayerNormOptions({rest})), nn::Linear(rest, kDigest), nn::ReLU());
        register_module("digest", digest);
    }
    const int attended = c.variant == RopeVariant::Transformer ? 1 : c.variant == RopeVariant::NoWhoBo || c.variant == RopeVariant::Full ? 3 : 0;
    for (int i = 0; i < attended; ++i) intra->push_back(IntraScale(c, c.variant == RopeVariant::Full));
    register_module("intra", intra);
    if (attended == 3) inter = register_module("inter", InterScale(c));
    const int tokenWidth = levels ? 3 * c.width + (c.variant == RopeVariant::HagtMlp ? c.width : 0) : c.width;
    if (landmarkCount > 0) {
        reading = nn::Sequential(nn::Linear(kLandmarkValues * landmarkCount, kReading), nn::GELU(), nn::Linear(kReading, kReading), nn::GELU());
        register_module("reading", reading);
        startTokens = register_module("start_tokens", nn::Linear(nn::LinearOptions(6, c.width).bias(false)));
        landmarkTokens = register_module("landmark_tokens", nn::Linear(kReading, body::kJointCount * c.width));
        landmarkScale = register_buffer("landmark_scale", torch::tensor({2.f, 2.f, 1.f, 3.f, 3.f, 3.f}).repeat({landmarkCount}));
    }
    const int global = (c.vectorSize > 0 ? kDigest : 0) + (landmarkCount > 0 ? kReading : 0);
    headNorm = register_module("head_norm", nn::LayerNorm(nn::LayerNormOptions({tokenWidth})));
    jointEmbedding = register_parameter("joint_embedding", 0.1 * torch::randn({1, body::kJointCount, kJointCode}));
    const int poseIn = tokenWidth + kJointCode + global;
    poseHead = nn::Sequential(nn::Linear(poseIn, c.hidden), nn::GELU(), nn::Linear(c.hidden, c.hidden), nn::GELU());
    register_module("pose_head", poseHead);
    poseOut = register_module("pose_out", nn::Linear(c.hidden, 6));
    {
        // It begins with what it is given to begin with.
        torch::NoGradGuard still;
        poseOut->weight.mul_(0.1);
        poseOut->bias.zero_();
    }
    poseOfJoint = register_parameter("pose_of_joint", torch::zeros({body::kJointCount, c.hidden, 6}));
    shapeHead = nn::Sequential(nn::Linear(tokenWidth + global, c.hidden), nn::GELU(), nn::Linear(c.hidden, body::kShapeCount + 3));
    register_module("shape_head", shapeHead);
    // Standing upright in front of the camera: y of the body is up, of the view down; it faces the viewer.
    auto mean = torch::zeros({1, body::kJointCount, 6});
    mean.index_put_({0, torch::indexing::Slice(), 0}, 1);
    mean.index_put_({0, torch::indexing::Slice(), 4}, 1);
    mean.index_put_({0, 0, 4}, -1);
    meanPose = register_buffer("mean_pose", mean);
    interOfJoint = register_buffer("inter_of_joint", indexOf(kInterOfJoint));
    fulCoOfJoint = register_buffer("fulco_of_joint", indexOf(kFulCoOfJoint));
}

RopeOutput RopeNetworkImpl::forward(const std::vector<torch::Tensor>& maps, const torch::Tensor& vector) {
    const auto glance = look(maps, vector);
    if (landmarkCount == 0) return answer(glance, {}, {});
    const int values = kLandmarkValues * landmarkCount;
    return answer(glance, vector.narrow(1, config.vectorSize - values, values), vector.narrow(1, config.vectorSize, kStartValues));
}

RopeGlance RopeNetworkImpl::look(const std::vector<torch::Tensor>& maps, const torch::Tensor& vector) {
    RopeGlance out;
    const auto h = maps[0].size(1), w = maps[0].size(2);
    const auto place = coordinates(h, w, maps[0].device());
    std::vector<torch::Tensor> gain = channelScale;
    if (is_training())
        for (auto& g : gain) g = g * torch::exp(kChannelNoise * torch::randn_like(g));
    const auto dropped = [&](const torch::Tensor& t, double share) { return torch::dropout(t, share, is_training()); };
    // A 1 x 1 convolution of the maps, upsampled and concatenated, with the place in the crop. Attention trunk and
    // values are rows of the same weights; apart, neither has to be cut out of the other afterwards.
    const auto enter = [&](std::int64_t firstRow, std::int64_t rows) {
        const auto part = [&](std::size_t i) {
            const auto* layer = entrance[i]->as<nn::Linear>();
            return F::linear(maps[i], layer->weight.narrow(0, firstRow, rows) * gain[i], layer->bias.defined() ? layer->bias.narrow(0, firstRow, rows) : torch::Tensor());
        };
        auto x = part(0);
        x.add_(F::linear(place, entrancePlace->weight.narrow(0, firstRow, rows)).to(x.scalar_type()));
        for (std::size_t i = 1; i < maps.size(); ++i) x = plusCoarser(x, part(i));
        return x.flatten(1, 2).relu_();   // B x HW x rows
    };
    const torch::Tensor look = attentionMiddle(enter(0, kTrunk)).relu_(), v = enter(kTrunk, config.width);
    const torch::Tensor at = place.flatten(1, 2).expand({v.size(0), -1, 2});
    const auto logits = attentionHead(look).transpose(1, 2).to(torch::kFloat).contiguous();
    std::int64_t first = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto level = logits.narrow(1, first, kParts[i] + 1);
        out.attention[i] = level.view({v.size(0), kParts[i] + 1, h, w});
        first += kParts[i] + 1;
        if (project[i].is_empty()) continue;
        out.tokens[i] = dropped(project[i](softPooled(out.attention[i].narrow(1, 0, kParts[i]), v, at)), kDropTokens) + partEmbedding[i];
    }
    if (config.vectorSize > 0)
        out.digest = dropped(digest->forward(vector.narrow(1, 0, config.vectorSize - kLandmarkValues * landmarkCount)).to(torch::kFloat), kDropDigest);
    return out;
}

RopeOutput RopeNetworkImpl::answer(const RopeGlance& glance, const torch::Tensor& landmarks, const torch::Tensor& start) {
    RopeOutput out;
    out.attention = glance.attention;
    const auto dropped = [&](const torch::Tensor& t, double share) { return torch::dropout(t, share, is_training()); };
    std::array<torch::Tensor, 4> tokens = glance.tokens;
    torch::Tensor global = glance.digest;
    if (landmarkCount > 0) {
        const auto read = reading->forward(landmarks * landmarkScale).to(torch::kFloat);
        global = torch::cat({global, dropped(read, kDropReading)}, 1);
        tokens[0] = tokens[0] + landmarkTokens(read).view({-1, body::kJointCount, config.width}) + startTokens(start.narrow(1, 0, 6 * body::kJointCount).view({-1, body::kJointCount, 6}));
    }
    const auto expand = [](const torch::Tensor& t, const torch::Tensor& index) { return t.index_select(1, index); };
    torch::Tensor joined;
    switch (config.variant) {
    case RopeVariant::Baseline: joined = tokens[0]; break;
    case RopeVariant::Transformer: joined = intra[0]->as<IntraScale>()->forward(tokens[0], {}); break;
    case RopeVariant::HagtMlp:
        joined = torch::cat({tokens[0], expand(tokens[1], interOfJoint), expand(tokens[2], fulCoOfJoint), tokens[3].expand_as(tokens[0])}, -1);
        break;
    case RopeVariant::NoWhoBo:
    case RopeVariant::Full: {
        const auto reference = tokens[3].squeeze(1);
        std::array<torch::Tensor, 3> levels;
        for (std::size_t i = 0; i < 3; ++i) levels[i] = intra[i]->as<IntraScale>()->forward(tokens[i], reference);
        levels = inter->forward({levels[0], expand(levels[1], interOfJoint), expand(levels[2], fulCoOfJoint)});
        joined = torch::cat({levels[0], levels[1], levels[2]}, -1);
        break;
    }
    }
    joined = headNorm(joined.to(torch::kFloat));
    std::vector<torch::Tensor> poseIn = {joined, jointEmbedding.expand({joined.size(0), -1, -1})}, shapeIn = {joined.mean(1)};
    if (config.vectorSize > 0) {
        poseIn.push_back(global.unsqueeze(1).expand({-1, body::kJointCount, -1}));
        shapeIn.push_back(global);
    }
    const torch::Tensor hidden = dropped(poseHead->forward(torch::cat(poseIn, -1)), kDropHidden);
    const auto ofJoint = torch::matmul(hidden.transpose(0, 1), poseOfJoint).transpose(0, 1);
    out.rotations = matricesFromRot6d((poseOut(hidden) + ofJoint).to(torch::kFloat) + (landmarkCount > 0 ? start.narrow(1, 0, 6 * body::kJointCount).view({-1, body::kJointCount, 6}) : meanPose));
    const auto shape = shapeHead->forward(torch::cat(shapeIn, -1)).to(torch::kFloat);
    out.betas = shape.narrow(1, 0, body::kShapeCount);
    auto camera = shape.narrow(1, body::kShapeCount, 3);
    if (landmarkCount > 0) camera = camera + start.narrow(1, 6 * body::kJointCount, 3);
    out.camera = torch::cat({kMeanScale * torch::exp(camera.narrow(1, 0, 1).clamp(-3, 3)), camera.narrow(1, 1, 2)}, 1);
    return out;
}

torch::Tensor softPooled(const torch::Tensor& logits, const torch::Tensor& values, const torch::Tensor& places) {
    const auto weights = torch::softmax(logits.flatten(2).to(torch::kFloat), -1);
    const torch::Tensor pooled = torch::matmul(weights.to(values.scalar_type()), values).to(torch::kFloat);
    if (!places.defined()) return pooled;
    return torch::cat({pooled, torch::matmul(weights, places).to(torch::kFloat)}, 2);
}

torch::Tensor matricesFromRot6d(const torch::Tensor& d) {
    const auto a = F::normalize(d.narrow(-1, 0, 3), F::NormalizeFuncOptions().dim(-1).eps(1e-6));
    const auto second = d.narrow(-1, 3, 3);
    const auto b = F::normalize(second - (a * second).sum(-1, true) * a, F::NormalizeFuncOptions().dim(-1).eps(1e-6));
    return torch::stack({a, b, torch::cross(a, b, -1)}, -1);
}

BatchKinematics::BatchKinematics(const body::BodyModel& body) {
    const body::JointPositions rest = body.restJoints(body::Betas::Zero());
    const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> shape = body.restJointsJacobian();
    template_ = torch::from_blob(const_cast<double*>(rest.data()), {body::kJointCount, 3}, torch::kDouble).to(torch::kFloat).clone();
    shape_ = torch::from_blob(const_cast<double*>(shape.data()), {3 * body::kJointCount, body::kShapeCount}, torch::kDouble).to(torch::kFloat).clone();
}

void BatchKinematics::to(torch::Device device) {
    template_ = template_.to(device);
    shape_ = shape_.to(device);
}

torch::Tensor BatchKinematics::joints(const torch::Tensor& rotations, const torch::Tensor& betas) const {
    const auto b = rotations.size(0);
    const auto rest = template_ + torch::matmul(betas, shape_.t()).view({b, body::kJointCount, 3});
    std::array<torch::Tensor, body::kJointCount> turn, at;
    turn[0] = rotations.select(1, 0);
    at[0] = torch::zeros({b, 3}, rotations.options());
    for (int j = 1; j < body::kJointCount; ++j) {
        const int parent = body::kParents[std::size_t(j)];
        const auto bone = (rest.select(1, j) - rest.select(1, parent)).unsqueeze(-1);
        at[std::size_t(j)] = at[std::size_t(parent)] + torch::matmul(turn[std::size_t(parent)], bone).squeeze(-1);
        turn[std::size_t(j)] = torch::matmul(turn[std::size_t(parent)], rotations.select(1, j));
    }
    return torch::stack(std::vector<torch::Tensor>(at.begin(), at.end()), 1);
}

torch::Tensor projected(const torch::Tensor& joints, const torch::Tensor& camera, const torch::Tensor& focal) {
    const auto scale = camera.narrow(1, 0, 1), depth = focal.unsqueeze(1) / scale;   // B x 1
    const auto x = joints.select(2, 0) + camera.narrow(1, 1, 1), y = joints.select(2, 1) + camera.narrow(1, 2, 1);
    const auto z = (joints.select(2, 2) + depth).clamp_min(0.3);
    return torch::stack({focal.unsqueeze(1) * x / z, focal.unsqueeze(1) * y / z}, -1);
}

}  // namespace ropetp::pose
