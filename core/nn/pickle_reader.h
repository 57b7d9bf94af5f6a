#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ropetp::nn {

/// A value of a Python pickle, as data: nothing is ever called.
struct PickleValue {
    enum class Kind { None, Bool, Integer, Real, Text, Bytes, List, Tuple, Dict, Global, Object, Persistent };
    using Ptr = PickleValue*;              ///< all values of a pickle live and die together: lists may hold themselves
    Kind kind = Kind::None;
    std::int64_t integer = 0;             ///< Bool too
    double real = 0;
    std::string text;                     ///< Text; Global: "module.name"; Bytes
    std::vector<Ptr> items;               ///< List, Tuple; Object: arguments of its constructor; Persistent: its one item
    std::vector<std::pair<Ptr, Ptr>> entries;   ///< Dict; Object: what was set on it (dictionary subclasses)
    Ptr callee = nullptr;                 ///< Object: what was to be called
    Ptr state = nullptr;                  ///< Object: argument of __setstate__, or null

    const PickleValue* find(const std::string& key) const;   ///< of entries with text keys (Python 2's bytes too); null where missing
};

/// More than the largest checkpoints need by far.
inline constexpr std::size_t kMostPickleSteps = 2'000'000;

/// Reads one pickle (protocols 0 to 5) as a tree of values; constructors
/// are kept by name. Bounded: at most kMostPickleSteps instructions and so many values, texts and arguments no larger
/// than the pickle; nesting is by reference, and may be endless. Gives the root, which keeps all values alive, and
/// the number of bytes that the pickle took. CorruptFile.
Result<std::pair<std::shared_ptr<const PickleValue>, std::size_t>> readPickle(std::span<const std::uint8_t> bytes);

}  // namespace ropetp::nn
