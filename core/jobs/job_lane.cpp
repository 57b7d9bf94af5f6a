#include "jobs/job_lane.h"

#include "base/thread_priority.h"
#include "jobs/progress_meter.h"

#include <QMetaObject>
#include <QPointer>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <new>
#include <thread>

namespace ropetp::jobs {
namespace {

struct Entry {
    JobId id = 0;
    std::shared_ptr<Job> job;
    std::atomic<bool> canceled{false};
};

/// Passes progress on, at most so often, and the wish to stop.
class LaneControl final : public JobControl {
  public:
    using Sink = std::function<void(const std::string& stage, double fraction, double secondsLeft)>;
    LaneControl(const std::atomic<bool>& canceled, const std::atomic<bool>& closing, Sink sink)
        : canceled_(canceled), closing_(closing), sink_(std::move(sink)) {}
    void report(double fraction) override {
        const std::lock_guard lock(mutex_);
        if (meter_.report(fraction)) send();
    }
    void stage(std::string_view name, double weight) override {
        const std::lock_guard lock(mutex_);
        meter_.stage(name, weight);
        send();
    }
    bool isCanceled() const override { return canceled_ || closing_; }

  private:
    void send() { sink_(meter_.stageName(), meter_.fraction(), meter_.secondsLeft()); }
    const std::atomic<bool>& canceled_;
    const std::atomic<bool>& closing_;
    Sink sink_;
    std::mutex mutex_;
    ProgressMeter meter_;
};

Result<void> runGuarded(Job& job, JobControl& control) {
    try {
        auto result = job.run(control);
        if (result && control.isCanceled()) return fail(ErrorCode::Canceled);
        return result;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "the job needs more memory than there is");
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, e.what());
    } catch (...) {
        return fail(ErrorCode::Internal, "an unknown exception");
    }
}

}  // namespace

struct JobLane::Impl {
    JobLane& lane;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::shared_ptr<Entry>> waiting;
    std::shared_ptr<Entry> running;
    std::atomic<bool> closing{false};
    JobId lastId = 0;       ///< GUI thread
    int unfinished = 0;     ///< GUI thread: jobs whose end was not announced yet
    std::thread thread;

    explicit Impl(JobLane& l) : lane(l), thread([this] { work(); }) {}
    ~Impl() {
        {
            const std::lock_guard lock(mutex);
            closing = true;
            wake.notify_all();
        }
        thread.join();
    }

    /// Runs on the lane's own (GUI) thread; dropped when the lane is gone by then.
    template <class F>
    void post(F f) {
        QMetaObject::invokeMethod(&lane, std::move(f), Qt::QueuedConnection);
    }

    void work() {
        lowerThreadPriority(Yielding::ToTheWindow);   // a person who scrubs should not feel that a job runs
        for (;;) {
            std::shared_ptr<Entry> entry;
            {
                std::unique_lock lock(mutex);
                running.reset();
                wake.wait(lock, [&] { return closing || !waiting.empty(); });
                if (closing) return;
                entry = waiting.front();
                waiting.pop_front();
                running = entry;
            }
            if (entry->canceled) {
                announceFailure(*entry, Error{ErrorCode::Canceled, {}, {}});
                continue;
            }
            post([this, id = entry->id] { Q_EMIT lane.started(id); });
            LaneControl control(entry->canceled, closing, [this, id = entry->id](const std::string& stage, double fraction, double left) {
                post([this, id, stage = QString::fromStdString(stage), fraction, left] { Q_EMIT lane.progressed(id, stage, fraction, left); });
            });
            const auto result = runGuarded(*entry->job, control);
            if (result)
                announceSuccess(entry);
            else
                announceFailure(*entry, result.error());
        }
    }

    void announceSuccess(const std::shared_ptr<Entry>& entry) {
        post([this, entry] {
            --unfinished;
            // Canceled between its end and here: the user no longer wants it.
            if (entry->canceled)
                Q_EMIT lane.failed(entry->id, Error{ErrorCode::Canceled, {}, {}});
            else
                Q_EMIT lane.succeeded(entry->id, std::shared_ptr<edit::Edit>(entry->job->takeEdit()));
        });
    }

    void announceFailure(const Entry& entry, const Error& error) {
        post([this, id = entry.id, error] {
            --unfinished;
            Q_EMIT lane.failed(id, error);
        });
    }
};

JobLane::JobLane(QString name, QObject* parent) : QObject(parent), impl_(std::make_unique<Impl>(*this)) { setObjectName(name); }
JobLane::~JobLane() = default;

JobId JobLane::enqueue(std::shared_ptr<Job> job) {
    auto entry = std::make_shared<Entry>();
    entry->id = ++impl_->lastId;
    entry->job = std::move(job);
    const QString title = QString::fromStdString(entry->job->title());
    ++impl_->unfinished;
    // Announced first, so that nobody hears of a start before.
    Q_EMIT queued(entry->id, title);
    const std::lock_guard lock(impl_->mutex);
    impl_->waiting.push_back(entry);
    impl_->wake.notify_one();
    return entry->id;
}

void JobLane::cancel(JobId id) {
    bool waited = false;
    {
        const std::lock_guard lock(impl_->mutex);
        if (impl_->running && impl_->running->id == id) impl_->running->canceled = true;
        for (auto it = impl_->waiting.begin(); it != impl_->waiting.end(); ++it) {
            if ((*it)->id != id) continue;
            impl_->waiting.erase(it);
            waited = true;
            break;
        }
    }
    if (!waited) return;
    --impl_->unfinished;
    Q_EMIT failed(id, Error{ErrorCode::Canceled, {}, {}});
}

void JobLane::cancelAll() {
    std::vector<JobId> ids;
    {
        const std::lock_guard lock(impl_->mutex);
        for (const auto& entry : impl_->waiting) ids.push_back(entry->id);
        if (impl_->running) ids.push_back(impl_->running->id);
    }
    for (const JobId id : ids) cancel(id);
}

bool JobLane::isIdle() const { return impl_->unfinished == 0; }

}  // namespace ropetp::jobs
