#include "nn/pickle_numbers.h"

#include "nn/float16.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

namespace ropetp::nn {
namespace {

using Kind = PickleValue::Kind;
constexpr int kMostDepth = 6;
constexpr std::size_t kMostNumbers = std::size_t(1) << 26, kMostDimensions = 8;

bool isText(const PickleValue& v) { return v.kind == Kind::Text || v.kind == Kind::Bytes; }

bool isOneOf(const PickleValue& v, std::initializer_list<std::string_view> names) {
    return v.kind == Kind::Object && v.callee && v.callee->kind == Kind::Global && std::find(names.begin(), names.end(), v.callee->text) != names.end();
}

std::string utf8FromLatin1(const std::string& bytes) {
    std::string out;
    for (const char c : bytes) {
        const auto b = static_cast<unsigned char>(c);
        if (b < 0x80) out += c;
        else out += char(0xC0 | b >> 6), out += char(0x80 | (b & 0x3F));
    }
    return out;
}

/// Bytes of a bytes object, of a bytearray, or of `_codecs.encode(text, "latin1")` (how Python 3 writes bytes in
/// protocol 2).
std::optional<std::string> bytesOf(const PickleValue& v) {
    if (v.kind == Kind::Bytes) return v.text;
    if (!isOneOf(v, {"_codecs.encode", "codecs.encode", "builtins.bytearray", "__builtin__.bytearray", "builtins.bytes", "__builtin__.bytes"})) return std::nullopt;
    if (v.items.empty()) return std::string();
    const PickleValue& inner = *v.items[0];
    if (inner.kind == Kind::Bytes) return inner.text;
    if (inner.kind != Kind::Text) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < inner.text.size(); ++i) {
        const auto b = static_cast<unsigned char>(inner.text[i]);
        if (b < 0x80) {
            out += char(b);
        } else {
            if ((b & 0xFC) != 0xC0 || i + 1 >= inner.text.size()) return std::nullopt;
            out += char((b & 3) << 6 | (static_cast<unsigned char>(inner.text[++i]) & 0x3F));
        }
    }
    return out;
}

struct Type {
    char kind = 0;       ///< f, i, u, b
    std::size_t bytes = 0;
};

Result<Type> typeOf(const PickleValue& v) {
    if (!isOneOf(v, {"numpy.dtype"}) || v.items.empty() || !isText(*v.items[0]) || v.items[0]->text.size() < 2) return fail(ErrorCode::UnsupportedFormat, "an array of an unknown type");
    std::string name = v.items[0]->text;
    if (name[0] == '<' || name[0] == '|' || name[0] == '=') name.erase(0, 1);
    if (v.state && v.state->items.size() > 1 && isText(*v.state->items[1]) && v.state->items[1]->text == ">") return fail(ErrorCode::UnsupportedFormat, "a big-endian array");
    for (const char* known : {"f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"})
        if (name == known) return Type{name[0], std::size_t(name[1] - '0')};
    return fail(ErrorCode::UnsupportedFormat, "arrays of the type " + name.substr(0, 16) + " are not read");
}

template <class T>
double as(const char* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return double(value);
}

double number(const char* at, Type t) {
    switch (t.kind) {
    case 'f': return t.bytes == 8 ? as<double>(at) : t.bytes == 4 ? as<float>(at) : double(floatFromHalf(std::uint16_t(as<std::uint16_t>(at))));
    case 'i': return t.bytes == 8 ? as<std::int64_t>(at) : t.bytes == 4 ? as<std::int32_t>(at) : t.bytes == 2 ? as<std::int16_t>(at) : as<std::int8_t>(at);
    default: return t.bytes == 8 ? as<std::uint64_t>(at) : t.bytes == 4 ? as<std::uint32_t>(at) : t.bytes == 2 ? as<std::uint16_t>(at) : as<std::uint8_t>(at);
    }
}

Result<PickleNumbers> array(const PickleValue& shape, const PickleValue& type, bool fortran, const PickleValue& content) {
    const auto t = typeOf(type);
    if (!t) return fail(t.error());
    if (shape.kind != Kind::Tuple || shape.items.size() > kMostDimensions) return fail(ErrorCode::CorruptFile, "an array's shape is damaged");
    PickleNumbers out;
    std::size_t count = 1;
    for (const auto& size : shape.items) {
        if (size->kind != Kind::Integer || size->integer < 0 || size->integer > std::int64_t(kMostNumbers)) return fail(ErrorCode::CorruptFile, "an array's shape is damaged");
        out.shape.push_back(std::size_t(size->integer));
        count *= out.shape.back();
        if (count > kMostNumbers) return fail(ErrorCode::UnsupportedFormat, "an array is too large");
    }
    const auto bytes = bytesOf(content);
    if (!bytes) return fail(ErrorCode::UnsupportedFormat, "an array whose content is no bytes");
    if (bytes->size() != count * t->bytes) return fail(ErrorCode::CorruptFile, "an array's size is not what its shape says");
    out.values.resize(count);
    if (!fortran || out.shape.size() < 2) {
        for (std::size_t i = 0; i < count; ++i) out.values[i] = number(bytes->data() + i * t->bytes, *t);
        return out;
    }
    std::vector<std::size_t> index(out.shape.size(), 0), stride(out.shape.size(), 1);
    for (std::size_t d = 1; d < stride.size(); ++d) stride[d] = stride[d - 1] * out.shape[d - 1];
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t from = 0;
        for (std::size_t d = 0; d < index.size(); ++d) from += index[d] * stride[d];
        out.values[i] = number(bytes->data() + from * t->bytes, *t);
        for (std::size_t d = index.size(); d-- > 0 && ++index[d] == out.shape[d];) index[d] = 0;
    }
    return out;
}

Result<PickleNumbers> read(const PickleValue& v, int depth, std::size_t& budget) {
    if (depth > kMostDepth || budget == 0) return fail(ErrorCode::UnsupportedFormat, "numbers nested too deeply, or too many");
    --budget;
    switch (v.kind) {
    case Kind::Bool: case Kind::Integer: return PickleNumbers{{}, {double(v.integer)}};
    case Kind::Real: return PickleNumbers{{}, {v.real}};
    case Kind::List: case Kind::Tuple: {
        PickleNumbers out;
        out.shape = {v.items.size()};
        for (std::size_t i = 0; i < v.items.size(); ++i) {
            auto part = read(*v.items[i], depth + 1, budget);
            if (!part) return part;
            if (i == 0) out.shape.insert(out.shape.end(), part->shape.begin(), part->shape.end());
            else if (!std::equal(part->shape.begin(), part->shape.end(), out.shape.begin() + 1, out.shape.end())) return fail(ErrorCode::UnsupportedFormat, "a list of arrays of different shapes");
            if (out.values.size() + part->values.size() > kMostNumbers) return fail(ErrorCode::UnsupportedFormat, "too many numbers");
            out.values.insert(out.values.end(), part->values.begin(), part->values.end());
        }
        return out;
    }
    default: break;
    }
    // Numpy, as data: an empty array that is filled by its state (version, shape, type, Fortran order, content) ...
    if (isOneOf(v, {"numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct"})) {
        if (!v.state || v.state->kind != Kind::Tuple || v.state->items.size() != 5) return fail(ErrorCode::CorruptFile, "an array without its content");
        const auto& s = v.state->items;
        return array(*s[1], *s[2], s[3]->integer != 0, *s[4]);
    }
    // ... its form in protocol 5 (content, type, shape, order), and a single number (type, content).
    if (isOneOf(v, {"numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer"})) {
        if (v.items.size() != 4) return fail(ErrorCode::CorruptFile, "an array without its content");
        return array(*v.items[2], *v.items[1], isText(*v.items[3]) && v.items[3]->text == "F", *v.items[0]);
    }
    if (isOneOf(v, {"numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar"})) {
        if (v.items.size() != 2) return fail(ErrorCode::CorruptFile, "a number without its content");
        PickleValue none;
        none.kind = Kind::Tuple;
        return array(none, *v.items[0], false, *v.items[1]);
    }
    return fail(ErrorCode::UnsupportedFormat, "numbers were expected" + (v.callee && v.callee->kind == Kind::Global ? ", not " + v.callee->text.substr(0, 80) : std::string()));
}

}  // namespace

Result<PickleNumbers> numbersOf(const PickleValue& value) {
    std::size_t budget = kMostNumbers;
    return read(value, 0, budget);
}

Result<std::string> textOf(const PickleValue& value) {
    if (value.kind == Kind::Text) return value.text;
    if (value.kind == Kind::Bytes) return utf8FromLatin1(value.text);
    return fail(ErrorCode::UnsupportedFormat, "a text was expected");
}

}  // namespace ropetp::nn
