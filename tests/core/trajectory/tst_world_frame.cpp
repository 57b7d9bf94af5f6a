#include "stick_body.h"
#include "trajectory/ground.h"
#include "trajectory/world_frame.h"

#include <QTest>

using namespace ropetp;
using trajectory::GroundPlane;

namespace {

GroundPlane floorOf(const Eigen::Isometry3d& camFromFloor, double heightM) {
    GroundPlane g;
    g.upInCam = camFromFloor.linear().col(1);
    g.offsetM = heightM;
    g.confidence = 1;
    g.pivotInCam = camFromFloor * Eigen::Vector3d(0, 0, -5);
    return g;
}

}  // namespace

/// The world frame's conventions, and moving clips between worlds.
class TestWorldFrame : public QObject {
    Q_OBJECT

    std::shared_ptr<const body::BodyModel> model_ = testing::stickBody();

  private Q_SLOTS:
    void originIsBelowThePelvisAndZFacesTheCamera() {
        const auto camera = testing::tiltedCamera(1.4, 0.3, -0.1);
        const Eigen::Vector3d pelvis = camera * Eigen::Vector3d(0.7, 0.9, -4.2);
        const Eigen::Isometry3d camFromWorld = trajectory::camFromWorld(floorOf(camera, 1.4), pelvis);
        const Eigen::Isometry3d worldFromCam = camFromWorld.inverse();
        QVERIFY((worldFromCam * pelvis - Eigen::Vector3d(0, 0.9, 0)).norm() < 1e-12);
        const Eigen::Vector3d cameraInWorld = worldFromCam.translation();
        QVERIFY(std::abs(cameraInWorld.x()) < 1e-12);
        QVERIFY(std::abs(cameraInWorld.y() - 1.4) < 1e-12);
        QVERIFY(std::abs(cameraInWorld.z() - std::hypot(0.7, 4.2)) < 1e-12);
        QVERIFY((camFromWorld.linear().transpose() * camFromWorld.linear() - Eigen::Matrix3d::Identity()).norm() < 1e-12);
        QVERIFY(std::abs(camFromWorld.linear().determinant() - 1) < 1e-12);
    }

    void aCameraStraightAboveStillGivesAWorld() {
        GroundPlane g;
        g.upInCam = {0, 0, -1};  // looks straight down from 3 m
        g.offsetM = 3;
        const auto m = trajectory::camFromWorld(g, {0, 0, 2.1});
        QVERIFY(m.matrix().allFinite());
        QVERIFY(std::abs(m.linear().determinant() - 1) < 1e-12);
        QVERIFY((m.inverse() * Eigen::Vector3d(0, 0, 2.1) - Eigen::Vector3d(0, 0.9, 0)).norm() < 1e-12);
    }

    void worldAndCameraRoundTrip() {
        const auto camera = testing::tiltedCamera(1.4, 0.3, -0.1);
        auto clip = testing::clipSeenBy(camera, testing::walk(*model_, 20, {0, -5}, 0.5), *model_);
        clip.camFromWorld = {trajectory::camFromWorld(floorOf(camera, 1.4), *trajectory::firstPelvisInCam(clip, *model_))};
        trajectory::placeInWorld(clip, *model_);
        const auto rest = model_->restJoints(clip.betas);
        for (const auto& f : clip.frames) {
            const auto back = body::transformed(f.poseInWorld, clip.camFromWorld[0], rest);
            QVERIFY((back.translationM - f.poseInCam.translationM).norm() < 1e-12);
            QVERIFY((body::jointPositions(rest, back) - body::jointPositions(rest, f.poseInCam)).norm() < 1e-9);
        }
        // The soles of the planted foot lie on the floor.
        double lowest = 1;
        for (const auto& f : clip.frames) lowest = std::min(lowest, body::jointPositions(rest, f.poseInWorld).col(1).minCoeff());
        QVERIFY2(std::abs(lowest - 0.02) < 1e-6, qPrintable(QString::number(lowest, 'g', 12)));
    }

    void movingToAWorldAndBackKeepsTheMotion() {
        const auto camera = testing::tiltedCamera(1.4, 0.1, 0);
        auto clip = testing::clipSeenBy(camera, testing::walk(*model_, 30, {0, -5}, 0.5), *model_);
        const auto other = trajectory::camFromWorld(floorOf(testing::tiltedCamera(1.6, 0.2, 0.05), 1.6), {0.3, 0.4, 5});
        const auto moved = trajectory::movedToWorld(clip, other, *model_);
        const auto rest = model_->restJoints(clip.betas);
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            const auto world = body::jointPositions(rest, moved.frames[i].poseInWorld);
            const auto cam = body::jointPositions(rest, clip.frames[i].poseInCam);
            for (int j = 0; j < body::kJointCount; ++j)
                QVERIFY((other * world.row(j).transpose().eval() - cam.row(j).transpose()).norm() < 1e-9);
        }
        const auto back = trajectory::movedToWorld(moved, camera, *model_);
        for (std::size_t i = 0; i < clip.frames.size(); ++i)
            QVERIFY((back.frames[i].poseInWorld.translationM - clip.frames[i].poseInWorld.translationM).norm() < 1e-9);
    }

    void aMovingCamerasPathMovesWithItsWorld() {
        const auto camera = testing::tiltedCamera(1.4, 0.1, 0);
        auto clip = testing::clipSeenBy(camera, testing::walk(*model_, 10, {0, -5}, 0), *model_);
        clip.camFromWorld.assign(10, camera);
        for (int i = 0; i < 10; ++i) clip.camFromWorld[std::size_t(i)].pretranslate(Eigen::Vector3d(0.1 * i, 0, 0));
        const auto rest = model_->restJoints(clip.betas);
        for (std::size_t i = 0; i < 10; ++i)
            clip.frames[i].poseInCam = body::transformed(clip.frames[i].poseInWorld, clip.camFromWorld[i], rest);
        const auto moved = trajectory::movedToWorld(clip, testing::tiltedCamera(1.4, 0.2, 0.1), *model_);
        for (std::size_t i = 0; i < 10; ++i) {
            const auto inCam = body::transformed(moved.frames[i].poseInWorld, moved.camFromWorldAt(i), rest);
            QVERIFY((inCam.translationM - clip.frames[i].poseInCam.translationM).norm() < 1e-9);
        }
    }

    void adjustingTurnsTheFloorAboutThePlaceBelowPeople() {
        const auto camera = testing::tiltedCamera(1.4, 0.1, 0);
        const GroundPlane g = floorOf(camera, 1.4);
        QCOMPARE(trajectory::adjusted(g, 0, 0, 0).userSet, false);
        QCOMPARE(trajectory::adjusted(g, 0, 0, 0).offsetM, g.offsetM);
        const GroundPlane tilted = trajectory::adjusted(g, 0.1, 0, 0);
        QVERIFY(tilted.userSet);
        QVERIFY(std::abs(tilted.upInCam.dot(g.pivotInCam) + tilted.offsetM) < 1e-12);
        // Farther away it has risen: a point of the old floor lies below the new one.
        const Eigen::Vector3d far = camera * Eigen::Vector3d(0, 0, -8), near = camera * Eigen::Vector3d(0, 0, -3);
        QVERIFY(tilted.upInCam.dot(far) + tilted.offsetM < -0.25);
        QVERIFY(tilted.upInCam.dot(near) + tilted.offsetM > 0.15);
        const GroundPlane rolled = trajectory::adjusted(g, 0, 0.1, 0);
        const Eigen::Vector3d left = camera * Eigen::Vector3d(-1, 0, -5);
        QVERIFY(rolled.upInCam.dot(left) + rolled.offsetM < -0.09);
        const GroundPlane raised = trajectory::adjusted(g, 0, 0, 0.3);
        QVERIFY(std::abs(raised.upInCam.dot(camera * Eigen::Vector3d(0, 0.3, -5)) + raised.offsetM) < 1e-12);
    }

    void aClipNeverVisibleHasNoFirstPelvis() {
        auto clip = testing::clipSeenBy(testing::tiltedCamera(1.4, 0.1, 0), testing::walk(*model_, 5, {0, -5}, 0), *model_);
        clip.frames[0].visible = clip.frames[1].visible = false;
        const auto rest = model_->restJoints(clip.betas);
        const Eigen::Vector3d expected = clip.frames[2].poseInCam.translationM + rest.row(0).transpose();
        QCOMPARE(*trajectory::firstPelvisInCam(clip, *model_), expected);
        for (auto& f : clip.frames) f.visible = false;
        QVERIFY(!trajectory::firstPelvisInCam(clip, *model_));
    }
};

QTEST_APPLESS_MAIN(TestWorldFrame)
#include "tst_world_frame.moc"
