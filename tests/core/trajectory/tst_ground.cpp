#include "stick_body.h"
#include "trajectory/ground.h"

#include <QTest>

#include <numbers>

using namespace ropetp;
using trajectory::GroundPlane;

namespace {

constexpr double kDegree = std::numbers::pi / 180;

double tiltErrorDeg(const GroundPlane& g, const Eigen::Isometry3d& camFromFloor) {
    const Eigen::Vector3d up = camFromFloor.linear().col(1);
    return std::atan2(up.cross(g.upInCam).norm(), up.dot(g.upInCam)) / kDegree;
}

/// How far the estimated floor lies above the true one, below the person, metres.
double heightErrorM(const GroundPlane& g, const Eigen::Isometry3d& camFromFloor, const Eigen::Vector3d& floorPoint) {
    return g.upInCam.dot(camFromFloor * floorPoint) + g.offsetM;
}

/// What a single camera does to a solved body: slow wander of its distance, quick noise, a joint angle here and there.
void addNoise(body::MotionClip& clip, const body::BodyModel& model, unsigned seed) {
    std::mt19937 rng(seed);
    std::normal_distribution<double> normal;
    const double pelvisY = model.restJoints(clip.betas)(0, 1);
    double wander = 0;
    for (auto& f : clip.frames) {
        wander = 0.97 * wander + 0.004 * normal(rng);
        Eigen::Vector3d pelvis = f.poseInCam.translationM + Eigen::Vector3d(0, pelvisY, 0);
        pelvis *= 1 + wander;
        pelvis += 0.004 * Eigen::Vector3d(normal(rng), normal(rng), normal(rng));
        f.poseInCam.translationM = pelvis - Eigen::Vector3d(0, pelvisY, 0);
        for (auto& a : f.poseInCam.axisAngleRad) a += 1.0 * kDegree * Eigen::Vector3d(normal(rng), normal(rng), normal(rng));
    }
}

}  // namespace

/// The floor from synthetic people of exactly known footing.
class TestGround : public QObject {
    Q_OBJECT

    std::shared_ptr<const body::BodyModel> model_ = testing::stickBody();

    /// Walks there and back again, 4 to 7 m in front of the camera.
    std::vector<body::Pose> thereAndBack() const {
        auto poses = testing::walk(*model_, 90, {-1.2, -6.5}, 60 * kDegree);
        const auto back = testing::walk(*model_, 90, {1.3, -5.0}, 240 * kDegree);
        poses.insert(poses.end(), back.begin(), back.end());
        return poses;
    }

  private Q_SLOTS:
    void exactWalkGivesTheExactFloor_data() {
        QTest::addColumn<double>("downDeg");
        QTest::addColumn<double>("rollDeg");
        for (double down : {-30.0, -15.0, 0.0, 15.0, 30.0})
            for (double roll : {-10.0, 0.0, 10.0}) QTest::addRow("%g down, %g rolled", down, roll) << down << roll;
    }
    void exactWalkGivesTheExactFloor() {
        QFETCH(double, downDeg);
        QFETCH(double, rollDeg);
        const auto camera = testing::tiltedCamera(1.5, downDeg * kDegree, rollDeg * kDegree);
        const body::MotionClip clip = testing::clipSeenBy(camera, thereAndBack(), *model_);
        const GroundPlane g = trajectory::estimateGround({&clip, 1}, *model_);
        const double tilt = tiltErrorDeg(g, camera), height = heightErrorM(g, camera, {0, 0, -5.5});
        const auto figures = QString("tilt error %1 deg, height error %2 m, confidence %3").arg(tilt).arg(height).arg(g.confidence);
        QVERIFY2(tilt < 1.5, qPrintable(figures));
        QVERIFY2(std::abs(height) < 0.03, qPrintable(figures));
        QVERIFY2(g.confidence > 0.5, qPrintable(figures));
        QVERIFY(std::abs(g.upInCam.norm() - 1) < 1e-12);
    }

    void noisyWalkGivesTheFloorWithinAFewDegrees_data() {
        QTest::addColumn<double>("downDeg");
        QTest::addColumn<unsigned>("seed");
        for (double down : {-30.0, 0.0, 30.0})
            for (unsigned seed : {1u, 2u, 3u}) QTest::addRow("%g down, seed %u", down, seed) << down << seed;
    }
    void noisyWalkGivesTheFloorWithinAFewDegrees() {
        QFETCH(double, downDeg);
        QFETCH(unsigned, seed);
        const auto camera = testing::tiltedCamera(1.5, downDeg * kDegree, 0);
        body::MotionClip clip = testing::clipSeenBy(camera, thereAndBack(), *model_);
        addNoise(clip, *model_, seed);
        const GroundPlane g = trajectory::estimateGround({&clip, 1}, *model_);
        const double tilt = tiltErrorDeg(g, camera), height = heightErrorM(g, camera, {0, 0, -5.5});
        const auto figures = QString("tilt error %1 deg, height error %2 m, confidence %3").arg(tilt).arg(height).arg(g.confidence);
        QVERIFY2(tilt < 3.5, qPrintable(figures));
        QVERIFY2(std::abs(height) < 0.08, qPrintable(figures));
    }

    void jumpingDoesNotRaiseTheFloor() {
        const auto camera = testing::tiltedCamera(1.5, 10 * kDegree, 0);
        const auto rest = model_->restJoints(body::Betas::Zero());
        std::vector<body::Pose> poses;
        for (int i = 0; i < 150; ++i) {
            // Half a second on the floor, half a second of flight 30 cm high.
            const double t = std::fmod(i / 30.0, 1.0), flight = std::max(0.0, t - 0.5);
            const double up = std::max(0.0, 2.45 * flight - 4.9 * flight * flight);
            poses.push_back(testing::standingPose(rest, {0.3, 0.88 + up, -5}, 0.4, {0, testing::kAnkleM + up}, {0, testing::kAnkleM + up}));
        }
        const body::MotionClip clip = testing::clipSeenBy(camera, poses, *model_);
        const GroundPlane g = trajectory::estimateGround({&clip, 1}, *model_);
        QVERIFY2(std::abs(heightErrorM(g, camera, {0.3, 0, -5})) < 0.05, qPrintable(QString::number(heightErrorM(g, camera, {0.3, 0, -5}))));
        QVERIFY(tiltErrorDeg(g, camera) < 6);
    }

    void aSeatedPersonsFeetGiveTheHeight() {
        const auto camera = testing::tiltedCamera(1.2, 8 * kDegree, 0);
        const auto rest = model_->restJoints(body::Betas::Zero());
        const std::vector<body::Pose> poses(90, testing::standingPose(rest, {0, 0.52, -4}, 0.2, {0.42, testing::kAnkleM}, {0.42, testing::kAnkleM}));
        const body::MotionClip clip = testing::clipSeenBy(camera, poses, *model_);
        const GroundPlane g = trajectory::estimateGround({&clip, 1}, *model_);
        QVERIFY2(std::abs(heightErrorM(g, camera, {0, 0, -3.6})) < 0.06, qPrintable(QString::number(heightErrorM(g, camera, {0, 0, -3.6}))));
        QVERIFY(tiltErrorDeg(g, camera) < 8);
    }

    void walkersOutvoteSomebodyOnAChair() {
        const auto camera = testing::tiltedCamera(1.5, 12 * kDegree, 0);
        const auto rest = model_->restJoints(body::Betas::Zero());
        std::vector<body::Pose> raised(180, testing::standingPose(rest, {1.0, 0.86 + 0.45, -6}, 0, {0, testing::kAnkleM + 0.45}, {0, testing::kAnkleM + 0.45}));
        const std::vector<body::MotionClip> clips = {testing::clipSeenBy(camera, thereAndBack(), *model_),
                                                     testing::clipSeenBy(camera, raised, *model_)};
        const GroundPlane g = trajectory::estimateGround(clips, *model_);
        QVERIFY2(std::abs(heightErrorM(g, camera, {0, 0, -5.5})) < 0.04, qPrintable(QString::number(heightErrorM(g, camera, {0, 0, -5.5}))));
        QVERIFY(tiltErrorDeg(g, camera) < 2);
    }

    void nobodyStandingFallsBackToALevelCameraAndLittleConfidence() {
        // Hanging on a bar, swinging: no foot ever rests.
        const auto camera = testing::tiltedCamera(1.5, 0, 0);
        const auto rest = model_->restJoints(body::Betas::Zero());
        std::vector<body::Pose> poses;
        for (int i = 0; i < 90; ++i) {
            auto pose = testing::standingPose(rest, {0.8 * std::sin(i * 0.25), 1.4 + 0.1 * std::cos(i * 0.5), -5}, 0, {0, 0.6}, {0, 0.6});
            poses.push_back(pose);
        }
        const body::MotionClip clip = testing::clipSeenBy(camera, poses, *model_);
        const GroundPlane g = trajectory::estimateGround({&clip, 1}, *model_);
        QVERIFY2(tiltErrorDeg(g, camera) < 8, qPrintable(QString::number(tiltErrorDeg(g, camera))));
        QVERIFY2(g.confidence < 0.35, qPrintable(QString::number(g.confidence)));
        // The lowest feet lie on it: 0.52 above the true floor.
        QVERIFY2(std::abs(heightErrorM(g, camera, {0, 0.45, -5})) < 0.15, qPrintable(QString::number(heightErrorM(g, camera, {0, 0.45, -5}))));
    }

    void withoutFramesTheDefaultHasNoConfidence() {
        const GroundPlane none = trajectory::estimateGround({}, *model_);
        QCOMPARE(none.confidence, 0.0);
        QCOMPARE(none.upInCam, Eigen::Vector3d(0, -1, 0));
        body::MotionClip unseen = testing::clipSeenBy(testing::tiltedCamera(1.5, 0, 0), thereAndBack(), *model_);
        for (auto& f : unseen.frames) f.visible = false;
        QCOMPARE(trajectory::estimateGround({&unseen, 1}, *model_).confidence, 0.0);
        for (auto& f : unseen.frames) {
            f.visible = true;
            f.poseInCam.translationM.setConstant(std::numeric_limits<double>::quiet_NaN());
        }
        QCOMPARE(trajectory::estimateGround({&unseen, 1}, *model_).confidence, 0.0);
    }

    void estimateIsRepeatable() {
        body::MotionClip clip = testing::clipSeenBy(testing::tiltedCamera(1.5, 0.2, 0.1), thereAndBack(), *model_);
        addNoise(clip, *model_, 5);
        const GroundPlane a = trajectory::estimateGround({&clip, 1}, *model_);
        const GroundPlane b = trajectory::estimateGround({&clip, 1}, *model_);
        QCOMPARE(a.upInCam, b.upInCam);
        QCOMPARE(a.offsetM, b.offsetM);
    }
};

QTEST_APPLESS_MAIN(TestGround)
#include "tst_ground.moc"
