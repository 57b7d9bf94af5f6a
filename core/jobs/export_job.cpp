#include "jobs/export_job.h"

#include "io/take_npz.h"

namespace ropetp::jobs {

ExportJob::ExportJob(std::filesystem::path path, std::vector<std::shared_ptr<const body::MotionClip>> clips,
                     std::shared_ptr<const body::BodyModel> body, io::ExportOptions options)
    : path_(std::move(path)), clips_(std::move(clips)), body_(std::move(body)), options_(std::move(options)) {}

Result<void> ExportJob::run(JobControl& control) {
    control.stage("write", 1);
    if (!body_ || clips_.empty()) return fail(ErrorCode::InvalidInput, "there is nothing to write", path_.string());
    for (std::size_t i = 0; i < clips_.size(); ++i) {
        if (control.isCanceled()) return fail(ErrorCode::Canceled);
        const auto path = clips_.size() == 1 ? path_ : io::personFile(path_, clips_[i]->person);
        const auto report = io::exportTake(path, *clips_[i], body_, options_);
        if (!report) return fail(report.error());
        if (i == 0 || report->largestErrorMm > report_.largestErrorMm) report_ = *report;
        written_.push_back(path);
        control.report(double(i + 1) / double(clips_.size()));
    }
    return {};
}

}  // namespace ropetp::jobs
