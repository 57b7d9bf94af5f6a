#include "body/body_model.h"

#include "body/skinning_tables.h"

#include <cmath>
#include <new>
#include <string>

namespace ropetp::body {
namespace {

constexpr float kWeightSumTolerance = 1e-3f;
constexpr float kRegressorSumTolerance = 1e-2f;

template <class M>
Result<void> checkMatrix(const char* what, const M& m, Eigen::Index rows, Eigen::Index cols) {
    if (m.rows() != rows || m.cols() != cols) {
        return fail(ErrorCode::InvalidInput, std::string("body model: ") + what + " is " + std::to_string(m.rows()) + " x " +
                                                std::to_string(m.cols()) + ", should be " + std::to_string(rows) + " x " + std::to_string(cols));
    }
    // Summing would overflow on large values; the bit test in allFinite does not.
    if (!m.allFinite()) {
        return fail(ErrorCode::InvalidInput, std::string("body model: ") + what + " has values that are not finite");
    }
    return {};
}

Result<void> check(const BodyModelData& d) {
    const Eigen::Index v = d.vTemplate.rows();
    if (v == 0) return fail(ErrorCode::InvalidInput, "body model: no vertices");
    if (d.faces.rows() == 0) return fail(ErrorCode::InvalidInput, "body model: no faces");
    if (auto r = checkMatrix("vTemplate", d.vTemplate, v, 3); !r) return r;
    if (auto r = checkMatrix("shapeDirs", d.shapeDirs, 3 * v, kShapeCount); !r) return r;
    if (d.poseDirs.size() != 0) {
        if (auto r = checkMatrix("poseDirs", d.poseDirs, 3 * v, kPoseFeatureCount); !r) return r;
    }
    if (auto r = checkMatrix("jointRegressor", d.jointRegressor, kJointCount, v); !r) return r;
    if (auto r = checkMatrix("weights", d.weights, v, kJointCount); !r) return r;
    if (d.faces.minCoeff() < 0 || d.faces.maxCoeff() >= v) {
        return fail(ErrorCode::InvalidInput, "body model: faces have indices outside 0.." + std::to_string(v - 1));
    }
    if (((d.weights.rowwise().sum().array() - 1.f).abs() > kWeightSumTolerance).any()) {
        return fail(ErrorCode::InvalidInput, "body model: the weights of a vertex do not sum to 1");
    }
    if (((d.jointRegressor.rowwise().sum().array() - 1.f).abs() > kRegressorSumTolerance).any()) {
        return fail(ErrorCode::InvalidInput, "body model: a row of the joint regressor does not sum to 1");
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const BodyModel>> BodyModel::create(BodyModelData data) {
    if (auto ok = check(data); !ok) return fail(ok.error());
    try {
        return std::shared_ptr<const BodyModel>(new BodyModel(std::move(data)));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "body model: not enough memory for the skinning tables");
    }
}

BodyModel::BodyModel(BodyModelData data) : data_(std::move(data)) {
    const Eigen::MatrixXd regressor = data_.jointRegressor.cast<double>();
    templateJoints_ = regressor * data_.vTemplate.cast<double>();
    jointShapeJacobian_.resize(3 * kJointCount, kShapeCount);
    const Eigen::Index v = data_.vTemplate.rows();
    for (int k = 0; k < kShapeCount; ++k) {
        const Eigen::VectorXd column = data_.shapeDirs.col(k).cast<double>();
        const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, 3, Eigen::RowMajor>> offsets(column.data(), v, 3);
        const JointPositions delta = regressor * offsets;
        jointShapeJacobian_.col(k) = Eigen::Map<const Eigen::Matrix<double, 3 * kJointCount, 1>>(delta.data());
    }
    tables_ = std::make_shared<const SkinningTables>(data_);
}

JointPositions BodyModel::restJoints(const Betas& betas) const {
    JointPositions joints = templateJoints_;
    Eigen::Map<Eigen::Matrix<double, 3 * kJointCount, 1>>(joints.data()) += jointShapeJacobian_ * betas;
    return joints;
}

}  // namespace ropetp::body
