#include "edit/limb_ik.h"

#include "base/rotation.h"
#include "body/kinematics.h"

#include <algorithm>
#include <cmath>

namespace ropetp::edit {
namespace {

using body::Joint;
using Eigen::Matrix3d;
using Eigen::Vector3d;

/// A limb is not stretched to its last millimetre: a straight one does not know how to bend.
constexpr double kSlackM = 1e-4;

Vector3d bone(const body::JointPositions& rest, int from, int to) { return (rest.row(to) - rest.row(from)).transpose(); }

/// What the frames of a limb's joints become, as rotations of the pose's frame.
void setGlobal(body::Pose& pose, int joint, const Matrix3d& global, const Matrix3d& parent) {
    pose.axisAngleRad[std::size_t(joint)] = axisAngleFromMatrix(parent.transpose() * global);
}

Matrix3d turnBetween(const Vector3d& from, const Vector3d& to) { return Eigen::Quaterniond::FromTwoVectors(from, to).toRotationMatrix(); }

}  // namespace

std::optional<LimbChain> limbOf(Joint joint) {
    const Vector3d knee(1, 0, 0), leftElbow(0, -1, 0), rightElbow(0, 1, 0);
    switch (joint) {
    case Joint::LeftKnee: case Joint::LeftAnkle: case Joint::LeftFoot: return LimbChain{1, 4, 7, knee};
    case Joint::RightKnee: case Joint::RightAnkle: case Joint::RightFoot: return LimbChain{2, 5, 8, knee};
    case Joint::LeftElbow: case Joint::LeftWrist: case Joint::LeftHand: return LimbChain{16, 18, 20, leftElbow};
    case Joint::RightElbow: case Joint::RightWrist: case Joint::RightHand: return LimbChain{17, 19, 21, rightElbow};
    default: return std::nullopt;
    }
}

IkResult reachWithLimb(const body::JointPositions& rest, const body::Pose& pose, const LimbChain& limb, Joint joint, const Vector3d& target) {
    const auto frames = body::jointFrames(rest, pose);
    const auto at = [&](int j) { return Vector3d(frames[std::size_t(j)].translation()); };
    const auto turn = [&](int j) { return Matrix3d(frames[std::size_t(j)].linear()); };
    IkResult out{pose, {}, false};
    const Vector3d a = at(limb.root), b = at(limb.middle), c = at(limb.tip);
    const Matrix3d above = turn(body::kParents[std::size_t(limb.root)]);
    out.joints.set(std::size_t(limb.root));
    if (body::index(joint) == limb.middle) {
        if ((target - a).norm() < kSlackM) return out;
        setGlobal(out.pose, limb.root, turnBetween(b - a, target - a) * turn(limb.root), above);
        return out;
    }
    out.joints.set(std::size_t(limb.middle)).set(std::size_t(limb.tip));
    // The hand keeps its direction, so what is beyond the wrist moves along.
    const Vector3d tipTarget = target - (at(body::index(joint)) - c);
    const double upper = (b - a).norm(), lower = (c - b).norm();
    const double distance = std::clamp((tipTarget - a).norm(), std::abs(upper - lower) + kSlackM, upper + lower - kSlackM);
    const auto bendFor = [&](double d) { return std::acos(std::clamp((d * d - upper * upper - lower * lower) / (2 * upper * lower), -1.0, 1.0)); };
    Vector3d hinge = (b - a).cross(c - b);
    const Vector3d natural = turn(limb.root) * limb.hingeAtRest;
    // A straight limb bends the way it can.
    if (hinge.norm() < 1e-3 * upper * lower) hinge = natural - natural.dot((b - a).normalized()) * (b - a).normalized();
    hinge.normalize();
    const Matrix3d bend = Eigen::AngleAxisd(bendFor(distance) - bendFor((c - a).norm()), hinge).toRotationMatrix();
    const Vector3d bentTip = b + bend * (c - b);
    const Matrix3d swing = (tipTarget - a).norm() < kSlackM ? Matrix3d(Matrix3d::Identity()) : turnBetween(bentTip - a, tipTarget - a);
    const Matrix3d root = swing * turn(limb.root), middle = swing * bend * turn(limb.middle);
    setGlobal(out.pose, limb.root, root, above);
    setGlobal(out.pose, limb.middle, middle, root);
    setGlobal(out.pose, limb.tip, turn(limb.tip), middle);
    return out;
}

Vector3d reachableOnRay(const body::JointPositions& rest, const body::Pose& pose, const LimbChain& limb, Joint joint, const Vector3d& ray) {
    const auto joints = body::jointPositions(rest, pose);
    const auto at = [&](int j) { return Vector3d(joints.row(j).transpose()); };
    const double depth = at(body::index(joint)).z();
    const bool middle = body::index(joint) == limb.middle;
    const double upper = bone(rest, limb.root, limb.middle).norm(), lower = bone(rest, limb.middle, limb.tip).norm();
    const Vector3d centre = middle ? at(limb.root) : Vector3d(at(limb.root) + at(body::index(joint)) - at(limb.tip));
    // |s ray - centre| <= longest, and for the middle joint it is the upper bone's length.
    const double longest = middle ? upper : upper + lower - 2 * kSlackM;
    const double rr = ray.squaredNorm(), rc = ray.dot(centre), root = rc * rc - rr * (centre.squaredNorm() - longest * longest);
    if (root <= 0) return ray * (rc / rr);   // out of reach: the nearest point of the ray
    const double near = (rc - std::sqrt(root)) / rr, far = (rc + std::sqrt(root)) / rr;
    if (middle) return ray * (std::abs(near - depth) < std::abs(far - depth) ? near : far);
    return ray * std::clamp(depth, near, far);
}

}  // namespace ropetp::edit
