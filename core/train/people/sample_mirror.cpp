#include "train/people/sample_mirror.h"

#include <algorithm>

namespace ropetp::train {
namespace {

template <class Array>
void swapSides(Array& perJoint) {
    for (std::size_t j = 0; j < body::kJointCount; ++j)
        if (const auto other = std::size_t(body::kMirror[j]); other > j) std::swap(perJoint[j], perJoint[other]);
}

template <class Matrix>
void swapRows(Matrix& perJoint) {
    const Matrix before = perJoint;
    for (int j = 0; j < body::kJointCount; ++j) perJoint.row(j) = before.row(body::kMirror[std::size_t(j)]);
    perJoint.col(0) *= -1;
}

}  // namespace

body::Pose mirrored(const body::Pose& p) {
    body::Pose out;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const Eigen::Vector3d& a = p.axisAngleRad[std::size_t(body::kMirror[j])];
        out.axisAngleRad[j] = {a.x(), -a.y(), -a.z()};
    }
    return out;
}

void mirror(RopeSample& s) {
    if (!s.crop.isNull()) {
        Image flipped(s.crop.width(), s.crop.height());
        for (int y = 0; y < s.crop.height(); ++y) {
            const std::uint8_t* from = s.crop.row(y);
            std::uint8_t* to = flipped.mutablePixels() + flipped.strideBytes() * std::size_t(y);
            for (int x = 0; x < s.crop.width(); ++x) std::copy_n(from + 3 * (s.crop.width() - 1 - x), 3, to + 3 * x);
        }
        s.crop = std::move(flipped);
    }
    s.pose = mirrored(s.pose);
    swapRows(s.joints);
    swapRows(s.joints2d);
    // Crop positions count pixels from the middle: x to -x is the same pixel of the flipped picture.
    swapSides(s.visible);
    swapSides(s.weight3d);
    swapSides(s.weight2d);
    for (int y = 0; y < kPartMap; ++y) {
        std::uint8_t* row = s.parts.data() + y * kPartMap;
        std::reverse(row, row + kPartMap);
        for (int x = 0; x < kPartMap; ++x)
            if (row[x] < body::kJointCount) row[x] = std::uint8_t(body::kMirror[row[x]]);
    }
}

}  // namespace ropetp::train
