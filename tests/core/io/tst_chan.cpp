#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "io/chan_file.h"
#include "tests/core/io/take_fixture.h"
#include "tests/core/io/test_files.h"

#include <random>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestChan : public QObject, test::TestFiles {
    Q_OBJECT
    static ExportScene scene(int frames) {
        ExportOptions options;
        options.withCamera = true;
        return *exportScene(test::lively(frames), body::mannequin(), options);
    }

  private Q_SLOTS:
    void aStillCameraHasARowAFrame() {
        const auto wanted = scene(5);
        QCOMPARE(wanted.camera->worldFromCamera.size(), std::size_t(1));
        QVERIFY(writeChan(file("still.chan"), wanted));
        const auto read = readChan(file("still.chan"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frames, (std::vector<int>{1, 2, 3, 4, 5}));
        for (std::size_t i = 0; i < 5; ++i) {
            QVERIFY((read->worldFromCamera[i].matrix() - wanted.camera->worldFromCamera[0].matrix()).norm() < 1e-6);
            QVERIFY(std::abs(read->verticalFovDeg[i] - wanted.camera->verticalFovDeg()) < 1e-5);
        }
    }

    void aMovingCameraComesBackWithoutJumps() {
        auto wanted = scene(400);
        auto& poses = wanted.camera->worldFromCamera;
        poses.clear();
        for (int i = 0; i < 400; ++i) {
            const double t = i / 40.0;
            Eigen::Isometry3d at = Eigen::Isometry3d::Identity();
            at.linear() = matrixFromAxisAngle({0, t, 0}) * matrixFromAxisAngle({0.5 * std::sin(t), 0, 0});   // past straight to the side
            at.translation() = Eigen::Vector3d(t, 1, -t);
            poses.push_back(at);
        }
        poses[7].linear() = matrixFromEulerDegrees({30, 90, 20}, kChanOrder);   // gimbal lock
        QVERIFY(writeChan(file("moving.chan"), wanted));
        const auto read = readChan(file("moving.chan"));
        QVERIFY(read);
        QCOMPARE(read->frames.size(), std::size_t(400));
        for (std::size_t i = 0; i < 400; ++i) QVERIFY((read->worldFromCamera[i].matrix() - poses[i].matrix()).norm() < 1e-6);
        const auto rows = bytes("moving.chan").split('\n');
        for (int i = 20; i < 400; ++i)
            for (int c = 4; c < 7; ++c) {
                const double step = rows[i].split('\t')[c].toDouble() - rows[i - 1].split('\t')[c].toDouble();
                QVERIFY2(std::abs(step) < 90, qPrintable(QString("row %1 column %2: %3").arg(i).arg(c).arg(step)));
            }
    }

    /// The axes that Blender and Nuke mean: R = Rz Ry Rx.
    void anglesTurnAboutXThenYThenZ() {
        put("turn.chan", "# a note\n1 0 0 0 90 0 90\n\n2\t0\t0\t0\t0\t90\t0\t45\n");
        const auto read = readChan(file("turn.chan"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QVERIFY((read->worldFromCamera[0] * Eigen::Vector3d::UnitZ() - Eigen::Vector3d::UnitX()).norm() < 1e-12);
        QVERIFY((read->worldFromCamera[1] * Eigen::Vector3d::UnitZ() - Eigen::Vector3d::UnitX()).norm() < 1e-12);
        QCOMPARE(read->verticalFovDeg, (std::vector<double>{0, 45}));
    }

    void withoutACameraNothingIsWritten() {
        const auto s = *exportScene(test::lively(2), body::mannequin(), {});
        const auto written = writeChan(file("none.chan"), s);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::InvalidInput);
        QVERIFY(!std::filesystem::exists(file("none.chan")));
        QCOMPARE(readChan(file("none.chan")).error().code, ErrorCode::FileNotFound);
    }

    void faultsAreToldWithTheirLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing") << QByteArray() << "no rows";
        QTest::newRow("notes only") << QByteArray("# a\n\n") << "no rows";
        QTest::newRow("no frame") << QByteArray("1 0 0 0 0 0 0\nx 0 0 0 0 0 0\n") << "line 2";
        QTest::newRow("half a frame") << QByteArray("1.5 0 0 0 0 0 0\n") << "line 1";
        QTest::newRow("huge frame") << QByteArray("1e300 0 0 0 0 0 0\n") << "line 1";
        QTest::newRow("cut short") << QByteArray("1 0 0 0 0 0 0\n2 0 0 0 0") << "line 2";
        QTest::newRow("nan") << QByteArray("1 0 nan 0 0 0 0\n") << "line 1";
        QTest::newRow("field of view") << QByteArray("1 0 0 0 0 0 0 180\n") << "line 1";
        QTest::newRow("nine columns") << QByteArray("1 0 0 0 0 0 0 40 1\n") << "line 1";
    }
    void faultsAreToldWithTheirLine() {
        QFETCH(QByteArray, text);
        QFETCH(QString, told);
        put("bad.chan", text);
        const auto read = readChan(file("bad.chan"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::CorruptFile);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(told), read.error().detail.c_str());
    }

    void damagedFilesNeverCrash() {
        QVERIFY(writeChan(file("good.chan"), scene(3)));
        const QByteArray good = bytes("good.chan");
        std::mt19937 rng(11);
        for (int trial = 0; trial < 2000; ++trial) {
            QByteArray bad = good;
            for (int k = 0; k < 1 + trial % 5; ++k) bad[int(rng() % unsigned(bad.size()))] = char(rng());
            if (trial % 3 == 0) bad.truncate(int(rng() % unsigned(bad.size())));
            put("bad.chan", bad);
            if (const auto read = readChan(file("bad.chan"))) QCOMPARE(read->frames.size(), read->worldFromCamera.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestChan)
#include "tst_chan.moc"
