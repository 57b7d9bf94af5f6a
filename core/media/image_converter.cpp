#include "media/image_converter_p.h"

#include <cstring>

namespace ropetp::media {
namespace {

/// Matrix for a stream that declares none: SD is BT.601, anything larger BT.709, as players do.
const int* yuvCoefficients(const AVFrame& f) {
    AVColorSpace space = f.colorspace;
    if (space == AVCOL_SPC_UNSPECIFIED || space == AVCOL_SPC_RESERVED || space == AVCOL_SPC_RGB)
        space = f.height > 576 || f.width > 1024 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    switch (space) {
        case AVCOL_SPC_BT709: return sws_getCoefficients(SWS_CS_ITU709);
        case AVCOL_SPC_FCC: return sws_getCoefficients(SWS_CS_FCC);
        case AVCOL_SPC_SMPTE240M: return sws_getCoefficients(SWS_CS_SMPTE240M);
        case AVCOL_SPC_BT2020_NCL:
        case AVCOL_SPC_BT2020_CL: return sws_getCoefficients(SWS_CS_BT2020);
        default: return sws_getCoefficients(SWS_CS_ITU601);
    }
}

/// The old "J" formats mean full range; swscale wants the plain format and the range apart.
AVPixelFormat plainFormat(int format, bool& fullRange) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P: fullRange = true; return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P: fullRange = true; return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ444P: fullRange = true; return AV_PIX_FMT_YUV444P;
        case AV_PIX_FMT_YUVJ440P: fullRange = true; return AV_PIX_FMT_YUV440P;
        case AV_PIX_FMT_YUVJ411P: fullRange = true; return AV_PIX_FMT_YUV411P;
        default: return static_cast<AVPixelFormat>(format);
    }
}

Image turned(const Image& in, int clockwiseDeg) {
    const int w = in.width(), h = in.height();
    Image out(clockwiseDeg == 180 ? w : h, clockwiseDeg == 180 ? h : w);
    std::uint8_t* dst = out.mutablePixels();
    for (int y = 0; y < out.height(); ++y)
        for (int x = 0; x < out.width(); ++x, dst += 3) {
            int sx = w - 1 - x, sy = h - 1 - y;
            if (clockwiseDeg == 90) { sx = y; sy = h - 1 - x; }
            if (clockwiseDeg == 270) { sx = w - 1 - y; sy = x; }
            std::memcpy(dst, in.row(sy) + 3 * sx, 3);
        }
    return out;
}

}  // namespace

Result<Image> ImageConverter::convert(const AVFrame& frame) {
    bool fullRange = frame.color_range == AVCOL_RANGE_JPEG;
    const AVPixelFormat format = plainFormat(frame.format, fullRange);
    const bool sideways = rotationDeg_ == 90 || rotationDeg_ == 270;
    const int w = sideways ? height_ : width_;
    const int h = sideways ? width_ : height_;
    // Without scaling, swscale's direct conversion is many times faster than its general path.
    const bool scaled = w != frame.width || h != frame.height;
    const int flags = scaled ? SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP : SWS_BILINEAR;
    SwsContext* context = sws_getCachedContext(sws_.release(), frame.width, frame.height, format, w, h,
                                               AV_PIX_FMT_RGB24, flags, nullptr, nullptr, nullptr);
    sws_.reset(context);
    if (!context) return fail(ErrorCode::UnsupportedFormat, "the pixel format cannot be converted");
    const int* table = yuvCoefficients(frame);
    sws_setColorspaceDetails(context, table, fullRange, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
    Image image(w, h);
    // swscale writes whole vectors at the end of a row; only the last row could pass the end.
    std::uint8_t* planes[4] = {image.mutablePixels(), nullptr, nullptr, nullptr};
    const int strides[4] = {w * 3, 0, 0, 0};
    if (sws_scale(context, frame.data, frame.linesize, 0, frame.height, planes, strides) <= 0)
        return fail(ErrorCode::CorruptFile, "a picture could not be converted");
    return rotationDeg_ == 0 ? image : turned(image, rotationDeg_);
}

}  // namespace ropetp::media
