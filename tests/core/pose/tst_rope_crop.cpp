#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "seen_body.h"

#include <Eigen/Dense>
#endif

using namespace ropetp;
using namespace ropetp::pose;

namespace {

/// Scale and pelvis that meet the picture best, as a network that is right would give them (least squares of
/// the projection that it was trained through).
struct Camera {
    double scale;
    Eigen::Vector2d pelvisM;
};
Camera fitted(const seenbody::Scene& s, double* worst) {
    const auto view = seenbody::inView(s);
    const auto truth = seenbody::inCrop(s);
    const double focal = focalInCrops(s.camera, s.crop);
    const auto residuals = [&](const Eigen::Vector3d& c) {
        Eigen::Matrix<double, 2 * body::kJointCount, 1> r;
        for (int j = 0; j < body::kJointCount; ++j) {
            const double z = view(j, 2) + focal / std::exp(c[0]);
            r[2 * j] = focal * (view(j, 0) + c[1]) / z - truth(j, 0);
            r[2 * j + 1] = focal * (view(j, 1) + c[2]) / z - truth(j, 1);
        }
        return r;
    };
    Eigen::Vector3d c(0, 0, 0);
    for (int i = 0; i < 30; ++i) {
        const auto r = residuals(c);
        Eigen::Matrix<double, 2 * body::kJointCount, 3> jacobian;
        for (int k = 0; k < 3; ++k) {
            Eigen::Vector3d d = c;
            d[k] += 1e-6;
            jacobian.col(k) = (residuals(d) - r) / 1e-6;
        }
        c -= (jacobian.transpose() * jacobian).ldlt().solve(jacobian.transpose() * r);
    }
    *worst = residuals(c).cwiseAbs().maxCoeff();
    return {std::exp(c[0]), {c[1], c[2]}};
}

}  // namespace

/// The crop, its view, and the way back to the camera: what decides whether bodies lie over people.
class TestRopeCrop : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theMiddleOfTheCropIsStraightAhead() {
        for (unsigned seed = 0; seed < 50; ++seed) {
            const auto s = seenbody::scene(seed, 1);
            const Eigen::Matrix3d r = camFromView(s.camera, s.crop);
            QVERIFY((r * r.transpose() - Eigen::Matrix3d::Identity()).norm() < 1e-12 && r.determinant() > 0);
            const Eigen::Vector2d px = s.camera.project(r.col(2));
            QVERIFY2((px - s.crop.centre.cast<double>()).norm() < 1e-6, qPrintable(QString("seed %1").arg(seed)));
            const Eigen::Vector3d c = cropFromPicture(s.crop, 224) * px.homogeneous();
            QVERIFY2((c.head<2>() - Eigen::Vector2d::Constant(111.5)).norm() < 1e-4, qPrintable(QString("seed %1").arg(seed)));
        }
    }

    void theViewIsTurnedWithTheCrop() {
        const auto camera = PinholeCamera::centred(1920, 1080, 2000);
        for (const float angle : {-2.f, -0.3f, 0.f, 0.5f, 3.f}) {
            const track::CropRegion crop{{float(camera.cx), float(camera.cy)}, 300, angle};
            // A point to the right in the view lies to the right in the crop.
            const Eigen::Vector2d px = camera.project(camFromView(camera, crop) * Eigen::Vector3d(0.01, 0, 1));
            const Eigen::Vector3d c = cropFromPicture(crop, 256) * px.homogeneous();
            QVERIFY2(c.x() > 128 + 10 && std::abs(c.y() - 127.5) < 1e-3, qPrintable(QString("angle %1: %2, %3").arg(double(angle)).arg(c.x()).arg(c.y())));
        }
    }

    void theLandmarkModelsCropIsSharedWhereItSuits() {
        // Upright, 400 px from head to ankles.
        track::Landmarks l;
        l.visibility.fill(1);
        l.px.fill({500, 300});
        for (const int k : {11, 12}) l.px[std::size_t(k)] = {500, 350};
        for (const int k : {23, 24}) l.px[std::size_t(k)] = {500, 500};
        for (const int k : {27, 28}) l.px[std::size_t(k)] = {500, 700};
        const auto own = ropeCropOf(l);
        QVERIFY(own.isValid() && own.size > 400 && std::abs(own.angleRad) < 1e-6f);
        QVERIFY(sharedCropOf(l) == own);   // not known what the model was shown
        const auto shares = [&](const Eigen::Vector2f& centre, float size, float angle) {
            l.crop = {centre, size, angle};
            const auto crop = sharedCropOf(l);
            return crop == l.crop ? 1 : crop == own ? 0 : -1;
        };
        QCOMPARE(shares({500, 500}, 1.3f * own.size, 0.1f), 1);
        QCOMPARE(shares({500, 500}, 1.3f * own.size, 0.1f + 2 * 3.14159265f), 1);
        QCOMPARE(shares({500, 500}, 0.6f * own.size, 0), 0);    // cuts the person off
        QCOMPARE(shares({500, 500}, 2.5f * own.size, 0), 0);    // shows them small
        QCOMPARE(shares({500 + own.size, 500}, 1.3f * own.size, 0), 0);
        QCOMPARE(shares({500, 500}, 1.3f * own.size, 1.5f), 0);
        l.visibility.fill(0);
        QVERIFY(!sharedCropOf(l).isValid());
    }

    void theCropIsUprightAndHoldsThePerson() {
        for (unsigned seed = 0; seed < 50; ++seed) {
            const auto s = seenbody::scene(seed, 0.5);
            std::vector<Eigen::Vector2f> points;
            for (int j = 0; j < body::kJointCount; ++j) points.push_back(s.camera.project(s.inCam.row(j).transpose()).cast<float>());
            const std::vector<float> weights(points.size(), 1.f);
            const Eigen::Vector2f hips = (points[1] + points[2]) / 2, shoulders = (points[16] + points[17]) / 2;
            const auto crop = ropeCrop(points, weights, hips, shoulders);
            QVERIFY(crop.isValid());
            const Eigen::Matrix3d m = cropFromPicture(crop, 256);
            const auto at = [&](const Eigen::Vector2f& p) { return Eigen::Vector2d((m * p.cast<double>().homogeneous()).head<2>()); };
            for (const auto& p : points) QVERIFY2((at(p).array() - 127.5).abs().maxCoeff() < 256 / 2 / 1.2, qPrintable(QString("seed %1").arg(seed)));
            QVERIFY2(std::abs((at(hips) - at(shoulders)).x()) < 0.01 && at(hips).y() > at(shoulders).y(), qPrintable(QString("seed %1").arg(seed)));
        }
    }

    void unseenPointsDoNotCount() {
        const std::vector<Eigen::Vector2f> points = {{100, 100}, {140, 100}, {120, 200}, {900, 900}, {std::nanf(""), 0}};
        const auto crop = ropeCrop(points, std::vector<float>{1, 1, 1, 0.1f, 1}, {120, 180}, {120, 110});
        QVERIFY(crop.isValid());
        QVERIFY((crop.centre - Eigen::Vector2f(120, 150)).norm() < 1e-3);
        QVERIFY(!ropeCrop(points, std::vector<float>{1, 1, 0, 0, 0}, {120, 180}, {120, 110}).isValid());
    }

    /// Posture, scale and pelvis that fit the picture, taken back to the camera as the estimator does.
    void whatFitsThePictureStandsAtTheRightPlace_data() {
        QTest::addColumn<double>("offAxis");
        QTest::addColumn<double>("mostM");        // of the joints, per metre of distance
        QTest::addColumn<double>("mostPixels");   // of a crop of 256
        // Away from the middle a crop is stretched, and no scale and pelvis fit it wholly.
        QTest::newRow("in the middle") << 0.0 << 1e-4 << 0.01;
        QTest::newRow("half way out") << 0.5 << 0.01 << 10.0;
        QTest::newRow("to the edge") << 1.0 << 0.025 << 25.0;
    }
    void whatFitsThePictureStandsAtTheRightPlace() {
        QFETCH(double, offAxis);
        QFETCH(double, mostM);
        QFETCH(double, mostPixels);
        double worst = 0, worstPixels = 0, bias = 0;
        unsigned where = 0;
        for (unsigned seed = 0; seed < 300; ++seed) {
            const auto s = seenbody::scene(seed, offAxis);
            double misfit = 0;
            const Camera c = fitted(s, &misfit);
            FrameState back = s.state;
            const Eigen::Matrix3d turn = camFromView(s.camera, s.crop);
            back.local[0] = turn * (turn.transpose() * s.state.local[0]);
            back.pelvisInCam = pelvisInCam(s.camera, s.crop, c.scale, c.pelvisM, seenbody::inView(s));
            const auto joints = body::jointPositions(s.rest, poseFromState(back, s.rest));
            const double distance = s.state.pelvisInCam.norm(), error = (joints - s.inCam).rowwise().norm().maxCoeff() / distance;
            if (error > worst) worst = error, where = seed;
            bias += (back.pelvisInCam.norm() - distance) / distance / 300;
            worstPixels = std::max(worstPixels, 128 * misfit);
        }
        qInfo("joints: worst %.5f m a metre of distance; distance: mean %+.5f; crop: worst %.2f px", worst, bias, worstPixels);
        QVERIFY2(worst < mostM, qPrintable(QString("seed %1: worst joint off by %2 m a metre, tolerance %3").arg(where).arg(worst).arg(mostM)));
        QVERIFY2(std::abs(bias) < mostM / 5, qPrintable(QString("mean error of the distance %1, tolerance %2").arg(bias).arg(mostM / 5)));
        QVERIFY2(worstPixels < mostPixels, qPrintable(QString("worst misfit %1 px, tolerance %2").arg(worstPixels).arg(mostPixels)));
    }

    void readingsThatMakeNoSenseStillGiveAPlace() {
        const auto s = seenbody::scene(1, 1);
        const auto view = seenbody::inView(s);
        for (const double scale : {1e-3, 1e3, 1e9}) {
            const Eigen::Vector3d p = pelvisInCam(s.camera, s.crop, scale, {0.1, -40}, view);
            QVERIFY2(p.allFinite(), qPrintable(QString("scale %1").arg(scale)));
        }
    }
};

QTEST_APPLESS_MAIN(TestRopeCrop)
#include "tst_rope_crop.moc"
