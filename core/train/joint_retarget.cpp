#include "train/joint_retarget.h"

#include "base/rotation.h"

#include <Eigen/Cholesky>

#include <array>

namespace ropetp::train {
namespace {

using pose::FrameMatrix;
using pose::FrameState;
using pose::FrameVector;

/// Deviation of a recorded joint from where our body has it, metres. Spine and hips lie differently in each
/// skeleton; limbs must fit.
constexpr std::array<double, 22> kSigmaM = {0.05, 0.04, 0.04, 0.15, 0.012, 0.012, 0.15, 0.010, 0.010, 0.15, 0.02,
                                            0.02, 0.05, 0.15, 0.15, 0.06, 0.025, 0.025, 0.012, 0.012, 0.010, 0.010};
constexpr std::array<int, 8> kLimbs = {4, 5, 7, 8, 18, 19, 20, 21};
constexpr std::pair<int, int> kBones[] = {{1, 4}, {2, 5}, {4, 7}, {5, 8}, {16, 18}, {17, 19}, {18, 20}, {19, 21}, {16, 17}, {1, 2}, {7, 10}, {8, 11}};
constexpr double kPriorWeight = 0.02;
constexpr double kSteadyRad = 0.35;   ///< deviation of a joint's turn from the frame before
constexpr int kIterations = 12;

double midLength(const body::JointPositions& rest) { return ((rest.row(1) + rest.row(2)) / 2 - (rest.row(16) + rest.row(17)) / 2).norm(); }

/// First guess of the pelvis: from the hips and the direction of the trunk.
Eigen::Matrix3d trunkFrame(const Joints22& j) {
    const Eigen::Vector3d left = (j.row(1) - j.row(2)).normalized(), up = (j.row(12) - j.row(0)).normalized();
    Eigen::Matrix3d r;
    r.col(0) = left;
    r.col(2) = left.cross(up).normalized();
    r.col(1) = r.col(2).cross(left);
    return r;
}

class Retargeter {
  public:
    Retargeter(const body::BodyModel& model, const body::Betas& betas) : body_(model, betas), prior_(pose::PosePrior::anatomical()) {}

    FrameState solve(const Joints22& target, const FrameState* before) {
        FrameState state;
        if (before) state = *before;
        state.pelvisInCam = target.row(0).transpose();
        state.local[0] = trunkFrame(target);
        double damping = 1e-3, energy = evaluate(target, state, before, nullptr, nullptr);
        for (int i = 0; i < kIterations; ++i) {
            FrameMatrix hessian = FrameMatrix::Zero();
            FrameVector gradient = FrameVector::Zero();
            evaluate(target, state, before, &hessian, &gradient);
            bool better = false;
            for (int attempt = 0; attempt < 4 && !better; ++attempt) {
                FrameMatrix damped = hessian.selfadjointView<Eigen::Lower>();
                damped.diagonal() *= 1 + damping;
                damped.diagonal().array() += 1e-6;
                const FrameVector step = -damped.llt().solve(gradient);
                const FrameState trial = pose::moved(state, step);
                const double e = evaluate(target, trial, before, nullptr, nullptr);
                better = e < energy;
                damping *= better ? 0.3 : 6;
                if (!better) continue;
                const bool done = energy - e < 1e-4 * energy;
                energy = e;
                state = trial;
                if (done) return state;
            }
            if (!better) break;
        }
        return state;
    }
    const pose::FitBody& body() const { return body_; }
    double errorMm(const Joints22& target, const FrameState& state) {
        kinematics_.update(body_, state);
        double sum = 0;
        for (const int j : kLimbs) sum += (kinematics_.joint(j) - target.row(j).transpose()).norm();
        return 1000 * sum / double(kLimbs.size());
    }

  private:
    double evaluate(const Joints22& target, const FrameState& state, const FrameState* before, FrameMatrix* hessian, FrameVector* gradient) {
        kinematics_.update(body_, state);
        double energy = 0;
        for (int j = 0; j < 22; ++j) {
            const double w = 1 / (kSigmaM[std::size_t(j)] * kSigmaM[std::size_t(j)]);
            const Eigen::Vector3d r = kinematics_.joint(j) - target.row(j).transpose();
            energy += 0.5 * w * r.squaredNorm();
            if (!hessian) continue;
            kinematics_.jacobian(j == 0 ? 0 : body::kParents[std::size_t(j)], kinematics_.joint(j), jacobian_);
            hessian->triangularView<Eigen::Lower>() += w * jacobian_.transpose() * jacobian_;
            *gradient += w * jacobian_.transpose() * r;
        }
        energy += prior_.add(state, kPriorWeight, hessian, gradient) + pose::addJointLimits(state, 1, hessian, gradient);
        if (before)
            for (const int j : pose::kFreeJoints) {
                if (j == 0) continue;
                const Eigen::Vector3d turn = axisAngleFromMatrix(before->local[std::size_t(j)].transpose() * state.local[std::size_t(j)]);
                const double w = 1 / (kSteadyRad * kSteadyRad);
                energy += 0.5 * w * turn.squaredNorm();
                if (!hessian) continue;
                const int c = pose::kRotationColumn[std::size_t(j)];
                for (int k = 0; k < 3; ++k) (*hessian)(c + k, c + k) += w;
                gradient->segment<3>(c) += w * turn;
            }
        return energy;
    }

    pose::FitBody body_;
    pose::PosePrior prior_;
    pose::FrameKinematics kinematics_;
    pose::PointJacobian jacobian_;
};

}  // namespace

body::Betas matchShape(const body::BodyModel& model, const Eigen::Ref<const Eigen::Matrix<double, Eigen::Dynamic, 3, Eigen::RowMajor>>& joints) {
    constexpr int kRows = int(std::size(kBones)) + 1;
    Eigen::Matrix<double, kRows, 1> wanted;
    for (int i = 0; i + 1 < kRows; ++i) wanted[i] = (joints.row(kBones[i].first) - joints.row(kBones[i].second)).norm();
    wanted[kRows - 1] = ((joints.row(1) + joints.row(2)) / 2 - (joints.row(16) + joints.row(17)) / 2).norm();
    const auto lengths = [&](const body::Betas& betas) {
        const auto rest = model.restJoints(betas);
        Eigen::Matrix<double, kRows, 1> out;
        for (int i = 0; i + 1 < kRows; ++i) out[i] = (rest.row(kBones[i].first) - rest.row(kBones[i].second)).norm();
        out[kRows - 1] = midLength(rest);
        return out;
    };
    body::Betas betas = body::Betas::Zero();
    for (int iteration = 0; iteration < 4; ++iteration) {
        const auto now = lengths(betas);
        Eigen::Matrix<double, kRows, body::kShapeCount> jacobian;
        for (int k = 0; k < body::kShapeCount; ++k) {
            body::Betas more = betas;
            more[k] += 1e-3;
            jacobian.col(k) = (lengths(more) - now) / 1e-3;
        }
        constexpr double kSigma = 0.006;   // metres of bone for one standard deviation of shape
        const body::Betas gradient = jacobian.transpose() * (wanted - now) / (kSigma * kSigma) - betas;
        const Eigen::Matrix<double, body::kShapeCount, body::kShapeCount> hessian =
            jacobian.transpose() * jacobian / (kSigma * kSigma) + Eigen::Matrix<double, body::kShapeCount, body::kShapeCount>::Identity();
        betas += hessian.llt().solve(gradient);
        betas = betas.cwiseMax(-5).cwiseMin(5);
    }
    return betas;
}

RetargetedMotion retarget(const body::BodyModel& model, const RecordedMotion& motion, int everyNth) {
    RetargetedMotion out;
    // Bones: the median over the recording, against markers that slip.
    Joints22 typical = motion.joints[motion.joints.size() / 2];
    out.betas = matchShape(model, typical);
    body::Betas sum = body::Betas::Zero();
    int count = 0;
    for (std::size_t i = 0; i < motion.joints.size(); i += std::max<std::size_t>(1, motion.joints.size() / 8), ++count) sum += matchShape(model, motion.joints[i]);
    out.betas = sum / count;
    Retargeter retargeter(model, out.betas);
    FrameState before;
    for (std::size_t i = 0; i < motion.joints.size(); i += std::size_t(everyNth)) {
        before = retargeter.solve(motion.joints[i], i == 0 ? nullptr : &before);
        out.meanErrorMm += retargeter.errorMm(motion.joints[i], before);
        out.poses.push_back(pose::poseFromState(before, retargeter.body().restJoints));
    }
    out.meanErrorMm /= double(std::max<std::size_t>(1, out.poses.size()));
    return out;
}

}  // namespace ropetp::train
