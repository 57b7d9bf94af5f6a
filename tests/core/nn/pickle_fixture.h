#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

/// Writes pickles byte by byte as Python 2 with numpy does (protocol 2), and wrong ones.
namespace ropetp::fixture {

template <class T>
std::string rawBytes(T value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

inline std::string pyText(const std::string& s) { return 'U' + rawBytes(std::uint8_t(s.size())) + s; }
inline std::string pyUnicode(const std::string& s) { return 'X' + rawBytes(std::uint32_t(s.size())) + s; }
inline std::string pyInt(std::int32_t v) { return 'J' + rawBytes(v); }
inline std::string pyReal(double v) {
    std::string big = rawBytes(v);
    return 'G' + std::string(big.rbegin(), big.rend());
}
inline std::string pyTuple(const std::vector<std::string>& items) {
    std::string out = "(";
    for (const auto& i : items) out += i;
    return out + "t";
}
inline std::string pyList(const std::vector<std::string>& items) {
    std::string out = "](";
    for (const auto& i : items) out += i;
    return out + "e";
}
inline std::string pyDict(const std::vector<std::pair<std::string, std::string>>& items) {
    std::string out = "}(";
    for (const auto& [key, value] : items) out += pyText(key) + value;
    return out + "u";
}
inline std::string pyDtype(const std::string& type, const std::string& order = "<") {
    return "cnumpy\ndtype\n" + pyText(type) + pyInt(0) + pyInt(1) + "\x87R" + pyTuple({pyInt(3), pyText(order), "N", "N", "N", pyInt(-1), pyInt(-1), pyInt(0)}) + "b";
}
/// An array with any content: sizes may lie.
inline std::string pyArrayOf(const std::vector<int>& shape, const std::string& dtype, const std::string& content, bool fortran = false) {
    std::vector<std::string> sizes;
    for (const int s : shape) sizes.push_back(pyInt(s));
    return "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n" + pyInt(0) + "\x85" + pyText("b") + "\x87R" +
           pyTuple({pyInt(1), pyTuple(sizes), dtype, fortran ? "\x88" : "\x89", 'T' + rawBytes(std::uint32_t(content.size())) + content}) + "b";
}
inline std::string pyArray(const std::vector<int>& shape, const std::vector<double>& values, bool fortran = false) {
    std::string content(values.size() * sizeof(double), '\0');
    if (!values.empty()) std::memcpy(content.data(), values.data(), content.size());
    return pyArrayOf(shape, pyDtype("f8"), content, fortran);
}
inline std::string pickled(const std::string& value) { return "\x80\x02" + value + "."; }
inline std::vector<std::uint8_t> bytesOf(const std::string& s) { return {s.begin(), s.end()}; }

}  // namespace ropetp::fixture
