#pragma once

#include "base/atomic_file.h"
#include "body/body_model.h"
#include "project/objects.h"
#include "project/video_reference.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

/// The project file `.ropetp` (docs/project-file.md).
namespace ropetp::project {

class ArchiveReader;

inline constexpr int kProjectVersion = 1;

/// What a window shows and how it solves: no part of the take, but kept with it.
struct ProjectSettings {
    std::optional<FrameRange> range;    ///< in and out; nullopt: everything
    FrameIndex frame;                   ///< that is looked at
    std::optional<PersonId> selected;
    bool largestOnly = false, rangeOnly = false;
    std::string estimator;              ///< empty: the default
    bool flipTest = false, refine = true;
    std::string trajectory;             ///< empty: the default
    std::uint64_t trajectorySeed = 0;
    bool operator==(const ProjectSettings&) const = default;
};

struct Project {
    edit::Scene scene;
    VideoReference video;
    ProjectSettings settings;
    /// Of this saved state, new with every save: what a journal goes on from.
    std::string saveId;
    /// What is in the file.
    KnownObjects known;
};

/// Random, 32 hexadecimal digits.
std::string newSaveId();

/// Atomically: the old file or the whole new one is there. About 0.1 s for 10 000 frames of one person, and the disk's time.
/// @param project  scene, video, settings and saveId are written. @return names of what is in the file now.
/// DiskFull, WriteFailed; InvalidInput beyond 4 GiB. Thread-safe.
Result<KnownObjects> writeProject(const std::filesystem::path& path, const Project& project, AtomicFile::Outlives outlives = AtomicFile::Outlives::PowerLoss);

/// A file that nobody vouches for. FileNotFound, FileUnreadable; CorruptFile where it is damaged or breaks the format's rules;
/// UnsupportedFormat for what is no project, one of a newer version, or one made with another body. Thread-safe.
/// @param body  of the scene; null: the built-in one.
Result<Project> readProject(const std::filesystem::path& path, std::shared_ptr<const body::BodyModel> body = nullptr);
Result<Project> parseProject(std::span<const std::uint8_t> bytes, std::shared_ptr<const body::BodyModel> body = nullptr);
Result<Project> readProject(ArchiveReader& archive, std::shared_ptr<const body::BodyModel> body);
/// The saveId alone.
Result<std::string> readSaveId(const std::filesystem::path& path);

}  // namespace ropetp::project
