// Learns resources/pose/pose_prior.bin: a mixture of Gaussians over joint rotations.
//   learn_pose_prior <positions22_free.npz> <out.bin> [components=16] [seed=1]
// Only clips whose split is "train" are used. Rotations come from fitting the body to the recorded
// joints as exact landmarks; every posture is also used mirrored.

#include "pose/landmark_fit.h"
#include "motion_landmarks.h"
#include "tests/core/pose/joint_body_fixture.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

using namespace ropetp;
using namespace ropetp::pose;

namespace {

constexpr int kEveryNth = 3;
constexpr int kIterations = 40;
/// Postures that the recordings lack must stay possible.
constexpr double kFloorDeviationRad = 0.10;
constexpr double kPriorCount = 60;
constexpr double kWideShare = 0.03;

/// Positions do not turn these joints: their ranges of motion stand in.
constexpr std::array<body::Joint, 4> kUnobserved = {body::Joint::Neck, body::Joint::Head, body::Joint::LeftWrist, body::Joint::RightWrist};

FitSettings exactSettings() {
    FitSettings s;
    s.depthWeight = 10;
    s.boneDepthWeight = 10;
    s.priorWeight = 0.1;
    s.robustSigmas = 20;
    s.smoothness = 0.3;
    return s;
}

PriorVector coordinates(const body::Pose& pose, bool mirrored) {
    PriorVector x;
    for (int k = 1; k < kFreeJointCount; ++k) {
        const int joint = kFreeJoints[k];
        Eigen::Vector3d a = pose.axisAngleRad[mirrored ? body::kMirror[joint] : joint];
        if (mirrored) a = Eigen::Vector3d(a.x(), -a.y(), -a.z());
        x.segment<3>(3 * (k - 1)) = a;
    }
    return x;
}

Eigen::MatrixXd gather(const std::vector<bench::RecordedClip>& clips) {
    std::vector<PriorVector> samples;
    LandmarkFit fit(test::jointBody(), PosePrior::anatomical(), exactSettings());
    NullJobControl job;
    for (const auto& clip : clips) {
        if (clip.split != "train" || clip.worldM.size() < 15) continue;
        const auto seen = bench::see(clip, 0, 0, 5, {}, 1, kEveryNth);
        const PersonFootage footage{seen.track, {FrameIndex(0), FrameIndex(static_cast<std::int64_t>(seen.ptsSec.size()))}, seen.ptsSec, seen.camera, nullptr};
        const auto solved = fit.estimate(footage, job, {});
        if (!solved) continue;
        for (const auto& frame : solved->frames)
            for (bool mirrored : {false, true}) samples.push_back(coordinates(frame.poseInCam, mirrored));
    }
    Eigen::MatrixXd out(kPriorSize, samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) out.col(i) = samples[i];
    return out;
}

struct Gaussian {
    double weight;
    PriorVector mean;
    PriorMatrix covariance, precision;
    double logNorm;
    void finish() {
        precision = covariance.llt().solve(PriorMatrix::Identity());
        const Eigen::LLT<PriorMatrix> cholesky(precision);
        logNorm = std::log(weight) + cholesky.matrixLLT().diagonal().array().log().sum();
    }
};

void forgetUnobserved(PriorVector& mean, PriorMatrix& covariance, const PosePrior::Component& anatomy) {
    for (body::Joint joint : kUnobserved) {
        const int row = kRotationColumn[body::index(joint)] - 6;
        mean.segment<3>(row) = anatomy.mean.segment<3>(row);
        covariance.middleRows<3>(row).setZero();
        covariance.middleCols<3>(row).setZero();
        covariance.block<3, 3>(row, row) = anatomy.precision.block<3, 3>(row, row).inverse();
    }
}

std::vector<Gaussian> learn(const Eigen::MatrixXd& x, int count, unsigned seed) {
    const auto anatomy = PosePrior::anatomical().components().front();
    std::mt19937_64 random(seed);
    const Eigen::Index n = x.cols();
    const PriorMatrix floor = PriorMatrix::Identity() * kFloorDeviationRad * kFloorDeviationRad;
    PriorVector middle = x.rowwise().mean();
    const Eigen::MatrixXd centred = x.colwise() - middle;
    PriorMatrix whole = centred * centred.transpose() / n;
    // Spread seeds: each far from those before it (k-means++).
    std::vector<Gaussian> mixture(count);
    Eigen::VectorXd nearest = Eigen::VectorXd::Constant(n, 1e9);
    for (int k = 0; k < count; ++k) {
        std::discrete_distribution<Eigen::Index> pick(nearest.data(), nearest.data() + n);
        mixture[k] = {1.0 / count, x.col(pick(random)), whole / 4 + floor, {}, 0};
        nearest = nearest.cwiseMin((x.colwise() - mixture[k].mean).colwise().squaredNorm().transpose());
    }
    Eigen::MatrixXd share(count, n);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        for (int k = 0; k < count; ++k) {
            mixture[k].finish();
            const Eigen::MatrixXd d = x.colwise() - mixture[k].mean;
            share.row(k) = -0.5 * (d.array() * (mixture[k].precision * d).array()).colwise().sum() + mixture[k].logNorm;
        }
        double likelihood = 0;
        for (Eigen::Index i = 0; i < n; ++i) {
            const double most = share.col(i).maxCoeff();
            const Eigen::VectorXd e = (share.col(i).array() - most).exp();
            likelihood += most + std::log(e.sum());
            share.col(i) = e / e.sum();
        }
        for (int k = 0; k < count; ++k) {
            const double total = share.row(k).sum();
            Gaussian& g = mixture[k];
            g.weight = std::max(total / n, 1e-4);
            g.mean = (x * share.row(k).transpose()) / std::max(total, 1e-9);
            const Eigen::MatrixXd d = x.colwise() - g.mean;
            g.covariance = ((d.array().rowwise() * share.row(k).array()).matrix() * d.transpose() + kPriorCount * (whole / 8)) / (total + kPriorCount) + floor;
        }
        if (iteration % 10 == 9) std::printf("iteration %d: log likelihood %.3f\n", iteration + 1, likelihood / n);
    }
    // A wide component for what was never recorded.
    for (Gaussian& g : mixture) g.weight *= 1 - kWideShare;
    mixture.push_back({kWideShare, middle, 2.0 * whole + floor, {}, 0});
    for (Gaussian& g : mixture) {
        forgetUnobserved(g.mean, g.covariance, anatomy);
        g.finish();
    }
    return mixture;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: learn_pose_prior <positions22_free.npz> <out.bin> [components] [seed]\n");
        return 2;
    }
    const int count = argc > 3 ? std::clamp(std::atoi(argv[3]), 1, 63) : 16;
    const unsigned seed = argc > 4 ? static_cast<unsigned>(std::atoi(argv[4])) : 1;
    const auto clips = bench::readRecordedClips(argv[1]);
    if (clips.empty()) return 1;
    const Eigen::MatrixXd samples = gather(clips);
    std::printf("%ld postures (mirrored ones included)\n", static_cast<long>(samples.cols()));
    std::vector<PosePrior::Component> components;
    for (const Gaussian& g : learn(samples, count, seed)) {
        PosePrior::Component c;
        c.weight = g.weight;
        c.mean = g.mean;
        c.precision = g.precision;
        components.push_back(c);
    }
    if (auto saved = PosePrior(std::move(components)).save(argv[2]); !saved) {
        std::fprintf(stderr, "%s\n", describe(saved.error()).c_str());
        return 1;
    }
    return 0;
}
