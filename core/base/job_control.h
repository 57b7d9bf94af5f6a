#pragma once

#include <string_view>

namespace ropetp {

/// How a long computation reports progress and learns that it should stop. Called from the
/// computation's thread; implementations must be thread-safe and quick (they throttle, the
/// computation does not). After isCanceled() is true the computation returns ErrorCode::Canceled
/// within one frame or batch.
class JobControl {
  public:
    virtual ~JobControl() = default;
    /// Fraction done of the current stage, 0..1, not decreasing within a stage.
    virtual void report(double fraction) = 0;
    /// Starts a named stage; `weight` is its expected share of the whole time, 0..1.
    virtual void stage(std::string_view name, double weight) = 0;
    virtual bool isCanceled() const = 0;
};

/// Ignores progress and is never canceled.
class NullJobControl final : public JobControl {
  public:
    void report(double) override {}
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return false; }
};

/// Maps a sub-computation's 0..1 to a part of its parent's 0..1.
class JobSlice final : public JobControl {
  public:
    JobSlice(JobControl& parent, double from, double to) : parent_(parent), from_(from), to_(to) {}
    void report(double fraction) override { parent_.report(from_ + (to_ - from_) * fraction); }
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return parent_.isCanceled(); }

  private:
    JobControl& parent_;
    double from_;
    double to_;
};

}  // namespace ropetp
