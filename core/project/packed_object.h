#pragma once

#include "io/npz_file.h"
#include "project/objects.h"

#include <functional>
#include <string>
#include <string_view>

namespace ropetp::project {

/// An object as it is kept: what is small as JSON, what is large as arrays (docs/project-file.md lists both).
struct PackedObject {
    std::string head;
    io::NpzArrays arrays;
};

/// "clip", "tracks", "propagation", "trajectory", "video".
const char* kindOf(const Object& object);
PackedObject pack(const Object& object);

using LoadArray = std::function<Result<io::NpyArray>(const std::string& name)>;
/// The way back, to the same bits. Nothing is believed: CorruptFile where head or arrays break the format's rules.
/// @param load  asked for the arrays that the kind has.
Result<Object> unpack(std::string_view head, const LoadArray& load);

}  // namespace ropetp::project
