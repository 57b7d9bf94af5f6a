#include "train/people/labelled_pictures.h"

#include "base/rotation.h"
#include "media/picture_file.h"
#include "pose/rope/crop_picture.h"
#include "pose/rope/rope_crop.h"
#include "train/people/augmentation.h"
#include "train/people/part_map.h"
#include "train/people/sample_mirror.h"

#include <cmath>

namespace ropetp::train {
namespace {

using body::Joint;
/// Points that make the crop: what BlazePose would see (its landmarks follow these joints).
constexpr std::array<Joint, 13> kCropJoints = {Joint::Head, Joint::LeftShoulder, Joint::RightShoulder, Joint::LeftElbow, Joint::RightElbow, Joint::LeftWrist,
                                               Joint::RightWrist, Joint::LeftHip, Joint::RightHip, Joint::LeftKnee, Joint::RightKnee, Joint::LeftAnkle, Joint::RightAnkle};
constexpr std::size_t kNamedMissing = 3;

}  // namespace

track::CropRegion cropAround(const PersonLabel& label) {
    const auto has = [&](Joint j) { return label.pxWeight[std::size_t(body::index(j))] > 0; };
    const auto at = [&](Joint j) { return Eigen::Vector2f(label.px.row(body::index(j)).transpose().cast<float>()); };
    std::vector<Eigen::Vector2f> points;
    for (const Joint j : kCropJoints)
        if (has(j)) points.push_back(at(j));
    const std::vector<float> weights(points.size(), 1.f);
    const bool trunk = has(Joint::LeftHip) && has(Joint::RightHip) && has(Joint::LeftShoulder) && has(Joint::RightShoulder);
    const Eigen::Vector2f hips = trunk ? Eigen::Vector2f((at(Joint::LeftHip) + at(Joint::RightHip)) / 2) : Eigen::Vector2f::Zero();
    const Eigen::Vector2f shoulders = trunk ? Eigen::Vector2f((at(Joint::LeftShoulder) + at(Joint::RightShoulder)) / 2) : Eigen::Vector2f::Zero();
    auto crop = pose::ropeCrop(points, weights, hips, shoulders);
    // A few marked points do not show how large somebody is: the box does.
    if (label.box.isValid() && (!crop.isValid() || points.size() < kCropJoints.size() / 2)) {
        const float angle = crop.angleRad;
        crop = label.box;
        crop.angleRad = angle;
    }
    return crop;
}

Result<RopeSample> sampleOf(const PersonLabel& label, const Image& picture, const std::shared_ptr<const body::BodyModel>& body, std::uint64_t augmented) {
    track::CropRegion crop = cropAround(label);
    if (!crop.isValid()) return fail(ErrorCode::InvalidInput, "the labels show no place to look at", label.picture.string());
    std::mt19937_64 random(augmented * 0x9E3779B97F4A7C15ull + 11);
    const bool plain = augmented == PeopleDataset::kPlain;
    if (!plain) unsettle(crop, random);

    RopeSample s;
    auto cut = pose::cropPicture(picture, crop, kCropPx);
    if (!cut) return fail(cut.error().code, cut.error().detail, label.picture.string());
    s.crop = std::move(*cut);
    const auto camera = label.camera.value_or(PinholeCamera::centred(picture.width(), picture.height(), PinholeCamera::defaultFocalPx(picture.width(), picture.height())));
    s.focal = float(pose::focalInCrops(camera, crop));
    const Eigen::Matrix3d toCrop = pose::cropFromPicture(crop, kCropPx);
    for (int j = 0; j < body::kJointCount; ++j) {
        const auto k = std::size_t(j);
        s.weight2d[k] = label.pxWeight[k];
        s.visible[k] = 0;
        s.joints2d.row(j).setZero();
        if (!(label.pxWeight[k] > 0)) continue;
        const Eigen::Vector2d px = label.px.row(j).transpose();
        const Eigen::Vector3d p = toCrop * Eigen::Vector3d(px.x(), px.y(), 1);
        s.joints2d.row(j) = ((p.head<2>().array() - (kCropPx - 1) / 2.0) / (kCropPx / 2.0)).cast<float>().matrix().transpose();
        const bool inside = s.joints2d.row(j).cwiseAbs().maxCoeff() <= 1 && px.minCoeff() >= -0.5 && px.x() <= picture.width() - 0.5 && px.y() <= picture.height() - 0.5;
        s.visible[k] = inside ? label.seen[k] : 0;
    }

    const Eigen::Matrix3d viewFromLabel =
        label.camera ? Eigen::Matrix3d(pose::camFromView(camera, crop).transpose()) : Eigen::AngleAxisd(-double(crop.angleRad), Eigen::Vector3d::UnitZ()).toRotationMatrix();
    s.poseWeight = label.pose ? 1 : 0;
    s.shapeWeight = label.betas ? 1 : 0;
    s.hasParts = false;
    s.parts.fill(kBackground);
    if (label.betas) s.betas = *label.betas;
    if (label.pose) {
        s.pose = *label.pose;
        s.pose.translationM.setZero();
        s.pose.axisAngleRad[0] = axisAngleFromMatrix(viewFromLabel * matrixFromAxisAngle(label.pose->axisAngleRad[0]));
        const auto rest = body->restJoints(s.betas);
        s.joints = body::jointPositions(rest, s.pose);
        s.joints = (s.joints.rowwise() - s.joints.row(0).eval()).eval();
        if (const auto pelvis = pelvisFromPoints(s.joints, s.joints2d, s.weight2d, s.focal)) {
            s.depthM = float(pelvis->z());
            body::Pose placed = s.pose;
            placed.translationM = *pelvis - rest.row(0).transpose();
            s.parts = drawParts(body, s.betas, placed, s.focal);
            s.hasParts = true;
        }
    } else {
        s.weight3d = label.jointWeight;
        s.hipsAligned = true;
        for (int j = 0; j < body::kJointCount; ++j) s.joints.row(j) = (viewFromLabel * label.joints.row(j).transpose()).transpose();
    }
    if (plain) return s;
    if (random() & 1) mirror(s);
    recolour(s.crop, random);
    cover(s, random);
    return s;
}

Result<RopeSample> LabelledPictures::sample(std::size_t i, std::uint64_t seed) const {
    if (i >= size()) return fail(ErrorCode::InvalidInput, "no such sample");
    const PersonLabel l = label(i);
    const auto picture = media::readPicture(l.picture);
    if (!picture) return fail(picture.error());
    auto s = sampleOf(l, *picture, body_, seed);
    if (s) s->group = int(i & 0xffffff);
    return s;
}

Result<std::vector<bool>> LabelledPictures::existing(const std::vector<std::filesystem::path>& pictures) {
    std::vector<bool> there(pictures.size());
    std::size_t missing = 0;
    std::string names;
    std::filesystem::path first;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        std::error_code error;
        there[i] = std::filesystem::is_regular_file(pictures[i], error);
        if (there[i]) continue;
        if (missing++ < kNamedMissing) names += (names.empty() ? "" : ", ") + pictures[i].filename().string();
        if (first.empty()) first = pictures[i];
    }
    const std::string text = std::to_string(missing) + " of " + std::to_string(pictures.size()) + " pictures are missing, e.g. " + names;
    if (missing > 0 && missing == pictures.size()) return fail(ErrorCode::FileNotFound, text, first.string());
    if (missing > 0) remark(text);
    return there;
}

}  // namespace ropetp::train
