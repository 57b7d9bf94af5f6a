#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace ropetp::io {

/// What a zip archive may claim before it is refused.
struct ZipLimits {
    std::int64_t members = 512;
    std::uint64_t unpackedBytes = 2ull << 30;   ///< of all members that are read
};

/// Reads members of a zip archive that nobody vouches for, stored or deflated: sizes are checked before anything is
/// allocated, checksums before anything is given back. Of members of one name the last counts. Not thread-safe.
class ZipReader {
  public:
    /// FileNotFound, FileUnreadable; CorruptFile for what is no archive; UnsupportedFormat beyond the limits.
    static Result<ZipReader> open(const std::filesystem::path& path, ZipLimits limits = {});
    /// @param bytes  must outlive the reader.
    static Result<ZipReader> open(std::span<const std::uint8_t> bytes, ZipLimits limits = {});
    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) noexcept;
    ~ZipReader();

    struct Entry {
        std::uint64_t index, bytes, packedBytes;
    };
    const std::map<std::string, Entry>& entries() const { return entries_; }
    bool has(const std::string& name) const { return entries_.contains(name); }
    /// FileNotFound for a name that is not there; CorruptFile for a member that is cut short or damaged, or claims an
    /// impossible size; UnsupportedFormat beyond the limits.
    Result<std::vector<std::uint8_t>> read(const std::string& name);

  private:
    struct Archive;
    ZipReader();
    Result<void> list();
    std::unique_ptr<Archive> archive_;
    std::map<std::string, Entry> entries_;
    std::uint64_t fileBytes_ = 0, readBytes_ = 0;
    std::string file_;
    ZipLimits limits_;
};

}  // namespace ropetp::io
