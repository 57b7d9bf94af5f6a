#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <functional>

namespace ropetp {

/// Writes a file so that after a crash, a kill or a full disk either the old file or the whole new
/// one is there. Data goes to a temporary beside the target; commit()
/// renames it; the destructor removes an uncommitted temporary. Not thread-safe.
class AtomicFile {
  public:
    /// @param target  final path; its folder must exist.
    static Result<AtomicFile> create(const std::filesystem::path& target);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    /// Appends bytes. DiskFull or WriteFailed on failure.
    Result<void> write(const void* data, std::size_t bytes);
    /// What the new file outlives. PowerLoss waits for the disk; Kill is enough for what can be made again (an export), and
    /// two to three times as fast for large files: a kill or a full disk leaves the old file or the new one all the same.
    enum class Outlives { Kill, PowerLoss };
    /// Renames over the target; before and after it, PowerLoss flushes file and folder.
    Result<void> commit(Outlives what = Outlives::PowerLoss);
    /// Where the data is until commit() (for libraries that write by path themselves).
    const std::filesystem::path& temporaryPath() const { return temporary_; }

  private:
    AtomicFile(std::filesystem::path target, std::filesystem::path temporary, int fd)
        : target_(std::move(target)), temporary_(std::move(temporary)), fd_(fd) {}
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    int fd_ = -1;
};

/// The error for a failed system call on a file: maps ENOENT, EACCES, ENOSPC, EDQUOT, ENOMEM.
Error errorFromErrno(int errnoValue, ErrorCode otherwise, const std::string& file);

}  // namespace ropetp
