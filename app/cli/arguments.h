#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ropetp::cli {

/// A command's arguments: flags like `--json`, options with a value like `-o FILE` (or `--focal=900`),
/// and what is left in order. `--` ends the options.
struct Arguments {
    std::set<std::string> flags;
    std::map<std::string, std::string> values;
    std::vector<std::string> positional;
    bool has(const std::string& flag) const { return flags.contains(flag); }
    std::optional<std::string> value(const std::string& option) const {
        const auto it = values.find(option);
        return it == values.end() ? std::nullopt : std::optional(it->second);
    }
};

/// What a command knows.
struct Syntax {
    std::string usage;                    ///< printed for --help and for wrong use
    std::set<std::string> flags;
    std::set<std::string> valueOptions;
    std::size_t positionals = 1;          ///< exactly so many
};

/// InvalidInput naming the argument for an unknown option or one without its value.
Result<Arguments> parseArguments(const std::vector<std::string>& words, const std::set<std::string>& flags,
                                 const std::set<std::string>& valueOptions = {});

/// Parses, and answers --help and wrong use itself: then `exitCode` says how to end.
std::optional<Arguments> parseOrExplain(const std::vector<std::string>& words, const Syntax& syntax, int& exitCode);

/// A finite number; InvalidInput naming the option otherwise.
Result<double> numberValue(const std::string& option, const std::string& text);
/// `A:B`, half open: frames A to B - 1; either may be left out where `frameCount` is known.
Result<FrameRange> rangeValue(const std::string& option, const std::string& text, std::int64_t frameCount);

}  // namespace ropetp::cli
