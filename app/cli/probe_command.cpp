#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "media/frame_source.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText = "usage: ropetp-cli probe VIDEO [--json]\n";

nlohmann::json toJson(const media::VideoInfo& info) {
    nlohmann::json j = {{"path", info.path.string()},
                        {"container", info.container},
                        {"codec", info.codec},
                        {"pixel_format", info.pixelFormat},
                        {"width", info.width},
                        {"height", info.height},
                        {"rotation_deg", info.rotationDeg},
                        {"frames", info.frameCount()},
                        {"fps", info.fps},
                        {"variable_frame_rate", info.variableFrameRate},
                        {"duration_sec", info.durationSec},
                        {"first_pts_sec", info.ptsSec.front()},
                        {"warnings", info.warnings}};
    j["focal_px"] = info.focalPx ? nlohmann::json(*info.focalPx) : nlohmann::json(nullptr);
    return j;
}

void print(const media::VideoInfo& info) {
    std::printf("%s\n", info.path.c_str());
    std::printf("  %d x %d, %lld frames, %.4g fps%s, %.3f s\n", info.width, info.height,
                static_cast<long long>(info.frameCount()), info.fps, info.variableFrameRate ? " (variable)" : "", info.durationSec);
    std::printf("  %s in %s, %s, turned by %d degrees\n", info.codec.c_str(), info.container.c_str(), info.pixelFormat.c_str(), info.rotationDeg);
    if (info.focalPx) std::printf("  focal length %.1f px\n", *info.focalPx);
    for (const auto& w : info.warnings) std::printf("  note: %s\n", w.c_str());
}

}  // namespace

int probe(const std::vector<std::string>& words) {
    int exitCode = kOk;
    const auto arguments = parseOrExplain(words, {kUsageText, {"--json"}, {}, 1}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const auto source = media::openFrameSource(arguments->positional.front());
    if (!source) return reportError(source.error(), json);
    const auto& info = (*source)->info();
    if (json)
        std::printf("%s\n", toJson(info).dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    else
        print(info);
    return kOk;
}

}  // namespace ropetp::cli
