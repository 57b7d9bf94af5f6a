#include "stick_body.h"
#include "trajectory/contacts.h"
#include "trajectory/ground.h"
#include "trajectory/raw_solver.h"
#include "trajectory/world_frame.h"

#include <QTest>

#include <limits>

using namespace ropetp;

namespace {

class CanceledControl final : public JobControl {
  public:
    void report(double) override {}
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return true; }
};

}  // namespace

/// The raw trajectory and foot contacts.
class TestRawSolver : public QObject {
    Q_OBJECT

    std::shared_ptr<const body::BodyModel> model_ = testing::stickBody();

    /// Walking, camera poses known, world values blank.
    body::MotionClip unsolved(double fps = 30) const {
        auto clip = testing::clipSeenBy(testing::tiltedCamera(1.5, 0.2, 0.05), testing::walk(*model_, int(3 * fps), {-1, -6}, 0.8, fps), *model_, fps);
        for (auto& f : clip.frames) f.poseInWorld = {};
        return clip;
    }

  private Q_SLOTS:
    void registryKnowsRawAndRefusesOthers() {
        QCOMPARE(trajectory::trajectorySolverNames().front(), std::string("denoiser"));
        for (const auto& name : trajectory::trajectorySolverNames()) QVERIFY2(trajectory::makeTrajectorySolver(name, {}), name.c_str());
        const auto unknown = trajectory::makeTrajectorySolver("magic", {});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, ErrorCode::InvalidInput);
        QVERIFY(unknown.error().detail.find("raw") != std::string::npos);
    }

    void worldIsTheCameraPoseSeenFromTheFloor() {
        auto clip = unsolved();
        NullJobControl job;
        QVERIFY((*trajectory::makeTrajectorySolver("raw", {}))->solve(clip, *model_, job));
        const auto truth = testing::walk(*model_, int(clip.frames.size()), {-1, -6}, 0.8);
        const auto rest = model_->restJoints(clip.betas);
        for (std::size_t i = 0; i < clip.frames.size(); ++i)
            QVERIFY((body::jointPositions(rest, clip.frames[i].poseInWorld) - body::jointPositions(rest, truth[i])).norm() < 1e-9);
    }

    void plantedFeetAreInContactAndSwingingOnesNot_data() {
        QTest::addColumn<double>("fps");
        for (double fps : {24.0, 30.0, 60.0}) QTest::addRow("%g fps", fps) << fps;
    }
    void plantedFeetAreInContactAndSwingingOnesNot() {
        QFETCH(double, fps);
        auto clip = unsolved(fps);
        NullJobControl job;
        QVERIFY(trajectory::RawSolver().solve(clip, *model_, job));
        int wrong = 0, judged = 0;
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            const double stride = clip.frames[i].ptsSec / 1.1;
            const auto judge = [&](double phase, int heel) {
                const double u = std::fmod(stride + phase, 1.0);
                if (u < 0.04 || u > 0.96 || std::abs(u - 0.5) < 0.04) return;  // on the threshold
                const bool planted = u < 0.5;
                // Just after lift-off and before landing both thresholds may still hold.
                if (!planted && (u < 0.62 || u > 0.88)) return;
                for (int k : {heel, heel + 1}) {
                    ++judged;
                    if ((clip.frames[i].contacts[std::size_t(k)] > 0.5f) != planted) ++wrong;
                }
            };
            judge(0, trajectory::kLeftHeel);
            judge(0.5, trajectory::kRightHeel);
        }
        QVERIFY(judged > 100);
        QVERIFY2(wrong <= judged / 20, qPrintable(QString("%1 of %2 wrong").arg(wrong).arg(judged)));
    }

    void noiseDoesNotMakeContactsFlicker() {
        auto clip = testing::clipSeenBy(testing::tiltedCamera(1.5, 0.2, 0), std::vector<body::Pose>(90, testing::standingPose(
            model_->restJoints(body::Betas::Zero()), {0, 0.86, -5}, 0, {}, {})), *model_);
        std::mt19937 rng(3);
        std::normal_distribution<double> normal;
        for (auto& f : clip.frames)
            f.poseInCam.translationM += 0.01 * Eigen::Vector3d(normal(rng), normal(rng), normal(rng));
        NullJobControl job;
        QVERIFY(trajectory::RawSolver().solve(clip, *model_, job));
        int changes = 0;
        for (std::size_t i = 1; i < clip.frames.size(); ++i)
            changes += (clip.frames[i].contacts[0] > 0.5f) != (clip.frames[i - 1].contacts[0] > 0.5f);
        QVERIFY2(changes <= 2, qPrintable(QString::number(changes)));
    }

    void unseenFramesHaveNoContacts() {
        auto clip = unsolved();
        for (int i = 10; i < 20; ++i) clip.frames[std::size_t(i)].visible = false;
        NullJobControl job;
        QVERIFY(trajectory::RawSolver().solve(clip, *model_, job));
        for (int i = 10; i < 20; ++i)
            for (const float c : clip.frames[std::size_t(i)].contacts) QCOMPARE(c, 0.f);
    }

    void badClipsAreRefused() {
        NullJobControl job;
        body::MotionClip empty;
        QCOMPARE(trajectory::RawSolver().solve(empty, *model_, job).error().code, ErrorCode::InvalidInput);
        auto clip = unsolved();
        clip.camFromWorld.clear();
        QCOMPARE(trajectory::RawSolver().solve(clip, *model_, job).error().code, ErrorCode::InvalidInput);
        clip = unsolved();
        clip.camFromWorld.resize(3);
        QCOMPARE(trajectory::RawSolver().solve(clip, *model_, job).error().code, ErrorCode::InvalidInput);
        clip = unsolved();
        clip.frames[4].poseInCam.axisAngleRad[3].y() = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(trajectory::RawSolver().solve(clip, *model_, job).error().code, ErrorCode::InvalidInput);
        clip = unsolved();
        clip.frames[4].ptsSec = clip.frames[3].ptsSec;
        QCOMPARE(trajectory::RawSolver().solve(clip, *model_, job).error().code, ErrorCode::InvalidInput);
    }

    void cancelingStopsIt() {
        auto clip = unsolved();
        CanceledControl job;
        QCOMPARE(trajectory::RawSolver().solve(clip, *model_, job).error().code, ErrorCode::Canceled);
    }

    void oneFrameIsEnough() {
        auto clip = unsolved();
        clip.frames.resize(1);
        NullJobControl job;
        QVERIFY(trajectory::RawSolver().solve(clip, *model_, job));
    }

    void velocityOfAStraightLineIsItsSlope() {
        std::vector<Eigen::Vector3d> p;
        std::vector<double> t;
        for (int i = 0; i < 20; ++i) {
            t.push_back(0.04 * i + (i % 3) * 0.003);  // uneven time
            p.push_back(Eigen::Vector3d(1, -2, 0.5) * t.back());
        }
        for (const auto& v : trajectory::velocities(p, t, 0.2)) QVERIFY((v - Eigen::Vector3d(1, -2, 0.5)).norm() < 1e-9);
        QVERIFY(trajectory::velocities({}, {}, 0.2).empty());
        QCOMPARE(trajectory::velocities({p.data(), 1}, {t.data(), 1}, 0.2)[0], Eigen::Vector3d(0, 0, 0));
    }
};

QTEST_APPLESS_MAIN(TestRawSolver)
#include "tst_raw_solver.moc"
