#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "edit/edit_script.h"
#include "io/take_npz.h"
#include "project/project_file.h"
#include "tests/core/edit/random_edits.h"
#endif

using namespace ropetp;

/// `ropetp-cli edit` does what the window does, all or nothing.
class TestCliProject : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    project::Project walkers_;
    struct Outcome { int code; QByteArray out, err; };

    static Outcome run(const QStringList& arguments, const QByteArray& in = {}) {
        QProcess p;
        p.start(ROPETP_CLI, arguments);
        p.write(in);
        p.closeWriteChannel();
        if (!p.waitForFinished(60000) || p.exitStatus() != QProcess::NormalExit) return {-1, {}, "crashed or hung"};
        return {p.exitCode(), p.readAllStandardOutput(), p.readAllStandardError()};
    }
    QString path(const char* name) const { return dir_.filePath(name); }
    QByteArray content(const char* name) const {
        QFile f(path(name));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    void write(const char* name, const QByteArray& text) const {
        QFile f(path(name));
        if (!f.open(QIODevice::WriteOnly) || f.write(text) != text.size()) qFatal("cannot write");
    }
    static constexpr const char* kScript = R"({"ropetp_edits": 1, "edits": [
        {"edit": "set_fix", "person": 1, "frame": 12, "rotations": {"left_elbow": [0, -0.5, 0.1]}, "reach_sec": [0.3, 0.3]},
        {"edit": "propagate", "person": 1},
        {"edit": "smooth", "person": 2, "frames": [5, 20], "joints": "right_arm", "cutoff_hz": 4},
        {"edit": "set_marker", "frame": 12, "note": "elbow"}]})";

  private Q_SLOTS:
    void init() {
        if (walkers_.saveId.empty()) {
            walkers_.scene = test::walkers();   // its video is nowhere
            walkers_.saveId = project::newSaveId();
        }
        QVERIFY(project::writeProject(path("walk.ropetp").toStdString(), walkers_));
        write("edits.json", kScript);
    }

    void aScriptIsApplied() {
        const auto r = run({"edit", path("walk.ropetp"), "--script", path("edits.json"), "--json"});
        QVERIFY2(r.code == 0, r.err + r.out);
        const auto told = QJsonDocument::fromJson(r.out).object();
        QCOMPARE(told["edits"].toInt(), 4);
        const auto ada = told["persons"].toArray()[0].toObject();
        QCOMPARE(ada["fixes"].toInt(), 1);
        QCOMPARE(ada["propagated"].toInt(), 1);
        edit::Scene expected = walkers_.scene;
        QVERIFY(edit::applyScript(expected, kScript, edit::ScriptStore()));
        const auto read = project::readProject(path("walk.ropetp").toStdString());
        QVERIFY(read);
        QCOMPARE(edit::firstDifference(read->scene, expected), std::string());
        QVERIFY(read->saveId != walkers_.saveId);
    }

    void anotherFileIsWrittenAndTheFirstLeft() {
        const auto before = content("walk.ropetp");
        const auto r = run({"edit", path("walk.ropetp"), "--script", "-", "-o", path("other.ropetp")}, kScript);
        QVERIFY2(r.code == 0, r.err);
        QCOMPARE(content("walk.ropetp"), before);
        QCOMPARE(project::readProject(path("other.ropetp").toStdString())->scene.markers.size(), std::size_t(1));
    }

    void takesBesideTheScriptAreFound() {
        QVERIFY(io::writeTakeNpz(path("take.npz").toStdString(), *walkers_.scene.clips.at(PersonId(2)), *walkers_.scene.body));
        const auto r = run({"edit", path("walk.ropetp"), "--script", "-"}, QByteArray(R"([{"edit": "take_from", "person": 1, "frames": [3, 9], "clip": ")") + path("take.npz").toUtf8() + "\"}]");
        QVERIFY2(r.code == 0, r.err);
        const auto read = project::readProject(path("walk.ropetp").toStdString());
        QCOMPARE(read->scene.layers.at(PersonId(1))->tools.size(), std::size_t(1));
    }

    void theTakesAreExportedAsTheyWereEdited() {
        QCOMPARE(run({"edit", path("walk.ropetp"), "--script", path("edits.json")}).code, 0);
        const auto r = run({"export", path("walk.ropetp"), path("out.npz"), "--person", "1"});
        QVERIFY2(r.code == 0, r.err);
        const auto clip = io::readTakeNpz(path("out.npz").toStdString());
        QVERIFY(clip);
        QVERIFY((clip->frames[12].poseInCam.axisAngleRad[18] - Eigen::Vector3d(0, -0.5, 0.1)).norm() < 1e-6);
        QCOMPARE(run({"export", path("walk.ropetp"), path("all.bvh")}).code, 0);
        QVERIFY(QFile::exists(path("all.person1.bvh")) && QFile::exists(path("all.person2.bvh")));
        QCOMPARE(run({"export", path("walk.ropetp"), path("none.bvh"), "--person", "7"}).code, 3);
    }

    void whatCannotBeDoneChangesNothing_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const QStringList normal = {"edit", "walk.ropetp", "--script", "-"};
        QTest::newRow("no script") << QStringList{"edit", "walk.ropetp"} << QByteArray() << 2 << QByteArray("--script");
        QTest::newRow("no such project") << QStringList{"edit", "gone.ropetp", "--script", "-"} << QByteArray("[]") << 3 << QByteArray("gone.ropetp");
        QTest::newRow("no project") << QStringList{"edit", "edits.json", "--script", "-"} << QByteArray("[]") << 3 << QByteArray("edits.json");
        QTest::newRow("no such script") << QStringList{"edit", "walk.ropetp", "--script", "gone.json"} << QByteArray() << 3 << QByteArray("gone.json");
        QTest::newRow("no JSON") << normal << QByteArray("{") << 3 << QByteArray("JSON");
        QTest::newRow("unknown edit") << normal << QByteArray(R"([{"edit": "set_marker", "frame": 1}, {"edit": "magic"}])") << 3 << QByteArray("entry 2 (magic)");
        QTest::newRow("the last one fails") << normal << QByteArray(R"([{"edit": "set_marker", "frame": 1}, {"edit": "remove_track", "person": 99}])") << 3 << QByteArray("entry 2 (remove_track)");
        QTest::newRow("nowhere to write") << QStringList{"edit", "walk.ropetp", "--script", "-", "-o", "gone/x.ropetp"} << QByteArray("[]") << 6 << QByteArray("gone/x.ropetp");
    }
    void whatCannotBeDoneChangesNothing() {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, script);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const auto before = content("walk.ropetp");
        for (QString& w : words)
            if (w.contains('.')) w = dir_.filePath(w);
        const auto r = run(words, script);
        QCOMPARE(r.code, code);
        QVERIFY2(r.err.contains(says), r.err);
        QCOMPARE(content("walk.ropetp"), before);
    }
};

QTEST_GUILESS_MAIN(TestCliProject)
#include "tst_cli_project.moc"
