#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <nlohmann/json.hpp>

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <cmath>
#include <limits>
#include <optional>
#include <string>

/// Reading JSON that nobody vouches for. Internal to this folder.
namespace ropetp::project {

using nlohmann::json;

/// Thrown where a file breaks the format's rules, caught where its decoding began: never leaves this folder.
struct Broken {
    Error error;
};

[[noreturn]] inline void broken(const std::string& what) { throw Broken{{ErrorCode::CorruptFile, what, {}}}; }

template <class T>
T need(Result<T> result) {
    if (!result) throw Broken{result.error()};
    return std::move(*result);
}

/// Frames and ids, as scripts have them.
inline constexpr std::int64_t kLargestIndex = std::int64_t(1) << 53;

inline json parsed(std::string_view text, const char* what) {
    json j = json::parse(text.begin(), text.end(), nullptr, false);
    if (!j.is_object()) broken(std::string(what) + " is not a JSON object");
    return j;
}
/// Null is as good as not there.
inline const json* optionalMember(const json& object, const char* key) {
    if (!object.is_object()) broken(std::string("an object with \"") + key + "\" was expected");
    const auto it = object.find(key);
    return it == object.end() || it->is_null() ? nullptr : &*it;
}
inline const json& member(const json& object, const char* key) {
    const json* m = optionalMember(object, key);
    if (!m) broken(std::string("\"") + key + "\" is missing");
    return *m;
}
inline const json& list(const json& object, const char* key) {
    const json& m = member(object, key);
    if (!m.is_array()) broken(std::string("\"") + key + "\" is not a list");
    return m;
}
/// JSON knows no NaN and no infinity: they are texts.
inline double asNumber(const json& v, const char* key) {
    if (v.is_number()) return v.get<double>();
    if (v == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (v == "inf") return std::numeric_limits<double>::infinity();
    if (v == "-inf") return -std::numeric_limits<double>::infinity();
    broken(std::string("\"") + key + "\" is not a number");
}
inline json numberJson(double v) {
    if (std::isfinite(v)) return v;
    return std::isnan(v) ? "nan" : v > 0 ? "inf" : "-inf";
}
inline double number(const json& object, const char* key) { return asNumber(member(object, key), key); }
inline std::optional<double> optionalNumber(const json& object, const char* key) {
    const json* m = optionalMember(object, key);
    return m ? std::optional(asNumber(*m, key)) : std::nullopt;
}
inline std::int64_t asInteger(const json& v, const char* key, std::int64_t least, std::int64_t most) {
    if (!v.is_number_integer() || (v.is_number_unsigned() && v.get<std::uint64_t>() > std::uint64_t(kLargestIndex))) broken(std::string("\"") + key + "\" is not a whole number");
    const auto i = v.get<std::int64_t>();
    if (i < least || i > most) broken(std::string("\"") + key + "\" is out of range");
    return i;
}
inline std::int64_t integer(const json& object, const char* key, std::int64_t least = -kLargestIndex, std::int64_t most = kLargestIndex) {
    return asInteger(member(object, key), key, least, most);
}
inline std::uint64_t hash(const json& object, const char* key) {
    const json& v = member(object, key);
    if (!v.is_number_unsigned()) broken(std::string("\"") + key + "\" is not a hash");
    return v.get<std::uint64_t>();
}
inline bool flag(const json& object, const char* key) {
    const json& v = member(object, key);
    if (!v.is_boolean()) broken(std::string("\"") + key + "\" is neither true nor false");
    return v.get<bool>();
}
/// Texts that are no UTF-8 (file names need not be) go as their bytes.
inline json textJson(const std::string& text) {
    try {
        (void)json(text).dump();
        return text;
    } catch (const json::exception&) {
        json bytes = json::array();
        for (const char c : text) bytes.push_back(int(static_cast<unsigned char>(c)));
        return {{"bytes", bytes}};
    }
}
inline std::string asText(const json& v, const char* key) {
    if (v.is_string()) return v.get<std::string>();
    std::string text;
    for (const json& b : list(v, "bytes")) text.push_back(char(asInteger(b, key, 0, 255)));
    return text;
}
inline std::string text(const json& object, const char* key) { return asText(member(object, key), key); }
inline std::string optionalText(const json& object, const char* key) {
    const json* m = optionalMember(object, key);
    return m ? asText(*m, key) : std::string();
}
template <int N>
Eigen::Matrix<double, N, 1> asVector(const json& v, const char* key) {
    if (!v.is_array() || v.size() != N) broken(std::string("\"") + key + "\" is not " + std::to_string(N) + " numbers");
    Eigen::Matrix<double, N, 1> out;
    for (int i = 0; i < N; ++i) out[i] = asNumber(v[std::size_t(i)], key);
    return out;
}
template <int N>
Eigen::Matrix<double, N, 1> vector(const json& object, const char* key) { return asVector<N>(member(object, key), key); }
template <class V>
json vectorJson(const V& v) {
    json a = json::array();
    for (Eigen::Index i = 0; i < v.size(); ++i) a.push_back(numberJson(double(v[i])));
    return a;
}
inline FrameIndex frame(const json& object, const char* key) { return FrameIndex(integer(object, key)); }
inline PersonId person(const json& object, const char* key) { return PersonId(integer(object, key)); }
inline json rangeJson(FrameRange r) { return {r.first.value, r.end.value}; }
inline FrameRange asRange(const json& v, const char* key) {
    if (!v.is_array() || v.size() != 2) broken(std::string("\"") + key + "\" is not [first, end]");
    return {FrameIndex(asInteger(v[0], key, -kLargestIndex, kLargestIndex)), FrameIndex(asInteger(v[1], key, -kLargestIndex, kLargestIndex))};
}
inline FrameRange range(const json& object, const char* key) { return asRange(member(object, key), key); }

/// A word of a fixed list.
template <class Kind, std::size_t N>
Kind oneOf(const json& object, const char* key, const char* const (&names)[N]) {
    const std::string name = text(object, key);
    for (std::size_t i = 0; i < N; ++i)
        if (name == names[i]) return Kind(i);
    broken(std::string("\"") + key + "\" is none of the words it could be: " + name.substr(0, 40));
}

}  // namespace ropetp::project
