#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/euler.h"
#include "io/fbx_curve.h"
#include "io/fbx_document.h"
#include "io/fbx_reader.h"
#include "io/fbx_time.h"
#include "io/fbx_writer.h"
#include "io/text_file.h"
#include "tests/core/io/take_fixture.h"

#include <bit>
#include <cstring>
#include <functional>
#include <map>
#include <random>
#include <set>
#endif

using namespace ropetp;
using namespace ropetp::io;

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

/// A file as another tool might write it, part by part.
class Made {
  public:
    Made() {
        all_ = {FbxNode{"GlobalSettings", {}, {}}, FbxNode{"Objects", {}, {}}, FbxNode{"Connections", {}, {}}};
        all_[0].add("Properties70");
        setting("TimeMode", std::int32_t(6));
    }
    template <class V>
    void setting(const char* key, V value) {
        all_[0].children[0].add("P", std::string(key), std::string(), std::string(), std::string(), value);
    }
    std::int64_t add(const char* node, const char* name, const char* kind) {
        all_[1].add(node, ++last_, std::string(name) + std::string("\0\1", 2) + node, std::string(kind)).add("Properties70");
        return last_;
    }
    std::int64_t joint(const char* name, std::int64_t parent, const char* kind = "LimbNode") {
        const auto id = add("Model", name, kind);
        connect(id, parent);
        return id;
    }
    FbxNode& object(std::int64_t id) {
        for (FbxNode& n : all_[1].children)
            if (n.integer(0) == id) return n;
        qFatal("no such object");
        return all_[1];
    }
    template <class... V>
    void property(std::int64_t id, const char* key, V... values) {
        object(id).children[0].add("P", std::string(key), std::string(), std::string(), std::string(), values...);
    }
    void vector(std::int64_t id, const char* key, const Eigen::Vector3d& v) { property(id, key, v.x(), v.y(), v.z()); }
    void connect(std::int64_t child, std::int64_t parent) { all_[2].add("C", std::string("OO"), child, parent); }
    void connect(std::int64_t child, std::int64_t parent, const char* property) { all_[2].add("C", std::string("OP"), child, parent, std::string(property)); }
    std::int64_t take(const char* name) {
        const auto stack = add("AnimationStack", name, "");
        return layer(stack), stack;
    }
    std::int64_t layer(std::int64_t stack) {
        layer_ = add("AnimationLayer", "Base", "");
        connect(layer_, stack);
        return layer_;
    }
    /// Of one axis; keys are frames at 30 a second. In the last layer made.
    std::int64_t curve(std::int64_t of, const char* channel, const char* axis, const std::vector<std::pair<double, float>>& keys) {
        auto& node = nodes_[{layer_, of, channel}];
        if (node == 0) {
            node = add("AnimationCurveNode", "node", "");
            connect(node, layer_);
            connect(node, of, channel);
        }
        const auto curve = add("AnimationCurve", "", "");
        std::vector<std::int64_t> times;
        std::vector<float> values;
        for (const auto& [frame, value] : keys) times.push_back(fbxTick(frame, 30)), values.push_back(value);
        object(curve).add("KeyTime", times);
        object(curve).add("KeyValueFloat", values);
        connect(curve, node, axis);
        return curve;
    }
    Tree& tree() { return all_; }
    Result<ImportedMotion> read(std::uint32_t version = 7400) const { return parseFbx(encodeFbx(all_, version)); }

  private:
    Tree all_;
    std::int64_t last_ = 100, layer_ = 0;
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, std::int64_t> nodes_;
};

/// Two joints and a take of three frames that moves the first.
Made usual() {
    Made made;
    const auto hips = made.joint("Hips", 0), spine = made.joint("Spine", hips);
    made.vector(spine, "Lcl Translation", {0, 10, 0});
    made.take("Take");
    made.curve(hips, "Lcl Translation", "d|X", {{0, 0}, {2, 20}});
    return made;
}

Eigen::Matrix3d about(int axis, double deg) { return Eigen::AngleAxisd(deg * EIGEN_PI / 180, Eigen::Vector3d::Unit(axis)).toRotationMatrix(); }

}  // namespace

class TestFbx : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }

    static ExportScene scene(int frames = 12, double fps = 30, const char* preset = "mixamo", bool withAll = false, bool moving = false) {
        ExportOptions o;
        o.preset = *findPreset(preset);
        o.withMesh = o.withCamera = withAll;
        auto clip = test::lively(frames, fps);
        clip.camera.cx += 30;
        clip.camera.cy -= 20;
        if (moving) {
            const auto first = clip.camFromWorld[0];
            clip.camFromWorld.clear();
            for (int i = 0; i < frames; ++i) {
                auto c = first;
                c.linear() = about(1, 3 * i) * about(0, 2 * i) * c.linear();
                c.translation().x() += 0.02 * i;
                clip.camFromWorld.push_back(c);
            }
        }
        return *exportScene(clip, body::mannequin(), o);
    }
    std::string written(const ExportScene& s) const {
        const auto ok = writeFbx(file("take.fbx"), s);
        return ok ? readWholeFile(file("take.fbx")).value_or("") : describe(ok.error());
    }
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

QTEST_APPLESS_MAIN(TestFbx)
#include "tst_fbx.moc"
