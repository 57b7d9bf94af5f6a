#include "base/rotation.h"
#include "body/body_model.h"
#include "body/skinning_tables.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace ropetp::body {
namespace {

/// What skinning needs of one pose: 24 affine 3x4 matrices (row-major) and 207 pose features.
struct PoseTerms {
    std::array<float, kJointCount * 12> affine;
    std::array<float, kPoseFeatureCount> feature;
};

void computeTerms(const JointPositions& rest, const Pose& pose, PoseTerms& out) {
    const JointFrames frames = jointFrames(rest, pose);
    for (int j = 0; j < kJointCount; ++j) {
        const Eigen::Matrix3d r = frames[j].linear();
        const Eigen::Vector3d t = frames[j].translation() - r * rest.row(j).transpose();
        for (int a = 0; a < 3; ++a) {
            for (int b = 0; b < 3; ++b) out.affine[j * 12 + a * 4 + b] = static_cast<float>(r(a, b));
            out.affine[j * 12 + a * 4 + 3] = static_cast<float>(t[a]);
        }
        if (j == 0) continue;
        const Eigen::Matrix3d local = matrixFromAxisAngle(pose.axisAngleRad[j]) - Eigen::Matrix3d::Identity();
        for (int a = 0; a < 3; ++a)
            for (int b = 0; b < 3; ++b) out.feature[(j - 1) * 9 + a * 3 + b] = static_cast<float>(local(a, b));
    }
}

}  // namespace

struct Skinner::Impl {
    static constexpr int kBlock = BodyModel::SkinningTables::kBlock;
    static constexpr int kInfluences = BodyModel::SkinningTables::kInfluences;

    std::shared_ptr<const BodyModel> model;
    const BodyModel::SkinningTables& tables;
    JointPositions rest;
    std::vector<float> shaped;          ///< [block][xyz][lane]
    std::vector<PoseTerms> terms;

    Impl(std::shared_ptr<const BodyModel> m, const BodyModel::SkinningTables& t, const Betas& betas)
        : model(std::move(m)), tables(t), rest(model->restJoints(betas)) {
        const auto& d = model->data();
        const Eigen::VectorXf offset = d.shapeDirs * betas.cast<float>();
        shaped.assign(std::size_t(tables.blockCount) * 3 * kBlock, 0.f);
        for (int v = 0; v < tables.vertexCount; ++v)
            for (int c = 0; c < 3; ++c)
                shaped[(std::size_t(v / kBlock) * 3 + c) * kBlock + v % kBlock] = d.vTemplate(v, c) + offset[3 * v + c];
    }

    /// One block of vertices in one pose.
    void skinBlock(int b, const PoseTerms& t, float* out) const {
        alignas(64) float p[3 * kBlock];  // x, y and z planes
        std::copy_n(&shaped[std::size_t(b) * 3 * kBlock], 3 * kBlock, p);
        for (int k = tables.poseFirst[b]; k < tables.poseFirst[b + 1]; ++k) {
            const float f = t.feature[tables.poseFeature[k]];
            const float* o = &tables.poseOffset[std::size_t(k) * 3 * kBlock];
            for (int i = 0; i < 3 * kBlock; ++i) p[i] += f * o[i];
        }
        const int lanes = std::min(kBlock, tables.vertexCount - b * kBlock);
        const std::size_t base = std::size_t(b) * kInfluences * kBlock;
        for (int i = 0; i < lanes; ++i) {
            float m[12] = {};
            for (int k = 0; k < kInfluences; ++k) {
                const float w = tables.weight[base + k * kBlock + i];
                const float* a = &t.affine[std::size_t(tables.joint[base + k * kBlock + i]) * 12];
                for (int e = 0; e < 12; ++e) m[e] += w * a[e];
            }
            const float x = p[i], y = p[kBlock + i], z = p[2 * kBlock + i];
            float* o = out + 3 * (std::size_t(b) * kBlock + i);
            o[0] = m[0] * x + m[1] * y + m[2] * z + m[3];
            o[1] = m[4] * x + m[5] * y + m[6] * z + m[7];
            o[2] = m[8] * x + m[9] * y + m[10] * z + m[11];
        }
    }
};

Skinner::Skinner(std::shared_ptr<const BodyModel> model, const Betas& betas) {
    const auto& tables = *model->tables_;
    impl_ = std::make_unique<Impl>(std::move(model), tables, betas);
}
Skinner::~Skinner() = default;
Skinner::Skinner(Skinner&&) noexcept = default;
Skinner& Skinner::operator=(Skinner&&) noexcept = default;

const BodyModel& Skinner::model() const { return *impl_->model; }
const JointPositions& Skinner::restJoints() const { return impl_->rest; }

void Skinner::skin(const Pose& pose, VertexArray& out) { skinBatch({&pose, 1}, {&out, 1}); }

void Skinner::skinBatch(std::span<const Pose> poses, std::span<VertexArray> out) {
    // Block by block over all poses: a block's pose blend shapes stay in the cache.
    constexpr std::size_t kChunk = 32;
    for (std::size_t first = 0; first < poses.size(); first += kChunk) {
        const std::size_t n = std::min(kChunk, poses.size() - first);
        impl_->terms.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            computeTerms(impl_->rest, poses[first + i], impl_->terms[i]);
            out[first + i].resize(impl_->tables.vertexCount, 3);
        }
        for (int b = 0; b < impl_->tables.blockCount; ++b)
            for (std::size_t i = 0; i < n; ++i) impl_->skinBlock(b, impl_->terms[i], out[first + i].data());
    }
}

}  // namespace ropetp::body
