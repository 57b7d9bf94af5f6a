#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

/// PyTorch checkpoints written here byte by byte, so that the reader is tested without Python.
namespace checkpoints {

using Bytes = std::string;

template <class T>
Bytes raw(T value) {
    return Bytes(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Instructions of a pickle, protocol 2.
inline Bytes text(const std::string& t) { return "X" + raw(std::uint32_t(t.size())) + t; }
inline Bytes integer(std::int64_t v) {
    if (v >= 0 && v < 256) return "K" + raw(std::uint8_t(v));
    return "\x8a\x08" + raw(v);
}
inline Bytes name(const std::string& module, const std::string& what) { return "c" + module + "\n" + what + "\n"; }
inline Bytes tuple(const Bytes& items) { return "(" + items + "t"; }
inline Bytes call(const Bytes& callee, const Bytes& arguments) { return callee + tuple(arguments) + "R"; }
inline Bytes orderedDict() { return call(name("collections", "OrderedDict"), ""); }
/// A dictionary with items = keys and values in turn.
inline Bytes dict(const Bytes& items) { return "}(" + items + "u"; }
inline Bytes pickle(const Bytes& body) { return "\x80\x02" + body + "."; }

struct Tensor {
    std::string key = "0", type = "FloatStorage";
    std::int64_t count = 4, offset = 0;
    std::vector<std::int64_t> shape = {4}, strides = {1};
};
inline Bytes numbers(const std::vector<std::int64_t>& values) {
    Bytes out;
    for (const auto v : values) out += integer(v);
    return tuple(out);
}
inline Bytes tensor(const Tensor& t) {
    const Bytes id = tuple(text("storage") + name("torch", t.type) + text(t.key) + text("cpu") + integer(t.count)) + "Q";
    return call(name("torch._utils", "_rebuild_tensor_v2"), id + integer(t.offset) + numbers(t.shape) + numbers(t.strides) + "\x89" + orderedDict());
}

inline std::uint32_t crc32(const Bytes& b) {
    std::uint32_t crc = ~0u;
    for (const char c : b) {
        crc ^= std::uint8_t(c);
        for (int k = 0; k < 8; ++k) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

using Members = std::vector<std::pair<std::string, Bytes>>;

/// A zip archive whose members are stored as they are.
inline Bytes zip(const Members& members) {
    Bytes out, directory;
    for (const auto& [path, data] : members) {
        const Bytes common = raw<std::uint16_t>(20) + raw<std::uint16_t>(0) + raw<std::uint16_t>(0) + raw<std::uint32_t>(0x21u << 16) + raw(crc32(data)) +
                             raw(std::uint32_t(data.size())) + raw(std::uint32_t(data.size())) + raw(std::uint16_t(path.size())) + raw<std::uint16_t>(0);
        directory += "PK\1\2" + raw<std::uint16_t>(20) + common + raw<std::uint16_t>(0) + raw<std::uint16_t>(0) + raw<std::uint16_t>(0) + raw<std::uint32_t>(0) +
                     raw(std::uint32_t(out.size())) + path;
        out += "PK\3\4" + common + path + data;
    }
    const auto n = std::uint16_t(members.size());
    return out + directory + "PK\5\6" + raw<std::uint16_t>(0) + raw<std::uint16_t>(0) + raw(n) + raw(n) + raw(std::uint32_t(directory.size())) + raw(std::uint32_t(out.size())) +
           raw<std::uint16_t>(0);
}

struct Storage {
    std::string key;
    std::int64_t count;
    Bytes bytes;
};
template <class T>
Storage storage(const std::string& key, const std::vector<T>& values) {
    return {key, std::int64_t(values.size()), Bytes(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T))};
}

/// The layout since PyTorch 1.6. @param content  a pickle.
inline Bytes newLayout(const Bytes& content, const std::vector<Storage>& storages) {
    Members members = {{"archive/data.pkl", content}};
    for (const auto& s : storages) members.emplace_back("archive/data/" + s.key, s.bytes);
    members.emplace_back("archive/version", "3\n");
    return zip(members);
}

/// The layout before.
inline Bytes oldLayout(const Bytes& content, const std::vector<Storage>& storages) {
    static constexpr unsigned char kMark[] = {0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
    Bytes keys, data;
    for (const auto& s : storages) {
        keys += text(s.key);
        data += raw(s.count) + s.bytes;
    }
    return pickle(Bytes(reinterpret_cast<const char*>(kMark), sizeof kMark)) + pickle("M" + raw<std::uint16_t>(1001)) + pickle(dict(text("little_endian") + "\x88")) + content +
           pickle("](" + keys + "e") + data;
}

}  // namespace checkpoints
