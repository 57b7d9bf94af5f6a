#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace ropetp::media {

/// Has a decoder put its pictures into pictureMemory(), so that decoders opened later find the room warm; FFmpeg itself keeps it for one decoder only, and blackens
/// it first. Before avcodec_open2(). Decoders that bring their own memory go on doing so.
void usePictureMemory(AVCodecContext& decoder);

}  // namespace ropetp::media
