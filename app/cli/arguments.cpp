#include "app/cli/arguments.h"

#include "app/cli/exit_code.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace ropetp::cli {
namespace {

template <class T>
bool parseWhole(const std::string& text, T& value) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

}  // namespace

Result<Arguments> parseArguments(const std::vector<std::string>& words, const std::set<std::string>& flags,
                                 const std::set<std::string>& valueOptions) {
    Arguments out;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const std::size_t equals = word.find('=');
        if (!optionsEnded && word == "--") {
            optionsEnded = true;
        } else if (optionsEnded || word.size() < 2 || word[0] != '-') {
            out.positional.push_back(word);
        } else if (flags.contains(word)) {
            out.flags.insert(word);
        } else if (valueOptions.contains(word)) {
            if (++i >= words.size()) return fail(ErrorCode::InvalidInput, word + " needs a value");
            out.values[word] = words[i];
        } else if (equals != std::string::npos && valueOptions.contains(word.substr(0, equals))) {
            out.values[word.substr(0, equals)] = word.substr(equals + 1);
        } else {
            return fail(ErrorCode::InvalidInput, "unknown option " + word);
        }
    }
    return out;
}

std::optional<Arguments> parseOrExplain(const std::vector<std::string>& words, const Syntax& syntax, int& exitCode) {
    std::set<std::string> flags = syntax.flags;
    flags.insert({"--help", "-h"});
    auto arguments = parseArguments(words, flags, syntax.valueOptions);
    if (arguments && (arguments->has("--help") || arguments->has("-h"))) {
        std::fputs(syntax.usage.c_str(), stdout);
        exitCode = kOk;
        return std::nullopt;
    }
    if (!arguments || arguments->positional.size() != syntax.positionals) {
        if (!arguments) std::fprintf(stderr, "ropetp-cli: %s\n", arguments.error().detail.c_str());
        std::fputs(syntax.usage.c_str(), stderr);
        exitCode = kUsage;
        return std::nullopt;
    }
    return std::move(*arguments);
}

Result<double> numberValue(const std::string& option, const std::string& text) {
    double value = 0;
    if (!parseWhole(text, value) || !std::isfinite(value)) return fail(ErrorCode::InvalidInput, option + " needs a number, not \"" + text + "\"");
    return value;
}

Result<FrameRange> rangeValue(const std::string& option, const std::string& text, std::int64_t frameCount) {
    const auto wrong = [&] { return fail(ErrorCode::InvalidInput, option + " needs A:B with 0 <= A < B <= " + std::to_string(frameCount) + ", not \"" + text + "\""); };
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) return wrong();
    std::int64_t first = 0, end = frameCount;
    const std::string a = text.substr(0, colon), b = text.substr(colon + 1);
    if ((!a.empty() && !parseWhole(a, first)) || (!b.empty() && !parseWhole(b, end))) return wrong();
    if (first < 0 || first >= end || end > frameCount) return wrong();
    return FrameRange{FrameIndex(first), FrameIndex(end)};
}

}  // namespace ropetp::cli
