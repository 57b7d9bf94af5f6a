#include "jobs/read_take_job.h"

#include "io/take_npz.h"

namespace ropetp::jobs {

Result<void> ReadTakeJob::run(JobControl& control) {
    control.stage("open", 1);
    auto clip = io::readTakeNpz(path_);
    if (!clip) return fail(clip.error());
    clip_ = std::make_shared<const body::MotionClip>(std::move(*clip));
    return {};
}

}  // namespace ropetp::jobs
