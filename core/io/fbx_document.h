#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ropetp::io {

/// A node of a binary FBX file: a name, properties, nodes inside. What names mean is others' business.
struct FbxNode {
    using Property = std::variant<bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string, std::vector<std::uint8_t>, std::vector<float>, std::vector<double>,
                                  std::vector<std::int32_t>, std::vector<std::int64_t>>;
    std::string name;
    std::vector<Property> properties;
    std::vector<FbxNode> children;

    /// Adds a node inside and returns it (until the next one is added).
    template <class... P>
    FbxNode& add(std::string_view childName, P&&... values) {
        children.push_back({std::string(childName), {}, {}});
        (children.back().properties.emplace_back(std::forward<P>(values)), ...);
        return children.back();
    }
    /// The first node inside of that name, or null.
    const FbxNode* find(std::string_view childName) const;
    /// A property as a whole number, a number, a text (raw bytes are none); the other value where it is none.
    std::int64_t integer(std::size_t property, std::int64_t otherwise = 0) const;
    double number(std::size_t property, double otherwise = 0) const;
    std::string_view text(std::size_t property) const;
    /// Arrays of numbers of any kind as double; empty where there is none.
    std::vector<double> numbers(std::size_t property) const;
    std::vector<std::int64_t> integers(std::size_t property) const;
};

/// Bytes of a binary FBX 7.4 of these top nodes, large arrays deflated.
std::string encodeFbx(const std::vector<FbxNode>& top);

/// Reads binary FBX 7.0 to 7.7. UnsupportedFormat for ASCII files and other versions; CorruptFile with the place where sizes
/// do not fit. Nothing is allocated that the file does not have the bytes for (deflated arrays: a bound of 1000 to 1).
Result<std::vector<FbxNode>> decodeFbx(std::string_view file);

}  // namespace ropetp::io
