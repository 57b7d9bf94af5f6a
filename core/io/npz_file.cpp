#include "io/npz_file.h"

#include "base/atomic_file.h"

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

Result<NpzArrays> readNpz(const std::filesystem::path& path) {
    int code = 0;
    const Zip zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!zip) return fail(openError(code, path.string()));
    const zip_int64_t members = zip_get_num_entries(zip.get(), 0);
    if (members > kMaxMembers) return fail(ErrorCode::UnsupportedFormat, "the file has more members than an npz of ours could", path.string());
    NpzArrays arrays;
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < members; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(zip.get(), zip_uint64_t(i), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_NAME))
            return fail(ErrorCode::CorruptFile, "a member has no name or size", path.string());
        std::string name = stat.name;
        if (!name.ends_with(".npy")) continue;
        name.resize(name.size() - 4);
        if (stat.size > kMaxTotalBytes || (total += stat.size) > kMaxTotalBytes)
            return fail(ErrorCode::UnsupportedFormat, "the file unpacks to more than 2 GiB", path.string());
        // Deflate gains at most about 1030 to 1: a larger claim is a lie told to exhaust memory.
        if ((stat.valid & ZIP_STAT_COMP_SIZE) && stat.size > 1100 * (stat.comp_size + 64))
            return fail(ErrorCode::CorruptFile, "a member claims an impossible size", path.string());
        auto bytes = readMember(zip.get(), zip_uint64_t(i), stat.size);
        if (!bytes) return fail(bytes.error().code, name + ": " + bytes.error().detail, path.string());
        auto array = decodeNpy(*bytes);
        if (!array && array.error().code == ErrorCode::UnsupportedFormat) continue;
        if (!array) return fail(array.error().code, name + ": " + array.error().detail, path.string());
        arrays.insert_or_assign(std::move(name), std::move(*array));
    }
    return arrays;
}

Result<void> writeNpz(const std::filesystem::path& path, const NpzArrays& arrays) {
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    // libzip would write and rename a file by itself; packing in memory leaves that to AtomicFile.
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!target) return fail(ErrorCode::OutOfMemory, "no memory to pack the file", path.string());
    zip_source_keep(target);
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> keep(target, zip_source_free);
    Zip zip(zip_open_from_source(target, ZIP_TRUNCATE, &error));
    if (!zip) {
        zip_source_free(target);
        return fail(ErrorCode::Internal, zip_error_strerror(&error), path.string());
    }
    std::vector<std::vector<std::uint8_t>> members;   // alive until zip_close()
    members.reserve(arrays.size());
    for (const auto& [name, array] : arrays) {
        members.push_back(encodeNpy(array));
        zip_source_t* source = zip_source_buffer(zip.get(), members.back().data(), members.back().size(), 0);
        const zip_int64_t index = source ? zip_file_add(zip.get(), (name + ".npy").c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            if (source) zip_source_free(source);
            return fail(ErrorCode::Internal, zip_strerror(zip.get()), path.string());
        }
        (void)zip_set_file_compression(zip.get(), zip_uint64_t(index), ZIP_CM_STORE, 0);
        // The same take gives the same bytes whenever it is written.
        zip_file_set_mtime(zip.get(), zip_uint64_t(index), 315532800, 0);
    }
    if (zip_close(zip.get()) != 0) return fail(ErrorCode::WriteFailed, zip_strerror(zip.get()), path.string());
    zip.release();

    zip_stat_t stat;
    if (zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0) return fail(ErrorCode::Internal, "packing failed", path.string());
    std::vector<std::uint8_t> chunk(1 << 20);
    Result<void> written;
    for (std::uint64_t left = stat.size; written && left > 0;) {
        const zip_int64_t n = zip_source_read(target, chunk.data(), std::min<std::uint64_t>(left, chunk.size()));
        if (n <= 0) {
            written = fail(ErrorCode::Internal, "packing failed", path.string());
            break;
        }
        written = file->write(chunk.data(), std::size_t(n));
        left -= std::uint64_t(n);
    }
    zip_source_close(target);
    if (!written) return written;
    return file->commit();
}

}  // namespace ropetp::io
