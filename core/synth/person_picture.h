#pragma once

#include "base/image.h"
#include "raster/textured_rasterizer.h"
#include "synth/environment.h"
#include "synth/makehuman/human.h"

#include <filesystem>
#include <map>
#include <memory>
#include <random>

namespace ropetp::synth {

/// Where somebody stands and from where they are seen.
struct PersonShot {
    std::shared_ptr<const Human> human;
    body::Pose poseInWorld;               ///< Y up; for human->restJoints
    Eigen::Isometry3d camFromWorld = Eigen::Isometry3d::Identity();
    Eigen::Matrix3d pixelFromCam = Eigen::Matrix3d::Identity();   ///< intrinsics and crop, 3 x 3
    double floorY = 0;
};

/// Draws people in a place: textures, the place's light with self-shadowing, the shadow on the floor.
/// Not thread-safe; keeps textures and buffers.
class PersonPainter {
  public:
    /// @param size  side of the square picture, pixels.
    explicit PersonPainter(int size) : size_(size) {}

    /// The person alone; labels are SMPL joints.
    const raster::TexturedLayer& paint(const PersonShot& shot, const Environment& place, std::mt19937_64& random);
    /// The place as the shot's camera sees it, with the shadow of the person painted last; linear RGB.
    const std::vector<Eigen::Vector3f>& backdrop(const PersonShot& shot, const Environment& place);

  private:
    const raster::Texture& texture(const std::filesystem::path& file);
    void light(const HumanPart& part, const std::vector<Eigen::Vector3f>& inWorld, const Environment& place, std::vector<Eigen::Vector3f>& out) const;
    void castShadows(const Environment& place);
    float sunlit(const Eigen::Vector3f& point) const;

    int size_;
    raster::TexturedRasterizer rasterizer_;
    std::map<std::filesystem::path, raster::Texture> textures_;
    std::vector<std::vector<Eigen::Vector3f>> inWorld_, inCam_, light_;
    std::vector<std::vector<std::uint8_t>> labels_;
    std::vector<const HumanPart*> parts_;
    /// Depth towards the sun over a square grid.
    static constexpr int kShadowSize = 160;
    std::vector<float> shadowDepth_;
    Eigen::Matrix3f sunFromWorld_;
    Eigen::Vector2f shadowLow_;
    float shadowCellsPerM_ = 1;
    std::vector<Eigen::Vector3f> backdrop_;
    std::vector<float> floorShade_;
};

}  // namespace ropetp::synth
