#pragma once

#include "base/result.h"
#include "body/kinematics.h"
#include "body/pose.h"

#include <Eigen/Core>

#include <memory>
#include <span>
#include <string>

namespace ropetp::body {

/// The arrays of an SMPL body. V vertices, F triangles. Rest pose: T-pose, Y up, facing +Z,
/// left = +X, metres.
struct BodyModelData {
    std::string name;                                   ///< e.g. "mannequin"
    VertexArray vTemplate;                              ///< V x 3
    Eigen::Matrix<int, Eigen::Dynamic, 3, Eigen::RowMajor> faces;  ///< F x 3, counter-clockwise outside
    Eigen::MatrixXf shapeDirs;      ///< (3V) x 10, row 3v+c
    Eigen::MatrixXf poseDirs;       ///< (3V) x 207, on the row-major elements of R_1..R_23 minus I; may be 0 x 0
    Eigen::MatrixXf jointRegressor; ///< 24 x V
    Eigen::MatrixXf weights;        ///< V x 24, rows sum to 1
};

/// An SMPL-compatible body. Immutable and shared; every member function is thread-safe.
class BodyModel {
  public:
    /// InvalidInput when shapes disagree, indices are out of range or values are not finite.
    static Result<std::shared_ptr<const BodyModel>> create(BodyModelData data);

    const std::string& name() const { return data_.name; }
    int vertexCount() const { return static_cast<int>(data_.vTemplate.rows()); }
    int faceCount() const { return static_cast<int>(data_.faces.rows()); }
    const BodyModelData& data() const { return data_; }

    /// Joints of the shaped T-pose. The regression is folded into 24x3x10 once, so this is cheap.
    JointPositions restJoints(const Betas& betas) const;

    /// d restJoints / d betas: (72 x 10), row 3j+c.
    const Eigen::MatrixXd& restJointsJacobian() const { return jointShapeJacobian_; }

  private:
    explicit BodyModel(BodyModelData data);
    friend class Skinner;
    BodyModelData data_;
    JointPositions templateJoints_;
    Eigen::MatrixXd jointShapeJacobian_;
    struct SkinningTables;
    std::shared_ptr<const SkinningTables> tables_;
};

/// Skins one body shape in many poses; keeps the shaped template and scratch memory.
/// Not thread-safe: one per thread (copies share the model).
class Skinner {
  public:
    Skinner(std::shared_ptr<const BodyModel> model, const Betas& betas);
    ~Skinner();
    Skinner(Skinner&&) noexcept;
    Skinner& operator=(Skinner&&) noexcept;

    const BodyModel& model() const;
    const JointPositions& restJoints() const;

    /// V x 3 vertices in the frame of the pose. `out` is resized.
    void skin(const Pose& pose, VertexArray& out);
    /// The same for many poses at once, faster a frame. `out[i]` belongs to `poses[i]`.
    void skinBatch(std::span<const Pose> poses, std::span<VertexArray> out);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ropetp::body
