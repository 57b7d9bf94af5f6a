#include "io/fbx_writer.h"

#include "io/euler.h"
#include "io/fbx_templates.h"
#include "io/fbx_time.h"
#include "io/text_file.h"

#include <algorithm>
#include <array>
#include <bit>

namespace ropetp::io {
namespace {

constexpr double kCm = 100, kInchPerMm = 1 / 25.4, kFilmWidthMm = 36;
constexpr double kNearCm = 1, kFarCm = 100'000;
constexpr std::size_t kMaxMotionBytes = std::size_t(1) << 30;   // sizes in the file have 32 bits
constexpr std::int32_t kLinearKey = 0x6104;                     // linear; as other tools spell it, with how tangents would be made
constexpr std::uint32_t kNoWeights = 0x0d050d05;                // two thirds of a weight in 1/9999, packed: what curves without tangents have
// The pair that tools take for a file without a date of its own: the one is checked against the other.
constexpr std::array<std::uint8_t, 16> kFileId = {0x28, 0xb3, 0x2a, 0xeb, 0xb6, 0x24, 0xcc, 0xc2, 0xbf, 0xc8, 0xb0, 0x2a, 0xa9, 0x2b, 0xfc, 0xf1};
constexpr std::string_view kCreationTime = "1970-01-01 10:00:00:000";
constexpr std::string_view kProgram = "RopeTP Studio";

using Values = std::array<std::vector<float>, 3>;   ///< x, y, z on each frame

std::string str(std::string_view text) { return std::string(text); }
/// "name\0\1class": how FBX spells an object's name and class.
std::string named(std::string_view name, std::string_view objectClass) {
    std::string out(name);
    out.push_back('\0');
    out.push_back('\1');
    return out.append(objectClass);
}

/// Column after column, in centimetres.
std::vector<double> shift(const Eigen::Vector3d& m) { return {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, kCm * m.x(), kCm * m.y(), kCm * m.z(), 1}; }

/// X first, then Y, then Z about fixed axes: R = Rz Ry Rx.
class Turns {
  public:
    explicit Turns(std::size_t frames) {
        for (auto& axis : values) axis.reserve(frames);
    }
    void add(const Eigen::Matrix3d& r) {
        last_ = eulerDegrees(r, kZyx, last_);
        for (std::size_t c = 0; c < 3; ++c) values[c].push_back(float(last_[Eigen::Index(2 - c)]));
    }
    Values values;

  private:
    Eigen::Vector3d last_ = Eigen::Vector3d::Zero();
};

void add(Values& to, const Eigen::Vector3d& m) {
    for (std::size_t c = 0; c < 3; ++c) to[c].push_back(float(kCm * m[Eigen::Index(c)]));
}

class Writer {
  public:
    explicit Writer(const ExportScene& scene) : scene_(scene), rate_(fbxRateOf(scene.fps)), rest_(scene.restPositions()) {
        objects_.name = "Objects";
        connections_.name = "Connections";
        times_.reserve(scene.frames.size());
        for (std::size_t i = 0; i < scene.frames.size(); ++i) times_.push_back(fbxTick(double(i), rate_.fps));
    }

    std::string run() {
        take();
        skeleton();
        if (scene_.mesh) body(*scene_.mesh);
        bindPose();
        const bool hasCamera = scene_.camera && !scene_.camera->worldFromCamera.empty();
        if (hasCamera) camera(*scene_.camera);
        std::vector<FbxNode> top;
        top.push_back(header());
        top.push_back({"FileId", {std::vector<std::uint8_t>(kFileId.begin(), kFileId.end())}, {}});
        top.push_back({"CreationTime", {str(kCreationTime)}, {}});
        top.push_back({"Creator", {str(kProgram)}, {}});
        top.push_back(settings());
        top.push_back(documents());
        top.push_back({"References", {}, {}});
        top.push_back(fbxDefinitions(counts_, hasCamera));
        top.push_back(std::move(objects_));
        top.push_back(std::move(connections_));
        top.push_back(takes());
        return encodeFbx(top);
    }

  private:
    /// Adds an object with a number of its own; the reference holds until the next one is added.
    FbxNode& object(std::string_view node, std::string_view name, std::string_view objectClass, std::string_view kind) {
        ++counts_[str(node)];
        return objects_.add(node, ++lastId_, named(name, objectClass), str(kind));
    }
    void connect(std::int64_t child, std::int64_t parent) { connections_.add("C", str("OO"), child, parent); }
    void connect(std::int64_t child, std::int64_t parent, std::string_view property) { connections_.add("C", str("OP"), child, parent, str(property)); }

    /// A node of the scene, at rest.
    std::int64_t model(std::string_view name, std::string_view kind, const Eigen::Vector3d& placeCm, const Eigen::Vector3d& turnDeg) {
        FbxNode& m = object("Model", name, "Model", kind);
        m.add("Version", std::int32_t(232));
        FbxNode& list = m.add("Properties70");
        fbxProperty(list, "RotationActive", "bool", std::int32_t(1));
        fbxProperty(list, "InheritType", "enum", std::int32_t(1));   // turned and scaled by its parent
        fbxProperty(list, "DefaultAttributeIndex", "int", std::int32_t(0));
        fbxProperty(list, "Lcl Translation", "Lcl Translation", placeCm.x(), placeCm.y(), placeCm.z());
        fbxProperty(list, "Lcl Rotation", "Lcl Rotation", turnDeg.x(), turnDeg.y(), turnDeg.z());
        fbxProperty(list, "Lcl Scaling", "Lcl Scaling", 1.0, 1.0, 1.0);
        m.add("Shading", true);
        m.add("Culling", str("CullingOff"));
        return lastId_;
    }

    void take() {
        FbxNode& stack = object("AnimationStack", scene_.takeName, "AnimStack", "");
        FbxNode& list = stack.add("Properties70");
        for (const char* key : {"LocalStart", "ReferenceStart"}) fbxProperty(list, key, "KTime", std::int64_t(0));
        for (const char* key : {"LocalStop", "ReferenceStop"}) fbxProperty(list, key, "KTime", times_.back());
        const std::int64_t stackId = lastId_;
        object("AnimationLayer", "BaseLayer", "AnimLayer", "");
        layer_ = lastId_;
        connect(layer_, stackId);
    }

    void skeleton() {
        for (const SceneJoint& joint : scene_.joints) {
            joints_.push_back(model(joint.name, "LimbNode", kCm * joint.offset, Eigen::Vector3d::Zero()));
            FbxNode& attribute = object("NodeAttribute", joint.name, "NodeAttribute", "LimbNode");
            attribute.add("TypeFlags", str("Skeleton"));
            connect(lastId_, joints_.back());
            connect(joints_.back(), joint.parent < 0 ? 0 : joints_[std::size_t(joint.parent)]);
        }
        const std::size_t frames = scene_.frames.size();
        for (std::size_t j = 0; j < joints_.size(); ++j) {
            Turns turns(frames);
            for (const auto& frame : scene_.frames) turns.add(frame.rotations[j].toRotationMatrix());
            curves(joints_[j], "Lcl Rotation", "R", std::move(turns.values));
            if (!scene_.isMoving(j)) continue;
            Values places;
            for (std::size_t i = 0; i < frames; ++i) add(places, scene_.placeOf(i, j));
            curves(joints_[j], "Lcl Translation", "T", std::move(places));
        }
    }

    void curves(std::int64_t of, std::string_view property, std::string_view name, Values values) {
        static constexpr std::array<std::string_view, 3> kAxes = {"d|X", "d|Y", "d|Z"};
        FbxNode& list = object("AnimationCurveNode", name, "AnimCurveNode", "").add("Properties70");
        for (std::size_t c = 0; c < 3; ++c) fbxProperty(list, kAxes[c], "Number", double(values[c].front()));
        const std::int64_t node = lastId_;
        connect(node, layer_);
        connect(node, of, property);
        for (std::size_t c = 0; c < 3; ++c) {
            // Two keys keep an angle that never changes as long as the take; places tell the take's frames.
            const bool still = name == "R" && values[c].size() > 2 && std::ranges::all_of(values[c], [&](float v) { return v == values[c].front(); });
            if (still) values[c].resize(2);
            FbxNode& curve = object("AnimationCurve", "", "AnimCurve", "");
            const auto keys = std::int32_t(values[c].size());
            curve.add("Default", double(values[c].front()));
            curve.add("KeyVer", std::int32_t(4008));
            curve.add("KeyTime", still ? std::vector<std::int64_t>{times_.front(), times_.back()} : times_);
            curve.add("KeyValueFloat", std::move(values[c]));
            curve.add("KeyAttrFlags", std::vector<std::int32_t>{kLinearKey});
            curve.add("KeyAttrDataFloat", std::vector<float>{0, 0, std::bit_cast<float>(kNoWeights), 0});
            curve.add("KeyAttrRefCount", std::vector<std::int32_t>{keys});
            connect(lastId_, node, kAxes[c]);
        }
    }

    void body(const SceneMesh& mesh) {
        body_ = model("Body", "Mesh", Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero());
        connect(body_, 0);
        geometry(object("Geometry", "Body", "Geometry", "Mesh"), mesh);
        const std::int64_t geometryId = lastId_;
        connect(geometryId, body_);

        FbxNode& material = object("Material", "Body", "Material", "");
        material.add("Version", std::int32_t(102));
        material.add("ShadingModel", str("lambert"));
        material.add("MultiLayer", std::int32_t(0));
        fbxProperty(material.add("Properties70"), "DiffuseColor", "Color", 0.6, 0.6, 0.6);
        connect(lastId_, body_);

        FbxNode& skin = object("Deformer", "Body", "Deformer", "Skin");
        skin.add("Version", std::int32_t(101));
        skin.add("Link_DeformAcuracy", 50.0);
        const std::int64_t skinId = lastId_;
        connect(skinId, geometryId);
        clusters(mesh, skinId);
    }

    static void geometry(FbxNode& g, const SceneMesh& mesh) {
        const auto normal = mesh.normals();
        std::vector<double> vertices, cornerNormals;
        std::vector<std::int32_t> corners;
        vertices.reserve(std::size_t(mesh.vertices.size()));
        corners.reserve(std::size_t(mesh.faces.size()));
        cornerNormals.reserve(3 * corners.capacity());
        for (Eigen::Index v = 0; v < mesh.vertices.rows(); ++v)
            for (Eigen::Index c = 0; c < 3; ++c) vertices.push_back(kCm * double(mesh.vertices(v, c)));
        for (Eigen::Index f = 0; f < mesh.faces.rows(); ++f)
            for (Eigen::Index k = 0; k < 3; ++k) {
                const int v = mesh.faces(f, k);
                corners.push_back(k == 2 ? ~v : v);   // how the last of a polygon is told
                for (Eigen::Index c = 0; c < 3; ++c) cornerNormals.push_back(double(normal(v, c)));
            }
        g.add("Properties70");
        g.add("GeometryVersion", std::int32_t(124));
        g.add("Vertices", std::move(vertices));
        g.add("PolygonVertexIndex", std::move(corners));
        const auto layerElement = [&](std::string_view name, std::int32_t version, std::string_view mapping, std::string_view reference) -> FbxNode& {
            FbxNode& e = g.add(name, std::int32_t(0));
            e.add("Version", version);
            e.add("Name", str(""));
            e.add("MappingInformationType", str(mapping));
            e.add("ReferenceInformationType", str(reference));
            return e;
        };
        layerElement("LayerElementNormal", 101, "ByPolygonVertex", "Direct").add("Normals", std::move(cornerNormals));
        layerElement("LayerElementSmoothing", 102, "ByPolygon", "Direct").add("Smoothing", std::vector<std::int32_t>(std::size_t(mesh.faces.rows()), 1));
        layerElement("LayerElementMaterial", 101, "AllSame", "IndexToDirect").add("Materials", std::vector<std::int32_t>{0});
        FbxNode& layer = g.add("Layer", std::int32_t(0));
        layer.add("Version", std::int32_t(100));
        for (const char* type : {"LayerElementNormal", "LayerElementSmoothing", "LayerElementMaterial"}) {
            FbxNode& e = layer.add("LayerElement");
            e.add("Type", str(type));
            e.add("TypedIndex", std::int32_t(0));
        }
    }

    void clusters(const SceneMesh& mesh, std::int64_t skin) {
        std::vector<std::vector<std::int32_t>> vertices(joints_.size());
        std::vector<std::vector<double>> weights(joints_.size());
        for (std::size_t v = 0; v < mesh.influences.size(); ++v)
            for (const auto& i : mesh.influences[v]) {
                vertices[std::size_t(i.joint)].push_back(std::int32_t(v));
                weights[std::size_t(i.joint)].push_back(double(i.weight));
            }
        for (std::size_t j = 0; j < joints_.size(); ++j) {
            FbxNode& cluster = object("Deformer", scene_.joints[j].name, "SubDeformer", "Cluster");
            cluster.add("Version", std::int32_t(100));
            cluster.add("UserData", str(""), str(""));
            if (!vertices[j].empty()) {
                cluster.add("Indexes", std::move(vertices[j]));
                cluster.add("Weights", std::move(weights[j]));
            }
            cluster.add("Transform", shift(-rest_[j]));   // the body in the joint
            cluster.add("TransformLink", shift(rest_[j]));
            connect(lastId_, skin);
            connect(joints_[j], lastId_);
        }
    }

    void bindPose() {
        FbxNode& pose = object("Pose", "BindPose", "Pose", "BindPose");
        pose.add("Type", str("BindPose"));
        pose.add("Version", std::int32_t(100));
        pose.add("NbPoseNodes", std::int32_t(joints_.size() + (body_ ? 1 : 0)));
        const auto put = [&](std::int64_t model, const Eigen::Vector3d& at) {
            FbxNode& n = pose.add("PoseNode");
            n.add("Node", model);
            n.add("Matrix", shift(at));
        };
        if (body_) put(body_, Eigen::Vector3d::Zero());
        for (std::size_t j = 0; j < joints_.size(); ++j) put(joints_[j], rest_[j]);
    }

    void camera(const SceneCamera& camera) {
        // An FBX camera looks along its +X, the scene's along -Z.
        Eigen::Matrix3d sceneFromFbx;
        sceneFromFbx << 0, 0, 1, 0, 1, 0, -1, 0, 0;
        const auto& poses = camera.worldFromCamera;
        const std::size_t frames = poses.size() > 1 ? scene_.frames.size() : 1;
        Turns turns(frames);
        Values places;
        for (std::size_t i = 0; i < frames; ++i) {
            const auto& pose = poses[std::min(i, poses.size() - 1)];
            turns.add(pose.linear() * sceneFromFbx);
            add(places, pose.translation());
        }
        const auto first = [](const Values& v) { return Eigen::Vector3d(double(v[0][0]), double(v[1][0]), double(v[2][0])); };
        const std::int64_t me = model("Camera", "Camera", first(places), first(turns.values));
        connect(me, 0);
        lens(object("NodeAttribute", "Camera", "NodeAttribute", "Camera"), camera);
        connect(lastId_, me);
        if (frames == 1) return;
        curves(me, "Lcl Rotation", "R", std::move(turns.values));
        curves(me, "Lcl Translation", "T", std::move(places));
    }

    static void lens(FbxNode& attribute, const SceneCamera& camera) {
        attribute.add("TypeFlags", str("Camera"));
        attribute.add("GeometryVersion", std::int32_t(124));
        FbxNode& list = attribute.add("Properties70");
        const double widthIn = kFilmWidthMm * kInchPerMm, heightIn = camera.filmHeightMm() * kInchPerMm;
        const double acrossDeg = 2 * std::atan(camera.widthPx / (2 * camera.fxPx)) * 180 / double(EIGEN_PI);
        fbxProperty(list, "AspectRatioMode", "enum", std::int32_t(2));   // the picture's size is given
        fbxProperty(list, "AspectWidth", "double", double(camera.widthPx));
        fbxProperty(list, "AspectHeight", "double", double(camera.heightPx));
        fbxProperty(list, "PixelAspectRatio", "double", camera.fyPx / camera.fxPx);
        // The film moves against the principal point, which integer coordinates at pixel centres tell.
        fbxProperty(list, "FilmOffsetX", "Number", widthIn * ((camera.widthPx - 1) / 2.0 - camera.cxPx) / camera.widthPx);
        fbxProperty(list, "FilmOffsetY", "Number", heightIn * (camera.cyPx - (camera.heightPx - 1) / 2.0) / camera.heightPx);
        fbxProperty(list, "FilmWidth", "double", widthIn);
        fbxProperty(list, "FilmHeight", "double", heightIn);
        fbxProperty(list, "FilmAspectRatio", "double", widthIn / heightIn);
        fbxProperty(list, "ApertureMode", "enum", std::int32_t(3));      // by focal length
        fbxProperty(list, "GateFit", "enum", std::int32_t(2));           // the width is kept
        fbxProperty(list, "FieldOfView", "FieldOfView", acrossDeg);
        fbxProperty(list, "FieldOfViewX", "FieldOfViewX", acrossDeg);
        fbxProperty(list, "FieldOfViewY", "FieldOfViewY", camera.verticalFovDeg());
        fbxProperty(list, "FocalLength", "Number", camera.focalLengthMm());
        fbxProperty(list, "NearPlane", "double", kNearCm);
        fbxProperty(list, "FarPlane", "double", kFarCm);
    }

    static FbxNode header() {
        FbxNode out{"FBXHeaderExtension", {}, {}};
        out.add("FBXHeaderVersion", std::int32_t(1003));
        out.add("FBXVersion", std::int32_t(7400));
        out.add("EncryptionType", std::int32_t(0));
        FbxNode& stamp = out.add("CreationTimeStamp");
        for (const auto& [key, value] : {std::pair{"Version", 1000}, {"Year", 1970}, {"Month", 1}, {"Day", 1}, {"Hour", 10}, {"Minute", 0}, {"Second", 0},
                                         {"Millisecond", 0}})
            stamp.add(key, std::int32_t(value));
        out.add("Creator", str(kProgram));
        FbxNode& info = out.add("SceneInfo", named("GlobalInfo", "SceneInfo"), str("UserData"));
        info.add("Type", str("UserData"));
        info.add("Version", std::int32_t(100));
        FbxNode& meta = info.add("MetaData");
        meta.add("Version", std::int32_t(100));
        for (const char* key : {"Title", "Subject", "Author", "Keywords", "Revision", "Comment"}) meta.add(key, str(""));
        FbxNode& list = info.add("Properties70");
        for (const char* when : {"Original", "LastSaved"}) {
            fbxProperty(list, when, "Compound");
            fbxProperty(list, str(when) + "|ApplicationName", "KString", str(kProgram));
        }
        return out;
    }

    FbxNode settings() const {
        FbxNode out{"GlobalSettings", {}, {}};
        out.add("Version", std::int32_t(1000));
        FbxNode& list = out.add("Properties70");
        for (const auto& [key, value] : {std::pair{"UpAxis", 1}, {"UpAxisSign", 1}, {"FrontAxis", 2}, {"FrontAxisSign", 1}, {"CoordAxis", 0}, {"CoordAxisSign", 1},
                                         {"OriginalUpAxis", 1}, {"OriginalUpAxisSign", 1}})
            fbxProperty(list, key, "int", std::int32_t(value));
        fbxProperty(list, "UnitScaleFactor", "double", 1.0);
        fbxProperty(list, "OriginalUnitScaleFactor", "double", 1.0);
        fbxProperty(list, "AmbientColor", "ColorRGB", 0.0, 0.0, 0.0);
        fbxProperty(list, "DefaultCamera", "KString", str("Producer Perspective"));
        fbxProperty(list, "TimeMode", "enum", std::int32_t(rate_.mode));
        fbxProperty(list, "TimeSpanStart", "KTime", std::int64_t(0));
        fbxProperty(list, "TimeSpanStop", "KTime", times_.back());
        fbxProperty(list, "CustomFrameRate", "double", rate_.fps);
        return out;
    }

    FbxNode documents() {
        FbxNode out{"Documents", {}, {}};
        out.add("Count", std::int32_t(1));
        FbxNode& document = out.add("Document", ++lastId_, str("Scene"), str("Scene"));
        FbxNode& list = document.add("Properties70");
        fbxProperty(list, "SourceObject", "object");
        fbxProperty(list, "ActiveAnimStackName", "KString", scene_.takeName);
        document.add("RootNode", std::int64_t(0));
        return out;
    }

    FbxNode takes() const {
        FbxNode out{"Takes", {}, {}};
        out.add("Current", scene_.takeName);
        FbxNode& take = out.add("Take", scene_.takeName);
        take.add("FileName", scene_.takeName + ".tak");
        for (const char* key : {"LocalTime", "ReferenceTime"}) take.add(key, std::int64_t(0), times_.back());
        return out;
    }

    const ExportScene& scene_;
    FbxRate rate_;
    std::vector<Eigen::Vector3d> rest_;
    FbxNode objects_, connections_;
    std::vector<std::int64_t> times_, joints_;
    std::map<std::string, std::int32_t, std::less<>> counts_;
    std::int64_t lastId_ = 1'000'000, layer_ = 0, body_ = 0;
};

}  // namespace

Result<void> writeFbx(const std::filesystem::path& path, const ExportScene& scene) {
    if (scene.frames.empty() || scene.joints.empty() || !(scene.fps > 0)) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    // A key has four bytes and a time of eight, for three angles and as many places where a joint moves.
    if (scene.frames.size() > kMaxMotionBytes / (scene.joints.size() * 72)) return fail(ErrorCode::InvalidInput, "the motion is too long for an FBX", path.string());
    const auto hasZero = [](std::string_view name) { return name.find('\0') != std::string_view::npos; };
    if (hasZero(scene.takeName) || std::ranges::any_of(scene.joints, hasZero, &SceneJoint::name))
        return fail(ErrorCode::InvalidInput, "a name holds a zero byte", path.string());
    return writeWholeFile(path, Writer(scene).run());
}

}  // namespace ropetp::io
