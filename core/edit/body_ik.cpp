#include "edit/ik.h"

#include "base/rotation.h"
#include "edit/limb_ik.h"
#include "edit/pose_tools.h"
#include "pose/fit_body.h"
#include "pose/pose_prior.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ropetp::edit {
namespace {

using pose::FrameMatrix;
using pose::FrameState;
using pose::FrameVector;

/// Deviations of what is asked for: the target, pins, the depth in a drag over the picture.
constexpr double kTargetM = 0.002, kPinM = 0.002, kDepthM = 0.05;
/// And of the changes that it takes: of limbs that are dragged or pinned, of others, of the trunk, of the place.
constexpr double kLimbRad = 0.5, kOtherRad = 0.02, kTrunkRad = 0.12, kPlaceM = 0.15;
constexpr int kMostIterations = 25;

struct Wish {
    int joint = 0;
    Eigen::Vector3d target;
    double sigmaM = kTargetM;
    bool alongRay = false;   ///< seen at target's direction; its depth is a weak wish
};

Limb limbWith(int joint) {
    for (int l = 1; l < kLimbCount; ++l)
        if (jointsOf(Limb(l))[std::size_t(joint)]) return Limb(l);
    return Limb::Torso;
}

class BodySolver {
  public:
    BodySolver(const body::JointPositions& rest, const body::Pose& pose, std::vector<Wish> wishes) : wishes_(std::move(wishes)), start_(pose::stateFromPose(pose, rest)) {
        body_.restJoints = rest;
        body_.boneOffset[0].setZero();
        for (int j = 1; j < body::kJointCount; ++j) body_.boneOffset[std::size_t(j)] = (rest.row(j) - rest.row(body::kParents[std::size_t(j)])).transpose();
        JointSet free = jointsOf(Limb::Torso);
        for (const Wish& w : wishes_)
            if (limbWith(w.joint) != Limb::Torso) free |= jointsOf(limbWith(w.joint));
        stiffness_.head<3>().setConstant(1 / (kPlaceM * kPlaceM));
        for (const int j : pose::kFreeJoints) {
            const double sigma = jointsOf(Limb::Torso)[std::size_t(j)] ? kTrunkRad : free[std::size_t(j)] ? kLimbRad : kOtherRad;
            stiffness_.segment<3>(pose::kRotationColumn[std::size_t(j)]).setConstant(1 / (sigma * sigma));
        }
    }

    FrameState solve() {
        FrameState state = start_;
        double damping = 1e-4, current = energy(state, nullptr, nullptr);
        for (int k = 0; k < kMostIterations && damping < 1e6; ++k) {
            FrameMatrix h = FrameMatrix::Zero();
            FrameVector g = FrameVector::Zero();
            energy(state, &h, &g);
            h.diagonal() *= 1 + damping;
            const FrameVector step = -h.selfadjointView<Eigen::Lower>().llt().solve(g);
            const double largest = step.cwiseAbs().maxCoeff();
            if (!std::isfinite(largest)) break;
            const FrameState next = pose::moved(state, largest > 0.5 ? FrameVector(step * (0.5 / largest)) : step);
            const double e = energy(next, nullptr, nullptr);
            if (!(e < current)) {
                damping = std::max(1e-4, damping) * 10;
                continue;
            }
            const bool done = current - e < 1e-7 * current;
            state = next;
            current = e;
            damping /= 5;
            if (done) break;
        }
        return state;
    }

  private:
    double energy(const FrameState& state, FrameMatrix* h, FrameVector* g) {
        kinematics_.update(body_, state);
        double sum = pose::addJointLimits(state, 1, h, g);
        for (const Wish& w : wishes_) {
            const Eigen::Vector3d p = kinematics_.joint(w.joint);
            Eigen::Matrix3d rows = Eigen::Matrix3d::Identity() / w.sigmaM;
            Eigen::Vector3d r = (p - w.target) / w.sigmaM;
            if (w.alongRay) {
                const double z = std::max(p.z(), 0.1), k = w.target.z() / (z * w.sigmaM);
                rows << k, 0, -k * p.x() / z, 0, k, -k * p.y() / z, 0, 0, 1 / kDepthM;
                r << w.target.z() * (p.x() / z - w.target.x() / w.target.z()) / w.sigmaM, w.target.z() * (p.y() / z - w.target.y() / w.target.z()) / w.sigmaM,
                    (p.z() - w.target.z()) / kDepthM;
            }
            sum += 0.5 * r.squaredNorm();
            if (!h) continue;
            pose::PointJacobian points;
            kinematics_.jacobian(w.joint, p, points);
            const Eigen::Matrix<double, 3, pose::kFrameParams> j = rows * points;
            h->noalias() += j.transpose() * j;
            g->noalias() += j.transpose() * r;
        }
        FrameVector change;
        change.head<3>() = state.pelvisInCam - start_.pelvisInCam;
        for (const int j : pose::kFreeJoints) {
            const auto i = std::size_t(j);
            change.segment<3>(pose::kRotationColumn[i]) = axisAngleFromMatrix(start_.local[i].transpose() * state.local[i]);
        }
        sum += 0.5 * change.dot(stiffness_.cwiseProduct(change));
        if (h) {
            h->diagonal() += stiffness_;
            *g += stiffness_.cwiseProduct(change);
        }
        return sum;
    }

    std::vector<Wish> wishes_;
    FrameState start_;
    pose::FitBody body_;
    pose::FrameKinematics kinematics_;
    FrameVector stiffness_;
};

IkResult reachWithBody(const body::JointPositions& rest, const body::Pose& pose, Wish wish, const IkOptions& options) {
    constexpr double kStill = 1e-5;
    const auto joints = body::jointPositions(rest, pose);
    std::vector<Wish> wishes = {wish};
    for (const body::Joint pin : options.pins)
        if (body::index(pin) != wish.joint) wishes.push_back({body::index(pin), joints.row(body::index(pin)).transpose(), kPinM, false});
    const FrameState state = BodySolver(rest, pose, wishes).solve();
    const body::Pose solved = pose::poseFromState(state, rest);
    IkResult out{pose, {}, false};
    for (const int joint : pose::kFreeJoints) {
        const auto j = std::size_t(joint);
        if (geodesicAngle(matrixFromAxisAngle(pose.axisAngleRad[j]), state.local[j]) < kStill) continue;
        out.pose.axisAngleRad[j] = solved.axisAngleRad[j];
        out.joints.set(j);
    }
    out.place = (solved.translationM - pose.translationM).norm() > kStill;
    if (out.place) out.pose.translationM = solved.translationM;
    // A drag that changes nothing still says that the joint is right where it is.
    if (out.joints.none() && !out.place) out.joints.set(std::size_t(wish.joint));
    return out;
}

IkResult limited(IkResult r, const body::Pose& before, const IkOptions& options) {
    if (options.limits) heldWithinLimits(r.pose, before, r.joints);
    return r;
}

}  // namespace

Result<IkResult> reach(const body::JointPositions& rest, const body::Pose& pose, body::Joint joint, const Eigen::Vector3d& target, const IkOptions& options) {
    if (!target.allFinite() || target.norm() > 1e4) return fail(ErrorCode::InvalidInput, "the point to reach for is not a place");
    const auto limb = limbOf(joint);
    if (limb && !options.wholeBody) return limited(reachWithLimb(rest, pose, *limb, joint, target), pose, options);
    return reachWithBody(rest, pose, {body::index(joint), target, kTargetM, false}, options);
}

Result<IkResult> reachPixel(const body::JointPositions& rest, const body::Pose& poseInCam, body::Joint joint, const Eigen::Vector2d& px,
                            const PinholeCamera& camera, const IkOptions& options) {
    if (!px.allFinite() || px.norm() > 1e6) return fail(ErrorCode::InvalidInput, "the pixel to reach for is not a place");
    if (!(camera.fx > 0) || !(camera.fy > 0)) return fail(ErrorCode::InvalidInput, "the camera has no focal length");
    const double depth = body::jointPositions(rest, poseInCam)(body::index(joint), 2);
    if (!(depth > 0.05)) return fail(ErrorCode::InvalidInput, "the joint is behind the camera");
    const Eigen::Vector3d ray = camera.ray(px);
    const auto limb = limbOf(joint);
    if (limb && !options.wholeBody) return limited(reachWithLimb(rest, poseInCam, *limb, joint, reachableOnRay(rest, poseInCam, *limb, joint, ray)), poseInCam, options);
    return reachWithBody(rest, poseInCam, {body::index(joint), ray * depth, kTargetM, true}, options);
}

}  // namespace ropetp::edit
