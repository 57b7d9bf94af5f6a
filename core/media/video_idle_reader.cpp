#include "media/video_idle_reader_p.h"

#include <algorithm>
#include <utility>

namespace ropetp::media {
namespace {

/// Frames read for each that there is room for. With a quarter kept, the last of each group, a jump decodes half as many as without.
constexpr std::int64_t kReachPerRoom = 4;

std::size_t apart(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

}  // namespace

VideoIdleReader::VideoIdleReader(std::filesystem::path path, const PacketIndex& index, int stream, const AVCodecParameters& parameters,
                                 std::shared_ptr<PackedStore> store)
    : path_(std::move(path)), index_(index), stream_(stream), parameters_(avcodec_parameters_alloc()), store_(std::move(store)) {
    failed_ = !parameters_ || avcodec_parameters_copy(parameters_.get(), &parameters) < 0;
    // Pictures without time stamps are named by counting from the start.
    const std::size_t keys = index.timesInvented ? 1 : index.keys.size();
    for (std::size_t k = 0; k < keys; ++k)
        groups_.push_back({index.timesInvented ? 0 : index.keys[k], k + 1 < keys ? index.keys[k + 1] : std::int64_t(index.frames.size())});
}

bool VideoIdleReader::step(FrameIndex focus) {
    if (failed_) return false;
    if (!group_) {
        const auto next = choose(focus.value);
        failed_ = next && ((!decoder_ && !open()) || !begin(*next));
        if (!next || failed_) {
            close();
            return false;
        }
    }
    readPicture();
    if (failed_) close();
    return true;
}

bool VideoIdleReader::open() {
    picture_.reset(av_frame_alloc());
    decoder_ = std::make_unique<VideoDecoder>(path_, index_);
    return picture_ && decoder_->openLike(stream_, *parameters_, 1);
}

/// A decoder of 4K holds a quarter of a gigabyte.
void VideoIdleReader::close() {
    decoder_.reset();
    picture_.reset();
    packer_ = {};
}

std::size_t VideoIdleReader::groupOf(std::int64_t frame) const {
    const auto after = std::upper_bound(groups_.begin(), groups_.end(), frame, [](std::int64_t f, const Group& g) { return f < g.begin; });
    return after == groups_.begin() ? 0 : std::size_t(after - groups_.begin() - 1);
}

std::optional<std::int64_t> VideoIdleReader::reach() const {
    const auto room = store_->room();
    return room ? std::optional(kReachPerRoom * *room) : std::nullopt;
}

std::optional<std::size_t> VideoIdleReader::choose(std::int64_t focus) {
    const std::size_t here = groupOf(focus);
    std::optional<std::size_t> nearest;
    for (std::size_t g = 0; g < groups_.size(); ++g)
        if (!groups_[g].read && (!nearest || apart(g, here) < apart(*nearest, here))) nearest = g;
    if (!nearest) return std::nullopt;
    // Going on spares a seek, which some containers do from far before.
    if (const std::size_t next = lastGroup_.value_or(groups_.size()) + 1; next < groups_.size() && !groups_[next].read && apart(next, here) <= apart(*nearest, here) + 1)
        nearest = next;
    while (reach() && framesRead_ >= *reach()) {
        if (groups_[here].read) return std::nullopt;
        // Work has moved to where nothing was read: what is farthest from it goes.
        std::optional<std::size_t> farthest;
        for (std::size_t g = 0; g < groups_.size(); ++g)
            if (groups_[g].read && (!farthest || apart(g, here) > apart(*farthest, here))) farthest = g;
        if (!farthest) break;
        groups_[*farthest].read = false;
        framesRead_ -= groups_[*farthest].frames();
        store_->drop(groups_[*farthest].begin, groups_[*farthest].end);
    }
    return nearest;
}

bool VideoIdleReader::begin(std::size_t group) {
    const bool goesOn = lastGroup_ && *lastGroup_ + 1 == group && decoder_->position() == groups_[group].begin;
    group_ = group;
    expected_ = groups_[group].begin;
    return goesOn || decoder_->seekToKey(group);
}

void VideoIdleReader::readPicture() {
    const Group& group = groups_[*group_];
    std::int64_t got = -1;
    const bool decoded = decoder_->next(group.end - 1, false, picture_, got) == VideoDecoder::Step::Frame;
    // After a picture that does not decode, those that follow may depend on how it was made up for: they are left to be decoded as one asks.
    const bool gap = !decoded || got > expected_;
    if (!gap && got == expected_) {
        const std::int64_t cost = expected_++ - group.begin;
        if (store_->wants(cost)) {
            auto packed = packer_.pack(*picture_);
            failed_ = !packed;   // this format does not pack
            if (packed) store_->put(got, cost, std::move(packed));
        }
    }
    if (decoded) av_frame_unref(picture_.get());
    if (gap || expected_ >= group.end || (reach() && expected_ - group.begin > *reach())) finishGroup();
}

void VideoIdleReader::finishGroup() {
    groups_[*group_].read = true;
    framesRead_ += groups_[*group_].frames();
    lastGroup_ = group_;
    group_.reset();
}

}  // namespace ropetp::media
