#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/joint_table.h"
#include "io/text_file.h"
#include "tests/core/io/take_fixture.h"
#include "tests/core/io/test_files.h"

#include <random>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestJointTable : public QObject, test::TestFiles {
    Q_OBJECT
    static ExportScene scene(int frames, double fps = 30) { return *exportScene(test::lively(frames, fps), body::mannequin(), {}); }
    static double worstMm(const ImportedMotion& read, const ExportScene& scene) {
        double worst = 0;
        for (std::size_t i = 0; i < read.frameCount; ++i)
            for (std::size_t j = 0; j < scene.joints.size(); ++j)
                worst = std::max(worst, 1000 * (read.positions(i)[j] - scene.worldFromJoint(i)[j].translation()).norm());
        return worst;
    }

  private Q_SLOTS:
    void wordsAreNumbersOrNot() {
        double v = 0;
        QVERIFY(parseNumber("+1.5e2", v) && v == 150);
        for (const char* bad : {"", "1x", " 1", "nan", "inf", "1e999", "--1", "0x10"}) QVERIFY2(!parseNumber(bad, v), bad);
    }

    void bothHoldTheScenesJoints_data() {
        QTest::addColumn<int>("frames");
        QTest::addColumn<double>("fps");
        QTest::newRow("29.97") << 40 << 30000.0 / 1001;
        QTest::newRow("one frame") << 1 << 30.0;
        QTest::newRow("two frames") << 2 << 24000.0 / 1001;
        QTest::newRow("60") << 300 << 60.0;
    }
    void bothHoldTheScenesJoints() {
        QFETCH(int, frames);
        QFETCH(double, fps);
        const auto wanted = scene(frames, fps);
        QVERIFY(writeCsv(file("a.csv"), wanted));
        QVERIFY(writeTrc(file("a.trc"), wanted));
        for (const bool isCsv : {true, false}) {
            const auto read = isCsv ? readCsv(file("a.csv")) : readTrc(file("a.trc"));
            QVERIFY2(read, read ? "" : describe(read.error()).c_str());
            QCOMPARE(read->frameCount, std::size_t(frames));
            QCOMPARE(read->names.size(), wanted.joints.size());
            QCOMPARE(read->names[3], wanted.joints[3].name);
            QCOMPARE(read->parents, std::vector<int>(wanted.joints.size(), -1));
            if (frames > 1 || !isCsv) QVERIFY(std::abs(read->fps / fps - 1) < 1e-6);
            QVERIFY(worstMm(*read, wanted) < 0.002);
        }
    }

    void theCsvIsForSpreadsheets() {
        auto s = scene(2);
        s.joints[1].name = "a,\"b\"";
        s.joints[2].name = "two\nlines";
        QVERIFY(writeCsv(file("names.csv"), s));
        const auto lines = bytes("names.csv").split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith("frame,time_s,Hips_x,Hips_y,Hips_z,\"a,\"\"b\"\"_x\","));
        QVERIFY(lines[1].startsWith("0,0.000000000,"));
        QVERIFY(lines[2].startsWith("1,0.033333333,"));
        const auto read = readCsv(file("names.csv"));
        QVERIFY(read);
        QCOMPARE(read->names[1], s.joints[1].name);
        QCOMPARE(read->names[2], std::string("two_lines"));
        put("excel.csv", "\xEF\xBB\xBF" + bytes("names.csv").replace("\n", "\r\n"));
        QVERIFY(readCsv(file("excel.csv")));
    }

    /// What OpenSim's reader insists on.
    void theTrcIsOpenSims() {
        const auto s = scene(3, 25);
        QVERIFY(writeTrc(file("open.trc"), s));
        const auto lines = bytes("open.trc").split('\n');
        QCOMPARE(lines.size(), 6 + 3 + 1);
        QCOMPARE(lines[0], QByteArray("PathFileType\t4\t(X/Y/Z)\topen.trc"));
        QCOMPARE(lines[1], QByteArray("DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"));
        QCOMPARE(lines[2], QByteArray("25.000000\t25.000000\t3\t24\tmm\t25.000000\t1\t3"));
        auto names = lines[3].split('\t');
        names.removeAll("");
        QCOMPARE(names.size(), 2 + 24);
        QVERIFY(lines[4].startsWith("\t\tX1\tY1\tZ1\tX2"));
        QVERIFY(lines[4].endsWith("\tZ24"));
        QVERIFY(lines[5].isEmpty());
        QVERIFY(lines[6].startsWith("1\t0.000000000\t"));
        QCOMPARE(lines[6].split('\t').size(), 2 + 3 * 24);
    }

    void othersTrcIsRead() {
        put("other.trc", "PathFileType\t4\t(X/Y/Z)\tx.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n60.00\t60.00\t1\t2\tm\t\n"
                         "Frame#\tTime\tA b\t\t\tC\t\t\t\r\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\t\r\n\r\n7\t0.1\t1\t2\t3\t-4\t5e-1\t6\t\r\n");
        const auto read = readTrc(file("other.trc"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->names, (std::vector<std::string>{"A b", "C"}));
        QCOMPARE(read->fps, 60.0);
        QVERIFY((read->positions(0)[1] - Eigen::Vector3d(-4, 0.5, 6)).norm() < 1e-12);
    }

    void nothingIsNotWritten() {
        auto s = scene(1);
        s.frames.clear();
        for (const auto& written : {writeCsv(file("none.csv"), s), writeTrc(file("none.csv"), s)}) {
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::InvalidInput);
        }
        QVERIFY(!std::filesystem::exists(file("none.csv")));
        QVERIFY(!writeCsv(file("no/such/folder.csv"), scene(1)));
        QCOMPARE(readCsv(file("none.csv")).error().code, ErrorCode::FileNotFound);
    }

    void faultsAreTold_data() {
        QTest::addColumn<bool>("isCsv");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("told");
        const QByteArray csv = "frame,time_s,a_x,a_y,a_z\n";
        QTest::newRow("csv: nothing") << true << QByteArray() << "line 1";
        QTest::newRow("csv: another table") << true << QByteArray("x,y\n1,2\n") << "line 1";
        QTest::newRow("csv: no joints") << true << QByteArray("frame,time_s\n0,0\n") << "no joints";
        QTest::newRow("csv: axes") << true << QByteArray("frame,time_s,a_x,a_z,a_y\n") << "line 1";
        QTest::newRow("csv: two joints in one") << true << QByteArray("frame,time_s,a_x,b_y,a_z\n") << "line 1";
        QTest::newRow("csv: no name") << true << QByteArray("frame,time_s,_x,_y,_z\n") << "line 1";
        QTest::newRow("csv: quote") << true << QByteArray("frame,time_s,\"a_x,a_y,a_z\n0,0,1,2,3\n") << "quote";
        QTest::newRow("csv: no frames") << true << csv << "no frames";
        QTest::newRow("csv: cut short") << true << csv + "0,0,1,2,3\n1,0.1,1,2" << "line 3";
        QTest::newRow("csv: too long") << true << csv + "0,0,1,2,3,4\n" << "line 2";
        QTest::newRow("csv: nan") << true << csv + "0,0,nan,2,3\n" << "line 2";
        QTest::newRow("csv: times") << true << csv + "0,0,1,2,3\n1,0,1,2,3\n" << "line 3";
        QTest::newRow("csv: too many joints") << true << QByteArray("frame,time_s") + QByteArray(",a_x,a_y,a_z").repeated(1001) + "\n" << "more joints";
        const QByteArray head = "PathFileType\t4\t(X/Y/Z)\tx.trc\n";
        const QByteArray keys = "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n";
        const QByteArray columns = "Frame#\tTime\ta\t\t\n\t\tX1\tY1\tZ1\n\n";
        const QByteArray good = head + keys + "30\t30\t2\t1\tmm\n" + columns;
        QTest::newRow("trc: nothing") << false << QByteArray() << "line 1";
        QTest::newRow("trc: header only") << false << head << "DataRate";
        QTest::newRow("trc: fewer values than keys") << false << head + keys + "30\t30\n" << "NumFrames";
        QTest::newRow("trc: rate") << false << head + keys + "0\t30\t2\t1\tmm\n" << "DataRate";
        QTest::newRow("trc: units") << false << head + keys + "30\t30\t2\t1\tinches\n" << "units";
        QTest::newRow("trc: markers") << false << QByteArray(good).replace("\t1\tmm", "\t2\tmm") << "NumMarkers";
        QTest::newRow("trc: huge counts") << false << QByteArray(good).replace("\t2\t1\tmm", "\t99999999999\t1\tmm") + "1\t0\t1\t2\t3\n" << "NumFrames";
        QTest::newRow("trc: fewer frames") << false << good + "1\t0\t1\t2\t3\n" << "NumFrames";
        QTest::newRow("trc: unseen marker") << false << good + "1\t0\t\t\t\n" << "line 7";
        QTest::newRow("trc: no axes") << false << QByteArray(good).replace("X1", "") << "X1";
    }
    void faultsAreTold() {
        QFETCH(bool, isCsv);
        QFETCH(QByteArray, text);
        QFETCH(QString, told);
        put("bad", text);
        const auto read = isCsv ? readCsv(file("bad")) : readTrc(file("bad"));
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(told), read.error().detail.c_str());
    }

    void damagedFilesNeverCrash() {
        QVERIFY(writeCsv(file("good.csv"), scene(3)));
        QVERIFY(writeTrc(file("good.trc"), scene(3)));
        std::mt19937 rng(11);
        for (const char* name : {"good.csv", "good.trc"}) {
            const QByteArray good = bytes(name);
            for (int trial = 0; trial < 2000; ++trial) {
                QByteArray bad = good;
                for (int k = 0; k < 1 + trial % 5; ++k) bad[int(rng() % unsigned(trial % 2 ? bad.size() : 400))] = trial % 4 ? "\t\n,\"_x0-"[rng() % 8] : char(rng());
                if (trial % 3 == 0) bad.truncate(int(rng() % unsigned(bad.size())));
                put("bad", bad);
                for (const auto& read : {readCsv(file("bad")), readTrc(file("bad"))})
                    if (read) QCOMPARE(read->world.size(), read->frameCount * read->names.size());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestJointTable)
#include "tst_joint_table.moc"
