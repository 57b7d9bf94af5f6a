#include "metrics/similarity.h"

#include <Eigen/LU>
#include <Eigen/SVD>

namespace ropetp::metrics {

Similarity alignment(const Points& from, const Points& to, bool withScale) {
    Similarity s;
    if (from.rows() == 0) return s;
    const Eigen::RowVector3d meanFrom = from.colwise().mean(), meanTo = to.colwise().mean();
    const Points a = from.rowwise() - meanFrom, b = to.rowwise() - meanTo;
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(a.transpose() * b, Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Vector3d sign(1, 1, 1);
    if ((svd.matrixV() * svd.matrixU().transpose()).determinant() < 0) sign.z() = -1;
    s.rotation = svd.matrixV() * sign.asDiagonal() * svd.matrixU().transpose();
    const double spread = a.squaredNorm();
    if (withScale && spread > 0) s.scale = svd.singularValues().dot(sign) / spread;
    s.translation = meanTo.transpose() - s.scale * s.rotation * meanFrom.transpose();
    return s;
}

}  // namespace ropetp::metrics
