#include "app/cli/arguments.h"

namespace ropetp::cli {

Result<Arguments> parseArguments(const std::vector<std::string>& words, const std::set<std::string>& known) {
    Arguments out;
    bool flagsEnded = false;
    for (const auto& word : words) {
        if (!flagsEnded && word == "--") {
            flagsEnded = true;
        } else if (!flagsEnded && word.size() > 1 && word[0] == '-') {
            if (!known.contains(word)) return fail(ErrorCode::InvalidInput, "unknown option " + word);
            out.flags.insert(word);
        } else {
            out.positional.push_back(word);
        }
    }
    return out;
}

}  // namespace ropetp::cli
