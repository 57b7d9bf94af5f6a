#include "synth/environment.h"

#include "raster/srgb.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::synth {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;
/// Radiance above so many times the mean belongs to the sun.
constexpr float kSunThreshold = 8;

Eigen::Vector3f direction(float u, float v) {
    const float azimuth = (u - 0.5f) * 2 * kPi, polar = v * kPi;
    return {std::sin(polar) * std::sin(azimuth), std::cos(polar), -std::sin(polar) * std::cos(azimuth)};
}

std::array<float, 9> harmonicsAt(const Eigen::Vector3f& n) {
    return {0.282095f, 0.488603f * n.y(), 0.488603f * n.z(), 0.488603f * n.x(), 1.092548f * n.x() * n.y(), 1.092548f * n.y() * n.z(),
            0.315392f * (3 * n.z() * n.z() - 1), 1.092548f * n.x() * n.z(), 0.546274f * (n.x() * n.x() - n.y() * n.y())};
}

}  // namespace

Result<std::shared_ptr<const Environment>> Environment::read(const std::filesystem::path& panorama, const std::filesystem::path& light) {
    auto environment = std::make_shared<Environment>();
    Environment& e = *environment;
    try {
        const cv::Mat picture = cv::imread(panorama.string(), cv::IMREAD_COLOR);
        if (picture.empty()) return fail(ErrorCode::FileUnreadable, "the panorama cannot be read", panorama.string());
        e.width_ = picture.cols;
        e.height_ = picture.rows;
        for (int y = 0; y < picture.rows; ++y)
            for (int x = 0; x < picture.cols; ++x) {
                const auto& p = picture.at<cv::Vec3b>(y, x);
                e.panorama_.push_back({p[2], p[1], p[0]});
            }
        std::vector<Eigen::Vector3f> radiance;
        cv::Mat hdr = light.empty() ? cv::Mat() : cv::imread(light.string(), cv::IMREAD_ANYDEPTH | cv::IMREAD_COLOR);
        if (!hdr.empty() && hdr.type() == CV_32FC3) {
            for (int y = 0; y < hdr.rows; ++y)
                for (int x = 0; x < hdr.cols; ++x) {
                    const auto& p = hdr.at<cv::Vec3f>(y, x);
                    const Eigen::Vector3f rgb(p[2], p[1], p[0]);
                    radiance.push_back(rgb.allFinite() ? rgb : Eigen::Vector3f::Zero());
                }
            e.gatherLight(radiance, hdr.cols, hdr.rows);
        } else {
            for (const auto& p : e.panorama_)
                radiance.emplace_back(raster::linearFromSrgb(p[0] / 255.f), raster::linearFromSrgb(p[1] / 255.f), raster::linearFromSrgb(p[2] / 255.f));
            e.gatherLight(radiance, e.width_, e.height_);
        }
    } catch (const cv::Exception& error) {
        return fail(ErrorCode::CorruptFile, error.what(), panorama.string());
    }
    return std::shared_ptr<const Environment>(environment);
}

void Environment::gatherLight(const std::vector<Eigen::Vector3f>& radiance, int width, int height) {
    const auto solidAngle = [&](int y) { return 2 * kPi / float(width) * kPi / float(height) * std::sin((float(y) + 0.5f) / float(height) * kPi); };
    Eigen::Vector3f mean = Eigen::Vector3f::Zero();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) mean += radiance[std::size_t(y * width + x)] * solidAngle(y) / (4 * kPi);
    const float level = std::max(1e-6f, mean.mean());
    harmonics_.fill(Eigen::Vector3f::Zero());
    Eigen::Vector3f sunAt = Eigen::Vector3f::Zero();
    sun_.setZero();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            Eigen::Vector3f l = radiance[std::size_t(y * width + x)] / level;
            const Eigen::Vector3f d = direction((float(x) + 0.5f) / float(width), (float(y) + 0.5f) / float(height));
            const float brightness = l.mean();
            if (brightness > kSunThreshold && d.y() > 0) {
                const Eigen::Vector3f excess = l * (1 - kSunThreshold / brightness);
                sun_ += excess * solidAngle(y) / kPi;
                sunAt += d * excess.mean() * solidAngle(y);
                l -= excess;
            }
            const auto basis = harmonicsAt(d);
            for (std::size_t k = 0; k < 9; ++k) harmonics_[k] += l * basis[k] * solidAngle(y);
        }
    // Convolved with the cosine lobe, over pi: light on a white surface.
    for (std::size_t k = 0; k < 9; ++k) harmonics_[k] *= k == 0 ? 1.f : k < 4 ? 2.f / 3 : 0.25f;
    if (sunAt.norm() > 1e-6f) towardsSun_ = sunAt.normalized();
    // A sun that is brighter than the rest by far leaves only black and white.
    const float strength = sun_.maxCoeff();
    if (strength > 3) sun_ *= 3 / strength;
}

Eigen::Vector3f Environment::ambient(const Eigen::Vector3f& n) const {
    const auto basis = harmonicsAt(n);
    Eigen::Vector3f out = Eigen::Vector3f::Zero();
    for (std::size_t k = 0; k < 9; ++k) out += harmonics_[k] * basis[k];
    return out.cwiseMax(0.02f);
}

void Environment::view(const Eigen::Matrix3f& worldRay, int width, int height, std::vector<Eigen::Vector3f>& out) const {
    static const auto table = [] {
        std::array<float, 256> t;
        for (int i = 0; i < 256; ++i) t[std::size_t(i)] = raster::linearFromSrgb(float(i) / 255);
        return t;
    }();
    out.resize(std::size_t(width) * std::size_t(height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Eigen::Vector3f d = (worldRay * Eigen::Vector3f(float(x), float(y), 1)).normalized();
            const float u = (std::atan2(d.x(), -d.z()) / (2 * kPi) + 0.5f) * float(width_) - 0.5f, v = std::acos(std::clamp(d.y(), -1.f, 1.f)) / kPi * float(height_) - 0.5f;
            const int x0 = int(std::floor(u)), y0 = std::clamp(int(std::floor(v)), 0, height_ - 1), y1 = std::min(y0 + 1, height_ - 1);
            const float fx = u - float(x0), fy = std::clamp(v - float(y0), 0.f, 1.f);
            const int xa = (x0 + width_) % width_, xb = (x0 + 1 + width_) % width_;
            const auto& p00 = panorama_[std::size_t(y0 * width_ + xa)];
            const auto& p01 = panorama_[std::size_t(y0 * width_ + xb)];
            const auto& p10 = panorama_[std::size_t(y1 * width_ + xa)];
            const auto& p11 = panorama_[std::size_t(y1 * width_ + xb)];
            Eigen::Vector3f& o = out[std::size_t(y) * std::size_t(width) + std::size_t(x)];
            for (std::size_t c = 0; c < 3; ++c)
                o[Eigen::Index(c)] = (1 - fy) * ((1 - fx) * table[p00[c]] + fx * table[p01[c]]) + fy * ((1 - fx) * table[p10[c]] + fx * table[p11[c]]);
        }
}

Result<std::vector<std::shared_ptr<const Environment>>> readEnvironments(const std::filesystem::path& panoramas, const std::filesystem::path& lights) {
    std::vector<std::filesystem::path> files, hdrs;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(panoramas, error))
        if (entry.path().extension() == ".jpg") files.push_back(entry.path());
    for (const auto& entry : std::filesystem::directory_iterator(lights, error)) hdrs.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty()) return fail(ErrorCode::FileNotFound, "no panoramas", panoramas.string());
    std::vector<std::shared_ptr<const Environment>> out;
    for (const auto& file : files) {
        const auto light = std::find_if(hdrs.begin(), hdrs.end(), [&](const auto& h) { return h.stem().string().starts_with(file.stem().string()); });
        auto environment = Environment::read(file, light == hdrs.end() ? std::filesystem::path() : *light);
        if (!environment) return fail(environment.error());
        out.push_back(*environment);
    }
    return out;
}

}  // namespace ropetp::synth
