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
            jobs::TrajectoryJob job(before, {"denoiser", 5, seed});
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

    void theSolveBelowIsNeverTouched() {
        edit::Scene scene = solved();
        const auto raw = scene.clips.begin()->second;
        jobs::TrajectoryJob job(scene, {"denoiser", 5, 1}, raw->person);
        NullJobControl control;
        QVERIFY(job.run(control));
        QVERIFY(job.takeEdit()->apply(scene));
        QCOMPARE(scene.layers.at(raw->person)->raw, raw);
        QVERIFY(scene.clips.begin()->second != raw);
    }

    void theSpreadIsTheSameForTheSameSeedsAndNothingAtPins() {
        edit::Scene scene = solved();
        const auto clip = scene.clips.begin()->second;
        auto layers = std::make_shared<edit::PersonLayers>();
        layers->raw = clip;
        const Eigen::Vector3d pelvis = scene.body->restJoints(clip->betas).row(0).transpose() + clip->frames[30].poseInWorld.translationM;
        layers->trajectory.pins = {{FrameIndex(30), pelvis, 0, true}};
        scene.layers[clip->person] = layers;
        NullJobControl control;
        std::vector<std::shared_ptr<const trajectory::PathSpread>> spreads;
        for (int k = 0; k < 2; ++k) {
            jobs::SpreadJob job(scene, {"denoiser", 5, 3}, clip->person, 4);
            QVERIFY(job.run(control));
            spreads.push_back(job.spread());
        }
        QCOMPARE(spreads[0]->spreadM, spreads[1]->spreadM);
        QCOMPARE(spreads[0]->meanM.size(), clip->frames.size());
        QVERIFY2(spreads[0]->spreadM[30] < 1e-3, qPrintable(QString::number(spreads[0]->spreadM[30])));
        QVERIFY2(spreads[0]->spreadM[59] > 2 * spreads[0]->spreadM[30] && spreads[0]->spreadM[59] > 1e-4, qPrintable(QString::number(spreads[0]->spreadM[59])));
        QVERIFY((spreads[0]->meanM[30] - pelvis).norm() < 0.01);
        QCOMPARE(jobs::SpreadJob(scene, {}, PersonId(9), 4).run(control).error().code, ErrorCode::NoPerson);
        QCOMPARE(jobs::SpreadJob(scene, {}, clip->person, 1).run(control).error().code, ErrorCode::InvalidInput);
    }

    void nobodyAndCancelAreTold() {
        NullJobControl control;
        QCOMPARE(jobs::TrajectoryJob({}, {}).run(control).error().code, ErrorCode::NoPerson);
        Canceled canceled;
        QCOMPARE(jobs::TrajectoryJob(solved(), {}).run(canceled).error().code, ErrorCode::Canceled);
        QCOMPARE(jobs::TrajectoryJob(solved(), {"magic", 5, 0}).run(control).error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(TestTrajectoryJob)
#include "tst_trajectory_job.moc"
