#include "io/fbx_writer.h"

#include "io/euler.h"
#include "io/fbx_document.h"
#include "io/fbx_time.h"
#include "io/text_file.h"

#include <array>
#include <map>

namespace ropetp::io {
namespace {

constexpr double kCm = 100;
constexpr double kInchPerMm = 1 / 25.4;
constexpr std::int32_t kLinearKey = 4;
// The pair that tools take for a file without a date of its own: the one is checked against the other.
constexpr unsigned char kFileId[16] = {0x28, 0xb3, 0x2a, 0xeb, 0xb6, 0x24, 0xcc, 0xc2, 0xbf, 0xc8, 0xb0, 0x2a, 0xa9, 0x2b, 0xfc, 0xf1};
constexpr const char* kCreationTime = "1970-01-01 10:00:00:000";

std::string s(std::string_view text) { return std::string(text); }
/// "name\0\1class": how FBX spells an object's name and kind.
std::string named(std::string_view name, std::string_view kind) {
    std::string out(name);
    out.push_back('\0');
    out.push_back('\1');
    return out.append(kind);
}

/// A line of a Properties70 list.
template <class... V>
void p(FbxNode& list, std::string_view name, std::string_view type, std::string_view label, std::string_view flags, V... values) {
    list.add("P", s(name), s(type), s(label), s(flags), FbxNode::Property(values)...);
}

std::vector<double> matrix(const Eigen::Isometry3d& m) {
    // Column after column, lengths in centimetres.
    Eigen::Matrix4d out = m.matrix();
    out.topRightCorner<3, 1>() *= kCm;
    return {out.data(), out.data() + 16};
}

class Writer {
  public:
    explicit Writer(const ExportScene& scene) : scene_(scene) {
        for (std::size_t i = 0; i < scene.frames.size(); ++i) times_.push_back(tick(i));
    }

    std::string run() {
        objects_.name = "Objects";
        connections_.name = "Connections";
        const std::int64_t stack = id(), layer = id();
        layer_ = layer;
        skeleton();
        if (scene_.mesh) body();
        bindPose();
        if (scene_.camera) camera();
        take(stack, layer);
        std::vector<FbxNode> top;
        top.push_back(header());
        top.push_back({"FileId", {std::vector<std::uint8_t>(std::begin(kFileId), std::end(kFileId))}, {}});
        top.push_back({"CreationTime", {s(kCreationTime)}, {}});
        top.push_back({"Creator", {s("RopeTP Studio")}, {}});
        top.push_back(settings());
        top.push_back(documents());
        top.push_back({"References", {}, {}});
        top.push_back(definitions());
        top.push_back(std::move(objects_));
        top.push_back(std::move(connections_));
        top.push_back(takes());
        return encodeFbx(top);
    }

  private:
    std::int64_t id() { return ++lastId_; }
    std::int64_t tick(std::size_t frame) const { return std::int64_t(std::llround(double(frame) / scene_.fps * kFbxTicksPerSec)); }

    FbxNode& object(std::string_view node, std::int64_t objectId, std::string_view name, std::string_view kind, std::string_view subKind) {
        ++counts_[s(node)];
        return objects_.add(node, objectId, named(name, kind), s(subKind));
    }
    void connect(std::int64_t child, std::int64_t parent) { connections_.add("C", s("OO"), child, parent); }
    void connect(std::int64_t child, std::int64_t parent, std::string_view property) { connections_.add("C", s("OP"), child, parent, s(property)); }

    std::int64_t model(std::string_view name, std::string_view kind, const Eigen::Vector3d& placeCm, const Eigen::Vector3d& turnDeg) {
        const std::int64_t me = id();
        FbxNode& m = object("Model", me, name, "Model", kind);
        m.add("Version", std::int32_t(232));
        FbxNode& list = m.add("Properties70");
        p(list, "RotationActive", "bool", "", "", std::int32_t(1));
        p(list, "InheritType", "enum", "", "", std::int32_t(1));
        p(list, "ScalingMax", "Vector3D", "Vector", "", 0.0, 0.0, 0.0);
        p(list, "DefaultAttributeIndex", "int", "Integer", "", std::int32_t(0));
        p(list, "Lcl Translation", "Lcl Translation", "", "A", placeCm.x(), placeCm.y(), placeCm.z());
        p(list, "Lcl Rotation", "Lcl Rotation", "", "A", turnDeg.x(), turnDeg.y(), turnDeg.z());
        p(list, "Lcl Scaling", "Lcl Scaling", "", "A", 1.0, 1.0, 1.0);
        m.add("Shading", true);
        m.add("Culling", s("CullingOff"));
        return me;
    }

    void skeleton() {
        for (std::size_t j = 0; j < scene_.joints.size(); ++j) {
            const SceneJoint& joint = scene_.joints[j];
            const std::int64_t me = model(joint.name, "LimbNode", kCm * joint.offset, Eigen::Vector3d::Zero()), attribute = id();
            models_.push_back(me);
            FbxNode& a = object("NodeAttribute", attribute, joint.name, "NodeAttribute", "LimbNode");
            FbxNode& list = a.add("Properties70");
            p(list, "Size", "double", "Number", "", 100.0 / 3);
            a.add("TypeFlags", s("Skeleton"));
            connect(attribute, me);
            connect(me, joint.parent < 0 ? 0 : models_[std::size_t(joint.parent)]);
        }
    }

    void take(std::int64_t stack, std::int64_t layer) {
        FbxNode& st = object("AnimationStack", stack, scene_.takeName, "AnimStack", "");
        FbxNode& list = st.add("Properties70");
        for (const char* key : {"LocalStart", "ReferenceStart"}) p(list, key, "KTime", "Time", "", std::int64_t(0));
        for (const char* key : {"LocalStop", "ReferenceStop"}) p(list, key, "KTime", "Time", "", times_.back());
        object("AnimationLayer", layer, "BaseLayer", "AnimLayer", "");
        connect(layer, stack);
        for (std::size_t j = 0; j < scene_.joints.size(); ++j) {
            Eigen::Vector3d last = Eigen::Vector3d::Zero();
            std::array<std::vector<float>, 3> turn, place;
            for (std::size_t i = 0; i < scene_.frames.size(); ++i) {
                // X first, then Y, then Z about fixed axes: R = Rz Ry Rx.
                last = eulerDegrees(scene_.frames[i].rotations[j].toRotationMatrix(), kZyx, last);
                for (std::size_t c = 0; c < 3; ++c) turn[c].push_back(float(last[Eigen::Index(2 - c)]));
                if (!scene_.isMoving(j)) continue;
                const Eigen::Vector3d at = kCm * scene_.placeOf(i, j);
                for (std::size_t c = 0; c < 3; ++c) place[c].push_back(float(at[Eigen::Index(c)]));
            }
            curves(models_[j], "Lcl Rotation", "R", std::move(turn));
            if (scene_.isMoving(j)) curves(models_[j], "Lcl Translation", "T", std::move(place));
        }
    }

    void curves(std::int64_t of, std::string_view property, std::string_view name, std::array<std::vector<float>, 3> values) {
        const std::int64_t node = id();
        static constexpr const char* kAxes[] = {"d|X", "d|Y", "d|Z"};
        {
            FbxNode& list = object("AnimationCurveNode", node, name, "AnimCurveNode", "").add("Properties70");
            for (std::size_t c = 0; c < 3; ++c) p(list, kAxes[c], "Number", "", "A", double(values[c].front()));
        }
        connect(node, layer_);
        connect(node, of, property);
        for (std::size_t c = 0; c < 3; ++c) {
            const std::int64_t curve = id();
            FbxNode& n = object("AnimationCurve", curve, "", "AnimCurve", "");
            n.add("Default", double(values[c].front()));
            n.add("KeyVer", std::int32_t(4008));
            n.add("KeyTime", times_);
            n.add("KeyValueFloat", std::move(values[c]));
            n.add("KeyAttrFlags", std::vector<std::int32_t>{kLinearKey});
            n.add("KeyAttrDataFloat", std::vector<float>{0, 0, 0, 0});
            n.add("KeyAttrRefCount", std::vector<std::int32_t>{std::int32_t(times_.size())});
            connect(curve, node, kAxes[c]);
        }
    }

    void body() {
        const SceneMesh& mesh = *scene_.mesh;
        const std::int64_t me = model("Body", "Mesh", Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()), geometry = id(), material = id(), skin = id();
        bodyModel_ = me;
        connect(me, 0);
        FbxNode& g = object("Geometry", geometry, "Body", "Geometry", "Mesh");
        g.add("Properties70");
        g.add("GeometryVersion", std::int32_t(124));
        std::vector<double> vertices, normals;
        for (Eigen::Index v = 0; v < mesh.vertices.rows(); ++v)
            for (Eigen::Index c = 0; c < 3; ++c) vertices.push_back(kCm * double(mesh.vertices(v, c)));
        std::vector<std::int32_t> corners;
        const auto at = normalsOf(mesh);
        for (Eigen::Index f = 0; f < mesh.faces.rows(); ++f)
            for (Eigen::Index c = 0; c < 3; ++c) {
                const int v = mesh.faces(f, c);
                corners.push_back(c == 2 ? ~v : v);   // the last of a polygon
                for (Eigen::Index k = 0; k < 3; ++k) normals.push_back(double(at(v, k)));
            }
        g.add("Vertices", std::move(vertices));
        g.add("PolygonVertexIndex", std::move(corners));
        FbxNode& n = g.add("LayerElementNormal", std::int32_t(0));
        n.add("Version", std::int32_t(101));
        n.add("Name", s(""));
        n.add("MappingInformationType", s("ByPolygonVertex"));
        n.add("ReferenceInformationType", s("Direct"));
        n.add("Normals", std::move(normals));
        FbxNode& m = g.add("LayerElementMaterial", std::int32_t(0));
        m.add("Version", std::int32_t(101));
        m.add("Name", s(""));
        m.add("MappingInformationType", s("AllSame"));
        m.add("ReferenceInformationType", s("IndexToDirect"));
        m.add("Materials", std::vector<std::int32_t>{0});
        FbxNode& layer = g.add("Layer", std::int32_t(0));
        layer.add("Version", std::int32_t(100));
        for (const char* type : {"LayerElementNormal", "LayerElementMaterial"}) {
            FbxNode& e = layer.add("LayerElement");
            e.add("Type", s(type));
            e.add("TypedIndex", std::int32_t(0));
        }
        connect(geometry, me);
        FbxNode& look = object("Material", material, "Body", "Material", "");
        look.add("Version", std::int32_t(102));
        look.add("ShadingModel", s("lambert"));
        look.add("MultiLayer", std::int32_t(0));
        FbxNode& list = look.add("Properties70");
        p(list, "DiffuseColor", "Color", "", "A", 0.72, 0.70, 0.68);
        p(list, "DiffuseFactor", "Number", "", "A", 1.0);
        connect(material, me);

        FbxNode& d = object("Deformer", skin, "Body", "Deformer", "Skin");
        d.add("Version", std::int32_t(101));
        d.add("Link_DeformAcuracy", 50.0);
        connect(skin, geometry);
        std::vector<std::vector<std::int32_t>> vertexOf(scene_.joints.size());
        std::vector<std::vector<double>> weightOf(scene_.joints.size());
        for (std::size_t v = 0; v < mesh.influences.size(); ++v)
            for (const auto& i : mesh.influences[v]) {
                vertexOf[std::size_t(i.joint)].push_back(std::int32_t(v));
                weightOf[std::size_t(i.joint)].push_back(double(i.weight));
            }
        const auto rest = scene_.restPositions();
        for (std::size_t j = 0; j < scene_.joints.size(); ++j) {
            const std::int64_t cluster = id();
            FbxNode& c = object("Deformer", cluster, scene_.joints[j].name, "SubDeformer", "Cluster");
            c.add("Version", std::int32_t(100));
            c.add("UserData", s(""), s(""));
            if (!vertexOf[j].empty()) {
                c.add("Indexes", std::move(vertexOf[j]));
                c.add("Weights", std::move(weightOf[j]));
            }
            const Eigen::Isometry3d link{Eigen::Translation3d(rest[j])};
            c.add("Transform", matrix(link.inverse()));
            c.add("TransformLink", matrix(link));
            connect(cluster, skin);
            connect(models_[j], cluster);
        }
    }

    static body::VertexArray normalsOf(const SceneMesh& mesh) {
        body::VertexArray n = body::VertexArray::Zero(mesh.vertices.rows(), 3);
        for (Eigen::Index f = 0; f < mesh.faces.rows(); ++f) {
            const Eigen::Vector3f a = mesh.vertices.row(mesh.faces(f, 0)), b = mesh.vertices.row(mesh.faces(f, 1)), c = mesh.vertices.row(mesh.faces(f, 2));
            const Eigen::Vector3f area = (b - a).cross(c - a);
            for (Eigen::Index k = 0; k < 3; ++k) n.row(mesh.faces(f, k)) += area.transpose();
        }
        for (Eigen::Index v = 0; v < n.rows(); ++v) n.row(v).normalize();
        return n;
    }

    void bindPose() {
        const std::int64_t me = id();
        FbxNode& pose = object("Pose", me, "BindPose", "Pose", "BindPose");
        pose.add("Type", s("BindPose"));
        pose.add("Version", std::int32_t(100));
        pose.add("NbPoseNodes", std::int32_t(models_.size() + (bodyModel_ ? 1 : 0)));
        const auto put = [&](std::int64_t of, const Eigen::Isometry3d& where) {
            FbxNode& n = pose.add("PoseNode");
            n.add("Node", of);
            n.add("Matrix", matrix(where));
        };
        if (bodyModel_) put(bodyModel_, Eigen::Isometry3d::Identity());
        const auto rest = scene_.restPositions();
        for (std::size_t j = 0; j < models_.size(); ++j) put(models_[j], Eigen::Isometry3d(Eigen::Translation3d(rest[j])));
    }

    void camera() {
        const SceneCamera& c = *scene_.camera;
        // An FBX camera looks along its +X; ours along -Z.
        Eigen::Matrix3d seen;
        seen << 0, 0, 1, 0, 1, 0, -1, 0, 0;
        std::array<std::vector<float>, 3> turn, place;
        Eigen::Vector3d last = Eigen::Vector3d::Zero(), firstTurn = last, firstPlace = last;
        for (std::size_t i = 0; i < c.worldFromCamera.size(); ++i) {
            last = eulerDegrees(c.worldFromCamera[i].linear() * seen, kZyx, last);
            const Eigen::Vector3d at = kCm * c.worldFromCamera[i].translation();
            if (i == 0) firstTurn = last.reverse(), firstPlace = at;
            for (std::size_t k = 0; k < 3; ++k) {
                turn[k].push_back(float(last[Eigen::Index(2 - k)]));
                place[k].push_back(float(at[Eigen::Index(k)]));
            }
        }
        const std::int64_t me = model("Camera", "Camera", firstPlace, firstTurn), attribute = id();
        FbxNode& a = object("NodeAttribute", attribute, "Camera", "NodeAttribute", "Camera");
        FbxNode& list = a.add("Properties70");
        p(list, "FilmWidth", "double", "Number", "", 36.0 * kInchPerMm);
        p(list, "FilmHeight", "double", "Number", "", c.filmHeightMm() * kInchPerMm);
        p(list, "FilmAspectRatio", "double", "Number", "", 36.0 / c.filmHeightMm());
        p(list, "ApertureMode", "enum", "", "", std::int32_t(3));   // by focal length
        p(list, "GateFit", "enum", "", "", std::int32_t(2));
        p(list, "FocalLength", "Number", "", "A", c.focalLengthMm());
        p(list, "FieldOfView", "FieldOfView", "", "A", 2 * std::atan(c.widthPx / (2 * c.fxPx)) * 180 / double(EIGEN_PI));
        p(list, "AspectRatioMode", "enum", "", "", std::int32_t(2));
        p(list, "AspectWidth", "double", "Number", "", double(c.widthPx));
        p(list, "AspectHeight", "double", "Number", "", double(c.heightPx));
        p(list, "NearPlane", "double", "Number", "", 1.0);
        p(list, "FarPlane", "double", "Number", "", 100000.0);
        a.add("TypeFlags", s("Camera"));
        a.add("GeometryVersion", std::int32_t(124));
        connect(attribute, me);
        connect(me, 0);
        if (c.worldFromCamera.size() != scene_.frames.size() || c.worldFromCamera.size() < 2) return;
        curves(me, "Lcl Rotation", "R", std::move(turn));
        curves(me, "Lcl Translation", "T", std::move(place));
    }

    FbxNode header() const {
        FbxNode h{"FBXHeaderExtension", {}, {}};
        h.add("FBXHeaderVersion", std::int32_t(1003));
        h.add("FBXVersion", std::int32_t(7400));
        h.add("EncryptionType", std::int32_t(0));
        FbxNode& t = h.add("CreationTimeStamp");
        t.add("Version", std::int32_t(1000));
        static constexpr std::pair<const char*, std::int32_t> kStamp[] = {{"Year", 1970}, {"Month", 1}, {"Day", 1}, {"Hour", 10}, {"Minute", 0}, {"Second", 0}, {"Millisecond", 0}};
        for (const auto& [key, value] : kStamp) t.add(key, value);
        h.add("Creator", s("RopeTP Studio"));
        return h;
    }

    FbxNode settings() const {
        FbxNode g{"GlobalSettings", {}, {}};
        g.add("Version", std::int32_t(1000));
        FbxNode& list = g.add("Properties70");
        const auto whole = [&](const char* key, std::int32_t v) { p(list, key, "int", "Integer", "", v); };
        whole("UpAxis", 1);
        whole("UpAxisSign", 1);
        whole("FrontAxis", 2);
        whole("FrontAxisSign", 1);
        whole("CoordAxis", 0);
        whole("CoordAxisSign", 1);
        whole("OriginalUpAxis", 1);
        whole("OriginalUpAxisSign", 1);
        p(list, "UnitScaleFactor", "double", "Number", "", 1.0);
        p(list, "OriginalUnitScaleFactor", "double", "Number", "", 1.0);
        p(list, "TimeMode", "enum", "", "", std::int32_t(fbxTimeMode(scene_.fps)));
        p(list, "CustomFrameRate", "double", "Number", "", scene_.fps);
        p(list, "TimeSpanStart", "KTime", "Time", "", std::int64_t(0));
        p(list, "TimeSpanStop", "KTime", "Time", "", times_.back());
        return g;
    }

    FbxNode documents() {
        FbxNode d{"Documents", {}, {}};
        d.add("Count", std::int32_t(1));
        FbxNode& one = d.add("Document", id(), s(""), s("Scene"));
        FbxNode& list = one.add("Properties70");
        p(list, "SourceObject", "object", "", "");
        p(list, "ActiveAnimStackName", "KString", "", "", scene_.takeName);
        one.add("RootNode", std::int64_t(0));
        return d;
    }

    FbxNode definitions() const {
        FbxNode d{"Definitions", {}, {}};
        std::int32_t sum = 1;
        for (const auto& [type, count] : counts_) sum += count;
        d.add("Version", std::int32_t(100));
        d.add("Count", sum);
        d.add("ObjectType", s("GlobalSettings")).add("Count", std::int32_t(1));
        for (const auto& [type, count] : counts_) d.add("ObjectType", type).add("Count", count);
        return d;
    }

    FbxNode takes() const {
        FbxNode t{"Takes", {}, {}};
        t.add("Current", scene_.takeName);
        FbxNode& one = t.add("Take", scene_.takeName);
        one.add("FileName", scene_.takeName + ".tak");
        for (const char* key : {"LocalTime", "ReferenceTime"}) one.add(key, std::int64_t(0), times_.back());
        return t;
    }

    const ExportScene& scene_;
    FbxNode objects_, connections_;
    std::vector<std::int64_t> times_, models_;
    std::map<std::string, std::int32_t> counts_;
    std::int64_t lastId_ = 1'000'000, layer_ = 0, bodyModel_ = 0;
};

}  // namespace

Result<void> writeFbx(const std::filesystem::path& path, const ExportScene& scene) {
    if (scene.joints.empty() || scene.frames.empty()) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    return writeWholeFile(path, Writer(scene).run());
}

}  // namespace ropetp::io
