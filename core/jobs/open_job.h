#pragma once

#include "body/body_model.h"
#include "jobs/job_lane.h"
#include "media/frame_source.h"

#include <filesystem>
#include <memory>

namespace ropetp::jobs {

/// Opens a video (its packets are scanned, which takes a while for long ones) and makes the built-in body.
class OpenJob final : public Job {
  public:
    explicit OpenJob(std::filesystem::path path) : path_(std::move(path)) {}
    std::string title() const override { return "Open " + path_.filename().string(); }
    Result<void> run(JobControl& control) override;

    const std::filesystem::path& path() const { return path_; }
    /// After success, once.
    std::unique_ptr<media::FrameSource> takeSource() { return std::move(source_); }
    std::shared_ptr<const body::BodyModel> body() const { return body_; }

  private:
    std::filesystem::path path_;
    std::unique_ptr<media::FrameSource> source_;
    std::shared_ptr<const body::BodyModel> body_;
};

}  // namespace ropetp::jobs
