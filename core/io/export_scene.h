#pragma once

#include "base/result.h"
#include "body/body_model.h"
#include "body/motion_clip.h"
#include "io/export_preset.h"

#include <Eigen/Geometry>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::io {

/// A joint of an exported skeleton. Rest axes are the world's: its rotation is the identity at rest.
struct SceneJoint {
    std::string name;                                       ///< as in the file, with the preset's prefix
    int parent = -1;                                        ///< before its children in the list
    Eigen::Vector3d offset = Eigen::Vector3d::Zero();       ///< from the parent at rest, metres; of a root from the origin
    int smplJoint = -1;                                     ///< body::Joint; -1 for a root bone and for other tools' joints
    int mover = -1;                                         ///< place in Frame::places; -1: it keeps its offset
};

/// The skinned body at rest.
struct SceneMesh {
    body::VertexArray vertices;                             ///< V x 3, metres
    Eigen::Matrix<int, Eigen::Dynamic, 3, Eigen::RowMajor> faces;
    struct Influence {
        int joint;                                          ///< of ExportScene::joints
        float weight;
    };
    std::vector<std::vector<Influence>> influences;         ///< a vertex: heaviest first, at most kMostInfluences, summing to 1
    static constexpr std::size_t kMostInfluences = 4;
    /// V x 3, unit: the mean of the faces around a vertex, larger ones weighing more.
    body::VertexArray normals() const;
};

struct SceneCamera {
    /// Camera to world a frame (looks along -Z, Y up, as DCC tools take it), metres; one entry where it stands still.
    std::vector<Eigen::Isometry3d> worldFromCamera;
    int widthPx = 0, heightPx = 0;
    double fxPx = 0, fyPx = 0, cxPx = 0, cyPx = 0;          ///< integer coordinates at pixel centres
    double verticalFovDeg() const;
    /// On a film back 36 mm wide.
    double focalLengthMm() const { return 36.0 * fxPx / widthPx; }
    double filmHeightMm() const { return 36.0 * heightPx * fxPx / (widthPx * fyPx); }
};

/// What every export format is written from, and compared with after it was written: Y up, metres, at even steps of
/// time, the preset's names, rest pose, root and offsets applied.
struct ExportScene {
    std::string takeName;                                   ///< of the one take
    std::vector<SceneJoint> joints;
    double fps = 30;
    bool resampled = false;                                 ///< time stamps were uneven, or another rate was asked for
    struct Frame {
        std::vector<Eigen::Quaterniond> rotations;          ///< of each joint relative to its parent
        std::vector<Eigen::Vector3d> places;                ///< of the joints that move, relative to their parents
    };
    std::vector<Frame> frames;
    std::optional<SceneMesh> mesh;
    std::optional<SceneCamera> camera;

    bool hasRootBone() const { return !joints.empty() && joints[0].smplJoint < 0; }
    /// Whether a joint has a place of its own in each frame: the hips, the root bone.
    bool isMoving(std::size_t joint) const { return joints[joint].mover >= 0; }
    /// Place of a joint relative to its parent on a frame, metres.
    const Eigen::Vector3d& placeOf(std::size_t frame, std::size_t joint) const {
        return isMoving(joint) ? frames[frame].places[std::size_t(joints[joint].mover)] : joints[joint].offset;
    }
    /// Joint to world on a frame.
    std::vector<Eigen::Isometry3d> worldFromJoint(std::size_t frame) const;
    /// Joint to world at rest.
    std::vector<Eigen::Vector3d> restPositions() const;
    /// V x 3 on a frame by linear blending: what a tool that opens the file shows.
    body::VertexArray skinned(std::size_t frame) const;
};

/// The frames of a take that lie in a range of the video. InvalidInput where there are none.
Result<body::MotionClip> framesOf(const body::MotionClip& clip, FrameRange range);

/// Applies preset and options (their frames are taken before, by framesOf) to a take. InvalidInput for an empty take.
Result<ExportScene> exportScene(const body::MotionClip& clip, const std::shared_ptr<const body::BodyModel>& body, const ExportOptions& options);

}  // namespace ropetp::io
