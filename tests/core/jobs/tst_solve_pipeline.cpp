#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "jobs/solve_pipeline.h"
#include "nn/model_store.h"

#include <cmath>
#include <filesystem>
#include <set>
#endif

using namespace ropetp;
using namespace ropetp::jobs;

namespace {

/// Cancels when a stage is reached.
class StopAt final : public JobControl {
  public:
    explicit StopAt(std::string stage) : wanted_(std::move(stage)) {}
    void report(double) override { reached_ = reached_ || stage_ == wanted_; }
    void stage(std::string_view name, double) override { stage_ = name; }
    bool isCanceled() const override { return reached_; }

  private:
    std::string wanted_, stage_;
    bool reached_ = false;
};

class Recorder final : public SolveListener {
  public:
    void onFramePersons(const track::FramePersons& p) override { seen.push_back(p.frame.value); }
    void onPoses(const body::MotionClip& part) override {
        for (const auto& f : part.frames) posed.insert(f.frame.value);
        betas = part.betas;
    }
    std::vector<std::int64_t> seen;
    std::set<std::int64_t> posed;
    body::Betas betas = body::Betas::Zero();
};

std::filesystem::path video() { return std::filesystem::path(ROPETP_SHARED_DIR) / "data/video/romp_sample_video2.mp4"; }

SolveRequest shortRequest() {
    SolveRequest r;
    r.video = video();
    r.frames = FrameRange{FrameIndex(20), FrameIndex(50)};
    r.persons = SolveRequest::Persons::Largest;
    return r;
}

}  // namespace

class TestSolvePipeline : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void wrongRequestsAreToldAtOnce() {
        NullJobControl job;
        SolveRequest r;
        r.video = "/nowhere/clip.mp4";
        auto missing = solve(r, job, nullptr);
        QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
        r.estimator = "magic";
        auto unknown = solve(r, job, nullptr);
        QVERIFY(!unknown && unknown.error().code == ErrorCode::InvalidInput);
    }

    void aPersonIsCapturedInRealFootage() {
        if (!std::filesystem::exists(video())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        NullJobControl job;
        Recorder recorder;
        const auto outcome = solve(shortRequest(), job, &recorder);
        QVERIFY2(outcome, outcome ? "" : describe(outcome.error()).c_str());
        QCOMPARE(outcome->clips.size(), std::size_t(1));
        const auto& clip = *outcome->clips.front();
        QCOMPARE(clip.frames.size(), std::size_t(30));
        QCOMPARE(clip.frames.front().frame.value, std::int64_t(20));
        QCOMPARE(recorder.seen.size(), std::size_t(30));
        QCOMPARE(recorder.posed.size(), std::size_t(30));
        QVERIFY((recorder.betas - clip.betas).norm() == 0);

        // The projected joints lie where the landmarks are, and the feet near the floor.
        const auto rest = body::mannequin()->restJoints(clip.betas);
        const auto* person = outcome->tracks->find(clip.person);
        QVERIFY(person);
        for (const auto& frame : clip.frames) {
            const auto o = person->observations.find(frame.frame);
            if (o == person->observations.end() || !o->second.landmarks) continue;
            const auto joints = body::jointPositions(rest, frame.poseInCam);
            for (const auto& [joint, landmark] : {std::pair{16, 11}, {17, 12}, {4, 25}, {5, 26}}) {
                const Eigen::Vector2d px = clip.camera.project(joints.row(joint).transpose());
                const double off = (px - o->second.landmarks->px[std::size_t(landmark)].cast<double>()).norm();
                QVERIFY2(off < 0.08 * o->second.box.height, qPrintable(QString("frame %1 joint %2: %3 px").arg(frame.frame.value).arg(joint).arg(off)));
            }
            const auto inWorld = body::jointPositions(rest, frame.poseInWorld);
            const double lowest = std::min(inWorld(10, 1), inWorld(11, 1));
            QVERIFY2(std::abs(lowest) < 0.25, qPrintable(QString("feet at %1 m").arg(lowest)));
        }
    }

    void aMovingCameraIsTold_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("first");
        QTest::addColumn<bool>("moves");
        QTest::newRow("walking after somebody") << "glamr_pexels_walking_dynamic.mp4" << 0 << true;
        QTest::newRow("a hall, on a stand") << "sports2d_demo4.mp4" << 70 << false;
    }
    void aMovingCameraIsTold() {
        QFETCH(QString, file);
        QFETCH(int, first);
        QFETCH(bool, moves);
        SolveRequest r = shortRequest();
        r.video = video().parent_path() / file.toStdString();
        r.frames = FrameRange{FrameIndex(first), FrameIndex(first + 90)};
        if (!std::filesystem::exists(r.video)) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        NullJobControl job;
        const auto outcome = solve(r, job, nullptr);
        QVERIFY2(outcome, outcome ? "" : describe(outcome.error()).c_str());
        const auto& clip = *outcome->clips.front();
        QCOMPARE(clip.cameraKind, moves ? body::CameraKind::Estimated : body::CameraKind::Static);
        // Where the camera moves, its place is solved back: the person is where the pictures show it.
        const Eigen::Vector3d pelvisRest = r.body ? r.body->restJoints(clip.betas).row(0).transpose() : body::mannequin()->restJoints(clip.betas).row(0).transpose();
        for (std::size_t i = 0; moves && i < clip.frames.size(); ++i) {
            const Eigen::Vector3d seen = clip.camFromWorldAt(i) * Eigen::Vector3d(pelvisRest + clip.frames[i].poseInWorld.translationM);
            QVERIFY2((seen - pelvisRest - clip.frames[i].poseInCam.translationM).norm() < 1e-6, qPrintable(QString("frame %1").arg(i)));
        }
        bool told = false;
        for (const auto& n : outcome->notices) told |= n.kind == edit::Notice::Kind::CameraMoves;
        QCOMPARE(told, moves);
    }

    void keptTracksNeedNoSecondLook() {
        if (!std::filesystem::exists(video())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        NullJobControl job;
        SolveRequest again = shortRequest();
        again.estimator = "fit";   // the one that needs no pictures
        const auto first = solve(again, job, nullptr);
        QVERIFY(first);
        again.tracks = first->tracks;
        again.modelFolder = "/nowhere";
        Recorder recorder;
        const auto second = solve(again, job, &recorder);
        QVERIFY(second);
        QVERIFY(recorder.seen.empty());
        const auto& a = first->clips.front()->frames.back().poseInCam;
        const auto& b = second->clips.front()->frames.back().poseInCam;
        QVERIFY((a.translationM - b.translationM).norm() == 0);
    }

    void ropeSaysTheSameWithAndWithoutTheTrackersPass() {
        if (!std::filesystem::exists(video())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        NullJobControl job;
        SolveRequest r = shortRequest();
        r.estimator = "rope";
        const auto tracked = solve(r, job, nullptr);
        QVERIFY2(tracked, tracked ? "" : describe(tracked.error()).c_str());
        r.tracks = tracked->tracks;   // kept: Rope fetches pictures and runs the backbone itself
        const auto kept = solve(r, job, nullptr);
        QVERIFY2(kept, kept ? "" : describe(kept.error()).c_str());
        const auto &a = *tracked->clips.front(), &b = *kept->clips.front();
        const auto rest = body::mannequin()->restJoints(a.betas);
        QCOMPARE(a.frames.size(), b.frames.size());
        double most = 0;
        for (std::size_t i = 0; i < a.frames.size(); ++i) {
            const auto off = (body::jointPositions(rest, a.frames[i].poseInCam) - body::jointPositions(rest, b.frames[i].poseInCam)).eval();
            most = std::max(most, off.rowwise().norm().maxCoeff());
        }
        // Crops are cut out by two pieces of code, whose pixels differ by one here and there.
        QVERIFY2(most < 0.002, qPrintable(QString("%1 m").arg(most)));
    }

    void cancelEndsEveryStage() {
        if (!std::filesystem::exists(video())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        for (const char* stage : {"detect and track", "pose", "world"}) {
            StopAt job(stage);
            const auto outcome = solve(shortRequest(), job, nullptr);
            QVERIFY2(!outcome && outcome.error().code == ErrorCode::Canceled, stage);
        }
    }

    void anUnknownPersonIsNamed() {
        if (!std::filesystem::exists(video())) QSKIP("the shared videos are not beside the checkout");
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        SolveRequest r = shortRequest();
        r.persons = SolveRequest::Persons::One;
        r.person = PersonId(999);
        NullJobControl job;
        const auto outcome = solve(r, job, nullptr);
        QVERIFY(!outcome && outcome.error().code == ErrorCode::NoPerson);
        QVERIFY(outcome.error().detail.find("999") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestSolvePipeline)
#include "tst_solve_pipeline.moc"
