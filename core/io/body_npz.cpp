#include "io/body_npz.h"

#include "body/skeleton.h"
#include "io/npz_file.h"

#include <string>
#include <vector>

namespace ropetp::io {
namespace {

using body::kJointCount;
using body::kPoseFeatureCount;
using body::kShapeCount;
constexpr std::size_t kMostVertices = 1'000'000;
constexpr std::size_t kMostShapes = 400;

/// The arrays of one file, with sentences for what does not fit.
class Source {
  public:
    Source(const NpzArrays& arrays, std::string file) : arrays_(arrays), file_(std::move(file)) {}

    bool has(const char* key) const { return arrays_.contains(key); }

    Result<std::vector<std::size_t>> shape(const char* key, std::size_t dimensions) const {
        const auto it = arrays_.find(key);
        if (it == arrays_.end())
            return error(ErrorCode::UnsupportedFormat, std::string("no array \"") + key + "\"; a body needs SMPL's keys as plain arrays, not as Python objects");
        if (it->second.shape.size() != dimensions) return error(ErrorCode::CorruptFile, std::string(key) + " has a shape that is not a body's");
        return it->second.shape;
    }

    Result<std::vector<double>> numbers(const char* key, const std::vector<std::size_t>& wanted) const {
        const auto has = shape(key, wanted.size());
        if (!has) return fail(has.error());
        if (*has != wanted) return error(ErrorCode::CorruptFile, std::string(key) + " has a shape that does not fit the other arrays");
        auto values = arrays_.at(key).numbers();
        if (!values) return error(values.error().code, std::string(key) + ": " + values.error().detail);
        return values;
    }

    tl::unexpected<Error> error(ErrorCode code, std::string detail) const { return fail(code, std::move(detail), file_); }

  private:
    const NpzArrays& arrays_;
    std::string file_;
};

template <class Matrix>
Matrix matrixOf(const std::vector<double>& values, Eigen::Index rows, Eigen::Index columns) {
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const Rows>(values.data(), rows, columns).template cast<typename Matrix::Scalar>();
}

/// SMPL's tree, or an error: joints in another order would be bent in the wrong place.
Result<void> checkTree(const Source& source) {
    if (!source.has("kintree_table")) return {};
    const auto table = source.numbers("kintree_table", {2, std::size_t(kJointCount)});
    if (!table) return fail(table.error());
    for (std::size_t j = 1; j < kJointCount; ++j)
        if ((*table)[j] != body::kParents[j] || (*table)[kJointCount + j] != double(j))
            return source.error(ErrorCode::UnsupportedFormat, "the body has another skeleton than SMPL's 24 joints");
    return {};
}

template <class Matrix>
std::vector<float> rowMajor(const Matrix& m) {
    std::vector<float> values;
    values.reserve(std::size_t(m.size()));
    for (Eigen::Index r = 0; r < m.rows(); ++r)
        for (Eigen::Index c = 0; c < m.cols(); ++c) values.push_back(float(m(r, c)));
    return values;
}

}  // namespace

Result<std::shared_ptr<const body::BodyModel>> readBodyNpz(const std::filesystem::path& path) {
    const auto arrays = readNpz(path);
    if (!arrays) return fail(arrays.error());
    const Source source(*arrays, path.string());
    const auto vertexShape = source.shape("v_template", 2);
    if (!vertexShape) return fail(vertexShape.error());
    const std::size_t v = (*vertexShape)[0];
    if (v == 0 || v > kMostVertices) return source.error(ErrorCode::UnsupportedFormat, "the body has " + std::to_string(v) + " vertices");
    const auto shapeShape = source.shape("shapedirs", 3);
    if (!shapeShape) return fail(shapeShape.error());
    const std::size_t shapes = (*shapeShape)[2];
    if (shapes < kShapeCount || shapes > kMostShapes) return source.error(ErrorCode::UnsupportedFormat, "the body has " + std::to_string(shapes) + " shapes; ten are needed");
    const auto faceShape = source.shape("f", 2);
    if (!faceShape) return fail(faceShape.error());
    if (auto tree = checkTree(source); !tree) return fail(tree.error());

    const auto vertices = source.numbers("v_template", {v, 3});
    if (!vertices) return fail(vertices.error());
    const auto faces = source.numbers("f", {(*faceShape)[0], 3});
    if (!faces) return fail(faces.error());
    const auto weights = source.numbers("weights", {v, std::size_t(kJointCount)});
    if (!weights) return fail(weights.error());
    const auto regressor = source.numbers("J_regressor", {std::size_t(kJointCount), v});
    if (!regressor) return fail(regressor.error());
    const auto shapeDirs = source.numbers("shapedirs", {v, 3, shapes});
    if (!shapeDirs) return fail(shapeDirs.error());

    const auto rows = Eigen::Index(v);
    body::BodyModelData data;
    data.name = path.stem().string();
    data.vTemplate = matrixOf<body::VertexArray>(*vertices, rows, 3);
    for (const double index : *faces)
        if (!(index >= 0 && index < double(v))) return source.error(ErrorCode::CorruptFile, "f names a vertex that does not exist");
    data.faces = matrixOf<decltype(data.faces)>(*faces, Eigen::Index((*faceShape)[0]), 3);
    data.weights = matrixOf<Eigen::MatrixXf>(*weights, rows, kJointCount);
    data.jointRegressor = matrixOf<Eigen::MatrixXf>(*regressor, kJointCount, rows);
    data.shapeDirs = matrixOf<Eigen::MatrixXf>(*shapeDirs, 3 * rows, Eigen::Index(shapes)).leftCols(kShapeCount);
    if (source.has("posedirs")) {
        const auto poseDirs = source.numbers("posedirs", {v, 3, std::size_t(kPoseFeatureCount)});
        if (!poseDirs) return fail(poseDirs.error());
        data.poseDirs = matrixOf<Eigen::MatrixXf>(*poseDirs, 3 * rows, kPoseFeatureCount);
    }
    auto model = body::BodyModel::create(std::move(data));
    if (!model) return source.error(ErrorCode::CorruptFile, model.error().detail);
    return model;
}

Result<void> writeBodyNpz(const std::filesystem::path& path, const body::BodyModel& body) {
    const auto& d = body.data();
    const auto v = std::size_t(d.vTemplate.rows());
    std::vector<std::int64_t> faces(d.faces.data(), d.faces.data() + d.faces.size()), tree;
    for (int j = 0; j < kJointCount; ++j) tree.push_back(body::kParents[std::size_t(j)]);
    for (int j = 0; j < kJointCount; ++j) tree.push_back(j);
    NpzArrays arrays;
    arrays["v_template"] = NpyArray::floats({v, 3}, rowMajor(d.vTemplate));
    arrays["f"] = NpyArray::integers({std::size_t(d.faces.rows()), 3}, faces);
    arrays["weights"] = NpyArray::floats({v, std::size_t(kJointCount)}, rowMajor(d.weights));
    arrays["J_regressor"] = NpyArray::floats({std::size_t(kJointCount), v}, rowMajor(d.jointRegressor));
    arrays["shapedirs"] = NpyArray::floats({v, 3, std::size_t(kShapeCount)}, rowMajor(d.shapeDirs));
    if (d.poseDirs.size() > 0) arrays["posedirs"] = NpyArray::floats({v, 3, std::size_t(kPoseFeatureCount)}, rowMajor(d.poseDirs));
    arrays["kintree_table"] = NpyArray::integers({2, std::size_t(kJointCount)}, tree);
    return writeNpz(path, arrays);
}

}  // namespace ropetp::io
