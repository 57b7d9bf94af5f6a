#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/fbx_document.h"
#include "io/fbx_reader.h"
#include "io/fbx_time.h"
#include "io/text_file.h"
#include "tests/core/io/fbx_written.h"

#include <set>
#endif

using namespace ropetp;
using namespace ropetp::io;
using namespace ropetp::io::test;

namespace {

using Tree = std::vector<FbxNode>;

FbxNode* top(Tree& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& n) { return n.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// A line of an object's Properties70.
const FbxNode* line(const FbxNode& object, std::string_view key) {
    const FbxNode* list = object.find("Properties70");
    if (!list) return nullptr;
    for (const FbxNode& l : list->children)
        if (l.text(0) == key) return &l;
    return nullptr;
}

std::vector<FbxNode*> objects(Tree& all, std::string_view kind) {
    std::vector<FbxNode*> out;
    for (FbxNode& n : top(all, "Objects")->children)
        if (n.name == kind) out.push_back(&n);
    return out;
}

std::string nameOf(const FbxNode& object) { return std::string(object.text(1).substr(0, object.text(1).find('\0'))); }

}  // namespace

/// Binary FBX as it is written.
class TestFbx : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }
    std::string written(const ExportScene& s) const { return writtenFbx(file(""), s); }
    Tree tree(const ExportScene& s) const { return decodeFbx(written(s)).value_or(Tree()); }

  private Q_SLOTS:
    void everyKindOfValueComesBack_data() {
        QTest::addColumn<int>("version");
        QTest::newRow("32-bit sizes") << 7400;
        QTest::newRow("64-bit sizes") << 7500;
    }
    void everyKindOfValueComesBack() {
        QFETCH(int, version);
        FbxNode n{"Node", {true, std::int16_t(-5), std::int32_t(7), std::int64_t(1) << 40, 1.5f, -2.25, std::string("text\0\1kind", 10), std::vector<std::uint8_t>{1, 2, 255}}, {}};
        FbxNode& child = n.add("Inside", std::vector<float>(500, 0.25f), std::vector<double>{1e300, -1}, std::vector<std::int32_t>{-1, 2}, std::vector<std::int64_t>(300, 46186158000), std::vector<bool>{true, false});
        child.add("Empty");
        child.add("None", std::vector<double>{});
        const auto read = decodeFbx(encodeFbx({n, FbxNode{"Last", {}, {}}}, std::uint32_t(version)));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->size(), std::size_t(2));
        const FbxNode& back = read->front();
        QVERIFY(back.name == "Node" && back.properties == n.properties);
        QCOMPARE(back.children.size(), std::size_t(1));
        QVERIFY(back.children[0].properties == n.children[0].properties);
        QVERIFY(back.children[0].find("Empty") && back.children[0].find("None") && !back.children[0].find("Nothing"));
        QCOMPARE(back.integer(1), std::int64_t(-5));
        QCOMPARE(back.number(4), 1.5);
        QCOMPARE(back.integer(6, 99), std::int64_t(99));   // a text
        QCOMPARE(back.children[0].numbers(0).size(), std::size_t(500));
        QCOMPARE(back.children[0].integers(1), (std::vector<std::int64_t>{0, -1}));
        static constexpr std::string_view kSkipped[] = {"Inside"};
        const auto skipped = decodeFbx(encodeFbx({n}, std::uint32_t(version)), kSkipped);
        QVERIFY(skipped && skipped->front().children[0].properties.empty());
    }

    void theFileHoldsTheScenesJoints_data() {
        QTest::addColumn<int>("frames");
        QTest::addColumn<double>("fps");
        QTest::addColumn<QByteArray>("preset");
        QTest::addColumn<bool>("withAll");
        QTest::newRow("29.97") << 40 << 30000.0 / 1001 << QByteArray("mixamo") << true;
        QTest::newRow("one frame") << 1 << 30.0 << QByteArray("humanik") << true;
        QTest::newRow("an odd rate") << 60 << 27.3 << QByteArray("rigify") << false;
        QTest::newRow("root bone, A-pose") << 30 << 25.0 << QByteArray("unreal") << true;
        QTest::newRow("long") << 3000 << 60.0 << QByteArray("unity") << false;
    }
    void theFileHoldsTheScenesJoints() {
        QFETCH(int, frames);
        QFETCH(double, fps);
        QFETCH(QByteArray, preset);
        QFETCH(bool, withAll);
        const auto wanted = scene(frames, fps, preset.constData(), withAll);
        const auto ok = writeFbx(file("take.fbx"), wanted);
        QVERIFY2(ok, ok ? "" : describe(ok.error()).c_str());
        const auto read = readFbx(file("take.fbx"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frameCount, std::size_t(frames));
        QVERIFY(std::abs(read->fps - fps) < 1e-9);
        QCOMPARE(read->names.size(), wanted.joints.size());
        const auto rest = wanted.restPositions();
        for (std::size_t i = 0; i < read->frameCount; ++i) {
            const auto at = read->positions(i);
            const auto world = wanted.worldFromJoint(i);
            for (std::size_t j = 0; j < wanted.joints.size(); ++j) {
                QCOMPARE(read->names[j], wanted.joints[j].name);
                QCOMPARE(read->parents[j], wanted.joints[j].parent);
                QVERIFY((at[j] - world[j].translation()).norm() < 1e-6);
                QVERIFY((read->rest[j] - rest[j]).norm() < 1e-9);
                QVERIFY((read->turned[i * wanted.joints.size() + j].toRotationMatrix() - world[j].linear()).norm() < 1e-5);
            }
        }
    }

    void theFileIsWhatToolsExpect() {
        const auto s = scene(12, 30000.0 / 1001, "mixamo", true, true);
        auto all = tree(s);
        QVERIFY(top(all, "Objects") && top(all, "GlobalSettings") && top(all, "Definitions") && top(all, "Connections") && top(all, "FBXHeaderExtension"));
        std::map<std::string, std::int64_t> counts;
        std::map<std::int64_t, std::string> kinds;
        for (const FbxNode& n : top(all, "Objects")->children) {
            QVERIFY(n.integer(0) != 0 && kinds.emplace(n.integer(0), n.name).second);
            ++counts[n.name];
        }
        QCOMPARE(counts["Model"], 24 + 2);
        QCOMPARE(counts["NodeAttribute"], 24 + 1);
        QCOMPARE(counts["AnimationStack"], 1);   // one take
        QCOMPARE(counts["AnimationLayer"], 1);
        QCOMPARE(counts["AnimationCurveNode"], 24 + 1 + 2);
        QCOMPARE(counts["AnimationCurve"], 3 * 27);
        QCOMPARE(counts["Geometry"], 1);
        QCOMPARE(counts["Deformer"], 1 + 24);
        QCOMPARE(counts["Pose"], 1);
        for (const FbxNode& type : top(all, "Definitions")->children)
            if (type.name == "ObjectType" && type.text(0) != "GlobalSettings") QCOMPARE(type.find("Count")->integer(0), counts[std::string(type.text(0))]);
        for (const FbxNode& c : top(all, "Connections")->children) QVERIFY(kinds.contains(c.integer(1)) && (c.integer(2) == 0 || kinds.contains(c.integer(2))));

        const FbxNode& settings = *top(all, "GlobalSettings");
        const std::int64_t last = fbxTick(11, 30000.0 / 1001);
        for (const auto& [key, value] : std::map<const char*, double>{{"TimeMode", 9}, {"UnitScaleFactor", 1}, {"UpAxis", 1}, {"FrontAxis", 2}, {"CoordAxis", 0}, {"TimeSpanStop", double(last)}, {"CustomFrameRate", 30000.0 / 1001}})
            QVERIFY2(line(settings, key) && line(settings, key)->number(4) == value, key);
        const FbxNode& stack = *objects(all, "AnimationStack")[0];
        QCOMPARE(nameOf(stack), s.takeName);
        QCOMPARE(line(stack, "LocalStop")->integer(4), last);
        // The T-pose is all zeros.
        for (const FbxNode* m : objects(all, "Model"))
            if (m->text(2) == "LimbNode") QVERIFY(line(*m, "Lcl Rotation")->number(4) == 0 && line(*m, "Lcl Rotation")->number(5) == 0 && line(*m, "Lcl Rotation")->number(6) == 0);
        for (const FbxNode* c : objects(all, "AnimationCurve")) {
            const auto times = c->find("KeyTime")->integers(0);
            const auto values = c->find("KeyValueFloat")->numbers(0);
            QCOMPARE(times.size(), values.size());
            QCOMPARE(c->find("KeyAttrRefCount")->integers(0).front(), std::int64_t(times.size()));
            if (times.size() == 2) QVERIFY(times[0] == 0 && times[1] == last && values[0] == values[1]);   // what stands still
            else for (std::size_t i = 0; i < 12; ++i) QCOMPARE(times[i], fbxTick(double(i), 30000.0 / 1001));
        }
    }

    void curvesDoNotJump() {
        auto all = tree(scene(120));
        for (const FbxNode* c : objects(all, "AnimationCurve")) {
            const auto values = c->find("KeyValueFloat")->numbers(0);
            for (std::size_t i = 1; i < values.size(); ++i) QVERIFY(std::abs(values[i] - values[i - 1]) < 30);
        }
    }

    void ratesHaveFbxNumbers() {
        QCOMPARE(fbxRateOf(30).mode, 6);
        QCOMPARE(fbxRateOf(24000.0 / 1001).mode, 13);
        QCOMPARE(fbxRateOf(29.97).fps, 30000.0 / 1001);
        QCOMPARE(fbxRateOf(119.88).mode, 18);
        QCOMPARE(fbxRateOf(23.143).mode, kFbxCustomRate);
        QCOMPARE(fbxRateOf(23.143).fps, 23.143);
        QCOMPARE(fbxTick(1, 24), std::int64_t(1924423250));
    }

    void clustersBlendAsTheScene() {
        const auto s = scene(5, 30, "unreal", true);
        auto all = tree(s);
        const auto world = s.worldFromJoint(3);
        std::vector<Eigen::Vector3d> blended(std::size_t(s.mesh->vertices.rows()), Eigen::Vector3d::Zero());
        const auto vertices = objects(all, "Geometry")[0]->find("Vertices")->numbers(0);
        for (const FbxNode* c : objects(all, "Deformer")) {
            if (c->text(2) != "Cluster" || !c->find("Indexes")) continue;
            const auto joint = std::size_t(std::find_if(s.joints.begin(), s.joints.end(), [&](const auto& j) { return j.name == nameOf(*c); }) - s.joints.begin());
            const auto indices = c->find("Indexes")->integers(0);
            const auto weights = c->find("Weights")->numbers(0), transform = c->find("Transform")->numbers(0), link = c->find("TransformLink")->numbers(0);
            const Eigen::Matrix4d jointFromBody = Eigen::Map<const Eigen::Matrix4d>(transform.data()), worldFromJoint = Eigen::Map<const Eigen::Matrix4d>(link.data());
            QVERIFY((worldFromJoint * jointFromBody).isIdentity(1e-9));
            QVERIFY((worldFromJoint.topRightCorner<3, 1>() / 100 - s.restPositions()[joint]).norm() < 1e-9);
            for (std::size_t k = 0; k < indices.size(); ++k) {
                const Eigen::Vector4d at(vertices[3 * std::size_t(indices[k])], vertices[3 * std::size_t(indices[k]) + 1], vertices[3 * std::size_t(indices[k]) + 2], 1);
                blended[std::size_t(indices[k])] += weights[k] * (world[joint] * Eigen::Vector3d((jointFromBody * at).head<3>() / 100));
            }
        }
        const auto skinned = s.skinned(3);
        for (std::size_t v = 0; v < blended.size(); ++v) QVERIFY((blended[v] - skinned.row(Eigen::Index(v)).transpose().cast<double>()).norm() < 1e-5);
        const auto corners = objects(all, "Geometry")[0]->find("PolygonVertexIndex")->integers(0);
        QCOMPARE(corners.size(), std::size_t(s.mesh->faces.size()));
        for (std::size_t k = 0; k < corners.size(); ++k) QCOMPARE(k % 3 == 2 ? ~corners[k] : corners[k], std::int64_t(s.mesh->faces.data()[k]));
        QCOMPARE(objects(all, "Geometry")[0]->find("LayerElementNormal")->find("Normals")->numbers(0).size(), 3 * corners.size());
    }

    void theCameraLooksAlongItsX() {
        const auto s = scene(9, 30, "mixamo", true, true);
        auto all = tree(s);
        const auto models = objects(all, "Model");
        const FbxNode& camera = **std::find_if(models.begin(), models.end(), [](const FbxNode* m) { return m->text(2) == "Camera"; });
        std::map<std::string, std::vector<std::vector<double>>> curves;   // by channel
        for (const FbxNode& c : top(all, "Connections")->children)
            if (c.integer(2) == camera.integer(0) && c.text(0) == "OP")
                for (const FbxNode& d : top(all, "Connections")->children)
                    if (d.integer(2) == c.integer(1))
                        for (const FbxNode* curve : objects(all, "AnimationCurve"))
                            if (curve->integer(0) == d.integer(1)) curves[std::string(c.text(3))].push_back(curve->find("KeyValueFloat")->numbers(0));
        QCOMPARE(curves["Lcl Rotation"].size(), std::size_t(3));
        QCOMPARE(curves["Lcl Translation"].size(), std::size_t(3));
        for (std::size_t i = 0; i < 9; ++i) {
            const auto value = [&](const char* channel, std::size_t axis) { const auto& v = curves[channel][axis]; return v.size() == 2 ? v[0] : v[i]; };
            const Eigen::Matrix3d r = about(2, value("Lcl Rotation", 2)) * about(1, value("Lcl Rotation", 1)) * about(0, value("Lcl Rotation", 0));
            const auto& pose = s.camera->worldFromCamera[i];
            QVERIFY((r.col(0) + pose.linear().col(2)).norm() < 1e-5 && (r.col(1) - pose.linear().col(1)).norm() < 1e-5);
            for (std::size_t c = 0; c < 3; ++c) QVERIFY(std::abs(value("Lcl Translation", c) / 100 - pose.translation()[Eigen::Index(c)]) < 1e-5);
        }
        const auto attributes = objects(all, "NodeAttribute");
        const FbxNode& lens = **std::find_if(attributes.begin(), attributes.end(), [](const FbxNode* a) { return a->text(2) == "Camera"; });
        QVERIFY(std::abs(line(lens, "FocalLength")->number(4) - s.camera->focalLengthMm()) < 1e-9);
        QVERIFY(std::abs(line(lens, "FilmWidth")->number(4) * 25.4 - 36) < 1e-9);
        QVERIFY(std::abs(line(lens, "FilmHeight")->number(4) * 25.4 - s.camera->filmHeightMm()) < 1e-9);
        // The principal point is right of the middle and above it: the film is moved to the left and down.
        QVERIFY(line(lens, "FilmOffsetX")->number(4) < -0.02 && line(lens, "FilmOffsetY")->number(4) < -0.01);
    }

    void whoStandsStillIsReadAgain() {
        auto s = scene(1);
        s.frames.assign(20'000, s.frames[0]);
        const auto read = parseFbx(written(s));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE(read->frameCount, std::size_t(20'000));
    }

    void whatCannotBeWrittenIsTold() {
        auto s = scene(2);
        s.joints[3].name = std::string("a\0b", 3);
        QCOMPARE(writeFbx(file("no.fbx"), s).error().code, ErrorCode::InvalidInput);
        s.frames.clear();
        QCOMPARE(writeFbx(file("no.fbx"), s).error().code, ErrorCode::InvalidInput);
        QVERIFY(!std::filesystem::exists(file("no.fbx")));
        QCOMPARE(readFbx(file("no.fbx")).error().code, ErrorCode::FileNotFound);
    }
};

QTEST_APPLESS_MAIN(TestFbx)
#include "tst_fbx.moc"
