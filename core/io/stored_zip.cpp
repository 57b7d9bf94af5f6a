#include "io/stored_zip.h"

#include <zlib.h>

#include <future>
#include <limits>
#include <span>

namespace ropetp::io {
namespace {

constexpr std::uint16_t kVersion = 20, kUtf8 = 1 << 11, kDate = (1 << 5) | 1;   // 1980-01-01
constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();

class Record {
  public:
    Record& u16(std::uint16_t v) { return put(v, 2); }
    Record& u32(std::uint32_t v) { return put(v, 4); }
    Record& text(const std::string& s) {
        bytes.insert(bytes.end(), s.begin(), s.end());
        return *this;
    }
    std::vector<std::uint8_t> bytes;

  private:
    Record& put(std::uint32_t v, int count) {
        for (int i = 0; i < count; ++i) bytes.push_back(std::uint8_t(v >> (8 * i)));
        return *this;
    }
};

/// The checksum is most of the time of a large member: two threads halve it.
uLong checksumOf(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t kWorthAThread = 1 << 19;
    if (bytes.size() < kWorthAThread) return crc32_z(crc32(0, nullptr, 0), bytes.data(), bytes.size());
    const auto first = bytes.first(bytes.size() / 2), rest = bytes.subspan(bytes.size() / 2);
    // Where no thread can be had, it is done on this one.
    auto later = std::async(std::launch::async | std::launch::deferred, [rest] { return crc32_z(crc32(0, nullptr, 0), rest.data(), rest.size()); });
    const uLong early = crc32_z(crc32(0, nullptr, 0), first.data(), first.size());
    return crc32_combine(early, later.get(), z_off_t(rest.size()));
}

}  // namespace

Result<void> StoredZip::add(const std::string& name, std::initializer_list<std::span<const std::uint8_t>> parts) {
    std::uint64_t size = 0;
    uLong crc = crc32(0, nullptr, 0);
    for (const auto& part : parts) {
        size += part.size();
        if (!part.empty()) crc = crc32_combine(crc, checksumOf(part), z_off_t(part.size()));
    }
    if (at_ + size + 1024 > kMost || name.size() > 1000 || members_.size() >= 65535) return fail(ErrorCode::InvalidInput, "more than 4 GiB of arrays");
    const Member m{name, std::uint32_t(crc), std::uint32_t(size), std::uint32_t(at_)};
    Record head;
    head.u32(0x04034b50).u16(kVersion).u16(kUtf8).u16(0).u16(0).u16(kDate).u32(m.crc).u32(m.size).u32(m.size).u16(std::uint16_t(name.size())).u16(0).text(name);
    if (auto ok = file_.write(head.bytes.data(), head.bytes.size()); !ok) return ok;
    for (const auto& part : parts)
        if (auto ok = file_.write(part.data(), part.size()); !ok) return ok;
    at_ += head.bytes.size() + size;
    members_.push_back(m);
    return {};
}

Result<void> StoredZip::finish() {
    Record all;
    for (const Member& m : members_)
        all.u32(0x02014b50).u16(kVersion).u16(kVersion).u16(kUtf8).u16(0).u16(0).u16(kDate).u32(m.crc).u32(m.size).u32(m.size).u16(std::uint16_t(m.name.size())).u16(0).u16(0).u16(0).u16(0).u32(0).u32(m.offset).text(m.name);
    const auto directory = std::uint32_t(all.bytes.size());
    const auto count = std::uint16_t(members_.size());
    all.u32(0x06054b50).u16(0).u16(0).u16(count).u16(count).u32(directory).u32(std::uint32_t(at_)).u16(0);
    return file_.write(all.bytes.data(), all.bytes.size());
}

}  // namespace ropetp::io
