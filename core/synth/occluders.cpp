#include "synth/occluders.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::synth {
namespace {

constexpr std::size_t kRemembered = 24;

}  // namespace

void Occluders::remember(const raster::TexturedLayer& person) {
    people_.push_back(person);
    if (people_.size() > kRemembered) people_.pop_front();
}

void Occluders::add(std::mt19937_64& random, const Environment& texture, const Eigen::Vector2f& centre, std::vector<Eigen::Vector3f>& image, std::vector<bool>& covered) {
    std::uniform_real_distribution<float> uniform(0, 1);
    const float kind = uniform(random), s = float(size_);
    // Half extents, a turn and a place.
    float a = s * (0.05f + 0.17f * uniform(random)), b = s * (0.05f + 0.17f * uniform(random));
    float turn = (uniform(random) - 0.5f) * 3;
    Eigen::Vector2f at = centre + s * 0.45f * Eigen::Vector2f(uniform(random) - 0.5f, 1.6f * (uniform(random) - 0.5f));
    const bool disc = kind < 0.35f;
    if (kind > 0.75f && kind < 0.87f) {          // a pole
        a = s * (0.02f + 0.04f * uniform(random));
        b = 2 * s;
        turn = 0.15f * (uniform(random) - 0.5f);
    } else if (kind >= 0.87f) {                  // something low that hides the legs
        a = s * (0.3f + 0.7f * uniform(random));
        b = s;
        at.y() = centre.y() + s * (0.05f + 0.35f * uniform(random)) + b;
        turn = 0.1f * (uniform(random) - 0.5f);
    }
    const bool patterned = uniform(random) < 0.5f;
    const Eigen::Vector3f low(uniform(random) * 0.6f, uniform(random) * 0.6f, uniform(random) * 0.6f);
    std::vector<Eigen::Vector3f> pattern;
    if (patterned) {
        Eigen::Matrix3f ray = Eigen::AngleAxisf(6.28f * uniform(random), Eigen::Vector3f::UnitY()).toRotationMatrix() *
                              Eigen::AngleAxisf(1.2f * (uniform(random) - 0.5f), Eigen::Vector3f::UnitX()).toRotationMatrix();
        Eigen::Matrix3f px = Eigen::Matrix3f::Identity();
        px(0, 0) = px(1, 1) = 1.2f / s;
        px(0, 2) = px(1, 2) = -0.6f;
        texture.view(ray * px, size_, size_, pattern);
    }
    const float c = std::cos(turn), n = std::sin(turn), shade = 0.5f + uniform(random);
    for (int y = 0; y < size_; ++y)
        for (int x = 0; x < size_; ++x) {
            const Eigen::Vector2f d = Eigen::Vector2f(float(x), float(y)) - at;
            const float u = (c * d.x() + n * d.y()) / a, v = (-n * d.x() + c * d.y()) / b;
            const float inside = disc ? (1 - std::hypot(u, v)) * std::min(a, b) : std::min((1 - std::abs(u)) * a, (1 - std::abs(v)) * b);
            if (inside <= -0.5f) continue;
            const float alpha = std::clamp(inside + 0.5f, 0.f, 1.f);
            const std::size_t i = std::size_t(y) * std::size_t(size_) + std::size_t(x);
            const Eigen::Vector3f color = (patterned ? pattern[i] : low) * shade * (0.8f + 0.25f * u);
            image[i] = (1 - alpha) * image[i] + alpha * color.cwiseMax(0.f);
            if (alpha > 0.5f) covered[i] = true;
        }
}

bool Occluders::addPerson(std::mt19937_64& random, const Eigen::Vector2f& centre, double leastScale, double mostScale, std::vector<Eigen::Vector3f>& image, std::vector<bool>* covered) {
    if (people_.empty()) return false;
    std::uniform_real_distribution<float> uniform(0, 1);
    const auto& person = people_[std::size_t(random() % people_.size())];
    const float scale = float(leastScale) + float(mostScale - leastScale) * uniform(random), s = float(size_);
    const float side = uniform(random) < 0.5f ? -1.f : 1.f;
    const Eigen::Vector2f at = centre + Eigen::Vector2f(side * s * (0.12f + 0.3f * uniform(random)), s * 0.15f * (uniform(random) - 0.5f));
    const bool mirrored = uniform(random) < 0.5f;
    for (int y = 0; y < size_; ++y)
        for (int x = 0; x < size_; ++x) {
            float px = (float(x) - at.x()) / scale, py = (float(y) - at.y()) / scale;
            if (mirrored) px = -px;
            const int sx = int(std::lround(px + s / 2)), sy = int(std::lround(py + s / 2));
            if (sx < 0 || sy < 0 || sx >= size_ || sy >= size_) continue;
            const auto& p = person.rgba[std::size_t(sy) * std::size_t(size_) + std::size_t(sx)];
            if (p[3] <= 0) continue;
            const std::size_t i = std::size_t(y) * std::size_t(size_) + std::size_t(x);
            image[i] = (1 - p[3]) * image[i] + Eigen::Vector3f(p[0], p[1], p[2]);
            if (covered && p[3] > 0.5f) (*covered)[i] = true;
        }
    return true;
}

}  // namespace ropetp::synth
