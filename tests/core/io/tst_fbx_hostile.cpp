#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/text_file.h"
#include "tests/core/io/fbx_made.h"
#include "tests/core/io/fbx_written.h"

#include <cstring>
#include <functional>
#include <random>
#endif

using namespace ropetp;
using namespace ropetp::io;
using namespace ropetp::io::test;

/// Binary FBX that is damaged, or lies.
class TestFbxHostile : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }
    std::string written(const ExportScene& s) const { return writtenFbx(file(""), s); }

  private Q_SLOTS:
    void faultsAreTold_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("isDamage");
        int k = 0;
        for (const auto& [says, isDamage] : {std::pair{"no objects", true}, {"no skeleton", false}, {"no take", false}, {"several layers", false}, {"each other's parents", true}, {"same number", true},
                                             {"a curve is damaged", true}, {"a curve is damaged", true}, {"a curve is damaged", true}, {"axes", true}, {"unit", true}, {"transform", true}, {"more than 1000", false},
                                             {"more frames", false}, {"nowhere at rest", true}, {"bind pose", true}, {"nowhere on a frame", true}})
            QTest::addRow("%d %s", k, says) << k << says << isDamage, ++k;
    }
    void faultsAreTold() {
        QFETCH(int, fault);
        QFETCH(QString, says);
        QFETCH(bool, isDamage);
        Made made = usual();
        const std::int64_t hips = 101, spine = 102;
        const std::function<void()> faults[] = {
            [&] { made.tree().erase(made.tree().begin() + 1); },
            [&] { made = Made(), made.take("Take"); },
            [&] { made = Made(), made.joint("Hips", 0), made.take("Take"); },
            [&] { made.layer(103), made.curve(spine, "Lcl Rotation", "d|X", {{0, 1}}); },
            [&] { const auto a = made.joint("A", 999), b = made.joint("B", a); made.connect(a, b); },
            [&] { made.tree()[1].children[0].properties[0] = spine; },
            [&] { made.object(made.curve(spine, "Lcl Rotation", "d|X", {{0, 1}, {2, 2}})).children[1].properties[0] = std::vector<std::int64_t>{5, 5}; },
            [&] { made.object(made.curve(spine, "Lcl Rotation", "d|X", {{0, 1}, {2, 2}})).children[2].properties[0] = std::vector<float>{1, std::nanf("")}; },
            [&] { made.object(made.curve(spine, "Lcl Rotation", "d|X", {{0, 1}, {2, 2}})).children[2].properties[0] = std::vector<float>{1}; },
            [&] { made.setting("UpAxis", std::int32_t(2)); },
            [&] { made.setting("UnitScaleFactor", 0.0); },
            [&] { made.property(spine, "RotationOrder", std::int32_t(9)); },
            [&] { for (int i = 0; i < 1000; ++i) made.joint("More", hips); },
            [&] { made.curve(hips, "Lcl Rotation", "d|X", {{0, 1}, {3e8, 2}}); },
            [&] { made.vector(spine, "Lcl Translation", {0, 1e300, 0}); },
            [&] { FbxNode& n = made.object(made.add("Pose", "Pose", "BindPose")).add("PoseNode"); n.add("Node", hips), n.add("Matrix", std::vector<double>(15, 1.0)); },
            [&] { made.curve(spine, "Lcl Scaling", "d|X", {{0, 1}, {2, 3e38f}}), made.vector(made.joint("Head", spine), "Lcl Translation", {1, 0, 0}); },
        };
        faults[fault]();
        const auto read = made.read();
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(says), read.error().detail.c_str());
        QCOMPARE(read.error().code, isDamage ? ErrorCode::CorruptFile : ErrorCode::UnsupportedFormat);
    }

    void whatIsNoBinaryFbxIsTold_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << "not an FBX";
        QTest::newRow("text") << QByteArray("; FBX 7.4.0 project file\n") << "ASCII";
        QTest::newRow("text without a remark") << QByteArray("FBXHeaderExtension:  {\n") << "ASCII";
        QTest::newRow("other") << QByteArray("PK\3\4 and so on, and so on, and so on") << "not an FBX";
        QByteArray old = QByteArray::fromStdString(encodeFbx({}));
        old[23] = char(6100 & 0xff);
        old[24] = char(6100 >> 8);
        QTest::newRow("6.1") << old << "version 6100";
        QTest::newRow("no objects") << QByteArray::fromStdString(encodeFbx({})) << "no objects";
    }
    void whatIsNoBinaryFbxIsTold() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        QVERIFY(writeWholeFile(file("bad.fbx"), std::string_view(bytes.data(), std::size_t(bytes.size()))));
        const auto read = readFbx(file("bad.fbx"));
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(says), read.error().detail.c_str());
    }

    void sizesThatLieAreTold() {
        const std::string good = encodeFbx({FbxNode{"Node", {std::vector<double>(1000, 0.0)}, {FbxNode{"Inside", {std::string("text")}, {}}}}});
        QVERIFY(decodeFbx(good));
        const std::size_t list = good.find("Node") + 5, text = good.find("Inside") + 7, node = good.find("Node") - 13;   // after a letter: count, kind of packing, size
        for (const std::size_t at : {list, list + 4, list + 8, text, node, node + 4, node + 8})
            for (const std::uint32_t lie : {0x7fffffffu, 0xffffffffu, 40'000'000u}) {
                std::string bad = good;
                std::memcpy(bad.data() + at, &lie, sizeof lie);
                const auto read = decodeFbx(bad);
                QVERIFY(!read);
                QCOMPARE(read.error().code, ErrorCode::CorruptFile);
            }
        FbxNode deep{"a", {}, {}};
        for (int i = 0; i < 100; ++i) deep = FbxNode{"a", {}, {deep}};
        QCOMPARE(decodeFbx(encodeFbx({deep})).error().code, ErrorCode::UnsupportedFormat);
        for (std::size_t size = 30; size < good.size() - 300; ++size) QVERIFY(!decodeFbx(std::string_view(good).substr(0, size > 200 ? good.find("Inside") - 1 : size)));
    }

    void cutFilesAreTold() {
        const std::string good = written(scene(2));
        for (std::size_t size = 0; size + 400 < good.size(); size += size < 200 ? 1 : size < 3000 ? 7 : 997) QVERIFY(!parseFbx(std::string_view(good).substr(0, size)));
    }

    void damagedFilesNeverCrash() {
        const std::string good = written(scene(3, 30, "unreal", true));
        QVERIFY(parseFbx(good));
        const std::size_t geometry = good.find("Vertices"), after = good.find("Deformer");
        std::mt19937 random(17);
        for (int trial = 0; trial < 1500; ++trial) {
            std::string bad = good;
            for (int k = 0; k < 1 + trial % 6; ++k) {
                std::size_t at = random() % bad.size();
                if (at > geometry && at < after) at = random() % geometry;   // most of the file is the body's numbers
                bad[at] = trial % 4 ? char(bad[at] ^ (1 << random() % 8)) : char(random());
            }
            if (trial % 3 == 0) bad.resize(random() % bad.size());
            if (const auto read = parseFbx(bad)) QCOMPARE(read->world.size(), read->frameCount * read->names.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestFbxHostile)
#include "tst_fbx_hostile.moc"
