#pragma once

#include "base/picture_memory.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

namespace ropetp {

/// An 8-bit RGB picture, row 0 at the top, 3 bytes a pixel, no padding between rows, sRGB-encoded
/// (full range). Copies share pixels (treat as immutable after filling); mutablePixels() is for
/// the code that fills a fresh image.
class Image {
  public:
    Image() = default;
    /// Black.
    Image(int width, int height) : Image(unfilled(width, height)) { std::memset(pixels_.get(), 0, bytesFor(width, height)); }
    /// Of undefined content, for who writes every pixel: blackening first takes as long as converting a picture does.
    static Image unfilled(int width, int height) {
        Image image;
        image.width_ = width;
        image.height_ = height;
        image.pixels_ = pictureMemory(bytesFor(width, height));
        return image;
    }

    int width() const { return width_; }
    int height() const { return height_; }
    bool isNull() const { return !pixels_; }
    std::size_t strideBytes() const { return std::size_t(width_) * 3; }
    std::size_t sizeBytes() const { return strideBytes() * height_; }
    const std::uint8_t* pixels() const { return pixels_.get(); }
    const std::uint8_t* row(int y) const { return pixels() + strideBytes() * y; }
    std::uint8_t* mutablePixels() { return pixels_.get(); }
    /// A picture of its own with the same content.
    Image deepCopy() const {
        if (isNull()) return {};
        Image copy = unfilled(width_, height_);
        std::memcpy(copy.pixels_.get(), pixels_.get(), sizeBytes());
        return copy;
    }

  private:
    /// Vector code may read and write a little past the last pixel.
    static std::size_t bytesFor(int width, int height) { return std::size_t(width) * height * 3 + 64; }
    int width_ = 0;
    int height_ = 0;
    std::shared_ptr<std::uint8_t[]> pixels_;
};

}  // namespace ropetp
