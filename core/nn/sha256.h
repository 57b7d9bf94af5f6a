#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace ropetp::nn {

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces. Not thread-safe.
class Sha256 {
  public:
    Sha256();
    void update(std::span<const std::uint8_t> bytes);
    /// The digest as 64 lower-case hexadecimal digits. The object is spent afterwards.
    std::string finishHex();

  private:
    void block(const std::uint8_t* bytes);
    std::array<std::uint32_t, 8> state_;
    std::array<std::uint8_t, 64> pending_{};
    std::size_t pendingCount_ = 0;
    std::uint64_t totalBytes_ = 0;
};

/// Digest of one piece.
std::string sha256Hex(std::span<const std::uint8_t> bytes);

}  // namespace ropetp::nn
