#include "base/atomic_file.h"

#include "base/leftovers.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace ropetp {

Error errorFromErrno(int e, ErrorCode otherwise, const std::string& file) {
    ErrorCode code = otherwise;
    if (e == ENOSPC || e == EDQUOT || e == EFBIG) code = ErrorCode::DiskFull;
    if (e == ENOMEM) code = ErrorCode::OutOfMemory;
    if (otherwise == ErrorCode::FileUnreadable && e == ENOENT) code = ErrorCode::FileNotFound;
    return {code, std::strerror(e), file};
}

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& target) {
    if (target.empty() || target.filename().empty())
        return fail(ErrorCode::InvalidInput, "no file name given", target.string());
    std::error_code ec;
    if (std::filesystem::is_directory(target, ec))
        return fail(ErrorCode::WriteFailed, "it is a folder", target.string());
    std::string name = target.string() + std::string(kTemporaryInfix) + "XXXXXX";
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0) return fail(errorFromErrno(errno, ErrorCode::WriteFailed, target.string()));
    // Says that it is being written (removeLeftovers()), until this process closes it or is gone. Where a file system knows
    // no locks, its age has to do.
    ::flock(fd, LOCK_EX | LOCK_NB);
    // mkstemp creates files for the owner only; give the rights a plain open() would have given.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(fd, 0666 & ~mask);
    return AtomicFile(target, name, fd);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::move(other.temporary_)),
      fd_(std::exchange(other.fd_, -1)) {
    other.temporary_.clear();
}

AtomicFile::~AtomicFile() {
    if (fd_ >= 0) ::close(fd_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> AtomicFile::write(const void* data, std::size_t bytes) {
    const char* p = static_cast<const char*>(data);
    while (bytes > 0) {
        const ssize_t n = ::write(fd_, p, bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(errorFromErrno(errno, ErrorCode::WriteFailed, target_.string()));
        p += n;
        bytes -= static_cast<std::size_t>(n);
    }
    return {};
}

Result<void> AtomicFile::commit(Outlives what) {
    const auto failed = [&] {
        return fail(errorFromErrno(errno, ErrorCode::WriteFailed, target_.string()));
    };
    if (what == Outlives::PowerLoss && ::fsync(fd_) != 0) return failed();
    if (::close(std::exchange(fd_, -1)) != 0) return failed();
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) return failed();
    temporary_.clear();
    if (what == Outlives::Kill) return {};
    const auto parent = target_.has_parent_path() ? target_.parent_path() : std::filesystem::path(".");
    const int dir = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY);
    if (dir >= 0) {
        ::fsync(dir);
        ::close(dir);
    }
    return {};
}

}  // namespace ropetp
