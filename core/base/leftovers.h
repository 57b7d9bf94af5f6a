#pragma once

#include <filesystem>
#include <string_view>

namespace ropetp {

/// Between a file's name and six random letters: the temporary that AtomicFile writes. Nobody else names files so.
inline constexpr std::string_view kTemporaryInfix = ".ropetp-part-";

/// Takes away what a killed process left beside `target`: AtomicFile's temporaries of that very name. A file stays where
/// somebody still writes it (it is locked), where it is younger than this process, is no plain file, or belongs to another
/// user. What cannot be removed stays without a word. @return how many went. Thread-safe.
int removeLeftovers(const std::filesystem::path& target);

}  // namespace ropetp
