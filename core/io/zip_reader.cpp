#include "io/zip_reader.h"

#include <zip.h>

#include <algorithm>

namespace ropetp::io {
namespace {

struct DiscardZip { void operator()(zip_t* z) const { zip_discard(z); } };
struct CloseMember { void operator()(zip_file_t* f) const { zip_fclose(f); } };
using Member = std::unique_ptr<zip_file_t, CloseMember>;

Error openError(int code, const std::string& path) {
    if (code == ZIP_ER_NOENT) return {ErrorCode::FileNotFound, {}, path};
    if (code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_SEEK) return {ErrorCode::FileUnreadable, {}, path};
    if (code == ZIP_ER_MEMORY) return {ErrorCode::OutOfMemory, {}, path};
    return {ErrorCode::CorruptFile, "not an archive, or cut short", path};
}

}  // namespace

struct ZipReader::Archive {
    std::unique_ptr<zip_t, DiscardZip> zip;
};

ZipReader::ZipReader() : archive_(std::make_unique<Archive>()) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(const std::filesystem::path& path, ZipLimits limits) {
    ZipReader reader;
    reader.file_ = path.string();
    reader.limits_ = limits;
    int code = 0;
    reader.archive_->zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!reader.archive_->zip) return fail(openError(code, reader.file_));
    std::error_code error;
    reader.fileBytes_ = std::filesystem::file_size(path, error);
    if (error) return fail(ErrorCode::FileUnreadable, error.message(), reader.file_);
    if (auto ok = reader.list(); !ok) return fail(ok.error());
    return reader;
}

Result<ZipReader> ZipReader::open(std::span<const std::uint8_t> bytes, ZipLimits limits) {
    ZipReader reader;
    reader.limits_ = limits;
    reader.fileBytes_ = bytes.size();
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (!source) return fail(ErrorCode::OutOfMemory, "no memory to read the file");
    reader.archive_->zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!reader.archive_->zip) {
        zip_source_free(source);
        return fail(ErrorCode::CorruptFile, zip_error_strerror(&error));
    }
    if (auto ok = reader.list(); !ok) return fail(ok.error());
    return reader;
}

Result<void> ZipReader::list() {
    const zip_int64_t members = zip_get_num_entries(archive_->zip.get(), 0);
    if (members > limits_.members) return fail(ErrorCode::UnsupportedFormat, "the archive has more members than a file of ours could", file_);
    for (zip_int64_t i = 0; i < members; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive_->zip.get(), zip_uint64_t(i), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_NAME))
            return fail(ErrorCode::CorruptFile, "a member has no name or size", file_);
        const std::uint64_t packed = stat.valid & ZIP_STAT_COMP_SIZE ? std::min<std::uint64_t>(stat.comp_size, fileBytes_) : fileBytes_;
        entries_.insert_or_assign(stat.name, Entry{std::uint64_t(i), stat.size, packed});
    }
    return {};
}

Result<std::vector<std::uint8_t>> ZipReader::read(const std::string& name) {
    const auto at = entries_.find(name);
    if (at == entries_.end()) return fail(ErrorCode::FileNotFound, name + " is missing", file_);
    const Entry& entry = at->second;
    const auto broken = [&](const char* why) { return fail(ErrorCode::CorruptFile, name + ": " + why, file_); };
    if (entry.bytes > limits_.unpackedBytes || (readBytes_ += entry.bytes) > limits_.unpackedBytes)
        return fail(ErrorCode::UnsupportedFormat, "the file unpacks to more than " + std::to_string(limits_.unpackedBytes >> 30) + " GiB", file_);
    // Deflate gains at most about 1030 to 1: a larger claim is a lie told to exhaust memory.
    if (entry.bytes > 1100 * (entry.packedBytes + 64)) return broken("a member claims an impossible size");
    const Member member(zip_fopen_index(archive_->zip.get(), entry.index, 0));
    if (!member) return broken("a member cannot be unpacked");
    std::vector<std::uint8_t> bytes(entry.bytes);
    std::uint64_t done = 0;
    while (done < entry.bytes) {
        const zip_int64_t n = zip_fread(member.get(), bytes.data() + done, entry.bytes - done);
        if (n <= 0) return broken("a member is cut short or damaged");
        done += std::uint64_t(n);
    }
    // Reading on to the end makes libzip check the CRC, and shows a size that was a lie.
    std::uint8_t extra = 0;
    if (zip_fread(member.get(), &extra, 1) != 0) return broken("a member is damaged");
    return bytes;
}

}  // namespace ropetp::io
