#include "media/video_decoder_p.h"

#include "media/picture_buffers_p.h"

#include <array>
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

/// Also damaged ones. Blackening the memory for the others would take a third of the time of decoding.
bool writesWholePictures(AVCodecID codec) {
    return codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_VP9 || codec == AV_CODEC_ID_MPEG4 || codec == AV_CODEC_ID_MPEG2VIDEO;
}

}  // namespace

Result<void> VideoDecoder::openStreams() {
    const std::string name = path_.string();
    AVFormatContext* raw = nullptr;
    const int opened = avformat_open_input(&raw, name.c_str(), nullptr, nullptr);
    if (opened == AVERROR(ENOMEM)) return fail(ErrorCode::OutOfMemory, {}, name);
    if (opened == AVERROR_EOF && looksLikeVideo(path_)) return fail(ErrorCode::NoFrames, "the file ends before the first picture", name);
    if (opened < 0) {
        if (looksLikeVideo(path_)) return fail(ErrorCode::CorruptFile, "the video is cut short or damaged: " + ffmpegText(opened), name);
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

Result<void> VideoDecoder::openCodec(int threads) {
    const AVStream* stream = format_->streams[stream_];
    const std::string name = path_.string();
    const AVCodec* decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!decoder) return fail(ErrorCode::UnsupportedFormat, std::string("no decoder for ") + avcodec_get_name(stream->codecpar->codec_id), name);
    codec_.reset(avcodec_alloc_context3(decoder));
    if (!codec_ || avcodec_parameters_to_context(codec_.get(), stream->codecpar) < 0) return fail(ErrorCode::OutOfMemory, {}, name);
    codec_->pkt_timebase = stream->time_base;
    codec_->thread_count = threads;
    if (writesWholePictures(decoder->id)) usePictureMemory(*codec_);
    if (const int opened = avcodec_open2(codec_.get(), decoder, nullptr); opened < 0)
        return fail(ErrorCode::UnsupportedFormat, ffmpegText(opened), name);
    return {};
}

Result<void> VideoDecoder::reopen(bool probes) {
    AVFormatContext* raw = nullptr;
    if (avformat_open_input(&raw, path_.c_str(), nullptr, nullptr) < 0) return fail(ErrorCode::FileUnreadable, {}, path_.string());
    format_.reset(raw);
    // Where the container does not name its streams, they have to be looked for.
    if (probes || static_cast<unsigned>(stream_) >= raw->nb_streams) avformat_find_stream_info(raw, nullptr);
    if (static_cast<unsigned>(stream_) >= raw->nb_streams) return fail(ErrorCode::CorruptFile, "the file changed", path_.string());
    readOnlyOurStream();
    return {};
}

Result<void> VideoDecoder::openLike(int stream, const AVCodecParameters& parameters, int threads) {
    stream_ = stream;
    if (auto r = reopen(false); !r) return r;   // what probing found need not be found again
    packet_.reset(av_packet_alloc());
    if (!packet_ || avcodec_parameters_copy(format_->streams[stream_]->codecpar, &parameters) < 0) return fail(ErrorCode::OutOfMemory, {}, path_.string());
    return openCodec(threads);
}

}  // namespace ropetp::media
