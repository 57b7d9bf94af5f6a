#pragma once

#include "base/result.h"

#include <set>
#include <string>
#include <vector>

namespace ropetp::cli {

/// A command's arguments: flags like `--json`, and what is left in order. `--` ends the flags.
struct Arguments {
    std::set<std::string> flags;
    std::vector<std::string> positional;
    bool has(const std::string& flag) const { return flags.contains(flag); }
};

/// InvalidInput naming the argument for a flag that is not in `known`.
Result<Arguments> parseArguments(const std::vector<std::string>& words, const std::set<std::string>& known);

}  // namespace ropetp::cli
