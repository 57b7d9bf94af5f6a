#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/export_options.h"
#include "io/take_npz.h"

#include <cstdio>

namespace ropetp::cli {
namespace {

std::string usage() {
    return "usage: ropetp-cli export IN.npz OUT.{" + io::formatEndings() + "} [options]\n" + kExportOptionsHelp +
           "  --body FILE.npz  a body with SMPL's keys (default: the built-in one)\n"
           "  --json           one JSON object on stdout\n"
           "The written file is read again and compared with the take.\n";
}

int wrongUse(const Error& error) {
    std::fprintf(stderr, "ropetp-cli: %s\n", error.detail.c_str());
    return kUsage;
}

}  // namespace

int exportTake(const std::vector<std::string>& words) {
    int exitCode = kOk;
    auto values = kExportValues;
    values.insert("--body");
    const auto arguments = parseOrExplain(words, {usage(), kExportFlags, values, 2}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const std::filesystem::path in = arguments->positional[0], out = arguments->positional[1];
    auto options = exportOptions(*arguments);
    if (!options) return options.error().code == ErrorCode::InvalidInput ? wrongUse(options.error()) : reportError(options.error(), json);
    if (!io::formatOf(out)) return reportError({ErrorCode::UnsupportedFormat, "the format is chosen by the file's ending; known are " + io::formatEndings(), out.string()}, json);
    const auto clip = io::readTakeNpz(in);
    if (!clip) return reportError(clip.error(), json);
    if (const auto text = arguments->value("--range")) {
        const auto range = rangeValue("--range", *text, std::int64_t(clip->frames.size()));
        if (!range) return wrongUse(range.error());
        const auto first = clip->frames.front().frame.value;
        options->frames = FrameRange{FrameIndex(first + range->first.value), FrameIndex(first + range->end.value)};
    }
    const auto body = bodyOf(*clip, *arguments, in.string());
    if (!body) return reportError(body.error(), json);
    const auto report = io::exportTake(out, *clip, *body, *options);
    if (!report) return reportError(report.error(), json);
    return showReport(out.string(), *report, json);
}

}  // namespace ropetp::cli
