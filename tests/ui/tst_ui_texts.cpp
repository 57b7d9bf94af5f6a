// First: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "media/frame_source.h"
#include "ui/core_text.h"
#include "ui/error_text.h"
#include "ui/time_text.h"

using namespace ropetp;

class TestUiTexts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyErrorIsASentenceOfItsOwn() {
        QSet<QString> seen;
        for (int code = int(ErrorCode::InvalidInput); code <= int(ErrorCode::Internal); ++code) {
            const QString text = ui::errorText({ErrorCode(code), "detail", "/some/folder/clip.mp4"});
            QVERIFY2(text.endsWith('.') && text.size() > 30, qPrintable(text));
            QVERIFY2(!text.contains("%1") && !text.contains("/some/folder"), qPrintable(text));
            seen << text;
        }
        QCOMPARE(seen.size(), int(ErrorCode::Internal) - int(ErrorCode::InvalidInput) + 1);
    }
    void cancelingIsNotAFailure() { QVERIFY(ui::errorText({ErrorCode::Canceled, "", ""}).isEmpty()); }

    void aTextFileNamedMp4IsSaidToBeNoVideo() {
        QTemporaryDir folder;
        QFile f(folder.filePath("notes.mp4"));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write("This is not a video, whatever its name says.\n");
        f.close();
        const auto opened = media::openFrameSource(f.fileName().toStdString());
        QVERIFY(!opened);
        const QString text = ui::errorText(opened.error());
        QVERIFY2(text.contains("notes.mp4") && text.contains("not a video"), qPrintable(text));
    }
    void aMissingFileNameStillMakesASentence() {
        QVERIFY(ui::errorText({ErrorCode::WriteFailed, "", ""}).contains("the file"));
    }

    void jobsAreNamedAsAUserWouldSayIt() {
        QCOMPARE(ui::stageText("detect and track"), QString("Finding people"));
        QCOMPARE(ui::stageText("world"), QString("Way through the world"));
        QCOMPARE(ui::stageText("a stage of tomorrow"), QString("a stage of tomorrow"));
        QCOMPARE(ui::jobTitleText("Solve a walk %1.mp4"), QString("Solve a walk %1.mp4"));
        QCOMPARE(ui::jobTitleText("Propagate fixes"), QString("Propagate fixes"));
    }

    void clock_data() {
        QTest::addColumn<double>("sec");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0:00.000";
        QTest::newRow("rounds up a minute") << 59.9996 << "1:00.000";
        QTest::newRow("minutes") << 67.48 << "1:07.480";
        QTest::newRow("hours") << 3725.5 << "1:02:05.500";
        QTest::newRow("negative") << -1.0 << "0:00.000";
    }
    void clock() {
        QFETCH(double, sec);
        QFETCH(QString, text);
        QCOMPARE(ui::clockText(sec), text);
    }
    void duration() {
        QCOMPARE(ui::durationText(0.2), QString("1 s"));
        QCOMPARE(ui::durationText(59.2), QString("59 s"));
        QCOMPARE(ui::durationText(185), QString("3 min 05 s"));
    }
};

QTEST_GUILESS_MAIN(TestUiTexts)
#include "tst_ui_texts.moc"
