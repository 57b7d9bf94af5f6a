#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/export_formats.h"
#include "io/imported_scene.h"
#include "io/npz_file.h"
#include "io/take_npz.h"
#include "tests/core/io/take_fixture.h"

#include <csignal>
#include <functional>
#include <set>

#include <sys/resource.h>
#endif

using namespace ropetp;
using namespace ropetp::io;

namespace {

/// Largest distance of the 24 joints from where the take has them, metres.
double largestError(const ExportScene& scene, const body::MotionClip& clip, const std::function<Eigen::Vector3d(const Eigen::Vector3d&)>& wanted) {
    const auto rest = body::mannequin()->restJoints(clip.betas);
    double worst = 0;
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        const auto found = scene.worldFromJoint(i);
        const auto take = body::jointPositions(rest, clip.frames[i].poseInWorld);
        for (std::size_t j = 0; j < scene.joints.size(); ++j)
            if (scene.joints[j].smplJoint >= 0) worst = std::max(worst, (found[j].translation() - wanted(take.row(scene.joints[j].smplJoint).transpose())).norm());
    }
    return worst;
}

Eigen::Vector3d asItIs(const Eigen::Vector3d& p) { return p; }

}  // namespace

class TestExport : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const QString& name) const { return dir_.filePath(name).toStdString(); }

  private Q_SLOTS:
    void presetsNameEveryJointOnce() {
        std::set<std::string> presets;
        for (const auto& p : builtInPresets()) {
            QVERIFY(presets.insert(p.name).second);
            std::set<std::string> joints(p.jointNames.begin(), p.jointNames.end());
            if (!p.rootBone.empty()) joints.insert(p.rootBone);
            QCOMPARE(joints.size(), std::size_t(body::kJointCount) + !p.rootBone.empty());
        }
        QVERIFY(findPreset("unreal") && findPreset("unreal")->rootMotion == RootMotion::OnRootBone);
        QVERIFY(!findPreset("nothing"));
    }

    void presetsComeBackFromJson() {
        for (const auto& p : builtInPresets()) {
            const auto read = presetFromJson(jsonFromPreset(p));
            QVERIFY2(read, read ? "" : describe(read.error()).c_str());
            QVERIFY(*read == p);
        }
    }

    void damagedPresetsAreTold_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = QByteArray::fromStdString(jsonFromPreset(builtInPresets().front()));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << good.left(good.size() / 2);
        QTest::newRow("no joints") << QByteArray("{\"name\":\"a\"}");
        QTest::newRow("a name twice") << QByteArray(good).replace("\"LeftUpLeg\"", "\"RightUpLeg\"");
        QTest::newRow("empty name") << QByteArray(good).replace("\"Hips\"", "\"\"");
        QTest::newRow("a name BVH cannot hold") << QByteArray(good).replace("\"Hips\"", "\"the { hips\"");
        QTest::newRow("rest") << QByteArray(good).replace("\"T\"", "\"B\"");
        QTest::newRow("root bone without a name") << QByteArray(good).replace("\"full\"", "\"root-bone\"");
        QTest::newRow("number") << QByteArray(good).replace("100.0", "-1");
        QTest::newRow("not an object") << QByteArray("[1,2]");
    }
    void damagedPresetsAreTold() {
        QFETCH(QByteArray, text);
        const auto read = presetFromJson(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::CorruptFile);
    }

    void aSceneIsTheTake() {
        const auto clip = test::lively(30);
        for (const auto& preset : builtInPresets()) {
            ExportOptions o;
            o.preset = preset;
            const auto scene = exportScene(clip, body::mannequin(), o);
            QVERIFY(scene);
            QCOMPARE(scene->frames.size(), clip.frames.size());
            const double worst = largestError(*scene, clip, asItIs);
            QVERIFY2(worst < 1e-6, qPrintable(QString("%1: %2 m").arg(QString::fromStdString(preset.name)).arg(worst)));
        }
    }

    void anAPoseAtRestLowersTheArms() {
        ExportOptions o;
        o.preset.rest = RestPose::A;
        const auto scene = exportScene(test::lively(2), body::mannequin(), o);
        QVERIFY(scene);
        const auto at = scene->restPositions();
        const Eigen::Vector3d arm = at[20] - at[16];
        QVERIFY(std::abs(arm.y() / arm.x() + 1) < 0.15 && arm.x() > 0);
        QVERIFY((at[21] - at[17]).x() < 0 && (at[21] - at[17]).y() < 0);
    }

    void theSkinIsTheSameInAnyRestPose() {
        const auto clip = test::lively(6);
        ExportOptions t, a;
        t.withMesh = a.withMesh = true;
        a.preset = *findPreset("unreal");
        const auto inT = exportScene(clip, body::mannequin(), t), inA = exportScene(clip, body::mannequin(), a);
        QVERIFY(inT && inA && inT->mesh && inA->mesh);
        for (const auto& list : inT->mesh->influences) {
            QVERIFY(!list.empty() && list.size() <= SceneMesh::kMostInfluences);
            float sum = 0;
            for (const auto& i : list) sum += i.weight;
            QVERIFY(std::abs(sum - 1) < 1e-5f);
        }
        // The A-pose is made by the body itself, whose shoulders are corrected as they turn: near, not equal.
        for (std::size_t i = 0; i < inT->frames.size(); ++i) {
            const Eigen::VectorXf difference = (inT->skinned(i) - inA->skinned(i)).rowwise().norm();
            QVERIFY2(difference.maxCoeff() < 0.05f && difference.mean() < 0.003f, qPrintable(QString("%1, %2 m").arg(difference.maxCoeff()).arg(difference.mean())));
        }
    }

    void inPlaceKeepsHeights() {
        const auto clip = test::lively(20);
        ExportOptions o;
        o.preset.rootMotion = RootMotion::InPlace;
        const auto scene = exportScene(clip, body::mannequin(), o);
        QVERIFY(scene);
        const auto rest = body::mannequin()->restJoints(clip.betas);
        for (std::size_t i = 0; i < scene->frames.size(); ++i) {
            const Eigen::Vector3d hips = scene->placeOf(i, 0), take = body::jointPositions(rest, clip.frames[i].poseInWorld).row(0).transpose();
            QVERIFY((hips - Eigen::Vector3d(scene->placeOf(0, 0).x(), take.y(), scene->placeOf(0, 0).z())).norm() < 1e-9);
        }
    }

    void theRootBoneCarriesTheWayOverTheFloor() {
        const auto clip = test::lively(20);
        ExportOptions o;
        o.preset = *findPreset("unreal");
        const auto scene = exportScene(clip, body::mannequin(), o);
        QVERIFY(scene && scene->hasRootBone());
        for (std::size_t i = 0; i < scene->frames.size(); ++i) {
            QCOMPARE(scene->placeOf(i, 0).y(), 0.0);
            QVERIFY(std::abs(scene->placeOf(i, 1).x()) < 1e-9 && std::abs(scene->placeOf(i, 1).z()) < 1e-9);
        }
        QVERIFY((scene->placeOf(19, 0) - scene->placeOf(0, 0)).norm() > 0.4);
    }

    void originFloorAndScaleApplyToEverything() {
        const auto clip = test::lively(10);
        ExportOptions o;
        o.startAtOrigin = true;
        o.floorOffsetM = 0.25;
        o.scale = 2;
        o.withCamera = true;
        const auto scene = exportScene(clip, body::mannequin(), o);
        QVERIFY(scene && scene->camera);
        const auto rest = body::mannequin()->restJoints(clip.betas);
        const Eigen::Vector3d start = body::jointPositions(rest, clip.frames[0].poseInWorld).row(0).transpose();
        const auto wanted = [&](const Eigen::Vector3d& p) { return Eigen::Vector3d(2 * (p - Eigen::Vector3d(start.x(), -0.25, start.z()))); };
        QVERIFY(largestError(*scene, clip, wanted) < 1e-6);
        QVERIFY((scene->camera->worldFromCamera[0].translation() - wanted(clip.camFromWorld[0].inverse().translation())).norm() < 1e-9);
        // It looks at the person: along -Z.
        const Eigen::Vector3d seen = scene->camera->worldFromCamera[0].inverse() * scene->worldFromJoint(0)[0].translation();
        QVERIFY(seen.z() < -1);
    }

    void everyFormatHoldsTheTake_data() {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<int>("frames");
        QTest::addColumn<double>("fps");
        for (const auto& f : exportFormats())
            for (const auto& [frames, fps] : {std::pair{40, 30000.0 / 1001}, {1, 30.0}, {25, 24.0}}) {
                const auto ending = QString::fromLatin1(f.ending.data(), qsizetype(f.ending.size()));
                QTest::addRow("%s, %d at %.2f", qPrintable(ending), frames, fps) << ending << frames << fps;
            }
    }
    void everyFormatHoldsTheTake() {
        QFETCH(QString, ending);
        QFETCH(int, frames);
        QFETCH(double, fps);
        for (const char* preset : {"mixamo", "unreal"}) {
            ExportOptions o;
            o.preset = *findPreset(preset);
            o.withMesh = o.withCamera = true;
            const auto report = exportTake(file("take." + ending), test::lively(frames, fps), body::mannequin(), o);
            QVERIFY2(report, report ? "" : describe(report.error()).c_str());
            QCOMPARE(report->frames, std::size_t(frames));
            QCOMPARE(report->verified, ending != "chan");
            if (frames > 1) QVERIFY2(std::abs(report->fps - fps) < 1e-3, qPrintable(QString::number(report->fps, 'f', 6)));
            QVERIFY2(report->largestErrorMm < 0.1, qPrintable(QString("%1 mm at %2").arg(report->largestErrorMm).arg(QString::fromStdString(report->worstJoint))));
        }
    }

    void aRangeOfTheVideoIsWritten() {
        ExportOptions o;
        o.frames = FrameRange{FrameIndex(15), FrameIndex(20)};   // the take begins at 12
        const auto report = exportTake(file("part.npz"), test::lively(40), body::mannequin(), o);
        QVERIFY(report);
        const auto read = readTakeNpz(file("part.npz"));
        QVERIFY(read);
        QCOMPARE(read->frames.size(), std::size_t(5));
        QCOMPARE(read->frames.front().frame.value, 15);
        o.frames = FrameRange{FrameIndex(100), FrameIndex(120)};
        QCOMPARE(exportTake(file("part.bvh"), test::lively(40), body::mannequin(), o).error().code, ErrorCode::InvalidInput);
        QVERIFY(!QFile::exists(dir_.filePath("part.bvh")));
    }

    void ourNpzRefusesWhatWouldChangeTheTake() {
        const std::pair<const char*, std::function<void(ExportOptions&)>> wishes[] = {{"frame rate", [](auto& o) { o.fps = 24; }},
                                                                                      {"in place", [](auto& o) { o.preset.rootMotion = RootMotion::InPlace; }},
                                                                                      {"origin", [](auto& o) { o.startAtOrigin = true; }},
                                                                                      {"floor", [](auto& o) { o.floorOffsetM = 0.1; }},
                                                                                      {"scale", [](auto& o) { o.scale = 2; }}};
        for (const auto& [word, wish] : wishes) {
            ExportOptions o;
            wish(o);
            const auto report = exportTake(file("kept.npz"), test::lively(5), body::mannequin(), o);
            QCOMPARE(report.error().code, ErrorCode::InvalidInput);
            QVERIFY2(report.error().detail.find(word) != std::string::npos, report.error().detail.c_str());
            QVERIFY(!QFile::exists(dir_.filePath("kept.npz")));
        }
    }

    void amassFilesHoldTheTakeZUp() {
        ExportOptions o;
        o.amass = true;
        o.fps = 24;
        o.floorOffsetM = 0.25;
        o.startAtOrigin = true;
        const auto clip = test::lively(40);
        const auto report = exportTake(file("amass.npz"), clip, body::mannequin(), o);
        QVERIFY2(report, report ? "" : describe(report.error()).c_str());
        QVERIFY(report->verified && report->resampled);
        QVERIFY2(report->largestErrorMm < 0.1, qPrintable(QString::number(report->largestErrorMm)));
        const auto arrays = readNpz(file("amass.npz"));
        QVERIFY(arrays);
        const std::size_t n = report->frames;
        QCOMPARE(arrays->at("poses").shape, (std::vector<std::size_t>{n, 156}));
        QCOMPARE(arrays->at("root_orient").shape, (std::vector<std::size_t>{n, 3}));
        QCOMPARE(arrays->at("pose_body").shape, (std::vector<std::size_t>{n, 63}));
        QCOMPARE(arrays->at("betas").shape, (std::vector<std::size_t>{16}));
        QCOMPARE(arrays->at("mocap_framerate").numbers()->front(), 24.0);
        // Z is up: where the pelvis is at first, told by the formula of SMPL: J0 + trans.
        const auto rest = body::mannequin()->restJoints(clip.betas);
        const auto trans = *arrays->at("trans").numbers();
        const double height = rest(0, 2) + trans[2], wanted = rest(0, 1) + clip.frames[0].poseInWorld.translationM.y() + 0.25;
        QVERIFY2(std::abs(height - wanted) < 1e-6, qPrintable(QString("%1 %2").arg(height).arg(wanted)));
        QVERIFY(std::abs(rest(0, 0) + trans[0]) < 1e-6 && std::abs(rest(0, 1) + trans[1]) < 1e-6);
        // Without its body, it still stands within centimetres of its place.
        const auto read = readTakeNpz(file("amass.npz"));
        QVERIFY(read);
        QVERIFY(std::abs(rest(0, 1) + read->frames[0].poseInWorld.translationM.y() - wanted) < 0.08);
        o.scale = 2;
        QCOMPARE(exportTake(file("amass.npz"), clip, body::mannequin(), o).error().code, ErrorCode::InvalidInput);
    }

    void motionsConvertWithTheirOwnSkeleton() {
        for (const char* from : {"bvh", "fbx", "glb"}) {
            ExportOptions o;
            o.preset = *findPreset("unreal");
            const auto clip = test::lively(20);
            QVERIFY(exportTake(file(QString("source.") + from), clip, body::mannequin(), o));
            const auto motion = importMotion(file(QString("source.") + from));
            QVERIFY2(motion, motion ? "" : describe(motion.error()).c_str());
            const auto scene = sceneOf(*motion, "source");
            QVERIFY2(scene, scene ? "" : describe(scene.error()).c_str());
            for (const char* to : {"bvh", "fbx", "glb", "csv"}) {
                const auto report = writeScene(file(QString("target.") + to), *scene, {});
                QVERIFY2(report, report ? "" : describe(report.error()).c_str());
                QVERIFY2(report->largestErrorMm < 0.5, qPrintable(QString("%1 to %2: %3 mm").arg(from, to).arg(report->largestErrorMm)));
                QCOMPARE(report->frames, std::size_t(20));
            }
            QCOMPARE(writeScene(file("target.npz"), *scene, {}).error().code, ErrorCode::UnsupportedFormat);
        }
    }

    void aFullDiskLeavesTheOldFile() {
        const auto clip = test::lively(200);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        for (const auto& f : exportFormats()) {
            const QString name = QString("old.") + QString::fromLatin1(f.ending.data(), qsizetype(f.ending.size()));
            QFile old(dir_.filePath(name));
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write("kept");
            old.close();
            rlimit small = before;
            small.rlim_cur = 512;
            setrlimit(RLIMIT_FSIZE, &small);
            ExportOptions o;
            o.withMesh = true;
            const auto report = exportTake(file(name), clip, body::mannequin(), o);
            setrlimit(RLIMIT_FSIZE, &before);
            if (f.ending == "chan") continue;   // one camera that stands still takes less
            QVERIFY2(!report, qPrintable(name));
            QVERIFY(old.open(QIODevice::ReadOnly));
            QCOMPARE(old.readAll(), QByteArray("kept"));
        }
        for (const auto& entry : std::filesystem::directory_iterator(dir_.path().toStdString())) QVERIFY2(entry.path().string().find(".tmp") == std::string::npos, entry.path().c_str());
    }

    void unknownEndingsAreTold() {
        const auto report = exportTake(file("take.docx"), test::lively(3), body::mannequin(), {});
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::UnsupportedFormat);
        QVERIFY(formatOf("A.FBX") && !formatOf("fbx"));
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
