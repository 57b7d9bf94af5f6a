#include "media/video_file_p.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace ropetp::media {

Result<void> VideoFile::describe() {
    const VideoDecoder& decoder = *decoders_.front();
    const AVStream* stream = decoder.stream();
    info_.container = decoder.format()->iformat->name;
    info_.codec = avcodec_get_name(stream->codecpar->codec_id);
    const char* pixels = av_get_pix_fmt_name(static_cast<AVPixelFormat>(stream->codecpar->format));
    info_.pixelFormat = pixels ? pixels : "unknown";
    if (auto r = decoders_.front()->openCodec(); !r) return r;
    readColourAndRotation();

    const double nominal = av_q2d(av_guess_frame_rate(decoder.format(), decoder.stream(), nullptr));
    const bool countsFrames = index_.timesInvented && index_.frames.front().dts == AV_NOPTS_VALUE;
    const double base = countsFrames ? 1.0 / std::max(1.0, nominal) : av_q2d(stream->time_base);
    const std::int64_t origin = std::min<std::int64_t>(0, index_.frames.front().pts);
    for (const auto& f : index_.frames) info_.ptsSec.push_back(double(f.pts - origin) * base);
    const std::size_t n = info_.ptsSec.size();
    const double span = info_.ptsSec.back() - info_.ptsSec.front();
    info_.fps = n > 1 && span > 0 ? double(n - 1) / span : (nominal > 0 ? nominal : 30.0);
    info_.durationSec = span + 1 / info_.fps;
    std::vector<double> gaps;
    for (std::size_t i = 1; i < n; ++i) gaps.push_back(info_.ptsSec[i] - info_.ptsSec[i - 1]);
    if (!gaps.empty()) {
        std::nth_element(gaps.begin(), gaps.begin() + gaps.size() / 2, gaps.end());
        const double median = gaps[gaps.size() / 2];
        // Containers that count milliseconds round by one; more than that is a real change.
        for (double g : gaps) info_.variableFrameRate |= std::abs(g - median) > std::max(0.0021, 0.1 * median);
    }
    if (index_.corruptPackets > 0) info_.warnings.push_back(std::to_string(index_.corruptPackets) + " packets are marked corrupt");
    if (index_.timesInvented) info_.warnings.push_back("the file has no presentation times; frames are taken in order");
    return {};
}

void VideoFile::readColourAndRotation() {
    AVStream* stream = decoders_.front()->stream();
    int rotation = 0;
    if (const auto* matrix = reinterpret_cast<const std::int32_t*>(av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr))) {
        const double counterClockwise = av_display_rotation_get(matrix);
        if (std::isfinite(counterClockwise)) rotation = (static_cast<int>(std::lround(-counterClockwise / 90.0)) * 90 % 360 + 360) % 360;
    }
    int width = stream->codecpar->width;
    int height = stream->codecpar->height;
    const AVRational aspect = av_guess_sample_aspect_ratio(decoders_.front()->format(), stream, nullptr);
    if (aspect.num > 0 && aspect.den > 0 && aspect.num != aspect.den) {
        const double ratio = av_q2d(aspect);
        // Whoever scaled 16:9 to 854 x 480 wrote down what the rounding did to the pixels: 1280:1281. Those are square ones, and to be left sharp.
        const bool rounding = std::abs(width * ratio - width) <= 1;
        if (ratio > 0.1 && ratio < 10 && !rounding) width = std::max(1, static_cast<int>(std::lround(width * ratio)));
    }
    info_.rotationDeg = rotation;
    const bool sideways = rotation == 90 || rotation == 270;
    info_.width = sideways ? height : width;
    info_.height = sideways ? width : height;
    converter_ = std::make_unique<ImageConverter>(info_.width, info_.height, rotation);

    const AVDictionaryEntry* tag = nullptr;
    while ((tag = av_dict_get(decoders_.front()->format()->metadata, "", tag, AV_DICT_IGNORE_SUFFIX))) {
        // e.g. com.apple.quicktime.camera.focal_length.35mm_equivalent; 43.27 mm is the diagonal of 35 mm film.
        const std::string_view key = tag->key;
        if (key.find("focal") == std::string_view::npos || key.find("35mm") == std::string_view::npos) continue;
        const double mm = std::atof(tag->value);
        if (mm > 5 && mm < 2000) info_.focalPx = mm / 43.27 * std::hypot(info_.width, info_.height);
    }
}

}  // namespace ropetp::media
