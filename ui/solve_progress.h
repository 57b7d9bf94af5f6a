#pragma once

#include <QLabel>

#include "jobs/job_lane.h"

namespace ropetp::ui {

class Workspace;

/// How far the running solve is, in the tool bar; and, after Stop, that it is still stopping: the lane ends at its next frame.
/// What follows an edit in the background is told by the jobs panel alone.
class SolveProgress : public QLabel {
    Q_OBJECT

  public:
    explicit SolveProgress(Workspace& workspace, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The solve was stopped, and the inference lane has still to end it.
    void stopping(ropetp::jobs::JobId id);

  private:
    jobs::JobId lastQueued_ = 0;
    jobs::JobId solve_ = 0;      ///< 0: none runs
    jobs::JobId stopping_ = 0;   ///< was stopped, and the lane has not ended it; 0: none
};

}  // namespace ropetp::ui
