#include "pose/initial_pose.h"

#include "base/rotation.h"
#include "pose/frame_terms.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

using body::Joint;
using Eigen::Matrix3d;
using Eigen::Vector3d;

constexpr double kNearestDepthM = 0.3, kFarthestDepthM = 200;

Matrix3d minimalTurn(const Vector3d& from, const Vector3d& to) {
    return Eigen::Quaterniond::FromTwoVectors(from, to).toRotationMatrix();
}

/// Rotation whose x is nearest to `left` and whose y lies in the plane of `left` and `up`.
Matrix3d frameFrom(const Vector3d& left, const Vector3d& up) {
    Matrix3d frame;
    const Vector3d x = left.normalized();
    const Vector3d z = x.cross(up).normalized();
    frame << x, z.cross(x), z;
    return frame;
}

Matrix3d part(const Matrix3d& rotation, double share) { return matrixFromAxisAngle(share * axisAngleFromMatrix(rotation)); }

class Initialiser {
  public:
    Initialiser(const FitBody& body, const FrameObservation& observation) : body_(body), observation_(observation) {}

    FrameState run() {
        torso();
        head();
        limb(Joint::LeftShoulder, Joint::LeftElbow, Joint::LeftWrist, 11, 13, 15, {0, -1, 0});
        limb(Joint::RightShoulder, Joint::RightElbow, Joint::RightWrist, 12, 14, 16, {0, 1, 0});
        limb(Joint::LeftHip, Joint::LeftKnee, Joint::LeftAnkle, 23, 25, 27, {1, 0, 0});
        limb(Joint::RightHip, Joint::RightKnee, Joint::RightAnkle, 24, 26, 28, {1, 0, 0});
        foot(Joint::LeftKnee, Joint::LeftAnkle, 29, 31);
        foot(Joint::RightKnee, Joint::RightAnkle, 30, 32);
        state_.pelvisInCam = placedPelvis(body_, state_, observation_);
        return state_;
    }

  private:
    Vector3d at(int landmark) const { return observation_.of(landmark).fromMidHipM; }
    void set(Joint j, const Matrix3d& global) {
        const int i = body::index(j), parent = body::kParents[i];
        state_.local[i] = parent < 0 ? global : Matrix3d(global_[parent].transpose() * global);
        global_[i] = global;
    }
    void keep(Joint j) { set(j, global_[body::kParents[body::index(j)]]); }

    void torso() {
        const Vector3d up = (at(11) + at(12) - at(23) - at(24)) / 2;
        Vector3d hips = at(23) - at(24), shoulders = at(11) - at(12);
        if (hips.norm() < 1e-3) hips = shoulders;
        if (shoulders.norm() < 1e-3) shoulders = hips;
        if (hips.norm() < 1e-3 || up.norm() < 1e-3) {
            hips = shoulders = Vector3d(1, 0, 0);
        }
        const Vector3d upward = up.norm() < 1e-3 ? Vector3d(0, -1, 0) : up;
        // The hip line is short, hence noisy: the shoulders steady it.
        const Matrix3d pelvis = frameFrom(hips.normalized() * 0.6 + shoulders.normalized() * 0.4, upward);
        const Matrix3d chest = frameFrom(shoulders, upward);
        set(Joint::Pelvis, pelvis);
        const Matrix3d third = part(pelvis.transpose() * chest, 1.0 / 3);
        set(Joint::Spine1, pelvis * third);
        set(Joint::Spine2, pelvis * third * third);
        set(Joint::Spine3, chest);
        keep(Joint::LeftCollar);
        keep(Joint::RightCollar);
    }

    void head() {
        const Matrix3d& chest = global_[body::index(Joint::Spine3)];
        const Vector3d ears = at(7) - at(8), ahead = at(0) - (at(7) + at(8)) / 2;
        Matrix3d turned = chest;
        if (ears.norm() > 0.03 && ahead.norm() > 0.03 && ears.cross(ahead).norm() > 1e-4) {
            turned = frameFrom(ears, ahead.cross(ears));
            // The nose lies a little below the ears.
            turned = turned * matrixFromAxisAngle({-0.12, 0, 0});
        }
        Vector3d turn = axisAngleFromMatrix(chest.transpose() * turned);
        if (turn.norm() > 1.2) turn *= 1.2 / turn.norm();
        const Matrix3d half = matrixFromAxisAngle(turn / 2);
        set(Joint::Neck, chest * half);
        set(Joint::Head, chest * half * half);
    }

    void limb(Joint root, Joint middle, Joint tip, int a, int b, int c, const Vector3d& hingeAtRest) {
        const Matrix3d& parent = global_[body::kParents[body::index(root)]];
        const Vector3d upperAtRest = body_.boneOffset[body::index(middle)].normalized();
        const Vector3d lowerAtRest = body_.boneOffset[body::index(tip)].normalized();
        Vector3d upper = at(b) - at(a), lower = at(c) - at(b);
        if (upper.norm() < 1e-3) upper = parent * upperAtRest;
        if (lower.norm() < 1e-3) lower = upper;
        upper.normalize();
        lower.normalize();
        const Matrix3d minimal = minimalTurn(parent * upperAtRest, upper) * parent;
        const Vector3d expectedHinge = minimal * hingeAtRest;
        Vector3d hinge = upper.cross(lower);
        const double bend = std::asin(std::min(1.0, hinge.norm()));
        // A nearly straight limb does not tell its hinge; one bent a little the wrong way is noise.
        const double trust = std::clamp((bend - 0.15) / 0.5, 0.0, 1.0);
        if (hinge.norm() > 1e-6) hinge.normalize();
        hinge = trust * hinge + (1 - trust) * expectedHinge;
        hinge -= upper * upper.dot(hinge);
        if (hinge.norm() < 1e-3) hinge = expectedHinge;
        Vector3d across = hingeAtRest - upperAtRest * upperAtRest.dot(hingeAtRest);
        set(root, frameFrom(upper, hinge) * frameFrom(upperAtRest, across).transpose());
        const Matrix3d& upperGlobal = global_[body::index(root)];
        set(middle, minimalTurn(upperGlobal * lowerAtRest, lower) * upperGlobal);
        keep(tip);
    }

    void foot(Joint knee, Joint ankle, int heel, int toe) {
        const Matrix3d& shank = global_[body::index(knee)];
        const Vector3d ahead = at(toe) - at(heel);
        if (ahead.norm() < 0.02) return;
        const auto points = attachedPoints(body_);
        const Vector3d atRest = points[landmarkPointIndex(toe)].offset - points[landmarkPointIndex(heel)].offset;
        Vector3d turn = axisAngleFromMatrix(shank.transpose() * minimalTurn(shank * atRest, ahead) * shank);
        if (turn.norm() > 0.8) turn *= 0.8 / turn.norm();
        set(ankle, shank * matrixFromAxisAngle(turn));
    }

    const FitBody& body_;
    const FrameObservation& observation_;
    FrameState state_;
    std::array<Matrix3d, body::kJointCount> global_;
};

}  // namespace

FrameState initialPose(const FitBody& body, const FrameObservation& observation) {
    return Initialiser(body, observation).run();
}

Vector3d placedPelvis(const FitBody& body, const FrameState& state, const FrameObservation& observation) {
    FrameState atOrigin = state;
    atOrigin.pelvisInCam.setZero();
    FrameKinematics kinematics;
    kinematics.update(body, atOrigin);
    const auto attached = attachedPoints(body);
    Vector3d pelvis(0, 0, 3);
    for (int round = 0; round < 4; ++round) {
        Matrix3d h = 1e-9 * Matrix3d::Identity();
        Vector3d g = Vector3d::Zero();
        for (int i = 0; i < kLandmarkPointCount; ++i) {
            const PointObservation& seen = observation.points[i];
            if (seen.weight <= 0) continue;
            const Vector3d p = kinematics.point(attached[i]);
            double weight = seen.weight * seen.weight;
            if (round > 0) {
                const Vector3d q = p + pelvis;
                const double error = pelvis.z() * (q.head<2>() / std::max(q.z(), 0.1) - seen.ray).norm() / 0.12;
                weight /= (1 + error * error) * (1 + error * error);
            }
            // x - ray.x z = 0 and y - ray.y z = 0, linear in the pelvis.
            for (int axis = 0; axis < 2; ++axis) {
                Vector3d row = Vector3d::Zero();
                row[axis] = 1;
                row.z() = -seen.ray[axis];
                h += weight * row * row.transpose();
                g -= weight * row * row.dot(p);
            }
        }
        const Vector3d solved = h.ldlt().solve(g);
        if (!solved.allFinite()) break;
        pelvis = solved;
        if (pelvis.z() < kNearestDepthM || pelvis.z() > kFarthestDepthM) {
            const double depth = std::clamp(std::abs(pelvis.z()), kNearestDepthM, kFarthestDepthM);
            pelvis = Vector3d(pelvis.x(), pelvis.y(), depth);
        }
    }
    return pelvis;
}

}  // namespace ropetp::pose
