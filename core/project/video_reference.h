#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace ropetp::project {

/// Where a project's video lies, and how to know it again.
struct VideoReference {
    std::filesystem::path absolute;
    std::filesystem::path relative;     ///< to the project's folder; empty where there is none
    std::uint64_t bytes = 0;
    std::string fingerprint;            ///< of size and content (fingerprintOf); empty: not known
    bool operator==(const VideoReference&) const = default;
};

/// SHA-256 over the size and 64 KiB at the beginning, in the middle and at the end; of a folder of images over the names and
/// sizes. Empty where it cannot be read. Takes about a millisecond.
std::string fingerprintOf(const std::filesystem::path& video);

/// @param video  the file itself; where it cannot be read, size and fingerprint of `before` stay.
VideoReference referTo(const std::filesystem::path& video, const std::filesystem::path& projectFile, const VideoReference& before = {});

enum class VideoState {
    Found,      ///< where it was, or moved together with the project
    Changed,    ///< a file is there, but not the one that the project was made from
    Missing,
};
struct FoundVideo {
    VideoState state = VideoState::Missing;
    std::filesystem::path path;         ///< empty where it is missing
};
/// Looks beside the project first (the two moved together), then where it was.
FoundVideo findVideo(const VideoReference& reference, const std::filesystem::path& projectFile);

}  // namespace ropetp::project
