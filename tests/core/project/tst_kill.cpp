#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "project/recovery.h"
#include "tests/core/edit/random_edits.h"
#include "tests/core/project/scene_digest.h"
#endif

#include <csignal>

using namespace ropetp;
using namespace ropetp::project;

/// kill -9 at random moments of editing and saving: every change that was acknowledged is there afterwards.
/// ROPETP_KILLS says how often (kill_test.sh: 200).
class TestKill : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void noAcknowledgedChangeIsLost() {
        const int rounds = std::max(1, qEnvironmentVariableIntValue("ROPETP_KILLS") ? qEnvironmentVariableIntValue("ROPETP_KILLS") : 12);
        QTemporaryDir dir;
        Project start;
        start.scene = test::walkers();
        start.saveId = newSaveId();
        const QString startFile = dir.filePath("start.ropetp");
        QVERIFY(writeProject(startFile.toStdString(), start));
        std::mt19937 random(2);
        qint64 acknowledged = 0, withJournal = 0, oneAhead = 0;
        for (int round = 0; round < rounds; ++round) {
            const QString folder = dir.filePath("round"), file = folder + "/walk.ropetp", state = dir.filePath("state");
            QVERIFY(QDir(folder).removeRecursively() && QDir(state).removeRecursively() && QDir().mkpath(folder));
            if (round % 2) QVERIFY(QFile::copy(startFile, file));

            QProcess child;
            child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            child.start(ROPETP_EDIT_UNTIL_KILLED, {QString::number(round), startFile, file, state});
            QVERIFY2(child.waitForReadyRead(240000), qPrintable(QString("round %1: the program does not begin").arg(round)));
            QByteArray told = child.readAllStandardOutput();
            QTest::qSleep(int(random() % 500));
            ::kill(pid_t(child.processId()), SIGKILL);
            QVERIFY(child.waitForFinished(10000));
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            told += child.readAllStandardOutput();

            QByteArray last, next;
            for (const QByteArray& line : told.left(told.lastIndexOf('\n') + 1).split('\n')) {
                if (line.startsWith("ack ")) last = line.mid(4), next.clear(), ++acknowledged;
                if (line.startsWith("will ")) next = line.mid(5);
            }
            QVERIFY(!last.isEmpty());

            const std::filesystem::path path = file.toStdString();
            const auto found = findJournals(state.toStdString(), std::span(&path, 1));
            QVERIFY2(found.size() <= 1, qPrintable(QString("round %1: %2 journals").arg(round).arg(found.size())));
            QByteArray now;
            if (!found.empty()) {
                ++withJournal;
                const auto recovered = recover(found.front().folder);
                QVERIFY2(recovered, recovered ? "" : qPrintable(QString("round %1: %2").arg(round).arg(QString::fromStdString(describe(recovered.error())))));
                QCOMPARE(recovered->lost, std::size_t(0));
                now = test::digestOf(recovered->project.scene);
            } else if (QFile::exists(file)) {
                const auto project = readProject(path);
                QVERIFY2(project, project ? "" : qPrintable(QString::fromStdString(describe(project.error()))));
                now = test::digestOf(project->scene);
            } else {
                now = test::digestOf(start.scene);
            }
            // The change under way may be in or not.
            QVERIFY2(now == last || now == next, qPrintable(QString("round %1: an acknowledged change is lost").arg(round)));
            oneAhead += now != last;
        }
        qInfo("%d kills, %lld changes acknowledged, none lost; %lld times a journal was left, %lld times the change under way was in it", rounds, static_cast<long long>(acknowledged),
              static_cast<long long>(withJournal), static_cast<long long>(oneAhead));
        QVERIFY(acknowledged > rounds);
        QVERIFY(withJournal > 0);
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
