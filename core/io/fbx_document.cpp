#include "io/fbx_document.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace ropetp::io {
namespace {

constexpr std::string_view kMagic("Kaydara FBX Binary  \0\x1a\0", 23);
constexpr std::uint32_t kWideFrom = 7500;                  ///< sizes have 64 bits
constexpr std::size_t kDeflateFrom = 128;                  ///< bytes of a list
constexpr int kDeflateLevel = 1;
constexpr std::size_t kMaxDepth = 64, kMaxNodes = 4'000'000, kMaxProperties = 30'000'000, kMaxListBytes = std::size_t(3) << 29;
constexpr std::size_t kMaxRatio = 1032;                    ///< of deflate
// Tools that check them want these bytes at the end; the first belong to the file's number and date (fbx_writer.cpp).
constexpr unsigned char kFootId[16] = {0xfa, 0xbc, 0xab, 0x09, 0xd0, 0xc8, 0xd4, 0x66, 0xb1, 0x76, 0xfb, 0x83, 0x1c, 0xf7, 0x26, 0x7e};
constexpr unsigned char kFootMagic[16] = {0xf8, 0x5a, 0x8c, 0x6a, 0xde, 0xf5, 0xd9, 0x7e, 0xec, 0xe9, 0x0c, 0xe3, 0x75, 0x8f, 0x29, 0x0b};

template <class T>
constexpr bool kIsNumberList = std::is_same_v<T, std::vector<float>> || std::is_same_v<T, std::vector<double>> || std::is_same_v<T, std::vector<std::int32_t>> ||
                               std::is_same_v<T, std::vector<std::int64_t>>;

template <class T>
void put(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// One deflate for all lists of a file: beginning anew costs more than packing a short list.
class Deflater {
  public:
    Deflater() { good_ = deflateInit(&stream_, kDeflateLevel) == Z_OK; }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    ~Deflater() {
        if (good_) deflateEnd(&stream_);
    }
    /// Empty where it does not pay.
    std::string_view operator()(std::string_view bytes) {
        if (!good_ || bytes.size() < kDeflateFrom || bytes.size() > kMaxListBytes || deflateReset(&stream_) != Z_OK) return {};
        packed_.resize(std::max(packed_.size(), bytes.size()));
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = uInt(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(packed_.data());
        stream_.avail_out = uInt(bytes.size() - 1);
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) return {};
        return std::string_view(packed_).substr(0, bytes.size() - 1 - stream_.avail_out);
    }

  private:
    z_stream stream_{};
    bool good_ = false;
    std::string packed_;
};

class Encoder {
  public:
    explicit Encoder(std::uint32_t version) : version_(version), wide_(version >= kWideFrom) {}

    std::string run(const std::vector<FbxNode>& top) {
        out_.assign(kMagic);
        put(out_, version_);
        for (const FbxNode& n : top) node(n);
        out_.append(headSize(), '\0');
        out_.append(reinterpret_cast<const char*>(kFootId), sizeof kFootId);
        out_.append(4, '\0');
        out_.append(16 - out_.size() % 16, '\0');
        put(out_, version_);
        out_.append(120, '\0');
        out_.append(reinterpret_cast<const char*>(kFootMagic), sizeof kFootMagic);
        return std::move(out_);
    }

  private:
    std::size_t headSize() const { return wide_ ? 25 : 13; }

    void node(const FbxNode& n) {
        const std::size_t start = out_.size();
        const std::string_view name = std::string_view(n.name).substr(0, 255);
        out_.append(headSize() - 1, '\0');
        put(out_, std::uint8_t(name.size()));
        out_.append(name);
        const std::size_t properties = out_.size();
        for (const auto& p : n.properties) std::visit([this](const auto& v) { property(v); }, p);
        const std::size_t propertyBytes = out_.size() - properties;
        for (const FbxNode& child : n.children) node(child);
        // These are lists to the tools that made the format, also when nothing is in them.
        if (!n.children.empty() || n.properties.empty() || n.name == "AnimationStack" || n.name == "AnimationLayer") out_.append(headSize(), '\0');
        const std::uint64_t head[3] = {out_.size(), n.properties.size(), propertyBytes};
        for (std::size_t i = 0; i < 3; ++i) {
            if (wide_) std::memcpy(out_.data() + start + 8 * i, &head[i], 8);
            else std::memcpy(out_.data() + start + 4 * i, &head[i], 4);   // its lower half
        }
    }

    template <class T>
    void value(char type, T v) {
        out_.push_back(type);
        put(out_, v);
    }
    void property(bool v) { value('C', std::uint8_t(v)); }
    void property(std::int16_t v) { value('Y', v); }
    void property(std::int32_t v) { value('I', v); }
    void property(std::int64_t v) { value('L', v); }
    void property(float v) { value('F', v); }
    void property(double v) { value('D', v); }
    void property(const std::string& v) { value('S', std::uint32_t(v.size())), out_.append(v); }
    void property(const std::vector<std::uint8_t>& v) { value('R', std::uint32_t(v.size())), out_.append(v.begin(), v.end()); }
    void property(const std::vector<bool>& v) {
        const std::string bytes(v.begin(), v.end());
        list('b', v.size(), bytes, deflate_(bytes));
    }
    /// Of a curve: these shrink by a twentieth, for most of the time that a file takes.
    void property(const std::vector<float>& v) { list('f', v.size(), bytesOf(v), {}); }
    void property(const std::vector<double>& v) { list('d', v); }
    void property(const std::vector<std::int32_t>& v) { list('i', v); }
    void property(const std::vector<std::int64_t>& v) {
        // Times: most curves of a file have the same.
        const std::string_view bytes = bytesOf(v);
        if (bytes != times_) times_ = bytes, packedTimes_ = deflate_(bytes);
        list('l', v.size(), times_, packedTimes_);
    }

    template <class T>
    static std::string_view bytesOf(const std::vector<T>& v) {
        return {reinterpret_cast<const char*>(v.data()), v.size() * sizeof(T)};
    }
    template <class T>
    void list(char type, const std::vector<T>& v) {
        list(type, v.size(), bytesOf(v), deflate_(bytesOf(v)));
    }
    void list(char type, std::size_t count, std::string_view bytes, std::string_view packed) {
        value(type, std::uint32_t(count));
        put(out_, std::uint32_t(packed.empty() ? 0 : 1));
        put(out_, std::uint32_t(packed.empty() ? bytes.size() : packed.size()));
        out_.append(packed.empty() ? bytes : packed);
    }

    std::uint32_t version_;
    bool wide_;
    Deflater deflate_;
    std::string out_, times_, packedTimes_;
};

class Decoder {
  public:
    Decoder(std::string_view file, std::span<const std::string_view> skipped) : file_(file), skipped_(skipped) {}

    Result<std::vector<FbxNode>> run() {
        if (!file_.starts_with(kMagic.substr(0, 20))) {
            const bool isText = file_.starts_with(";") || file_.substr(0, 4096).find("FBXHeaderExtension") != std::string_view::npos;
            return fail(ErrorCode::UnsupportedFormat, isText ? "this is an ASCII FBX: save it as a binary one" : "this is not an FBX file");
        }
        at_ = std::min(kMagic.size(), file_.size());
        std::uint32_t version = 0;
        if (!get(version)) return cut();
        if (version < 7000 || version >= 7800) return fail(ErrorCode::UnsupportedFormat, "an FBX of version " + std::to_string(version) + ": 7000 to 7700 are read");
        wide_ = version >= kWideFrom;
        std::vector<FbxNode> top;
        for (;;) {
            FbxNode n;
            bool isEnd = false;
            if (auto ok = node(n, isEnd, file_.size(), 0); !ok) return fail(ok.error());
            if (isEnd) return top;
            top.push_back(std::move(n));
        }
    }

  private:
    tl::unexpected<Error> cut(const char* what = "the file is cut short or damaged") const {
        return fail(ErrorCode::CorruptFile, std::string(what) + " at byte " + std::to_string(at_));
    }

    template <class T>
    bool get(T& v) {
        if (file_.size() - at_ < sizeof v) return false;
        std::memcpy(&v, file_.data() + at_, sizeof v);
        at_ += sizeof v;
        return true;
    }
    bool getSize(std::uint64_t& v) {
        if (wide_) return get(v);
        std::uint32_t narrow = 0;
        const bool got = get(narrow);
        v = narrow;
        return got;
    }

    /// @param limit  where the node around this one ends.
    Result<void> node(FbxNode& out, bool& isEnd, std::size_t limit, std::size_t depth) {
        std::uint64_t end = 0, properties = 0, propertyBytes = 0;
        std::uint8_t nameSize = 0;
        if (!getSize(end) || !getSize(properties) || !getSize(propertyBytes) || !get(nameSize) || at_ > limit) return cut();
        isEnd = end == 0;
        if (isEnd) return {};
        if (depth > kMaxDepth || ++nodes_ > kMaxNodes) return fail(ErrorCode::UnsupportedFormat, "the file has too many nodes");
        if (end > limit || end < at_ || end - at_ < nameSize || end - at_ - nameSize < propertyBytes) return cut();
        out.name = file_.substr(at_, nameSize);
        at_ += nameSize;
        const std::size_t afterProperties = at_ + std::size_t(propertyBytes);
        if (properties > propertyBytes) return cut();
        if ((properties_ += properties) > kMaxProperties) return fail(ErrorCode::UnsupportedFormat, "the file has too many properties");
        if (std::ranges::find(skipped_, out.name) == skipped_.end()) {
            out.properties.reserve(std::size_t(properties));
            for (std::uint64_t i = 0; i < properties; ++i)
                if (auto ok = property(out, afterProperties); !ok) return ok;
            if (at_ != afterProperties) return cut();
            while (at_ < end) {
                FbxNode child;
                bool isLast = false;
                if (auto ok = node(child, isLast, std::size_t(end), depth + 1); !ok) return ok;
                if (isLast) break;
                out.children.push_back(std::move(child));
            }
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
        case 'B':
        case 'C': {
            std::uint8_t v = 0;
            if (!get(v)) return cut();
            out.properties.emplace_back(v != 0 && v != 'F' && v != 'N');   // some tools write a letter
            return {};
        }
        case 'S':
        case 'R': {
            std::uint32_t size = 0;
            if (!get(size) || at_ > limit || limit - at_ < size) return cut();
            const std::string_view bytes = file_.substr(at_, size);
            at_ += size;
            if (type == 'S') out.properties.emplace_back(std::string(bytes));
            else out.properties.emplace_back(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
            return {};
        }
        case 'f': return list<float>(out, limit);
        case 'd': return list<double>(out, limit);
        case 'i': return list<std::int32_t>(out, limit);
        case 'l': return list<std::int64_t>(out, limit);
        case 'b':
        case 'c': {
            if (auto ok = list<std::uint8_t>(out, limit); !ok) return ok;
            const auto bytes = std::get<std::vector<std::uint8_t>>(out.properties.back());
            out.properties.back() = std::vector<bool>(bytes.begin(), bytes.end());
            return {};
        }
        default: return cut("a value of an unknown kind");
        }
    }

    template <class T>
    Result<void> list(FbxNode& out, std::size_t limit) {
        std::uint32_t count = 0, encoding = 0, packed = 0;
        if (!get(count) || !get(encoding) || !get(packed) || at_ > limit || limit - at_ < packed || encoding > 1) return cut();
        const std::size_t bytes = std::size_t(count) * sizeof(T);
        if (encoding == 0 ? bytes != packed : bytes / kMaxRatio > packed) return cut("a list larger than its bytes");
        if ((listBytes_ += bytes) > kMaxListBytes) return fail(ErrorCode::UnsupportedFormat, "the file's lists are too large");
        std::vector<T> values(count);
        if (encoding == 0) {
            if (bytes > 0) std::memcpy(values.data(), file_.data() + at_, bytes);
        } else {
            auto size = uLongf(bytes);
            Bytef none = 0;
            const int done = uncompress(bytes > 0 ? reinterpret_cast<Bytef*>(values.data()) : &none, &size, reinterpret_cast<const Bytef*>(file_.data() + at_), packed);
            if (done != Z_OK || size != bytes) return cut("a list that cannot be unpacked");
        }
        at_ += packed;
        out.properties.emplace_back(std::move(values));
        return {};
    }

    std::string_view file_;
    std::span<const std::string_view> skipped_;
    std::size_t at_ = 0, nodes_ = 0, properties_ = 0, listBytes_ = 0;   // at_ is never beyond the end
    bool wide_ = false;
};

template <class To, class From>
To converted(From x, To otherwise) {
    if constexpr (std::is_integral_v<To> && std::is_floating_point_v<From>) return x > -9e18 && x < 9e18 ? To(x) : otherwise;
    else return To(x);
}

template <class To>
To scalar(const FbxNode& n, std::size_t property, To otherwise) {
    if (property >= n.properties.size()) return otherwise;
    return std::visit(
        [&](const auto& v) -> To {
            if constexpr (std::is_arithmetic_v<std::decay_t<decltype(v)>>) return converted<To>(v, otherwise);
            else return otherwise;
        },
        n.properties[property]);
}

template <class To>
std::vector<To> list(const FbxNode& n, std::size_t property) {
    if (property >= n.properties.size()) return {};
    return std::visit(
        [](const auto& v) -> std::vector<To> {
            std::vector<To> out;
            if constexpr (kIsNumberList<std::decay_t<decltype(v)>>) {
                out.reserve(v.size());
                for (const auto x : v) out.push_back(converted<To>(x, To(0)));
            }
            return out;
        },
        n.properties[property]);
}

}  // namespace

const FbxNode* FbxNode::find(std::string_view childName) const {
    const auto found = std::ranges::find(children, childName, &FbxNode::name);
    return found == children.end() ? nullptr : &*found;
}

std::int64_t FbxNode::integer(std::size_t property, std::int64_t otherwise) const { return scalar(*this, property, otherwise); }
double FbxNode::number(std::size_t property, double otherwise) const { return scalar(*this, property, otherwise); }

std::string_view FbxNode::text(std::size_t property) const {
    if (property >= properties.size()) return {};
    const auto* s = std::get_if<std::string>(&properties[property]);
    return s ? std::string_view(*s) : std::string_view();
}

std::vector<double> FbxNode::numbers(std::size_t property) const { return list<double>(*this, property); }
std::vector<std::int64_t> FbxNode::integers(std::size_t property) const { return list<std::int64_t>(*this, property); }

std::string encodeFbx(const std::vector<FbxNode>& top, std::uint32_t version) { return Encoder(version).run(top); }

Result<std::vector<FbxNode>> decodeFbx(std::string_view file, std::span<const std::string_view> skipped) { return Decoder(file, skipped).run(); }

}  // namespace ropetp::io
