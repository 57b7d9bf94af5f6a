#include <QTest>

#include "jobs/progress_meter.h"

using ropetp::jobs::ProgressMeter;

class TestProgressMeter : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void stagesAddUp() {
        double now = 0;
        ProgressMeter meter([&] { return now; });
        meter.stage("detect", 0.6);
        meter.report(0.5);
        QCOMPARE(meter.fraction(), 0.3);
        meter.stage("pose", 0.4);
        QCOMPARE(meter.fraction(), 0.6);
        meter.report(0.5);
        QVERIFY(std::abs(meter.fraction() - 0.8) < 1e-12);
        QCOMPARE(meter.stageName(), std::string("pose"));
    }

    void neverGoesBack() {
        double now = 0;
        ProgressMeter meter([&] { return now; });
        meter.stage("all", 1);
        meter.report(0.7);
        meter.report(0.2);
        QCOMPARE(meter.fraction(), 0.7);
    }

    void isShownTwentyTimesASecondAtMost() {
        double now = 10;
        ProgressMeter meter([&] { return now; });
        meter.stage("all", 1);
        int shown = 0;
        for (int i = 0; i < 1000; ++i) {
            now += 0.001;
            shown += meter.report(i / 1000.0);
        }
        QVERIFY2(shown >= 15 && shown <= 20, qPrintable(QString::number(shown)));
        QVERIFY(meter.report(1.0));
    }

    void timeLeftFollowsThePaceSoFar() {
        double now = 0;
        ProgressMeter meter([&] { return now; });
        meter.stage("all", 1);
        now = 0.5;
        meter.report(0.1);
        QVERIFY(meter.secondsLeft() < 0);
        now = 10;
        meter.report(0.25);
        QVERIFY(std::abs(meter.secondsLeft() - 30) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(TestProgressMeter)
#include "tst_progress_meter.moc"
