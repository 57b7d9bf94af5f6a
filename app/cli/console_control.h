#pragma once

#include "base/job_control.h"
#include "jobs/progress_meter.h"

namespace ropetp::cli {

/// Progress on stderr: a line that is rewritten on a terminal, a line a stage otherwise. Ctrl-C
/// (SIGINT, SIGTERM) cancels; one at a time.
class ConsoleControl final : public JobControl {
  public:
    explicit ConsoleControl(bool quiet);
    ~ConsoleControl() override;
    void report(double fraction) override;
    void stage(std::string_view name, double weight) override;
    bool isCanceled() const override;

  private:
    void show(bool newStage);
    jobs::ProgressMeter meter_;
    bool quiet_, terminal_;
};

}  // namespace ropetp::cli
