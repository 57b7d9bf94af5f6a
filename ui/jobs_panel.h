#pragma once

#include <QWidget>

#include "jobs/job_lane.h"

class QLabel;
class QVBoxLayout;

namespace ropetp::ui {

/// What runs and what waits in the background, with progress, time left and a button to stop it.
class JobsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit JobsPanel(QWidget* parent = nullptr);
    void watch(jobs::JobLane& lane);
    /// Says that a job was stopped by another button; it ends at its next frame, which may be a moment away.
    void showStopping(const jobs::JobLane& lane, jobs::JobId id);

  private:
    QWidget* rowOf(const jobs::JobLane& lane, jobs::JobId id) const;
    /// One line for what is done again and again, as fixes are propagated after each edit.
    void dropFinished(const QString& title);
    void finish(const jobs::JobLane& lane, jobs::JobId id, const QString& text);
    QVBoxLayout* rows_;
    QLabel* empty_;
};

}  // namespace ropetp::ui
