#include "io/npz_file.h"

#include "io/stored_zip.h"
#include "io/zip_reader.h"

namespace ropetp::io {
namespace {

Result<NpzArrays> arraysOf(Result<ZipReader> zip, const std::string& file) {
    if (!zip) return fail(zip.error());
    NpzArrays arrays;
    for (const auto& [member, entry] : zip->entries()) {
        if (!member.ends_with(".npy")) continue;
        const auto bytes = zip->read(member);
        if (!bytes) return fail(bytes.error());
        const std::string name = member.substr(0, member.size() - 4);
        auto array = decodeNpy(*bytes);
        if (!array && array.error().code == ErrorCode::UnsupportedFormat) continue;
        if (!array) return fail(array.error().code, name + ": " + array.error().detail, file);
        arrays.insert_or_assign(name, std::move(*array));
    }
    return arrays;
}

}  // namespace

Result<NpzArrays> readNpz(const std::filesystem::path& path) { return arraysOf(ZipReader::open(path), path.string()); }

Result<NpzArrays> parseNpz(std::span<const std::uint8_t> bytes) { return arraysOf(ZipReader::open(bytes), {}); }

Result<void> writeNpz(const std::filesystem::path& path, const NpzArrays& arrays) {
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    StoredZip zip(*file);
    for (const auto& [name, array] : arrays)
        if (auto ok = zip.add(name + ".npy", {npyHeader(array), array.bytes}); !ok) return ok;
    if (auto ok = zip.finish(); !ok) return ok;
    return file->commit(AtomicFile::Outlives::Kill);   // can be exported again
}

}  // namespace ropetp::io
