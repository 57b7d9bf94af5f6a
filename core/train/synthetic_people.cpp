#include "train/synthetic_people.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "pose/rope/rope_crop.h"
#include "synth/picture_noise.h"
#include "train/people/sample_mirror.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ropetp::train {
namespace {

constexpr std::size_t kActors = 48;
constexpr double kDegree = 3.14159265358979 / 180;

/// Points that make the crop: what BlazePose would see (its landmarks follow these joints).
constexpr std::array<int, 13> kCropJoints = {15, 16, 17, 18, 19, 20, 21, 1, 2, 4, 5, 7, 8};

/// The recorded turn about the vertical taken out: the camera goes round instead.
void faceForward(body::Pose& pose) {
    const Eigen::Matrix3d r = matrixFromAxisAngle(pose.axisAngleRad[0]);
    const Eigen::Vector3d ahead = r.col(2);
    const double yaw = std::hypot(ahead.x(), ahead.z()) > 0.2 ? std::atan2(ahead.x(), ahead.z()) : 0;
    pose.axisAngleRad[0] = axisAngleFromMatrix(Eigen::AngleAxisd(-yaw, Eigen::Vector3d::UnitY()).toRotationMatrix() * r);
}

}  // namespace

SyntheticPeople::SyntheticPeople(SynthesisAssets assets, SynthesisOptions options, std::uint64_t seed)
    : assets_(std::move(assets)), options_(options), seed_(seed), painter_(kCropPx), occluders_(kCropPx) {}

const SyntheticPeople::Actor& SyntheticPeople::actor(std::mt19937_64& random) {
    // Shaping and dressing somebody costs more than a picture: each is drawn some times.
    if (actors_.size() < kActors || random() % 12 == 0) {
        const auto body = body::mannequin();
        auto human = std::make_shared<synth::Human>(assets_.humans->random(random(), body->restJoints(body::Betas::Zero())));
        const body::Betas betas = matchShape(*body, human->restJoints);
        actors_.push_back({std::move(human), betas});
        if (actors_.size() > kActors) actors_.pop_front();
    }
    return actors_[std::size_t(random() % actors_.size())];
}

body::Pose SyntheticPeople::posture(std::mt19937_64& random, int& group) {
    std::uniform_real_distribution<double> uniform(0, 1);
    std::normal_distribution<double> normal;
    const auto any = [&]() -> const PoseBank::Entry& { return assets_.poses[std::size_t(random() % assets_.poses.size())]; };
    const auto drawn = [&] {
        const auto& e = any();
        group = e.motion;
        return uniform(random) < 0.5 ? mirrored(e.pose) : e.pose;
    };
    body::Pose other, pose;
    other = drawn();
    pose = drawn();
    const auto borrow = [&](std::initializer_list<int> joints) {
        for (const int j : joints) pose.axisAngleRad[std::size_t(j)] = other.axisAngleRad[std::size_t(j)];
    };
    if (uniform(random) < options_.mixedShare) {
        const double which = uniform(random);
        if (which < 0.4) borrow({13, 16, 18, 20});
        else if (which < 0.7) borrow({13, 14, 16, 17, 18, 19, 20, 21});
        else borrow({3, 6, 9, 12, 15, 13, 14, 16, 17, 18, 19, 20, 21});
        if (uniform(random) < 0.3) other = drawn(), borrow({14, 17, 19, 21});
    }
    // What positions do not record: how heads and hands are turned; and a little of everything.
    const auto shake = [&](int j, double x, double y, double z) {
        pose.axisAngleRad[std::size_t(j)] += Eigen::Vector3d(x * normal(random), y * normal(random), z * normal(random));
    };
    for (int j = 1; j < 22; ++j) shake(j, 0.04, 0.04, 0.04);
    shake(12, 0.12, 0.2, 0.08);
    shake(15, 0.15, 0.25, 0.1);
    for (const int j : {20, 21}) shake(j, 0.3, 0.25, 0.3);
    faceForward(pose);
    return pose;
}

RopeSample SyntheticPeople::draw(std::uint64_t index) {
    std::mt19937_64 random(seed_ * 0x9E3779B97F4A7C15ull + index);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::normal_distribution<double> normal;
    const auto body = body::mannequin();
    RopeSample s;
    const Actor& who = actor(random);
    const auto& place = *assets_.places[std::size_t(random() % assets_.places.size())];

    // The person at the origin of the world, the camera around.
    synth::PersonShot shot;
    shot.human = who.human;
    shot.poseInWorld = posture(random, s.group);
    const double turn = 2 * std::numbers::pi * uniform(random);
    shot.poseInWorld.axisAngleRad[0] = axisAngleFromMatrix(Eigen::AngleAxisd(turn, Eigen::Vector3d::UnitY()).toRotationMatrix() * matrixFromAxisAngle(shot.poseInWorld.axisAngleRad[0]));
    const auto ownJoints = body::jointPositions(who.human->restJoints, shot.poseInWorld);
    shot.floorY = ownJoints.col(1).minCoeff() - kSoleM;

    const bool portrait = uniform(random) < 0.3;
    const int wide = portrait ? 1080 : 1920, high = portrait ? 1920 : 1080;
    const auto camera = PinholeCamera::centred(wide, high, std::hypot(wide, high) * (0.55 + 1.0 * uniform(random)));
    const double pitch = std::clamp(8 + 13 * normal(random), -25.0, 65.0) * kDegree, roll = 4 * kDegree * normal(random);
    // Mostly the whole person is in the picture; sometimes the picture ends earlier.
    const bool whole = uniform(random) < 0.8;
    const double nearest = std::max(1.5, camera.fx * (whole ? 1.9 : 1.0) / high);
    const double distance = std::min(15.0, nearest * std::exp(std::log(whole ? 4.0 : 2.5) * uniform(random)));
    const double half = whole ? std::min(0.48, 0.95 * camera.fx / distance / high) : 0.25;
    const double side = whole ? std::min(0.45, 0.6 * camera.fx / distance / wide) : 0.1;
    const Eigen::Vector2d at((side + (1 - 2 * side) * uniform(random)) * wide, (half + (1 - 2 * half) * uniform(random)) * high);
    Eigen::Isometry3d camFromWorld = Eigen::Isometry3d::Identity();
    camFromWorld.linear() = (Eigen::AngleAxisd(roll, Eigen::Vector3d::UnitZ()) * Eigen::AngleAxisd(std::numbers::pi + pitch, Eigen::Vector3d::UnitX())).toRotationMatrix();
    const Eigen::Vector3d middle = ownJoints.colwise().mean().transpose();
    camFromWorld.translation() = camera.ray(at).normalized() * distance - camFromWorld.linear() * middle;
    shot.camFromWorld = camFromWorld;

    // Our body in the same posture: its joints are the labels, laid over the person's hips and shoulders.
    s.betas = who.betas;
    const auto rest = body->restJoints(who.betas);
    body::JointPositions joints = body::jointPositions(rest, shot.poseInWorld);
    Eigen::RowVector3d shift = Eigen::RowVector3d::Zero();
    for (const int j : {1, 2, 16, 17}) shift += (ownJoints.row(j) - joints.row(j)) / 4;
    joints.rowwise() += shift;
    body::JointPositions inCam;
    for (int j = 0; j < body::kJointCount; ++j) inCam.row(j) = (camFromWorld * joints.row(j).transpose()).transpose();

    // The crop: as at run time, unsteady as there.
    std::vector<Eigen::Vector2f> points;
    std::vector<float> weights;
    for (const int j : kCropJoints) {
        points.push_back(camera.project(inCam.row(j).transpose()).cast<float>());
        weights.push_back(1);
    }
    const auto mid = [&](int a, int b) { return Eigen::Vector2f(camera.project((inCam.row(a) + inCam.row(b)).transpose() / 2).cast<float>()); };
    track::CropRegion crop = pose::ropeCrop(points, weights, mid(1, 2), mid(16, 17));
    crop.angleRad += float(9 * kDegree * normal(random));
    if (uniform(random) < options_.truncatedShare) {
        crop.size *= float(0.45 + 0.4 * uniform(random));
        crop.centre += crop.size * 0.3f * Eigen::Vector2f(float(normal(random)) * 0.5f, float(uniform(random) < 0.7 ? -1 : 1) * float(uniform(random)));
    } else {
        crop.size *= float(std::exp(0.10 * normal(random)));
        crop.centre += crop.size * 0.035f * Eigen::Vector2f(float(normal(random)), float(normal(random)));
    }
    const Eigen::Matrix3d toCrop = pose::cropFromPicture(crop, kCropPx);
    shot.pixelFromCam = toCrop * camera.matrix();

    const auto& layer = painter_.paint(shot, place, random);
    std::vector<Eigen::Vector3f> picture = painter_.backdrop(shot, place);
    const auto inCrop = [&](const Eigen::Vector3d& p) {
        const Eigen::Vector3d h = shot.pixelFromCam * p;
        return Eigen::Vector2f(float(h.x() / h.z()), float(h.y() / h.z()));
    };
    const Eigen::Vector2f bodyAt = inCrop(inCam.row(0).transpose() * 0.5 + inCam.row(9).transpose() * 0.5);
    if (uniform(random) < 0.25) occluders_.addPerson(random, bodyAt, 0.5, 1.0, picture, nullptr);   // behind
    for (std::size_t i = 0; i < picture.size(); ++i) picture[i] = (1 - layer.rgba[i][3]) * picture[i] + Eigen::Vector3f(layer.rgba[i][0], layer.rgba[i][1], layer.rgba[i][2]);
    std::vector<bool> covered(picture.size(), false);
    if (uniform(random) < options_.occluderShare) {
        const int things = 1 + int(random() % 3);
        for (int k = 0; k < things; ++k)
            if (uniform(random) > 0.2 || !occluders_.addPerson(random, bodyAt, 0.8, 1.3, picture, &covered)) occluders_.add(random, *assets_.places[std::size_t(random() % assets_.places.size())], bodyAt, picture, covered);
    }
    // What is painted beyond the picture's edge is black, as at run time.
    const Eigen::Matrix3d toPicture = toCrop.inverse();
    for (int y = 0; y < kCropPx; ++y)
        for (int x = 0; x < kCropPx; ++x) {
            const Eigen::Vector3d p = toPicture * Eigen::Vector3d(x, y, 1);
            const std::size_t i = std::size_t(y * kCropPx + x);
            if (p.x() < -0.5 || p.y() < -0.5 || p.x() > wide - 0.5 || p.y() > high - 0.5) {
                picture[i].setZero();
                covered[i] = true;
            }
        }

    for (int j = 0; j < body::kJointCount; ++j) {
        const Eigen::Vector2f p = inCrop(inCam.row(j).transpose());
        s.joints2d.row(j) = ((p.array() - (kCropPx - 1) / 2.f) / (kCropPx / 2.f)).matrix().transpose();
        const int x = int(std::lround(p.x())), y = int(std::lround(p.y()));
        const bool inside = x >= 0 && y >= 0 && x < kCropPx && y < kCropPx;
        const std::size_t i = inside ? std::size_t(y * kCropPx + x) : 0;
        s.visible[std::size_t(j)] = !inside || covered[i] ? 0.f : layer.depthM[i] < float(inCam(j, 2)) - 0.16f ? 0.5f : 1.f;
    }
    constexpr int kCell = kCropPx / kPartMap;
    for (int y = 0; y < kPartMap; ++y)
        for (int x = 0; x < kPartMap; ++x) {
            const std::size_t i = std::size_t((y * kCell + kCell / 2) * kCropPx + x * kCell + kCell / 2);
            s.parts[std::size_t(y * kPartMap + x)] = layer.label[i] == raster::TexturedLayer::kNone || covered[i] ? kBackground : layer.label[i];
        }

    const Eigen::Matrix3d viewFromWorld = pose::camFromView(camera, crop).transpose() * camFromWorld.linear();
    s.pose = shot.poseInWorld;
    s.pose.axisAngleRad[0] = axisAngleFromMatrix(viewFromWorld * matrixFromAxisAngle(shot.poseInWorld.axisAngleRad[0]));
    for (int j = 0; j < body::kJointCount; ++j) s.joints.row(j) = (viewFromWorld * (joints.row(j) - joints.row(0)).transpose()).transpose();
    s.focal = float(pose::focalInCrops(camera, crop));
    s.depthM = float((pose::camFromView(camera, crop).transpose() * inCam.row(0).transpose()).z());
    occluders_.remember(layer);
    s.crop = synth::throughCamera(picture, kCropPx, random);
    return s;
}

}  // namespace ropetp::train
