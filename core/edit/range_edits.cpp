#include "edit/range_edits.h"

#include "edit/layers_edit_p.h"

namespace ropetp::edit {
namespace {

using namespace command;

std::string labelOf(const AddTool& e) {
    static constexpr const char* kLabels[] = {"Interpolate", "Hold pose", "Shift in time", "Smooth", "Repair outliers",
                                              "Take from another take", "Swap left and right", "Reset to the solve"};
    return kLabels[e.tool.kind.index()];
}
std::string labelOf(const RemoveTool&) { return "Remove range tool"; }
std::string labelOf(const ResetToRaw&) { return "Reset to the solve"; }

Result<void> addChecked(const RangeTool& tool, const LayerContext& c, PersonLayers& layers) {
    if (auto ok = checkTool(tool); !ok) return fail(ok.error());
    if (reachOf(tool, c.clip).size() < 1) return fail(ErrorCode::InvalidInput, "the person is not solved on any frame of the range");
    if (const auto* hold = std::get_if<HoldTool>(&tool.kind))
        if (auto i = c.find(hold->from); !i) return fail(i.error());
    layers.tools.push_back(tool);
    return {};
}

Result<void> changeLayers(const AddTool& e, const LayerContext& c, PersonLayers& layers) { return addChecked(e.tool, c, layers); }

Result<void> changeLayers(const RemoveTool& e, const LayerContext&, PersonLayers& layers) {
    if (e.index >= layers.tools.size()) return fail(ErrorCode::InvalidInput, "there is no range tool " + std::to_string(e.index));
    layers.tools.erase(layers.tools.begin() + std::ptrdiff_t(e.index));
    return {};
}

Result<void> changeLayers(const ResetToRaw& e, const LayerContext& c, PersonLayers& layers) {
    for (Fix& f : layers.fixes) {
        if (!e.range.contains(f.frame)) continue;
        f.joints &= ~e.joints;
        if (e.place) f.place = false;
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            if (!f.joints[j]) f.poseInCam.axisAngleRad[j].setZero();
        if (!f.place) f.poseInCam.translationM.setZero();
    }
    std::erase_if(layers.fixes, [](const Fix& f) { return f.joints.none() && !f.place; });
    RangeTool tool{e.range, e.joints, e.place, kGuardSec, ResetTool{}};
    const bool onlyFixes = layers.tools.empty() && fixClusters(layers).empty();
    if (onlyFixes && reachOf(tool, c.clip).size() > 0) return checkTool(tool);   // nothing is left to be reset
    return addChecked(tool, c, layers);
}

template <class C>
class ToolEdit final : public LayersEdit {
  public:
    explicit ToolEdit(C c) : command_(std::move(c)) {}
    std::string label() const override { return labelOf(command_); }
    std::optional<Command> command() const override { return command_; }

  protected:
    PersonId person() const override { return command_.person; }
    Result<void> change(const LayerContext& context, PersonLayers& layers) override { return changeLayers(command_, context, layers); }

  private:
    C command_;
};

}  // namespace

std::unique_ptr<Edit> addTool(PersonId person, RangeTool tool) { return std::make_unique<ToolEdit<AddTool>>(AddTool{person, std::move(tool)}); }
std::unique_ptr<Edit> removeTool(PersonId person, std::size_t index) { return std::make_unique<ToolEdit<RemoveTool>>(RemoveTool{person, index}); }
std::unique_ptr<Edit> resetToRaw(PersonId person, FrameRange range, const JointSet& joints, bool place) {
    return std::make_unique<ToolEdit<ResetToRaw>>(ResetToRaw{person, range, joints, place});
}

}  // namespace ropetp::edit
