#include "app/cli/export_options.h"

#include "app/cli/exit_code.h"
#include "io/text_file.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ropetp::cli {

const char* const kExportOptionsHelp =
    "  --preset P       names, rest pose and root of a tool: humanik (default), mixamo, unreal, unity, rigify, smpl,\n"
    "                   or a preset's .json file\n"
    "  --fps F          frame rate of the file (default: the take's)\n"
    "  --range A:B      only rows A to B - 1 of the take\n"
    "  --mesh           with the skinned body (fbx, glb)\n"
    "  --camera         with the camera (fbx, glb)\n"
    "  --root-bone      a bone at the floor carries the way over it\n"
    "  --in-place       on the spot\n"
    "  --rest T|A       rest pose\n"
    "  --bvh-order O    ZXY (default) or ZYX\n"
    "  --bvh-units U    cm (default) or m, or units a metre\n"
    "  --origin         begin above the origin\n"
    "  --floor M        raise everything by M metres\n"
    "  --scale S        of the whole scene\n"
    "  --amass          an npz in AMASS's layout (SMPL-H, Z up, even frames) instead of ours\n";
const std::set<std::string> kExportFlags = {"--json", "--mesh", "--camera", "--root-bone", "--in-place", "--origin", "--amass"};
const std::set<std::string> kExportValues = {"--preset", "--fps", "--range", "--rest", "--bvh-order", "--bvh-units", "--floor", "--scale"};

namespace {

Result<io::ExportPreset> presetOf(const std::string& name) {
    if (const auto* built = io::findPreset(name)) return *built;
    if (!name.ends_with(".json")) {
        std::string known;
        for (const auto& p : io::builtInPresets()) known += (known.empty() ? "" : ", ") + p.name;
        return fail(ErrorCode::InvalidInput, "--preset: '" + name + "' is none of " + known + ", nor a .json file");
    }
    const auto text = io::readWholeFile(name, 1 << 20);
    if (!text) return fail(text.error());
    auto preset = io::presetFromJson(*text);
    if (!preset) return fail(preset.error().code, preset.error().detail, name);
    return preset;
}

}  // namespace

Result<io::ExportOptions> exportOptions(const Arguments& arguments) {
    io::ExportOptions o;
    if (const auto name = arguments.value("--preset")) {
        auto preset = presetOf(*name);
        if (!preset) return fail(preset.error());
        o.preset = *preset;
    }
    const auto number = [&](const char* option, double least, double most, double& out) -> Result<void> {
        const auto text = arguments.value(option);
        if (!text) return {};
        const auto value = numberValue(option, *text);
        if (!value) return fail(value.error());
        if (!(*value > least && *value <= most)) return fail(ErrorCode::InvalidInput, std::string(option) + ": " + *text + " is out of range");
        out = *value;
        return {};
    };
    if (auto ok = number("--fps", 0, 1000, o.fps); !ok) return fail(ok.error());
    if (auto ok = number("--scale", 0, 1e4, o.scale); !ok) return fail(ok.error());
    if (auto ok = number("--floor", -1e4, 1e4, o.floorOffsetM); !ok) return fail(ok.error());
    if (const auto units = arguments.value("--bvh-units")) {
        if (*units == "cm") o.preset.bvhUnitsPerMetre = 100;
        else if (*units == "m") o.preset.bvhUnitsPerMetre = 1;
        else if (auto ok = number("--bvh-units", 0, 1e4, o.preset.bvhUnitsPerMetre); !ok) return fail(ok.error());
    }
    if (const auto order = arguments.value("--bvh-order")) {
        if (*order != "ZXY" && *order != "ZYX") return fail(ErrorCode::InvalidInput, "--bvh-order is ZXY or ZYX");
        o.preset.bvhOrder = *order == "ZXY" ? io::kZxy : io::kZyx;
    }
    if (const auto rest = arguments.value("--rest")) {
        if (*rest != "T" && *rest != "A") return fail(ErrorCode::InvalidInput, "--rest is T or A");
        o.preset.rest = *rest == "T" ? io::RestPose::T : io::RestPose::A;
    }
    if (arguments.has("--root-bone") && arguments.has("--in-place")) return fail(ErrorCode::InvalidInput, "--root-bone and --in-place exclude each other");
    if (arguments.has("--root-bone")) {
        if (o.preset.rootBone.empty()) o.preset.rootBone = "root";
        o.preset.rootMotion = io::RootMotion::OnRootBone;
    }
    if (arguments.has("--in-place")) o.preset.rootMotion = io::RootMotion::InPlace;
    o.withMesh = arguments.has("--mesh");
    o.withCamera = arguments.has("--camera");
    o.amass = arguments.has("--amass");
    o.startAtOrigin = arguments.has("--origin");
    return o;
}

int showReport(const std::string& file, const io::ExportReport& r, bool json) {
    if (json) {
        nlohmann::json j = {{"file", file}, {"frames", r.frames}, {"fps", r.fps}, {"resampled", r.resampled}, {"verified", r.verified}};
        if (r.verified) j.update({{"largest_error_mm", r.largestErrorMm}, {"worst_joint", r.worstJoint}, {"worst_frame", r.worstFrame}});
        std::printf("%s\n", j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
        return kOk;
    }
    std::printf("%s: %zu frames at %.6g fps%s", file.c_str(), r.frames, r.fps, r.resampled ? " (resampled)" : "");
    if (r.verified) std::printf("; read again: within %.4f mm (%s, frame %zu)", r.largestErrorMm, r.worstJoint.c_str(), r.worstFrame);
    std::printf("\n");
    if (r.largestErrorMm > io::ExportReport::kWarnMm) std::printf("warning: that is more than a millimetre\n");
    return kOk;
}

}  // namespace ropetp::cli
