#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "base/log.h"
#include "base/openmp_wait.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

using namespace ropetp::cli;

namespace {

struct Command {
    std::string_view name;
    std::string_view help;
    int (*run)(const std::vector<std::string>&);
};

constexpr Command kCommands[] = {
    {"probe", "what a video is", probe},
    {"solve", "capture the people in a video as NPZ or a project", solve},
    {"edit", "change a project by a script", editProject},
    {"export", "write a take or a project's takes in another format", exportTake},
    {"convert", "write another tool's motion in another format", convert},
    {"evaluate", "measure a take against the truth", evaluate},
    {"render", "draw takes over their video", renderOverlay},
};

void printUsage(FILE* to) {
    std::fputs("usage: ropetp-cli COMMAND ... (COMMAND --help tells more)\n", to);
    for (const auto& c : kCommands) std::fprintf(to, "  %-10.*s %.*s\n", int(c.name.size()), c.name.data(), int(c.help.size()), c.help.data());
}

}  // namespace

int main(int argc, char** argv) {
    ropetp::waitPassively(argv);
    ropetp::initLogging();
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) {
        printUsage(stderr);
        return kUsage;
    }
    if (words[0] == "--help" || words[0] == "-h") {
        printUsage(stdout);
        return kOk;
    }
    if (words[0] == "--version") {
        std::puts("ropetp-cli " ROPETP_VERSION);
        return kOk;
    }
    for (const auto& c : kCommands)
        if (words[0] == c.name) return c.run({words.begin() + 1, words.end()});
    std::fprintf(stderr, "ropetp-cli: there is no command '%s'\n", words[0].c_str());
    printUsage(stderr);
    return kUsage;
}
