#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace ropetp {

/// Room for a picture, of undefined content. Large blocks that are given back wait for the next picture, at most kIdlePictureBytes of them: the system provides
/// fresh memory page by page while it is first written, which can take longer than decoding the picture did. Any thread. Throws std::bad_alloc.
std::shared_ptr<std::uint8_t[]> pictureMemory(std::size_t bytes);

inline constexpr std::size_t kIdlePictureBytes = std::size_t(128) << 20;   ///< the pictures that a decoder works with, up to 4K
/// What waits now.
std::size_t idlePictureBytes();

}  // namespace ropetp
