#pragma once

#include "body/body_model.h"
#include "body/motion_clip.h"
#include "jobs/job_lane.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace ropetp::jobs {

/// Writes takes as files on the I/O lane: NPZ or BVH by the path's ending. Several persons: NAME.personN.
class ExportJob final : public Job {
  public:
    ExportJob(std::filesystem::path path, std::vector<std::shared_ptr<const body::MotionClip>> clips,
              std::shared_ptr<const body::BodyModel> body);
    std::string title() const override { return "Write " + path_.filename().string(); }
    /// UnsupportedFormat for another ending; WriteFailed, DiskFull.
    Result<void> run(JobControl& control) override;

    /// After success: the files written, and the largest error of a joint when they were read again.
    const std::vector<std::filesystem::path>& written() const { return written_; }
    double largestErrorMm() const { return largestErrorMm_; }

  private:
    std::filesystem::path path_;
    std::vector<std::shared_ptr<const body::MotionClip>> clips_;
    std::shared_ptr<const body::BodyModel> body_;
    std::vector<std::filesystem::path> written_;
    double largestErrorMm_ = 0;
};

}  // namespace ropetp::jobs
