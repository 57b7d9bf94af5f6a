#pragma once

#include "jobs/job_lane.h"
#include "jobs/solve_pipeline.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <vector>

namespace ropetp::jobs {

/// Carries a running solve's results to the GUI thread; batches so that signals stay below 20 a second.
class SolveStream : public QObject, public SolveListener {
    Q_OBJECT

  public:
    explicit SolveStream(QObject* parent = nullptr);
    void onFramePersons(const track::FramePersons& persons) override;
    void onPoses(PersonId person, const std::vector<body::MotionFrame>& frames) override;

  Q_SIGNALS:
    void personsSeen(const std::vector<ropetp::track::FramePersons>& frames);
    void posesReady(ropetp::PersonId person, const std::vector<ropetp::body::MotionFrame>& frames);

  private:
    void flushLater();
    void flush();
    std::mutex mutex_;
    std::vector<track::FramePersons> persons_;
    std::vector<std::pair<PersonId, std::vector<body::MotionFrame>>> poses_;
    bool flushQueued_ = false;
};

/// The solve as a job on the inference lane.
class SolveJob final : public Job {
  public:
    SolveJob(SolveRequest request, std::shared_ptr<SolveStream> stream);
    std::string title() const override;
    Result<void> run(JobControl& control) override;
    std::unique_ptr<edit::Edit> takeEdit() override;

  private:
    SolveRequest request_;
    std::shared_ptr<SolveStream> stream_;
    SolveOutcome outcome_;
};

}  // namespace ropetp::jobs
