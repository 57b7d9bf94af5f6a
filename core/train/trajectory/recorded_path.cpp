#include "train/trajectory/recorded_path.h"

#include "base/rotation.h"
#include "body/mannequin.h"
#include "train/joint_retarget.h"

#include <algorithm>

namespace ropetp::train {
namespace {

constexpr double kHandShare = 0.35;             ///< of the forearm's length
constexpr double kWorstMeanMm = 35;
constexpr double kEnterSpeed = 0.25, kLeaveSpeed = 0.5, kEnterHeightM = 0.05, kLeaveHeightM = 0.09;
constexpr int kFloorFrames = 20;                ///< the floor below a foot: its lowest place so many frames around

void markContacts(RecordedPath& path) {
    const auto n = int(path.joints.size());
    path.contacts.assign(path.joints.size(), {});
    for (std::size_t k = 0; k < trajectory::kFootJoints.size(); ++k) {
        const auto at = [&](int i) { return Eigen::Vector3d(path.joints[std::size_t(std::clamp(i, 0, n - 1))].row(trajectory::kFootJoints[k]).transpose()); };
        bool on = false;
        for (int i = 0; i < n; ++i) {
            double floor = 1e9;
            for (int d = -kFloorFrames; d <= kFloorFrames; ++d) floor = std::min(floor, at(i + d).y());
            const int before = std::max(0, i - 1), after = std::min(n - 1, i + 1);
            const double speed = (at(after) - at(before)).norm() * trajectory::kDenoiserFps / std::max(1, after - before), height = at(i).y() - floor;
            on = on ? speed < kLeaveSpeed && height < kLeaveHeightM : speed < kEnterSpeed && height < kEnterHeightM;
            path.contacts[std::size_t(i)][k] = on;
        }
    }
}

}  // namespace

body::JointPositions withHands(const Joints22& joints) {
    body::JointPositions out;
    out.topRows<22>() = joints;
    out.row(22) = joints.row(20) + kHandShare * (joints.row(20) - joints.row(18));
    out.row(23) = joints.row(21) + kHandShare * (joints.row(21) - joints.row(19));
    return out;
}

Result<std::vector<RecordedPath>> readPaths(const std::filesystem::path& motions, bool withRotations) {
    const auto recorded = readMotions(motions);
    if (!recorded) return fail(recorded.error());
    const auto body = body::mannequin();
    std::vector<RecordedPath> out;
    for (const auto& m : *recorded) {
        if (m.joints.size() < std::size_t(trajectory::kDenoiserFps)) continue;
        RecordedPath path{m.name, m.subject, m.heldOut, {}, {}, {}};
        for (const auto& j : m.joints) path.joints.push_back(withHands(j));
        if (withRotations) {
            const auto done = retarget(*body, m, 1);
            if (done.meanErrorMm > kWorstMeanMm || done.poses.size() != m.joints.size()) continue;
            for (const auto& pose : done.poses) {
                path.rotations.emplace_back();
                for (std::size_t j = 0; j < body::kJointCount; ++j) path.rotations.back()[j] = matrixFromAxisAngle(pose.axisAngleRad[j]).cast<float>();
            }
        }
        markContacts(path);
        out.push_back(std::move(path));
    }
    if (out.empty()) return fail(ErrorCode::InvalidInput, "no recordings", motions.string());
    return out;
}

std::vector<trajectory::BodyFrame> bodyFrames(const RecordedPath& path, std::size_t first, std::size_t count) {
    std::vector<trajectory::BodyFrame> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        out[i].joints = path.joints[first + i].rowwise() - path.joints[first + i].row(0);
        if (!path.rotations.empty()) out[i].rotations = path.rotations[first + i];
        out[i].known.fill(true);
    }
    return out;
}

}  // namespace ropetp::train
