#include "media/picture_buffers_p.h"

#include "base/picture_memory.h"

extern "C" {
#include <libavutil/imgutils.h>
}

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace ropetp::media {
namespace {

constexpr std::size_t kAlign = 64;           ///< of a plane's start and rows, for vector code
constexpr std::size_t kOverrun = kAlign + 16;   ///< how far decoders may read and write past a plane

using Memory = std::shared_ptr<std::uint8_t[]>;

struct Layout {
    std::array<int, 4> strides{};
    std::array<std::size_t, 4> starts{};
    std::array<bool, 4> used{};
    std::size_t bytes = 0;
};

/// Where a decoder may write the planes of its pictures; negative: an error of FFmpeg's.
int layOut(AVCodecContext& decoder, const AVFrame& frame, Layout& out) {
    int width = frame.width, height = frame.height;
    std::array<int, AV_NUM_DATA_POINTERS> align{};
    avcodec_align_dimensions2(&decoder, &width, &height, align.data());
    const auto format = static_cast<AVPixelFormat>(frame.format);
    // Rows of all planes follow from one width, which decoders rely on: it grows until each is aligned.
    for (bool aligned = false; !aligned;) {
        if (const int e = av_image_fill_linesizes(out.strides.data(), format, width); e < 0) return e;
        aligned = true;
        for (int i = 0; i < 4; ++i) aligned = aligned && (align[i] == 0 || out.strides[i] % align[i] == 0);
        width += width & ~(width - 1);
    }
    std::array<std::ptrdiff_t, 4> strides{};
    for (int i = 0; i < 4; ++i) strides[i] = out.strides[i];
    std::array<std::size_t, 4> sizes{};
    if (const int e = av_image_fill_plane_sizes(sizes.data(), format, height, strides.data()); e < 0) return e;
    for (int i = 0; i < 4; ++i) {
        out.used[i] = sizes[i] > 0;
        out.starts[i] = out.bytes;
        if (out.used[i]) out.bytes += (sizes[i] + kOverrun + kAlign - 1) / kAlign * kAlign;
    }
    return 0;
}

int getBuffer(AVCodecContext* decoder, AVFrame* frame, int flags) {
    if (!(decoder->codec->capabilities & AV_CODEC_CAP_DR1) || decoder->hw_frames_ctx) return avcodec_default_get_buffer2(decoder, frame, flags);
    Layout layout;
    if (const int e = layOut(*decoder, *frame, layout); e < 0) return e;
    if (layout.bytes > kIdlePictureBytes / 4) return avcodec_default_get_buffer2(decoder, frame, flags);   // too few would wait for the next
    std::unique_ptr<Memory> memory;
    try {
        memory = std::make_unique<Memory>(pictureMemory(layout.bytes + kAlign));
    } catch (const std::bad_alloc&) {
        return AVERROR(ENOMEM);
    }
    auto* start = memory->get();
    start += (kAlign - reinterpret_cast<std::uintptr_t>(start) % kAlign) % kAlign;
    frame->buf[0] = av_buffer_create(start, layout.bytes, [](void* owner, std::uint8_t*) { delete static_cast<Memory*>(owner); }, memory.get(), 0);
    if (!frame->buf[0]) return AVERROR(ENOMEM);
    (void)memory.release();   // NOLINT: the buffer has it
    for (int i = 0; i < 4; ++i) {
        frame->data[i] = layout.used[i] ? start + layout.starts[i] : nullptr;
        frame->linesize[i] = layout.used[i] ? layout.strides[i] : 0;
    }
    frame->extended_data = frame->data;
    return 0;
}

}  // namespace

void usePictureMemory(AVCodecContext& decoder) {
    decoder.get_buffer2 = getBuffer;
#if FF_API_THREAD_SAFE_CALLBACKS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    decoder.thread_safe_callbacks = 1;   // else its threads would take turns
#pragma GCC diagnostic pop
#endif
}

}  // namespace ropetp::media
