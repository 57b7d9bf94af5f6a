#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/export_options.h"
#include "io/imported_scene.h"

#include <cstdio>

namespace ropetp::cli {
namespace {

std::string usage() {
    return "usage: ropetp-cli convert IN.{bvh,fbx,glb} OUT.{" + io::formatEndings() + "} [options]\n"
           "  --bvh-units U    of a BVH: cm (default) or m, or units a metre\n"
           "  --json           one JSON object on stdout\n"
           "Any tool's skeleton motion in another format, with its own joints and names. A take (IN.npz) is exported with the\n"
           "options of `export`.\n";
}

}  // namespace

int convert(const std::vector<std::string>& words) {
    // A take is a motion, too.
    if (!words.empty() && (words[0].ends_with(".npz") || words[0].ends_with(".NPZ"))) return exportTake(words);
    int exitCode = kOk;
    const auto arguments = parseOrExplain(words, {usage(), {"--json"}, {"--bvh-units"}, 2}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const std::filesystem::path in = arguments->positional[0], out = arguments->positional[1];
    const auto options = exportOptions(*arguments);
    if (!options) {
        std::fprintf(stderr, "ropetp-cli: %s\n", options.error().detail.c_str());
        return kUsage;
    }
    const auto motion = io::importMotion(in, options->preset.bvhUnitsPerMetre);
    if (!motion) return reportError(motion.error(), json);
    const auto scene = io::sceneOf(*motion, in.stem().string());
    if (!scene) return reportError({scene.error().code, scene.error().detail, in.string()}, json);
    const auto report = io::writeScene(out, *scene, *options);
    if (!report) return reportError(report.error(), json);
    return showReport(out.string(), *report, json);
}

}  // namespace ropetp::cli
