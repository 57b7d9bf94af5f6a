#include "app/train/real_people.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "jobs/solve_pipeline.h"
#include "media/frame_source.h"
#include "pose/rope/rope_crop.h"
#include "pose/rope/crop_picture.h"
#include "synth/pasted_occluder.h"
#include "train/people/sample_mirror.h"

#include <algorithm>
#include <random>

namespace ropetp::train {
namespace {

constexpr int kLooks = 2;            ///< crops of one sighting
constexpr double kMirrored = 0.5, kCovered = 0.35;   ///< shares of crops
constexpr float kLeastConfidence = 0.35f;
constexpr double kDegree = 3.14159265358979 / 180;

/// A plain thing in front of a joint: what it hides is told from the rest.
void cover(RopeSample& s, std::mt19937_64& random) {
    std::uniform_real_distribution<float> share;
    const auto joint = Eigen::Index(random() % body::kJointCount);
    const auto pixel = [&](Eigen::Index j) { return Eigen::Vector2f(s.joints2d.row(j).transpose() * (kCropPx / 2.f) + Eigen::Vector2f::Constant((kCropPx - 1) / 2.f)); };
    synth::PastedOccluder thing;
    thing.shape = random() % 2 ? synth::PastedOccluder::Shape::Square : synth::PastedOccluder::Shape::Disc;
    thing.fill = random() % 2 ? synth::PastedOccluder::Fill::Texture : synth::PastedOccluder::Fill::MeanColor;
    thing.at = pixel(joint);
    thing.sizePx = kCropPx * (0.12f + 0.33f * share(random));
    thing.seed = random();
    s.crop = synth::pasted(s.crop, thing);
    for (int j = 0; j < body::kJointCount; ++j)
        if (thing.covers(pixel(j))) s.visible[std::size_t(j)] = 0;
}

}  // namespace

Result<void> samplesOf(const std::filesystem::path& video, int group, std::uint64_t seed, const std::function<bool(const RopeSample&)>& take) {
    jobs::SolveRequest request;
    request.video = video;
    request.persons = jobs::SolveRequest::Persons::All;
    request.estimator = "fit";
    request.threads = 2;
    NullJobControl job;
    const auto outcome = jobs::solve(request, job, nullptr);
    if (!outcome) return fail(outcome.error());
    const auto source = media::openFrameSource(video);
    if (!source) return fail(source.error());
    const auto body = body::mannequin();
    std::mt19937_64 random(seed * 1000003 + std::uint64_t(group));
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> share;
    // Frames in order: decoding back and forth costs more than everything else.
    const auto range = (*source)->info().range();
    for (FrameIndex f = range.first; f < range.end; f = f.next()) {
        Image image;
        for (const auto& clip : outcome->clips) {
            const auto i = clip->find(f);
            if (i < 0 || !clip->frames[std::size_t(i)].visible) continue;
            const auto* person = outcome->tracks->find(clip->person);
            const auto o = person ? person->observations.find(f) : decltype(person->observations.find(f)){};
            if (!person || o == person->observations.end() || !o->second.landmarks) continue;
            const auto& frame = clip->frames[std::size_t(i)];
            float confidence = 0;
            for (const float c : frame.confidence) confidence += c / body::kJointCount;
            if (confidence < kLeastConfidence) continue;
            if (image.isNull()) {
                auto read = (*source)->frame(f);
                if (!read) return fail(read.error());
                image = *read;
            }
            const auto& l = *o->second.landmarks;
            const auto rest = body->restJoints(clip->betas);
            const auto joints = body::jointPositions(rest, frame.poseInCam);
            for (int look = 0; look < kLooks; ++look) {
                track::CropRegion crop = pose::ropeCropOf(l);
                if (!crop.isValid()) continue;
                crop.angleRad += float(6 * kDegree * normal(random));
                crop.size *= float(std::exp(0.09 * normal(random)));
                crop.centre += crop.size * 0.03f * Eigen::Vector2f(float(normal(random)), float(normal(random)));
                RopeSample s;
                auto cut = pose::cropPicture(image, crop, kCropPx);
                if (!cut) return fail(cut.error());
                s.crop = std::move(*cut);
                s.betas = clip->betas;
                s.pose = frame.poseInCam;
                const Eigen::Matrix3d viewFromCam = pose::camFromView(clip->camera, crop).transpose();
                s.pose.axisAngleRad[0] = axisAngleFromMatrix(viewFromCam * matrixFromAxisAngle(frame.poseInCam.axisAngleRad[0]));
                const Eigen::Matrix3d toCrop = pose::cropFromPicture(crop, kCropPx);
                for (int j = 0; j < body::kJointCount; ++j) {
                    s.joints.row(j) = (viewFromCam * (joints.row(j) - joints.row(0)).transpose()).transpose();
                    const Eigen::Vector2d px = clip->camera.project(joints.row(j).transpose());
                    const Eigen::Vector3d p = toCrop * Eigen::Vector3d(px.x(), px.y(), 1);
                    s.joints2d(j, 0) = float((p.x() - (kCropPx - 1) / 2.0) / (kCropPx / 2.0));
                    s.joints2d(j, 1) = float((p.y() - (kCropPx - 1) / 2.0) / (kCropPx / 2.0));
                    s.visible[std::size_t(j)] = frame.confidence[std::size_t(j)];
                }
                s.focal = float(pose::focalInCrops(clip->camera, crop));
                s.depthM = float((viewFromCam * joints.row(0).transpose()).z());
                s.poseWeight = 0.6f * confidence;
                s.hasParts = false;
                s.group = 10000 + group;
                if (share(random) < kMirrored) mirror(s);
                if (share(random) < kCovered) cover(s, random);
                if (!take(s)) return {};
            }
        }
    }
    return {};
}

}  // namespace ropetp::train
