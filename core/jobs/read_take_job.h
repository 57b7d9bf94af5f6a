#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "body/motion_clip.h"
#include "jobs/job_lane.h"

#include <filesystem>

namespace ropetp::jobs {

/// Reads a take (NPZ) for something to be taken over from it.
class ReadTakeJob final : public Job {
  public:
    explicit ReadTakeJob(std::filesystem::path path) : path_(std::move(path)) {}
    std::string title() const override { return "Read " + path_.filename().string(); }
    /// Errors of io::readTakeNpz().
    Result<void> run(JobControl& control) override;
    /// After success; null before.
    const std::shared_ptr<const body::MotionClip>& clip() const { return clip_; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    std::shared_ptr<const body::MotionClip> clip_;
};

}  // namespace ropetp::jobs
