#include "pose/rope/rope_looks.h"

#include "base/rotation.h"
#include "body/skeleton.h"

#include <opencv2/core.hpp>

#include <cmath>

namespace ropetp::pose {
namespace {

bool same(const track::CropRegion& a, const track::CropRegion& b) { return a.centre == b.centre && a.size == b.size && a.angleRad == b.angleRad; }

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

const RopeReading* RopeLooks::find(const RopeSighting& s) const {
    const auto frame = known_.find(s.frame);
    if (frame == known_.end()) return nullptr;
    for (const auto& [crop, reading] : frame->second)
        if (same(crop, s.crop)) return &reading;
    return nullptr;
}

Result<void> RopeLooks::readPending() {
    if (pending_.empty()) return {};
    std::vector<Image> pictures;
    std::vector<track::CropRegion> crops;
    for (const auto& [sighting, picture] : pending_) {
        pictures.push_back(picture);
        crops.push_back(sighting.crop);
    }
    auto readings = reader_->read(pictures, crops);
    if (!readings) return fail(readings.error());
    if (flipTest_) {
        try {
            for (std::size_t i = 0; i < pictures.size(); ++i) {
                // People of one frame share its picture, and so its mirror image.
                const bool before = i > 0 && pending_[i].second.pixels() == pending_[i - 1].second.pixels();
                pictures[i] = before ? pictures[i - 1] : mirrored(pending_[i].second);
                crops[i] = mirrored(crops[i], pictures[i].width());
            }
        } catch (const cv::Exception& e) {
            return fail(ErrorCode::Internal, e.what());
        }
        const auto others = reader_->read(pictures, crops);
        if (!others) return fail(others.error());
        for (std::size_t i = 0; i < readings->size(); ++i) (*readings)[i] = mean((*readings)[i], mirrored((*others)[i]));
    }
    for (std::size_t i = 0; i < pending_.size(); ++i) known_[pending_[i].first.frame].emplace_back(pending_[i].first.crop, std::move((*readings)[i]));
    pending_.clear();
    return {};
}

Result<void> RopeLooks::add(const RopeSighting& sighting, const Image& picture) {
    pending_.emplace_back(sighting, picture);
    return pending_.size() < std::size_t(RopeReader::kBatch) ? Result<void>() : readPending();
}

Result<std::vector<RopeReading>> RopeLooks::of(std::span<const RopeSighting> sightings, const FetchPicture& fetch) {
    if (auto ok = readPending(); !ok) return fail(ok.error());
    for (const RopeSighting& s : sightings) {
        if (find(s)) continue;
        auto picture = fetch(s.frame);
        if (!picture) return fail(picture.error());
        if (auto ok = add(s, *picture); !ok) return fail(ok.error());
    }
    if (auto ok = readPending(); !ok) return fail(ok.error());
    std::vector<RopeReading> readings;
    for (const RopeSighting& s : sightings) readings.push_back(*find(s));
    return readings;
}

}  // namespace ropetp::pose
