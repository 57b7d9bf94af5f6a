#include "edit/mark_edits.h"

#include <algorithm>

namespace ropetp::edit {
namespace {

using namespace command;

ChangeSet marks() {
    ChangeSet c;
    c.marks = true;
    c.frames = FrameRange{};
    return c;
}

Error refused(std::string why) { return {ErrorCode::InvalidInput, std::move(why)}; }
std::string at(FrameIndex frame) { return "frame " + std::to_string(frame.value); }

auto findMarker(std::vector<Marker>& all, FrameIndex frame) {
    return std::lower_bound(all.begin(), all.end(), frame, [](const Marker& m, FrameIndex f) { return m.frame < f; });
}

std::string labelOf(const SetMarker& c) { return c.note.empty() ? "Mark frame" : "Note on frame"; }
std::string labelOf(const RemoveMarker&) { return "Remove marker"; }
std::string labelOf(const AcceptFrames&) { return "Accept frames"; }
std::string labelOf(const TakeBackAcceptance&) { return "Take back acceptance"; }

Result<void> change(const SetMarker& c, Scene& scene) {
    if (c.frame.value < 0 || (scene.video && c.frame.value >= scene.video->frameCount())) return fail(refused(at(c.frame) + " is not in the video"));
    if (c.note.size() > kLongestNote) return fail(refused("the note is longer than " + std::to_string(kLongestNote) + " bytes"));
    const auto it = findMarker(scene.markers, c.frame);
    if (it == scene.markers.end() || it->frame != c.frame) {
        scene.markers.insert(it, Marker{c.frame, c.note});
        return {};
    }
    if (it->note == c.note) return fail(refused(at(c.frame) + " is marked so already"));
    it->note = c.note;
    return {};
}

Result<void> change(const RemoveMarker& c, Scene& scene) {
    const auto it = findMarker(scene.markers, c.frame);
    if (it == scene.markers.end() || it->frame != c.frame) return fail(refused(at(c.frame) + " is not marked"));
    scene.markers.erase(it);
    return {};
}

Result<void> change(const AcceptFrames& c, Scene& scene) {
    if (!scene.clips.contains(c.person)) return fail(refused("person " + std::to_string(c.person.value) + " is not solved"));
    if (c.range.size() < 1 || c.range.first.value < 0) return fail(refused("there are no such frames"));
    if (!(c.severity > 0 && c.severity <= 1)) return fail(refused("a severity is above 0 and at most 1"));
    scene.accepted.push_back({c.person, c.range, c.severity});
    return {};
}

Result<void> change(const TakeBackAcceptance& c, Scene& scene) {
    const auto touches = [&](const AcceptedFrames& a) { return a.person == c.person && a.range.first < c.range.end && c.range.first < a.range.end; };
    if (std::erase_if(scene.accepted, touches) == 0) return fail(refused("nothing was accepted there"));
    return {};
}

template <class C>
class MarkEdit final : public Edit {
  public:
    explicit MarkEdit(C c) : command_(std::move(c)) {}
    std::string label() const override { return labelOf(command_); }
    std::optional<Command> command() const override { return command_; }

    Result<ChangeSet> apply(Scene& scene) override {
        auto markers = scene.markers;
        auto accepted = scene.accepted;
        if (auto ok = change(command_, scene); !ok) return fail(ok.error());
        markersBefore_ = std::move(markers);
        acceptedBefore_ = std::move(accepted);
        return marks();
    }
    ChangeSet revert(Scene& scene) override {
        scene.markers = markersBefore_;
        scene.accepted = acceptedBefore_;
        return marks();
    }

  private:
    C command_;
    std::vector<Marker> markersBefore_;
    std::vector<AcceptedFrames> acceptedBefore_;
};

template <class C>
std::unique_ptr<Edit> make(C c) { return std::make_unique<MarkEdit<C>>(std::move(c)); }

}  // namespace

std::unique_ptr<Edit> setMarker(FrameIndex frame, std::string note) { return make(SetMarker{frame, std::move(note)}); }
std::unique_ptr<Edit> removeMarker(FrameIndex frame) { return make(RemoveMarker{frame}); }
std::unique_ptr<Edit> acceptFrames(PersonId person, FrameRange range, double severity) { return make(AcceptFrames{person, range, severity}); }
std::unique_ptr<Edit> takeBackAcceptance(PersonId person, FrameRange range) { return make(TakeBackAcceptance{person, range}); }

}  // namespace ropetp::edit
