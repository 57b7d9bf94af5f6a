#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "io/bvh.h"
#include "io/export_formats.h"
#include "tests/core/io/take_fixture.h"
#include "tests/core/io/test_files.h"

#include <random>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestBvh : public QObject, test::TestFiles {
    Q_OBJECT

  private Q_SLOTS:
    void anglesComeBackAsTheRotation() {
        std::mt19937 rng(5);
        std::uniform_real_distribution<double> u(-4, 4);
        for (const EulerOrder& order : {kZxy, kZyx, kXyz})
            for (int i = 0; i < 2000; ++i) {
                Eigen::Vector3d axisAngle(u(rng), u(rng), u(rng));
                if (i % 10 == 0) axisAngle = Eigen::Vector3d::Unit(i / 10 % 3) * EIGEN_PI / 2;   // gimbal lock
                const Eigen::Matrix3d r = matrixFromAxisAngle(axisAngle);
                const Eigen::Vector3d near(100 * u(rng), 100 * u(rng), 100 * u(rng));
                const Eigen::Vector3d e = eulerDegrees(r, order, near);
                QVERIFY((matrixFromEulerDegrees(e, order) - r).norm() < 1e-6);
            }
    }

    void curvesDoNotJump() {
        Eigen::Vector3d last = Eigen::Vector3d::Zero();
        for (int i = 0; i < 400; ++i) {
            const double t = i / 20.0;
            const Eigen::Matrix3d r = matrixFromAxisAngle({0.4 * std::sin(t), 0, 0}) * matrixFromAxisAngle({0, t, 0});   // turns three times
            const Eigen::Vector3d e = eulerDegrees(r, kZxy, last);
            QVERIFY2((e - last).norm() < 12, qPrintable(QString::number(i)));
            last = e;
        }
        QVERIFY(std::abs(last[2]) > 1000);
    }

    void theFileHoldsTheTakesJoints_data() {
        QTest::addColumn<int>("frames");
        QTest::addColumn<double>("fps");
        QTest::newRow("29.97") << 40 << 30000.0 / 1001;
        QTest::newRow("one frame") << 1 << 30.0;
        QTest::newRow("60") << 200 << 60.0;
    }
    void theFileHoldsTheTakesJoints() {
        QFETCH(int, frames);
        QFETCH(double, fps);
        const auto report = exportTake(file("take.bvh"), test::lively(frames, fps), body::mannequin(), {});
        QVERIFY2(report, report ? "" : describe(report.error()).c_str());
        QCOMPARE(report->frames, std::size_t(frames));
        QVERIFY(std::abs(report->fps - fps) < 1e-4);
        QVERIFY(!report->resampled);
        QVERIFY2(report->largestErrorMm < 0.05, qPrintable(QString("%1 mm").arg(report->largestErrorMm)));
    }

    void theRestPoseIsTheTPose() {
        const auto clip = test::lively(3);
        QVERIFY(exportTake(file("rest.bvh"), clip, body::mannequin(), {}));
        auto bvh = readBvh(file("rest.bvh"));
        QVERIFY(bvh);
        QCOMPARE(bvh->joints.front().name, std::string("Hips"));
        QCOMPARE(bvh->joints.front().channels.size(), std::size_t(6));
        std::fill(bvh->values.begin(), bvh->values.end(), 0.0);
        const auto at = bvh->positions(0);
        const auto rest = body::mannequin()->restJoints(clip.betas);
        for (int j = 0; j < body::kJointCount; ++j) {
            const auto p = at[std::size_t(bvh->find(builtInPresets().front().jointNames[std::size_t(j)]))];
            QVERIFY((p / 100 - (rest.row(j) - rest.row(0)).transpose()).norm() < 1e-6);
        }
        QCOMPARE(std::count_if(bvh->joints.begin(), bvh->joints.end(), [](const auto& j) { return j.hasEndSite; }), 5);
    }

    void unevenTimeIsResampled() {
        auto clip = test::lively(30, 30);
        for (std::size_t i = 10; i < clip.frames.size(); ++i) clip.frames[i].ptsSec += 0.4;
        ExportOptions options;
        options.fps = 30;
        options.preset.bvhOrder = kZyx;
        options.preset.bvhUnitsPerMetre = 1;
        const auto report = exportTake(file("uneven.bvh"), clip, body::mannequin(), options);
        QVERIFY(report);
        QVERIFY(report->resampled);
        QCOMPARE(report->frames, std::size_t(std::floor((29 / 30.0 + 0.4) * 30 + 1e-6)) + 1);
        QVERIFY(report->largestErrorMm < 0.05);
    }

    void otherToolsFilesAreRead() {
        int read = 0;
        for (const char* folder : {"/data/motion/bvh", "/data/outputs/bvh"}) {
            QDirIterator files(QString(ROPETP_SHARED_DIR) + folder, {"*.bvh"}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const auto path = files.next();
                const auto bvh = readBvh(path.toStdString());
                QVERIFY2(bvh, bvh ? "" : describe(bvh.error()).c_str());
                QVERIFY(bvh->frameCount > 0 && bvh->joints.size() > 10);
                for (const auto& p : bvh->positions(bvh->frameCount - 1)) QVERIFY(p.allFinite());
                ++read;
            }
        }
        if (read == 0) QSKIP("the shared data is not beside the checkout");
    }

    void faultsAreToldWithTheirLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("line");
        const QByteArray head = "HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\nCHANNELS 3 Zrotation Xrotation Yrotation\nEnd Site\n{\nOFFSET 0 1 0\n}\n}\n";
        QTest::newRow("nothing") << QByteArray() << "line 1";
        QTest::newRow("not a BVH") << QByteArray("hello\nworld") << "line 1";
        QTest::newRow("unknown channel") << QByteArray(head).replace("Zrotation", "Wrotation") << "line 5";
        QTest::newRow("too few numbers") << head + "MOTION\nFrames: 2\nFrame Time: 0.1\n0 0 0\n0 0\n" << "line 1";
        QTest::newRow("no number") << head + "MOTION\nFrames: 1\nFrame Time: 0.1\n0 zero 0\n" << "line 14";
        QTest::newRow("nan") << head + "MOTION\nFrames: 1\nFrame Time: 0.1\n0 nan 0\n" << "line 14";
        QTest::newRow("huge count") << head + "MOTION\nFrames: 99999999999\nFrame Time: 0.1\n0 0 0\n" << "";
        QTest::newRow("no time") << head + "MOTION\nFrames: 1\nFrame Time: 0\n0 0 0\n" << "line 13";
        QTest::newRow("unclosed") << QByteArray("HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\n") << "line";
        QTest::newRow("too deep") << QByteArray("HIERARCHY\nROOT a\n{\n") + QByteArray("JOINT b\n{\n").repeated(100000) << "";
    }
    void faultsAreToldWithTheirLine() {
        QFETCH(QByteArray, text);
        QFETCH(QString, line);
        put("bad.bvh", text);
        const auto read = readBvh(file("bad.bvh"));
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(line), read.error().detail.c_str());
    }

    void damagedFilesNeverCrash() {
        QVERIFY(exportTake(file("good.bvh"), test::lively(3), body::mannequin(), {}));
        const QByteArray good = bytes("good.bvh");
        std::mt19937 rng(11);
        for (int trial = 0; trial < 2000; ++trial) {
            QByteArray bad = good;
            for (int k = 0; k < 1 + trial % 5; ++k) bad[int(rng() % unsigned(bad.size()))] = char(rng());
            if (trial % 3 == 0) bad.truncate(int(rng() % unsigned(bad.size())));
            put("bad.bvh", bad);
            if (const auto read = readBvh(file("bad.bvh"))) read->positions(0);
        }
    }
};

QTEST_APPLESS_MAIN(TestBvh)
#include "tst_bvh.moc"
