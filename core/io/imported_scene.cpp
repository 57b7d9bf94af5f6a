#include "io/imported_scene.h"

namespace ropetp::io {
namespace {

/// Of a joint against its parent: less is rounding in the file.
constexpr double kStillM = 2e-5;

}  // namespace

Result<ExportScene> sceneOf(const ImportedMotion& motion, const std::string& takeName) {
    const std::size_t joints = motion.names.size();
    if (motion.frameCount == 0 || joints == 0 || !(motion.fps > 0)) return fail(ErrorCode::InvalidInput, "there are no frames to write");
    if (motion.rest.size() != joints || motion.turned.size() != motion.frameCount * joints || motion.world.size() != motion.frameCount * joints)
        return fail(ErrorCode::InvalidInput, "the file has positions alone: a skeleton with a rest pose is needed");
    ExportScene scene;
    scene.takeName = takeName;
    scene.fps = motion.fps;
    const auto placeOn = [&](std::size_t frame, std::size_t j) -> Eigen::Vector3d {
        const std::size_t row = frame * joints, parent = std::size_t(motion.parents[j]);
        return motion.parents[j] < 0 ? motion.world[row + j] : motion.turned[row + parent].conjugate() * (motion.world[row + j] - motion.world[row + parent]);
    };
    int movers = 0;
    for (std::size_t j = 0; j < joints; ++j) {
        const int parent = motion.parents[j];
        SceneJoint joint{motion.names[j], parent, parent < 0 ? motion.rest[j] : Eigen::Vector3d(motion.rest[j] - motion.rest[std::size_t(parent)])};
        bool moves = parent < 0;
        for (std::size_t i = 0; i < motion.frameCount && !moves; ++i) moves = (placeOn(i, j) - joint.offset).norm() > kStillM;
        if (moves) joint.mover = movers++;
        scene.joints.push_back(std::move(joint));
    }
    scene.frames.resize(motion.frameCount);
    for (std::size_t i = 0; i < motion.frameCount; ++i) {
        auto& frame = scene.frames[i];
        for (std::size_t j = 0; j < joints; ++j) {
            const int parent = motion.parents[j];
            Eigen::Quaterniond q = motion.turned[i * joints + j];
            if (parent >= 0) q = motion.turned[i * joints + std::size_t(parent)].conjugate() * q;
            q.normalize();
            if (i > 0 && q.dot(scene.frames[i - 1].rotations[j]) < 0) q.coeffs() *= -1;
            frame.rotations.push_back(q);
            if (scene.joints[j].mover >= 0) frame.places.push_back(placeOn(i, j));
        }
    }
    return scene;
}

}  // namespace ropetp::io
