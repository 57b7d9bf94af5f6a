#include "synth/picture_noise.h"

#include "raster/srgb.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>

namespace ropetp::synth {

Image throughCamera(const std::vector<Eigen::Vector3f>& linear, int size, std::mt19937_64& random) {
    std::uniform_real_distribution<float> uniform(0, 1);
    const float gain = std::exp2(1.4f * (uniform(random) - 0.5f));
    const Eigen::Vector3f balance(gain * (0.88f + 0.24f * uniform(random)), gain, gain * (0.88f + 0.24f * uniform(random)));
    cv::Mat picture(size, size, CV_8UC3);
    for (std::size_t i = 0; i < linear.size(); ++i)
        for (int c = 0; c < 3; ++c) picture.data[3 * i + std::size_t(2 - c)] = raster::srgbFromLinear(linear[i][c] * balance[c]);
    const float grey = uniform(random);
    if (grey < 0.06f) {   // black and white, or nearly
        cv::Mat flat;
        cv::cvtColor(picture, flat, cv::COLOR_BGR2GRAY);
        cv::cvtColor(flat, flat, cv::COLOR_GRAY2BGR);
        cv::addWeighted(picture, 10 * grey, flat, 1 - 10 * grey, 0, picture);
    }
    if (uniform(random) < 0.45f) {   // far away: few pixels
        const int few = int(float(size) * (0.22f + 0.7f * uniform(random)));
        cv::Mat small;
        cv::resize(picture, small, {few, few}, 0, 0, cv::INTER_AREA);
        cv::resize(small, picture, {size, size}, 0, 0, uniform(random) < 0.8f ? cv::INTER_LINEAR : cv::INTER_CUBIC);
    }
    if (uniform(random) < 0.2f) {
        cv::GaussianBlur(picture, picture, {}, 0.4 + 1.6 * double(uniform(random)));
    } else if (uniform(random) < 0.15f) {   // a moving camera
        const int length = 3 + 2 * int(4 * uniform(random));
        cv::Mat kernel = cv::Mat::zeros(length, length, CV_32F);
        const float angle = 3.14f * uniform(random), half = float(length) / 2;
        cv::line(kernel, {int(half - half * std::cos(angle)), int(half - half * std::sin(angle))}, {int(half + half * std::cos(angle)), int(half + half * std::sin(angle))}, 1);
        cv::filter2D(picture, picture, -1, kernel / std::max(1.0, cv::sum(kernel)[0]));
    }
    if (uniform(random) < 0.5f) {
        const float sigma = 9 * uniform(random) * uniform(random);
        for (std::uint8_t* p = picture.data; p < picture.data + 3 * linear.size(); ++p) {
            // Sum of three bytes: near enough to a bell.
            const std::uint64_t bits = random();
            const float bell = (float(bits & 255) + float(bits >> 8 & 255) + float(bits >> 16 & 255) - 382.5f) / 128;
            *p = cv::saturate_cast<std::uint8_t>(float(*p) + sigma * bell);
        }
    }
    if (uniform(random) < 0.7f) {
        std::vector<std::uint8_t> bytes;
        cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, 30 + int(65 * uniform(random))});
        picture = cv::imdecode(bytes, cv::IMREAD_COLOR);
    }
    Image out(size, size);
    cv::Mat rgb(size, size, CV_8UC3, out.mutablePixels());
    cv::cvtColor(picture, rgb, cv::COLOR_BGR2RGB);
    return out;
}

}  // namespace ropetp::synth
