#include "io/npy_array.h"


#include <cctype>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>

namespace ropetp::io {
namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kMaxDimensions = 8;
constexpr std::size_t kMaxItemBytes = 4096;   ///< text of a thousand letters

/// Size of one item by numpy's type name; 0 where we don't read it.
std::size_t bytesOfType(std::string_view type) {
    if (type.size() < 3) return 0;
    const char order = type[0], kind = type[1];
    std::size_t n = 0;
    const auto parsed = std::from_chars(type.data() + 2, type.data() + type.size(), n);
    if (parsed.ec != std::errc() || parsed.ptr != type.data() + type.size() || n == 0) return 0;
    if (order != '<' && order != '|') return 0;
    switch (kind) {
    case 'f': return n == 2 || n == 4 || n == 8 ? n : 0;
    case 'i':
    case 'u': return n == 1 || n == 2 || n == 4 || n == 8 ? n : 0;
    case 'b': return n == 1 ? n : 0;
    case 'S': return n <= kMaxItemBytes ? n : 0;
    case 'U': return 4 * n <= kMaxItemBytes ? 4 * n : 0;
    default: return 0;
    }
}

template <class T>
double at(const std::uint8_t* bytes, std::size_t i) {
    T value;
    std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
    return static_cast<double>(value);
}

/// The header is a Python dictionary literal; only the three keys that numpy writes are known.
class HeaderParser {
  public:
    explicit HeaderParser(std::string_view text) : text_(text) {}

    struct Header {
        std::string type;
        bool fortran = false;
        std::vector<std::size_t> shape;
    };

    std::optional<Header> parse() {
        Header h;
        bool type = false, order = false, shape = false;
        if (!take('{')) return std::nullopt;
        while (!take('}')) {
            const auto key = quoted();
            if (!key || !take(':')) return std::nullopt;
            if (*key == "descr") {
                const auto value = quoted();
                if (!value) return std::nullopt;
                h.type = *value;
                type = true;
            } else if (*key == "fortran_order") {
                if (word("True")) h.fortran = true;
                else if (!word("False")) return std::nullopt;
                order = true;
            } else if (*key == "shape") {
                if (!tuple(h.shape)) return std::nullopt;
                shape = true;
            } else {
                return std::nullopt;
            }
            if (!take(',') && peek() != '}') return std::nullopt;
        }
        if (!type || !order || !shape) return std::nullopt;
        return h;
    }

  private:
    char peek() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool take(char c) {
        if (peek() != c || at_ >= text_.size()) return false;
        ++at_;
        return true;
    }
    bool word(std::string_view w) {
        peek();
        if (text_.substr(at_, w.size()) != w) return false;
        at_ += w.size();
        return true;
    }
    std::optional<std::string> quoted() {
        const char quote = peek();
        if (quote != '\'' && quote != '"') return std::nullopt;
        const std::size_t end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) return std::nullopt;
        std::string value(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return value;
    }
    bool tuple(std::vector<std::size_t>& shape) {
        if (!take('(')) return false;
        while (!take(')')) {
            peek();
            std::size_t n = 0;
            const auto parsed = std::from_chars(text_.data() + at_, text_.data() + text_.size(), n);
            if (parsed.ec != std::errc() || shape.size() >= kMaxDimensions) return false;
            at_ = std::size_t(parsed.ptr - text_.data());
            shape.push_back(n);
            if (!take(',') && peek() != ')') return false;
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Number of items, or nullopt where it overflows.
std::optional<std::size_t> product(const std::vector<std::size_t>& shape) {
    std::size_t n = 1;
    for (const std::size_t s : shape)
        if (__builtin_mul_overflow(n, s, &n)) return std::nullopt;
    return n;
}

std::vector<std::uint8_t> toRowMajor(std::span<const std::uint8_t> data, const std::vector<std::size_t>& shape, std::size_t item) {
    std::vector<std::uint8_t> out(data.size());
    std::vector<std::size_t> stride(shape.size(), item), index(shape.size(), 0);
    for (std::size_t d = 1; d < shape.size(); ++d) stride[d] = stride[d - 1] * shape[d - 1];
    for (std::size_t k = 0; k * item < data.size(); ++k) {
        std::size_t from = 0;
        for (std::size_t d = 0; d < shape.size(); ++d) from += index[d] * stride[d];
        std::memcpy(out.data() + k * item, data.data() + from, item);
        for (std::size_t d = shape.size(); d-- > 0 && ++index[d] == shape[d];) index[d] = 0;
    }
    return out;
}

void appendUtf8(char32_t c, std::string& out) {
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xC0 | (c >> 6));
        out += char(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += char(0xE0 | (c >> 12));
        out += char(0x80 | ((c >> 6) & 0x3F));
        out += char(0x80 | (c & 0x3F));
    } else if (c < 0x110000) {
        out += char(0xF0 | (c >> 18));
        out += char(0x80 | ((c >> 12) & 0x3F));
        out += char(0x80 | ((c >> 6) & 0x3F));
        out += char(0x80 | (c & 0x3F));
    }
}

std::u32string fromUtf8(const std::string& s) {
    std::u32string out;
    for (std::size_t i = 0; i < s.size();) {
        const auto b = static_cast<unsigned char>(s[i]);
        const int more = b < 0x80 ? 0 : b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        char32_t c = more == 0 ? b : b & (0x3F >> more);
        for (int k = 1; k <= more && i + k < s.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(s[i + k]) & 0x3F);
        out += c;
        i += std::size_t(more) + 1;
    }
    return out;
}

}  // namespace

std::size_t NpyArray::count() const { return product(shape).value_or(0); }
std::size_t NpyArray::itemBytes() const { return bytesOfType(type); }

Result<std::vector<double>> NpyArray::numbers() const {
    const std::size_t n = count();
    if (bytes.size() != n * itemBytes()) return fail(ErrorCode::CorruptFile, "an array has fewer bytes than its shape says");
    double (*read)(const std::uint8_t*, std::size_t) = nullptr;
    const char kind = type.size() > 1 ? type[1] : '\0';
    const std::size_t size = itemBytes();
    if (kind == 'f') read = size == 4 ? &at<float> : &at<double>;
    if (kind == 'i') read = size == 1 ? &at<std::int8_t> : size == 2 ? &at<std::int16_t> : size == 4 ? &at<std::int32_t> : &at<std::int64_t>;
    if (kind == 'u' || kind == 'b') read = size == 1 ? &at<std::uint8_t> : size == 2 ? &at<std::uint16_t> : size == 4 ? &at<std::uint32_t> : &at<std::uint64_t>;
    if (!read || (kind == 'f' && size == 2)) return fail(ErrorCode::UnsupportedFormat, "numbers of the type " + type + " are not read");
    std::vector<double> out(n);
    for (std::size_t i = 0; i < n; ++i) out[i] = read(bytes.data(), i);
    return out;
}

Result<std::vector<std::string>> NpyArray::texts() const {
    const std::size_t size = itemBytes(), n = count();
    if (size == 0 || bytes.size() != n * size || type.size() < 3 || (type[1] != 'U' && type[1] != 'S'))
        return fail(ErrorCode::InvalidInput, "a text was expected, not " + type);
    std::vector<std::string> out(n);
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint8_t* from = bytes.data() + k * size;
        if (type[1] == 'S') {
            for (std::size_t i = 0; i < size && from[i]; ++i) out[k] += char(from[i]);
        } else {
            for (std::size_t i = 0; i + 4 <= size; i += 4) {
                char32_t c = 0;
                std::memcpy(&c, from + i, 4);
                if (!c) break;
                appendUtf8(c, out[k]);
            }
        }
    }
    return out;
}

Result<std::string> NpyArray::text() const {
    const auto all = texts();
    if (!all) return fail(all.error());
    if (all->empty()) return fail(ErrorCode::InvalidInput, "a text was expected, not " + type);
    return all->front();
}

NpyArray NpyArray::unicode(const std::string& utf8) {
    std::u32string letters = fromUtf8(utf8);
    if (letters.empty()) letters.push_back(0);
    NpyArray a;
    a.type = "<U" + std::to_string(letters.size());
    a.bytes.resize(letters.size() * 4);
    std::memcpy(a.bytes.data(), letters.data(), a.bytes.size());
    return a;
}

std::vector<std::uint8_t> npyHeader(const NpyArray& array) {
    std::string shape = "(";
    for (const std::size_t s : array.shape) shape += std::to_string(s) + (array.shape.size() == 1 ? "," : ", ");
    if (array.shape.size() > 1) shape.resize(shape.size() - 2);
    std::string header = "{'descr': '" + array.type + "', 'fortran_order': False, 'shape': " + shape + "), }";
    // Magic, version and header length take 10 bytes; the data starts at a multiple of 64.
    header.append(63 - (header.size() + 10) % 64, ' ');
    header += '\n';
    std::vector<std::uint8_t> out(10 + header.size());
    std::memcpy(out.data(), kMagic.data(), kMagic.size());
    out[6] = 1;
    out[8] = std::uint8_t(header.size() & 0xFF);
    out[9] = std::uint8_t(header.size() >> 8);
    std::memcpy(out.data() + 10, header.data(), header.size());
    return out;
}

Result<NpyArray> decodeNpy(std::span<const std::uint8_t> file) {
    const auto corrupt = [](const char* what) { return fail(ErrorCode::CorruptFile, what); };
    if (file.size() < 10 || std::memcmp(file.data(), kMagic.data(), kMagic.size()) != 0) return corrupt("not a numpy array");
    const int version = file[6];
    if (version < 1 || version > 3) return fail(ErrorCode::UnsupportedFormat, "an unknown version of numpy's format");
    std::size_t length = file[8] | std::size_t(file[9]) << 8, start = 10;
    if (version > 1) {
        if (file.size() < 12) return corrupt("an array's header is cut short");
        length |= std::size_t(file[10]) << 16 | std::size_t(file[11]) << 24;
        start = 12;
    }
    if (length > 65536 || file.size() - start < length) return corrupt("an array's header is cut short");
    const auto header = HeaderParser({reinterpret_cast<const char*>(file.data()) + start, length}).parse();
    if (!header) return corrupt("an array's header cannot be read");
    NpyArray array{header->type, header->shape, {}};
    const std::size_t item = array.itemBytes();
    if (item == 0) return fail(ErrorCode::UnsupportedFormat, "arrays of the type " + header->type.substr(0, 32) + " are not read");
    const auto count = product(header->shape);
    const auto data = file.subspan(start + length);
    if (!count || *count > std::numeric_limits<std::size_t>::max() / item || *count * item != data.size())
        return corrupt("an array's size is not what its header says");
    if (header->fortran && header->shape.size() > 1)
        array.bytes = toRowMajor(data, header->shape, item);
    else
        array.bytes.assign(data.begin(), data.end());
    return array;
}

}  // namespace ropetp::io
