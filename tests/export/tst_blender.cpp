#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#ifndef Q_MOC_RUN
#include "io/export_formats.h"
#include "io/fbx_reader.h"
#include "io/resample.h"
#include "tests/core/io/take_fixture.h"
#endif

using namespace ropetp;
using namespace ropetp::io;

namespace {

body::MotionClip mirroredTake(body::MotionClip clip) {
    const auto rest = body::mannequin()->restJoints(clip.betas);
    for (auto& f : clip.frames) {
        body::Pose out;
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            const auto& a = f.poseInWorld.axisAngleRad[std::size_t(body::kMirror[j])];
            out.axisAngleRad[j] = {a.x(), -a.y(), -a.z()};
        }
        out.translationM = f.poseInWorld.translationM;
        out.translationM.x() = -out.translationM.x() - 2 * rest(0, 0);
        f.poseInWorld = out;
    }
    return clip;
}

/// Dropped frames and a jittering clock, as phones record.
body::MotionClip variableRate() {
    auto clip = test::lively(60, 30);
    double t = 0.2;
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        clip.frames[i].ptsSec = t;
        t += (i % 9 == 4 ? 3 : 1) / 30.0 + 0.002 * double(i % 3);
    }
    return clip;
}

}  // namespace

/// The outside judge: Blender opens what was exported.
class TestBlender : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    QJsonArray jobs_;
    QStringList names_;

    QString path(const QString& name) const { return dir_.filePath(name); }

    template <class T>
    QString raw(const QString& name, const std::vector<T>& values) {
        QFile f(path(name));
        if (!f.open(QIODevice::WriteOnly)) return {};
        f.write(reinterpret_cast<const char*>(values.data()), qint64(values.size() * sizeof(T)));
        return f.fileName();
    }

    /// Writes a take and remembers what Blender has to show: from the take itself, not from the scene that was written.
    void add(const char* ending, const char* preset, const body::MotionClip& clip, const QString& title, bool mesh = false) {
        ExportOptions options;
        options.preset = *findPreset(preset);
        options.withMesh = mesh;
        const QString name = title + "." + preset;
        const QString file = path(name + "." + ending);
        const auto report = exportTake(file.toStdString(), clip, body::mannequin(), options);
        QVERIFY2(report, report ? "" : describe(report.error()).c_str());
        const auto motion = evenMotion(clip);
        const auto rest = body::mannequin()->restJoints(clip.betas);
        std::vector<float> world;
        QJsonArray joints;
        // The root bone is the program's own addition: what the take holds are the 24 joints.
        for (const auto& j : options.preset.jointNames) joints.append(QString::fromStdString(j));
        for (const auto& pose : motion.posesInWorld) {
            const body::JointPositions p = body::jointPositions(rest, pose);
            for (Eigen::Index j = 0; j < body::kJointCount; ++j)
                for (Eigen::Index c = 0; c < 3; ++c) world.push_back(float(p(j, c)));
        }
        QJsonObject job{{"file", file}, {"fps", motion.fps}, {"frames", int(motion.posesInWorld.size())}, {"joints", joints}, {"world", raw(name + ending + ".world", world)}};
        if (mesh) {
            const auto scene = exportScene(clip, body::mannequin(), options);
            QVERIFY(scene);
            std::vector<float> vertices;
            QJsonArray at;
            for (std::size_t i = 0; i < scene->frames.size(); i += std::max<std::size_t>(1, scene->frames.size() / 6)) {
                const auto v = scene->skinned(i);
                vertices.insert(vertices.end(), v.data(), v.data() + v.size());
                at.append(int(i));
            }
            job["vertices"] = raw(name + ending + ".vertices", vertices);
            job["mesh_frames"] = at;
        }
        jobs_.append(job);
        names_.append(name + "." + ending);
    }

    /// Another tool's FBX: its own axes, bone rolls, unit and an armature above the bones.
    void readsWhatBlenderWrote(const body::MotionClip& clip) {
        const auto read = readFbx(path("foreign.fbx").toStdString());
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frameCount, clip.frames.size());
        QVERIFY(std::abs(read->fps - 24) < 1e-6);
        const auto rest = body::mannequin()->restJoints(clip.betas);
        const auto& names = builtInPresets().front().jointNames;
        double worst = 0;
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            const auto wanted = body::jointPositions(rest, clip.frames[i].poseInWorld);
            const auto found = read->positions(i);
            for (std::size_t j = 0; j < names.size(); ++j) {
                const int column = read->find(names[j]);
                QVERIFY2(column >= 0, names[j].c_str());
                worst = std::max(worst, (found[std::size_t(column)] - wanted.row(Eigen::Index(j)).transpose()).norm());
            }
        }
        qInfo("FBX written by Blender, read by us: worst %.3f mm", 1000 * worst);
        QVERIFY2(worst < 0.001, qPrintable(QString("%1 m").arg(worst)));
    }

  private Q_SLOTS:
    void everyFileReopensInBlender() {
        const QString blender = QStandardPaths::findExecutable("blender");
        if (blender.isEmpty()) QSKIP("SKIPPED WHOLE TEST: there is no blender (apt-get install blender)");
        const auto ntsc = test::lively(90, 30000.0 / 1001), film = mirroredTake(test::lively(48, 24)), uneven = variableRate(), still = test::lively(1, 30);
        for (const char* ending : {"fbx", "bvh", "glb"}) {
            for (const char* preset : {"humanik", "mixamo", "unreal", "unity", "rigify", "smpl"}) add(ending, preset, ntsc, "turn-squat-arms-29.97");
            add(ending, "mixamo", film, "mirrored-24");
            add(ending, "unreal", uneven, "variable-rate");
            add(ending, "humanik", still, "one-frame");
        }
        for (const char* ending : {"fbx", "glb"})
            for (const char* preset : {"mixamo", "unreal"}) add(ending, preset, film, "body-24", true);
        const auto source = mirroredTake(test::lively(48, 24));
        add("bvh", "humanik", source, "blender-exports-it");
        QJsonObject foreign = jobs_.last().toObject();
        foreign["export"] = path("foreign.fbx");
        jobs_.replace(jobs_.size() - 1, foreign);
        add("bvh", "humanik", test::lively(10000, 60), "ten-thousand");
        add("fbx", "humanik", test::lively(10000, 60), "ten-thousand");
        add("glb", "humanik", test::lively(10000, 60), "ten-thousand");
        QFile list(path("jobs.json"));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write(QJsonDocument(jobs_).toJson());
        list.close();

        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(blender, {"-b", "--factory-startup", "-noaudio", "--python", ROPETP_SOURCE_DIR "/tests/export/check_in_blender.py", "--", list.fileName(), path("results.json")});
        QVERIFY(process.waitForFinished(20 * 60 * 1000));
        QFile results(path("results.json"));
        QVERIFY2(results.open(QIODevice::ReadOnly), process.readAll().right(4000).constData());
        const auto all = QJsonDocument::fromJson(results.readAll()).array();
        QCOMPARE(all.size(), jobs_.size());
        QStringList wrong;
        for (qsizetype i = 0; i < all.size(); ++i) {
            const auto r = all[i].toObject(), job = jobs_[i].toObject();
            const double limit = names_[i].endsWith("bvh") ? 2 : 1;
            const QString line = r.contains("error") ? QString("%1: %2").arg(names_[i], r["error"].toString())
                                                     : QString("%1: %2 frames at %3 fps, worst %4 mm (%5, frame %6)%7")
                                                           .arg(names_[i]).arg(r["frames"].toInt()).arg(r["fps"].toDouble(), 0, 'f', 3).arg(r["worst_mm"].toDouble(), 0, 'f', 3)
                                                           .arg(r["worst_joint"].toString()).arg(r["worst_frame"].toInt())
                                                           .arg(r.contains("mesh_worst_mm") ? QString(", body %1 mm").arg(r["mesh_worst_mm"].toDouble(), 0, 'f', 3) : QString());
            qInfo("%s", qPrintable(line));
            const bool oneFrame = job["frames"].toInt() == 1;
            const bool good = !r.contains("error") && r["worst_mm"].toDouble() >= 0 && r["worst_mm"].toDouble() <= limit && r["frames"].toInt() == job["frames"].toInt() &&
                              (oneFrame || std::abs(r["fps"].toDouble() / job["fps"].toDouble() - 1) < 2e-4) && (!job.contains("vertices") || (r["mesh_worst_mm"].toDouble(9) <= 1));
            if (!good) wrong.append(line);
        }
        readsWhatBlenderWrote(source);
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n") + "\n" + (wrong.isEmpty() ? QString() : QString(process.readAll().right(3000)))));
    }
};

QTEST_GUILESS_MAIN(TestBlender)
#include "tst_blender.moc"
