#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ropetp::project {

/// A file that is held: no other program can hold it meanwhile, and a program that ends, however it does, lets go of it.
class HeldFile {
  public:
    /// InvalidInput where another program (or this one) holds it; FileNotFound, FileUnreadable, WriteFailed.
    static Result<HeldFile> open(const std::filesystem::path& path);
    /// A new one. WriteFailed, DiskFull.
    static Result<HeldFile> create(const std::filesystem::path& path);
    HeldFile(HeldFile&& other) noexcept;
    HeldFile& operator=(HeldFile&& other) noexcept;
    ~HeldFile();
    int descriptor() const { return fd_; }

  private:
    explicit HeldFile(int fd) : fd_(fd) {}
    int fd_ = -1;
};

/// Lines of text, each behind its checksum (CRC-32, eight hexadecimal digits, a blank), that are only ever added. A line whose
/// append() returned outlives a kill of the program.
class JournalFile {
  public:
    /// Made and held. WriteFailed, DiskFull.
    static Result<JournalFile> create(const std::filesystem::path& path);
    /// @param text  without line breaks. On failure the file is as it was. WriteFailed, DiskFull.
    Result<void> append(std::string_view text);

  private:
    explicit JournalFile(HeldFile file) : file_(std::move(file)) {}
    HeldFile file_;
    std::int64_t bytes_ = 0;
};

struct JournalLines {
    std::vector<std::string> lines;
    bool torn = false;              ///< something follows that is no whole line, as a kill leaves it
};
/// Up to the first line that does not meet its checksum. Errors of io::readWholeFile.
Result<JournalLines> readJournalLines(const std::filesystem::path& path);

}  // namespace ropetp::project
