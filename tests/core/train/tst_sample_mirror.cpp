#include <QTest>

#ifndef Q_MOC_RUN
#include "tests/core/train/people_fixture.h"
#include "train/people/sample_mirror.h"
#endif

using namespace ropetp;
using namespace ropetp::train;
using namespace ropetp::fixture;

class TestSampleMirror : public QObject {
    Q_OBJECT

    static RopeSample some() {
        RopeSample s;
        s.crop = Image(kCropPx, kCropPx);
        for (std::size_t i = 0; i < s.crop.sizeBytes(); ++i) s.crop.mutablePixels()[i] = std::uint8_t(i * 7 + i / 1000);
        s.pose = walkerInCam();
        s.joints = body::jointPositions(body::mannequin()->restJoints(body::Betas::Zero()), s.pose);
        s.joints = (s.joints.rowwise() - s.joints.row(0).eval()).eval();
        for (int j = 0; j < body::kJointCount; ++j) {
            s.joints2d.row(j) << 0.03f * float(j) - 0.3f, 0.02f * float(j);
            s.visible[std::size_t(j)] = float(j) / 24;
            s.weight2d[std::size_t(j)] = float(j);
            s.weight3d[std::size_t(j)] = float(100 + j);
        }
        s.parts.fill(kBackground);
        s.parts[3 * kPartMap + 5] = 4;
        return s;
    }

  private Q_SLOTS:
    void theMirroredBodyHasMirroredJoints() {
        RopeSample s = some();
        const RopeSample before = s;
        mirror(s);
        auto joints = body::jointPositions(body::mannequin()->restJoints(body::Betas::Zero()), s.pose);
        joints = (joints.rowwise() - joints.row(0).eval()).eval();
        for (int j = 0; j < body::kJointCount; ++j) {
            const int other = body::kMirror[std::size_t(j)];
            QVERIFY((joints.row(j) - s.joints.row(j)).norm() < 1e-3);
            QCOMPARE(s.joints(j, 0), -before.joints(other, 0));
            QCOMPARE(s.joints(j, 1), before.joints(other, 1));
            QCOMPARE(s.joints2d(j, 0), -before.joints2d(other, 0));
            QCOMPARE(s.visible[std::size_t(j)], before.visible[std::size_t(other)]);
            QCOMPARE(s.weight2d[std::size_t(j)], before.weight2d[std::size_t(other)]);
            QCOMPARE(s.weight3d[std::size_t(j)], before.weight3d[std::size_t(other)]);
        }
    }

    void pixelsAndPartsChangeSides() {
        RopeSample s = some();
        const RopeSample before = s;
        mirror(s);
        for (const auto& [x, y] : {std::pair(0, 0), {17, 100}, {255, 255}})
            for (int c = 0; c < 3; ++c) QCOMPARE(s.crop.row(y)[3 * x + c], before.crop.row(y)[3 * (kCropPx - 1 - x) + c]);
        QCOMPARE(int(s.parts[3 * kPartMap + kPartMap - 1 - 5]), 5);   // a left knee becomes a right one
        QCOMPARE(int(s.parts[3 * kPartMap + 5]), int(kBackground));
    }

    void twiceIsAsBefore() {
        RopeSample s = some();
        const RopeSample before = s;
        mirror(s);
        mirror(s);
        QVERIFY(s.joints == before.joints && s.joints2d == before.joints2d && s.parts == before.parts && s.visible == before.visible);
        for (std::size_t j = 0; j < body::kJointCount; ++j) QVERIFY(s.pose.axisAngleRad[j] == before.pose.axisAngleRad[j]);
        QVERIFY(std::memcmp(s.crop.pixels(), before.crop.pixels(), s.crop.sizeBytes()) == 0);
    }
};

QTEST_APPLESS_MAIN(TestSampleMirror)
#include "tst_sample_mirror.moc"
