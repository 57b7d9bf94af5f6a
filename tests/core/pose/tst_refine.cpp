#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "pose/landmark_fit.h"
#include "tests/core/pose/seen_walk.h"

#include <random>
#endif

using namespace ropetp;
using namespace ropetp::pose;

namespace {

constexpr int kFrames = 50;

/// The walk as an estimator without a sense of time would give it: every joint turned a little, each frame anew.
body::MotionClip disturbed(const test::SeenWalk& w, const body::MotionClip& fitted, double sigmaRad) {
    body::MotionClip clip = fitted;
    std::mt19937 random(5);
    std::normal_distribution<double> normal(0, sigmaRad);
    for (auto& f : clip.frames) {
        for (auto& a : f.poseInCam.axisAngleRad) a = axisAngleFromMatrix(matrixFromAxisAngle(a) * matrixFromAxisAngle({normal(random), normal(random), normal(random)}));
        f.confidence.fill(1);
    }
    clip.source = "noisy 1.0";
    return clip;
}

body::MotionClip fitted(const test::SeenWalk& w) {
    NullJobControl job;
    return *LandmarkFit(body::mannequin(), PosePrior::anatomical()).estimate(w.footage(), job, {});
}

Result<body::MotionClip> refined(const test::SeenWalk& w, const body::MotionClip& start) {
    NullJobControl job;
    return LandmarkFit(body::mannequin(), PosePrior::anatomical()).refine(w.footage(), start, job, {});
}

/// Mean over frames of a joint's distance to the truth, the pelvis taken from both, millimetres.
double errorMm(const body::MotionClip& clip, const test::SeenWalk& w, std::initializer_list<int> joints) {
    double sum = 0;
    const auto rest = body::mannequin()->restJoints(clip.betas);
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        const auto p = body::jointPositions(rest, clip.frames[i].poseInCam);
        for (const int j : joints) sum += ((p.row(j) - p.row(0)) - (w.jointsInCam[i].row(j) - w.jointsInCam[i].row(0))).norm();
    }
    return 1000 * sum / double(clip.frames.size() * joints.size());
}

double stepMm(const body::MotionClip& clip, int joint) {
    double sum = 0;
    const auto rest = body::mannequin()->restJoints(clip.betas);
    for (std::size_t i = 2; i < clip.frames.size(); ++i) {
        const auto at = [&](std::size_t k) { return Eigen::RowVector3d(body::jointPositions(rest, clip.frames[k].poseInCam).row(joint)); };
        sum += (at(i) - 2 * at(i - 1) + at(i - 2)).norm();
    }
    return 1000 * sum / double(clip.frames.size() - 2);
}

}  // namespace

class TestRefine : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void noiseGoesWhereThePictureSpeaks() {
        const auto w = test::seenWalk(kFrames);
        const auto start = disturbed(w, fitted(w), 0.12);
        const auto clip = refined(w, start);
        QVERIFY2(clip, clip ? "" : describe(clip.error()).c_str());
        QCOMPARE(clip->frames.size(), start.frames.size());
        const double before = errorMm(start, w, {4, 5, 7, 8, 18, 19, 20, 21}), after = errorMm(*clip, w, {4, 5, 7, 8, 18, 19, 20, 21});
        QVERIFY2(after < 0.7 * before, qPrintable(QString("before %1, after %2 mm").arg(before).arg(after)));
        QVERIFY2(stepMm(*clip, 7) < 0.3 * stepMm(start, 7), qPrintable(QString("%1, %2 mm").arg(stepMm(start, 7)).arg(stepMm(*clip, 7))));
    }

    void whatThePictureHidesStaysAsItWasRead() {
        auto w = test::seenWalk(kFrames);
        const auto start = fitted(w);
        for (auto& [frame, o] : w.track.observations)
            for (const int k : {13, 15, 17, 19, 21}) o.landmarks->visibility[std::size_t(k)] = 0;   // the left arm
        // Without the start the hidden arm is the prior's.
        const double alone = errorMm(fitted(w), w, {18, 20});
        const auto clip = refined(w, start);
        QVERIFY(clip);
        const double kept = errorMm(*clip, w, {18, 20}), asRead = errorMm(start, w, {18, 20});
        QVERIFY2(kept < asRead + 12 && kept < 0.6 * alone, qPrintable(QString("as read %1, refined %2, without %3 mm").arg(asRead).arg(kept).arg(alone)));
    }

    void theShapeStaysAndTheSourceSaysSo() {
        const auto w = test::seenWalk(20);
        auto start = fitted(w);
        start.betas[0] = 0.8;
        const auto clip = refined(w, start);
        QVERIFY(clip);
        QVERIFY(clip->betas == start.betas);
        QCOMPARE(QString::fromStdString(clip->source), QString("fit 1.0 + refined"));
    }

    void aClipOfOtherFramesIsRefused() {
        const auto w = test::seenWalk(20);
        auto start = fitted(w);
        start.frames.pop_back();
        const auto clip = refined(w, start);
        QVERIFY(!clip && clip.error().code == ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(TestRefine)
#include "tst_refine.moc"
