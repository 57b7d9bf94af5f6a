#include <QTest>

#include "render/world/orbit_camera.h"

using namespace ropetp;
using namespace ropetp::render;

class TestOrbitCamera : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theTargetIsInTheMiddle() {
        OrbitCamera camera;
        camera.setTarget({1, 2, 3});
        camera.orbit(0.3, -0.2);
        const auto at = projectToView(camera.pose(), {1, 2, 3}, 800, 600);
        QVERIFY((at.head<2>() - Eigen::Vector2d(400, 300)).norm() < 1e-9);
        QVERIFY(std::abs(at.z() - camera.distanceM()) < 1e-9);
    }

    void fitSeesAllAndFillsTheView() {
        const std::vector<Eigen::Vector3d> walk = {{-3, 0, 1}, {-3, 1.8, 1}, {2, 0, -4}, {2, 1.8, -4}, {0, 0, 3}};
        for (const double aspect : {0.5, 1.0, 2.0})
            for (const double pitch : {0.0, 0.35, 1.5}) {
                OrbitCamera camera;
                camera.setAngles(0.6, pitch);
                camera.fit(walk, aspect);
                Eigen::AlignedBox2d seen;
                for (const auto& p : walk) seen.extend(Eigen::Vector2d(projectToView(camera.pose(), p, aspect, 1).head<2>()));
                QVERIFY(seen.min().minCoeff() > 0 && seen.max().x() < aspect && seen.max().y() < 1);
                // One way or the other it is full, and what is left over is shared by both sides.
                QVERIFY(std::max(seen.sizes().x() / aspect, seen.sizes().y()) > 0.85);
                QVERIFY(std::abs(seen.min().x() + seen.max().x() - aspect) < 0.02 * aspect || std::abs(seen.min().y() + seen.max().y() - 1) < 0.02);
            }
    }

    void panMovesThePictureWithTheMouse() {
        OrbitCamera camera;
        const Eigen::Vector3d p = camera.target();
        camera.pan(0.1, 0.05);
        const auto at = projectToView(camera.pose(), p, 800, 600);
        QVERIFY2((at.head<2>() - Eigen::Vector2d(460, 330)).norm() < 1e-6, qPrintable(QString("%1 %2").arg(at.x()).arg(at.y())));
    }

    void theVideoCameraSeesWhatThePinholeSees() {
        const PinholeCamera pinhole = PinholeCamera::centred(1280, 720, 1000);
        Eigen::Isometry3d camFromWorld = Eigen::Isometry3d::Identity();
        camFromWorld.linear() = (Eigen::AngleAxisd(EIGEN_PI, Eigen::Vector3d::UnitX()) * Eigen::AngleAxisd(0.2, Eigen::Vector3d::UnitZ())).toRotationMatrix();
        camFromWorld.translation() = Eigen::Vector3d(0.1, 1.4, 5);
        const ViewPose pose = videoCameraPose(camFromWorld, pinhole, 1280.0 / 720);
        for (const Eigen::Vector3d& p : {Eigen::Vector3d(0, 1, 0), Eigen::Vector3d(0.7, 0.2, -1), Eigen::Vector3d(-1, 1.8, 0.5)}) {
            const auto at = projectToView(pose, p, 1280, 720);
            // A view's pixel edges are at integers, the camera's pixel centres are.
            const Eigen::Vector2d wanted = pinhole.project(camFromWorld * p) + Eigen::Vector2d(0.5, 0.5);
            QVERIFY((at.head<2>() - wanted).norm() < 1e-6);
        }
    }

    void aRayComesFromTheEyeThroughWhatIsSeenThere() {
        OrbitCamera camera;
        camera.orbit(0.2, 0.1);
        const Eigen::Vector3d p(0.4, 1.3, -0.6);
        const auto at = projectToView(camera.pose(), p, 800, 600);
        const ViewRay ray = rayThroughView(camera.pose(), at.x(), at.y(), 800, 600);
        QVERIFY(std::abs(ray.direction.norm() - 1) < 1e-12);
        QVERIFY((p - ray.origin).cross(ray.direction).norm() < 1e-9);
        QVERIFY((p - ray.origin).dot(ray.direction) > 0);
    }

    void straightDownKeepsAnUpAxis() {
        OrbitCamera camera;
        camera.setAngles(0, 10);
        QVERIFY(projectToView(camera.pose(), {0, 0, 0}, 100, 100).allFinite());
    }
};

QTEST_APPLESS_MAIN(TestOrbitCamera)
#include "tst_orbit_camera.moc"
