#include "jobs/export_job.h"

#include "io/bvh.h"
#include "io/take_npz.h"

#include <algorithm>

namespace ropetp::jobs {

ExportJob::ExportJob(std::filesystem::path path, std::vector<std::shared_ptr<const body::MotionClip>> clips,
                     std::shared_ptr<const body::BodyModel> body)
    : path_(std::move(path)), clips_(std::move(clips)), body_(std::move(body)) {}

Result<void> ExportJob::run(JobControl& control) {
    control.stage("write", 1);
    if (!body_ || clips_.empty()) return fail(ErrorCode::InvalidInput, "there is nothing to write", path_.string());
    const auto ending = path_.extension();
    if (ending != ".npz" && ending != ".bvh") return fail(ErrorCode::UnsupportedFormat, "only .npz and .bvh are written", path_.string());
    for (std::size_t i = 0; i < clips_.size(); ++i) {
        if (control.isCanceled()) return fail(ErrorCode::Canceled);
        const auto path = clips_.size() == 1 ? path_ : io::personFile(path_, clips_[i]->person);
        if (ending == ".npz") {
            if (auto ok = io::writeTakeNpz(path, *clips_[i], *body_); !ok) return fail(ok.error());
        } else {
            const auto report = io::writeBvh(path, *clips_[i], *body_);
            if (!report) return fail(report.error());
            largestErrorMm_ = std::max(largestErrorMm_, report->largestErrorMm);
        }
        written_.push_back(path);
        control.report(double(i + 1) / double(clips_.size()));
    }
    return {};
}

}  // namespace ropetp::jobs
