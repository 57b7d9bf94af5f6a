#include "media/video_idle_reader_p.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace ropetp::media {
namespace {

/// Frames read for each that there is room for. With a quarter kept, the last of each group, a jump decodes half as many as without.
constexpr std::int64_t kReachPerRoom = 4;

std::size_t apart(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

}  // namespace

VideoIdleReader::VideoIdleReader(std::filesystem::path path, const PacketIndex& index, int stream, const AVCodecParameters& parameters,
                                 std::shared_ptr<PackedStore> store)
    : index_(index), stream_(stream), parameters_(avcodec_parameters_alloc()), store_(std::move(store)), decoder_(std::move(path), index) {
    if (!parameters_ || avcodec_parameters_copy(parameters_.get(), &parameters) < 0) state_ = State::Failed;
    // Pictures without time stamps are named by counting from the start.
    const std::size_t keys = index.timesInvented ? 1 : index.keys.size();
    for (std::size_t k = 0; k < keys; ++k)
        groups_.push_back({k == 0 ? 0 : index.keys[k], k + 1 < keys ? index.keys[k + 1] : std::int64_t(index.frames.size())});
}

bool VideoIdleReader::step(FrameIndex focus) {
    if (state_ == State::Closed) state_ = open() ? State::Open : State::Failed;
    if (state_ == State::Failed) return false;
    if (!group_) {
        const auto next = choose(focus.value);
        if (!next) return false;
        if (!begin(*next)) return true;
    }
    readPicture();
    return true;
}

bool VideoIdleReader::open() { return decoder_.openLike(stream_, *parameters_, 1).has_value(); }

std::size_t VideoIdleReader::groupOf(std::int64_t frame) const {
    const auto after = std::upper_bound(groups_.begin(), groups_.end(), frame, [](std::int64_t f, const Group& g) { return f < g.begin; });
    return after == groups_.begin() ? 0 : std::size_t(after - groups_.begin() - 1);
}

std::optional<std::int64_t> VideoIdleReader::reach() const {
    const std::int64_t room = store_->room();
    return room > 0 ? std::optional(kReachPerRoom * room) : std::nullopt;
}

std::optional<std::size_t> VideoIdleReader::choose(std::int64_t focus) {
    const std::size_t here = groupOf(focus);
    std::optional<std::size_t> nearest;
    for (std::size_t g = 0; g < groups_.size(); ++g)
        if (!groups_[g].read && (!nearest || apart(g, here) < apart(*nearest, here))) nearest = g;
    if (!nearest) return std::nullopt;
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
    group_ = group;
    framesOfGroup_ = 0;
    const bool goesOn = group > 0 && decoder_.position() == groups_[group].begin && groups_[group - 1].read;
    if (goesOn || decoder_.seekToKey(group)) return true;
    finishGroup();
    return false;
}

void VideoIdleReader::readPicture() {
    const Group& group = groups_[*group_];
    std::int64_t got = -1;
    const bool decoded = decoder_.next(group.end - 1, false, picture_, got) == VideoDecoder::Step::Frame;
    const std::int64_t cost = got - group.begin;
    ++framesOfGroup_;
    if (decoded && got >= group.begin && got < group.end && store_->wants(cost)) {
        if (auto packed = packer_.pack(*picture_))
            store_->put(got, cost, std::move(packed));
        else
            state_ = State::Failed;   // this format does not pack
    }
    if (decoded) av_frame_unref(picture_.get());
    if (!decoded || got >= group.end - 1 || (reach() && framesOfGroup_ > *reach())) finishGroup();
}

void VideoIdleReader::finishGroup() {
    groups_[*group_].read = true;
    framesRead_ += groups_[*group_].frames();
    group_.reset();
}

}  // namespace ropetp::media
