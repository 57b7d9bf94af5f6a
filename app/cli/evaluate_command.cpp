#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/take_errors.h"
#include "io/take_npz.h"
#include "io/truth_npz.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText =
    "usage: ropetp-cli evaluate TAKE.npz TRUTH.npz [--body FILE.npz] [--json]\n"
    "Frames are matched by frame_ids; the joints of the truth's joint_mask count.\n";

nlohmann::json asJson(const TakeErrors& e, const metrics::JointMask& mask) {
    nlohmann::json perJoint = nlohmann::json::object();
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (mask[j]) perJoint[std::string(body::kJointNames[j])] = e.pose.perJointMm[j];
    const auto side = [](double mm, std::size_t joints) {
        return nlohmann::json{{"mpjpe_mm", joints > 0 ? nlohmann::json(mm) : nlohmann::json()}, {"joints", joints}};
    };
    nlohmann::json out = {{"frames", e.pose.frames}, {"frames_of_truth", e.framesOfTruth}, {"mpjpe_mm", e.pose.mpjpeMm},
                          {"pa_mpjpe_mm", e.pose.paMpjpeMm}, {"per_joint_mm", perJoint}, {"jitter_10m_s3", e.jitter},
                          {"visible", side(e.byVisibility.visibleMm, e.byVisibility.visible)},
                          {"hidden", side(e.byVisibility.hiddenMm, e.byVisibility.hidden)},
                          {"visibility_from", e.visibilityFromTruth ? "truth" : "take"}};
    if (e.mpvpeMm) out["mpvpe_mm"] = *e.mpvpeMm;
    if (e.jitterOfTruth) out["jitter_of_truth_10m_s3"] = *e.jitterOfTruth;
    if (e.world) {
        out["w_mpjpe_mm"] = e.world->wMpjpeMm;
        out["wa_mpjpe_mm"] = e.world->waMpjpeMm;
        out["rte_percent"] = e.world->rtePercent;
    }
    return out;
}

void print(const TakeErrors& e, const metrics::JointMask& mask) {
    std::printf("frames      %zu of %zu\nMPJPE       %.1f mm\nPA-MPJPE    %.1f mm\n", e.pose.frames, e.framesOfTruth, e.pose.mpjpeMm, e.pose.paMpjpeMm);
    if (e.mpvpeMm) std::printf("MPVPE       %.1f mm\n", *e.mpvpeMm);
    const char* says = e.visibilityFromTruth ? "truth" : "take";
    if (e.byVisibility.visible > 0) std::printf("visible     %.1f mm (%zu joints, says the %s)\n", e.byVisibility.visibleMm, e.byVisibility.visible, says);
    if (e.byVisibility.hidden > 0) std::printf("hidden      %.1f mm (%zu joints)\n", e.byVisibility.hiddenMm, e.byVisibility.hidden);
    if (e.world) std::printf("W-MPJPE     %.1f mm\nWA-MPJPE    %.1f mm\nRTE         %.1f %%\n", e.world->wMpjpeMm, e.world->waMpjpeMm, e.world->rtePercent);
    std::printf("jitter      %.2f (10 m/s^3)", e.jitter);
    if (e.jitterOfTruth) std::printf(", the truth's %.2f", *e.jitterOfTruth);
    std::printf("\n");
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (mask[j]) std::printf("  %-16s %6.1f mm\n", std::string(body::kJointNames[j]).c_str(), e.pose.perJointMm[j]);
}

}  // namespace

int evaluate(const std::vector<std::string>& words) {
    int exitCode = kOk;
    const auto arguments = parseOrExplain(words, {kUsageText, {"--json"}, {"--body"}, 2}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const auto clip = io::readTakeNpz(arguments->positional[0]);
    if (!clip) return reportError(clip.error(), json);
    const auto truth = io::readTruthNpz(arguments->positional[1]);
    if (!truth) return reportError(truth.error(), json);
    const auto body = bodyOf(*clip, *arguments, arguments->positional[0]);
    if (!body) return reportError(body.error(), json);
    auto errors = takeErrors(*clip, *body, *truth);
    if (!errors) {
        errors.error().file = arguments->positional[0];
        return reportError(errors.error(), json);
    }
    if (json) std::printf("%s\n", asJson(*errors, truth->jointMask).dump(2).c_str());
    else print(*errors, truth->jointMask);
    return kOk;
}

}  // namespace ropetp::cli
