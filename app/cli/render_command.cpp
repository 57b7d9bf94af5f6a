#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/console_control.h"
#include "app/cli/exit_code.h"
#include "io/take_npz.h"
#include "media/frame_source.h"
#include "media/video_writer.h"
#include "render/overlay.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText =
    "usage: ropetp-cli render TAKE.npz VIDEO -o OVERLAY.mp4 [options]\n"
    "  --frames A:B     only frames A to B - 1 of the video\n"
    "  --opacity O      of the body, 0 to 1 (default: 0.75)\n"
    "  --skeleton       draw bones and joints as well\n"
    "  --no-mesh        no body\n"
    "  --body FILE.npz  a body with SMPL's keys (default: the built-in one)\n"
    "More takes of the same video may follow TAKE.npz: TAKE1.npz TAKE2.npz VIDEO.\n";

struct Job {
    std::shared_ptr<const body::BodyModel> body;
    std::vector<body::MotionClip> clips;
    render::OverlayOptions options;
    FrameRange range;
};

Result<void> renderAll(media::FrameSource& source, const Job& job, const std::filesystem::path& out, JobControl& control) {
    const media::VideoInfo info = source.info();
    auto writer = media::VideoWriter::create(out, {info.width, info.height, info.fps, 18, 30});
    if (!writer) return fail(writer.error());
    render::OverlayRenderer overlay(job.body);
    control.stage("render", 1);
    for (FrameIndex f = job.range.first; f < job.range.end; f = f.next()) {
        if (control.isCanceled()) return fail(ErrorCode::Canceled);
        auto image = source.frame(f);
        if (!image) return fail(image.error());
        std::vector<render::OverlayPerson> persons;
        for (const auto& clip : job.clips)
            if (const auto i = clip.find(f); i >= 0) persons.push_back({clip.person, &clip, &clip.frames[std::size_t(i)], nullptr, false});
        Image drawn = image->deepCopy();
        if (!persons.empty())
            raster::blend(overlay.render(job.clips.front().camera, {}, info.width, info.height, persons, job.options), 1, drawn);
        if (auto added = (*writer)->add(drawn, info.ptsSec[std::size_t(f.value)]); !added) return fail(added.error());
        control.report(double(f.value - job.range.first.value + 1) / double(job.range.size()));
    }
    return (*writer)->finish();
}

}  // namespace

int renderOverlay(const std::vector<std::string>& words) {
    const Syntax syntax{kUsageText, {"--skeleton", "--no-mesh"}, {"-o", "--frames", "--opacity", "--body"}, 0};
    auto arguments = parseArguments(words, {"--skeleton", "--no-mesh", "--help"}, syntax.valueOptions);
    if (arguments && arguments->has("--help")) {
        std::fputs(kUsageText, stdout);
        return kOk;
    }
    if (!arguments || arguments->positional.size() < 2 || !arguments->value("-o")) {
        if (!arguments) std::fprintf(stderr, "ropetp-cli: %s\n", arguments.error().detail.c_str());
        std::fputs(kUsageText, stderr);
        return kUsage;
    }
    const auto source = media::openFrameSource(arguments->positional.back());
    if (!source) return reportError(source.error(), false);
    const auto& info = (*source)->info();
    Job job;
    job.range = info.range();
    for (std::size_t i = 0; i + 1 < arguments->positional.size(); ++i) {
        const std::string& file = arguments->positional[i];
        auto clip = io::readTakeNpz(file);
        if (!clip) return reportError(clip.error(), false);
        const auto body = bodyOf(*clip, *arguments, file);
        if (!body) return reportError(body.error(), false);
        job.body = *body;
        if (!(clip->camera.fx > 0)) return reportError({ErrorCode::UnsupportedFormat, "the take has no camera", file}, false);
        if (std::abs(2 * clip->camera.cx + 1 - info.width) > 2 || std::abs(2 * clip->camera.cy + 1 - info.height) > 2)
            return reportError({ErrorCode::InvalidInput, "the take's camera does not fit the size of the video: it belongs to another one", file}, false);
        clip->person = PersonId(std::int64_t(i) + 1);
        job.clips.push_back(std::move(*clip));
    }
    if (const auto text = arguments->value("--frames")) {
        const auto range = rangeValue("--frames", *text, info.frameCount());
        if (!range) {
            std::fprintf(stderr, "ropetp-cli: %s\n", range.error().detail.c_str());
            return kUsage;
        }
        job.range = *range;
    }
    if (const auto text = arguments->value("--opacity")) {
        const auto value = numberValue("--opacity", *text);
        if (!value || *value < 0 || *value > 1) {
            std::fputs("ropetp-cli: --opacity needs a number from 0 to 1\n", stderr);
            return kUsage;
        }
        job.options.meshOpacity = float(*value);
    }
    job.options.mesh = !arguments->has("--no-mesh");
    job.options.skeleton = arguments->has("--skeleton");
    const std::filesystem::path out = *arguments->value("-o");
    ConsoleControl control(false);
    if (auto done = renderAll(**source, job, out, control); !done) return reportError(done.error(), false);
    std::printf("%s: %lld frames\n", out.c_str(), static_cast<long long>(job.range.size()));
    return kOk;
}

}  // namespace ropetp::cli
