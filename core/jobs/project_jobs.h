#pragma once

#include "jobs/job_lane.h"
#include "media/frame_source.h"
#include "project/project_file.h"
#include "project/recovery.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace ropetp::jobs {

/// A project, and its video if that was found.
struct OpenedProject {
    project::Project project;
    std::filesystem::path file;                     ///< empty: it was never saved
    project::FoundVideo video;                      ///< the scene's; Found where the project has none
    std::unique_ptr<media::FrameSource> source;     ///< null where the video was not found
    struct FromJournal {
        std::filesystem::path folder;
        std::size_t changes, lost;
        project::HeldFile held;
    };
    std::optional<FromJournal> journal;             ///< it was recovered
};

/// Reads a project, or recovers one from a journal, and opens its video. The scene's video is where it was found.
class OpenProjectJob final : public Job {
  public:
    /// @param path  a project file. @param journal  else the folder of a journal.
    static std::shared_ptr<OpenProjectJob> open(std::filesystem::path path) { return std::shared_ptr<OpenProjectJob>(new OpenProjectJob(std::move(path), false)); }
    static std::shared_ptr<OpenProjectJob> recover(std::filesystem::path journal) { return std::shared_ptr<OpenProjectJob>(new OpenProjectJob(std::move(journal), true)); }
    std::string title() const override { return (fromJournal_ ? "Recover " : "Open ") + path_.filename().string(); }
    Result<void> run(JobControl& control) override;
    const std::filesystem::path& path() const { return path_; }
    /// After success, once.
    OpenedProject take() { return std::move(*opened_); }

  private:
    OpenProjectJob(std::filesystem::path path, bool fromJournal) : path_(std::move(path)), fromJournal_(fromJournal) {}
    std::filesystem::path path_;
    bool fromJournal_;
    std::optional<OpenedProject> opened_;
};

/// Opens a video that is to take the place of one that a project was made from.
class OpenFootageJob final : public Job {
  public:
    OpenFootageJob(std::filesystem::path path, std::shared_ptr<const media::VideoInfo> expected) : path_(std::move(path)), expected_(std::move(expected)) {}
    std::string title() const override { return "Open " + path_.filename().string(); }
    /// InvalidInput for a video of another length or size.
    Result<void> run(JobControl& control) override;
    const std::filesystem::path& path() const { return path_; }
    std::unique_ptr<media::FrameSource> takeSource() { return std::move(source_); }

  private:
    std::filesystem::path path_;
    std::shared_ptr<const media::VideoInfo> expected_;
    std::unique_ptr<media::FrameSource> source_;
};

/// Writes a snapshot.
class SaveProjectJob final : public Job {
  public:
    SaveProjectJob(std::filesystem::path path, project::Project project) : path_(std::move(path)), project_(std::move(project)) {}
    std::string title() const override { return "Save " + path_.filename().string(); }
    Result<void> run(JobControl& control) override;
    const std::filesystem::path& path() const { return path_; }
    /// After success: with `known`, and the video as it is now referred to.
    const project::Project& project() const { return project_; }

  private:
    std::filesystem::path path_;
    project::Project project_;
};

}  // namespace ropetp::jobs
