#include "io/fbx_document.h"

#include <zlib.h>

#include <cstring>

namespace ropetp::io {
namespace {

constexpr std::string_view kMagic("Kaydara FBX Binary  \0\x1a\0", 23);
constexpr std::uint32_t kVersion = 7400;
constexpr std::size_t kDeflateFrom = 256;                  ///< bytes of an array
constexpr int kDeflateLevel = 1;
constexpr std::size_t kMaxDepth = 64, kMaxNodes = 4'000'000, kMaxArrayBytes = std::size_t(1) << 30, kMaxTotalBytes = std::size_t(3) << 30, kMaxRatio = 1000;
// Tools that check them want these bytes at the end.
constexpr unsigned char kFootId[16] = {0xfa, 0xbc, 0xab, 0x09, 0xd0, 0xc8, 0xd4, 0x66, 0xb1, 0x76, 0xfb, 0x83, 0x1c, 0xf7, 0x26, 0x7e};
constexpr unsigned char kFootMagic[16] = {0xf8, 0x5a, 0x8c, 0x6a, 0xde, 0xf5, 0xd9, 0x7e, 0xec, 0xe9, 0x0c, 0xe3, 0x75, 0x8f, 0x29, 0x0b};
constexpr std::size_t kNullRecord = 13;

template <class T>
void put(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

class Encoder {
  public:
    std::string run(const std::vector<FbxNode>& top) {
        out_.assign(kMagic);
        put(out_, kVersion);
        for (const FbxNode& n : top) node(n);
        out_.append(kNullRecord, '\0');
        out_.append(reinterpret_cast<const char*>(kFootId), sizeof kFootId);
        out_.append(4, '\0');
        out_.append(16 - out_.size() % 16, '\0');
        put(out_, kVersion);
        out_.append(120, '\0');
        out_.append(reinterpret_cast<const char*>(kFootMagic), sizeof kFootMagic);
        return std::move(out_);
    }

  private:
    void node(const FbxNode& n) {
        const std::size_t start = out_.size();
        out_.append(12, '\0');
        put(out_, std::uint8_t(n.name.size()));
        out_.append(n.name);
        const std::size_t properties = out_.size();
        for (const auto& p : n.properties) std::visit([this](const auto& v) { property(v); }, p);
        const auto propertyBytes = std::uint32_t(out_.size() - properties);
        for (const FbxNode& child : n.children) node(child);
        if (!n.children.empty() || n.properties.empty()) out_.append(kNullRecord, '\0');
        const std::uint32_t head[3] = {std::uint32_t(out_.size()), std::uint32_t(n.properties.size()), propertyBytes};
        std::memcpy(out_.data() + start, head, sizeof head);
    }

    void property(bool v) { out_.push_back('C'), out_.push_back(v ? 1 : 0); }
    void property(std::int16_t v) { out_.push_back('Y'), put(out_, v); }
    void property(std::int32_t v) { out_.push_back('I'), put(out_, v); }
    void property(std::int64_t v) { out_.push_back('L'), put(out_, v); }
    void property(float v) { out_.push_back('F'), put(out_, v); }
    void property(double v) { out_.push_back('D'), put(out_, v); }
    void property(const std::string& v) {
        out_.push_back('S');
        put(out_, std::uint32_t(v.size()));
        out_.append(v);
    }
    void property(const std::vector<std::uint8_t>& v) {
        out_.push_back('R');
        put(out_, std::uint32_t(v.size()));
        out_.append(reinterpret_cast<const char*>(v.data()), v.size());
    }
    void property(const std::vector<float>& v) { array('f', v); }
    void property(const std::vector<double>& v) { array('d', v); }
    void property(const std::vector<std::int32_t>& v) { array('i', v); }
    void property(const std::vector<std::int64_t>& v) { array('l', v); }

    template <class T>
    void array(char type, const std::vector<T>& v) {
        const std::string_view bytes(reinterpret_cast<const char*>(v.data()), v.size() * sizeof(T));
        std::string packed;
        if constexpr (std::is_same_v<T, std::int64_t>) {
            // Times: every curve has the same.
            if (bytes != times_) times_ = bytes, packedTimes_ = deflated(bytes);
            packed = packedTimes_;
        } else {
            packed = deflated(bytes);
        }
        out_.push_back(type);
        put(out_, std::uint32_t(v.size()));
        put(out_, std::uint32_t(packed.empty() ? 0 : 1));
        put(out_, std::uint32_t(packed.empty() ? bytes.size() : packed.size()));
        out_.append(packed.empty() ? bytes : std::string_view(packed));
    }

    /// Empty where it does not pay.
    static std::string deflated(std::string_view bytes) {
        if (bytes.size() < kDeflateFrom) return {};
        uLongf size = compressBound(uLong(bytes.size()));
        std::string packed(size, '\0');
        if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), uLong(bytes.size()), kDeflateLevel) != Z_OK || size >= bytes.size()) return {};
        packed.resize(size);
        return packed;
    }

    std::string out_, times_, packedTimes_;
};

class Decoder {
  public:
    explicit Decoder(std::string_view file) : file_(file) {}

    Result<std::vector<FbxNode>> run() {
        if (file_.starts_with(";")) return fail(ErrorCode::UnsupportedFormat, "an ASCII FBX; save it as binary FBX");
        if (!file_.starts_with(kMagic.substr(0, 20))) return fail(ErrorCode::UnsupportedFormat, "not an FBX file");
        at_ = kMagic.size();
        std::uint32_t version = 0;
        if (!get(version)) return cut();
        if (version < 7000 || version >= 7800) return fail(ErrorCode::UnsupportedFormat, "FBX version " + std::to_string(version) + "; 7.0 to 7.7 are read");
        wide_ = version >= 7500;
        std::vector<FbxNode> top;
        while (at_ < file_.size()) {
            FbxNode n;
            bool isEnd = false;
            if (auto ok = node(n, isEnd, file_.size(), 0); !ok) return fail(ok.error());
            if (isEnd) break;
            top.push_back(std::move(n));
        }
        return top;
    }

  private:
    tl::unexpected<Error> cut(const char* what = "the file is cut short or damaged") const { return fail(ErrorCode::CorruptFile, std::string(what) + " at byte " + std::to_string(at_)); }

    template <class T>
    bool get(T& v) {
        if (at_ > file_.size() || file_.size() - at_ < sizeof v) return false;
        std::memcpy(&v, file_.data() + at_, sizeof v);
        at_ += sizeof v;
        return true;
    }
    bool getSize(std::uint64_t& v) {
        if (wide_) return get(v);
        std::uint32_t narrow = 0;
        if (!get(narrow)) return false;
        v = narrow;
        return true;
    }

    Result<void> node(FbxNode& out, bool& isEnd, std::size_t limit, std::size_t depth) {
        std::uint64_t end = 0, properties = 0, propertyBytes = 0;
        std::uint8_t nameSize = 0;
        if (!getSize(end) || !getSize(properties) || !getSize(propertyBytes) || !get(nameSize)) return cut();
        if (end == 0) {
            isEnd = true;
            return {};
        }
        if (depth > kMaxDepth || ++nodes_ > kMaxNodes) return fail(ErrorCode::UnsupportedFormat, "too many nodes");
        if (end > limit || end < at_ || file_.size() - at_ < nameSize) return cut();
        out.name = file_.substr(at_, nameSize);
        at_ += nameSize;
        const std::size_t first = at_;
        if (end < first || propertyBytes > end - first) return cut();
        const std::size_t afterProperties = first + std::size_t(propertyBytes);
        for (std::uint64_t i = 0; i < properties; ++i)
            if (auto ok = property(out, afterProperties); !ok) return ok;
        if (at_ != afterProperties) return cut();
        while (at_ < end) {
            FbxNode child;
            bool last = false;
            if (auto ok = node(child, last, std::size_t(end), depth + 1); !ok) return ok;
            if (last) break;
            out.children.push_back(std::move(child));
        }
        at_ = std::size_t(end);
        return {};
    }

    template <class T>
    Result<void> value(FbxNode& out) {
        T v{};
        if (!get(v)) return cut();
        out.properties.emplace_back(v);
        return {};
    }

    Result<void> property(FbxNode& out, std::size_t limit) {
        char type = 0;
        if (at_ >= limit || !get(type)) return cut();
        switch (type) {
        case 'Y': return value<std::int16_t>(out);
        case 'I': return value<std::int32_t>(out);
        case 'L': return value<std::int64_t>(out);
        case 'F': return value<float>(out);
        case 'D': return value<double>(out);
        case 'C': {
            std::uint8_t v = 0;
            if (!get(v)) return cut();
            out.properties.emplace_back(v != 0);
            return {};
        }
        case 'S':
        case 'R': {
            std::uint32_t size = 0;
            if (!get(size) || limit - at_ < size) return cut();
            const std::string_view bytes = file_.substr(at_, size);
            at_ += size;
            if (type == 'S') out.properties.emplace_back(std::string(bytes));
            else out.properties.emplace_back(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
            return {};
        }
        case 'f': return array<float, float>(out, limit);
        case 'd': return array<double, double>(out, limit);
        case 'i': return array<std::int32_t, std::int32_t>(out, limit);
        case 'l': return array<std::int64_t, std::int64_t>(out, limit);
        case 'b':
        case 'c': return array<std::uint8_t, std::uint8_t>(out, limit);
        default: return cut("a value of an unknown kind");
        }
    }

    template <class T, class Kept>
    Result<void> array(FbxNode& out, std::size_t limit) {
        std::uint32_t count = 0, encoding = 0, packed = 0;
        if (!get(count) || !get(encoding) || !get(packed) || at_ > limit || limit - at_ < packed || encoding > 1) return cut();
        const std::size_t bytes = std::size_t(count) * sizeof(T);
        if (encoding == 0 && bytes != packed) return cut();
        // Deflate cannot do better than this: more is a lie about the size.
        if (bytes > kMaxArrayBytes || (encoding == 1 && bytes / kMaxRatio > std::size_t(packed) * 2)) return cut("an array larger than its bytes");
        if ((bytes_ += bytes) > kMaxTotalBytes) return fail(ErrorCode::UnsupportedFormat, "the file holds too much");
        std::vector<Kept> values(count);
        if (encoding == 0) {
            if (bytes > 0) std::memcpy(values.data(), file_.data() + at_, bytes);
        } else {
            uLongf size = uLongf(bytes);
            Bytef none = 0;
            if (uncompress(bytes > 0 ? reinterpret_cast<Bytef*>(values.data()) : &none, &size, reinterpret_cast<const Bytef*>(file_.data() + at_), packed) != Z_OK || size != bytes) return cut("an array that cannot be unpacked");
        }
        at_ += packed;
        out.properties.emplace_back(std::move(values));
        return {};
    }

    std::string_view file_;
    std::size_t at_ = 0, nodes_ = 0, bytes_ = 0;
    bool wide_ = false;
};

template <class To>
std::vector<To> converted(const FbxNode& n, std::size_t property) {
    if (property >= n.properties.size()) return {};
    return std::visit(
        [](const auto& v) -> std::vector<To> {
            using V = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<V, std::vector<float>> || std::is_same_v<V, std::vector<double>> || std::is_same_v<V, std::vector<std::int32_t>> || std::is_same_v<V, std::vector<std::int64_t>>) {
                std::vector<To> out;
                out.reserve(v.size());
                for (const auto x : v) {
                    // A number beyond what whole ones hold is none.
                    if constexpr (std::is_integral_v<To> && std::is_floating_point_v<typename V::value_type>) out.push_back(x > -9e18 && x < 9e18 ? To(x) : To(0));
                    else out.push_back(To(x));
                }
                return out;
            } else {
                return {};
            }
        },
        n.properties[property]);
}

template <class To>
To scalar(const FbxNode& n, std::size_t property, To otherwise) {
    if (property >= n.properties.size()) return otherwise;
    return std::visit(
        [&](const auto& v) -> To {
            using V = std::decay_t<decltype(v)>;
            if constexpr (std::is_floating_point_v<V> && std::is_integral_v<To>) return v > -9e18 && v < 9e18 ? To(v) : otherwise;
            else if constexpr (std::is_arithmetic_v<V>) return To(v);
            else return otherwise;
        },
        n.properties[property]);
}

}  // namespace

const FbxNode* FbxNode::find(std::string_view childName) const {
    for (const FbxNode& c : children)
        if (c.name == childName) return &c;
    return nullptr;
}

std::int64_t FbxNode::integer(std::size_t property, std::int64_t otherwise) const { return scalar<std::int64_t>(*this, property, otherwise); }
double FbxNode::number(std::size_t property, double otherwise) const { return scalar<double>(*this, property, otherwise); }

std::string_view FbxNode::text(std::size_t property) const {
    if (property >= properties.size()) return {};
    const auto* s = std::get_if<std::string>(&properties[property]);
    return s ? std::string_view(*s) : std::string_view();
}

std::vector<double> FbxNode::numbers(std::size_t property) const { return converted<double>(*this, property); }
std::vector<std::int64_t> FbxNode::integers(std::size_t property) const { return converted<std::int64_t>(*this, property); }

std::string encodeFbx(const std::vector<FbxNode>& top) { return Encoder().run(top); }

Result<std::vector<FbxNode>> decodeFbx(std::string_view file) { return Decoder(file).run(); }

}  // namespace ropetp::io
