#include "project/object_archive.h"

#include "project/packed_object.h"

namespace ropetp::project {
namespace {

constexpr io::ZipLimits kLimits{65535, 4ull << 30};
constexpr std::uint64_t kLongestText = 512ull << 20;

std::span<const std::uint8_t> bytesOf(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

}  // namespace

Result<std::string> ArchiveWriter::put(const Object& object) {
    if (const std::string* name = known_.find(object)) return *name;
    const std::string kind = kindOf(object), name = kind + std::to_string(++count_[kind]);
    const PackedObject packed = pack(object);
    if (auto ok = addText(name + ".json", packed.head); !ok) return fail(ok.error());
    for (const auto& [array, values] : packed.arrays)
        if (auto ok = zip_.add(name + "/" + array + ".npy", {io::npyHeader(values), values.bytes}); !ok) return fail(ok.error());
    known_.add(object, name);
    return name;
}

Result<void> ArchiveWriter::addText(const std::string& name, std::string_view text) { return zip_.add(name, {bytesOf(text)}); }

Result<ArchiveReader> ArchiveReader::open(const std::filesystem::path& path) {
    auto zip = io::ZipReader::open(path, kLimits);
    if (!zip) return fail(zip.error());
    return ArchiveReader(std::move(*zip));
}

Result<ArchiveReader> ArchiveReader::open(std::span<const std::uint8_t> bytes) {
    auto zip = io::ZipReader::open(bytes, kLimits);
    if (!zip) return fail(zip.error());
    return ArchiveReader(std::move(*zip));
}

Result<std::string> ArchiveReader::text(const std::string& name) {
    const auto entry = zip_.entries().find(name);
    if (entry == zip_.entries().end()) return fail(ErrorCode::CorruptFile, name.substr(0, 80) + " is missing");
    if (entry->second.bytes > kLongestText) return fail(ErrorCode::CorruptFile, name.substr(0, 80) + " is larger than it could be");
    const auto bytes = zip_.read(name);
    if (!bytes) return fail(bytes.error());
    return std::string(bytes->begin(), bytes->end());
}

Result<Object> ArchiveReader::get(const std::string& name) {
    if (const auto it = read_.find(name); it != read_.end()) return it->second;
    const auto head = text(name + ".json");
    if (!head) return fail(head.error());
    auto object = unpack(*head, [&](const std::string& array) -> Result<io::NpyArray> {
        const std::string member = name + "/" + array + ".npy";
        if (!zip_.has(member)) return fail(ErrorCode::CorruptFile, member.substr(0, 80) + " is missing");
        const auto bytes = zip_.read(member);
        if (!bytes) return fail(bytes.error());
        return io::decodeNpy(*bytes);
    });
    if (!object) return fail(object.error());
    known_.add(*object, name);
    read_.emplace(name, *object);
    return object;
}

}  // namespace ropetp::project
