#include "media/video_file_p.h"

#include "media/video_idle_reader_p.h"

extern "C" {
#include <libavutil/imgutils.h>
}

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace ropetp::media {
namespace {

/// Decoded frames kept at most. 1080p 4:2:0 is 3.1 MB, so about 80 of those.
constexpr std::size_t kCacheBytes = 256u << 20;
/// Decoders that stay where they were, so that who jumps to and fro goes on from there: four at 1080p, one beyond 4K.
constexpr std::size_t kMostDecoders = 4, kDecoderBytes = 256u << 20, kPicturesADecoder = 20;
/// Frames after a key: from there on a decoder is worth keeping where it is.
constexpr std::int64_t kSoonBack = 12;
/// Pictures that a decoder gives sooner than one is unpacked.
constexpr std::int64_t kSoonThere = 2;

std::size_t frameBytes(const AVFrame& f) {
    const int n = av_image_get_buffer_size(static_cast<AVPixelFormat>(f.format), f.width, f.height, 32);
    return n > 0 ? static_cast<std::size_t>(n) : 1;
}

}  // namespace

Result<std::unique_ptr<FrameSource>> VideoFile::open(const std::filesystem::path& path) {
    silenceFfmpeg();
    auto file = std::unique_ptr<VideoFile>(new VideoFile(path));
    auto& decoder = *file->decoders_.emplace_back(std::make_unique<VideoDecoder>(path, file->index_));
    if (auto r = decoder.openStreams(); !r) return fail(r.error());
    auto index = scanPackets(decoder.format(), decoder.streamIndex(), path.string());
    if (!index) return fail(index.error());
    file->index_ = std::move(*index);
    if (auto r = file->describe(); !r) return fail(r.error());
    // A first picture proves that the stream decodes, and tells the true size.
    if (auto first = file->locate(0); !first) {
        if (first.error().code == ErrorCode::CorruptFile)
            return fail(ErrorCode::NoFrames, "no picture decodes", path.string());
        return fail(first.error());
    }
    // Those without time stamps are counted through from the start, which another decoder would have to do again.
    if (!file->index_.timesInvented) file->mostDecoders_ = std::clamp(kDecoderBytes / (kPicturesADecoder * frameBytes(*file->cache_.begin()->second)), std::size_t(1), kMostDecoders);
    return std::unique_ptr<FrameSource>(std::move(file));
}

Result<Image> VideoFile::frame(FrameIndex index) {
    if (index.value < 0 || index.value >= info_.frameCount())
        return fail(ErrorCode::InvalidInput, "frame " + std::to_string(index.value) + " does not exist", info_.path.string());
    // A jump wants one picture soon; pictures that nothing refers to are not decoded on the way.
    // Playing and stepping want the neighbours too.
    skipUnreferenced_ = std::abs(index.value - lastShown_) > 2;
    auto shown = locate(index.value);
    if (!shown) return fail(shown.error());
    lastShown_ = index.value;
    return show(*shown, index.value);
}

Result<Image> VideoFile::show(std::int64_t shown, std::int64_t wanted) {
    const auto it = cache_.find(shown);
    if (it == cache_.end()) return fail(ErrorCode::CorruptFile, "a picture could not be decoded", info_.path.string());
    if (shown != wanted) noteDamage(wanted);
    auto image = converter_->convert(*it->second);
    if (!image) image.error().file = info_.path.string();
    return image;
}

/// The nearest that reaches the target by going on; else one that is to be sought: one that is soon back where it is, a new one while there
/// may be more, the one that was not used for longest.
VideoDecoder& VideoFile::decoderFor(std::int64_t target, std::size_t key) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < decoders_.size(); ++i)
        if (decoders_[i]->canGoOnTo(target, key) && (!best || decoders_[i]->position() > decoders_[*best]->position())) best = i;
    for (std::size_t i = 0; i < decoders_.size() && !best; ++i) {
        const auto at = decoders_[i]->position();
        if (at < 0 || at - index_.keys[index_.keyBefore(at)] < kSoonBack) best = i;
    }
    if (!best && skipUnreferenced_ && decoders_.size() < mostDecoders_) {
        auto another = std::make_unique<VideoDecoder>(info_.path, index_);
        if (another->openLike(decoders_.front()->streamIndex(), *decoders_.front()->stream()->codecpar)) decoders_.push_back(std::move(another));
        else mostDecoders_ = decoders_.size();   // the file is gone, or memory: those there are do
    }
    const auto chosen = decoders_.begin() + std::ptrdiff_t(best.value_or(decoders_.size() - 1));
    std::rotate(decoders_.begin(), chosen, std::next(chosen));   // the last used comes first
    return *decoders_.front();
}

std::unique_ptr<IdleReader> VideoFile::idleReader(std::size_t budgetBytes) {
    // Where nearly every picture is a key, decoding one is as quick as unpacking it.
    if (index_.keys.size() * 2 >= index_.frames.size()) return nullptr;
    packed_ = std::make_shared<PackedStore>(budgetBytes);
    return std::make_unique<VideoIdleReader>(info_.path, index_, decoders_.front()->streamIndex(), *decoders_.front()->stream()->codecpar, packed_);
}

bool VideoFile::unpack(std::int64_t target) {
    if (!packed_) return false;
    const std::size_t key = index_.keyBefore(target);
    for (const auto& decoder : decoders_)
        if (decoder->canGoOnTo(target, key) && target - decoder->position() < kSoonThere) return false;
    const auto packed = packed_->find(target);
    if (!packed) return false;
    auto picture = unpacker_.unpack(*packed);
    if (picture) keep(target, std::move(picture));
    return cache_.contains(target);
}

Result<std::int64_t> VideoFile::locate(std::int64_t target) {
    if (cache_.contains(target) || unpack(target)) return target;
    // Without time stamps and with reordering, only counting from the start names a picture.
    const bool countFromStart = index_.timesInvented && decoders_.front()->reorders();
    std::size_t key = countFromStart ? 0 : index_.keyBefore(target);
    VideoDecoder& decoder = decoderFor(target, key);
    if (!decoder.canGoOnTo(target, key))
        if (auto r = decoder.seekToKey(key); !r) return fail(r.error());
    FramePtr frame;
    for (;;) {
        std::int64_t got = -1;
        const bool decoded = decoder.next(target, skipUnreferenced_, frame, got) == VideoDecoder::Step::Frame;
        // On a jump the pictures passed are not kept: fresh memory for each costs more than decoding it.
        if (decoded && (!skipUnreferenced_ || got >= target)) keep(got, std::move(frame));
        if (decoded && got == target) return target;
        if (decoded && got < target) continue;
        // Passed the target, or the stream ended: it does not decode. Show the nearest earlier
        // picture that does; look before this group of pictures if need be.
        const auto after = cache_.lower_bound(target);
        if (after != cache_.begin() && !skipUnreferenced_ && key == 0) return std::prev(after)->first;
        if (skipUnreferenced_) {
            // The neighbour must be the true one: decode this stretch in full.
            skipUnreferenced_ = false;
            cache_.clear();
            cacheBytes_ = 0;
        } else if (key > 0) {
            // Decoding from a recovery point can lose pictures that playing through shows, so only
            // the start of the stream proves that a picture is damaged.
            key = 0;
        } else {
            if (got >= 0) return got;  // damaged start: the first picture there is
            return fail(ErrorCode::CorruptFile, "a picture could not be decoded", info_.path.string());
        }
        if (auto r = decoder.seekToKey(key); !r) return fail(r.error());
    }
}

void VideoFile::keep(std::int64_t index, FramePtr frame) {
    if (const auto old = cache_.find(index); old != cache_.end()) {
        cacheBytes_ -= frameBytes(*old->second);
        cache_.erase(old);
    }
    cacheBytes_ += frameBytes(*frame);
    cache_[index] = std::move(frame);
    while (cacheBytes_ > kCacheBytes && cache_.size() > 2) {
        // Farthest from where work is going on.
        const auto first = cache_.begin();
        const auto last = std::prev(cache_.end());
        const auto victim = index - first->first >= last->first - index ? first : last;
        cacheBytes_ -= frameBytes(*victim->second);
        cache_.erase(victim);
    }
}

void VideoFile::noteDamage(std::int64_t index) {
    auto& damaged = info_.damagedFrames;
    const auto at = std::lower_bound(damaged.begin(), damaged.end(), FrameIndex(index));
    if (at != damaged.end() && *at == FrameIndex(index)) return;
    damaged.insert(at, FrameIndex(index));
    if (damaged.size() == 1) info_.warnings.push_back("some pictures are damaged and shown as their neighbour");
}

}  // namespace ropetp::media
