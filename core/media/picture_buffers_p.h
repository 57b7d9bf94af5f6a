#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace ropetp::media {

/// Has a decoder put its pictures into pictureMemory(), so that decoders opened later find the room warm; FFmpeg itself keeps it for one decoder only. For decoders
/// that write every pixel: elsewhere what lay there before would be seen. Before avcodec_open2().
void usePictureMemory(AVCodecContext& decoder);

}  // namespace ropetp::media
