#include "edit/solve_edits.h"

#include "edit/compose.h"
#include "trajectory/world_frame.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace ropetp::edit {
namespace {

constexpr double kMaxTiltRad = std::numbers::pi / 3;
constexpr double kMaxHeightM = 10;

ChangeSet worldAndClips() {
    ChangeSet c;
    c.world = c.clips = c.layers = true;
    return c;
}

/// The pelvis below which the world's origin lies: of the clip that starts there. When that clip is
/// gone, a point on the same vertical, so that the origin stays where it was.
Eigen::Vector3d anchorInCam(const decltype(Scene::clips)& clips, const body::BodyModel& body) {
    constexpr double kOnAxisM = 1e-3, kAboutHipHeightM = 0.9;
    double nearest = std::numeric_limits<double>::infinity();
    Eigen::Vector3d anchor = Eigen::Vector3d::Zero();
    for (const auto& [id, clip] : clips) {
        if (clip->camFromWorld.empty()) continue;
        const Eigen::Isometry3d& camFromWorld = clip->camFromWorld.front();
        const auto pelvis = trajectory::firstPelvisInCam(*clip, body);
        if (pelvis) {
            const Eigen::Vector3d p = camFromWorld.inverse() * *pelvis;
            const double offAxis = std::hypot(p.x(), p.z());
            if (offAxis < kOnAxisM && offAxis < nearest) {
                nearest = offAxis;
                anchor = *pelvis;
            }
        }
        if (nearest == std::numeric_limits<double>::infinity())
            anchor = camFromWorld * Eigen::Vector3d(0, kAboutHipHeightM, 0);
    }
    return anchor;
}

class AdjustGround final : public Edit {
  public:
    AdjustGround(double pitchRad, double rollRad, double heightM) : pitch_(pitchRad), roll_(rollRad), height_(heightM) {}
    std::string label() const override { return "Adjust floor"; }
    std::optional<Command> command() const override { return command::AdjustGround{pitch_, roll_, height_}; }

    Result<ChangeSet> apply(Scene& scene) override {
        if (!(std::abs(pitch_) <= kMaxTiltRad) || !(std::abs(roll_) <= kMaxTiltRad))
            return fail(ErrorCode::InvalidInput, "the floor can be tilted by at most 60 degrees");
        if (!(std::abs(height_) <= kMaxHeightM))
            return fail(ErrorCode::InvalidInput, "the floor can be moved by at most 10 m");
        if (!scene.clips.empty() && !scene.body)
            return fail(ErrorCode::InvalidInput, "the scene has motion but no body model");
        auto clips = scene.clips;
        auto layers = scene.layers;
        if (!clips.empty()) {
            const auto plane = trajectory::adjusted(scene.ground, pitch_, roll_, height_);
            const Eigen::Vector3d anchor = anchorInCam(clips, *scene.body);
            const Eigen::Isometry3d camFromWorld = trajectory::camFromWorld(plane, anchor);
            // A moving camera's place was solved from the way of a person: only how the floor changes counts there.
            const auto before = trajectory::adjusted(scene.ground, scene.groundPitchRad, scene.groundRollRad, scene.groundHeightM);
            const Eigen::Isometry3d change = camFromWorld.inverse() * trajectory::camFromWorld(before, anchor);
            for (auto& [id, clip] : clips) {
                const auto entry = layers.find(id);
                const auto& raw = entry != layers.end() && entry->second->raw ? entry->second->raw : clip;
                const bool moves = raw->cameraKind == body::CameraKind::Estimated;
                if (raw->camFromWorld.empty()) continue;
                const Eigen::Isometry3d newFromOld = moves ? change : camFromWorld.inverse() * raw->camFromWorld.front();
                auto moved = std::make_shared<const body::MotionClip>(moves ? trajectory::movedBy(*raw, change, *scene.body)
                                                                            : trajectory::movedToWorld(*raw, camFromWorld, *scene.body));
                if (entry == layers.end()) {
                    clip = std::move(moved);
                    continue;
                }
                auto fresh = std::make_shared<PersonLayers>(*entry->second);
                moveTrajectory(*fresh, newFromOld, *scene.body);
                fresh->raw = std::move(moved);
                auto composed = compose(*fresh, scene.body.get());
                if (!composed) return fail(composed.error());
                clip = *composed;
                entry->second = std::move(fresh);
            }
        }
        clipsBefore_ = std::exchange(scene.clips, std::move(clips));
        layersBefore_ = std::exchange(scene.layers, std::move(layers));
        pitchBefore_ = std::exchange(scene.groundPitchRad, pitch_);
        rollBefore_ = std::exchange(scene.groundRollRad, roll_);
        heightBefore_ = std::exchange(scene.groundHeightM, height_);
        return worldAndClips();
    }

    ChangeSet revert(Scene& scene) override {
        scene.clips = clipsBefore_;
        scene.layers = layersBefore_;
        scene.groundPitchRad = pitchBefore_;
        scene.groundRollRad = rollBefore_;
        scene.groundHeightM = heightBefore_;
        return worldAndClips();
    }

    bool tryMerge(const Edit& next) override {
        const auto* other = dynamic_cast<const AdjustGround*>(&next);
        if (!other) return false;
        pitch_ = other->pitch_;
        roll_ = other->roll_;
        height_ = other->height_;
        return true;
    }

  private:
    double pitch_, roll_, height_;
    double pitchBefore_ = 0, rollBefore_ = 0, heightBefore_ = 0;
    decltype(Scene::clips) clipsBefore_;
    decltype(Scene::layers) layersBefore_;
};

class SetFocal final : public Edit {
  public:
    explicit SetFocal(std::optional<double> focalPx) : focal_(focalPx) {}
    std::string label() const override { return "Set focal length"; }
    std::optional<Command> command() const override { return command::SetFocal{focal_}; }

    Result<ChangeSet> apply(Scene& scene) override {
        if (focal_ && !(*focal_ > 0 && std::isfinite(*focal_)))
            return fail(ErrorCode::InvalidInput, "a focal length must be a positive number of pixels");
        before_ = std::exchange(scene.userFocalPx, focal_);
        return changed();
    }
    ChangeSet revert(Scene& scene) override {
        scene.userFocalPx = before_;
        return changed();
    }
    bool tryMerge(const Edit& next) override {
        const auto* other = dynamic_cast<const SetFocal*>(&next);
        if (!other) return false;
        focal_ = other->focal_;
        return true;
    }

  private:
    static ChangeSet changed() {
        ChangeSet c;
        c.world = true;
        return c;
    }
    std::optional<double> focal_, before_;
};

}  // namespace

std::unique_ptr<Edit> adjustGround(double pitchRad, double rollRad, double heightM) {
    return std::make_unique<AdjustGround>(pitchRad, rollRad, heightM);
}

std::unique_ptr<Edit> setFocal(std::optional<double> focalPx) { return std::make_unique<SetFocal>(focalPx); }

}  // namespace ropetp::edit
