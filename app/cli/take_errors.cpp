#include "app/cli/take_errors.h"

#include "body/kinematics.h"
#include "metrics/mid_hip.h"
#include "metrics/vertex_error.h"

#include <algorithm>
#include <cmath>

namespace ropetp::cli {
namespace {

constexpr float kTrusted = 0.3f;
/// A truth whose own joints lie farther than this from those of its poses was made with another body.
constexpr double kSameBodyM = 0.02;

struct Matched {
    std::vector<body::JointPositions> cam, world, trueCam, trueWorld;
    std::vector<metrics::SeenJoints> seen;
    std::vector<std::pair<std::size_t, std::size_t>> rows;   ///< of the truth, of the take
};

metrics::SeenJoints seenByTake(const body::MotionFrame& frame) {
    metrics::SeenJoints seen{};
    for (std::size_t j = 0; j < seen.size(); ++j) seen[j] = frame.visible && frame.confidence[j] >= kTrusted;
    return seen;
}

Matched matched(const body::MotionClip& clip, const body::JointPositions& rest, const io::Truth& truth) {
    Matched m;
    for (std::size_t row = 0; row < truth.frameIds.size(); ++row) {
        const auto i = clip.find(FrameIndex(truth.frameIds[row]));
        if (i < 0) continue;
        const auto& frame = clip.frames[std::size_t(i)];
        m.rows.emplace_back(row, std::size_t(i));
        m.cam.push_back(body::jointPositions(rest, frame.poseInCam));
        m.trueCam.push_back(truth.jointsInCam[row]);
        m.seen.push_back(truth.visible.empty() ? seenByTake(frame) : truth.visible[row]);
        if (truth.jointsInWorld.empty()) continue;
        m.world.push_back(body::jointPositions(rest, frame.poseInWorld));
        m.trueWorld.push_back(truth.jointsInWorld[row]);
    }
    return m;
}

body::Pose truePoseInCam(const io::Truth& truth, std::size_t row, const body::JointPositions& rest) {
    if (truth.camFromWorld.empty()) return truth.posesInWorld[row];
    return body::transformed(truth.posesInWorld[row], Eigen::Isometry3d(truth.camFromWorld[row]), rest);
}

std::optional<double> mpvpe(const body::MotionClip& clip, const std::shared_ptr<const body::BodyModel>& body, const io::Truth& truth, const Matched& m) {
    if (truth.posesInWorld.empty() || !truth.betas) return std::nullopt;
    body::Skinner ours(body, clip.betas), theirs(body, *truth.betas);
    body::VertexArray vertices, trueVertices;
    metrics::VertexError error;
    double off = 0;
    std::size_t joints = 0;
    for (std::size_t k = 0; k < m.rows.size(); ++k) {
        const auto& [row, i] = m.rows[k];
        const body::Pose pose = truePoseInCam(truth, row, theirs.restJoints());
        const auto theirJoints = body::jointPositions(theirs.restJoints(), pose);
        const Eigen::RowVector3d apart = metrics::midHip(theirJoints) - metrics::midHip(m.trueCam[k]);
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            const double d = (theirJoints.row(Eigen::Index(j)) - m.trueCam[k].row(Eigen::Index(j)) - apart).norm();
            if (truth.jointMask[j] && std::isfinite(d)) off += d, ++joints;
        }
        ours.skin(clip.frames[i].poseInCam, vertices);
        theirs.skin(pose, trueVertices);
        error.add(vertices, m.cam[k], trueVertices, theirJoints);
    }
    if (joints == 0 || off / double(joints) > kSameBodyM) return std::nullopt;
    return error.mpvpeMm();
}

double jitterOf(const body::MotionClip& clip, const body::JointPositions& rest, const Matched& m) {
    std::vector<body::JointPositions> frames;
    // Frames of the take are consecutive; those of the truth need not be.
    std::size_t first = m.rows.front().second, last = first;
    for (const auto& [row, i] : m.rows) first = std::min(first, i), last = std::max(last, i);
    for (std::size_t i = first; i <= last; ++i) frames.push_back(body::jointPositions(rest, clip.frames[i].poseInWorld));
    return metrics::jitter(frames, clip.fps);
}

std::optional<double> jitterOf(const io::Truth& truth) {
    const auto& joints = truth.jointsInWorld.empty() ? truth.jointsInCam : truth.jointsInWorld;
    for (std::size_t i = 0; i < joints.size(); ++i)
        if (!joints[i].allFinite() || (i > 0 && truth.frameIds[i] != truth.frameIds[i - 1] + 1)) return std::nullopt;
    if (!(truth.fps > 0) || joints.size() < 4) return std::nullopt;
    return metrics::jitter(joints, truth.fps);
}

}  // namespace

Result<TakeErrors> takeErrors(const body::MotionClip& clip, std::shared_ptr<const body::BodyModel> body, const io::Truth& truth) {
    const auto rest = body->restJoints(clip.betas);
    const Matched m = matched(clip, rest, truth);
    const auto pose = metrics::poseError(m.cam, m.trueCam, truth.jointMask);
    if (!pose) return fail(ErrorCode::InvalidInput, "the take and the truth have no frame in common");
    TakeErrors e;
    e.pose = *pose;
    e.byVisibility = metrics::visibilityError(m.cam, m.trueCam, truth.jointMask, m.seen);
    e.visibilityFromTruth = !truth.visible.empty();
    e.mpvpeMm = mpvpe(clip, body, truth, m);
    e.world = metrics::worldError(m.world, m.trueWorld, truth.jointMask);
    e.jitter = jitterOf(clip, rest, m);
    e.jitterOfTruth = jitterOf(truth);
    e.framesOfTruth = truth.frameIds.size();
    return e;
}

}  // namespace ropetp::cli
