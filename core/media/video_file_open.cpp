#include "media/video_file_p.h"

extern "C" {
#include <libavutil/display.h>
}

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace ropetp::media {
namespace {

/// True where the file begins as an MP4/MOV, Matroska, AVI or MPEG-TS does: then a failure to open
/// it means damage, not a wrong kind of file.
bool looksLikeVideo(const std::filesystem::path& path) {
    std::array<char, 12> head{};
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), head.size());
    if (in.gcount() < 12) return false;
    const std::string_view s(head.data(), head.size());
    return s.substr(4, 4) == "ftyp" || s.substr(4, 4) == "moov" || s.substr(4, 4) == "mdat" || s.substr(0, 4) == "\x1a\x45\xdf\xa3" ||
           (s.substr(0, 4) == "RIFF" && s.substr(8, 3) == "AVI");
}

bool isText(std::string_view container) { return container == "tty" || container == "bin" || container == "xbin" || container == "idf"; }

}  // namespace

Result<void> VideoFile::openStreams() {
    const std::string name = info_.path.string();
    AVFormatContext* raw = nullptr;
    const int opened = avformat_open_input(&raw, name.c_str(), nullptr, nullptr);
    if (opened == AVERROR(ENOMEM)) return fail(ErrorCode::OutOfMemory, {}, name);
    if (opened == AVERROR_EOF && looksLikeVideo(info_.path)) return fail(ErrorCode::NoFrames, "the file ends before the first picture", name);
    if (opened < 0) {
        if (looksLikeVideo(info_.path)) return fail(ErrorCode::CorruptFile, "the video is cut short or damaged: " + ffmpegText(opened), name);
        return fail(ErrorCode::NotAVideo, ffmpegText(opened), name);
    }
    format_.reset(raw);
    if (isText(format_->iformat->name)) return fail(ErrorCode::NotAVideo, "it is text", name);
    if (avformat_find_stream_info(raw, nullptr) < 0) return fail(ErrorCode::CorruptFile, "the streams cannot be read", name);
    stream_ = av_find_best_stream(raw, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (stream_ < 0) {
        bool audio = false;
        for (unsigned i = 0; i < raw->nb_streams; ++i) audio |= raw->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
        return fail(audio ? ErrorCode::NoVideoStream : ErrorCode::NotAVideo, audio ? "audio only" : "no video stream", name);
    }
    if (raw->streams[stream_]->disposition & AV_DISPOSITION_ATTACHED_PIC)
        return fail(ErrorCode::NoVideoStream, "audio with a cover picture", name);
    readOnlyOurStream();
    packet_.reset(av_packet_alloc());
    if (!packet_) return fail(ErrorCode::OutOfMemory, {}, name);
    return {};
}

Result<void> VideoFile::openDecoder() {
    const AVStream* stream = format_->streams[stream_];
    const std::string name = info_.path.string();
    const AVCodec* decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!decoder) return fail(ErrorCode::UnsupportedFormat, "no decoder for " + info_.codec, name);
    codec_.reset(avcodec_alloc_context3(decoder));
    if (!codec_ || avcodec_parameters_to_context(codec_.get(), stream->codecpar) < 0) return fail(ErrorCode::OutOfMemory, {}, name);
    codec_->pkt_timebase = stream->time_base;
    codec_->thread_count = 2;
    if (const int opened = avcodec_open2(codec_.get(), decoder, nullptr); opened < 0)
        return fail(ErrorCode::UnsupportedFormat, ffmpegText(opened), name);
    return {};
}

void VideoFile::readOnlyOurStream() {
    for (unsigned i = 0; i < format_->nb_streams; ++i)
        format_->streams[i]->discard = static_cast<int>(i) == stream_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

bool VideoFile::readPacket() {
    av_packet_unref(packet_.get());
    while (av_read_frame(format_.get(), packet_.get()) >= 0) {
        if (packet_->stream_index == stream_ && packet_->size > 0) return true;
        av_packet_unref(packet_.get());
    }
    return false;
}

std::int64_t VideoFile::packetTime() const {
    return packet_->pts != AV_NOPTS_VALUE ? packet_->pts : packet_->dts;
}

Result<void> VideoFile::restart() {
    // Re-opening is exact for every container, also for those that cannot seek.
    AVFormatContext* raw = nullptr;
    if (av_seek_frame(format_.get(), stream_, INT64_MIN / 2, AVSEEK_FLAG_BACKWARD) >= 0 && index_.keys.front() == 0) {
        // Check that it is the very start: the first packet is the first key.
        const bool isKey = readPacket() && (packet_->flags & AV_PKT_FLAG_KEY);
        const bool discarded = packet_->flags & AV_PKT_FLAG_DISCARD;
        const std::int64_t time = packetTime();
        if (isKey && time != AV_NOPTS_VALUE && (discarded || time <= index_.frames.front().pts)) return {};
        av_packet_unref(packet_.get());
    }
    if (avformat_open_input(&raw, info_.path.c_str(), nullptr, nullptr) < 0)
        return fail(ErrorCode::FileUnreadable, {}, info_.path.string());
    format_.reset(raw);
    avformat_find_stream_info(raw, nullptr);
    if (static_cast<unsigned>(stream_) >= raw->nb_streams) return fail(ErrorCode::CorruptFile, "the file changed", info_.path.string());
    readOnlyOurStream();
    return {};
}

void VideoFile::readColourAndRotation() {
    AVStream* stream = format_->streams[stream_];
    int rotation = 0;
    if (const auto* matrix = reinterpret_cast<const std::int32_t*>(av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr))) {
        const double counterClockwise = av_display_rotation_get(matrix);
        if (std::isfinite(counterClockwise)) rotation = (static_cast<int>(std::lround(-counterClockwise / 90.0)) * 90 % 360 + 360) % 360;
    }
    int width = stream->codecpar->width;
    int height = stream->codecpar->height;
    const AVRational aspect = av_guess_sample_aspect_ratio(format_.get(), stream, nullptr);
    if (aspect.num > 0 && aspect.den > 0 && aspect.num != aspect.den) {
        const double ratio = av_q2d(aspect);
        if (ratio > 0.1 && ratio < 10) width = std::max(1, static_cast<int>(std::lround(width * ratio)));
    }
    info_.rotationDeg = rotation;
    const bool sideways = rotation == 90 || rotation == 270;
    info_.width = sideways ? height : width;
    info_.height = sideways ? width : height;
    converter_ = std::make_unique<ImageConverter>(info_.width, info_.height, rotation);

    const AVDictionaryEntry* tag = nullptr;
    while ((tag = av_dict_get(format_->metadata, "", tag, AV_DICT_IGNORE_SUFFIX))) {
        // e.g. com.apple.quicktime.camera.focal_length.35mm_equivalent; 43.27 mm is the diagonal of 35 mm film.
        const std::string_view key = tag->key;
        if (key.find("focal") == std::string_view::npos || key.find("35mm") == std::string_view::npos) continue;
        const double mm = std::atof(tag->value);
        if (mm > 5 && mm < 2000) info_.focalPx = mm / 43.27 * std::hypot(info_.width, info_.height);
    }
}

}  // namespace ropetp::media
