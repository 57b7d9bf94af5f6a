#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace ropetp::io {

/// One array of numpy's .npy format, C order, little endian.
struct NpyArray {
    std::string type;                  ///< numpy's type, e.g. "<f4", "|u1", "<U6"
    std::vector<std::size_t> shape;    ///< empty: a scalar
    std::vector<std::uint8_t> bytes;   ///< itemBytes() * count()

    std::size_t count() const;
    std::size_t itemBytes() const;
    /// Numbers of any type as double; UnsupportedFormat for text and objects.
    Result<std::vector<double>> numbers() const;
    /// The text of a `<U`, `|S` scalar or the first of an array; InvalidInput for anything else.
    Result<std::string> text() const;
    /// Every text of an array of `<U` or `|S`; InvalidInput for anything else.
    Result<std::vector<std::string>> texts() const;

    template <class T>
    static NpyArray of(const char* numpyType, std::vector<std::size_t> arrayShape, std::span<const T> values) {
        NpyArray a{numpyType, std::move(arrayShape), std::vector<std::uint8_t>(values.size_bytes())};
        if (!values.empty()) std::memcpy(a.bytes.data(), values.data(), values.size_bytes());
        return a;
    }
    static NpyArray floats(std::vector<std::size_t> s, const std::vector<float>& v) { return of<float>("<f4", std::move(s), v); }
    static NpyArray doubles(std::vector<std::size_t> s, const std::vector<double>& v) { return of<double>("<f8", std::move(s), v); }
    static NpyArray integers(std::vector<std::size_t> s, const std::vector<std::int64_t>& v) { return of<std::int64_t>("<i8", std::move(s), v); }
    static NpyArray bytesOf(std::vector<std::size_t> s, const std::vector<std::uint8_t>& v) { return of<std::uint8_t>("|u1", std::move(s), v); }
    static NpyArray scalar(double v) { return doubles({}, {v}); }
    /// A numpy unicode scalar. @param utf8  valid UTF-8.
    static NpyArray unicode(const std::string& utf8);
};

/// What stands before an array's own bytes in a .npy file.
std::vector<std::uint8_t> npyHeader(const NpyArray& array);

/// Reads a .npy file, versions 1 to 3; Fortran order is turned into C order. CorruptFile where sizes do
/// not fit; UnsupportedFormat for objects (which would be pickles), big endian and structures.
Result<NpyArray> decodeNpy(std::span<const std::uint8_t> file);

}  // namespace ropetp::io
