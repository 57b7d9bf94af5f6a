#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "edit/scene_compare.h"
#include "nn/model_store.h"
#include "project/project_file.h"
#include "tests/core/edit/mended_clips.h"
#endif

#include <functional>

using namespace ropetp;
using testing::MendedClip;

/// The acceptance of fixing, scripted: a solve of a real recording is damaged and put right by `ropetp-cli edit --script` with
/// three fixes. The same is done with the mouse in tests/ui/tst_fix_by_hand.
class TestCliFix : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    QString path(const char* name) const { return dir_.filePath(name); }
    static int run(const QStringList& arguments, QByteArray& told) {
        QProcess p;
        p.setProcessChannelMode(QProcess::MergedChannels);
        p.start(ROPETP_CLI, arguments);
        if (!p.waitForFinished(300000) || p.exitStatus() != QProcess::NormalExit) return -1;
        told = p.readAll();
        return p.exitCode();
    }
    void write(const QString& file, const QByteArray& text) const {
        QFile f(file);
        if (!f.open(QIODevice::WriteOnly) || f.write(text) != text.size()) qFatal("cannot write");
    }

    /// The user's script: three fixes, and propagation. Joints that the reference does not know are not dragged.
    static QByteArray script(const MendedClip& clip, PersonId person, const io::Truth& reference, const body::MotionClip& undamaged, const body::BodyModel& body) {
        const auto rest = body.restJoints(undamaged.betas);
        QJsonArray edits;
        const auto entry = [&](const char* kind, FrameIndex frame, QJsonObject more) {
            more["edit"] = kind;
            more["person"] = qint64(person.value);
            more["frame"] = qint64(frame.value);
            edits.append(more);
        };
        const auto drags = [&](FrameIndex frame, const std::vector<body::Joint>& joints, std::int64_t copied) {
            const auto now = body::jointPositions(rest, undamaged.frames[std::size_t(undamaged.find(FrameIndex(copied)))].poseInCam);
            for (const body::Joint j : joints) {
                const auto px = testing::seenPx(reference, frame, j, now);
                if (px.allFinite()) entry("drag_joint_2d", frame, {{"joint", body::kJointNames[body::index(j)].data()}, {"px", QJsonArray{px.x(), px.y()}}});
            }
        };
        entry("swap_left_right", clip.fixOf(0), {{"joints", QJsonArray{"left_leg", "right_leg"}}});
        entry("copy_pose", clip.fixOf(1), {{"from_frame", qint64(clip.armFrom)}, {"joints", "left_arm"}});
        drags(clip.fixOf(1), testing::draggedArm(), clip.armFrom);
        entry("pose_from_video", clip.fixOf(2), {});
        edits.append(QJsonObject{{"edit", "propagate"}, {"person", qint64(person.value)}});
        return QJsonDocument(edits).toJson();
    }

  private Q_SLOTS:
    void threeFixesMendARealClip_data() {
        QTest::addColumn<std::function<MendedClip()>>("which");
        QTest::newRow("balancing, with a reference") << std::function<MendedClip()>(testing::balancing);
        QTest::newRow("jumping") << std::function<MendedClip()>(testing::jumping);
    }
    void threeFixesMendARealClip() {
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        QFETCH(std::function<MendedClip()>, which);
        const MendedClip clip = which();
        if (!clip.isHere()) QSKIP("the recording is not here (../shared/data)");
        const auto range = QString("%1:%2").arg(clip.range.first.value).arg(clip.range.end.value);
        QByteArray told;
        QVERIFY2(run({"solve", QString::fromStdString(clip.video.string()), "-o", path("take.ropetp"), "--person", "largest", "--frames", range}, told) == 0, told);
        auto solved = project::readProject(path("take.ropetp").toStdString());
        QVERIFY2(solved, solved ? "" : describe(solved.error()).c_str());
        QCOMPARE(solved->scene.clips.size(), std::size_t(1));
        const auto& [person, undamaged] = *solved->scene.clips.begin();
        const auto& body = *solved->scene.body;
        const auto reference = testing::referenceOf(clip, *undamaged, body);
        QVERIFY2(reference, reference ? "" : describe(reference.error()).c_str());

        project::Project broken = *solved;
        const auto scene = testing::damagedScene(solved->scene, clip.damages());
        QVERIFY2(scene, scene ? "" : describe(scene.error()).c_str());
        broken.scene = *scene;
        QVERIFY(project::writeProject(path("broken.ropetp").toStdString(), broken));
        write(path("fixes.json"), script(clip, person, *reference, *undamaged, body));
        QVERIFY2(run({"edit", path("broken.ropetp"), "--script", path("fixes.json"), "-o", path("mended.ropetp"), "--json"}, told) == 0, told);
        const auto ours = QJsonDocument::fromJson(told).object()["persons"].toArray()[0].toObject();
        QCOMPARE(ours["fixes"].toInt(), 3);
        QVERIFY(ours["propagated"].toInt() > 0);

        const auto mended = project::readProject(path("mended.ropetp").toStdString());
        QVERIFY2(mended, mended ? "" : describe(mended.error()).c_str());
        testing::checkMended(clip, testing::measureMended(clip, *reference, body, *undamaged, *scene->clips.at(person), *mended->scene.clips.at(person)));
    }
};

QTEST_GUILESS_MAIN(TestCliFix)
#include "tst_cli_fix.moc"
