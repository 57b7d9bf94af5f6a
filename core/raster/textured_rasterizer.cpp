#include "raster/textured_rasterizer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ropetp::raster {
namespace {

constexpr float kNearM = 0.05f;
constexpr int kSamples = 2;   ///< a pixel's side
constexpr float kFar = std::numeric_limits<float>::infinity();

}  // namespace

const TexturedLayer& TexturedRasterizer::render(const Eigen::Matrix3f& pixelFromCam, int width, int height, std::span<const TexturedMesh> meshes) {
    layer_.width = width;
    layer_.height = height;
    wide_ = width * kSamples;
    high_ = height * kSamples;
    color_.assign(std::size_t(wide_) * std::size_t(high_), {0, 0, 0, kFar});
    label_.assign(color_.size(), TexturedLayer::kNone);
    // Pixel centres are integers in both grids.
    Eigen::Matrix3f finer = Eigen::Matrix3f::Identity();
    finer(0, 0) = finer(1, 1) = kSamples;
    finer(0, 2) = finer(1, 2) = (kSamples - 1) / 2.f;
    const Eigen::Matrix3f p = finer * pixelFromCam;
    for (const TexturedMesh& mesh : meshes) draw(mesh, p);
    resolve();
    return layer_;
}

void TexturedRasterizer::draw(const TexturedMesh& mesh, const Eigen::Matrix3f& p) {
    projected_.resize(mesh.verticesInCam.size());
    for (std::size_t v = 0; v < projected_.size(); ++v) {
        const Eigen::Vector3f h = p * mesh.verticesInCam[v];
        const float z = mesh.verticesInCam[v].z();
        projected_[v] = z > kNearM ? Eigen::Vector3f(h.x() / h.z(), h.y() / h.z(), z) : Eigen::Vector3f(0, 0, -1);
    }
    const Texture& texture = *mesh.texture;
    const float texels = float(texture.width()) * float(texture.height());
    for (const auto& t : mesh.triangles) {
        const Eigen::Vector3f &a = projected_[std::size_t(t.vertex[0])], &b = projected_[std::size_t(t.vertex[1])], &c = projected_[std::size_t(t.vertex[2])];
        if (a.z() < 0 || b.z() < 0 || c.z() < 0) continue;
        const int left = std::max(0, int(std::ceil(std::min({a.x(), b.x(), c.x()})))), right = std::min(wide_ - 1, int(std::floor(std::max({a.x(), b.x(), c.x()}))));
        const int top = std::max(0, int(std::ceil(std::min({a.y(), b.y(), c.y()})))), bottom = std::min(high_ - 1, int(std::floor(std::max({a.y(), b.y(), c.y()}))));
        if (left > right || top > bottom) continue;
        const float area = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
        if (std::abs(area) < 1e-6f) continue;
        const float inverse = 1 / area;
        const Eigen::Vector2f u1 = t.uv[1] - t.uv[0], u2 = t.uv[2] - t.uv[0];
        const int level = texture.levelFor(std::sqrt(std::abs(u1.x() * u2.y() - u1.y() * u2.x()) * texels / std::abs(area)));
        const Eigen::Vector3f &l0 = mesh.light[std::size_t(t.vertex[0])], &l1 = mesh.light[std::size_t(t.vertex[1])], &l2 = mesh.light[std::size_t(t.vertex[2])];
        for (int y = top; y <= bottom; ++y)
            for (int x = left; x <= right; ++x) {
                const float px = float(x), py = float(y);
                const float w1 = ((px - a.x()) * (c.y() - a.y()) - (py - a.y()) * (c.x() - a.x())) * inverse;
                const float w2 = ((b.x() - a.x()) * (py - a.y()) - (b.y() - a.y()) * (px - a.x())) * inverse;
                const float w0 = 1 - w1 - w2;
                if (w0 < 0 || w1 < 0 || w2 < 0) continue;
                const float z = w0 * a.z() + w1 * b.z() + w2 * c.z();
                const std::size_t at = std::size_t(y) * std::size_t(wide_) + std::size_t(x);
                if (!(z < color_[at][3])) continue;
                const Eigen::Vector2f uv = w0 * t.uv[0] + w1 * t.uv[1] + w2 * t.uv[2];
                const auto& texel = texture.at(uv.x(), uv.y(), level);
                if (mesh.cutOut && texel[3] < 0.5f) continue;
                const Eigen::Vector3f lit = w0 * l0 + w1 * l1 + w2 * l2;
                color_[at] = {texel[0] * mesh.tint.x() * lit.x(), texel[1] * mesh.tint.y() * lit.y(), texel[2] * mesh.tint.z() * lit.z(), z};
                if (!mesh.labels.empty()) label_[at] = mesh.labels[std::size_t(t.vertex[w0 > w1 ? (w0 > w2 ? 0 : 2) : (w1 > w2 ? 1 : 2)])];
            }
    }
}

void TexturedRasterizer::resolve() {
    const std::size_t count = std::size_t(layer_.width) * std::size_t(layer_.height);
    layer_.rgba.assign(count, {0, 0, 0, 0});
    layer_.label.assign(count, TexturedLayer::kNone);
    layer_.depthM.assign(count, kFar);
    constexpr float kShare = 1.f / (kSamples * kSamples);
    for (int y = 0; y < layer_.height; ++y)
        for (int x = 0; x < layer_.width; ++x) {
            const std::size_t to = std::size_t(y) * std::size_t(layer_.width) + std::size_t(x);
            for (int dy = 0; dy < kSamples; ++dy)
                for (int dx = 0; dx < kSamples; ++dx) {
                    const std::size_t from = std::size_t(y * kSamples + dy) * std::size_t(wide_) + std::size_t(x * kSamples + dx);
                    if (!(color_[from][3] < kFar)) continue;
                    for (std::size_t c = 0; c < 3; ++c) layer_.rgba[to][c] += kShare * color_[from][c];
                    layer_.rgba[to][3] += kShare;
                    if (color_[from][3] < layer_.depthM[to]) {
                        layer_.depthM[to] = color_[from][3];
                        layer_.label[to] = label_[from];
                    }
                }
        }
}

}  // namespace ropetp::raster
