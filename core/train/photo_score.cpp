#include "train/photo_score.h"

#include "body/kinematics.h"
#include "body/mannequin.h"
#include "media/frame_source.h"
#include "pose/pose_estimator.h"
#include "track/person_tracker.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>

namespace ropetp::train {
namespace {

using metrics::PhotoPoints;
using metrics::PointLabel;

/// BlazePose's landmark of each of metrics::PhotoJoint.
constexpr std::array<std::size_t, metrics::kPhotoJoints> kLandmarks = {11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28};

PhotoPoints nothing() {
    PhotoPoints p;
    p.fill(Eigen::Vector2d::Constant(std::numeric_limits<double>::quiet_NaN()));
    return p;
}

PhotoPoints pointsOf(const track::Landmarks& l) {
    PhotoPoints p;
    for (std::size_t k = 0; k < p.size(); ++k) p[k] = l.px[kLandmarks[k]].cast<double>();
    return p;
}

PhotoPoints pointsOf(const body::MotionClip& clip, const body::BodyModel& body) {
    PhotoPoints p;
    const auto joints = body::jointPositions(body.restJoints(clip.betas), clip.frames.front().poseInCam);
    for (std::size_t k = 0; k < p.size(); ++k) p[k] = clip.camera.project(joints.row(body::index(metrics::kSmplOfPhotoJoint[k])).transpose());
    return p;
}

bool isMeasured(const LabelledPerson& p) {
    return p.labelled() >= PhotoScore::kLeastLabelled && metrics::torsoPx(p.px, p.labels) > 0 &&
           std::max(p.box.width, p.box.height) >= PhotoScore::kLeastBoxPx && std::min(p.box.width, p.box.height) >= 2;
}

/// One photo as a video of one frame with one person.
Result<PhotoPoints> solved(pose::PoseEstimator& estimator, const body::BodyModel& body, const Image& photo, const LabelledPerson& person,
                           const track::Landmarks& landmarks, JobControl& job) {
    track::PersonTrack track;
    track.id = PersonId(1);
    track.observations[FrameIndex(0)] = {person.box, 1, true, landmarks};
    const auto camera = PinholeCamera::centred(photo.width(), photo.height(), PinholeCamera::defaultFocalPx(photo.width(), photo.height()));
    const pose::PersonFootage footage{track, {FrameIndex(0), FrameIndex(1)}, {0.0}, camera, [&](FrameIndex) { return Result<Image>(photo); }};
    const auto clip = estimator.estimate(footage, job, {});
    if (clip && !clip->frames.empty()) return pointsOf(*clip, body);
    if (!clip && clip.error().code != ErrorCode::NoPerson) return fail(clip.error());
    return nothing();
}

void add(std::string& out, const char* format, ...) {
    char line[256];
    va_list values;
    va_start(values, format);
    std::vsnprintf(line, sizeof line, format, values);
    va_end(values);
    out += line;
}

std::string cell(metrics::PointShare s) {
    char text[32];
    if (s.labelled == 0) return "-";
    std::snprintf(text, sizeof text, "%.1f (%zu)", s.percent(), s.labelled);
    return text;
}

}  // namespace

Result<PhotoScore> scorePhotos(std::span<const LabelledPerson> people, const PhotoScoring& scoring, JobControl& job) {
    const auto reader = track::LandmarkReader::create(scoring.models, scoring.threads);
    if (!reader) return fail(reader.error());
    const auto body = body::mannequin();
    PhotoScore score;
    score.methods.push_back({"BlazePose", {}, {}});
    std::vector<std::unique_ptr<pose::PoseEstimator>> estimators;
    pose::EstimatorOptions options;
    options.body = body;
    options.modelFolder = scoring.models;
    options.weights = scoring.weights;
    options.threads = scoring.threads;
    for (const char* name : {"fit", "rope"}) {
        auto made = pose::makePoseEstimator(name, options);
        if (!made) {
            // Rope's weights need not be there, unless they were asked for.
            if (std::string_view(name) == "rope" && scoring.weights.empty() && made.error().code == ErrorCode::ModelMissing) continue;
            return fail(made.error());
        }
        score.methods.push_back({(*made)->name(), {}, {}});
        estimators.push_back(std::move(*made));
    }
    NullJobControl quiet;
    std::filesystem::path shown;
    Image photo;
    for (const LabelledPerson& person : people) {
        if (job.isCanceled()) return fail(ErrorCode::Canceled);
        ++score.labelled;
        if (!isMeasured(person)) continue;
        ++score.measured;
        if (shown != person.photo) {
            const auto source = media::openFrameSource(person.photo);
            if (!source) return fail(source.error());
            auto picture = (*source)->frame(FrameIndex(0));
            if (!picture) return fail(picture.error());
            photo = std::move(*picture);
            shown = person.photo;
        }
        const auto landmarks = (*reader)->read(photo, person.box);
        if (!landmarks) return fail(landmarks.error());
        std::vector<PhotoPoints> points(score.methods.size(), nothing());
        if (*landmarks) {
            ++score.found;
            points[0] = pointsOf(**landmarks);
            for (std::size_t e = 0; e < estimators.size(); ++e) {
                const auto p = solved(*estimators[e], *body, photo, person, **landmarks, quiet);
                if (!p) return fail(p.error());
                points[e + 1] = *p;
            }
        }
        for (std::size_t m = 0; m < points.size(); ++m) {
            score.methods[m].people.add(points[m], person.px, person.labels);
            if (*landmarks) score.methods[m].found.add(points[m], person.px, person.labels);
        }
        job.report(double(score.labelled) / double(people.size()));
    }
    return score;
}

std::string tableOf(const PhotoScore& score) {
    std::string out;
    add(out, "PCK@0.2 of the torso, percent (points)\n%zu of %zu labelled people measured, %zu found in their box\n%-30s", score.measured, score.labelled, score.found, "");
    for (const auto& m : score.methods) add(out, "%16s", m.name.c_str());
    const auto row = [&](const std::string& title, const auto& share) {
        add(out, "\n%-30s", title.c_str());
        for (const auto& m : score.methods) add(out, "%16s", cell(share(m)).c_str());
    };
    using M = PhotoScore::Method;
    row("visible, without hips", [](const M& m) { return m.people.limbs(PointLabel::Visible); });
    row("visible hips", [](const M& m) { return m.people.hips(PointLabel::Visible); });
    row("visible, all", [](const M& m) { return m.people.all(PointLabel::Visible); });
    row("hidden but labelled, no hips", [](const M& m) { return m.people.limbs(PointLabel::Hidden); });
    row("hidden hips", [](const M& m) { return m.people.hips(PointLabel::Hidden); });
    row("hidden, all", [](const M& m) { return m.people.all(PointLabel::Hidden); });
    row("found people: visible, all", [](const M& m) { return m.found.all(PointLabel::Visible); });
    row("found people: hidden, all", [](const M& m) { return m.found.all(PointLabel::Hidden); });
    for (std::size_t k = 0; k < metrics::kPhotoJoints; ++k)
        row("  " + std::string(metrics::kPhotoJointNames[k]), [k](const M& m) { return m.people.share(metrics::PhotoJoint(k), PointLabel::Visible); });
    return out + "\n";
}

}  // namespace ropetp::train
