#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "body/kinematics.h"
#include "io/take_npz.h"
#include "io/truth_npz.h"
#include "metrics/pose_error.h"
#include "metrics/world_error.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText =
    "usage: ropetp-cli evaluate TAKE.npz TRUTH.npz [--body FILE.npz] [--json]\n"
    "Frames are matched by frame_ids; the joints of the truth's joint_mask count.\n";

struct Matched {
    std::vector<body::JointPositions> cam, world, trueCam, trueWorld;
};

Matched matched(const body::MotionClip& clip, const body::BodyModel& body, const io::Truth& truth) {
    Matched m;
    const auto rest = body.restJoints(clip.betas);
    for (std::size_t row = 0; row < truth.frameIds.size(); ++row) {
        const auto i = clip.find(FrameIndex(truth.frameIds[row]));
        if (i < 0) continue;
        const auto& frame = clip.frames[std::size_t(i)];
        m.cam.push_back(body::jointPositions(rest, frame.poseInCam));
        m.trueCam.push_back(truth.jointsInCam[row]);
        if (truth.jointsInWorld.empty()) continue;
        m.world.push_back(body::jointPositions(rest, frame.poseInWorld));
        m.trueWorld.push_back(truth.jointsInWorld[row]);
    }
    return m;
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
    const Matched m = matched(*clip, **body, *truth);
    const auto pose = metrics::poseError(m.cam, m.trueCam, truth->jointMask);
    if (!pose) return reportError({ErrorCode::InvalidInput, "the take and the truth have no frame in common", arguments->positional[0]}, json);
    const auto world = metrics::worldError(m.world, m.trueWorld, truth->jointMask);
    const double jitter = metrics::jitter(m.world.empty() ? m.cam : m.world, clip->fps);
    if (json) {
        nlohmann::json perJoint;
        for (std::size_t j = 0; j < body::kJointCount; ++j)
            if (truth->jointMask[j]) perJoint[std::string(body::kJointNames[j])] = pose->perJointMm[j];
        nlohmann::json out = {{"frames", pose->frames}, {"frames_of_truth", truth->frameIds.size()}, {"mpjpe_mm", pose->mpjpeMm},
                              {"pa_mpjpe_mm", pose->paMpjpeMm}, {"per_joint_mm", perJoint}, {"jitter_10m_s3", jitter}};
        if (world) {
            out["w_mpjpe_mm"] = world->wMpjpeMm;
            out["wa_mpjpe_mm"] = world->waMpjpeMm;
            out["rte_percent"] = world->rtePercent;
        }
        std::printf("%s\n", out.dump(2).c_str());
        return kOk;
    }
    std::printf("frames      %zu of %zu\nMPJPE       %.1f mm\nPA-MPJPE    %.1f mm\n", pose->frames, truth->frameIds.size(), pose->mpjpeMm, pose->paMpjpeMm);
    if (world) std::printf("W-MPJPE     %.1f mm\nWA-MPJPE    %.1f mm\nRTE         %.1f %%\n", world->wMpjpeMm, world->waMpjpeMm, world->rtePercent);
    std::printf("jitter      %.2f (10 m/s^3)\n", jitter);
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (truth->jointMask[j]) std::printf("  %-16s %6.1f mm\n", std::string(body::kJointNames[j]).c_str(), pose->perJointMm[j]);
    return kOk;
}

}  // namespace ropetp::cli
