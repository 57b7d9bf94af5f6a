#pragma once

#include "body/pose.h"
#include "project/json_fields_p.h"
#include "project/packed_object.h"

#include <cstring>
#include <span>
#include <vector>

/// Arrays of rows, one row a frame or observation. Internal to this folder.
namespace ropetp::project {

template <class T> inline constexpr const char* kNumpyType = nullptr;
template <> inline constexpr const char* kNumpyType<double> = "<f8";
template <> inline constexpr const char* kNumpyType<float> = "<f4";
template <> inline constexpr const char* kNumpyType<std::int64_t> = "<i8";
template <> inline constexpr const char* kNumpyType<std::uint8_t> = "|u1";

/// Fills one array row by row.
template <class T>
class ColumnWriter {
  public:
    ColumnWriter(std::vector<std::size_t> rowShape, std::size_t rows) : shape_(std::move(rowShape)) {
        width_ = 1;
        for (const std::size_t s : shape_) width_ *= s;
        shape_.insert(shape_.begin(), rows);
        bytes_.resize(rows * width_ * sizeof(T));
    }
    /// @param row  as many values as a row has.
    void set(std::size_t i, const T* row) { std::memcpy(bytes_.data() + i * width_ * sizeof(T), row, width_ * sizeof(T)); }
    void set(std::size_t i, T value) { set(i, &value); }
    void into(io::NpzArrays& arrays, const std::string& name) { arrays[name] = io::NpyArray{kNumpyType<T>, std::move(shape_), std::move(bytes_)}; }

  private:
    std::vector<std::size_t> shape_;
    std::size_t width_;
    std::vector<std::uint8_t> bytes_;
};

/// Reads one; breaks off unless it has that type and that shape.
template <class T>
class ColumnReader {
  public:
    /// @param rows  nullopt: any number.
    ColumnReader(const LoadArray& load, const std::string& name, std::vector<std::size_t> rowShape, std::optional<std::size_t> rows)
        : array_(need(load(name))) {
        for (const std::size_t s : rowShape) width_ *= s;
        const bool fits = array_.type == kNumpyType<T> && array_.shape.size() == rowShape.size() + 1 && std::equal(rowShape.begin(), rowShape.end(), array_.shape.begin() + 1) &&
                          (!rows || *rows == array_.shape[0]) && array_.bytes.size() == array_.shape[0] * width_ * sizeof(T);
        if (!fits) broken("the array \"" + name + "\" has another type or shape than the format says");
    }
    std::size_t rows() const { return array_.shape[0]; }
    void get(std::size_t i, T* row) const { std::memcpy(row, array_.bytes.data() + i * width_ * sizeof(T), width_ * sizeof(T)); }
    T value(std::size_t i) const {
        T v;
        get(i, &v);
        return v;
    }

  private:
    io::NpyArray array_;
    std::size_t width_ = 1;
};

/// Eigen's fixed vectors in arrays lie without gaps: rows are copied whole.
static_assert(sizeof(std::array<Eigen::Vector3d, body::kJointCount>) == sizeof(double) * 3 * body::kJointCount);

class PoseWriter {
  public:
    explicit PoseWriter(std::size_t rows) : rotations_({std::size_t(body::kJointCount), 3}, rows), translations_({3}, rows) {}
    void set(std::size_t i, const body::Pose& pose) {
        rotations_.set(i, pose.axisAngleRad[0].data());
        translations_.set(i, pose.translationM.data());
    }
    void into(io::NpzArrays& arrays, const std::string& name) {
        rotations_.into(arrays, name + "_rotations");
        translations_.into(arrays, name + "_translations");
    }

  private:
    ColumnWriter<double> rotations_, translations_;
};

class PoseReader {
  public:
    PoseReader(const LoadArray& load, const std::string& name, std::optional<std::size_t> rows)
        : rotations_(load, name + "_rotations", {std::size_t(body::kJointCount), 3}, rows), translations_(load, name + "_translations", {3}, rotations_.rows()) {}
    std::size_t rows() const { return rotations_.rows(); }
    void get(std::size_t i, body::Pose& pose) const {
        rotations_.get(i, pose.axisAngleRad[0].data());
        translations_.get(i, pose.translationM.data());
    }

  private:
    ColumnReader<double> rotations_, translations_;
};

// Upper three rows of each matrix, row by row.
inline void putTransforms(io::NpzArrays& arrays, const std::string& name, const std::vector<Eigen::Isometry3d>& transforms) {
    ColumnWriter<double> column({3, 4}, transforms.size());
    for (std::size_t i = 0; i < transforms.size(); ++i) {
        const Eigen::Matrix<double, 3, 4, Eigen::RowMajor> rows = transforms[i].matrix().topRows<3>();
        column.set(i, rows.data());
    }
    column.into(arrays, name);
}
inline std::vector<Eigen::Isometry3d> transforms(const LoadArray& load, const std::string& name) {
    const ColumnReader<double> column(load, name, {3, 4}, std::nullopt);
    std::vector<Eigen::Isometry3d> out(column.rows(), Eigen::Isometry3d::Identity());
    for (std::size_t i = 0; i < out.size(); ++i) {
        Eigen::Matrix<double, 3, 4, Eigen::RowMajor> rows;
        column.get(i, rows.data());
        out[i].matrix().topRows<3>() = rows;
    }
    return out;
}

}  // namespace ropetp::project
