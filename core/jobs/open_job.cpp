#include "jobs/open_job.h"

#include "body/mannequin.h"

namespace ropetp::jobs {

Result<void> OpenJob::run(JobControl& control) {
    control.stage("open", 1);
    auto source = media::openFrameSource(path_);
    if (!source) return fail(source.error());
    // A file whose first picture cannot be decoded is told here, not by an empty view.
    if (auto first = (*source)->frame(FrameIndex(0)); !first) return fail(first.error());
    source_ = std::move(*source);
    body_ = body::mannequin();
    return {};
}

}  // namespace ropetp::jobs
