// Writing takes, each beside the usual way in the same run, best of five:
//   BVH of 10 000 frames beside a plain fprintf writer of the same numbers,
//   FBX of 1 000 frames beside assimp's ASCII exporter (skeleton and the same curves; time and size),
//   NPZ of 10 000 frames beside numpy.savez of the same arrays (python3-numpy).
// Usage: bench_export
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "io/bvh.h"
#include "io/export_formats.h"
#include "io/fbx_writer.h"
#include "io/npz_file.h"
#include "io/take_npz.h"

#ifdef ROPETP_WITH_ASSIMP
#include <assimp/Exporter.hpp>
#include <assimp/scene.h>
#endif

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace ropetp;
using namespace ropetp::io;

namespace {

constexpr int kRuns = 5;

body::MotionClip take(int frames) {
    body::MotionClip clip;
    clip.person = PersonId(1);
    clip.fps = 30;
    clip.camera = PinholeCamera::centred(1280, 720, 1000);
    clip.camFromWorld = {Eigen::Isometry3d::Identity()};
    clip.bodyModel = "mannequin";
    for (int i = 0; i < frames; ++i) {
        body::MotionFrame f;
        f.frame = FrameIndex(i);
        f.ptsSec = i / 30.0;
        for (int j = 0; j < body::kJointCount; ++j) f.poseInWorld.axisAngleRad[std::size_t(j)] = Eigen::Vector3d(std::sin(0.03 * i + j), std::sin(0.05 * i + 2 * j), std::cos(0.04 * i + 3 * j)) * 0.5;
        f.poseInWorld.translationM = {0.01 * i, 0.9, std::sin(0.01 * i)};
        f.poseInCam = f.poseInWorld;
        clip.frames.push_back(f);
    }
    return clip;
}

template <class F>
double best(F&& work) {
    double least = 1e9;
    for (int r = 0; r < kRuns; ++r) {
        const auto start = std::chrono::steady_clock::now();
        work();
        least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return least;
}

double sizeKb(const std::filesystem::path& path) { return double(std::filesystem::file_size(path)) / 1024; }

/// What a script does: the angles by atan2, a printf a number.
void plainBvh(const std::filesystem::path& path, const ExportScene& scene) {
    std::FILE* f = std::fopen(path.c_str(), "w");
    std::fprintf(f, "MOTION\nFrames: %zu\nFrame Time: %.9f\n", scene.frames.size(), 1 / scene.fps);
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        const Eigen::Vector3d p = 100 * scene.placeOf(i, 0);
        std::fprintf(f, "%.5f %.5f %.5f", p.x(), p.y(), p.z());
        for (const auto& q : scene.frames[i].rotations) {
            const Eigen::Matrix3d r = q.toRotationMatrix();
            const double deg = 180 / M_PI;
            std::fprintf(f, " %.5f %.5f %.5f", deg * std::atan2(-r(0, 1), r(1, 1)), deg * std::asin(std::min(1.0, std::max(-1.0, r(2, 1)))), deg * std::atan2(-r(2, 0), r(2, 2)));
        }
        std::fprintf(f, "\n");
    }
    std::fclose(f);
}

#ifdef ROPETP_WITH_ASSIMP
/// The same skeleton and curves as an assimp scene, with one triangle, which its exporter wants.
std::unique_ptr<aiScene> assimpScene(const ExportScene& scene) {
    auto out = std::make_unique<aiScene>();
    out->mRootNode = new aiNode("RootNode");
    std::vector<aiNode*> nodes;
    std::vector<std::vector<aiNode*>> children(scene.joints.size());
    for (std::size_t j = 0; j < scene.joints.size(); ++j) {
        auto* node = new aiNode(scene.joints[j].name);
        const Eigen::Vector3d o = 100 * scene.joints[j].offset;
        aiMatrix4x4::Translation(aiVector3D(float(o.x()), float(o.y()), float(o.z())), node->mTransformation);
        nodes.push_back(node);
        if (scene.joints[j].parent >= 0) children[std::size_t(scene.joints[j].parent)].push_back(node);
    }
    for (std::size_t j = 0; j < nodes.size(); ++j) nodes[j]->addChildren(unsigned(children[j].size()), children[j].data());
    out->mRootNode->addChildren(1, nodes.data());
    out->mNumMaterials = 1;
    out->mMaterials = new aiMaterial*[1]{new aiMaterial};
    auto* mesh = new aiMesh;
    mesh->mNumVertices = 3;
    mesh->mVertices = new aiVector3D[3]{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    mesh->mNumFaces = 1;
    mesh->mFaces = new aiFace[1];
    mesh->mFaces[0].mNumIndices = 3;
    mesh->mFaces[0].mIndices = new unsigned[3]{0, 1, 2};
    mesh->mPrimitiveTypes = aiPrimitiveType_TRIANGLE;
    out->mNumMeshes = 1;
    out->mMeshes = new aiMesh*[1]{mesh};
    out->mRootNode->mNumMeshes = 1;
    out->mRootNode->mMeshes = new unsigned[1]{0};
    auto* animation = new aiAnimation;
    animation->mName = "take";
    animation->mTicksPerSecond = scene.fps;
    animation->mDuration = double(scene.frames.size());
    animation->mNumChannels = unsigned(scene.joints.size());
    animation->mChannels = new aiNodeAnim*[scene.joints.size()];
    for (std::size_t j = 0; j < scene.joints.size(); ++j) {
        auto* channel = new aiNodeAnim;
        channel->mNodeName = scene.joints[j].name;
        channel->mNumRotationKeys = unsigned(scene.frames.size());
        channel->mRotationKeys = new aiQuatKey[scene.frames.size()];
        channel->mNumPositionKeys = scene.isMoving(j) ? unsigned(scene.frames.size()) : 1;
        channel->mPositionKeys = new aiVectorKey[channel->mNumPositionKeys];
        channel->mNumScalingKeys = 1;
        channel->mScalingKeys = new aiVectorKey[1]{aiVectorKey(0, aiVector3D(1, 1, 1))};
        for (std::size_t i = 0; i < scene.frames.size(); ++i) {
            const auto& q = scene.frames[i].rotations[j];
            channel->mRotationKeys[i] = aiQuatKey(double(i), aiQuaternion(float(q.w()), float(q.x()), float(q.y()), float(q.z())));
            if (i >= channel->mNumPositionKeys) continue;
            const Eigen::Vector3d p = 100 * scene.placeOf(i, j);
            channel->mPositionKeys[i] = aiVectorKey(double(i), aiVector3D(float(p.x()), float(p.y()), float(p.z())));
        }
        animation->mChannels[j] = channel;
    }
    out->mNumAnimations = 1;
    out->mAnimations = new aiAnimation*[1]{animation};
    return out;
}
#endif

}  // namespace

int main() {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "ropetp-bench-export";
    std::filesystem::create_directories(folder);
    const auto at = [&](const char* name) { return folder / name; };
    const auto body = body::mannequin();
    const auto longTake = take(10'000), shortTake = take(1'000);
    const auto longScene = exportScene(longTake, body, {}), shortScene = exportScene(shortTake, body, {});
    if (!longScene || !shortScene) return 1;
    bool good = true;

    const double ours = best([&] { good &= bool(writeBvh(at("ours.bvh"), *longScene)); }), plain = best([&] { plainBvh(at("plain.bvh"), *longScene); });
    std::printf("BVH, 10 000 frames: %.0f ms, plain fprintf %.0f ms: ratio %.2f\n", 1e3 * ours, 1e3 * plain, ours / plain);

    const double fbx = best([&] { good &= bool(writeFbx(at("ours.fbx"), *shortScene)); });
    std::printf("FBX, 1 000 frames: %.1f ms, %.0f KB", 1e3 * fbx, sizeKb(at("ours.fbx")));
#ifdef ROPETP_WITH_ASSIMP
    const auto scene = assimpScene(*shortScene);
    bool exported = true;
    const double ascii = best([&] {
        Assimp::Exporter exporter;
        exported &= exporter.Export(scene.get(), "fbxa", at("assimp.fbx").string()) == aiReturn_SUCCESS;
    });
    if (exported) std::printf("; assimp's ASCII %.1f ms, %.0f KB: ratio %.2f in time, %.2f in size\n", 1e3 * ascii, sizeKb(at("assimp.fbx")), fbx / ascii, sizeKb(at("ours.fbx")) / sizeKb(at("assimp.fbx")));
    else std::printf("; assimp could not write\n");
#else
    std::printf("; built without assimp\n");
#endif

    good &= bool(writeTakeNpz(at("ours.npz"), longTake, *body));
    const auto arrays = readNpz(at("ours.npz"));
    if (!arrays) return 1;
    const double npz = best([&] { good &= bool(writeNpz(at("ours.npz"), *arrays)); }), whole = best([&] { good &= bool(writeTakeNpz(at("take.npz"), longTake, *body)); });
    std::ofstream(at("savez.py")) << "import numpy, time, sys\n"
                                     "a = dict(numpy.load(sys.argv[1]))\n"
                                     "best = 1e9\n"
                                     "for _ in range(5):\n"
                                     "    t = time.perf_counter(); numpy.savez(sys.argv[2], **a); best = min(best, time.perf_counter() - t)\n"
                                     "print(best)\n";
    const std::string command = "/usr/bin/python3 " + at("savez.py").string() + " " + at("ours.npz").string() + " " + at("numpy.npz").string();
    double numpySec = 0;
    if (std::FILE* p = popen(command.c_str(), "r")) {
        if (std::fscanf(p, "%lf", &numpySec) != 1) numpySec = 0;
        pclose(p);
    }
    // Neither waits for the disk. A whole take: with its joints in two frames.
    std::printf("NPZ of the arrays of 10 000 frames: %.0f ms, %.0f KB; numpy.savez %.0f ms: ratio %.2f; a whole take %.0f ms\n", 1e3 * npz, sizeKb(at("ours.npz")), 1e3 * numpySec,
                numpySec > 0 ? npz / numpySec : 0, 1e3 * whole);
    std::filesystem::remove_all(folder);
    return good ? 0 : 1;
}
