#include "io/npz_file.h"

#include "io/stored_zip.h"

#include <zip.h>

#include <cerrno>
#include <cstdint>
#include <memory>

namespace ropetp::io {
namespace {

constexpr zip_int64_t kMaxMembers = 512;
constexpr std::uint64_t kMaxTotalBytes = 2ull << 30;

struct DiscardZip { void operator()(zip_t* z) const { zip_discard(z); } };
struct CloseMember { void operator()(zip_file_t* f) const { zip_fclose(f); } };
using Zip = std::unique_ptr<zip_t, DiscardZip>;
using Member = std::unique_ptr<zip_file_t, CloseMember>;

Error openError(int code, const std::string& path) {
    if (code == ZIP_ER_NOENT) return {ErrorCode::FileNotFound, {}, path};
    if (code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_SEEK) return {ErrorCode::FileUnreadable, {}, path};
    if (code == ZIP_ER_MEMORY) return {ErrorCode::OutOfMemory, {}, path};
    return {ErrorCode::CorruptFile, "not an npz file", path};
}

Result<std::vector<std::uint8_t>> readMember(zip_t* zip, zip_uint64_t index, std::uint64_t size) {
    const Member member(zip_fopen_index(zip, index, 0));
    if (!member) return fail(ErrorCode::CorruptFile, "a member cannot be unpacked");
    std::vector<std::uint8_t> bytes(size);
    std::uint64_t done = 0;
    while (done < size) {
        const zip_int64_t n = zip_fread(member.get(), bytes.data() + done, size - done);
        if (n <= 0) return fail(ErrorCode::CorruptFile, "a member is cut short");
        done += std::uint64_t(n);
    }
    // Reading on to the end makes libzip check the CRC, and shows a size that was a lie.
    std::uint8_t extra = 0;
    if (zip_fread(member.get(), &extra, 1) != 0) return fail(ErrorCode::CorruptFile, "a member is damaged");
    return bytes;
}

}  // namespace

namespace {

/// @param fileBytes  no member is larger packed.
Result<NpzArrays> arraysOf(zip_t* zip, std::uint64_t fileBytes, const std::string& file) {
    const zip_int64_t members = zip_get_num_entries(zip, 0);
    if (members > kMaxMembers) return fail(ErrorCode::UnsupportedFormat, "the file has more members than an npz of ours could", file);
    NpzArrays arrays;
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < members; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(zip, zip_uint64_t(i), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_NAME))
            return fail(ErrorCode::CorruptFile, "a member has no name or size", file);
        std::string name = stat.name;
        if (!name.ends_with(".npy")) continue;
        name.resize(name.size() - 4);
        if (stat.size > kMaxTotalBytes || (total += stat.size) > kMaxTotalBytes)
            return fail(ErrorCode::UnsupportedFormat, "the file unpacks to more than 2 GiB", file);
        // Deflate gains at most about 1030 to 1: a larger claim is a lie told to exhaust memory.
        const std::uint64_t packed = stat.valid & ZIP_STAT_COMP_SIZE ? std::min<std::uint64_t>(stat.comp_size, fileBytes) : fileBytes;
        if (stat.size > 1100 * (packed + 64))
            return fail(ErrorCode::CorruptFile, "a member claims an impossible size", file);
        auto bytes = readMember(zip, zip_uint64_t(i), stat.size);
        if (!bytes) return fail(bytes.error().code, name + ": " + bytes.error().detail, file);
        auto array = decodeNpy(*bytes);
        if (!array && array.error().code == ErrorCode::UnsupportedFormat) continue;
        if (!array) return fail(array.error().code, name + ": " + array.error().detail, file);
        arrays.insert_or_assign(std::move(name), std::move(*array));
    }
    return arrays;
}

}  // namespace

Result<NpzArrays> readNpz(const std::filesystem::path& path) {
    int code = 0;
    const Zip zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!zip) return fail(openError(code, path.string()));
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return fail(ErrorCode::FileUnreadable, error.message(), path.string());
    return arraysOf(zip.get(), size, path.string());
}

Result<NpzArrays> parseNpz(std::span<const std::uint8_t> bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (!source) return fail(ErrorCode::OutOfMemory, "no memory to read the file");
    const Zip zip(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!zip) {
        zip_source_free(source);
        return fail(ErrorCode::CorruptFile, zip_error_strerror(&error));
    }
    return arraysOf(zip.get(), bytes.size(), {});
}

Result<void> writeNpz(const std::filesystem::path& path, const NpzArrays& arrays) {
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    StoredZip zip(*file);
    for (const auto& [name, array] : arrays)
        if (auto ok = zip.add(name + ".npy", {npyHeader(array), array.bytes}); !ok) return ok;
    if (auto ok = zip.finish(); !ok) return ok;
    return file->commit();
}

}  // namespace ropetp::io
