#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/console_control.h"
#include "app/cli/exit_code.h"
#include "edit/edit.h"
#include "edit/solve_edits.h"
#include "io/take_npz.h"
#include "jobs/solve_pipeline.h"
#include "pose/pose_estimator.h"
#include "project/project_file.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <thread>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText =
    "usage: ropetp-cli solve VIDEO -o OUT.npz|OUT.ropetp [options]\n"
    "  --person largest|all|N   whom to capture (default: largest; all writes OUT.person1.npz, ...,\n"
    "                           or everybody into the project)\n"
    "  --frames A:B             only frames A to B - 1\n"
    "  --focal PX               focal length in pixels (default: the video's metadata, else its diagonal)\n"
    "  --estimator NAME         rope: the network's raw poses; fit: the landmark fit (default: rope, refined)\n"
    "  --weights FILE           other weights for rope\n"
    "  --flip                   rope reads each picture mirrored too: a little steadier, slower\n"
    "  --refine                 with --estimator rope: its poses are moved to meet the picture points, and smoothed in time\n"
    "  --trajectory NAME        denoiser (default), or to compare with: regression, feet, raw\n"
    "  --no-trajectory          the camera's own translation: --trajectory raw\n"
    "  --steps N                of the TrajDenoiser's sampling (default: 100; 20 is a draft)\n"
    "  --seed S                 of the TrajDenoiser's sampling (default: 0): the same seed, the same trajectory\n"
    "  --body FILE.npz          a body with SMPL's keys (default: the built-in one)\n"
    "  --models FOLDER          where the person models are\n"
    "  --threads N              (default: as many as the machine has)\n"
    "  --json                   one JSON object on stdout, no progress\n";

Result<jobs::SolveRequest> requestFrom(const Arguments& arguments) {
    using Persons = jobs::SolveRequest::Persons;
    jobs::SolveRequest request;
    request.video = arguments.positional.front();
    auto body = bodyOption(arguments);
    if (!body) return fail(body.error());
    request.body = *body;
    request.persons = Persons::Largest;
    request.threads = int(std::max(1u, std::thread::hardware_concurrency()));
    if (const auto who = arguments.value("--person"); who && *who != "largest") {
        request.persons = *who == "all" ? Persons::All : Persons::One;
        if (*who != "all") {
            const auto n = numberValue("--person", *who);
            if (!n || *n < 1 || *n != std::int64_t(*n)) return fail(ErrorCode::InvalidInput, "--person needs largest, all or a number from 1, not \"" + *who + "\"");
            request.person = PersonId(std::int64_t(*n));
        }
    }
    if (const auto focal = arguments.value("--focal")) {
        const auto px = numberValue("--focal", *focal);
        if (!px || !(*px > 0)) return fail(ErrorCode::InvalidInput, "--focal needs a positive number of pixels, not \"" + *focal + "\"");
        request.focalPx = *px;
    }
    for (const auto& [option, least, assign] : {std::tuple<const char*, double, std::function<void(double)>>
             {"--seed", 0.0, [&](double v) { request.seed = std::uint64_t(v); }},
             {"--steps", 1.0, [&](double v) { request.trajectorySteps = int(std::min(v, 1e6)); }},
             {"--threads", 1.0, [&](double v) { request.threads = int(v); }}}) {
        const auto text = arguments.value(option);
        if (!text) continue;
        const auto n = numberValue(option, *text);
        if (!n || *n < least || *n > 1e15 || *n != double(std::int64_t(*n))) return fail(ErrorCode::InvalidInput, std::string(option) + " needs a whole number, not \"" + *text + "\"");
        assign(*n);
    }
    request.estimator = arguments.value("--estimator").value_or("");
    request.estimatorWeights = arguments.value("--weights").value_or("");
    request.trajectory = arguments.has("--no-trajectory") ? "raw" : arguments.value("--trajectory").value_or("");
    request.flipTest = arguments.has("--flip");
    request.refine = arguments.has("--refine");
    request.modelFolder = arguments.value("--models").value_or("");
    if (const auto frames = arguments.value("--frames")) {
        const auto video = media::openFrameSource(request.video);
        if (!video) return fail(video.error());
        const auto range = rangeValue("--frames", *frames, (*video)->info().frameCount());
        if (!range) return fail(range.error());
        request.frames = *range;
    }
    return request;
}

/// The solve as the window would have it: a project that goes on from here.
Result<void> writeProject(const std::filesystem::path& path, const jobs::SolveRequest& request, const jobs::SolveOutcome& outcome) {
    const auto source = media::openFrameSource(request.video);
    if (!source) return fail(source.error());
    project::Project project;
    project.scene.video = std::make_shared<const media::VideoInfo>((*source)->info());
    project.scene.body = request.body;
    project.scene.userFocalPx = request.focalPx;
    if (auto ok = edit::commitSolve(outcome.tracks, outcome.clips, outcome.ground, outcome.notices)->apply(project.scene); !ok) return fail(ok.error());
    project.video = project::referTo(request.video, path);
    project.settings.estimator = request.estimator;
    project.settings.trajectory = request.trajectory;
    project.settings.trajectorySeed = request.seed;
    project.settings.flipTest = request.flipTest;
    project.settings.refine = request.refine || request.estimator.empty();
    project.saveId = project::newSaveId();
    if (const auto written = project::writeProject(path, project); !written) return fail(written.error());
    return {};
}

nlohmann::json toJson(const jobs::SolveOutcome& outcome, const std::vector<std::pair<const body::MotionClip*, std::filesystem::path>>& written) {
    nlohmann::json persons = nlohmann::json::array(), notices = nlohmann::json::array(), stages = nlohmann::json::array();
    for (const auto& [clip, path] : written) {
        double confidence = 0;
        std::int64_t visible = 0;
        for (const auto& f : clip->frames) {
            visible += f.visible;
            for (const float c : f.confidence) confidence += c / body::kJointCount;
        }
        persons.push_back({{"id", clip->person.value}, {"file", path.string()}, {"frames", clip->frames.size()},
                           {"first_frame", clip->frames.front().frame.value}, {"visible_frames", visible}, {"fps", clip->fps},
                           {"mean_confidence", confidence / double(clip->frames.size())}, {"source", clip->source},
                           {"camera", clip->cameraKind == body::CameraKind::AssumedStatic ? "assumed-static" : clip->cameraKind == body::CameraKind::Estimated ? "estimated" : "static"}});
    }
    static constexpr const char* kKinds[] = {"camera-moves", "person-lost", "ground-uncertain", "damaged-frames", "cut", "camera-uncertain"};
    for (const auto& n : outcome.notices) notices.push_back({{"kind", kKinds[int(n.kind)]}, {"detail", n.detail}});
    for (const auto& s : outcome.times) stages.push_back({{"stage", s.stage}, {"seconds", s.seconds}, {"frames", s.frames}});
    return {{"persons", persons}, {"notices", notices}, {"stages", stages}, {"ground_confidence", outcome.ground.confidence}};
}

}  // namespace

int solve(const std::vector<std::string>& words) {
    int exitCode = kOk;
    const Syntax syntax{kUsageText, {"--json", "--flip", "--refine", "--no-trajectory"}, {"-o", "--person", "--frames", "--focal", "--estimator", "--seed", "--models", "--threads", "--body", "--weights", "--trajectory", "--steps"}, 1};
    const auto arguments = parseOrExplain(words, syntax, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    if (!arguments->value("-o")) {
        std::fputs("ropetp-cli: solve needs -o OUT.npz or OUT.ropetp\n", stderr);
        std::fputs(kUsageText, stderr);
        return kUsage;
    }
    const std::filesystem::path target = *arguments->value("-o");
    // Told before minutes of work: the folder must be there.
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    if (std::error_code error; !std::filesystem::is_directory(folder, error))
        return reportError({ErrorCode::WriteFailed, "the folder does not exist", folder.string()}, json);
    const auto request = requestFrom(*arguments);
    if (!request) {
        if (request.error().code != ErrorCode::InvalidInput) return reportError(request.error(), json);
        std::fprintf(stderr, "ropetp-cli: %s\n", request.error().detail.c_str());
        return kUsage;
    }
    Result<jobs::SolveOutcome> outcome;
    {
        ConsoleControl control(json);
        outcome = jobs::solve(*request, control, nullptr);
    }
    if (!outcome) return reportError(outcome.error(), json);

    std::vector<std::pair<const body::MotionClip*, std::filesystem::path>> written;
    const bool asProject = target.extension() == ".ropetp";
    if (asProject)
        if (auto ok = writeProject(target, *request, *outcome); !ok) return reportError(ok.error(), json);
    for (const auto& clip : outcome->clips) {
        if (asProject) {
            written.emplace_back(clip.get(), target);
            continue;
        }
        const auto path = request->persons == jobs::SolveRequest::Persons::All ? io::personFile(target, clip->person) : target;
        if (auto ok = io::writeTakeNpz(path, *clip, *request->body); !ok) return reportError(ok.error(), json);
        written.emplace_back(clip.get(), path);
    }
    if (json) {
        std::printf("%s\n", toJson(*outcome, written).dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
        return kOk;
    }
    for (const auto& [clip, path] : written)
        std::printf("%s: person %lld, %zu frames from frame %lld, %s\n", path.c_str(), static_cast<long long>(clip->person.value), clip->frames.size(),
                    static_cast<long long>(clip->frames.front().frame.value), clip->source.c_str());
    for (const auto& n : outcome->notices) std::printf("note: %s\n", n.detail.c_str());
    if (outcome->clips.front()->cameraKind == body::CameraKind::AssumedStatic)
        std::printf("note: the camera moves but was treated as static; world positions are not to be trusted\n");
    return kOk;
}

}  // namespace ropetp::cli
