#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "pose/landmark_fit.h"
#include "tests/core/pose/seen_walk.h"

#include <limits>
#endif

using namespace ropetp;
using namespace ropetp::pose;

namespace {

class CancelAfter final : public JobControl {
  public:
    explicit CancelAfter(double fraction) : limit_(fraction) {}
    void report(double f) override { reached_ = reached_ || f >= limit_; }
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return reached_; }

  private:
    double limit_;
    bool reached_ = false;
};

Result<body::MotionClip> fit(const test::SeenWalk& w, const PoseStream& stream = {}) {
    NullJobControl job;
    return LandmarkFit(body::mannequin(), PosePrior::anatomical()).estimate(w.footage(), job, stream);
}

body::JointPositions joints(const body::MotionClip& clip, std::size_t i) {
    return body::jointPositions(body::mannequin()->restJoints(clip.betas), clip.frames[i].poseInCam);
}

/// Mean distance of the limbs' joints after the pelvis was taken from both, millimetres.
double errorMm(const body::JointPositions& a, const body::JointPositions& b) {
    double sum = 0;
    for (const int j : {1, 2, 4, 5, 7, 8, 16, 17, 18, 19, 20, 21}) sum += ((a.row(j) - a.row(0)) - (b.row(j) - b.row(0))).norm();
    return 1000 * sum / 12;
}

}  // namespace

class TestLandmarkFit : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aWalkSeenWithoutErrorsIsRecovered() {
        const auto w = test::seenWalk(120);
        const auto clip = fit(w);
        QVERIFY2(clip, clip ? "" : describe(clip.error()).c_str());
        QCOMPARE(clip->frames.size(), std::size_t(120));
        double mean = 0, worst = 0;
        for (std::size_t i = 0; i < 120; ++i) {
            const double e = errorMm(joints(*clip, i), w.jointsInCam[i]);
            mean += e / 120;
            worst = std::max(worst, e);
            QVERIFY(clip->frames[i].visible);
            // Where the pelvis is, depth included.
            QVERIFY2((joints(*clip, i).row(0) - w.jointsInCam[i].row(0)).norm() < 0.06 * w.jointsInCam[i](0, 2),
                     qPrintable(QString("frame %1: %2 m").arg(i).arg((joints(*clip, i).row(0) - w.jointsInCam[i].row(0)).norm())));
        }
        QVERIFY2(mean < 45 && worst < 75, qPrintable(QString("mean %1, worst %2 mm").arg(mean).arg(worst)));
    }

    void bonesAreTheSameOnEveryFrameAndSide() {
        const auto clip = fit(test::seenWalk(40));
        QVERIFY(clip);
        for (std::size_t i = 0; i < clip->frames.size(); ++i) {
            const auto p = joints(*clip, i);
            QVERIFY(std::abs((p.row(4) - p.row(1)).norm() - (p.row(5) - p.row(2)).norm()) < 1e-4);
            QVERIFY(std::abs((p.row(20) - p.row(18)).norm() - (p.row(21) - p.row(19)).norm()) < 1e-4);
        }
    }

    void theProjectionMeetsTheLandmarks() {
        const auto w = test::seenWalk(60);
        const auto clip = fit(w);
        QVERIFY(clip);
        for (std::size_t i = 0; i < 60; ++i)
            for (const auto& [joint, landmark] : {std::pair{4, 25}, {5, 26}, {16, 11}, {17, 12}, {20, 15}}) {
                const Eigen::Vector2d off = w.camera.project(joints(*clip, i).row(joint).transpose()) -
                                            w.track.observations.at(FrameIndex(std::int64_t(i))).landmarks->px[std::size_t(landmark)].cast<double>();
                QVERIFY2(off.norm() < 10, qPrintable(QString("frame %1, joint %2: %3 px").arg(i).arg(joint).arg(off.norm())));
            }
    }

    void aFlungWristIsNotBelieved() {
        const auto w = test::seenWalk(60);
        auto flung = w;
        flung.track.observations[FrameIndex(30)].landmarks->px[15] += Eigen::Vector2f(280, -200);
        const auto clean = fit(w), clip = fit(flung);
        QVERIFY(clean && clip);
        const double moved = (joints(*clip, 30).row(20) - joints(*clean, 30).row(20)).norm();
        QVERIFY2(moved < 0.12, qPrintable(QString("%1 m").arg(moved)));
        QVERIFY(clip->frames[30].confidence[20] < 0.7f * clean->frames[30].confidence[20]);
    }

    void whatWasNotSeenIsFilledInAndSaidSo() {
        auto w = test::seenWalk(150);
        for (int i = 50; i < 100; ++i) w.track.observations.erase(FrameIndex(i));
        const auto clip = fit(w);
        QVERIFY(clip);
        QCOMPARE(clip->frames.size(), std::size_t(150));
        for (std::size_t i = 0; i < 150; ++i) {
            QCOMPARE(clip->frames[i].visible, i < 50 || i >= 100);
            QCOMPARE(clip->frames[i].frame.value, std::int64_t(i));
            QVERIFY(joints(*clip, i).allFinite());
            if (i > 0) QVERIFY((joints(*clip, i).row(0) - joints(*clip, i - 1).row(0)).norm() < 0.25);
        }
        QVERIFY(clip->frames[75].confidence[4] < 0.5f * clip->frames[20].confidence[4]);
        QVERIFY(clip->frames[75].confidence[4] < clip->frames[52].confidence[4]);
    }

    void framesAreStreamedOnceAndInOrder() {
        const auto w = test::seenWalk(200);
        std::vector<std::int64_t> streamed;
        body::Betas betas = body::Betas::Zero();
        const auto clip = fit(w, [&](const body::MotionClip& part) {
            for (const auto& f : part.frames) streamed.push_back(f.frame.value);
            betas = part.betas;
        });
        QVERIFY(clip);
        QCOMPARE(streamed.size(), std::size_t(200));
        for (std::size_t i = 0; i < 200; ++i) QCOMPARE(streamed[i], std::int64_t(i));
        QVERIFY(betas == clip->betas);
    }

    void itIsTheSameEveryTime() {
        const auto w = test::seenWalk(40);
        const auto a = fit(w), b = fit(w);
        QVERIFY(a && b);
        for (std::size_t i = 0; i < 40; ++i) QVERIFY(joints(*a, i) == joints(*b, i));
    }

    void valuesThatAreNotFiniteDoNotSpread() {
        auto w = test::seenWalk(30);
        auto& l = *w.track.observations[FrameIndex(10)].landmarks;
        l.px[25] = {std::numeric_limits<float>::quiet_NaN(), 1e30f};
        l.worldM[13].setConstant(std::numeric_limits<float>::infinity());
        const auto clip = fit(w);
        QVERIFY(clip);
        for (std::size_t i = 0; i < 30; ++i) QVERIFY(joints(*clip, i).allFinite());
    }

    void wrongFootageIsRefused() {
        NullJobControl job;
        LandmarkFit estimator(body::mannequin(), PosePrior::anatomical());
        auto w = test::seenWalk(10);
        auto shortTimes = w.footage();
        shortTimes.ptsSec.pop_back();
        QVERIFY(estimator.estimate(shortTimes, job, {}).error().code == ErrorCode::InvalidInput);
        auto standingClock = w.footage();
        standingClock.ptsSec[5] = standingClock.ptsSec[4];
        QVERIFY(estimator.estimate(standingClock, job, {}).error().code == ErrorCode::InvalidInput);
        auto noFocal = w.footage();
        noFocal.camera.fx = 0;
        QVERIFY(estimator.estimate(noFocal, job, {}).error().code == ErrorCode::InvalidInput);
        for (auto& [frame, o] : w.track.observations) o.landmarks.reset();
        QVERIFY(estimator.estimate(w.footage(), job, {}).error().code == ErrorCode::NoPerson);
    }

    void cancelEndsIt() {
        const auto w = test::seenWalk(300);
        CancelAfter job(0.2);
        const auto clip = LandmarkFit(body::mannequin(), PosePrior::anatomical()).estimate(w.footage(), job, {});
        QVERIFY(!clip && clip.error().code == ErrorCode::Canceled);
    }

    void unknownEstimatorsAreNamed() {
        EstimatorOptions options;
        options.body = body::mannequin();
        const auto made = makePoseEstimator("magic", options);
        QVERIFY(!made && made.error().detail.find("fit") != std::string::npos);
        QVERIFY(makePoseEstimator("fit", options));
        for (const auto& name : poseEstimatorNames()) {
            // Where its models are not installed an estimator says so.
            const auto each = makePoseEstimator(name, options);
            QVERIFY2(each || each.error().code == ErrorCode::ModelMissing, qPrintable(QString::fromStdString(name + ": " + (each ? "" : describe(each.error())))));
        }
    }
};

QTEST_APPLESS_MAIN(TestLandmarkFit)
#include "tst_landmark_fit.moc"
