#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>
#include <QString>

#include "base/job_control.h"
#include "base/result.h"
#include "edit/edit.h"

#include <cstdint>
#include <memory>

namespace ropetp::jobs {

/// A computation off the GUI thread. Made on the GUI thread with a snapshot of what it needs.
class Job {
  public:
    virtual ~Job() = default;
    /// English, short: "Solve clip.mp4". Thread-safe (constant).
    virtual std::string title() const = 0;
    /// On the lane's thread. Exceptions are caught by the lane and become ErrorCode::Internal.
    virtual Result<void> run(JobControl& control) = 0;
    /// After success, on the GUI thread, once: the change to the document, or null for none.
    virtual std::unique_ptr<edit::Edit> takeEdit() { return nullptr; }
};

using JobId = std::uint64_t;

/// One worker thread that runs jobs in order. All members and signals on the GUI thread.
/// The destructor cancels everything and waits only for the running job's next check.
class JobLane : public QObject {
    Q_OBJECT

  public:
    explicit JobLane(QString name, QObject* parent = nullptr);
    ~JobLane() override;

    JobId enqueue(std::shared_ptr<Job> job);
    /// At once for a waiting job; a running one stops at its next check.
    void cancel(JobId id);
    void cancelAll();
    bool isIdle() const;

  Q_SIGNALS:
    void queued(ropetp::jobs::JobId id, const QString& title);
    void started(ropetp::jobs::JobId id);
    /// At most 20 times a second. `fraction` is over the whole job; secondsLeft < 0: not known yet.
    void progressed(ropetp::jobs::JobId id, const QString& stage, double fraction, double secondsLeft);
    /// The edit of a successful job, to be pushed on the undo stack (null: none).
    void succeeded(ropetp::jobs::JobId id, std::shared_ptr<ropetp::edit::Edit> edit);
    /// Also for cancellation (error.code == Canceled).
    void failed(ropetp::jobs::JobId id, const ropetp::Error& error);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::jobs
