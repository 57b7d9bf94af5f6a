#include "project/journal_file.h"

#include "base/atomic_file.h"
#include "io/text_file.h"

#include <zlib.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <utility>

namespace ropetp::project {
namespace {

constexpr std::size_t kChecksumDigits = 8;

std::uint32_t checksum(std::string_view text) { return std::uint32_t(crc32_z(crc32(0, nullptr, 0), reinterpret_cast<const Bytef*>(text.data()), text.size())); }

Result<int> held(int fd, ErrorCode otherwise, const std::string& path) {
    if (fd < 0) return fail(errorFromErrno(errno, otherwise, path));
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
    const int e = errno;
    ::close(fd);
    if (e == EWOULDBLOCK) return fail(ErrorCode::InvalidInput, "another program is using it", path);
    return fail(errorFromErrno(e, otherwise, path));
}

}  // namespace

Result<HeldFile> HeldFile::open(const std::filesystem::path& path) {
    const auto fd = held(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC), ErrorCode::FileUnreadable, path.string());
    if (!fd) return fail(fd.error());
    return HeldFile(*fd);
}

Result<HeldFile> HeldFile::create(const std::filesystem::path& path) {
    const auto fd = held(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600), ErrorCode::WriteFailed, path.string());
    if (!fd) return fail(fd.error());
    return HeldFile(*fd);
}

HeldFile::HeldFile(HeldFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
HeldFile& HeldFile::operator=(HeldFile&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}
HeldFile::~HeldFile() {
    if (fd_ >= 0) ::close(fd_);
}

Result<JournalFile> JournalFile::create(const std::filesystem::path& path) {
    auto file = HeldFile::create(path);
    if (!file) return fail(file.error());
    return JournalFile(std::move(*file));
}

Result<void> JournalFile::append(std::string_view text) {
    std::string line(kChecksumDigits + 1, ' ');
    std::snprintf(line.data(), kChecksumDigits + 1, "%08x", unsigned(checksum(text)));
    line[kChecksumDigits] = ' ';
    line += text;
    line += '\n';
    std::size_t done = 0;
    while (done < line.size()) {
        const ssize_t n = ::write(file_.descriptor(), line.data() + done, line.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            const int e = errno;
            // Half a line would hide the lines that follow.
            if (::ftruncate(file_.descriptor(), bytes_) != 0) return fail(ErrorCode::WriteFailed, "the journal cannot be shortened to its last whole line");
            return fail(errorFromErrno(e, ErrorCode::WriteFailed, {}));
        }
        done += std::size_t(n);
    }
    bytes_ += std::int64_t(line.size());
    return {};
}

Result<JournalLines> readJournalLines(const std::filesystem::path& path) {
    const auto bytes = io::readWholeFile(path, 4ull << 30);
    if (!bytes) return fail(bytes.error());
    JournalLines out;
    std::string_view rest = *bytes;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        std::uint32_t told = 0;
        const bool whole = end != std::string_view::npos && end > kChecksumDigits && rest[kChecksumDigits] == ' ' &&
                           std::from_chars(rest.data(), rest.data() + kChecksumDigits, told, 16).ptr == rest.data() + kChecksumDigits;
        const std::string_view text = whole ? rest.substr(kChecksumDigits + 1, end - kChecksumDigits - 1) : std::string_view();
        if (!whole || checksum(text) != told) {
            out.torn = true;
            break;
        }
        out.lines.emplace_back(text);
        rest.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace ropetp::project
