#include "pose/rope/rope_looks.h"

#include "base/rotation.h"
#include "body/skeleton.h"
#include "pose/landmark_points.h"
#include "pose/rope/rope_crop.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

namespace ropetp::pose {
namespace {

Image mirrored(const Image& picture) {
    Image out(picture.width(), picture.height());
    const cv::Mat from(picture.height(), picture.width(), CV_8UC3, const_cast<std::uint8_t*>(picture.pixels()));
    cv::Mat to(picture.height(), picture.width(), CV_8UC3, out.mutablePixels());
    cv::flip(from, to, 1);
    return out;
}

track::CropRegion mirrored(const track::CropRegion& crop, int width) {
    track::CropRegion out = crop;
    out.centre.x() = float(width - 1) - crop.centre.x();
    out.angleRad = -crop.angleRad;
    return out;
}

}  // namespace

RopeReading mirrored(const RopeReading& r) {
    const Eigen::Vector3d sign(-1, 1, 1);
    RopeReading out = r;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const auto other = std::size_t(body::kMirror[j]);
        out.local[j] = sign.asDiagonal() * r.local[other] * sign.asDiagonal();
        out.found[j] = r.found[other];
    }
    out.pelvisM.x() = -r.pelvisM.x();
    return out;
}

RopeStart mirrored(const RopeStart& start) {
    RopeStart out = start;
    for (std::size_t k = 0; k < std::size_t(BlazePoseFeatures::kLandmarks); ++k) {
        const float* from = start.landmarks.data() + std::size_t(kLandmarkValues * mirroredLandmark(int(k)));
        float* to = out.landmarks.data() + std::size_t(kLandmarkValues) * k;
        std::copy_n(from, kLandmarkValues, to);
        to[0] = -from[0];
        to[3] = -from[3];
    }
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        const float* from = start.pose.data() + 6 * std::size_t(body::kMirror[j]);
        static constexpr float kSigns[] = {1, -1, -1, -1, 1, 1};   // S R S with S = diag(-1, 1, 1)
        for (std::size_t c = 0; c < 6; ++c) out.pose[6 * j + c] = kSigns[c] * from[c];
    }
    out.pose[6 * body::kJointCount + 1] = -start.pose[6 * body::kJointCount + 1];
    return out;
}

RopeReading mean(const RopeReading& a, const RopeReading& b) {
    RopeReading out;
    for (std::size_t j = 0; j < body::kJointCount; ++j) {
        out.local[j] = nearestRotation(a.local[j] + b.local[j]);
        out.found[j] = (a.found[j] + b.found[j]) / 2;
    }
    out.betas = (a.betas + b.betas) / 2;
    out.scale = std::sqrt(a.scale * b.scale);
    out.pelvisM = (a.pelvisM + b.pelvisM) / 2;
    return out;
}

const RopeLooks::Look* RopeLooks::find(const RopeSighting& s) const {
    const auto frame = known_.find(s.frame);
    if (frame == known_.end()) return nullptr;
    for (const Look& look : frame->second)
        if (look.crop == s.crop) return &look;
    return nullptr;
}

Result<void> RopeLooks::readPending() {
    if (pending_.empty()) return {};
    std::vector<RopeView> views;
    for (const auto& [frame, view] : pending_) views.push_back(view);
    auto readings = reader_->look(views);
    if (!readings) return fail(readings.error());
    std::vector<RopeReading> others(readings->size());
    if (flipTest_) {
        try {
            for (std::size_t i = 0; i < views.size(); ++i) {
                // People of one frame share its picture, and so its mirror image.
                const bool before = i > 0 && pending_[i].second.picture.pixels() == pending_[i - 1].second.picture.pixels();
                const Image picture = before ? views[i - 1].picture : mirrored(pending_[i].second.picture);
                views[i] = {picture, mirrored(views[i].crop, picture.width()), nullptr};
            }
        } catch (const cv::Exception& e) {
            return fail(ErrorCode::Internal, e.what());
        }
        auto read = reader_->look(views);
        if (!read) return fail(read.error());
        others = std::move(*read);
    }
    for (std::size_t i = 0; i < pending_.size(); ++i) known_[pending_[i].first].push_back({pending_[i].second.crop, std::move((*readings)[i]), std::move(others[i])});
    pending_.clear();
    return {};
}

track::CropRegion RopeLooks::cropOf(const track::Landmarks& landmarks) const { return reader_->passValues().empty() ? ropeCropOf(landmarks) : sharedCropOf(landmarks); }

Result<void> RopeLooks::add(const RopeSighting& sighting, const Image& picture, std::shared_ptr<const track::LandmarkPass> pass) {
    pending_.push_back({sighting.frame, {pass && !flipTest_ ? Image() : picture, sighting.crop, std::move(pass)}});
    return pending_.size() < std::size_t(RopeReader::kBatch) ? Result<void>() : readPending();
}

Result<void> RopeLooks::lookAt(std::span<const RopeSighting> sightings, const FetchPicture& fetch) {
    if (auto ok = readPending(); !ok) return ok;
    for (const RopeSighting& s : sightings) {
        if (find(s)) continue;
        auto picture = fetch(s.frame);
        if (!picture) return fail(picture.error());
        if (auto ok = add(s, *picture); !ok) return ok;
    }
    return readPending();
}

Result<std::vector<RopeReading>> RopeLooks::of(std::span<const RopeSighting> sightings, const FetchPicture& fetch) {
    if (auto ok = lookAt(sightings, fetch); !ok) return fail(ok.error());
    std::vector<RopeReading> readings;
    for (const RopeSighting& s : sightings) {
        const Look& look = *find(s);
        readings.push_back(flipTest_ ? mean(look.reading, mirrored(look.ofMirror)) : look.reading);
    }
    return readings;
}

Result<std::vector<RopeReading>> RopeLooks::again(std::span<const RopeSighting> sightings, std::span<const RopeStart> starts, const FetchPicture& fetch) {
    if (auto ok = lookAt(sightings, fetch); !ok) return fail(ok.error());
    std::vector<const RopeReading*> seen, seenMirrored;
    for (const RopeSighting& s : sightings) {
        seen.push_back(&find(s)->reading);
        seenMirrored.push_back(&find(s)->ofMirror);
    }
    auto readings = reader_->readAgain(seen, starts);
    if (!readings || !flipTest_) return readings;
    std::vector<RopeStart> mirroredStarts;
    for (const RopeStart& s : starts) mirroredStarts.push_back(mirrored(s));
    const auto others = reader_->readAgain(seenMirrored, mirroredStarts);
    if (!others) return others;
    for (std::size_t i = 0; i < readings->size(); ++i) (*readings)[i] = mean((*readings)[i], mirrored((*others)[i]));
    return readings;
}

}  // namespace ropetp::pose
