#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/glb_reader.h"
#include "io/glb_writer.h"
#include "tests/core/io/take_fixture.h"
#include "tests/core/io/test_files.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <random>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestGlb : public QObject, test::TestFiles {
    Q_OBJECT
    static QByteArray word(std::uint32_t v) { return QByteArray(reinterpret_cast<const char*>(&v), 4); }
    static std::uint32_t wordAt(const QByteArray& b, int at) {
        std::uint32_t v;
        std::memcpy(&v, b.constData() + at, 4);
        return v;
    }
    /// A container of a text and data.
    static QByteArray glb(QByteArray json, QByteArray data) {
        while (json.size() % 4) json += ' ';
        while (data.size() % 4) data += '\0';
        const QByteArray first = word(std::uint32_t(json.size())) + "JSON" + json, second = word(std::uint32_t(data.size())) + QByteArray("BIN\0", 4) + data;
        return "glTF" + word(2) + word(std::uint32_t(12 + first.size() + second.size())) + first + second;
    }
    static QByteArray floats(std::initializer_list<float> values) {
        QByteArray out;
        for (const float v : values) out += QByteArray(reinterpret_cast<const char*>(&v), 4);
        return out;
    }
    static nlohmann::json jsonOf(const QByteArray& b) { return nlohmann::json::parse(b.begin() + 20, b.begin() + 20 + wordAt(b, 12), nullptr, false); }
    static QByteArray withJson(const QByteArray& b, const nlohmann::json& j) { return glb(QByteArray::fromStdString(j.dump()), b.mid(28 + int(wordAt(b, 12)))); }
    static ExportScene scene(int frames, double fps = 30, const char* preset = "", bool withAll = false) {
        ExportOptions options;
        if (*preset) options.preset = *findPreset(preset);
        options.withMesh = options.withCamera = withAll;
        return *exportScene(test::lively(frames, fps), body::mannequin(), options);
    }

  private Q_SLOTS:
    void theFileHoldsTheScenesJoints_data() {
        QTest::addColumn<int>("frames");
        QTest::addColumn<double>("fps");
        QTest::addColumn<QByteArray>("preset");
        QTest::addColumn<bool>("withAll");
        QTest::newRow("29.97") << 40 << 30000.0 / 1001 << QByteArray() << true;
        QTest::newRow("one frame") << 1 << 30.0 << QByteArray() << true;
        QTest::newRow("bones only") << 300 << 60.0 << QByteArray() << false;
        QTest::newRow("root bone") << 30 << 25.0 << QByteArray("unreal") << true;
    }
    void theFileHoldsTheScenesJoints() {
        QFETCH(int, frames);
        QFETCH(double, fps);
        QFETCH(QByteArray, preset);
        QFETCH(bool, withAll);
        const auto wanted = scene(frames, fps, preset.constData(), withAll);
        const auto written = writeGlb(file("take.glb"), wanted);
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        const auto read = readGlb(file("take.glb"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frameCount, std::size_t(frames));
        QVERIFY(std::abs(read->fps - fps) < 1e-9);
        QCOMPARE(read->names.size(), wanted.joints.size());
        for (std::size_t j = 0; j < wanted.joints.size(); ++j) {
            const int k = read->find(wanted.joints[j].name);
            QVERIFY(k >= 0);
            const int parent = read->parents[std::size_t(k)];
            QVERIFY(parent < k);
            const int wantedParent = wanted.joints[j].parent;
            QCOMPARE(parent < 0 ? std::string() : read->names[std::size_t(parent)], wantedParent < 0 ? std::string() : wanted.joints[std::size_t(wantedParent)].name);
            for (std::size_t i = 0; i < read->frameCount; ++i)
                QVERIFY((read->positions(i)[std::size_t(k)] - wanted.worldFromJoint(i)[j].translation()).norm() < 1e-6);
        }
    }

    void skinCameraAndKeysAreRight() {
        const auto wanted = scene(5, 30, "", true);
        QVERIFY(writeGlb(file("all.glb"), wanted));
        const QByteArray b = bytes("all.glb");
        QCOMPARE(int(wordAt(b, 8)), int(b.size()));
        const auto j = jsonOf(b);
        const QByteArray data = b.mid(28 + int(wordAt(b, 12)));
        const auto first = [&](std::size_t accessor) {
            return data.constData() + j["bufferViews"][j["accessors"][accessor]["bufferView"].get<std::size_t>()].value("byteOffset", 0);
        };
        const auto& p = j["meshes"][0]["primitives"][0];
        const auto count = std::size_t(wanted.mesh->vertices.rows());
        for (const char* name : {"POSITION", "NORMAL", "JOINTS_0", "WEIGHTS_0"})
            QCOMPARE(j["accessors"][p["attributes"][name].get<std::size_t>()]["count"].get<std::size_t>(), count);
        const auto* joints = reinterpret_cast<const std::uint16_t*>(first(p["attributes"]["JOINTS_0"]));
        const auto* weights = reinterpret_cast<const float*>(first(p["attributes"]["WEIGHTS_0"]));
        const auto* places = reinterpret_cast<const float*>(first(p["attributes"]["POSITION"]));
        const auto* inverse = reinterpret_cast<const float*>(first(j["skins"][0]["inverseBindMatrices"]));
        // Blended as a reader does it.
        const auto world = wanted.worldFromJoint(3);
        const auto skinned = wanted.skinned(3);
        for (std::size_t v = 0; v < count; v += 13) {
            Eigen::Vector3d at = Eigen::Vector3d::Zero();
            float sum = 0;
            for (std::size_t k = 4 * v; k < 4 * v + 4; ++k) {
                const Eigen::Matrix4d bind = Eigen::Map<const Eigen::Matrix4f>(inverse + 16 * joints[k]).cast<double>();
                at += double(weights[k]) * (world[joints[k]].matrix() * bind * Eigen::Vector4d(places[3 * v], places[3 * v + 1], places[3 * v + 2], 1)).head<3>();
                sum += weights[k];
            }
            QVERIFY(std::abs(sum - 1) < 1e-6);
            QVERIFY((at - skinned.row(Eigen::Index(v)).transpose().cast<double>()).norm() < 1e-5);
        }
        const auto& lens = j["cameras"][0]["perspective"];
        QVERIFY(std::abs(lens["yfov"].get<double>() * 180 / EIGEN_PI - wanted.camera->verticalFovDeg()) < 1e-9);
        QVERIFY(std::abs(lens["aspectRatio"].get<double>() - 1280.0 / 720) < 1e-9);
        QCOMPARE(j["animations"][0]["name"].get<std::string>(), wanted.takeName);
        QCOMPARE(j["animations"][0]["channels"].size(), wanted.joints.size() + 1);   // a place for the hips
        // Rotations go the shorter way from key to key.
        for (const auto& sampler : j["animations"][0]["samplers"]) {
            if (j["accessors"][sampler["output"].get<std::size_t>()]["type"] != "VEC4") continue;
            const auto* q = reinterpret_cast<const float*>(first(sampler["output"]));
            for (int i = 1; i < 5; ++i) QVERIFY(Eigen::Map<const Eigen::Vector4f>(q + 4 * i).dot(Eigen::Map<const Eigen::Vector4f>(q + 4 * i - 4)) > 0);
        }
    }

    void aMovingCameraHasItsTracks() {
        auto s = scene(3, 30, "", true);
        s.mesh.reset();
        auto& poses = s.camera->worldFromCamera;
        poses.resize(3, poses[0]);
        poses[2].translation().x() += 1;
        QVERIFY(writeGlb(file("camera.glb"), s));
        QCOMPARE(jsonOf(bytes("camera.glb"))["animations"][0]["channels"].size(), s.joints.size() + 1 + 2);
        const auto read = readGlb(file("camera.glb"));
        QVERIFY(read);
        QCOMPARE(read->names.size(), s.joints.size());
    }

    void nothingIsNotWritten() {
        auto s = scene(1);
        s.joints[2].name = "\xff";
        QCOMPARE(writeGlb(file("none.glb"), s).error().code, ErrorCode::InvalidInput);
        s.frames.clear();
        QCOMPARE(writeGlb(file("none.glb"), s).error().code, ErrorCode::InvalidInput);
        for (const auto& left : std::filesystem::directory_iterator(dir_.path().toStdString())) QVERIFY(!QString::fromStdString(left.path().string()).contains("none"));
        QCOMPARE(readGlb(file("none.glb")).error().code, ErrorCode::FileNotFound);
    }

    /// No skin, a node above the joints, scales, other tracks' keys elsewhere.
    void othersFilesAreRead() {
        const QByteArray json = R"({"asset":{"version":"2.0"},"buffers":[{"byteLength":56}],
            "nodes":[{"name":"hip","translation":[0,1,0],"children":[1]},{"name":"knee","translation":[0,0.5,0]},
                     {"name":"top","scale":[2,2,2],"rotation":[0,0,0,2],"children":[0,3]},{"mesh":0}],
            "bufferViews":[{"buffer":0,"byteLength":12},{"buffer":0,"byteOffset":12,"byteLength":8},{"buffer":0,"byteOffset":20,"byteLength":36,"byteStride":12}],
            "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"SCALAR"},{"bufferView":1,"componentType":5126,"count":2,"type":"SCALAR"},
                         {"bufferView":2,"componentType":5126,"count":3,"type":"VEC3"},{"bufferView":2,"byteOffset":12,"componentType":5126,"count":2,"type":"VEC3"}],
            "animations":[{"samplers":[{"input":0,"output":2},{"input":1,"output":3,"interpolation":"LINEAR"}],
                           "channels":[{"sampler":0,"target":{"node":0,"path":"translation"}},{"sampler":1,"target":{"node":1,"path":"translation"}},
                                       {"sampler":0,"target":{"node":3,"path":"weights"}}]}]})";
        put("other.glb", glb(json, floats({0, 0.5f, 1, 0, 1, 1, 0, 0, 2, 0, 0, 4, 0, 0})));
        const auto read = readGlb(file("other.glb"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->names, (std::vector<std::string>{"top", "hip", "knee"}));
        QCOMPARE(read->parents, (std::vector<int>{-1, 0, 1}));
        QCOMPARE(read->fps, 2.0);
        QVERIFY((read->positions(1)[1] - Eigen::Vector3d(4, 0, 0)).norm() < 1e-9);
        QVERIFY((read->positions(1)[2] - Eigen::Vector3d(4 + 2 * 3, 0, 0)).norm() < 1e-9);
    }

    void faultsAreTold_data() {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* pointer, const char* value, const char* told) { QTest::addRow("%s = %s", pointer, value) << pointer << QByteArray(value) << told; };
        row("/accessors/1/count", "99999999999", "frames");
        row("/accessors/1/count", "4", "beyond");
        row("/accessors/0/count", "0", "damaged");
        row("/accessors/1/count", "-1", "damaged");
        row("/accessors/1/count", "1.5", "damaged");
        row("/accessors/1/byteOffset", "18446744073709551615", "beyond");
        row("/accessors/1/byteOffset", "4", "beyond");
        row("/accessors/1/bufferView", "1000", "damaged");
        row("/accessors/1/bufferView", "null", "damaged");
        row("/accessors/1/componentType", "5123", "32-bit");
        row("/accessors/1/type", "\"VEC3\"", "another type");
        row("/accessors/1/sparse", "{}", "sparse");
        row("/bufferViews/1/byteOffset", "18446744073709551612", "beyond");
        row("/bufferViews/1/byteLength", "18446744073709551615", "beyond");
        row("/bufferViews/1/byteLength", "99999999", "beyond");
        row("/bufferViews/1/byteStride", "0", "damaged");
        row("/bufferViews/1/byteStride", "4294967295", "damaged");
        row("/bufferViews/1/buffer", "7", "damaged");
        row("/buffers/0/uri", "\"/etc/passwd\"", "outside");
        row("/nodes/3/children", "[0]", "ancestors");
        row("/nodes/0/children", "[1,1]", "two parents");
        row("/nodes/0/children", "[1000]", "missing");
        row("/nodes/0/translation", "[1,2]", "damaged");
        row("/nodes/0/translation", "[1,2,\"3\"]", "damaged");
        row("/nodes/0/rotation", "[0,0,0,0]", "damaged");
        row("/nodes/0/matrix", "[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]", "matrix");
        row("/skins/0/joints", "[-1]", "missing");
        row("/skins/0/joints", "[]", "no skeleton");
        row("/animations", "[]", "no animation");
        row("/animations/0/channels", "[]", "moves no joint");
        row("/animations/0/channels", R"([{"sampler":0,"target":{"node":0,"path":"rotation"}},{"sampler":0,"target":{"node":0,"path":"rotation"}}])", "twice");
        row("/animations/0/channels/0/target/node", "1000", "missing");
        row("/animations/0/channels/0/target/path", "\"spin\"", "no node has");
        row("/animations/0/channels/0/sampler", "1000", "missing");
        row("/animations/0/samplers/0/input", "1000", "missing");
        row("/animations/0/samplers/0/input", "1", "another type");
        row("/animations/0/samplers/0/interpolation", "\"CUBICSPLINE\"", "cubic");
    }
    void faultsAreTold() {
        QFETCH(QString, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QString, told);
        QVERIFY(writeGlb(file("good.glb"), scene(3)));
        auto j = jsonOf(bytes("good.glb"));
        j["nodes"][3].erase("children");
        j["nodes"][3]["children"] = nlohmann::json::array();
        if (pointer == "/nodes/3/children") j["nodes"][0].erase("children"), j["nodes"][0]["children"] = {3}, j["scenes"][0]["nodes"] = {1};
        if (pointer == "/nodes/0/children") j["scenes"][0]["nodes"] = {0};
        j[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.constData());
        put("bad.glb", withJson(bytes("good.glb"), j));
        const auto read = readGlb(file("bad.glb"));
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(told), read.error().detail.c_str());
    }

    void damagedContainersAreTold() {
        QVERIFY(writeGlb(file("good.glb"), scene(3)));
        const QByteArray good = bytes("good.glb");
        for (int size = 0; size < good.size(); size += size < 200 ? 1 : 977) {
            put("bad.glb", good.left(size));
            QCOMPARE(readGlb(file("bad.glb")).error().code, ErrorCode::CorruptFile);
        }
        for (const int at : {8, 12, 20 + int(wordAt(good, 12))})
            for (const std::uint32_t lie : {0u, 3u, 19u, 0x7fffffffu, 0xffffffffu}) {
                put("bad.glb", QByteArray(good).replace(at, 4, word(lie)));
                QVERIFY(!readGlb(file("bad.glb")));
            }
        put("bad.glb", glb(QByteArray(1 << 20, '['), {}));   // as deep as it is long
        QVERIFY(!readGlb(file("bad.glb")));
        put("bad.glb", glb("{\"nodes\":[" + QByteArray("{},").repeated(200'000) + "{}]}", {}));
        QCOMPARE(readGlb(file("bad.glb")).error().code, ErrorCode::UnsupportedFormat);
        put("bad.glb", QByteArray(good).replace(4, 4, word(1)));
        QCOMPARE(readGlb(file("bad.glb")).error().code, ErrorCode::UnsupportedFormat);
    }

    void damagedFilesNeverCrash() {
        QVERIFY(writeGlb(file("good.glb"), scene(2)));
        const QByteArray good = bytes("good.glb");
        const int jsonSize = int(wordAt(good, 12));
        std::mt19937 rng(11);
        for (int trial = 0; trial < 1500; ++trial) {
            QByteArray bad = good;
            for (int k = 0; k < 1 + trial % 5; ++k) {
                const int at = trial % 2 ? 20 + int(rng() % unsigned(jsonSize)) : int(rng() % unsigned(bad.size()));
                // In the text mostly digits become others, so that it can still be parsed.
                bad[at] = trial % 2 && bad[at] >= '0' && bad[at] <= '9' ? char('0' + rng() % 10) : trial % 4 ? bad[at] : char(rng());
            }
            put("bad.glb", bad);
            if (const auto read = readGlb(file("bad.glb"))) QCOMPARE(read->world.size(), read->frameCount * read->names.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestGlb)
#include "tst_glb.moc"
