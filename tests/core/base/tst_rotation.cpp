#include "base/rotation.h"

#include <QTest>

#include <numbers>
#include <random>

using namespace ropetp;

/// Conversions between axis-angle, matrix, quaternion and rot6d, at the places where they break.
class TestRotation : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void quarterTurnAboutYTakesZToX() {
        const auto r = matrixFromAxisAngle({0, std::numbers::pi / 2, 0});
        QVERIFY((r * Eigen::Vector3d::UnitZ() - Eigen::Vector3d::UnitX()).norm() < 1e-14);
    }

    void roundTripsKeepTheRotation_data() {
        QTest::addColumn<double>("angle");
        for (double a : {0.0, 1e-12, 1e-6, 1e-4, 0.3, 1.5, 3.0, std::numbers::pi - 1e-5, std::numbers::pi})
            QTest::addRow("%g", a) << a;
    }
    void roundTripsKeepTheRotation() {
        QFETCH(double, angle);
        std::mt19937 rng(7);
        std::normal_distribution<double> normal;
        for (int i = 0; i < 200; ++i) {
            const Eigen::Vector3d axis = Eigen::Vector3d(normal(rng), normal(rng), normal(rng)).normalized();
            const Eigen::Matrix3d r = matrixFromAxisAngle(axis * angle);
            QVERIFY((r.transpose() * r - Eigen::Matrix3d::Identity()).norm() < 1e-12);
            const auto viaMatrix = matrixFromAxisAngle(axisAngleFromMatrix(r));
            const auto viaQuaternion = quaternionFromAxisAngle(axis * angle).toRotationMatrix();
            const auto via6d = matrixFromRot6d(rot6dFromMatrix(r));
            QVERIFY2((viaMatrix - r).norm() < 1e-7, qPrintable(QString::number((viaMatrix - r).norm())));
            QVERIFY((viaQuaternion - r).norm() < 1e-12);
            QVERIFY((via6d - r).norm() < 1e-12);
            QVERIFY(axisAngleFromMatrix(r).norm() <= std::numbers::pi + 1e-12);
        }
    }

    void leftJacobianMatchesFiniteDifferences() {
        const double h = 1e-6;
        for (const Eigen::Vector3d& a : {Eigen::Vector3d(0.4, -1.1, 0.7), Eigen::Vector3d(1e-5, 0, -2e-5)}) {
            for (int k = 0; k < 3; ++k) {
                const Eigen::Matrix3d moved = matrixFromAxisAngle(a + h * Eigen::Vector3d::Unit(k));
                const Eigen::Vector3d d = axisAngleFromMatrix(moved * matrixFromAxisAngle(a).transpose()) / h;
                QVERIFY((d - leftJacobian(a).col(k)).norm() < 1e-5);
            }
        }
    }

    void nearestRotationRepairsNoiseAndReflections() {
        const Eigen::Matrix3d r = matrixFromAxisAngle({0.5, 0.2, -0.9});
        QVERIFY((nearestRotation(1.7 * r) - r).norm() < 1e-12);
        QVERIFY(std::abs(nearestRotation(-r).determinant() - 1) < 1e-12);
    }

    void geodesicAngleIsTheTurnBetween() {
        const auto a = matrixFromAxisAngle({0.3, 0, 0});
        const auto b = matrixFromAxisAngle({1.0, 0, 0});
        QVERIFY(std::abs(geodesicAngle(a, b) - 0.7) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(TestRotation)
#include "tst_rotation.moc"
