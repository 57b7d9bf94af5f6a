#include "io/glb_writer.h"

#include "base/atomic_file.h"

#include <tiny_gltf.h>

#include <algorithm>
#include <exception>
#include <ostream>
#include <streambuf>

namespace ropetp::io {
namespace {

constexpr std::size_t kMaxMotionBytes = 1ull << 30;   // sizes in the file have 32 bits
constexpr double kNearM = 0.01, kFarM = 1000;

/// The model of a scene: all values in one buffer, one view an accessor.
class Builder {
  public:
    explicit Builder(const ExportScene& scene) : scene_(scene) {}

    tinygltf::Model build() {
        model_.asset.version = "2.0";
        model_.asset.generator = "RopeTP Studio";
        model_.buffers.emplace_back();
        model_.scenes.emplace_back();
        model_.defaultScene = 0;
        animation_.name = scene_.takeName;
        // One frame has no step of time to tell the rate from.
        animation_.extras = tinygltf::Value(tinygltf::Value::Object{{"fps", tinygltf::Value(scene_.fps)}});
        std::vector<float> times;
        for (std::size_t i = 0; i < scene_.frames.size(); ++i) times.push_back(float(double(i) / scene_.fps));
        times_ = accessor(times, TINYGLTF_TYPE_SCALAR, TINYGLTF_COMPONENT_TYPE_FLOAT, 0, true);
        joints();
        skin();
        if (scene_.mesh) mesh(*scene_.mesh);
        if (scene_.camera && !scene_.camera->worldFromCamera.empty()) camera(*scene_.camera);
        model_.animations.push_back(std::move(animation_));
        return std::move(model_);
    }

  private:
    /// Appends values to the buffer; `withRange` where readers have to be told the smallest and the largest.
    template <class T>
    int accessor(const std::vector<T>& values, int type, int componentType, int target = 0, bool withRange = false) {
        auto& bytes = model_.buffers[0].data;
        bytes.resize((bytes.size() + 3) / 4 * 4);
        tinygltf::BufferView view;
        view.buffer = 0;
        view.byteOffset = bytes.size();
        view.byteLength = values.size() * sizeof(T);
        view.target = target;
        const auto* first = reinterpret_cast<const unsigned char*>(values.data());
        bytes.insert(bytes.end(), first, first + view.byteLength);
        tinygltf::Accessor out;
        out.bufferView = int(model_.bufferViews.size());
        out.type = type;
        out.componentType = componentType;
        const auto width = std::size_t(tinygltf::GetNumComponentsInType(std::uint32_t(type)));
        out.count = values.size() / width;
        if (withRange) {
            out.minValues.assign(values.begin(), values.begin() + std::ptrdiff_t(width));
            out.maxValues = out.minValues;
            for (std::size_t i = 0; i < values.size(); ++i) {
                out.minValues[i % width] = std::min(out.minValues[i % width], double(values[i]));
                out.maxValues[i % width] = std::max(out.maxValues[i % width], double(values[i]));
            }
        }
        model_.bufferViews.push_back(std::move(view));
        model_.accessors.push_back(std::move(out));
        return int(model_.accessors.size()) - 1;
    }

    int addNode(tinygltf::Node node, int parent) {
        const int index = int(model_.nodes.size());
        model_.nodes.push_back(std::move(node));
        (parent < 0 ? model_.scenes[0].nodes : model_.nodes[std::size_t(parent)].children).push_back(index);
        return index;
    }

    /// A track of a node from the values of all frames.
    void animate(int node, const char* what, int type, const std::vector<float>& values) {
        tinygltf::AnimationSampler sampler;
        sampler.input = times_;
        sampler.output = accessor(values, type, TINYGLTF_COMPONENT_TYPE_FLOAT);
        sampler.interpolation = "LINEAR";
        tinygltf::AnimationChannel channel;
        channel.sampler = int(animation_.samplers.size());
        channel.target_node = node;
        channel.target_path = what;
        animation_.samplers.push_back(std::move(sampler));
        animation_.channels.push_back(std::move(channel));
    }
    template <class RotationOf>
    void animateRotation(int node, RotationOf rotationOf) {
        std::vector<float> values;
        values.reserve(4 * scene_.frames.size());
        Eigen::Quaterniond last = Eigen::Quaterniond::Identity();
        for (std::size_t i = 0; i < scene_.frames.size(); ++i) {
            Eigen::Quaterniond q = Eigen::Quaterniond(rotationOf(i)).normalized();
            if (q.dot(last) < 0) q.coeffs() *= -1;   // the same rotation, on the side of the last one
            last = q;
            for (int c = 0; c < 4; ++c) values.push_back(float(q.coeffs()[c]));
        }
        animate(node, "rotation", TINYGLTF_TYPE_VEC4, values);
    }
    template <class PlaceOf>
    void animatePlace(int node, PlaceOf placeOf) {
        std::vector<float> values;
        values.reserve(3 * scene_.frames.size());
        for (std::size_t i = 0; i < scene_.frames.size(); ++i) {
            const Eigen::Vector3d at = placeOf(i);
            for (int c = 0; c < 3; ++c) values.push_back(float(at[c]));
        }
        animate(node, "translation", TINYGLTF_TYPE_VEC3, values);
    }

    /// The nodes come first, so that joints and nodes have the same numbers.
    void joints() {
        for (const SceneJoint& joint : scene_.joints) {
            tinygltf::Node node;
            node.name = joint.name;
            node.translation = {joint.offset.x(), joint.offset.y(), joint.offset.z()};
            addNode(std::move(node), joint.parent);
        }
        for (std::size_t j = 0; j < scene_.joints.size(); ++j) {
            animateRotation(int(j), [&](std::size_t i) { return scene_.frames[i].rotations[j]; });
            if (scene_.isMoving(j)) animatePlace(int(j), [&](std::size_t i) { return scene_.placeOf(i, j); });
        }
    }

    void skin() {
        tinygltf::Skin skin;
        skin.name = scene_.takeName;
        skin.skeleton = 0;
        std::vector<float> jointFromRest;
        for (const Eigen::Vector3d& at : scene_.restPositions()) {
            Eigen::Matrix4f m = Eigen::Matrix4f::Identity();   // column by column, as glTF has them
            m.topRightCorner<3, 1>() = -at.cast<float>();
            jointFromRest.insert(jointFromRest.end(), m.data(), m.data() + 16);
            skin.joints.push_back(int(skin.joints.size()));
        }
        skin.inverseBindMatrices = accessor(jointFromRest, TINYGLTF_TYPE_MAT4, TINYGLTF_COMPONENT_TYPE_FLOAT);
        model_.skins.push_back(std::move(skin));
    }

    void mesh(const SceneMesh& mesh) {
        const auto count = std::size_t(mesh.vertices.rows());
        std::vector<float> positions, normals, weights(4 * count, 0.0f);
        std::vector<std::uint16_t> joints(4 * count, 0);
        std::vector<std::uint32_t> indices;
        for (Eigen::Index f = 0; f < mesh.faces.rows(); ++f)
            for (Eigen::Index c = 0; c < 3; ++c) indices.push_back(std::uint32_t(mesh.faces(f, c)));
        const body::VertexArray normal = mesh.normals();
        for (std::size_t v = 0; v < count; ++v) {
            for (int c = 0; c < 3; ++c) {
                positions.push_back(float(mesh.vertices(Eigen::Index(v), c)));
                normals.push_back(normal(Eigen::Index(v), c));
            }
            const auto& influences = mesh.influences[v];
            for (std::size_t k = 0; k < std::min(influences.size(), SceneMesh::kMostInfluences); ++k) {
                joints[4 * v + k] = std::uint16_t(influences[k].joint);
                weights[4 * v + k] = influences[k].weight;
            }
        }
        tinygltf::Material material;
        material.name = "Body";
        material.pbrMetallicRoughness.baseColorFactor = {0.6, 0.6, 0.6, 1};
        material.pbrMetallicRoughness.metallicFactor = 0;
        material.pbrMetallicRoughness.roughnessFactor = 0.8;
        model_.materials.push_back(std::move(material));
        tinygltf::Primitive primitive;
        primitive.mode = TINYGLTF_MODE_TRIANGLES;
        primitive.material = 0;
        primitive.attributes["POSITION"] = accessor(positions, TINYGLTF_TYPE_VEC3, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TARGET_ARRAY_BUFFER, true);
        primitive.attributes["NORMAL"] = accessor(normals, TINYGLTF_TYPE_VEC3, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TARGET_ARRAY_BUFFER);
        primitive.attributes["JOINTS_0"] = accessor(joints, TINYGLTF_TYPE_VEC4, TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT, TINYGLTF_TARGET_ARRAY_BUFFER);
        primitive.attributes["WEIGHTS_0"] = accessor(weights, TINYGLTF_TYPE_VEC4, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TARGET_ARRAY_BUFFER);
        primitive.indices = accessor(indices, TINYGLTF_TYPE_SCALAR, TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT, TINYGLTF_TARGET_ELEMENT_ARRAY_BUFFER);
        model_.meshes.emplace_back();
        model_.meshes[0].name = "Body";
        model_.meshes[0].primitives.push_back(std::move(primitive));
        tinygltf::Node node;
        node.name = "Body";
        node.mesh = 0;
        node.skin = 0;
        addNode(std::move(node), -1);
    }

    void camera(const SceneCamera& camera) {
        tinygltf::Camera lens;
        lens.name = "Camera";
        lens.type = "perspective";
        lens.perspective.yfov = camera.verticalFovDeg() * EIGEN_PI / 180;
        lens.perspective.aspectRatio = camera.widthPx * camera.fyPx / (camera.heightPx * camera.fxPx);   // of the view, also where pixels are not square
        lens.perspective.znear = kNearM;
        lens.perspective.zfar = kFarM;
        model_.cameras.push_back(std::move(lens));
        const auto& poses = camera.worldFromCamera;
        const Eigen::Quaterniond turned(poses[0].linear());
        const Eigen::Vector3d at = poses[0].translation();
        tinygltf::Node node;
        node.name = "Camera";
        node.camera = 0;
        node.translation = {at.x(), at.y(), at.z()};
        node.rotation = {turned.x(), turned.y(), turned.z(), turned.w()};
        const int index = addNode(std::move(node), -1);
        if (poses.size() < 2) return;
        animateRotation(index, [&](std::size_t i) { return Eigen::Quaterniond(poses[std::min(i, poses.size() - 1)].linear()); });
        animatePlace(index, [&](std::size_t i) { return poses[std::min(i, poses.size() - 1)].translation(); });
    }

    const ExportScene& scene_;
    tinygltf::Model model_;
    tinygltf::Animation animation_;
    int times_ = -1;
};

/// What a library writes to a stream goes to a file; the first failure is kept.
class FileStream : public std::streambuf {
  public:
    explicit FileStream(AtomicFile& file) : file_(file) {}
    const Result<void>& result() const { return result_; }

  private:
    std::streamsize xsputn(const char* data, std::streamsize count) override {
        if (result_) result_ = file_.write(data, std::size_t(count));
        return result_ ? count : 0;
    }
    int_type overflow(int_type c) override {
        const char byte = traits_type::to_char_type(c);
        return traits_type::eq_int_type(c, traits_type::eof()) || xsputn(&byte, 1) == 1 ? traits_type::not_eof(c) : traits_type::eof();
    }
    AtomicFile& file_;
    Result<void> result_;
};

}  // namespace

Result<void> writeGlb(const std::filesystem::path& path, const ExportScene& scene) {
    if (scene.frames.empty() || scene.joints.empty() || !(scene.fps > 0)) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    if (scene.frames.size() > kMaxMotionBytes / (scene.joints.size() * 16 + 64)) return fail(ErrorCode::InvalidInput, "the motion is too long for a GLB", path.string());
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    FileStream bytes(*file);
    try {
        const tinygltf::Model model = Builder(scene).build();
        std::ostream stream(&bytes);
        if (!tinygltf::TinyGLTF().WriteGltfSceneToStream(&model, stream, false, true)) return fail(ErrorCode::Internal, "the GLB writer failed", path.string());
    } catch (const std::exception& e) {
        return fail(ErrorCode::InvalidInput, e.what(), path.string());
    }
    if (!bytes.result()) return bytes.result();
    return file->commit(AtomicFile::Outlives::Kill);   // can be exported again
}

}  // namespace ropetp::io
