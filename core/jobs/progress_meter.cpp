#include "jobs/progress_meter.h"

#include <algorithm>

namespace ropetp::jobs {
namespace {

constexpr double kShowEverySec = 0.05;
/// Earlier, a forecast would jump about.
constexpr double kLeastElapsedSec = 1.0, kLeastFraction = 0.02;

double monotonicSec() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

ProgressMeter::ProgressMeter(std::function<double()> nowSec) : nowSec_(nowSec ? std::move(nowSec) : monotonicSec), startSec_(nowSec_()) {}

void ProgressMeter::stage(std::string_view name, double weight) {
    before_ = stage_.empty() ? 0 : std::min(1.0, before_ + weight_);
    weight_ = std::clamp(weight, 0.0, 1.0 - before_);
    inStage_ = 0;
    stage_ = name;
    shownSec_ = nowSec_();
}

bool ProgressMeter::report(double fractionOfStage) {
    inStage_ = std::clamp(fractionOfStage, inStage_, 1.0);
    const double now = nowSec_();
    if (inStage_ < 1 && now - shownSec_ < kShowEverySec) return false;
    shownSec_ = now;
    return true;
}

double ProgressMeter::fraction() const { return std::min(1.0, before_ + weight_ * inStage_); }

double ProgressMeter::secondsLeft() const {
    const double elapsed = nowSec_() - startSec_, done = fraction();
    if (elapsed < kLeastElapsedSec || done < kLeastFraction) return -1;
    return elapsed * (1 - done) / done;
}

}  // namespace ropetp::jobs
