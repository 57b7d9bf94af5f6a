#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "jobs/job_lane.h"

#include <atomic>
#include <functional>
#include <semaphore>
#include <stdexcept>

using namespace ropetp;
using namespace ropetp::jobs;

namespace {

class TestJob final : public Job {
  public:
    explicit TestJob(std::function<Result<void>(JobControl&)> work) : work_(std::move(work)) {}
    std::string title() const override { return "test"; }
    Result<void> run(JobControl& control) override { return work_(control); }
    std::unique_ptr<edit::Edit> takeEdit() override {
        ++editsTaken;
        editThread = QThread::currentThread();
        return nullptr;
    }
    int editsTaken = 0;
    QThread* editThread = nullptr;

  private:
    std::function<Result<void>(JobControl&)> work_;
};

std::shared_ptr<TestJob> job(std::function<Result<void>(JobControl&)> work) { return std::make_shared<TestJob>(std::move(work)); }

/// Works until it is canceled; lets the test know when it has begun.
std::shared_ptr<TestJob> endless(std::binary_semaphore& begun) {
    return job([&begun](JobControl& c) -> Result<void> {
        begun.release();
        while (!c.isCanceled()) QThread::yieldCurrentThread();
        return fail(ErrorCode::Canceled);
    });
}

}  // namespace

class TestJobLane : public QObject {
    Q_OBJECT

    static ErrorCode codeOf(const std::vector<Error>& errors, std::size_t i) { return errors.at(i).code; }

  private Q_SLOTS:
    void runsInOrderAndTakesTheEditOnTheGuiThread() {
        JobLane lane("lane");
        std::vector<int> order;
        auto a = job([&](JobControl&) -> Result<void> { order.push_back(1); return {}; });
        auto b = job([&](JobControl&) -> Result<void> { order.push_back(2); return {}; });
        std::vector<JobId> done;
        connect(&lane, &JobLane::succeeded, this, [&](JobId id) { done.push_back(id); });
        const JobId first = lane.enqueue(a), second = lane.enqueue(b);
        QVERIFY(!lane.isIdle());
        QTRY_COMPARE(done.size(), std::size_t(2));
        QVERIFY(lane.isIdle());
        QCOMPARE(order, (std::vector<int>{1, 2}));
        QCOMPARE(done, (std::vector<JobId>{first, second}));
        QCOMPARE(a->editsTaken, 1);
        QCOMPARE(a->editThread, QThread::currentThread());
    }

    void cancelStopsARunningJob() {
        JobLane lane("lane");
        std::binary_semaphore begun(0);
        auto work = endless(begun);
        std::vector<Error> errors;
        connect(&lane, &JobLane::failed, this, [&](JobId, const Error& e) { errors.push_back(e); });
        const JobId id = lane.enqueue(work);
        begun.acquire();
        lane.cancel(id);
        QTRY_COMPARE(errors.size(), std::size_t(1));
        QVERIFY(codeOf(errors, 0) == ErrorCode::Canceled);
        QCOMPARE(work->editsTaken, 0);
    }

    void aWaitingJobIsCanceledAtOnceAndNeverRuns() {
        JobLane lane("lane");
        std::binary_semaphore begun(0);
        std::atomic<bool> ran{false};
        std::vector<JobId> failed;
        connect(&lane, &JobLane::failed, this, [&](JobId id) { failed.push_back(id); });
        const JobId running = lane.enqueue(endless(begun));
        const JobId waiting = lane.enqueue(job([&](JobControl&) -> Result<void> { ran = true; return {}; }));
        begun.acquire();
        lane.cancel(waiting);
        QCOMPARE(failed, (std::vector<JobId>{waiting}));
        lane.cancel(running);
        QTRY_COMPARE(failed.size(), std::size_t(2));
        QVERIFY(!ran);
    }

    void exceptionsAndErrorsArriveAsFailures() {
        JobLane lane("lane");
        std::vector<Error> errors;
        connect(&lane, &JobLane::failed, this, [&](JobId, const Error& e) { errors.push_back(e); });
        lane.enqueue(job([](JobControl&) -> Result<void> { throw std::runtime_error("broken"); }));
        lane.enqueue(job([](JobControl&) -> Result<void> { throw std::bad_alloc(); }));
        lane.enqueue(job([](JobControl&) -> Result<void> { return fail(ErrorCode::NoPerson, "nobody"); }));
        QTRY_COMPARE(errors.size(), std::size_t(3));
        QVERIFY(codeOf(errors, 0) == ErrorCode::Internal);
        QCOMPARE(errors[0].detail, std::string("broken"));
        QVERIFY(codeOf(errors, 1) == ErrorCode::OutOfMemory);
        QVERIFY(codeOf(errors, 2) == ErrorCode::NoPerson);
    }

    void progressArrivesWithItsStage() {
        JobLane lane("lane");
        QStringList stages;
        double last = -1;
        bool done = false;
        connect(&lane, &JobLane::progressed, this, [&](JobId, const QString& stage, double fraction) {
            stages << stage;
            last = fraction;
        });
        connect(&lane, &JobLane::succeeded, this, [&] { done = true; });
        lane.enqueue(job([](JobControl& c) -> Result<void> {
            c.stage("one", 0.5);
            c.report(1);
            c.stage("two", 0.5);
            c.report(1);
            return {};
        }));
        QTRY_VERIFY(done);
        QVERIFY(stages.contains("one") && stages.contains("two"));
        QCOMPARE(last, 1.0);
    }

    void theDestructorStopsTheRunningJob() {
        std::binary_semaphore begun(0);
        std::atomic<bool> stopped{false};
        {
            JobLane lane("lane");
            lane.enqueue(job([&](JobControl& c) -> Result<void> {
                begun.release();
                while (!c.isCanceled()) QThread::yieldCurrentThread();
                stopped = true;
                return fail(ErrorCode::Canceled);
            }));
            begun.acquire();
        }
        QVERIFY(stopped);
    }
};

QTEST_GUILESS_MAIN(TestJobLane)
#include "tst_job_lane.moc"
