#include "nn/tensor_file.h"

#include "base/atomic_file.h"
#include "nn/float16.h"

#include <cmath>
#include <cstring>
#include <fstream>

namespace ropetp::nn {
namespace {

constexpr char kMagic[8] = {'R', 'T', 'P', 'T', 'E', 'N', 'S', '1'};
/// A checkpoint holds a network of 66 million weights twice, in 32 bits.
constexpr std::size_t kMostBytes = std::size_t(2) << 30;
constexpr std::size_t kMostTensors = 10'000, kMostText = 1 << 20, kMostRank = 6;

/// Reads numbers off a buffer; after the first failure everything fails.
class Cursor {
  public:
    explicit Cursor(const std::vector<char>& bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}
    template <class T>
    T number() {
        T value{};
        if (good_ && std::size_t(end_ - at_) >= sizeof value) {
            std::memcpy(&value, at_, sizeof value);
            at_ += sizeof value;
        } else {
            good_ = false;
        }
        return value;
    }
    std::string text() {
        const auto length = number<std::uint32_t>();
        if (!good_ || length > kMostText || length > std::size_t(end_ - at_)) return good_ = false, "";
        std::string out(at_, length);
        at_ += length;
        return out;
    }
    const char* take(std::size_t bytes) {
        if (!good_ || bytes > std::size_t(end_ - at_)) return good_ = false, nullptr;
        const char* out = at_;
        at_ += bytes;
        return out;
    }
    bool good() const { return good_; }

  private:
    const char* at_;
    const char* end_;
    bool good_ = true;
};

/// What keeps a tensor from being read back, or null.
const char* flawOf(const TensorFile::Tensor& t, bool half) {
    std::size_t elements = 1;
    for (const auto d : t.shape) elements *= std::size_t(d);
    if (t.shape.size() > kMostRank || t.values.size() != elements) return "a tensor's shape does not fit its values";
    for (const float v : t.values)
        if (!std::isfinite(half ? floatFromHalf(halfFromFloat(v)) : v)) return "a weight is no number, or too large for 16 bits";
    return nullptr;
}

}  // namespace

Result<void> writeTensorFile(const std::filesystem::path& path, const TensorFile& file, bool half) {
    for (const auto& [name, tensor] : file.tensors)
        if (const char* flaw = flawOf(tensor, half)) return fail(ErrorCode::InvalidInput, name + ": " + flaw, path.string());
    std::string bytes(kMagic, sizeof kMagic);
    const auto put = [&](auto value) { bytes.append(reinterpret_cast<const char*>(&value), sizeof value); };
    const auto text = [&](const std::string& t) { put(std::uint32_t(t.size())), bytes += t; };
    put(std::uint32_t(file.notes.size()));
    for (const auto& [key, value] : file.notes) text(key), text(value);
    put(std::uint32_t(file.tensors.size()));
    for (const auto& [name, tensor] : file.tensors) {
        text(name);
        put(std::uint8_t(half ? 2 : 4));
        put(std::uint8_t(tensor.shape.size()));
        for (const auto d : tensor.shape) put(d);
        for (const float v : tensor.values) {
            if (half) put(halfFromFloat(v));
            else put(v);
        }
    }
    auto out = AtomicFile::create(path);
    if (!out) return fail(out.error());
    if (auto ok = out->write(bytes.data(), bytes.size()); !ok) return fail(ok.error());
    return out->commit();
}

Result<TensorFile> readTensorFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(ErrorCode::FileNotFound, "the weights cannot be opened", path.string());
    const auto corrupt = [&](const char* why) { return fail(ErrorCode::ModelCorrupt, why, path.string()); };
    in.seekg(0, std::ios::end);
    const auto size = in.tellg();
    if (size < 0 || std::size_t(size) > kMostBytes) return corrupt("too large for weights");
    std::vector<char> bytes(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(bytes.data(), size);
    Cursor c(bytes);
    const char* magic = c.take(sizeof kMagic);
    if (!in || !magic || std::memcmp(magic, kMagic, sizeof kMagic) != 0) return corrupt("not a file of weights");
    TensorFile file;
    const auto notes = c.number<std::uint32_t>();
    if (notes > kMostTensors) return corrupt("too many notes");
    for (std::uint32_t i = 0; i < notes && c.good(); ++i) {
        const auto key = c.text();
        file.notes[key] = c.text();
    }
    const auto count = c.number<std::uint32_t>();
    if (!c.good() || count > kMostTensors) return corrupt("cut short");
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto name = c.text();
        const auto width = c.number<std::uint8_t>(), rank = c.number<std::uint8_t>();
        if (!c.good() || (width != 2 && width != 4) || rank > kMostRank) return corrupt("a tensor's head is damaged");
        TensorFile::Tensor t;
        std::size_t elements = 1;
        for (int d = 0; d < rank; ++d) {
            t.shape.push_back(c.number<std::int64_t>());
            if (!c.good() || t.shape.back() < 0 || t.shape.back() > (1 << 26)) return corrupt("a tensor's shape is damaged");
            elements *= std::size_t(t.shape.back());
            if (elements > bytes.size()) return corrupt("a tensor is larger than the file");
        }
        const char* data = c.take(elements * width);
        if (!data) return corrupt("cut short");
        t.values.resize(elements);
        for (std::size_t k = 0; k < elements; ++k) {
            if (width == 4) {
                std::memcpy(&t.values[k], data + 4 * k, 4);
            } else {
                std::uint16_t h;
                std::memcpy(&h, data + 2 * k, 2);
                t.values[k] = floatFromHalf(h);
            }
            if (!std::isfinite(t.values[k])) return corrupt("a weight is no number");
        }
        file.tensors[name] = std::move(t);
    }
    return file;
}

}  // namespace ropetp::nn
