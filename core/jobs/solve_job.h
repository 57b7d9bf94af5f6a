#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "jobs/job_lane.h"
#include "jobs/solve_pipeline.h"

#include <memory>
#include <mutex>
#include <vector>

namespace ropetp::jobs {

/// Carries a running solve's results to the thread it lives on (the GUI's); batches, so that signals
/// stay below 20 a second.
class SolveStream : public QObject, public SolveListener {
    Q_OBJECT

  public:
    explicit SolveStream(QObject* parent = nullptr);
    void onFramePersons(const track::FramePersons& persons) override;
    void onPoses(const body::MotionClip& part) override;

  Q_SIGNALS:
    void personsSeen(const std::vector<ropetp::track::FramePersons>& frames);
    /// The newest frames of one person, with shape, camera and a provisional world.
    void posesReady(std::shared_ptr<const ropetp::body::MotionClip> part);

  private:
    void flushLater();
    void flush();
    std::mutex mutex_;
    std::vector<track::FramePersons> persons_;
    std::vector<std::shared_ptr<const body::MotionClip>> poses_;
    bool flushQueued_ = false;
};

/// The solve as a job on the inference lane; its edit is edit::commitSolve.
class SolveJob final : public Job {
  public:
    /// @param stream  may be null.
    SolveJob(SolveRequest request, std::shared_ptr<SolveStream> stream);
    std::string title() const override;
    Result<void> run(JobControl& control) override;
    std::unique_ptr<edit::Edit> takeEdit() override;
    /// After success: what took how long.
    const std::vector<StageTime>& times() const { return outcome_.times; }

  private:
    SolveRequest request_;
    std::shared_ptr<SolveStream> stream_;
    SolveOutcome outcome_;
};

}  // namespace ropetp::jobs
