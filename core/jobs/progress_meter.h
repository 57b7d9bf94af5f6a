#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace ropetp::jobs {

/// Puts the stages of a job together to one fraction, limits how often it is shown, and says what time
/// is left. Not thread-safe.
class ProgressMeter {
  public:
    /// @param nowSec  a monotonic clock in seconds; null: the real one.
    explicit ProgressMeter(std::function<double()> nowSec = {});

    /// The stages before count as done.
    void stage(std::string_view name, double weight);
    /// @return true when it is time to show it: first and last values of a stage, else every 50 ms.
    bool report(double fractionOfStage);

    const std::string& stageName() const { return stage_; }
    double fraction() const;        ///< of the whole job, 0..1, not decreasing
    double secondsLeft() const;     ///< < 0: not known yet

  private:
    std::function<double()> nowSec_;
    std::string stage_;
    double startSec_, shownSec_ = -1e9;
    double before_ = 0, weight_ = 1, inStage_ = 0;
};

}  // namespace ropetp::jobs
