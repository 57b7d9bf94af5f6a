#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/export_formats.h"
#include "io/fbx_document.h"
#include "io/fbx_reader.h"
#include "io/fbx_time.h"
#include "io/fbx_writer.h"
#include "io/text_file.h"
#include "tests/core/io/take_fixture.h"

#include <cstring>
#include <random>
#endif

using namespace ropetp;
using namespace ropetp::io;

namespace {

const FbxNode* top(const std::vector<FbxNode>& all, std::string_view name) {
    for (const auto& n : all)
        if (n.name == name) return &n;
    return nullptr;
}

std::size_t count(const FbxNode& objects, std::string_view name) {
    return std::size_t(std::count_if(objects.children.begin(), objects.children.end(), [&](const auto& n) { return n.name == name; }));
}

}  // namespace

class TestFbx : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }

    std::string written(const ExportOptions& options = {}, int frames = 12, double fps = 30) const {
        const auto scene = exportScene(test::lively(frames, fps), body::mannequin(), options);
        if (!scene || !writeFbx(file("take.fbx"), *scene)) return {};
        return readWholeFile(file("take.fbx")).value_or("");
    }

  private Q_SLOTS:
    void everyKindOfValueComesBack() {
        FbxNode n{"Node", {true, std::int16_t(-5), std::int32_t(7), std::int64_t(1) << 40, 1.5f, -2.25, std::string("text\0\1kind", 10), std::vector<std::uint8_t>{1, 2, 255}}, {}};
        FbxNode& child = n.add("Inside", std::vector<float>(500, 0.25f), std::vector<double>{1e300, -1}, std::vector<std::int32_t>{-1, 2}, std::vector<std::int64_t>(300, 46186158000));
        child.add("Empty");
        child.add("None", std::vector<double>{});
        const auto read = decodeFbx(encodeFbx({n}));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->size(), std::size_t(1));
        const FbxNode& back = read->front();
        QVERIFY(back.name == "Node" && back.properties == n.properties);
        QCOMPARE(back.children.size(), std::size_t(1));
        QVERIFY(back.children[0].properties == n.children[0].properties);
        QVERIFY(back.children[0].find("Empty") && back.children[0].find("None") && !back.children[0].find("Nothing"));
    }

    void theFileIsWhatToolsExpect() {
        ExportOptions o;
        o.withMesh = o.withCamera = true;
        const auto read = decodeFbx(written(o, 12, 30000.0 / 1001));
        QVERIFY(read);
        const FbxNode *objects = top(*read, "Objects"), *settings = top(*read, "GlobalSettings"), *definitions = top(*read, "Definitions");
        QVERIFY(objects && settings && definitions && top(*read, "Connections") && top(*read, "FBXHeaderExtension"));
        QCOMPARE(count(*objects, "Model"), std::size_t(24 + 2));
        QCOMPARE(count(*objects, "AnimationStack"), std::size_t(1));   // one take
        QCOMPARE(count(*objects, "AnimationCurve"), std::size_t(3 * 25));
        QCOMPARE(count(*objects, "Geometry"), std::size_t(1));
        QCOMPARE(count(*objects, "Deformer"), std::size_t(1 + 24));
        QCOMPARE(count(*objects, "Pose"), std::size_t(1));
        bool rate = false, unit = false;
        for (const FbxNode& line : settings->find("Properties70")->children) {
            rate |= line.text(0) == "TimeMode" && line.integer(4) == 9;
            unit |= line.text(0) == "UnitScaleFactor" && line.number(4) == 1;
        }
        QVERIFY(rate && unit);
        for (const FbxNode& n : objects->children)
            if (n.name == "AnimationCurve") {
                const auto times = n.find("KeyTime")->integers(0);
                QCOMPARE(times.size(), std::size_t(12));
                for (std::size_t i = 0; i < times.size(); ++i) QVERIFY(std::abs(double(times[i]) / kFbxTicksPerSec - double(i) * 1001 / 30000) < 1e-9);
            }
    }

    void curvesDoNotJump() {
        const auto read = decodeFbx(written({}, 120, 30));
        QVERIFY(read);
        for (const FbxNode& n : top(*read, "Objects")->children) {
            if (n.name != "AnimationCurve") continue;
            const auto values = n.find("KeyValueFloat")->numbers(0);
            for (std::size_t i = 1; i < values.size(); ++i) QVERIFY(std::abs(values[i] - values[i - 1]) < 30);
        }
    }

    void ratesHaveFbxNumbers() {
        QCOMPARE(fbxTimeMode(30), 6);
        QCOMPARE(fbxTimeMode(24000.0 / 1001), 13);
        QCOMPARE(fbxTimeMode(23.143), kFbxCustomRate);
    }

    void whatIsNoBinaryFbxIsTold_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << "not an FBX";
        QTest::newRow("text") << QByteArray("; FBX 7.4.0 project file\n") << "ASCII";
        QTest::newRow("other") << QByteArray("PK\3\4 and so on, and so on, and so on") << "not an FBX";
        QByteArray old = QByteArray::fromStdString(encodeFbx({}));
        old[23] = char(6100 & 0xff);
        old[24] = char(6100 >> 8);
        QTest::newRow("6.1") << old << "version 6100";
        QTest::newRow("no objects") << QByteArray::fromStdString(encodeFbx({})) << "no objects";
        QTest::newRow("no skeleton") << QByteArray::fromStdString(encodeFbx({FbxNode{"Objects", {}, {}}, FbxNode{"Connections", {}, {}}})) << "no skeleton";
    }
    void whatIsNoBinaryFbxIsTold() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        QVERIFY(writeWholeFile(file("bad.fbx"), std::string_view(bytes.data(), std::size_t(bytes.size()))));
        const auto read = readFbx(file("bad.fbx"));
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(says), read.error().detail.c_str());
    }

    void anArrayCannotClaimMoreThanItsBytes() {
        FbxNode n{"Node", {std::vector<double>(1000, 0.0)}, {}};
        std::string bytes = encodeFbx({n});
        // name, type: then the count.
        const std::size_t at = bytes.find("Node") + 5;
        const std::uint32_t huge = 0x0fffffff;
        std::memcpy(bytes.data() + at, &huge, sizeof huge);
        QVERIFY(!decodeFbx(bytes));
    }

    void damagedFilesNeverCrash() {
        ExportOptions o;
        o.withMesh = true;
        const std::string good = written(o, 4);
        QVERIFY(!good.empty());
        std::mt19937 random(17);
        for (int trial = 0; trial < 1000; ++trial) {
            std::string bad = good;
            // Most of the file is the body's numbers: names and sizes lie in front and at the end.
            for (int k = 0; k < 1 + trial % 6; ++k) bad[random() % (trial % 2 ? bad.size() : 6000)] = char(random());
            if (trial % 3 == 0) bad.resize(random() % bad.size());
            QVERIFY(writeWholeFile(file("bad.fbx"), bad));
            (void)readFbx(file("bad.fbx"));
        }
    }
};

QTEST_GUILESS_MAIN(TestFbx)
#include "tst_fbx.moc"
