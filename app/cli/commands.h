#pragma once

#include <string>
#include <vector>

/// One function a command: takes the words after its name, prints, returns an ExitCode.
namespace ropetp::cli {

int probe(const std::vector<std::string>& words);
int solve(const std::vector<std::string>& words);
int editProject(const std::vector<std::string>& words);
int exportTake(const std::vector<std::string>& words);
int convert(const std::vector<std::string>& words);
int evaluate(const std::vector<std::string>& words);
int renderOverlay(const std::vector<std::string>& words);

}  // namespace ropetp::cli
