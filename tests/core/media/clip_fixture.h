#pragma once

#include "media/video_writer.h"

#include <QDir>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <cmath>
#include <cstdint>
#include <cstring>

namespace ropetp::test {

/// A picture that differs on every frame and is cheap to tell apart: two moving gradients and a square.
inline Image patternFrame(int width, int height, int index) {
    Image image(width, height);
    std::uint8_t* p = image.mutablePixels();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x, p += 3) {
            p[0] = static_cast<std::uint8_t>((x * 3 + index * 5) & 255);
            p[1] = static_cast<std::uint8_t>((y * 2 + index * 11) & 255);
            p[2] = std::abs(x - (index * 7) % width) < 12 && std::abs(y - height / 2) < 12 ? 255 : 40;
        }
    return image;
}

/// Runs the ffmpeg program; true on success.
inline bool ffmpeg(const QStringList& arguments) {
    QProcess process;
    process.start("ffmpeg", QStringList{"-hide_banner", "-loglevel", "error", "-y"} + arguments);
    return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

inline std::uint64_t hashOf(const Image& image) {
    std::uint64_t h = 1469598103934665603ull;  // FNV-1a over 8 bytes at a time
    const std::size_t n = image.sizeBytes();
    std::size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        std::uint64_t v;
        std::memcpy(&v, image.pixels() + i, 8);
        h = (h ^ v) * 1099511628211ull;
    }
    for (; i < n; ++i) h = (h ^ image.pixels()[i]) * 1099511628211ull;
    return h;
}

}  // namespace ropetp::test
