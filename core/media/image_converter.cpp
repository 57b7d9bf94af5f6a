#include "media/image_converter_p.h"

#include <opencv2/core.hpp>

#include <cstring>

namespace ropetp::media {
namespace {

constexpr std::size_t kOverrun = 64;   ///< swscale may write so far beyond the last row

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

Image turned(const Image& in, int clockwiseDeg) {
    const bool sideways = clockwiseDeg != 180;
    Image out = Image::unfilled(sideways ? in.height() : in.width(), sideways ? in.width() : in.height());
    const cv::Mat from(in.height(), in.width(), CV_8UC3, const_cast<std::uint8_t*>(in.pixels()));
    cv::Mat to(out.height(), out.width(), CV_8UC3, out.mutablePixels());
    cv::rotate(from, to, clockwiseDeg == 90 ? cv::ROTATE_90_CLOCKWISE : clockwiseDeg == 180 ? cv::ROTATE_180 : cv::ROTATE_90_COUNTERCLOCKWISE);
    return out;
}

}  // namespace

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
    Image image = Image::unfilled(w, h);
    // swscale writes 8 pixels at a time, and leaves out the last of a row where they would not fit: rows of another width get longer ones.
    const bool fits = w % 8 == 0;
    const int stride = fits ? w * 3 : (w + 15) / 16 * 16 * 3;
    if (!fits) wide_.resize(std::size_t(stride) * h + kOverrun);
    std::uint8_t* planes[4] = {fits ? image.mutablePixels() : wide_.data(), nullptr, nullptr, nullptr};
    const int strides[4] = {stride, 0, 0, 0};
    if (sws_scale(context, frame.data, frame.linesize, 0, frame.height, planes, strides) <= 0)
        return fail(ErrorCode::CorruptFile, "a picture could not be converted");
    for (int y = 0; y < h && !fits; ++y) std::memcpy(image.mutablePixels() + std::size_t(y) * w * 3, wide_.data() + std::size_t(y) * stride, std::size_t(w) * 3);
    return rotationDeg_ == 0 ? image : turned(image, rotationDeg_);
}

}  // namespace ropetp::media
