#pragma once

#include "base/result.h"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace ropetp::synth {

/// A place around the person: a panorama to look at, and the light that it sheds (second-order spherical
/// harmonics and one sun). World frame: Y up. Immutable; thread-safe.
class Environment {
  public:
    /// @param panorama  equirectangular 8-bit picture; @param light  the same as linear HDR, or empty.
    /// FileNotFound, CorruptFile.
    static Result<std::shared_ptr<const Environment>> read(const std::filesystem::path& panorama, const std::filesystem::path& light);

    /// Diffuse light on a surface, relative to the place's mean; without the sun.
    Eigen::Vector3f ambient(const Eigen::Vector3f& normalInWorld) const;
    const Eigen::Vector3f& towardsSun() const { return towardsSun_; }
    /// Light of the sun on a surface that faces it, relative to the same mean. Zero under a dull sky.
    const Eigen::Vector3f& sun() const { return sun_; }

    /// What a camera at the middle sees, linear RGB a pixel. @param worldRay  3 x 3: direction in the world of a
    /// homogeneous pixel.
    void view(const Eigen::Matrix3f& worldRay, int width, int height, std::vector<Eigen::Vector3f>& out) const;

  private:
    void gatherLight(const std::vector<Eigen::Vector3f>& radiance, int width, int height);
    int width_ = 0, height_ = 0;
    std::vector<std::array<std::uint8_t, 3>> panorama_;
    std::array<Eigen::Vector3f, 9> harmonics_;
    Eigen::Vector3f towardsSun_ = Eigen::Vector3f::UnitY(), sun_ = Eigen::Vector3f::Zero();
};

/// Every panorama of a folder with its light, if `lights` holds one by the same name. Sorted by name.
Result<std::vector<std::shared_ptr<const Environment>>> readEnvironments(const std::filesystem::path& panoramas, const std::filesystem::path& lights);

}  // namespace ropetp::synth
