#include "people.h"
#include "track/crop_region.h"

#include <QTest>

#include <cmath>

using namespace people;

class TestCropRegion : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theHeadIsUpInTheCrop_data() {
        QTest::addColumn<double>("angle");
        for (const int deg : {0, 30, 90, 150, -45, -120}) QTest::addRow("%d degrees", deg) << deg * M_PI / 180;
    }
    void theHeadIsUpInTheCrop() {
        QFETCH(double, angle);
        const Eigen::Vector2f hips(400, 300), up(float(std::sin(angle)), float(-std::cos(angle)));
        const CropRegion r = regionFromCircle(hips, hips + 100 * up);
        QVERIFY(std::abs(r.angleRad - angle) < 1e-5);
        QVERIFY(std::abs(r.size - 250) < 1e-3);
    }
    void aStandingFigureLiesInsideItsRegion() {
        const PoseSketch s = standing(500, 400, 300);
        const CropRegion r = regionFromSketch(s);
        for (const auto& p : s.points) QVERIFY((p - r.centre).cwiseAbs().maxCoeff() < r.size / 2);
        QVERIFY(std::abs(r.angleRad) < 0.01);
        QVERIFY(r.size < 2.2 * 300);
    }
    void closeUpsUseTheBox() {
        PoseSketch s = standing(500, 400, 300);
        for (int k = coco::LeftHip; k < kSketchPoints; ++k) s.confidence[k] = 0;
        const CropRegion r = regionFromSketch(s);
        QVERIFY((r.centre - s.box.centre().cast<float>()).norm() < 1e-3);
    }
    void closeUpLandmarksDoNotFollowUnseenHips() {
        Landmarks l;
        for (int i = 0; i < kLandmarkCount; ++i) {
            const bool head = i <= 12;
            l.px[i] = head ? Eigen::Vector2f(300.f + 20 * float(i % 5), 200.f + 12 * float(i)) : Eigen::Vector2f(320, 900);
            l.visibility[i] = head ? 0.9f : 0.05f;
            l.presence[i] = l.visibility[i];
        }
        const CropRegion r = regionFromLandmarks(l, {320, 900}, {320, 100}, 640, 480);
        QVERIFY(r.centre.y() < 480 && r.size < 500);
        for (int i = 0; i <= 12; ++i) QVERIFY((l.px[i] - r.centre).cwiseAbs().maxCoeff() < r.size / 2);
    }
    void smallChangesAreDamped() {
        const CropRegion a{{100, 100}, 200, 0};
        const CropRegion jitter = steadied(a, {{101, 100}, 202, 0.01f});
        QVERIFY((jitter.centre - a.centre).norm() < 0.5f);
        const CropRegion jump = steadied(a, {{180, 100}, 300, 1.f});
        QCOMPARE(jump.centre.x(), 180.f);
        QCOMPARE(jump.size, 300.f);
    }
    void turnsPassTheBackwardDirection() {
        const CropRegion a{{0, 0}, 200, 3.1f};
        const CropRegion r = steadied(a, {{0, 0}, 200, -3.1f});
        QVERIFY(std::abs(r.angleRad) > 3.0f);
    }
};

QTEST_APPLESS_MAIN(TestCropRegion)
#include "tst_crop_region.moc"
