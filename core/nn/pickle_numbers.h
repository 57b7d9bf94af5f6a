#pragma once

#include "nn/pickle_reader.h"

namespace ropetp::nn {

/// Numbers of a pickle: an array, or lists of lists, or one number. C order.
struct PickleNumbers {
    std::vector<std::size_t> shape;   ///< empty: a scalar
    std::vector<double> values;
};

/// The numbers in a value: numpy arrays and scalars of bool, integers and floats (16 to 64 bits, little endian),
/// Python numbers, and lists or tuples of these with equal shapes. Numpy's constructors are a closed list and are
/// taken as data. CorruptFile where sizes do not fit, UnsupportedFormat for anything else.
Result<PickleNumbers> numbersOf(const PickleValue& value);

/// A text, as Python 3 or Python 2 (Latin-1 bytes, given as UTF-8) writes it. UnsupportedFormat for anything else.
Result<std::string> textOf(const PickleValue& value);

}  // namespace ropetp::nn
