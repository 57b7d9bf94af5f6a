#include "render/overlay.h"

#include "body/kinematics.h"
#include "raster/line_painter.h"
#include "raster/srgb.h"
#include "render/person_color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

namespace ropetp::render {
namespace {

using raster::Ink;

/// Below this confidence a joint is drawn hollow: not to be trusted.
constexpr float kSureOfJoint = 0.4f;
constexpr float kLeastVisibility = 0.3f;
/// A body that was not seen, only in-filled, is drawn faintly.
constexpr float kUnseenOpacity = 0.35f;

// Pairs of BlazePose landmarks that are drawn joined.
constexpr std::array<std::pair<int, int>, 22> kLandmarkBones = {{{11, 12}, {11, 13}, {13, 15}, {12, 14}, {14, 16}, {15, 19}, {16, 20}, {11, 23},
                                                                 {12, 24}, {23, 24}, {23, 25}, {25, 27}, {24, 26}, {26, 28}, {27, 29}, {29, 31},
                                                                 {27, 31}, {28, 30}, {30, 32}, {28, 32}, {0, 2}, {0, 5}}};

Eigen::Vector3f linear(const Eigen::Vector3f& srgb) { return srgb.unaryExpr([](float v) { return raster::linearFromSrgb(v); }); }

}  // namespace

struct OverlayRenderer::Impl {
    std::shared_ptr<const body::BodyModel> body;
    raster::Rasterizer rasterizer;
    struct Shaped { body::Betas betas; std::unique_ptr<body::Skinner> skinner; };
    std::map<PersonId, Shaped> shaped;
    std::map<PersonId, body::VertexArray> vertices;

    body::Skinner& skinnerFor(const body::MotionClip& clip) {
        Shaped& s = shaped[clip.person];
        if (!s.skinner || s.betas != clip.betas) s = {clip.betas, std::make_unique<body::Skinner>(body, clip.betas)};
        return *s.skinner;
    }

    raster::Layer& drawMeshes(const PinholeCamera& camera, const std::vector<OverlayPerson>& persons, const OverlayOptions& options) {
        std::vector<raster::Mesh> meshes;
        std::vector<float> opacity;   // of each mesh
        std::vector<std::vector<Eigen::Vector3f>> colors;
        colors.reserve(persons.size());
        for (const OverlayPerson& p : persons) {
            if (!options.mesh || !p.clip || !p.frame || !p.frame->isWorthShowing()) continue;
            auto& v = vertices[p.id];
            skinnerFor(*p.clip).skin(p.frame->poseInCam, v);
            Eigen::Vector3f color = linear(personColor(p.id));
            if (p.selected) color = 0.8f * color + 0.2f * Eigen::Vector3f::Ones();
            colors.push_back({color});
            meshes.push_back({v, body->data().faces, colors.back()});
            opacity.push_back(options.meshOpacity * (p.frame->visible ? 1.0f : kUnseenOpacity));
        }
        raster::Layer& layer = rasterizer.render(camera, meshes, {}, options.samples);
        const auto facesEach = std::int32_t(body->faceCount());
        for (int y = layer.used.y0; y < layer.used.y1; ++y)
            for (int x = layer.used.x0; x < layer.used.x1; ++x) {
                const std::size_t i = std::size_t(y) * std::size_t(layer.width) + std::size_t(x);
                if (layer.face[i] < 0) continue;
                const auto factor = std::uint32_t(std::clamp(opacity[std::size_t(layer.face[i] / facesEach)], 0.0f, 1.0f) * 256 + 0.5f);
                for (std::size_t c = 0; c < 4; ++c) layer.rgba[4 * i + c] = std::uint8_t(layer.rgba[4 * i + c] * factor >> 8);
            }
        return layer;
    }

    void drawSkeleton(raster::LinePainter& painter, const PinholeCamera& camera, const OverlayPerson& p, double unit) {
        const auto joints = body::jointPositions(skinnerFor(*p.clip).restJoints(), p.frame->poseInCam);
        const Eigen::Vector3f color = personColor(p.id);
        const float alpha = p.frame->visible ? 1.0f : 0.5f;
        std::array<std::optional<Eigen::Vector2d>, body::kJointCount> px;
        for (int j = 0; j < body::kJointCount; ++j)
            if (joints(j, 2) > 0.05) px[std::size_t(j)] = camera.project(joints.row(j).transpose());
        for (int pass = 0; pass < 2; ++pass)
            for (int j = 1; j < body::kJointCount; ++j) {
                const auto &a = px[std::size_t(j)], &b = px[std::size_t(body::kParents[std::size_t(j)])];
                if (!a || !b) continue;
                if (pass == 0) painter.line(*b, *a, 5 * unit, {Eigen::Vector3f::Zero(), 0.45f * alpha});
                else painter.line(*b, *a, 2.6 * unit, {color, alpha});
            }
        for (int j = 0; j < body::kJointCount; ++j) {
            if (!px[std::size_t(j)]) continue;
            const auto& at = *px[std::size_t(j)];
            painter.disc(at, 4.2 * unit, {Eigen::Vector3f::Zero(), 0.6f * alpha});
            if (p.frame->confidence[std::size_t(j)] >= kSureOfJoint) painter.disc(at, 3 * unit, {Eigen::Vector3f::Ones(), alpha});
            else painter.ring(at, 2.4 * unit, 1.4 * unit, {Eigen::Vector3f(1.0f, 0.35f, 0.2f), alpha});
        }
    }

    static void drawPoints(raster::LinePainter& painter, const ViewTransform& view, const OverlayPerson& p, double unit) {
        const auto& l = *p.observation->landmarks;
        const Ink ink{personColor(p.id), 0.9f};
        const auto at = [&](int k) { return Eigen::Vector2d(view.scale * l.px[std::size_t(k)].cast<double>() + view.offset); };
        for (const auto& [a, b] : kLandmarkBones)
            if (l.visibility[std::size_t(a)] >= kLeastVisibility && l.visibility[std::size_t(b)] >= kLeastVisibility)
                painter.line(at(a), at(b), 1.2 * unit, {ink.srgb, 0.7f});
        for (int k = 0; k < track::kLandmarkCount; ++k) {
            painter.disc(at(k), 2.8 * unit, {Eigen::Vector3f::Zero(), 0.7f});
            if (l.visibility[std::size_t(k)] >= kLeastVisibility) painter.disc(at(k), 2 * unit, ink);
            else painter.ring(at(k), 1.6 * unit, 1.1 * unit, ink);
        }
    }

    static void drawBox(raster::LinePainter& painter, const ViewTransform& view, const OverlayPerson& p, double unit) {
        const auto& box = p.observation->box;
        const Eigen::Vector2d a = view.scale * Eigen::Vector2d(box.x, box.y) + view.offset;
        const Eigen::Vector2d b = view.scale * Eigen::Vector2d(box.x + box.width, box.y + box.height) + view.offset;
        painter.rectangle(a, b, (p.selected ? 4.5 : 3.5) * unit, {Eigen::Vector3f::Zero(), 0.4f});
        painter.rectangle(a, b, (p.selected ? 2.4 : 1.5) * unit, {personColor(p.id), 1.0f});
    }
};

OverlayRenderer::OverlayRenderer(std::shared_ptr<const body::BodyModel> body) : impl_(std::make_unique<Impl>()) { impl_->body = std::move(body); }
OverlayRenderer::~OverlayRenderer() = default;

const raster::Layer& OverlayRenderer::render(const PinholeCamera& frameCamera, const ViewTransform& view, int viewWidth, int viewHeight,
                                             const std::vector<OverlayPerson>& persons, const OverlayOptions& options) {
    PinholeCamera camera = frameCamera;
    camera.fx *= view.scale;
    camera.fy *= view.scale;
    camera.cx = view.scale * camera.cx + view.offset.x();
    camera.cy = view.scale * camera.cy + view.offset.y();
    camera.width = std::max(1, viewWidth);
    camera.height = std::max(1, viewHeight);
    raster::Layer& layer = impl_->drawMeshes(camera, persons, options);
    raster::LinePainter painter(layer);
    // Lines grow a little with the picture, so that a 4K export does not show hairs.
    const double unit = std::max(1.0, std::min(viewWidth, viewHeight) / 900.0);
    for (const OverlayPerson& p : persons) {
        if (options.boxes && p.observation) Impl::drawBox(painter, view, p, unit);
        if (options.points2d && p.observation && p.observation->landmarks) Impl::drawPoints(painter, view, p, unit);
        if (options.skeleton && p.clip && p.frame && p.frame->isWorthShowing()) impl_->drawSkeleton(painter, camera, p, unit);
    }
    return layer;
}

}  // namespace ropetp::render
