// Prints the error of a solve against an independent 3D reference, beside the landmark model's own
// world landmarks on the same frames.
//   bench_pose2sim VIDEO TRUTH.npz [--estimator NAME] [--prior FILE]
// MPJPE: mid-hip taken from both, mean over the scored joints and frames. PA-MPJPE: best similarity
// per frame first. Millimetres. Frames are matched by frame_ids.
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "jobs/solve_pipeline.h"
#include "tests/bench/npz_arrays.h"

#include <Eigen/SVD>

#include <cmath>
#include <cstdio>
#include <map>
#include <string>

using namespace ropetp;

namespace {

constexpr std::array<int, 12> kScored = {1, 2, 4, 5, 7, 8, 16, 17, 18, 19, 20, 21};
constexpr std::array<int, 12> kLandmark = {23, 24, 25, 26, 27, 28, 11, 12, 13, 14, 15, 16};
using Points = Eigen::Matrix<double, 12, 3>;

Points centred(const Points& p) { return p.rowwise() - (p.row(0) + p.row(1)) / 2; }

double meanError(const Points& a, const Points& b) { return 1000 * (a - b).rowwise().norm().mean(); }

Points aligned(const Points& p, const Points& q) {
    const Eigen::RowVector3d mp = p.colwise().mean(), mq = q.colwise().mean();
    const Points a = p.rowwise() - mp, b = q.rowwise() - mq;
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(a.transpose() * b, Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Vector3d sign(1, 1, (svd.matrixV() * svd.matrixU().transpose()).determinant() < 0 ? -1 : 1);
    const Eigen::Matrix3d r = svd.matrixV() * sign.asDiagonal() * svd.matrixU().transpose();
    const double s = svd.singularValues().dot(sign) / a.squaredNorm();
    return (s * a * r.transpose()).rowwise() + mq;
}

struct Score {
    double mpjpe = 0, pa = 0;
    int frames = 0;
    std::array<double, 12> perJoint{};
    Eigen::Vector3d axis = Eigen::Vector3d::Zero();
    void add(const Points& predicted, const Points& truth) {
        const Points p = centred(predicted), t = centred(truth);
        mpjpe += meanError(p, t);
        pa += meanError(aligned(p, t), t);
        for (int j = 0; j < 12; ++j) perJoint[j] += 1000 * (p.row(j) - t.row(j)).norm();
        axis += 1000 * (p - t).cwiseAbs().colwise().mean().transpose();
        ++frames;
    }
    void print(const char* name) const {
        std::printf("%-28s MPJPE %6.1f   PA-MPJPE %6.1f mm   %d frames   |x y z| %.0f %.0f %.0f\n   ", name, mpjpe / frames, pa / frames, frames,
                    axis.x() / frames, axis.y() / frames, axis.z() / frames);
        for (int j = 0; j < 12; ++j) std::printf(" %s %.0f", std::string(body::kJointNames[kScored[j]]).c_str(), perJoint[j] / frames);
        std::printf("\n");
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_pose2sim VIDEO TRUTH.npz [ESTIMATOR]\n");
        return 2;
    }
    auto truth = bench::readNpz(argv[2]);
    if (!truth.contains("joints_cam") || !truth.contains("frame_ids")) return 1;
    const auto joints = truth["joints_cam"].numbers();
    const auto ids = truth["frame_ids"].numbers();

    jobs::SolveRequest request;
    request.video = argv[1];
    request.persons = jobs::SolveRequest::Persons::Largest;
    if (argc > 3) request.estimator = argv[3];
    NullJobControl job;
    const auto outcome = jobs::solve(request, job, nullptr);
    if (!outcome) {
        std::fprintf(stderr, "%s\n", describe(outcome.error()).c_str());
        return 1;
    }
    const auto& clip = *outcome->clips.front();
    const auto* person = outcome->tracks->find(clip.person);
    const auto rest = body::mannequin()->restJoints(clip.betas);
    Score ours, landmarks;
    for (std::size_t row = 0; row < ids.size(); ++row) {
        const FrameIndex f(static_cast<std::int64_t>(ids[row]));
        const auto i = clip.find(f);
        const auto o = person->observations.find(f);
        if (i < 0 || o == person->observations.end() || !o->second.landmarks) continue;
        const auto p = body::jointPositions(rest, clip.frames[std::size_t(i)].poseInCam);
        Points t, mine, blaze;
        for (int j = 0; j < 12; ++j) {
            for (int c = 0; c < 3; ++c) t(j, c) = joints[(row * 24 + kScored[j]) * 3 + c];
            mine.row(j) = p.row(kScored[j]);
            blaze.row(j) = o->second.landmarks->worldM[kLandmark[j]].cast<double>().transpose();
        }
        if (!t.allFinite()) continue;
        ours.add(mine, t);
        landmarks.add(blaze, t);
    }
    if (ours.frames == 0) {
        std::fprintf(stderr, "no frame in common\n");
        return 1;
    }
    std::printf("frames in the truth: %zu, scored: %d\n", ids.size(), ours.frames);
    landmarks.print("BlazePose world landmarks");
    ours.print(clip.source.c_str());
    for (const auto& s : outcome->times) std::printf("%-18s %7.2f s  %6.1f frames/s\n", s.stage.c_str(), s.seconds, s.frames / s.seconds);
    std::printf("betas");
    for (int k = 0; k < 10; ++k) std::printf(" %.2f", clip.betas[k]);
    std::printf("  femur %.3f shin %.3f upper arm %.3f forearm %.3f\n", (rest.row(4) - rest.row(1)).norm(), (rest.row(7) - rest.row(4)).norm(),
                (rest.row(18) - rest.row(16)).norm(), (rest.row(20) - rest.row(18)).norm());
    return 0;
}
