#include "edit/trajectory_edits.h"

#include "edit/layers_edit_p.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ropetp::edit {
namespace {

using namespace command;

constexpr double kFarthestM = 1e4, kSoftestM = 10, kHighestM = 10;
constexpr std::size_t kMostPoints = 10000;

bool finite(const body::Pose& p) {
    return p.translationM.allFinite() && std::ranges::all_of(p.axisAngleRad, [](const Eigen::Vector3d& a) { return a.allFinite(); });
}

std::string labelOf(const SetTrajectoryPin&) { return "Pin trajectory"; }
std::string labelOf(const RemoveTrajectoryPin&) { return "Remove pin"; }
std::string labelOf(const SetContact& e) { return e.span.stands ? "Set foot contact" : "Lift foot"; }
std::string labelOf(const ClearContacts&) { return "Foot contacts as estimated"; }
std::string labelOf(const DrawFloorLine& e) { return e.pointsM.empty() ? "Remove floor line" : "Draw floor line"; }
std::string labelOf(const CloseLoop& e) { return e.closes ? "Close loop" : "Open loop"; }
std::string labelOf(const SetFloorHeight&) { return "Set floor height"; }

Result<void> changeEdits(const SetTrajectoryPin& e, const LayerContext& c, TrajectoryEdits& edits) {
    if (auto i = c.find(e.pin.frame); !i) return fail(i.error());
    if (!(e.pin.pelvisM.norm() <= kFarthestM)) return fail(ErrorCode::InvalidInput, "the pin's place is not one");
    if (!(e.pin.softnessM >= 0 && e.pin.softnessM <= kSoftestM)) return fail(ErrorCode::InvalidInput, "a pin is 0 to 10 m soft");
    const auto at = std::ranges::lower_bound(edits.pins, e.pin.frame, {}, &TrajectoryPin::frame);
    if (at != edits.pins.end() && at->frame == e.pin.frame) *at = e.pin;
    else edits.pins.insert(at, e.pin);
    return {};
}

Result<void> changeEdits(const RemoveTrajectoryPin& e, const LayerContext&, TrajectoryEdits& edits) {
    if (std::erase_if(edits.pins, [&](const TrajectoryPin& p) { return p.frame == e.frame; }) == 0)
        return fail(ErrorCode::InvalidInput, "there is no pin on frame " + std::to_string(e.frame.value));
    return {};
}

/// Takes a range out of what was said of a point. False: nothing was said there.
bool cutContacts(std::vector<ContactSpan>& contacts, int point, FrameRange range) {
    std::vector<ContactSpan> left;
    bool cut = false;
    for (const ContactSpan& c : contacts) {
        if (c.point != point || c.range.end <= range.first || range.end <= c.range.first) {
            left.push_back(c);
            continue;
        }
        cut = true;
        if (c.range.first < range.first) left.push_back({c.point, {c.range.first, range.first}, c.stands});
        if (range.end < c.range.end) left.push_back({c.point, {range.end, c.range.end}, c.stands});
    }
    contacts = std::move(left);
    return cut;
}

Result<void> changeEdits(const SetContact& e, const LayerContext& c, TrajectoryEdits& edits) {
    if (e.span.point < 0 || e.span.point > 3) return fail(ErrorCode::InvalidInput, "a foot has a heel and a toe");
    if (e.span.range.first.value < 0 || framesIn(c.clip, e.span.range).size() < 1) return fail(ErrorCode::InvalidInput, "the person is not solved on any frame of the range");
    cutContacts(edits.contacts, e.span.point, e.span.range);
    const auto before = [](const ContactSpan& a, const ContactSpan& b) { return std::pair(a.point, a.range.first) < std::pair(b.point, b.range.first); };
    edits.contacts.insert(std::ranges::lower_bound(edits.contacts, e.span, before), e.span);
    return {};
}

Result<void> changeEdits(const ClearContacts& e, const LayerContext&, TrajectoryEdits& edits) {
    if (e.point && (*e.point < 0 || *e.point > 3)) return fail(ErrorCode::InvalidInput, "a foot has a heel and a toe");
    if (e.range.size() < 1) return fail(ErrorCode::InvalidInput, "the range of frames is empty");
    bool cut = false;
    for (int point = 0; point < 4; ++point)
        if (!e.point || *e.point == point) cut |= cutContacts(edits.contacts, point, e.range);
    if (!cut) return fail(ErrorCode::InvalidInput, "nothing was said of the contacts there");
    return {};
}

Result<void> changeEdits(const DrawFloorLine& e, const LayerContext&, TrajectoryEdits& edits) {
    if (e.pointsM.size() > kMostPoints) return fail(ErrorCode::InvalidInput, "the line has too many points");
    double length = 0;
    for (std::size_t i = 0; i < e.pointsM.size(); ++i) {
        if (!(e.pointsM[i].norm() <= kFarthestM)) return fail(ErrorCode::InvalidInput, "a point of the line is not one");
        if (i > 0) length += (e.pointsM[i] - e.pointsM[i - 1]).norm();
    }
    if (e.pointsM.size() > 1 && length < 1e-3) return fail(ErrorCode::InvalidInput, "the line has no length");
    edits.floorLineM = e.pointsM.size() > 1 ? e.pointsM : std::vector<Eigen::Vector2d>();
    return {};
}

Result<void> changeEdits(const CloseLoop& e, const LayerContext&, TrajectoryEdits& edits) {
    edits.closesLoop = e.closes;
    return {};
}

Result<void> changeEdits(const SetFloorHeight& e, const LayerContext&, TrajectoryEdits& edits) {
    if (!(std::abs(e.heightM) <= kHighestM)) return fail(ErrorCode::InvalidInput, "the floor can be moved by at most 10 m");
    edits.floorHeightM = e.heightM;
    edits.levelFloor = e.level;
    return {};
}

/// One person's trajectory, put.
class PutWay final : public LayersEdit {
  public:
    explicit PutWay(PutTrajectory::Way way) : way_(std::move(way)) {}
    std::string label() const override { return "Trajectory"; }

  protected:
    PersonId person() const override { return way_.person; }
    Result<void> change(const LayerContext&, PersonLayers& layers) override {
        if (!way_.solved) return fail(ErrorCode::InvalidInput, "the trajectory is empty");
        if (layers.trajectory != way_.solved->edits) return fail(ErrorCode::InvalidInput, "pins or contacts changed since the trajectory was asked for");
        layers.solvedTrajectory = way_.solved;
        if (!trajectoryOver(layers)) return fail(ErrorCode::InvalidInput, "the trajectory is of other frames than the clip");
        if (!std::ranges::all_of(way_.solved->poseInWorld, finite) || !std::ranges::all_of(way_.solved->poseInCam, finite) ||
            !std::ranges::all_of(way_.solved->camFromWorld, [](const auto& m) { return m.matrix().allFinite(); }))
            return fail(ErrorCode::InvalidInput, "the trajectory is not finite");
        return {};
    }

  private:
    PutTrajectory::Way way_;
};

/// Trajectories of several persons, known or to be solved when the edit is applied first.
class PutWays final : public Edit {
  public:
    explicit PutWays(PutTrajectory c) : command_(std::move(c)) {}
    explicit PutWays(SolveTrajectories c) : command_(std::move(c)) {}
    std::string label() const override { return "Trajectory"; }
    std::optional<Command> command() const override { return std::visit([](const auto& c) { return Command(c); }, command_); }

    Result<ChangeSet> apply(Scene& scene) override {
        const bool fresh = parts_.empty();
        if (fresh) {
            auto ways = waysFor(scene);
            if (!ways) return fail(ways.error());
            for (auto& w : *ways) parts_.push_back(std::make_unique<PutWay>(std::move(w)));
        }
        ChangeSet all;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto change = parts_[i]->apply(scene);
            if (!change) {
                while (i-- > 0) parts_[i]->revert(scene);
                if (fresh) parts_.clear();
                return fail(change.error());
            }
            if (i == 0) all = *change;
            else all |= *change;
        }
        return all;
    }

    ChangeSet revert(Scene& scene) override {
        ChangeSet all;
        for (std::size_t i = parts_.size(); i-- > 0;) {
            const auto change = parts_[i]->revert(scene);
            if (i + 1 == parts_.size()) all = change;
            else all |= change;
        }
        return all;
    }

  private:
    Result<std::vector<PutTrajectory::Way>> waysFor(const Scene& scene) const {
        if (const auto* put = std::get_if<PutTrajectory>(&command_)) {
            if (put->ways.empty()) return fail(ErrorCode::InvalidInput, "there is no trajectory");
            return put->ways;
        }
        const auto& wish = std::get<SolveTrajectories>(command_);
        std::vector<PutTrajectory::Way> ways;
        NullJobControl job;
        for (const auto& [id, clip] : scene.clips) {
            if (wish.person && *wish.person != id) continue;
            if (!scene.body) return fail(ErrorCode::InvalidInput, "the scene has motion but no body model");
            auto solved = solveTrajectory(*layersOf(scene, id), *scene.body, wish.how, job);
            if (!solved) return fail(solved.error());
            ways.push_back({id, *solved});
        }
        if (ways.empty()) return fail(ErrorCode::InvalidInput, wish.person ? "person " + std::to_string(wish.person->value) + " is not solved" : "nobody is solved");
        return ways;
    }

    std::variant<PutTrajectory, SolveTrajectories> command_;
    std::vector<std::unique_ptr<PutWay>> parts_;
};

template <class C>
class TrajectoryEdit final : public LayersEdit {
  public:
    explicit TrajectoryEdit(C c) : command_(std::move(c)) {}
    std::string label() const override { return labelOf(command_); }
    std::optional<Command> command() const override { return command_; }

  protected:
    PersonId person() const override { return command_.person; }
    Result<void> change(const LayerContext& context, PersonLayers& layers) override {
        if (auto ok = changeEdits(command_, context, layers.trajectory); !ok) return ok;
        // Nothing is wanted any more: the solve's own way is back.
        if (layers.trajectory.isEmpty() && layers.solvedTrajectory && !layers.solvedTrajectory->edits.isEmpty()) layers.solvedTrajectory = nullptr;
        return {};
    }

  private:
    C command_;
};

template <class C>
std::unique_ptr<Edit> make(C c) { return std::make_unique<TrajectoryEdit<C>>(std::move(c)); }

}  // namespace

std::unique_ptr<Edit> setTrajectoryPin(PersonId person, TrajectoryPin pin) { return make(SetTrajectoryPin{person, pin}); }
std::unique_ptr<Edit> removeTrajectoryPin(PersonId person, FrameIndex frame) { return make(RemoveTrajectoryPin{person, frame}); }
std::unique_ptr<Edit> setContact(PersonId person, ContactSpan span) { return make(SetContact{person, span}); }
std::unique_ptr<Edit> clearContacts(PersonId person, FrameRange range, std::optional<int> point) { return make(ClearContacts{person, range, point}); }
std::unique_ptr<Edit> drawFloorLine(PersonId person, std::vector<Eigen::Vector2d> pointsM) { return make(DrawFloorLine{person, std::move(pointsM)}); }
std::unique_ptr<Edit> closeLoop(PersonId person, bool closes) { return make(CloseLoop{person, closes}); }
std::unique_ptr<Edit> setFloorHeight(PersonId person, double heightM, bool level) { return make(SetFloorHeight{person, heightM, level}); }
std::unique_ptr<Edit> putTrajectory(std::vector<PutTrajectory::Way> ways) { return std::make_unique<PutWays>(PutTrajectory{std::move(ways)}); }
std::unique_ptr<Edit> solveTrajectories(std::optional<PersonId> person, TrajectorySolve how) { return std::make_unique<PutWays>(SolveTrajectories{person, std::move(how)}); }

}  // namespace ropetp::edit
