#pragma once

#include "base/job_control.h"

#include <csignal>

namespace ropetp::train {

/// A training's control: an interrupt (Ctrl-C, SIGTERM) ends it with a checkpoint. One at a time.
class InterruptControl final : public JobControl {
  public:
    InterruptControl() {
        std::signal(SIGINT, note);
        std::signal(SIGTERM, note);
    }
    void report(double) override {}
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return interrupted_ != 0; }

  private:
    static void note(int) { interrupted_ = 1; }
    static inline volatile std::sig_atomic_t interrupted_ = 0;
};

}  // namespace ropetp::train
