#include "media/video_writer.h"

#include "base/atomic_file.h"
#include "base/leftovers.h"
#include "media/ffmpeg_handles_p.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <cmath>
#include <optional>
#include <utility>

namespace ropetp::media {
namespace {

constexpr AVRational kTimeBase{1, 90000};

/// Passes FFmpeg's output to the AtomicFile's temporary, so that a failed write is seen with its cause.
class Mp4Writer final : public VideoWriter {
  public:
    static Result<std::unique_ptr<VideoWriter>> create(const std::filesystem::path& path, const Options& options) {
        silenceFfmpeg();
        if (options.width < 1 || options.height < 1 || options.width > 16384 || options.height > 16384 || !(options.fps > 0))
            return fail(ErrorCode::InvalidInput, "the size or rate of the video is out of range", path.string());
        removeLeftovers(path);
        auto file = AtomicFile::create(path);
        if (!file) return fail(file.error());
        auto writer = std::unique_ptr<Mp4Writer>(new Mp4Writer(path.string(), options, std::move(*file)));
        if (auto r = writer->start(); !r) return fail(r.error());
        return std::unique_ptr<VideoWriter>(std::move(writer));
    }
    ~Mp4Writer() override {
        if (format_ && format_->pb) avio_closep(&format_->pb);
        if (format_) avformat_free_context(format_);
    }

    Result<void> add(const Image& image, double ptsSec) override {
        if (image.width() != options_.width || image.height() != options_.height)
            return fail(ErrorCode::InvalidInput, "a picture has another size than the video", path_);
        if (av_frame_make_writable(frame_.get()) < 0) return fail(ErrorCode::OutOfMemory, {}, path_);
        const std::uint8_t* planes[4] = {image.pixels(), nullptr, nullptr, nullptr};
        const int strides[4] = {static_cast<int>(image.strideBytes()), 0, 0, 0};
        sws_scale(sws_.get(), planes, strides, 0, options_.height, frame_->data, frame_->linesize);
        const auto pts = static_cast<std::int64_t>(std::llround(ptsSec * kTimeBase.den));
        if (lastPts_ && pts <= *lastPts_) return fail(ErrorCode::InvalidInput, "times do not increase", path_);
        lastPts_ = pts;
        frame_->pts = pts;
        return encode(frame_.get());
    }

    Result<void> finish() override {
        if (auto r = encode(nullptr); !r) return r;
        if (const int e = av_write_trailer(format_); e < 0) return writeError(e);
        if (const int e = avio_closep(&format_->pb); e < 0) return writeError(e);
        return file_.commit();
    }

  private:
    Mp4Writer(std::string path, const Options& options, AtomicFile file)
        : path_(std::move(path)), options_(options), file_(std::move(file)) {}

    tl::unexpected<Error> writeError(int averror) const {
        return fail(errorFromErrno(AVUNERROR(averror), ErrorCode::WriteFailed, path_));
    }

    Result<void> start() {
        const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
        if (!encoder) return fail(ErrorCode::UnsupportedFormat, "FFmpeg has no x264 encoder", path_);
        const int w = options_.width + options_.width % 2;
        const int h = options_.height + options_.height % 2;
        codec_.reset(avcodec_alloc_context3(encoder));
        if (!codec_) return fail(ErrorCode::OutOfMemory, {}, path_);
        codec_->width = w;
        codec_->height = h;
        codec_->pix_fmt = AV_PIX_FMT_YUV420P;
        codec_->time_base = kTimeBase;
        codec_->framerate = av_d2q(options_.fps, 100000);
        codec_->gop_size = options_.gop;
        codec_->colorspace = AVCOL_SPC_BT709;
        codec_->color_primaries = AVCOL_PRI_BT709;
        codec_->color_trc = AVCOL_TRC_BT709;
        codec_->color_range = AVCOL_RANGE_MPEG;
        codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        codec_->thread_count = 2;
        av_opt_set_int(codec_->priv_data, "crf", options_.crf, 0);
        av_opt_set(codec_->priv_data, "preset", "medium", 0);
        if (const int e = avcodec_open2(codec_.get(), encoder, nullptr); e < 0) return fail(ErrorCode::UnsupportedFormat, ffmpegText(e), path_);

        if (avformat_alloc_output_context2(&format_, nullptr, "mp4", file_.temporaryPath().c_str()) < 0) return fail(ErrorCode::OutOfMemory, {}, path_);
        AVStream* stream = avformat_new_stream(format_, nullptr);
        if (!stream || avcodec_parameters_from_context(stream->codecpar, codec_.get()) < 0) return fail(ErrorCode::OutOfMemory, {}, path_);
        stream->time_base = kTimeBase;
        stream->avg_frame_rate = codec_->framerate;
        if (const int e = avio_open(&format_->pb, file_.temporaryPath().c_str(), AVIO_FLAG_WRITE); e < 0) return writeError(e);
        AVDictionary* flags = nullptr;
        av_dict_set(&flags, "movflags", "+faststart", 0);
        const int e = avformat_write_header(format_, &flags);
        av_dict_free(&flags);
        if (e < 0) return writeError(e);

        frame_.reset(av_frame_alloc());
        packet_.reset(av_packet_alloc());
        if (!frame_ || !packet_) return fail(ErrorCode::OutOfMemory, {}, path_);
        frame_->format = codec_->pix_fmt;
        frame_->width = w;
        frame_->height = h;
        if (av_frame_get_buffer(frame_.get(), 0) < 0) return fail(ErrorCode::OutOfMemory, {}, path_);
        sws_.reset(sws_getContext(options_.width, options_.height, AV_PIX_FMT_RGB24, w, h, codec_->pix_fmt,
                                  SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, nullptr, nullptr, nullptr));
        if (!sws_) return fail(ErrorCode::UnsupportedFormat, "the pictures cannot be converted", path_);
        const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(sws_.get(), bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
        return {};
    }

    Result<void> encode(const AVFrame* frame) {
        if (const int e = avcodec_send_frame(codec_.get(), frame); e < 0) return fail(ErrorCode::Internal, ffmpegText(e), path_);
        for (;;) {
            const int e = avcodec_receive_packet(codec_.get(), packet_.get());
            if (e == AVERROR(EAGAIN) || e == AVERROR_EOF) return {};
            if (e < 0) return fail(ErrorCode::Internal, ffmpegText(e), path_);
            packet_->stream_index = 0;
            av_packet_rescale_ts(packet_.get(), codec_->time_base, format_->streams[0]->time_base);
            if (const int w = av_interleaved_write_frame(format_, packet_.get()); w < 0) return writeError(w);
            if (format_->pb->error < 0) return writeError(format_->pb->error);
        }
    }

    std::string path_;
    Options options_;
    AtomicFile file_;
    AVFormatContext* format_ = nullptr;
    CodecPtr codec_;
    FramePtr frame_;
    PacketPtr packet_;
    SwsPtr sws_;
    std::optional<std::int64_t> lastPts_;
};

}  // namespace

Result<std::unique_ptr<VideoWriter>> VideoWriter::create(const std::filesystem::path& path, const Options& options) {
    return Mp4Writer::create(path, options);
}

}  // namespace ropetp::media
