#include "edit/world_layer_p.h"

#include "body/kinematics.h"
#include "edit/compose.h"
#include "trajectory/contacts.h"
#include "trajectory/leg_bend.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace ropetp::edit {
namespace {

/// Contacts stay on by hysteresis: judging them starts so long before.
constexpr double kContactLeadSec = 0.6;
/// Root and legs: what a foot's place depends on.
constexpr std::array<std::size_t, 9> kLegs = {0, 1, 2, 4, 5, 7, 8, 10, 11};
constexpr float kStands = 0.5f;

bool same(const body::Pose& a, const body::Pose& b) { return a.axisAngleRad == b.axisAngleRad && a.translationM == b.translationM; }

bool sameLegs(const body::Pose& a, const body::Pose& b) {
    return a.translationM == b.translationM && std::ranges::all_of(kLegs, [&](std::size_t j) { return a.axisAngleRad[j] == b.axisAngleRad[j]; });
}

bool sameTurn(const body::Pose& a, const body::Pose& b, std::size_t joint) { return a.axisAngleRad[joint] == b.axisAngleRad[joint]; }

/// Lays one person's world, in the order of the members.
class WorldLayer {
  public:
    WorldLayer(const PersonLayers& layers, const body::BodyModel& body, body::MotionClip& clip)
        : raw_(*layers.raw), edits_(layers.trajectory), way_(trajectoryOver(layers)), body_(body), clip_(clip), rest_(body.restJoints(clip.betas)),
          pelvisRest_(rest_.row(0).transpose()), n_(clip.frames.size()), moved_(n_, false), free_(n_, false),
          lift_(edits_.floorHeightM - (way_ ? way_->edits.floorHeightM : 0)) {}

    /// Where everything was placed before.
    void placeAsBefore() {
        if (way_) {
            for (std::size_t i = 0; i < n_; ++i) {
                clip_.frames[i].poseInWorld = way_->poseInWorld[i];
                clip_.frames[i].contacts = way_->contacts[i];
            }
            clip_.camFromWorld = way_->camFromWorld;
        }
        if (lift_ == 0) return;
        const Eigen::Vector3d up(0, lift_, 0);
        for (auto& f : clip_.frames) f.poseInWorld.translationM += up;
        // A moving camera's place is told from the person's.
        if (clip_.cameraKind == body::CameraKind::Estimated)
            for (auto& m : clip_.camFromWorld) m.translation() -= m.linear() * up;
    }

    void placeChanged(const std::vector<FrameRange>& reaches) {
        const auto place = [&](std::size_t i) {
            body::MotionFrame& f = clip_.frames[i];
            const body::Pose& before = inCamBefore(i);
            if (same(f.poseInCam, before)) return;
            if (sameLegs(f.poseInCam, before)) {
                for (std::size_t j = 0; j < body::kJointCount; ++j)
                    if (!sameTurn(f.poseInCam, before, j)) f.poseInWorld.axisAngleRad[j] = f.poseInCam.axisAngleRad[j];
                return;
            }
            f.poseInWorld = unlocked(i);
            moved_[i] = true;
        };
        if (way_)   // it was solved over layers that may have gone since
            for (std::size_t i = 0; i < n_; ++i) place(i);
        else
            for (const FrameRange& r : reaches)
                for (FrameIndex f = r.first; f < r.end; f = f.next())
                    if (const auto i = std::size_t(clip_.find(f)); !moved_[i]) place(i);
    }

    void judgeContacts() {
        locksAll_ = beforeLocksFeet();
        for (std::size_t i = 0; i < n_;) {
            std::size_t end = i;
            while (end < n_ && moved_[end]) ++end;
            if (end > i) judgeContacts(i, end);
            i = end + 1;
        }
        for (const ContactSpan& c : edits_.contacts)
            forFrames(c.range, [&](std::size_t i) { clip_.frames[i].contacts[std::size_t(c.point)] = c.stands ? 1.f : 0.f; });
    }

    void lockFeet() {
        if (locksAll_) free_ = moved_;
        static const std::vector<ContactSpan> kNone;
        const auto& baked = way_ ? way_->edits.contacts : kNone;
        for (const auto& [some, others] : {std::pair(&edits_.contacts, &baked), std::pair(&baked, &edits_.contacts)})
            for (const ContactSpan& c : *some)
                if (std::ranges::find(*others, c) == others->end()) freeContact(c);
        widen();
        for (std::size_t i = 0; i < n_;) {
            std::size_t end = i;
            while (end < n_ && free_[end]) ++end;
            if (end > i) lock(i, end);
            i = end + 1;
        }
    }

  private:
    const body::Pose& inCamBefore(std::size_t i) const { return way_ ? way_->poseInCam[i] : raw_.frames[i].poseInCam; }
    const body::Pose& inWorldBefore(std::size_t i) const { return way_ ? way_->poseInWorld[i] : raw_.frames[i].poseInWorld; }

    /// The pose as the camera saw it, placed as its frame had been placed: a trajectory that was regenerated (not just the
    /// camera's view of it) keeps its form.
    body::Pose unlocked(std::size_t i) const {
        body::Pose out = body::transformed(clip_.frames[i].poseInCam, worldFromCamOf(inCamBefore(i), inWorldBefore(i), pelvisRest_), rest_);
        out.translationM.y() += lift_;
        return out;
    }

    /// Did whoever placed the frames before lock feet? Then legs are bent otherwise in the world than as the camera saw them.
    bool beforeLocksFeet() const {
        for (std::size_t i = 0; i < n_; ++i)
            for (const std::size_t j : {1u, 2u, 4u, 5u, 7u, 8u})
                if (!sameTurn(inCamBefore(i), inWorldBefore(i), j)) return true;
        return false;
    }

    bool sameContacts(std::size_t i, std::size_t j) const {
        for (std::size_t k = 0; k < trajectory::kContactValues; ++k)
            if ((clip_.frames[i].contacts[k] > kStands) != (clip_.frames[j].contacts[k] > kStands)) return false;
        return true;
    }

    template <class F>
    void forFrames(FrameRange range, F&& f) const {
        const FrameRange inside = framesIn(clip_, range);
        if (inside.size() < 1) return;
        const auto first = std::size_t(clip_.find(inside.first));
        for (std::size_t i = first; i < first + std::size_t(inside.size()); ++i) f(i);
    }

    std::size_t reach(std::size_t i, std::size_t from, double sec, int way) const {
        const auto& frames = clip_.frames;
        if (way < 0) while (i > 0 && frames[from].ptsSec - frames[i - 1].ptsSec <= sec) --i;
        else while (i < n_ && frames[i].ptsSec - frames[from].ptsSec <= sec) ++i;
        return i;
    }

    /// Contacts of frames [first, end) after their poses changed.
    void judgeContacts(std::size_t first, std::size_t end) {
        const std::size_t from = reach(first, first, kContactReachSec, -1), until = reach(end, end - 1, kContactReachSec, 1);
        const std::size_t lead = reach(first, first, kContactLeadSec, -1), trail = reach(end, end - 1, kContactLeadSec, 1);
        body::MotionClip part;
        part.betas = clip_.betas;
        part.frames.assign(clip_.frames.begin() + std::ptrdiff_t(lead), clip_.frames.begin() + std::ptrdiff_t(trail));
        for (auto& f : part.frames) f.poseInWorld.translationM.y() -= edits_.floorHeightM;
        trajectory::estimateContacts(part, body_);
        for (std::size_t i = from; i < until; ++i) {
            const bool moved = i >= first && i < end;
            // Whoever locks feet told contacts from more than how a foot moves; frames beside the change keep theirs.
            if (!moved && locksAll_) continue;
            auto& now = clip_.frames[i].contacts;
            const auto before = std::exchange(now, part.frames[i - lead].contacts);
            if (!moved) continue;
            // A foot that stood and is not lifted stands on: how quickly a fix comes and goes says nothing.
            const auto points = feet().at(part.frames[i - lead].poseInWorld);
            for (std::size_t k = 0; k < now.size(); ++k)
                if (before[k] > kStands && now[k] <= kStands && points[k].y() < trajectory::ContactOptions().leaveHeightM) now[k] = before[k];
        }
    }

    const trajectory::FootPoints& feet() {
        if (!feet_) feet_.emplace(body_, clip_.betas);
        return *feet_;
    }

    /// The whole contact of the point that the span is part of: it has one place.
    void freeContact(const ContactSpan& span) {
        const FrameRange inside = framesIn(clip_, span.range);
        if (inside.size() < 1) return;
        std::size_t first = std::size_t(clip_.find(inside.first)), end = first + std::size_t(inside.size());
        const auto stands = [&](std::size_t i) { return clip_.frames[i].contacts[std::size_t(span.point)] >= kStands; };
        while (first > 0 && stands(first) && stands(first - 1)) --first;
        while (end < n_ && stands(end - 1) && stands(end)) ++end;
        std::fill(free_.begin() + std::ptrdiff_t(first), free_.begin() + std::ptrdiff_t(end), true);
    }

    /// Locks fade out beside the frames that changed, where a contact ends with them. One that goes on holds both sides together.
    void widen() {
        const auto fade = std::size_t(std::max(1l, std::lround(trajectory::FootLockOptions().fadeSec * clip_.fps)));
        const auto core = free_;
        for (std::size_t i = 0; i < n_; ++i)
            for (const std::size_t beside : {i - 1, i + 1}) {   // beyond the clip: a large number
                if (!core[i] || beside >= n_ || core[beside] || sameContacts(i, beside)) continue;
                std::fill(free_.begin() + std::ptrdiff_t(i - std::min(i, fade)), free_.begin() + std::ptrdiff_t(std::min(n_, i + fade + 1)), true);
            }
    }

    /// Locks frames [first, end), all free, between neighbours that stay.
    void lock(std::size_t first, std::size_t end) {
        const std::size_t from = first - std::min<std::size_t>(first, 1), until = std::min(n_, end + 1);
        body::MotionClip part;
        part.fps = clip_.fps;
        std::vector<trajectory::FootKnowledge> known(until - from);
        for (std::size_t i = from; i < until; ++i) {
            part.frames.push_back(clip_.frames[i]);
            part.frames.back().poseInWorld = unlocked(i);
            auto& k = known[i - from];
            if (i < first || i >= end) k.lockedAt = trajectory::footPoints(rest_, clip_.frames[i].poseInWorld);
            for (int point = 0; point < trajectory::kContactValues; ++point) k.said[std::size_t(point)] = saidContact(edits_, point, clip_.frames[i].frame).value_or(false);
        }
        if (!locksAll_)   // nothing but the user's word holds
            for (std::size_t i = 0; i < part.frames.size(); ++i)
                for (std::size_t point = 0; point < trajectory::kContactValues; ++point)
                    if (!known[i].said[point]) part.frames[i].contacts[point] = 0;
        trajectory::lockFeet(part, rest_, known);
        for (std::size_t i = first; i < end; ++i) clip_.frames[i].poseInWorld = part.frames[i - from].poseInWorld;
    }

    const body::MotionClip& raw_;
    const TrajectoryEdits& edits_;
    const SolvedTrajectory* way_;
    const body::BodyModel& body_;
    body::MotionClip& clip_;
    body::JointPositions rest_;
    Eigen::Vector3d pelvisRest_;
    std::size_t n_;
    std::vector<bool> moved_, free_;
    bool locksAll_ = false;
    std::optional<trajectory::FootPoints> feet_;
    double lift_;   ///< how much higher the floor is wanted than where things were placed
};

}  // namespace

bool editsWorld(const PersonLayers& layers) {
    const TrajectoryEdits& e = layers.trajectory;
    return trajectoryOver(layers) || e.floorHeightM != 0 || std::ranges::any_of(e.contacts, [&](const ContactSpan& c) { return framesIn(*layers.raw, c.range).size() > 0; });
}

void layWorld(const PersonLayers& layers, const std::vector<FrameRange>& reaches, const body::BodyModel& body, body::MotionClip& clip) {
    WorldLayer world(layers, body, clip);
    world.placeAsBefore();
    world.placeChanged(reaches);
    world.judgeContacts();
    world.lockFeet();
}

}  // namespace ropetp::edit
