#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "io/export_formats.h"
#include "jobs/job_lane.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace ropetp::jobs {

/// Writes takes as files on the I/O lane, in the format of the path's ending. Several persons: NAME.personN.
class ExportJob final : public Job {
  public:
    ExportJob(std::filesystem::path path, std::vector<std::shared_ptr<const body::MotionClip>> clips,
              std::shared_ptr<const body::BodyModel> body, io::ExportOptions options = {});
    std::string title() const override { return "Write " + path_.filename().string(); }
    /// UnsupportedFormat for another ending; WriteFailed, DiskFull.
    Result<void> run(JobControl& control) override;

    /// After success: the files written, and what the worst of them held when it was read again.
    const std::vector<std::filesystem::path>& written() const { return written_; }
    const io::ExportReport& report() const { return report_; }

  private:
    std::filesystem::path path_;
    std::vector<std::shared_ptr<const body::MotionClip>> clips_;
    std::shared_ptr<const body::BodyModel> body_;
    io::ExportOptions options_;
    std::vector<std::filesystem::path> written_;
    io::ExportReport report_;
};

}  // namespace ropetp::jobs
