#include "jobs/trajectory_job.h"

#include "../trajectory/stick_body.h"
#include "edit/scene_compare.h"
#include "trajectory/world_frame.h"

#include <QTest>

using namespace ropetp;

namespace {

class Canceled final : public JobControl {
  public:
    void report(double) override {}
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return true; }
};

}  // namespace

/// Trajectories anew, as a job whose result is an edit.
class TestTrajectoryJob : public QObject {
    Q_OBJECT

    edit::Scene solved() const {
        edit::Scene scene;
        scene.body = testing::stickBody();
        const auto camera = testing::tiltedCamera(1.5, 0.2, 0);
        auto clip = testing::clipSeenBy(camera, testing::walk(*scene.body, 60, {-1, -6}, 0.8), *scene.body);
        clip.source = "fit 1.0 + raw-trajectory 1.0";
        scene.ground.upInCam = camera.linear().col(1);
        scene.ground.offsetM = -scene.ground.upInCam.dot(camera.translation());
        scene.clips[clip.person] = std::make_shared<const body::MotionClip>(clip);
        return scene;
    }

  private Q_SLOTS:
    void anotherSeedIsAnotherTrajectoryAndUndoBringsTheLastOneBack() {
        edit::Scene scene = solved();
        const edit::Scene before = scene;
        std::vector<Eigen::Vector3d> last;
        for (const std::uint64_t seed : {1, 2}) {
            trajectory::TrajectoryOptions options;
            options.seed = seed;
            options.steps = 5;
            jobs::TrajectoryJob job(before, "denoiser", options);
            NullJobControl control;
            QVERIFY(job.run(control));
            const auto edit = job.takeEdit();
            QVERIFY(edit->apply(scene));
            const auto& clip = *scene.clips.begin()->second;
            QCOMPARE(clip.source, std::string("fit 1.0 + traj-denoiser 1.0"));
            QVERIFY(last.empty() || (last.back() - clip.frames.back().poseInWorld.translationM).norm() > 0);
            last.push_back(clip.frames.back().poseInWorld.translationM);
            edit->revert(scene);
            QCOMPARE(scene.clips.begin()->second, before.clips.begin()->second);
        }
    }

    void nobodyAndCancelAreTold() {
        NullJobControl control;
        QCOMPARE(jobs::TrajectoryJob({}, "", {}).run(control).error().code, ErrorCode::NoPerson);
        Canceled canceled;
        QCOMPARE(jobs::TrajectoryJob(solved(), "", {}).run(canceled).error().code, ErrorCode::Canceled);
        QCOMPARE(jobs::TrajectoryJob(solved(), "magic", {}).run(control).error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(TestTrajectoryJob)
#include "tst_trajectory_job.moc"
