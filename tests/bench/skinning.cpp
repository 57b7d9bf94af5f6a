// Skinning on one thread: ms a frame, one at a time and batched, for a dense random body of SMPL's size
// (6890 vertices, all 207 pose blend shapes at every vertex: the worst case).
// Usage: bench_skinning [frames]
#include "body/body_model.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

using namespace ropetp::body;

namespace {

BodyModelData denseBody(int vertices) {
    std::mt19937 rng(1);
    std::normal_distribution<float> n(0, 0.3f);
    BodyModelData d;
    d.name = "dense";
    const auto random = [&](int rows, int cols, float scale) {
        Eigen::MatrixXf m(rows, cols);
        for (Eigen::Index i = 0; i < m.size(); ++i) m.data()[i] = scale * n(rng);
        return m;
    };
    d.vTemplate = random(vertices, 3, 1);
    d.faces.resize(vertices - 2, 3);
    for (int f = 0; f < vertices - 2; ++f) d.faces.row(f) << f, f + 1, f + 2;
    d.shapeDirs = random(3 * vertices, kShapeCount, 0.1f);
    d.poseDirs = random(3 * vertices, kPoseFeatureCount, 0.01f);
    d.jointRegressor = Eigen::MatrixXf::Constant(kJointCount, vertices, 1.f / vertices);
    d.weights = Eigen::MatrixXf::Zero(vertices, kJointCount);
    for (int v = 0; v < vertices; ++v)
        for (int k = 0; k < 4; ++k) d.weights(v, (v + 5 * k) % kJointCount) = 0.25f;
    return d;
}

template <class F>
double millisecondsPerFrame(int frames, F&& work) {
    work();  // warm
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / frames;
}

}  // namespace

int main(int argc, char** argv) {
    const int frames = argc > 1 ? std::max(1, std::atoi(argv[1])) : 256;
    const auto model = BodyModel::create(denseBody(6890));
    if (!model) return 1;
    Skinner skinner(*model, Betas::Zero());
    std::vector<Pose> poses(frames);
    std::mt19937 rng(2);
    std::normal_distribution<double> n(0, 0.5);
    for (auto& p : poses)
        for (auto& a : p.axisAngleRad) a = {n(rng), n(rng), n(rng)};
    std::vector<VertexArray> out(frames);
    VertexArray one;
    const double single = millisecondsPerFrame(frames, [&] { for (const auto& p : poses) skinner.skin(p, one); });
    const double batched = millisecondsPerFrame(frames, [&] { skinner.skinBatch(poses, out); });
    std::printf("dense body, 6890 vertices, %d frames, 1 thread: one at a time %.3f ms, batched %.3f ms a frame\n", frames, single, batched);
    return 0;
}
