#include "app/cli/arguments.h"
#include "app/cli/body_option.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "edit/edit_script.h"
#include "io/take_npz.h"
#include "io/text_file.h"
#include "project/project_file.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>
#include <iterator>

namespace ropetp::cli {
namespace {

constexpr const char* kUsageText =
    "usage: ropetp-cli edit PROJECT.ropetp --script EDITS.json [options]\n"
    "  --script FILE      edits as JSON (docs/editing.md); - reads them from stdin\n"
    "  -o OUT.ropetp      write there, and leave PROJECT as it is\n"
    "  --body FILE.npz    the body that the project was made with (default: the built-in one)\n"
    "  --json             one JSON object on stdout\n"
    "All edits are made, or none: then the project is as it was. The video is not needed.\n";

/// Names of takes in a script are files beside it.
class FilesBeside final : public edit::ScriptStore {
  public:
    explicit FilesBeside(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<std::shared_ptr<const body::MotionClip>> clip(const std::string& name) const override {
        auto clip = io::readTakeNpz(folder_ / name);
        if (!clip) return fail(clip.error());
        return std::make_shared<const body::MotionClip>(std::move(*clip));
    }

  private:
    std::filesystem::path folder_;
};

Result<std::string> scriptFrom(const std::string& file) {
    constexpr std::size_t kMost = 256u << 20;
    if (file != "-") return io::readWholeFile(file, kMost);
    return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

nlohmann::json personsOf(const edit::Scene& scene) {
    nlohmann::json persons = nlohmann::json::array();
    for (const auto& [id, clip] : scene.clips) {
        const auto layers = edit::layersOf(scene, id);
        persons.push_back({{"id", id.value}, {"frames", clip->frames.size()}, {"fixes", layers->fixes.size()}, {"propagated", layers->propagated.size()}, {"tools", layers->tools.size()}});
    }
    return persons;
}

}  // namespace

int editProject(const std::vector<std::string>& words) {
    int exitCode = kOk;
    const auto arguments = parseOrExplain(words, {kUsageText, {"--json"}, {"--script", "-o", "--body"}, 1}, exitCode);
    if (!arguments) return exitCode;
    const bool json = arguments->has("--json");
    const auto file = arguments->value("--script");
    if (!file) {
        std::fprintf(stderr, "ropetp-cli: edit needs --script EDITS.json\n%s", kUsageText);
        return kUsage;
    }
    const std::filesystem::path in = arguments->positional[0], out = arguments->value("-o").value_or(in.string());
    const auto body = bodyOption(*arguments);
    if (!body) return reportError(body.error(), json);
    auto project = project::readProject(in, *body);
    if (!project) return reportError(project.error(), json);
    const auto script = scriptFrom(*file);
    if (!script) return reportError(script.error(), json);
    const FilesBeside store(*file == "-" ? std::filesystem::path() : std::filesystem::path(*file).parent_path());
    const auto commands = edit::readScript(*script, store);
    if (!commands) return reportError({commands.error().code, commands.error().detail, *file}, json);
    if (const auto applied = edit::applyCommands(project->scene, *commands); !applied) return reportError({applied.error().code, applied.error().detail, *file}, json);
    project->saveId = project::newSaveId();
    if (project->scene.video) project->video = project::referTo(project->scene.video->path, out, project->video);
    if (const auto written = project::writeProject(out, *project); !written) return reportError(written.error(), json);
    if (json) {
        const nlohmann::json told = {{"project", out.string()}, {"edits", commands->size()}, {"persons", personsOf(project->scene)}};
        std::printf("%s\n", told.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    } else {
        std::printf("%s: %zu edits\n", out.c_str(), commands->size());
    }
    return kOk;
}

}  // namespace ropetp::cli
