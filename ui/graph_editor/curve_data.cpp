#include "ui/graph_editor/curve_data.h"

#include "base/rotation.h"
#include "body/kinematics.h"

#include <algorithm>

namespace ropetp::ui {

AxisCurves rotationCurves(const body::MotionClip& clip, int joint, const io::EulerOrder& order, const AxisCurves* near) {
    AxisCurves curves;
    for (auto& c : curves) c.resize(clip.frames.size());
    Eigen::Vector3d last = Eigen::Vector3d::Zero();   // in the order of the axes
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        if (near && i < (*near)[0].size())
            for (int k = 0; k < 3; ++k) last[k] = double((*near)[std::size_t(order[std::size_t(k)])][i]);
        last = io::eulerDegrees(matrixFromAxisAngle(clip.frames[i].poseInWorld.axisAngleRad[std::size_t(joint)]), order, last);
        for (int k = 0; k < 3; ++k) curves[std::size_t(order[std::size_t(k)])][i] = float(last[k]);
    }
    return curves;
}

std::vector<AxisCurves> positionCurves(const body::MotionClip& clip, const body::BodyModel& body, const std::vector<int>& joints, CurveKind kind) {
    std::vector<AxisCurves> all(joints.size());
    for (auto& curves : all)
        for (auto& c : curves) c.resize(clip.frames.size());
    const auto rest = body.restJoints(clip.betas);
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        const auto& pose = clip.frames[i].poseInWorld;
        const auto at = body::jointPositions(rest, pose);
        const Eigen::Matrix3d pelvisFromWorld = matrixFromAxisAngle(pose.axisAngleRad[0]).transpose();
        for (std::size_t j = 0; j < joints.size(); ++j) {
            Eigen::Vector3d p = at.row(joints[j]).transpose();
            if (kind == CurveKind::FromPelvis) p = pelvisFromWorld * (p - at.row(0).transpose());
            for (std::size_t k = 0; k < 3; ++k) all[j][k][i] = float(p[Eigen::Index(k)]);
        }
    }
    return all;
}

std::vector<JointCurves> jointCurves(const body::MotionClip& clip, const body::BodyModel& body, const edit::PersonLayers* layers,
                                     const std::vector<int>& joints, CurveKind kind, const io::EulerOrder& order) {
    std::vector<JointCurves> out(joints.size());
    const body::MotionClip* raw = layers ? layers->raw.get() : nullptr;
    const bool withRaw = raw && raw != &clip && raw->frames.size() == clip.frames.size() && !clip.frames.empty() && raw->frames.front().frame == clip.frames.front().frame;
    const auto shown = kind == CurveKind::Rotation ? std::vector<AxisCurves>() : positionCurves(clip, body, joints, kind);
    const auto rawAt = kind == CurveKind::Rotation || !withRaw ? std::vector<AxisCurves>() : positionCurves(*raw, body, joints, kind);
    for (std::size_t j = 0; j < joints.size(); ++j) {
        auto& c = out[j];
        c.joint = joints[j];
        c.shown = kind == CurveKind::Rotation ? rotationCurves(clip, c.joint, order) : shown[j];
        if (withRaw) c.raw = kind == CurveKind::Rotation ? rotationCurves(*raw, c.joint, order, &c.shown) : rawAt[j];
        if (!layers) continue;
        // A position is held by the fixed joints above it; the pelvis' by the place.
        edit::JointSet holding;
        if (kind == CurveKind::Rotation) holding.set(std::size_t(c.joint));
        else
            for (int a = body::kParents[std::size_t(c.joint)]; a >= 0; a = body::kParents[std::size_t(a)]) holding.set(std::size_t(a));
        for (const auto& fix : layers->fixes)
            if (clip.find(fix.frame) >= 0 && ((fix.joints & holding).any() || (kind == CurveKind::World && c.joint == 0 && fix.place))) c.fixed.push_back(fix.frame);
    }
    return out;
}

bool curveBounds(const std::vector<float>& values, std::int64_t first, std::int64_t end, double& low, double& high) {
    first = std::max<std::int64_t>(first, 0);
    end = std::min<std::int64_t>(end, std::int64_t(values.size()));
    if (first >= end) return false;
    const auto [a, b] = std::minmax_element(values.begin() + first, values.begin() + end);
    low = double(*a);
    high = double(*b);
    return true;
}

}  // namespace ropetp::ui
