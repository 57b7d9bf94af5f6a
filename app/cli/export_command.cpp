#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "io/bvh.h"
#include "io/take_npz.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText =
    "usage: ropetp-cli export IN.npz OUT.bvh [options]\n"
    "  --fps F        frame rate of the file (default: the take's)\n"
    "  --range A:B    only rows A to B - 1 of the take\n"
    "  --body FILE.npz  a body with SMPL's keys (default: the built-in one)\n"
    "  --json         one JSON object on stdout\n"
    "The written file is read again and compared with the take.\n";

}  // namespace

int exportTake(const std::vector<std::string>& words) {
    int exitCode = kOk;
    const auto arguments = parseOrExplain(words, {kUsageText, {"--json"}, {"--fps", "--range", "--body"}, 2}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const std::filesystem::path in = arguments->positional[0], out = arguments->positional[1];
    io::BvhOptions options;
    if (const auto fps = arguments->value("--fps")) {
        const auto value = numberValue("--fps", *fps);
        if (!value || !(*value > 0) || *value > 1000) {
            std::fputs("ropetp-cli: --fps needs a number above 0\n", stderr);
            return kUsage;
        }
        options.fps = *value;
    }
    if (out.extension() != ".bvh" && out.extension() != ".BVH")
        return reportError({ErrorCode::UnsupportedFormat, "the format is chosen by the file's ending; .bvh is known", out.string()}, json);
    auto clip = io::readTakeNpz(in);
    if (!clip) return reportError(clip.error(), json);
    if (const auto text = arguments->value("--range")) {
        const auto range = rangeValue("--range", *text, std::int64_t(clip->frames.size()));
        if (!range) {
            std::fprintf(stderr, "ropetp-cli: %s\n", range.error().detail.c_str());
            return kUsage;
        }
        clip->frames = {clip->frames.begin() + range->first.value, clip->frames.begin() + range->end.value};
    }
    const auto body = bodyOf(*clip, *arguments, in.string());
    if (!body) return reportError(body.error(), json);
    const auto report = io::writeBvh(out, *clip, **body, options);
    if (!report) return reportError(report.error(), json);
    const std::string joint(body::kJointNames[std::size_t(report->worstJoint)]);
    if (json) {
        const nlohmann::json j = {{"file", out.string()}, {"frames", report->frames}, {"fps", report->fps}, {"resampled", report->resampled},
                                  {"largest_error_mm", report->largestErrorMm}, {"worst_joint", joint}, {"worst_frame", report->worstFrame}};
        std::printf("%s\n", j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    } else {
        std::printf("%s: %zu frames at %.6g fps%s; read again: within %.4f mm (%s, frame %zu)\n", out.c_str(), report->frames, report->fps,
                    report->resampled ? " (resampled)" : "", report->largestErrorMm, joint.c_str(), report->worstFrame);
        if (report->largestErrorMm > 1) std::printf("note: that is more than a millimetre\n");
    }
    return kOk;
}

}  // namespace ropetp::cli
