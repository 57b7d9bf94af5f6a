#pragma once

#include "base/atomic_file.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ropetp::io {

/// Writes a zip archive of members that are only stored, straight from memory into a file. libzip packs in memory first, which
/// takes three times as long for arrays. All dates are 1980-01-01: the same members give the same bytes.
class StoredZip {
  public:
    explicit StoredZip(AtomicFile& file) : file_(file) {}
    /// A member of these parts, one after another. InvalidInput from 4 GiB on; WriteFailed, DiskFull.
    Result<void> add(const std::string& name, std::initializer_list<std::span<const std::uint8_t>> parts);
    /// The directory. Then the file may be committed.
    Result<void> finish();

  private:
    struct Member {
        std::string name;
        std::uint32_t crc, size, offset;
    };
    AtomicFile& file_;
    std::vector<Member> members_;
    std::uint64_t at_ = 0;
};

}  // namespace ropetp::io
