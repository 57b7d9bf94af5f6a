#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/euler.h"
#include "io/fbx_curve.h"
#include "io/text_file.h"
#include "tests/core/io/fbx_made.h"
#include "tests/core/io/fbx_written.h"

#include <bit>
#endif

using namespace ropetp;
using namespace ropetp::io;
using namespace ropetp::io::test;

/// Other tools' binary FBX.
class TestFbxRead : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }

  private Q_SLOTS:
    void otherToolsTransformsAreApplied_data() {
        QTest::addColumn<int>("order");
        for (int order = 0; order < 6; ++order) QTest::addRow("%d", order) << order;
    }
    void otherToolsTransformsAreApplied() {
        QFETCH(int, order);
        static constexpr std::array<std::array<int, 3>, 6> kFirstToLast = {{{0, 1, 2}, {0, 2, 1}, {1, 2, 0}, {1, 0, 2}, {2, 0, 1}, {2, 1, 0}}};
        const Eigen::Vector3d t(1, 2, 3), pre(20, -30, 50), post(-10, 70, 15), off(3, 1, -2), pivot(4, 0, 2), sOff(-1, 2, 5), sPivot(2, 2, -3), scale(1.5, 0.8, 2), child(7, -5, 11);
        Made made = usual();
        const auto root = made.joint("Root", 0), arm = made.joint("Arm", root), hand = made.joint("Hand", arm);
        made.property(arm, "RotationActive", std::int32_t(1));
        made.property(arm, "RotationOrder", std::int32_t(order));
        made.property(arm, "InheritType", std::int32_t(1));
        for (const auto& [key, v] : std::map<const char*, Eigen::Vector3d>{{"Lcl Translation", t}, {"Lcl Scaling", scale}, {"PreRotation", pre}, {"PostRotation", post}, {"RotationOffset", off},
                                                                          {"RotationPivot", pivot}, {"ScalingOffset", sOff}, {"ScalingPivot", sPivot}, {"GeometricTranslation", {99, 99, 99}}})
            made.vector(arm, key, v);
        made.vector(hand, "Lcl Translation", child);
        made.curve(arm, "Lcl Rotation", "d|X", {{0, 10}, {2, 90}});
        made.curve(arm, "Lcl Rotation", "d|Y", {{0, 40}});
        made.curve(arm, "Lcl Rotation", "d|Z", {{0, -5}, {2, -65}});
        const auto read = made.read();
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        const Eigen::Vector3d turned(50, 40, -35);   // on the frame in the middle
        const auto xyz = [](const Eigen::Vector3d& d) { return Eigen::Matrix3d(about(2, d[2]) * about(1, d[1]) * about(0, d[0])); };
        Eigen::Matrix3d r = Eigen::Matrix3d::Identity();
        for (const int axis : kFirstToLast[std::size_t(order)]) r = about(axis, turned[axis]) * r;
        using Eigen::Translation3d;
        Eigen::Affine3d chain = Eigen::Affine3d::Identity();
        chain = chain * Translation3d(t) * Translation3d(off) * Translation3d(pivot) * Eigen::AngleAxisd(xyz(pre)) * Eigen::AngleAxisd(r) * Eigen::AngleAxisd(Eigen::Matrix3d(xyz(post).transpose())) *
                Translation3d(-pivot) * Translation3d(sOff) * Translation3d(sPivot) * Eigen::Scaling(scale) * Translation3d(-sPivot);
        QVERIFY((100 * read->positions(1)[std::size_t(read->find("Arm"))] - chain.translation()).norm() < 1e-4);
        QVERIFY((100 * read->positions(1)[std::size_t(read->find("Hand"))] - chain * child).norm() < 1e-4);
    }

    void preRotationCountsOnlyWhereItIsActive() {
        Made made = usual();
        const auto arm = made.joint("Arm", 0), hand = made.joint("Hand", arm);
        made.vector(arm, "PreRotation", {0, 0, 90});
        made.vector(hand, "Lcl Translation", {100, 0, 0});
        QVERIFY((made.read()->positions(0).back() - Eigen::Vector3d(1, 0, 0)).norm() < 1e-9);
        made.property(arm, "RotationActive", std::int32_t(1));
        QVERIFY((made.read()->positions(0).back() - Eigen::Vector3d(0, 1, 0)).norm() < 1e-9);
    }

    void scaleIsInheritedAsTold_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<QVector<double>>("wanted");
        // Grandparent scaled by 2 along X, parent turned by 90 degrees about Z, its child 1 m along its X.
        QTest::newRow("scaled after it is turned") << 1 << QVector<double>{2, 1, 0};
        QTest::newRow("scaled before it is turned") << 0 << QVector<double>{2, 2, 0};
        QTest::newRow("not scaled") << 2 << QVector<double>{2, 1, 0};
    }
    void scaleIsInheritedAsTold() {
        QFETCH(int, type);
        QFETCH(QVector<double>, wanted);
        Made made = usual();
        const auto a = made.joint("A", 0), b = made.joint("B", a), c = made.joint("C", b);
        made.vector(a, "Lcl Scaling", {2, 1, 1});
        made.vector(b, "Lcl Translation", {100, 0, 0});
        made.vector(b, "Lcl Rotation", {0, 0, 90});
        made.property(b, "InheritType", std::int32_t(type));
        made.vector(c, "Lcl Translation", {100, 0, 0});
        const auto read = made.read();
        QVERIFY(read);
        QVERIFY((read->positions(0).back() - Eigen::Vector3d(wanted[0], wanted[1], wanted[2])).norm() < 1e-9);
    }

    void unitsAndAxesAreApplied_data() {
        QTest::addColumn<QVector<int>>("axes");   // coord, up, front with their signs
        QTest::addColumn<QVector<double>>("wanted");
        QTest::newRow("Y up") << QVector<int>{0, 1, 1, 1, 2, 1} << QVector<double>{1, 2, 3};
        QTest::newRow("Z up") << QVector<int>{0, 1, 2, 1, 1, -1} << QVector<double>{1, 3, -2};
        QTest::newRow("Z up, facing X") << QVector<int>{1, 1, 2, 1, 0, 1} << QVector<double>{2, 3, 1};
        QTest::newRow("X up") << QVector<int>{2, 1, 0, 1, 1, 1} << QVector<double>{3, 1, 2};
    }
    void unitsAndAxesAreApplied() {
        QFETCH(QVector<int>, axes);
        QFETCH(QVector<double>, wanted);
        Made made = usual();
        int k = 0;
        for (const char* key : {"CoordAxis", "CoordAxisSign", "UpAxis", "UpAxisSign", "FrontAxis", "FrontAxisSign"}) made.setting(key, std::int32_t(axes[k++]));
        made.setting("UnitScaleFactor", 2.54);
        const auto hand = made.joint("Hand", 0);
        made.vector(hand, "Lcl Translation", {1, 2, 3});
        const auto read = made.read();
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QVERIFY((read->positions(0).back() - 0.0254 * Eigen::Vector3d(wanted[0], wanted[1], wanted[2])).norm() < 1e-9);
        QVERIFY((read->rest.back() - read->positions(0).back()).norm() < 1e-9);
        QVERIFY(read->turned.front().angularDistance(Eigen::Quaterniond::Identity()) < 1e-6);
    }

    void curvesGoOnAsTheirKeysSay() {
        FbxCurve c;
        c.times = {0, 46186158000, 2 * 46186158000, 3 * 46186158000};   // seconds
        c.values = {0, 10, 10, 4};
        const auto at = [&](double sec) { std::size_t key = 0; return c.at(std::int64_t(sec * kFbxTicksPerSec), key); };
        QCOMPARE(at(-1), 0.0);
        QCOMPARE(at(0.25), 2.5);
        QCOMPARE(at(9), 4.0);
        c.fromKey = {0, 2};
        c.ways = {{2}, {2 | 0x100}};
        QCOMPARE(at(0.25), 0.0);    // stays
        QCOMPARE(at(1), 10.0);
        QCOMPARE(at(2.25), 4.0);    // is there at once
        FbxCurve::Way users{8 | 0x400, 30, -6};
        c.fromKey = {0};
        c.ways = {users};
        // Hermite: h10 * 30 + h01 * 10 + h11 * -6 at a half.
        QVERIFY(std::abs(at(0.5) - (0.125 * 30 + 0.5 * 10 + 0.125 * 6)) < 1e-9);
        users.flags |= 0x3000000;   // weights, of a third: the same
        c.ways = {users};
        QVERIFY(std::abs(at(0.5) - 9.5) < 1e-6);
        users.leaveWeight = 0.9;
        c.ways = {users};
        QVERIFY(at(0.5) > 12);
        c.ways = {{8 | 0x100}};     // left to the reader: level at the ends, between the neighbours elsewhere
        QVERIFY(std::abs(at(0.5) - (0.5 * 10 - 0.125 * 5)) < 1e-9);
        c.ways = {{8 | 0x100 | 0x1000}};
        QVERIFY(std::abs(at(1.5) - 10) < 1e-9);
        std::size_t key = 0;        // forwards only
        for (int i = 0; i <= 300; ++i) {
            std::size_t anew = 0;
            const auto t = std::int64_t(i / 100.0 * kFbxTicksPerSec);
            QCOMPARE(c.at(t, key), c.at(t, anew));
        }
    }

    void keysOfAFileHaveTheirWays() {
        Made made = usual();
        const auto hand = made.joint("Hand", 0);
        const auto curve = made.curve(hand, "Lcl Translation", "d|Y", {{0, 0}, {2, 100}});
        made.object(curve).add("KeyAttrFlags", std::vector<std::int32_t>{8 | 0x400});
        made.object(curve).add("KeyAttrDataFloat", std::vector<float>{0, 0, std::bit_cast<float>(0x0d050d05u), 0});
        made.object(curve).add("KeyAttrRefCount", std::vector<std::int32_t>{2});
        made.curve(hand, "Lcl Translation", "d|X", {{1, 0}, {2, 60}});
        const auto read = made.read();
        QVERIFY(read);
        QCOMPARE(read->frameCount, std::size_t(3));
        QVERIFY((read->positions(1).back() - Eigen::Vector3d(0, 0.5, 0)).norm() < 1e-9);
        QVERIFY((read->positions(2).back() - Eigen::Vector3d(0.6, 1, 0)).norm() < 1e-9);
    }

    void theFirstTakeThatMovesJointsIsRead() {
        Made made;
        const auto hips = made.joint("Hips", 0), other = made.add("Model", "Lamp", "Light");
        made.take("Take 001");   // as some tools leave it in
        made.take("light");
        made.curve(other, "Lcl Translation", "d|X", {{0, 0}, {90, 1}});
        const auto wanted = made.take("walk");
        made.curve(hips, "Lcl Translation", "d|X", {{0, 100}, {4, 500}});
        made.take("run");
        made.curve(hips, "Lcl Translation", "d|X", {{0, -1}, {50, -1}});
        auto read = made.read(7500);
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frameCount, std::size_t(5));
        QVERIFY(std::abs(read->positions(1)[0].x() - 2) < 1e-9);
        made.property(wanted, "LocalStart", fbxTick(1, 30));   // the take says which frames are its own
        made.property(wanted, "LocalStop", fbxTick(3, 30));
        read = made.read();
        QCOMPARE(read->frameCount, std::size_t(3));
        QVERIFY(std::abs(read->positions(0)[0].x() - 2) < 1e-9);
    }

    void theRateIsTheFiles_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<double>("custom");
        QTest::addColumn<double>("fps");
        QTest::newRow("60") << 3 << 0.0 << 60.0;
        QTest::newRow("29.97 drop") << 8 << 0.0 << 30000.0 / 1001;
        QTest::newRow("custom") << 14 << 12.5 << 12.5;
        QTest::newRow("custom without a rate") << 14 << 0.0 << 30.0;
        QTest::newRow("usual") << 0 << 99.0 << 30.0;
        QTest::newRow("unknown") << 77 << 99.0 << 30.0;
    }
    void theRateIsTheFiles() {
        QFETCH(int, mode);
        QFETCH(double, custom);
        QFETCH(double, fps);
        Made made = usual();
        made.setting("TimeMode", std::int32_t(mode));
        made.setting("CustomFrameRate", custom);
        const auto read = made.read();
        QVERIFY(read);
        QCOMPARE(read->fps, fps);
        QCOMPARE(read->frameCount, std::size_t(2 / 30.0 * fps + 0.01) + 1);
    }

    void theBindPoseIsTheRestPose() {
        Made made = usual();
        const auto hips = made.object(101).integer(0);
        made.vector(hips, "Lcl Rotation", {0, 0, 30});   // as it stood when the file was made
        const auto pose = made.add("Pose", "Pose", "BindPose");
        FbxNode& n = made.object(pose).add("PoseNode");
        n.add("Node", hips);
        n.add("Matrix", std::vector<double>{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 100, 0, 1});
        const auto read = made.read();
        QVERIFY(read);
        QVERIFY((read->rest[0] - Eigen::Vector3d(0, 1, 0)).norm() < 1e-9);
        QVERIFY((read->rest[1] - Eigen::Vector3d(0, 1.1, 0)).norm() < 1e-9);   // hangs on it as without animation
        QVERIFY(std::abs(read->turned[0].angularDistance(Eigen::Quaterniond::Identity()) * 180 / EIGEN_PI - 30) < 1e-6);
    }

    void emptiesAreJointsWhereThereAreNoOthers() {
        Made made;
        const auto stage = made.joint("Stage", 0, "Null"), hips = made.joint("Hips", stage, "Null"), spine = made.joint("Spine", hips, "Null"), mesh = made.joint("Body", hips, "Mesh");
        made.vector(stage, "Lcl Translation", {0, 50, 0});
        made.vector(spine, "Lcl Translation", {0, 10, 0});
        made.take("Take");
        made.curve(mesh, "Lcl Translation", "d|X", {{0, 0}, {9, 20}});
        made.curve(hips, "Lcl Translation", "d|X", {{0, 0}, {2, 20}});
        const auto read = made.read();
        QVERIFY(read);
        QCOMPARE(read->names, (std::vector<std::string>{"Hips", "Spine"}));
        QCOMPARE(read->parents, (std::vector<int>{-1, 0}));
        QCOMPARE(read->frameCount, std::size_t(3));
        QVERIFY((read->positions(2)[1] - Eigen::Vector3d(0.2, 0.6, 0)).norm() < 1e-9);
    }
};

QTEST_APPLESS_MAIN(TestFbxRead)
#include "tst_fbx_read.moc"
