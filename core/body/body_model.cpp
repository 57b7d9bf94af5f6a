#include "body/body_model.h"

#include "base/rotation.h"
#include "body/skinning_tables.h"

#include <utility>

namespace ropetp::body {
namespace {

bool finite(const auto& m) { return m.allFinite(); }

}  // namespace

Result<std::shared_ptr<const BodyModel>> BodyModel::create(BodyModelData data) {
    const auto bad = [](const char* what) { return fail(ErrorCode::InvalidInput, std::string("body model: ") + what); };
    const Eigen::Index v = data.vTemplate.rows();
    if (v < 4 || v > 1'000'000) return bad("the number of vertices is out of range");
    if (data.faces.rows() < 4) return bad("there are no triangles");
    if (data.faces.minCoeff() < 0 || data.faces.maxCoeff() >= v) return bad("a triangle names a vertex that does not exist");
    if (data.shapeDirs.rows() != 3 * v || data.shapeDirs.cols() != kShapeCount) return bad("shapedirs have the wrong shape");
    if (data.poseDirs.size() != 0 && (data.poseDirs.rows() != 3 * v || data.poseDirs.cols() != kPoseFeatureCount))
        return bad("posedirs have the wrong shape");
    if (data.jointRegressor.rows() != kJointCount || data.jointRegressor.cols() != v) return bad("J_regressor has the wrong shape");
    if (data.weights.rows() != v || data.weights.cols() != kJointCount) return bad("weights have the wrong shape");
    if (!finite(data.vTemplate) || !finite(data.shapeDirs) || !finite(data.poseDirs) || !finite(data.jointRegressor) || !finite(data.weights))
        return bad("a value is not a finite number");
    if (data.weights.minCoeff() < -1e-4f || (data.weights.rowwise().sum().array() - 1).abs().maxCoeff() > 1e-2f)
        return bad("the skinning weights of a vertex do not sum to one");
    return std::shared_ptr<const BodyModel>(new BodyModel(std::move(data)));
}

BodyModel::BodyModel(BodyModelData data) : data_(std::move(data)) {
    const Eigen::MatrixXd regressor = data_.jointRegressor.cast<double>();
    templateJoints_ = regressor * data_.vTemplate.cast<double>();
    jointShapeJacobian_.resize(3 * kJointCount, kShapeCount);
    for (int b = 0; b < kShapeCount; ++b) {
        const Eigen::VectorXf column = data_.shapeDirs.col(b);
        const Eigen::Map<const VertexArray> offsets(column.data(), vertexCount(), 3);
        const JointPositions moved = regressor * offsets.cast<double>();
        jointShapeJacobian_.col(b) = Eigen::Map<const Eigen::VectorXd>(moved.data(), 3 * kJointCount);
    }
    tables_ = std::make_shared<SkinningTables>(data_);
}

JointPositions BodyModel::restJoints(const Betas& betas) const {
    JointPositions joints = templateJoints_;
    Eigen::Map<Eigen::VectorXd>(joints.data(), 3 * kJointCount) += jointShapeJacobian_ * betas;
    return joints;
}

}  // namespace ropetp::body
