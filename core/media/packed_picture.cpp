#include "media/packed_picture_p.h"

#include "media/image_converter_p.h"
#include "media/picture_buffers_p.h"

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#include <cstring>

namespace ropetp::media {
namespace {

constexpr AVCodecID kCodec = AV_CODEC_ID_FFVHUFF;   // planar formats of up to 16 bits; twice as quick as those that pack better

AVPixelFormat plainFormatOf(int format) {
    bool fullRange = false;
    return plainFormat(format, fullRange);
}

/// Formats that come back as what they were: packed RGB is unpacked as another one, and half samples of colour at an edge are lost.
bool comesBack(const AVPixFmtDescriptor& format, const AVFrame& p) {
    const bool planar = format.nb_components == 1 || (format.flags & AV_PIX_FMT_FLAG_PLANAR);
    return planar && p.width % (1 << format.log2_chroma_w) == 0 && p.height % (1 << format.log2_chroma_h) == 0;
}

}  // namespace

bool PicturePacker::suits(const AVFrame& p) const {
    return encoder_ && format_->width == p.width && format_->height == p.height && format_->pixelFormat == p.format && format_->range == p.color_range &&
           format_->space == p.colorspace;
}

bool PicturePacker::setUp(const AVFrame& p) {
    encoder_.reset();
    const AVCodec* codec = avcodec_find_encoder(kCodec);
    if (!codec) return false;
    CodecPtr encoder(avcodec_alloc_context3(codec));
    if (!encoder) return false;
    encoder->width = p.width;
    encoder->height = p.height;
    encoder->pix_fmt = plainFormatOf(p.format);
    encoder->time_base = {1, 1};
    encoder->thread_count = 1;
    const AVPixFmtDescriptor* described = av_pix_fmt_desc_get(encoder->pix_fmt);
    if (!described || !comesBack(*described, p)) return false;
    // From the plane above: a tenth smaller than from the left, and as quick. RGB has it not.
    if (!(described->flags & AV_PIX_FMT_FLAG_RGB)) av_opt_set(encoder->priv_data, "pred", "plane", 0);
    if (avcodec_open2(encoder.get(), codec, nullptr) < 0) return false;
    format_ = std::make_shared<const PackedFormat>(PackedFormat{p.width, p.height, p.format, p.color_range, p.colorspace,
                                                                {encoder->extradata, encoder->extradata + encoder->extradata_size}});
    encoder_ = std::move(encoder);
    return true;
}

std::shared_ptr<const PackedPicture> PicturePacker::pack(const AVFrame& picture) {
    if (!suits(picture) && !setUp(picture)) return nullptr;
    const FramePtr plain(av_frame_clone(&picture));
    PacketPtr packet(av_packet_alloc());
    if (!plain || !packet) return nullptr;
    plain->format = encoder_->pix_fmt;
    if (avcodec_send_frame(encoder_.get(), plain.get()) < 0 || avcodec_receive_packet(encoder_.get(), packet.get()) < 0) {
        encoder_.reset();   // an encoder that failed keeps what it was given
        return nullptr;
    }
    return std::make_shared<const PackedPicture>(PackedPicture{format_, std::move(packet)});
}

bool PictureUnpacker::setUp(const PackedFormat& format) {
    const AVCodec* codec = avcodec_find_decoder(kCodec);
    if (!codec) return false;
    decoder_.reset(avcodec_alloc_context3(codec));
    if (!decoder_) return false;
    decoder_->width = format.width;
    decoder_->height = format.height;
    decoder_->pix_fmt = plainFormatOf(format.pixelFormat);
    decoder_->thread_count = 1;   // with more, a picture comes only after the next was sent
    usePictureMemory(*decoder_);   // it writes every pixel of what PicturePacker takes
    decoder_->extradata = static_cast<std::uint8_t*>(av_mallocz(format.tables.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (!decoder_->extradata) return false;
    std::memcpy(decoder_->extradata, format.tables.data(), format.tables.size());
    decoder_->extradata_size = int(format.tables.size());
    return avcodec_open2(decoder_.get(), codec, nullptr) >= 0;
}

FramePtr PictureUnpacker::unpack(const PackedPicture& packed) {
    if (format_ != packed.format || !decoder_) {
        format_ = packed.format;
        if (!setUp(*format_)) decoder_.reset();
    }
    FramePtr picture(av_frame_alloc());
    if (!decoder_ || !picture) return nullptr;
    if (avcodec_send_packet(decoder_.get(), packed.data.get()) < 0 || avcodec_receive_frame(decoder_.get(), picture.get()) < 0) {
        decoder_.reset();
        return nullptr;
    }
    if (picture->format != plainFormatOf(format_->pixelFormat) || picture->width != format_->width || picture->height != format_->height) return nullptr;
    picture->format = format_->pixelFormat;
    picture->color_range = format_->range;
    picture->colorspace = format_->space;
    return picture;
}

}  // namespace ropetp::media
