#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// `ropetp-cli probe` as a shell sees it: output, sentences and exit codes.
class TestCliProbe : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    struct Outcome { int code; QByteArray out, err; };

    static Outcome run(const QStringList& arguments) {
        QProcess p;
        p.start(ROPETP_CLI, arguments);
        if (!p.waitForFinished(30000) || p.exitStatus() != QProcess::NormalExit) return {-1, {}, "crashed or hung"};
        return {p.exitCode(), p.readAllStandardOutput(), p.readAllStandardError()};
    }
    QString file(const QString& name, const QByteArray& bytes) const {
        QFile f(dir_.filePath(name));
        if (f.open(QIODevice::WriteOnly)) f.write(bytes);
        return f.fileName();
    }
    bool ffmpeg(const QStringList& arguments) const {
        return QProcess::execute("ffmpeg", QStringList{"-hide_banner", "-loglevel", "error", "-y"} + arguments) == 0;
    }

  private Q_SLOTS:
    void tellsWhatAVideoIs() {
        const QString clip = dir_.filePath("clip.mp4");
        if (!ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=24:duration=1", "-c:v", "libx264", "-pix_fmt", "yuv420p", clip})) QSKIP("no ffmpeg");
        const auto r = run({"probe", clip, "--json"});
        QCOMPARE(r.code, 0);
        const auto j = QJsonDocument::fromJson(r.out).object();
        QCOMPARE(j["width"].toInt(), 320);
        QCOMPARE(j["height"].toInt(), 180);
        QCOMPARE(j["frames"].toInt(), 24);
        QVERIFY(std::abs(j["fps"].toDouble() - 24) < 1e-6);
        QCOMPARE(j["codec"].toString(), QString("h264"));
        QVERIFY(run({"probe", clip}).out.contains("320 x 180, 24 frames"));
    }
    void badInputGivesASentenceAndItsCode() {
        const auto text = run({"probe", file("letter.mp4", "Dear friend, this is not a film.\n")});
        QCOMPARE(text.code, 3);
        QVERIFY2(text.err.contains("letter.mp4") && text.err.contains("not a video"), text.err.constData());
        const auto missing = run({"probe", dir_.filePath("nowhere.mp4"), "--json"});
        QCOMPARE(missing.code, 3);
        QCOMPARE(QJsonDocument::fromJson(missing.out).object()["error"].toObject()["code"].toString(), QString("FileNotFound"));
        QCOMPARE(run({"probe", file("empty.mp4", "")}).code, 3);
        QCOMPARE(run({"probe", dir_.path()}).code, 3);
    }
    void wrongUseIsExplained() {
        for (const QStringList& a : {QStringList{}, {"probe"}, {"dance"}, {"probe", "a", "b"}, {"probe", "a", "--colour"}}) {
            const auto r = run(a);
            QCOMPARE(r.code, 2);
            QVERIFY(r.err.contains("usage"));
        }
        QCOMPARE(run({"--help"}).code, 0);
        QVERIFY(run({"--version"}).out.startsWith("ropetp-cli "));
    }
};

QTEST_GUILESS_MAIN(TestCliProbe)
#include "tst_cli_probe.moc"
