#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/npz_file.h"
#include "io/take_npz.h"
#include "tests/core/io/take_fixture.h"
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestTakeNpz : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }

  private Q_SLOTS:
    void aTakeComesBackAsItWas() {
        const auto clip = test::lively();
        QVERIFY(writeTakeNpz(file("take.npz"), clip, *body::mannequin()));
        const auto read = readTakeNpz(file("take.npz"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frames.size(), clip.frames.size());
        QCOMPARE(read->fps, clip.fps);
        QCOMPARE(read->bodyModel, clip.bodyModel);
        QCOMPARE(read->source, clip.source);
        QVERIFY(read->cameraKind == clip.cameraKind);
        QCOMPARE(read->camera.fx, clip.camera.fx);
        QCOMPARE(read->camera.width, clip.camera.width);
        QCOMPARE(read->camFromWorld.size(), std::size_t(1));
        QVERIFY((read->camFromWorld[0].matrix() - clip.camFromWorld[0].matrix()).norm() == 0);
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            const auto &a = clip.frames[i], &b = read->frames[i];
            QVERIFY(a.frame == b.frame && a.ptsSec == b.ptsSec && a.visible == b.visible);
            QVERIFY(a.confidence == b.confidence && a.contacts == b.contacts);
            for (std::size_t j = 0; j < body::kJointCount; ++j) {
                QVERIFY((a.poseInWorld.axisAngleRad[j].cast<float>() - b.poseInWorld.axisAngleRad[j].cast<float>()).norm() == 0);
                QVERIFY((a.poseInCam.axisAngleRad[j].cast<float>() - b.poseInCam.axisAngleRad[j].cast<float>()).norm() == 0);
            }
        }
    }

    void aMeasuredCameraComesBack() {
        auto clip = test::lively();
        for (std::size_t i = 0; i < clip.frames.size(); ++i) clip.measuredCameraM.emplace_back(0.1 * double(i), 1.5, -0.2);
        QVERIFY(writeTakeNpz(file("measured.npz"), clip, *body::mannequin()));
        const auto read = readTakeNpz(file("measured.npz"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->measuredCameraM, clip.measuredCameraM);
        clip.measuredCameraM.pop_back();   // of other frames than the take's: says nothing
        QVERIFY(writeTakeNpz(file("measured.npz"), clip, *body::mannequin()));
        QVERIFY(readTakeNpz(file("measured.npz"))->measuredCameraM.empty());
    }

    void theKeysOfTheLayoutAreThere() {
        const auto clip = test::lively(5);
        QVERIFY(writeTakeNpz(file("keys.npz"), clip, *body::mannequin()));
        const auto arrays = readNpz(file("keys.npz"));
        QVERIFY(arrays);
        const std::map<std::string, std::vector<std::size_t>> wanted = {
            {"poses", {5, 72}}, {"trans", {5, 3}}, {"betas", {10}}, {"gender", {}}, {"mocap_framerate", {}}, {"mocap_frame_rate", {}}, {"fps", {}},
            {"frame_ids", {5}}, {"pts_sec", {5}}, {"poses_cam", {5, 72}}, {"trans_cam", {5, 3}}, {"joints_world", {5, 24, 3}}, {"joints_cam", {5, 24, 3}},
            {"K", {3, 3}}, {"cam_from_world", {5, 4, 4}}, {"confidence", {5, 24}}, {"contacts", {5, 4}}, {"visible", {5}}, {"camera", {}},
            {"body_model", {}}, {"source", {}}, {"up_axis", {}}};
        for (const auto& [key, shape] : wanted) {
            QVERIFY2(arrays->contains(key), key.c_str());
            QVERIFY2(arrays->at(key).shape == shape, key.c_str());
        }
        QCOMPARE(arrays->size(), wanted.size());
        QCOMPARE(*arrays->at("camera").text(), std::string("assumed-static"));

        // joints_cam are joints_world through the camera, and the forward kinematics of the pose.
        const auto world = *arrays->at("joints_world").numbers(), cam = *arrays->at("joints_cam").numbers();
        for (std::size_t i = 0; i < world.size(); i += 3) {
            const Eigen::Vector3d w(world[i], world[i + 1], world[i + 2]), c(cam[i], cam[i + 1], cam[i + 2]);
            QVERIFY((clip.camFromWorld[0] * w - c).norm() < 1e-5);
        }
    }

    void amassFilesAreRead() {
        // SMPL-H rows of 156 values, no camera, Z up.
        std::vector<float> poses(3 * 156, 0), trans = {0, 0, 1, 0, 0.1f, 1, 0, 0.2f, 1};
        for (int i = 0; i < 3; ++i) poses[std::size_t(156 * i)] = float(EIGEN_PI / 2);   // stands, seen Z up
        NpzArrays a;
        a["poses"] = NpyArray::floats({3, 156}, poses);
        a["trans"] = NpyArray::floats({3, 3}, trans);
        a["betas"] = NpyArray::floats({16}, std::vector<float>(16, 0.25f));
        a["mocap_framerate"] = NpyArray::scalar(120);
        QVERIFY(writeNpz(file("amass.npz"), a));
        const auto clip = readTakeNpz(file("amass.npz"));
        QVERIFY2(clip, clip ? "" : describe(clip.error()).c_str());
        QCOMPARE(clip->fps, 120.0);
        QCOMPARE(clip->betas[9], 0.25);
        // SMPL turns about the pelvis at rest, which lies beside the origin: where the pelvis is counts, not the translation.
        const auto pelvis = [](const body::MotionClip& c, const Eigen::Vector3d& rest) { return Eigen::Vector3d(rest + c.frames[2].poseInWorld.translationM); };
        const Eigen::Vector3d mean(0, -0.22, 0.03);
        QVERIFY((pelvis(*clip, mean) - Eigen::Vector3d(mean.x(), mean.z() + 1, -mean.y() - 0.2)).norm() < 1e-6);
        const auto known = readTakeNpz(file("amass.npz"), body::mannequin().get());
        QVERIFY(known);
        const Eigen::Vector3d rest = body::mannequin()->restJoints(known->betas).row(0).transpose();
        QVERIFY((pelvis(*known, rest) - Eigen::Vector3d(rest.x(), rest.z() + 1, -rest.y() - 0.2)).norm() < 1e-6);
        QVERIFY(clip->frames[0].poseInWorld.axisAngleRad[0].norm() < 1e-6);   // upright in Y up
    }

    void filesThatAreNotTakesAreRefused_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QList<int>>("shape");
        QTest::newRow("poses of another size") << "poses" << QList<int>{5, 70};
        QTest::newRow("poses without rows") << "poses" << QList<int>{0, 72};
        QTest::newRow("trans too short") << "trans" << QList<int>{4, 3};
        QTest::newRow("confidence too wide") << "confidence" << QList<int>{5, 25};
        QTest::newRow("pts all the same") << "pts_sec" << QList<int>{5};
        QTest::newRow("camera of zeros") << "K" << QList<int>{3, 3};
        QTest::newRow("extrinsics of zeros") << "cam_from_world" << QList<int>{5, 4, 4};
    }
    void filesThatAreNotTakesAreRefused() {
        QFETCH(QString, key);
        QFETCH(QList<int>, shape);
        QVERIFY(writeTakeNpz(file("good.npz"), test::lively(5), *body::mannequin()));
        auto arrays = *readNpz(file("good.npz"));
        std::vector<std::size_t> s(shape.begin(), shape.end());
        std::size_t n = 1;
        for (const auto x : s) n *= x;
        arrays[key.toStdString()] = NpyArray::floats(s, std::vector<float>(n, 0));
        QVERIFY(writeNpz(file("bad.npz"), arrays));
        const auto read = readTakeNpz(file("bad.npz"));
        QVERIFY(!read);
        QVERIFY(!describe(read.error()).empty());
    }

    void valuesThatAreNotFiniteAreRefused() {
        QVERIFY(writeTakeNpz(file("good.npz"), test::lively(5), *body::mannequin()));
        auto arrays = *readNpz(file("good.npz"));
        std::vector<float> values(5 * 72, 0);
        values[100] = std::nanf("");
        arrays["poses"] = NpyArray::floats({5, 72}, values);
        QVERIFY(writeNpz(file("nan.npz"), arrays));
        QVERIFY(readTakeNpz(file("nan.npz")).error().code == ErrorCode::CorruptFile);
    }

    void personsGetFilesOfTheirOwn() {
        QCOMPARE(personFile("/tmp/a.b/take.npz", PersonId(3)).string(), std::string("/tmp/a.b/take.person3.npz"));
    }
};

QTEST_APPLESS_MAIN(TestTakeNpz)
#include "tst_take_npz.moc"
