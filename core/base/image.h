#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ropetp {

/// An 8-bit RGB picture, row 0 at the top, 3 bytes a pixel, no padding between rows, sRGB-encoded
/// (full range). Copies share pixels (treat as immutable after filling); mutablePixels() is for
/// the code that fills a fresh image.
class Image {
  public:
    Image() = default;
    Image(int width, int height)
        : width_(width),
          height_(height),
          pixels_(std::make_shared<std::vector<std::uint8_t>>(std::size_t(width) * height * 3 + kPadding)) {}

    int width() const { return width_; }
    int height() const { return height_; }
    bool isNull() const { return !pixels_; }
    std::size_t strideBytes() const { return std::size_t(width_) * 3; }
    std::size_t sizeBytes() const { return strideBytes() * height_; }
    const std::uint8_t* pixels() const { return pixels_ ? pixels_->data() : nullptr; }
    const std::uint8_t* row(int y) const { return pixels() + strideBytes() * y; }
    std::uint8_t* mutablePixels() { return pixels_ ? pixels_->data() : nullptr; }
    /// A picture of its own with the same content.
    Image deepCopy() const {
        Image copy(width_, height_);
        if (pixels_) *copy.pixels_ = *pixels_;
        return copy;
    }

  private:
    /// Vector code may read and write a little past the last pixel.
    static constexpr std::size_t kPadding = 64;
    int width_ = 0;
    int height_ = 0;
    std::shared_ptr<std::vector<std::uint8_t>> pixels_;
};

}  // namespace ropetp
