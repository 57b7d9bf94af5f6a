#pragma once

#include "base/error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

/// Owning pointers for FFmpeg's objects, and its error numbers as ours.
namespace ropetp::media {

struct FormatCloser { void operator()(AVFormatContext* p) const { avformat_close_input(&p); } };
struct CodecCloser { void operator()(AVCodecContext* p) const { avcodec_free_context(&p); } };
struct FrameCloser { void operator()(AVFrame* p) const { av_frame_free(&p); } };
struct PacketCloser { void operator()(AVPacket* p) const { av_packet_free(&p); } };
struct SwsCloser { void operator()(SwsContext* p) const { sws_freeContext(p); } };

using FormatPtr = std::unique_ptr<AVFormatContext, FormatCloser>;
using CodecPtr = std::unique_ptr<AVCodecContext, CodecCloser>;
using FramePtr = std::unique_ptr<AVFrame, FrameCloser>;
using PacketPtr = std::unique_ptr<AVPacket, PacketCloser>;
using SwsPtr = std::unique_ptr<SwsContext, SwsCloser>;

/// FFmpeg's text for an error number.
std::string ffmpegText(int averror);

/// FFmpeg prints to stderr by itself; damage is reported through VideoInfo instead. Idempotent.
void silenceFfmpeg();

}  // namespace ropetp::media
