#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ropetp::io {

/// A node of a binary FBX file: a name, properties, nodes inside. What names mean is others' business.
struct FbxNode {
    /// Bytes are FBX's raw data, bits its lists of truth values.
    using Property = std::variant<bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string, std::vector<std::uint8_t>, std::vector<bool>,
                                  std::vector<float>, std::vector<double>, std::vector<std::int32_t>, std::vector<std::int64_t>>;
    std::string name;                     ///< at most 255 bytes
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
    /// Lists of numbers of any kind; empty where there is none. A number beyond what whole ones hold becomes 0.
    std::vector<double> numbers(std::size_t property) const;
    std::vector<std::int64_t> integers(std::size_t property) const;
};

/// Bytes of a binary FBX of these top nodes, large lists deflated. Sizes have 32 bits below version 7500 (7.5): larger files
/// are the caller's to avoid.
std::string encodeFbx(const std::vector<FbxNode>& top, std::uint32_t version = 7400);

/// Reads binary FBX 7.0 to 7.7. Nodes of the `skipped` names stay empty inside: what is not looked at is not unpacked.
/// UnsupportedFormat for ASCII files, other versions, and above 64 levels, 4 million nodes, 30 million properties or 1.5 GiB of
/// lists; CorruptFile with the place where sizes do not fit. Nothing is allocated that the file does not have the bytes for
/// (deflated lists: what deflate can reach).
Result<std::vector<FbxNode>> decodeFbx(std::string_view file, std::span<const std::string_view> skipped = {});

}  // namespace ropetp::io
