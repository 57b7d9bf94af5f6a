// Small good files for the fuzzers to begin with. Usage: fuzz_seeds FOLDER (with bvh, fbx and npz in it)
#include "io/export_scene.h"
#include "io/bvh.h"
#include "io/fbx_writer.h"
#include "io/npz_file.h"

#include <cstdio>

using namespace ropetp::io;

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::filesystem::path folder = argv[1];
    ExportScene scene;
    scene.takeName = "take";
    scene.joints = {{"a", -1, {0, 1, 0}, -1, 0}, {"b", 0, {0, 0.1, 0}}, {"c", 1, {0.2, 0, 0}}};
    for (int i = 0; i < 3; ++i) scene.frames.push_back({{3, Eigen::Quaterniond(Eigen::AngleAxisd(0.3 * i, Eigen::Vector3d::UnitX()))}, {Eigen::Vector3d(0.1 * i, 1, 0)}});
    NpzArrays arrays;
    const auto zeros = [&](const char* name, std::vector<std::size_t> shape) {
        std::size_t count = 1;
        for (const auto s : shape) count *= s;
        arrays[name] = NpyArray::floats(shape, std::vector<float>(count));
    };
    zeros("poses", {2, 72});
    zeros("trans", {2, 3});
    zeros("betas", {10});
    zeros("confidence", {2, 24});
    arrays["fps"] = NpyArray::scalar(30);
    arrays["camera"] = NpyArray::unicode("static");
    const bool good = writeBvh(folder / "bvh/seed", scene) && writeFbx(folder / "fbx/seed", scene) && writeNpz(folder / "npz/seed", arrays);
    return good ? 0 : 1;
}
