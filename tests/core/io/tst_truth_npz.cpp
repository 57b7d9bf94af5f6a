#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/truth_npz.h"

#include <filesystem>
#include <limits>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestTruthNpz : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

  private Q_SLOTS:
    void aTruthComesBackAsItWas() {
        Truth t;
        for (int i = 0; i < 4; ++i) {
            body::JointPositions p = body::JointPositions::Constant(0.25 * i);
            p(5, 1) = std::numeric_limits<double>::quiet_NaN();
            t.frameIds.push_back(i + 1);
            t.jointsInCam.push_back(p);
            t.jointsInWorld.push_back(p);
            t.camFromWorld.push_back(Eigen::Matrix4d::Identity());
            t.posesInWorld.emplace_back();
        }
        t.jointMask.fill(true);
        t.jointMask[0] = false;
        t.fps = 60;
        t.betas = body::Betas::Constant(0.5);
        t.visible.resize(4);
        t.visible[2][7] = true;
        const std::filesystem::path file = dir_.filePath("truth.npz").toStdString();
        QVERIFY(writeTruthNpz(file, t));
        const auto r = readTruthNpz(file);
        QVERIFY(r);
        QVERIFY(r->frameIds == t.frameIds && r->jointMask == t.jointMask && r->fps == 60);
        QVERIFY(std::isnan(r->jointsInCam[2](5, 1)) && r->jointsInCam[2](5, 0) == 0.5);
        QVERIFY(r->betas && (*r->betas)[3] == 0.5);
        QCOMPARE(r->posesInWorld.size(), std::size_t(4));
        QVERIFY(r->visible == t.visible);
    }

    void theReferenceRecordingIsRead() {
        const std::filesystem::path file = std::filesystem::path(ROPETP_SHARED_DIR) / "data/gt3d/pose2sim/cam04_truth.npz";
        if (!std::filesystem::exists(file)) QSKIP("the shared data is not beside the checkout");
        const auto r = readTruthNpz(file);
        QVERIFY2(r, r ? "" : describe(r.error()).c_str());
        QCOMPARE(r->frameIds.size(), std::size_t(99));
        QCOMPARE(r->frameIds.front(), std::int64_t(1));
        QCOMPARE(std::count(r->jointMask.begin(), r->jointMask.end(), true), 12);
        QCOMPARE(r->fps, 60.0);
    }

    void aTakeIsNoTruth() {
        const std::filesystem::path file = dir_.filePath("other.npz").toStdString();
        QVERIFY(!readTruthNpz(file));
    }
};

QTEST_APPLESS_MAIN(TestTruthNpz)
#include "tst_truth_npz.moc"
