#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/export_options.h"
#include "io/take_npz.h"
#include "project/project_file.h"

#include <cstdio>

namespace ropetp::cli {
namespace {

std::string usage() {
    return "usage: ropetp-cli export IN.npz|PROJECT.ropetp OUT.{" + io::formatEndings() + "} [options]\n" + kExportOptionsHelp +
           "  --body FILE.npz  a body with SMPL's keys (default: the built-in one)\n"
           "  --person N       of a project, one person alone (default: everybody, OUT.person1.*, ...)\n"
           "  --json           one JSON object on stdout (of a project, one a person)\n"
           "The written file is read again and compared with the take.\n";
}

int wrongUse(const Error& error) {
    std::fprintf(stderr, "ropetp-cli: %s\n", error.detail.c_str());
    return kUsage;
}

struct Takes {
    std::vector<std::shared_ptr<const body::MotionClip>> clips;
    std::shared_ptr<const body::BodyModel> body;
};

Result<Takes> takeOf(const std::filesystem::path& file, const Arguments& arguments) {
    auto clip = io::readTakeNpz(file);
    if (!clip) return fail(clip.error());
    auto body = bodyOf(*clip, arguments, file.string());
    if (!body) return fail(body.error());
    return Takes{{std::make_shared<const body::MotionClip>(std::move(*clip))}, *body};
}

/// As the project's edits make them.
Result<Takes> takesOf(const std::filesystem::path& file, const Arguments& arguments) {
    auto body = bodyOption(arguments);
    if (!body) return fail(body.error());
    const auto project = project::readProject(file, *body);
    if (!project) return fail(project.error());
    std::optional<double> person;
    if (const auto text = arguments.value("--person")) {
        const auto n = numberValue("--person", *text);
        if (!n) return fail(n.error());
        person = *n;
    }
    Takes takes{{}, *body};
    for (const auto& [id, clip] : project->scene.clips)
        if (!person || double(id.value) == *person) takes.clips.push_back(clip);
    if (takes.clips.empty()) return fail(ErrorCode::InvalidInput, person ? "the project has no such person" : "the project has no solved person", file.string());
    return takes;
}

}  // namespace

int exportTake(const std::vector<std::string>& words) {
    int exitCode = kOk;
    auto values = kExportValues;
    values.insert({"--body", "--person"});
    const auto arguments = parseOrExplain(words, {usage(), kExportFlags, values, 2}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const std::filesystem::path in = arguments->positional[0], out = arguments->positional[1];
    auto options = exportOptions(*arguments);
    if (!options) return options.error().code == ErrorCode::InvalidInput ? wrongUse(options.error()) : reportError(options.error(), json);
    if (!io::formatOf(out)) return reportError({ErrorCode::UnsupportedFormat, "the format is chosen by the file's ending; known are " + io::formatEndings(), out.string()}, json);
    const bool isProject = in.extension() == ".ropetp";
    const auto takes = isProject ? takesOf(in, *arguments) : takeOf(in, *arguments);
    if (!takes) return takes.error().code == ErrorCode::InvalidInput && takes.error().file.empty() ? wrongUse(takes.error()) : reportError(takes.error(), json);
    int code = kOk;
    for (const auto& clip : takes->clips) {
        auto own = *options;
        if (const auto text = arguments->value("--range")) {
            const auto range = rangeValue("--range", *text, std::int64_t(clip->frames.size()));
            if (!range) return wrongUse(range.error());
            const auto first = clip->frames.front().frame.value;
            own.frames = FrameRange{FrameIndex(first + range->first.value), FrameIndex(first + range->end.value)};
        }
        const auto file = takes->clips.size() == 1 ? out : io::personFile(out, clip->person);
        const auto report = io::exportTake(file, *clip, takes->body, own);
        if (!report) return reportError(report.error(), json);
        code = showReport(file.string(), *report, json);
    }
    return code;
}

}  // namespace ropetp::cli
