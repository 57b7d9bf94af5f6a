#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "body/kinematics.h"
#include "pose/rope/rope_config.h"
#include "pose/rope/start_pose.h"
#include "tests/core/pose/seen_walk.h"

#include <cmath>
#include <limits>
#endif

using namespace ropetp;
using namespace ropetp::pose;

namespace {

constexpr float kHalfCropPx = 300;

/// Landmarks of a frame as the backbone gives them for an upright crop of 600 px around the hips.
std::vector<float> landmarkValues(const track::Landmarks& l) {
    const Eigen::Vector2f middle = (l.px[23] + l.px[24]) / 2;
    std::vector<float> values;
    for (std::size_t k = 0; k < track::kLandmarkCount; ++k) {
        const Eigen::Vector2f p = (l.px[k] - middle) / kHalfCropPx;
        values.insert(values.end(), {p.x(), p.y(), l.visibility[k], l.worldM[k].x(), l.worldM[k].y(), l.worldM[k].z()});
    }
    return values;
}

body::JointPositions joints(const std::vector<float>& start) {
    body::Pose pose;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const float* s = start.data() + 6 * j;
        const Eigen::Vector3d x(s[0], s[1], s[2]), y(s[3], s[4], s[5]);
        Eigen::Matrix3d r;
        r << x, y, x.cross(y);
        pose.axisAngleRad[j] = axisAngleFromMatrix(r);
    }
    const auto p = body::jointPositions(body::mannequin()->restJoints(body::Betas::Zero()), pose);
    return p.rowwise() - p.row(0);
}

}  // namespace

class TestStartPose : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void landmarksWithoutErrorsGiveThePose() {
        const auto w = test::seenWalk(30);
        double worst = 0;
        for (const auto& [frame, o] : w.track.observations) {
            const auto values = landmarkValues(*o.landmarks);
            std::vector<float> start(kStartValues);
            startFromLandmarks(values, start);
            const auto found = joints(start);
            const auto& truth = w.jointsInCam[std::size_t(frame.value)];
            double mean = 0;
            for (const int j : {4, 5, 7, 8, 18, 19, 20, 21}) mean += (found.row(j) - (truth.row(j) - truth.row(0))).norm() / 8;
            worst = std::max(worst, mean);
        }
        QVERIFY2(worst < 0.12, qPrintable(QString("worst frame %1 m").arg(worst)));
    }

    void scaleAndPlaceAreThePictures() {
        const auto w = test::seenWalk(30);
        for (const auto& [frame, o] : w.track.observations) {
            std::vector<float> start(kStartValues);
            startFromLandmarks(landmarkValues(*o.landmarks), start);
            const auto& truth = w.jointsInCam[std::size_t(frame.value)];
            // Half crops a metre at the pelvis' depth.
            const double expected = w.camera.fx / truth(0, 2) / kHalfCropPx, found = kMeanScale * std::exp(start[144]);
            QVERIFY2(std::abs(found / expected - 1) < 0.06, qPrintable(QString("frame %1: %2, expected %3").arg(frame.value).arg(found).arg(expected)));
            QVERIFY(std::hypot(start[145], start[146]) < 0.12);
        }
    }

    void whateverComesInIsFinite() {
        for (const float v : {0.f, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e30f, -1e30f}) {
            std::vector<float> start(kStartValues);
            startFromLandmarks(std::vector<float>(33 * kLandmarkValues, v), start);
            for (const float s : start) QVERIFY2(std::isfinite(s), qPrintable(QString("from %1").arg(v)));
        }
    }
};

QTEST_APPLESS_MAIN(TestStartPose)
#include "tst_start_pose.moc"
