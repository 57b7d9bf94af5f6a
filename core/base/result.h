#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace ropetp {

/// A value or the reason why there is none. Expected failures travel this way; nothing throws
/// across a folder, thread or slot boundary.
template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::CorruptFile, "header cut short", path);`
inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {}, std::string file = {}) {
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(file)});
}

/// Passes an error on unchanged: `if (!a) return fail(a.error());`
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace ropetp
