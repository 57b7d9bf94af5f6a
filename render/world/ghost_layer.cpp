#include "render/world/scene_p.h"

#include "render/person_color.h"

namespace ropetp::render {
namespace {

constexpr double kNearest = 0.34, kFarthest = 0.10;   ///< opacity
const Eigen::Vector3f kPast(0.95f, 0.55f, 0.35f), kFuture(0.40f, 0.75f, 0.95f);

}  // namespace

void GhostLayer::show(const std::shared_ptr<const body::BodyModel>& body, const ClipPtr& clip, FrameIndex frame) {
    if (body != body_) meshes_.clear();
    body_ = body;
    std::size_t used = 0;
    if (options_.shown && body && clip) {
        // Warm behind, cold ahead, half in the person's own colour.
        const Eigen::Vector3f own = personColor(clip->person);
        const auto put = [&](int way, int count, const Eigen::Vector3f& tint) {
            for (int k = 1; k <= count; ++k) {
                const auto i = clip->find(FrameIndex(frame.value + std::int64_t(way) * k * options_.every));
                if (i < 0 || !clip->frames[std::size_t(i)].isWorthShowing()) continue;
                if (used == meshes_.size()) {
                    meshes_.push_back(std::make_unique<BodyMesh>(body, own));
                    meshes_.back()->addTo(renderer_);
                }
                BodyMesh& mesh = *meshes_[used++];
                mesh.setShape(clip->betas);
                mesh.setColor(0.45f * own + 0.55f * tint);
                mesh.show(clip->frames[std::size_t(i)].poseInWorld, count > 1 ? kNearest + (kFarthest - kNearest) * (k - 1) / (count - 1) : kNearest);
            }
        };
        put(-1, options_.before, kPast);
        put(1, options_.after, kFuture);
    }
    for (std::size_t i = used; i < meshes_.size(); ++i) meshes_[i]->hide();
}

}  // namespace ropetp::render
