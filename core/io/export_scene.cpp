#include "io/export_scene.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "io/resample.h"

#include <algorithm>
#include <cmath>

namespace ropetp::io {
namespace {

using body::Joint;
using body::kJointCount;
constexpr double kAheadOfRootM = 0.001;
constexpr double kArmsDownRad = 0.7853981633974483;   ///< A-pose: from level to 45 degrees down

/// Global rotations of the rest pose against the T-pose.
std::array<Eigen::Matrix3d, kJointCount> restTurns(RestPose rest) {
    std::array<Eigen::Matrix3d, kJointCount> turns;
    turns.fill(Eigen::Matrix3d::Identity());
    if (rest == RestPose::T) return turns;
    for (int j = 1; j < kJointCount; ++j) {
        turns[std::size_t(j)] = turns[std::size_t(body::kParents[std::size_t(j)])];
        if (j == body::index(Joint::LeftShoulder)) turns[std::size_t(j)] = matrixFromAxisAngle({0, 0, -kArmsDownRad});
        if (j == body::index(Joint::RightShoulder)) turns[std::size_t(j)] = matrixFromAxisAngle({0, 0, kArmsDownRad});
    }
    return turns;
}

body::Pose restPose(RestPose rest) {
    body::Pose pose;
    if (rest == RestPose::A) {
        pose.axisAngleRad[std::size_t(body::index(Joint::LeftShoulder))] = {0, 0, -kArmsDownRad};
        pose.axisAngleRad[std::size_t(body::index(Joint::RightShoulder))] = {0, 0, kArmsDownRad};
    }
    return pose;
}

class Builder {
  public:
    Builder(const body::MotionClip& clip, std::shared_ptr<const body::BodyModel> body, const ExportOptions& options)
        : clip_(clip), body_(std::move(body)), options_(options), rest_(body_->restJoints(clip.betas)), turns_(restTurns(options.preset.rest)) {}

    Result<ExportScene> run() {
        const EvenMotion motion = evenMotion(clip_, options_.fps);
        if (motion.posesInWorld.empty() || !(motion.fps > 0)) return fail(ErrorCode::InvalidInput, "there are no frames to write");
        if (!(options_.scale > 0) || !std::isfinite(options_.scale) || !std::isfinite(options_.floorOffsetM)) return fail(ErrorCode::InvalidInput, "the scale has to be above 0");
        scene_.fps = motion.fps;
        scene_.resampled = motion.resampled;
        scene_.takeName = takeName();
        joints();
        frames(motion);
        if (options_.withMesh) mesh();
        if (options_.withCamera) camera(motion);
        return std::move(scene_);
    }

  private:
    std::string takeName() const { return "Person" + std::to_string(clip_.person.value); }

    Eigen::Vector3d restOffset(int j) const {
        const int parent = body::kParents[std::size_t(j)];
        return options_.scale * (turns_[std::size_t(parent)] * (rest_.row(j) - rest_.row(parent)).transpose());
    }

    void joints() {
        const bool root = !options_.preset.rootBone.empty();
        if (root) scene_.joints.push_back({options_.preset.rootBone, -1, Eigen::Vector3d::Zero(), -1, 0});
        // At rest the feet stand on the floor. A hair ahead of the root bone: Blender takes a bone that begins where the
        // one before ends for connected, and a connected bone cannot move.
        const Eigen::Vector3d hips = options_.scale * Eigen::Vector3d(0, rest_(0, 1) - lowestAtRest(), root ? kAheadOfRootM : 0);
        for (int j = 0; j < kJointCount; ++j) {
            const int parent = body::kParents[std::size_t(j)];
            scene_.joints.push_back({options_.preset.jointNames[std::size_t(j)], parent < 0 ? (root ? 0 : -1) : parent + int(root), parent < 0 ? hips : restOffset(j), j, parent < 0 ? int(root) : -1});
        }
    }

    double lowestAtRest() const {
        double lowest = rest_.col(1).minCoeff();
        body::Skinner skinner(body_, clip_.betas);
        body::VertexArray vertices;
        skinner.skin(body::Pose{}, vertices);
        return std::min(lowest, double(vertices.col(1).minCoeff()));
    }

    void frames(const EvenMotion& motion) {
        const bool root = scene_.hasRootBone();
        const std::size_t first = root ? 1 : 0;
        const Eigen::Vector3d start = rest_.row(0).transpose() + motion.posesInWorld.front().translationM;
        scene_.frames.reserve(motion.posesInWorld.size());
        for (const body::Pose& pose : motion.posesInWorld) {
            ExportScene::Frame frame;
            frame.rotations.resize(scene_.joints.size(), Eigen::Quaterniond::Identity());
            for (int j = 0; j < kJointCount; ++j) {
                const int parent = body::kParents[std::size_t(j)];
                const Eigen::Matrix3d before = parent < 0 ? Eigen::Matrix3d(Eigen::Matrix3d::Identity()) : turns_[std::size_t(parent)];
                // Global turns are R; told from the posed rest they are R A^-1.
                auto& q = frame.rotations[first + std::size_t(j)];
                q = Eigen::Quaterniond(Eigen::Matrix3d(before * matrixFromAxisAngle(pose.axisAngleRad[std::size_t(j)]) * turns_[std::size_t(j)].transpose())).normalized();
                if (!scene_.frames.empty() && q.dot(scene_.frames.back().rotations[first + std::size_t(j)]) < 0) q.coeffs() *= -1;
            }
            Eigen::Vector3d pelvis = rest_.row(0).transpose() + pose.translationM;
            if (options_.startAtOrigin) pelvis -= Eigen::Vector3d(start.x(), 0, start.z());
            if (options_.preset.rootMotion == RootMotion::InPlace) {
                pelvis.x() = options_.startAtOrigin ? 0 : start.x();
                pelvis.z() = options_.startAtOrigin ? 0 : start.z();
            }
            pelvis.y() += options_.floorOffsetM;
            pelvis *= options_.scale;
            const bool carries = options_.preset.rootMotion == RootMotion::OnRootBone;
            const Eigen::Vector3d onFloor = root && carries ? Eigen::Vector3d(pelvis.x(), 0, pelvis.z()) : Eigen::Vector3d(0, 0, 0);
            if (root) frame.places.push_back(onFloor);
            frame.places.push_back(pelvis - onFloor);
            scene_.frames.push_back(std::move(frame));
        }
    }

    void mesh() {
        SceneMesh mesh;
        body::Skinner skinner(body_, clip_.betas);
        skinner.skin(restPose(options_.preset.rest), mesh.vertices);
        const Eigen::Vector3d shift = scene_.restPositions()[scene_.hasRootBone() ? 1 : 0] - options_.scale * rest_.row(0).transpose();
        mesh.vertices = ((mesh.vertices.cast<double>() * options_.scale).rowwise() + shift.transpose()).cast<float>();
        mesh.faces = body_->data().faces;
        const auto& weights = body_->data().weights;
        mesh.influences.resize(std::size_t(body_->vertexCount()));
        for (int v = 0; v < body_->vertexCount(); ++v) {
            auto& list = mesh.influences[std::size_t(v)];
            for (int j = 0; j < kJointCount; ++j)
                if (weights(v, j) > 1e-4f) list.push_back({j + int(scene_.hasRootBone()), weights(v, j)});
            std::ranges::sort(list, std::ranges::greater{}, &SceneMesh::Influence::weight);
            if (list.size() > SceneMesh::kMostInfluences) list.resize(SceneMesh::kMostInfluences);
            float sum = 0;
            for (const auto& i : list) sum += i.weight;
            for (auto& i : list) i.weight /= sum;
        }
        scene_.mesh = std::move(mesh);
    }

    void camera(const EvenMotion& motion) {
        SceneCamera camera;
        const auto& c = clip_.camera;
        camera.widthPx = c.width;
        camera.heightPx = c.height;
        camera.fxPx = c.fx;
        camera.fyPx = c.fy;
        camera.cxPx = c.cx;
        camera.cyPx = c.cy;
        if (!(c.width > 0 && c.height > 0 && c.fx > 0 && c.fy > 0)) return;
        // Pictures' axes are x right, y down, z forward; a camera object's x right, y up, z back.
        const Eigen::Matrix3d flip = Eigen::Vector3d(1, -1, -1).asDiagonal();
        const Eigen::Vector3d start = rest_.row(0).transpose() + motion.posesInWorld.front().translationM;
        const auto poseAt = [&](std::size_t row) {
            Eigen::Isometry3d worldFromCam = clip_.camFromWorldAt(row).inverse();
            Eigen::Isometry3d out = Eigen::Isometry3d::Identity();
            out.linear() = worldFromCam.linear() * flip;
            Eigen::Vector3d at = worldFromCam.translation();
            if (options_.startAtOrigin) at -= Eigen::Vector3d(start.x(), 0, start.z());
            at.y() += options_.floorOffsetM;
            out.translation() = options_.scale * at;
            return out;
        };
        if (clip_.camFromWorld.size() <= 1) {
            if (!clip_.camFromWorld.empty()) camera.worldFromCamera.push_back(poseAt(0));
        } else {
            // The row whose time is nearest: cameras are given for the take's own frames.
            const double startSec = clip_.frames.front().ptsSec;
            std::size_t row = 0;
            for (std::size_t i = 0; i < motion.posesInWorld.size(); ++i) {
                const double t = startSec + double(i) / motion.fps;
                while (row + 1 < clip_.frames.size() && std::abs(clip_.frames[row + 1].ptsSec - t) <= std::abs(clip_.frames[row].ptsSec - t)) ++row;
                camera.worldFromCamera.push_back(poseAt(row));
            }
        }
        if (!camera.worldFromCamera.empty()) scene_.camera = std::move(camera);
    }

    const body::MotionClip& clip_;
    std::shared_ptr<const body::BodyModel> body_;
    const ExportOptions& options_;
    body::JointPositions rest_;
    std::array<Eigen::Matrix3d, kJointCount> turns_;
    ExportScene scene_;
};

}  // namespace

double SceneCamera::verticalFovDeg() const { return 2 * std::atan(heightPx / (2 * fyPx)) * 180 / EIGEN_PI; }

body::VertexArray SceneMesh::normals() const {
    body::VertexArray out = body::VertexArray::Zero(vertices.rows(), 3);
    for (Eigen::Index f = 0; f < faces.rows(); ++f) {
        const auto corner = [&](int k) { return Eigen::Vector3f(vertices.row(faces(f, k)).transpose()); };
        const Eigen::Vector3f twiceArea = (corner(1) - corner(0)).cross(corner(2) - corner(0));
        for (int k = 0; k < 3; ++k) out.row(faces(f, k)) += twiceArea.transpose();
    }
    for (Eigen::Index v = 0; v < out.rows(); ++v) {
        const float length = out.row(v).norm();
        if (length > 1e-12f) out.row(v) /= length;
        else out.row(v) << 0, 1, 0;
    }
    return out;
}

std::vector<Eigen::Isometry3d> ExportScene::worldFromJoint(std::size_t frame) const {
    std::vector<Eigen::Isometry3d> out(joints.size(), Eigen::Isometry3d::Identity());
    for (std::size_t j = 0; j < joints.size(); ++j) {
        Eigen::Isometry3d local = Eigen::Isometry3d::Identity();
        local.linear() = frames[frame].rotations[j].toRotationMatrix();
        local.translation() = placeOf(frame, j);
        out[j] = joints[j].parent < 0 ? local : out[std::size_t(joints[j].parent)] * local;
    }
    return out;
}

std::vector<Eigen::Vector3d> ExportScene::restPositions() const {
    std::vector<Eigen::Vector3d> out;
    for (const SceneJoint& j : joints) out.push_back(j.parent < 0 ? j.offset : Eigen::Vector3d(out[std::size_t(j.parent)] + j.offset));
    return out;
}

body::VertexArray ExportScene::skinned(std::size_t frame) const {
    body::VertexArray out;
    if (!mesh) return out;
    const auto rest = restPositions();
    const auto now = worldFromJoint(frame);
    out.resize(mesh->vertices.rows(), 3);
    for (Eigen::Index v = 0; v < out.rows(); ++v) {
        const Eigen::Vector3d from = mesh->vertices.row(v).transpose().cast<double>();
        Eigen::Vector3d to = Eigen::Vector3d::Zero();
        for (const auto& i : mesh->influences[std::size_t(v)]) to += double(i.weight) * (now[std::size_t(i.joint)] * (from - rest[std::size_t(i.joint)]));
        out.row(v) = to.transpose().cast<float>();
    }
    return out;
}

Result<body::MotionClip> framesOf(const body::MotionClip& clip, FrameRange range) {
    body::MotionClip part = clip;
    part.frames.clear();
    if (clip.camFromWorld.size() > 1) part.camFromWorld.clear();
    part.measuredCameraM.clear();
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        if (!range.contains(clip.frames[i].frame)) continue;
        part.frames.push_back(clip.frames[i]);
        if (clip.camFromWorld.size() > 1) part.camFromWorld.push_back(clip.camFromWorld[i]);
        if (!clip.measuredCameraM.empty()) part.measuredCameraM.push_back(clip.measuredCameraM[i]);
    }
    if (part.frames.empty()) return fail(ErrorCode::InvalidInput, "the take has no frames in this range");
    return part;
}

Result<ExportScene> exportScene(const body::MotionClip& clip, const std::shared_ptr<const body::BodyModel>& body, const ExportOptions& options) {
    if (!body) return fail(ErrorCode::InvalidInput, "there is no body to export");
    if (clip.frames.empty()) return fail(ErrorCode::InvalidInput, "there are no frames to write");
    return Builder(clip, body, options).run();
}

}  // namespace ropetp::io
