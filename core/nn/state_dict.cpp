#include "nn/state_dict.h"

#include "nn/float16.h"
#include "nn/graph.h"
#include "nn/pickle_reader.h"

#include <zip.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <set>

namespace ropetp::nn {
namespace {

using Kind = PickleValue::Kind;
constexpr std::size_t kMostBytes = std::size_t(2) << 30;
constexpr int kMostDepth = 6;
constexpr std::size_t kLongestName = 1024;
/// PyTorch stores values as they are; packed once more they shrink a little.
constexpr std::size_t kMostPacking = 4;
/// Low 64 bits of the number that the older layout begins with.
constexpr std::uint64_t kOldMagic = 0xa86a20f9469cfc6cull;

struct Storage {
    std::vector<std::uint8_t> bytes;
};
using Storages = std::map<std::string, Storage>;

std::size_t itemBytes(const std::string& type) {
    if (type == "torch.FloatStorage" || type == "torch.IntStorage") return 4;
    if (type == "torch.DoubleStorage" || type == "torch.LongStorage") return 8;
    if (type == "torch.HalfStorage" || type == "torch.BFloat16Storage") return 2;
    return 0;
}

bool isFloating(const std::string& type) { return type == "torch.FloatStorage" || type == "torch.DoubleStorage" || type == "torch.HalfStorage" || type == "torch.BFloat16Storage"; }

float value(const std::uint8_t* at, const std::string& type) {
    if (type == "torch.DoubleStorage") {
        double d;
        std::memcpy(&d, at, 8);
        return float(d);
    }
    if (type == "torch.FloatStorage") {
        float f;
        std::memcpy(&f, at, 4);
        return f;
    }
    std::uint16_t h;
    std::memcpy(&h, at, 2);
    return type == "torch.HalfStorage" ? floatFromHalf(h) : std::bit_cast<float>(std::uint32_t(h) << 16);
}

/// ('storage', type, key, location, count) of a tensor.
struct StorageId {
    std::string type, key;
    std::int64_t count = 0;
};
bool storageId(const PickleValue& v, StorageId& out) {
    if (v.kind != Kind::Persistent || v.items.size() != 1 || v.items[0]->kind != Kind::Tuple || v.items[0]->items.size() < 5) return false;
    const auto& t = v.items[0]->items;
    if (t[1]->kind != Kind::Global || t[2]->kind != Kind::Text || t[4]->kind != Kind::Integer) return false;
    out = {t[1]->text, t[2]->text, t[4]->integer};
    return out.count >= 0;
}

class Collector {
  public:
    Collector(const Storages& storages, TensorFile& out) : storages_(storages), out_(out) {
        for (const auto& [key, storage] : storages_) mostValues_ += storage.bytes.size();
        mostValues_ = std::min(mostValues_, GraphLimits::kElementsTotal);
    }

    /// Weights of a dictionary and those within it. False with a reason in `why` where a tensor is damaged, or
    /// where something is to be called that is not known to be harmless.
    bool collect(const PickleValue& v, const std::string& prefix, int depth) {
        // Each once: a dictionary may hold itself.
        if (depth > kMostDepth || !seen_.insert(&v).second) return true;
        if (v.kind == Kind::Object && !isDictionary(v)) return why = "it would call " + nameOfCallee(v) + ", which is not done", false;
        for (const auto& [key, item] : v.entries) {
            if (key->kind != Kind::Text) continue;
            if (prefix.size() + key->text.size() > kLongestName) return why = "a name is too long", false;
            const std::string name = prefix.empty() ? key->text : prefix + "." + key->text;
            if (isTensor(*item)) {
                if (!tensor(*item, name)) return false;
            } else if ((item->kind == Kind::Dict || item->kind == Kind::Object) && !collect(*item, name, depth + 1)) {
                return false;
            }
        }
        return true;
    }
    std::string why;

  private:
    static bool isTensor(const PickleValue& v) {
        return v.kind == Kind::Object && v.callee && v.callee->kind == Kind::Global &&
               (v.callee->text == "torch._utils._rebuild_tensor_v2" || v.callee->text == "torch._utils._rebuild_tensor" || v.callee->text == "torch._utils._rebuild_parameter");
    }
    static std::string nameOfCallee(const PickleValue& v) { return v.callee && v.callee->kind == Kind::Global ? v.callee->text.substr(0, 80) : "something"; }
    static bool isDictionary(const PickleValue& v) {
        const std::string name = nameOfCallee(v);
        return name == "collections.OrderedDict" || name == "collections.defaultdict";
    }
    static bool isParameter(const PickleValue& v) { return v.callee->text == "torch._utils._rebuild_parameter"; }
    bool tensor(const PickleValue& v, const std::string& name) {
        if (isParameter(v)) {
            if (v.items.empty() || !isTensor(*v.items[0]) || isParameter(*v.items[0])) return why = "a parameter without its tensor", false;
            return tensor(*v.items[0], name);
        }
        StorageId id;
        if (v.items.size() < 4 || !storageId(*v.items[0], id) || v.items[1]->kind != Kind::Integer) return why = "a tensor without its storage", false;
        if (!isFloating(id.type)) return true;
        const auto it = storages_.find(id.key);
        if (it == storages_.end()) return why = "a tensor's storage is missing", false;
        TensorFile::Tensor t;
        std::vector<std::int64_t> strides;
        std::int64_t elements = 1, last = v.items[1]->integer;
        if (last < 0 || last > std::int64_t(kMostBytes) || v.items[2]->items.size() != v.items[3]->items.size() || v.items[2]->items.size() > 8) return why = "a tensor's shape is damaged", false;
        for (std::size_t d = 0; d < v.items[2]->items.size(); ++d) {
            const std::int64_t size = v.items[2]->items[d]->integer, stride = v.items[3]->items[d]->integer;
            if (size < 0 || size > (1 << 28) || stride < 0 || stride > (1 << 30)) return why = "a tensor's shape is damaged", false;
            t.shape.push_back(size);
            strides.push_back(stride);
            elements *= size;
            if (elements > std::int64_t(GraphLimits::kElementsPerValue)) return why = "a tensor is too large", false;
            if (size > 0) last += (size - 1) * stride;
        }
        const std::size_t width = itemBytes(id.type);
        if (elements > 0 && std::size_t(last) >= it->second.bytes.size() / width) return why = "a tensor reaches beyond its storage", false;
        total_ += std::size_t(elements);
        if (total_ > mostValues_) return why = "too many values", false;
        t.values.resize(std::size_t(elements));
        std::vector<std::int64_t> index(t.shape.size(), 0);
        std::int64_t at = v.items[1]->integer;
        for (float& f : t.values) {
            f = value(it->second.bytes.data() + std::size_t(at) * width, id.type);
            if (!std::isfinite(f)) return why = "a weight is no number", false;
            for (std::size_t d = t.shape.size(); d-- > 0;) {
                at += strides[d];
                if (++index[d] < t.shape[d]) break;
                at -= strides[d] * t.shape[d];
                index[d] = 0;
            }
        }
        out_.tensors[name] = std::move(t);
        return true;
    }

    const Storages& storages_;
    TensorFile& out_;
    /// Tensors may share a storage; a few bytes must not become gigabytes.
    std::size_t total_ = 0, mostValues_ = std::size_t(1) << 20;
    std::set<const PickleValue*> seen_;
};

/// Where the weights are: the outermost dictionary, or the member that holds them.
const PickleValue& weightsOf(const PickleValue& root) {
    for (const char* key : {"state_dict", "model_state_dict", "model", "net"})
        if (const auto* inner = root.find(key); inner && (inner->kind == Kind::Dict || inner->kind == Kind::Object) && !inner->entries.empty()) return *inner;
    return root;
}

Result<std::vector<std::uint8_t>> zipMember(zip_t* zip, zip_uint64_t index, std::size_t most) {
    zip_stat_t stat;
    if (zip_stat_index(zip, index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) return fail(ErrorCode::CorruptFile, "a member is damaged");
    if (stat.size > most) return fail(ErrorCode::UnsupportedFormat, "the checkpoint unpacks to too much");
    zip_file_t* file = zip_fopen_index(zip, index, 0);
    if (!file) return fail(ErrorCode::CorruptFile, "a member is damaged");
    // Grows as it is read: a false size takes no memory.
    std::vector<std::uint8_t> bytes;
    std::uint8_t buffer[1 << 16];
    zip_int64_t n;
    while ((n = zip_fread(file, buffer, sizeof buffer)) > 0 && bytes.size() <= stat.size) bytes.insert(bytes.end(), buffer, buffer + n);
    zip_fclose(file);
    if (n < 0 || bytes.size() != stat.size) return fail(ErrorCode::CorruptFile, "a member is damaged");
    return bytes;
}

Result<TensorFile> fromZip(const std::filesystem::path& path) {
    int code = 0;
    const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(path.c_str(), ZIP_RDONLY, &code), zip_discard);
    if (!zip) return fail(ErrorCode::CorruptFile, "the archive is damaged", path.string());
    Storages storages;
    std::vector<std::uint8_t> pickle;
    std::size_t total = 0;
    std::error_code error;
    const std::size_t most = std::min<std::uintmax_t>(kMostBytes, std::filesystem::file_size(path, error) * kMostPacking);
    if (error) return fail(ErrorCode::FileUnreadable, error.message(), path.string());
    const auto count = zip_get_num_entries(zip.get(), 0);
    if (count < 0 || count > 100'000) return fail(ErrorCode::CorruptFile, "too many members", path.string());
    for (zip_uint64_t i = 0; i < zip_uint64_t(count); ++i) {
        const char* raw = zip_get_name(zip.get(), i, 0);
        if (!raw) return fail(ErrorCode::CorruptFile, "a member has no name", path.string());
        const std::string name = raw;
        const auto data = name.rfind("/data/");
        const bool isPickle = name.ends_with("/data.pkl");
        if (!isPickle && data == name.npos) continue;
        auto bytes = zipMember(zip.get(), i, most - total);
        if (!bytes) return fail(bytes.error().code, bytes.error().detail, path.string());
        total += bytes->size();
        if (isPickle) pickle = std::move(*bytes);
        else storages[name.substr(data + 6)] = {std::move(*bytes)};
    }
    const auto root = readPickle(pickle);
    if (!root) return fail(root.error().code, root.error().detail, path.string());
    TensorFile out;
    Collector collector(storages, out);
    if (!collector.collect(weightsOf(*root->first), "", 0)) return fail(ErrorCode::CorruptFile, collector.why, path.string());
    return out;
}

/// Every storage that the tree names. The tree may be deep, and may hold itself.
std::map<std::string, StorageId> namedStorages(const PickleValue& root) {
    std::map<std::string, StorageId> out;
    std::set<const PickleValue*> seen;
    std::vector<const PickleValue*> open = {&root};
    while (!open.empty()) {
        const PickleValue& v = *open.back();
        open.pop_back();
        if (!seen.insert(&v).second) continue;
        StorageId id;
        if (storageId(v, id)) out[id.key] = id;
        open.insert(open.end(), v.items.begin(), v.items.end());
        for (const auto& [key, item] : v.entries) open.push_back(item);
        if (v.state) open.push_back(v.state);
    }
    return out;
}

/// Five pickles (mark, version, system, content, keys of the storages), then each storage: count, values.
Result<TensorFile> fromOldLayout(std::span<const std::uint8_t> bytes, const std::filesystem::path& path) {
    const auto corrupt = [&](const std::string& why) { return fail(ErrorCode::CorruptFile, why, path.string()); };
    std::array<std::shared_ptr<const PickleValue>, 5> parts;
    for (auto& part : parts) {
        const auto read = readPickle(bytes);
        if (!read) return corrupt(read.error().detail);
        part = read->first;
        bytes = bytes.subspan(read->second);
    }
    if (parts[0]->kind != Kind::Integer || std::uint64_t(parts[0]->integer) != kOldMagic) return fail(ErrorCode::UnsupportedFormat, "not a PyTorch checkpoint", path.string());
    const auto ids = namedStorages(*parts[3]);
    Storages storages;
    for (const auto& key : parts[4]->items) {
        const auto it = ids.find(key->text);
        if (it == ids.end()) return corrupt("a storage that nothing names");
        const std::size_t width = itemBytes(it->second.type);
        std::int64_t count = 0;
        if (width == 0 || bytes.size() < 8) return corrupt("a storage is cut short or of an unknown type");
        std::memcpy(&count, bytes.data(), 8);
        if (count < 0 || std::size_t(count) > (bytes.size() - 8) / width) return corrupt("a storage is cut short");
        const auto data = bytes.subspan(8, std::size_t(count) * width);
        storages[key->text] = {{data.begin(), data.end()}};
        bytes = bytes.subspan(8 + data.size());
    }
    TensorFile out;
    Collector collector(storages, out);
    if (!collector.collect(weightsOf(*parts[3]), "", 0)) return corrupt(collector.why);
    return out;
}

}  // namespace

Result<TensorFile> readStateDict(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(ErrorCode::FileNotFound, "the checkpoint cannot be opened", path.string());
    char head[4] = {};
    in.read(head, 4);
    Result<TensorFile> out = fail(ErrorCode::Internal);
    if (std::memcmp(head, "PK\3\4", 4) == 0) {
        out = fromZip(path);
    } else {
        in.clear();
        in.seekg(0, std::ios::end);
        const auto size = in.tellg();
        if (size <= 0 || std::size_t(size) > kMostBytes) return fail(ErrorCode::UnsupportedFormat, "not a PyTorch checkpoint", path.string());
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
        in.seekg(0);
        if (!in.read(reinterpret_cast<char*>(bytes.data()), size)) return fail(ErrorCode::FileUnreadable, "the checkpoint cannot be read", path.string());
        out = fromOldLayout(bytes, path);
    }
    if (out && out->tensors.empty()) return fail(ErrorCode::UnsupportedFormat, "the checkpoint holds no weights", path.string());
    return out;
}

}  // namespace ropetp::nn
