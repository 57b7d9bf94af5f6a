#include "synth/sample_scene.h"

#include "body/kinematics.h"
#include "body/mannequin.h"
#include "raster/rasterizer.h"
#include "raster/srgb.h"
#include "synth/backdrop.h"
#include "synth/box_mesh.h"
#include "synth/walk.h"
#include "synth/wardrobe.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace ropetp::synth {
namespace {

const Eigen::Vector3d kEye(0.4, 1.75, 6.2), kLookAt(0, 0.80, 0);
constexpr double kFocalPx = 1080;
constexpr double kRadiusM = 1.7;
/// Where the walk begins: right of the wall, going behind it.
constexpr double kStartRad = 1.2;
constexpr double kNoise = 1.6;   ///< deviation, 8-bit steps

Eigen::Isometry3d lookingAt(const Eigen::Vector3d& eye, const Eigen::Vector3d& target) {
    Eigen::Isometry3d worldFromCam = Eigen::Isometry3d::Identity();
    const Eigen::Vector3d z = (target - eye).normalized(), x = z.cross(Eigen::Vector3d::UnitY()).normalized();
    worldFromCam.linear().col(0) = x;
    worldFromCam.linear().col(1) = z.cross(x);
    worldFromCam.linear().col(2) = z;
    worldFromCam.translation() = eye;
    return worldFromCam.inverse();
}

body::Betas sampleBetas() {
    body::Betas b = body::Betas::Zero();
    b[0] = 0.5;
    b[1] = -0.3;
    return b;
}

}  // namespace

struct SampleScene::Impl {
    std::uint64_t seed;
    PinholeCamera camera = PinholeCamera::centred(kWidth, kHeight, kFocalPx);
    Eigen::Isometry3d camFromWorld = lookingAt(kEye, kLookAt);
    std::shared_ptr<const body::BodyModel> body = body::mannequin();
    body::Betas betas = sampleBetas();
    std::vector<body::Pose> poses;
    Backdrop backdrop;
    ColoredMesh wall = stoneWall({-0.95, 0, -0.22}, {0.95, 0.86, 0.22});
    body::VertexArray wallInCam;
    std::vector<Eigen::Vector3f> clothes;
    body::Skinner skinner;
    raster::Rasterizer rasterizer;
    body::VertexArray vertices;
    std::vector<float> linear;

    explicit Impl(std::uint64_t s)
        : seed(s), backdrop(camera, camFromWorld, s), clothes(dress(*body, {})), skinner(body, betas) {
        const FloorPath path = circle({0, 0}, kRadiusM, kStartRad);
        poses = walk(*body, betas, path, Gait{}, kFrames, kFps);
        const Eigen::Isometry3f m = camFromWorld.cast<float>();
        wallInCam = (wall.vertices * m.linear().transpose()).rowwise() + m.translation().transpose();
    }

    std::vector<FloorShadow> shadows(const body::Pose& pose) const {
        const auto joints = body::jointPositions(body->restJoints(betas), pose);
        std::vector<FloorShadow> out = {{{joints(0, 0) + 0.10, joints(0, 2) - 0.06}, 0.36, 0.42}};
        for (const int foot : {7, 8, 10, 11}) {
            const double lift = std::max(0.0, joints(foot, 1) - 0.07);
            out.push_back({{joints(foot, 0), joints(foot, 2)}, 0.11 + lift, 0.38 * std::exp(-4 * lift)});
        }
        for (double x = -0.85; x < 0.9; x += 0.2) out.push_back({{x, 0.25}, 0.22, 0.25});   // along the wall's foot
        return out;
    }

    Image render(int frame) {
        const body::Pose& inWorld = poses[std::size_t(frame)];
        skinner.skin(body::transformed(inWorld, camFromWorld, skinner.restJoints()), vertices);
        raster::Light light;
        light.towardsLightInCam = camFromWorld.linear().cast<float>() * Eigen::Vector3f(-0.45f, 0.9f, 0.55f);
        light.ambient = 0.42f;
        light.diffuse = 0.85f;
        light.specular = 0.05f;
        const auto& layer = rasterizer.render(camera, {{vertices, body->data().faces, clothes}, {wallInCam, wall.faces, wall.colors}}, light, 4);
        backdrop.draw(shadows(inWorld), linear);
        Image image(kWidth, kHeight);
        std::uint8_t* out = image.mutablePixels();
        for (std::size_t i = 0; i < linear.size(); ++i) out[i] = raster::srgbFromLinear(linear[i]);
        raster::blend(layer, 1, image);
        std::mt19937 rng(std::uint32_t(seed * 7919 + std::uint64_t(frame)));
        for (std::size_t i = 0; i < linear.size(); ++i) {
            // The sum of a few even numbers is close to a normal one, and cheap.
            const std::uint32_t r = rng();
            const double n = (double(r & 255) + double(r >> 8 & 255) + double(r >> 16 & 255) + double(r >> 24)) / 510.0 - 1.0;
            out[i] = std::uint8_t(std::clamp(double(out[i]) + 1.73 * kNoise * n, 0.0, 255.0));
        }
        return image;
    }
};

SampleScene::SampleScene(std::uint64_t seed) : impl_(std::make_unique<Impl>(seed)) {}
SampleScene::~SampleScene() = default;
const PinholeCamera& SampleScene::camera() const { return impl_->camera; }
const Eigen::Isometry3d& SampleScene::camFromWorld() const { return impl_->camFromWorld; }
const body::Betas& SampleScene::betas() const { return impl_->betas; }
const body::BodyModel& SampleScene::body() const { return *impl_->body; }
const std::vector<body::Pose>& SampleScene::posesInWorld() const { return impl_->poses; }
Image SampleScene::render(int frame) { return impl_->render(frame); }

}  // namespace ropetp::synth
