#include "media/video_file_p.h"

extern "C" {
#include <libavutil/imgutils.h>
}

#include <algorithm>
#include <cmath>
#include <utility>

namespace ropetp::media {
namespace {

/// Decoded frames kept at most. 1080p 4:2:0 is 3.1 MB, so about 80 of those.
constexpr std::size_t kCacheBytes = 256u << 20;

std::size_t frameBytes(const AVFrame& f) {
    const int n = av_image_get_buffer_size(static_cast<AVPixelFormat>(f.format), f.width, f.height, 32);
    return n > 0 ? static_cast<std::size_t>(n) : 1;
}

}  // namespace

Result<std::unique_ptr<FrameSource>> VideoFile::open(const std::filesystem::path& path) {
    silenceFfmpeg();
    auto file = std::unique_ptr<VideoFile>(new VideoFile(path));
    if (auto r = file->openStreams(); !r) return fail(r.error());
    auto index = scanPackets(file->format_.get(), file->stream_, path.string());
    if (!index) return fail(index.error());
    file->index_ = std::move(*index);
    if (auto r = file->describe(); !r) return fail(r.error());
    // A first picture proves that the stream decodes, and tells the true size.
    if (auto first = file->locate(0); !first) {
        if (first.error().code == ErrorCode::CorruptFile)
            return fail(ErrorCode::NoFrames, "no picture decodes", path.string());
        return fail(first.error());
    }
    return std::unique_ptr<FrameSource>(std::move(file));
}

Result<void> VideoFile::describe() {
    const AVStream* stream = format_->streams[stream_];
    info_.container = format_->iformat->name;
    info_.codec = avcodec_get_name(stream->codecpar->codec_id);
    const char* pixels = av_get_pix_fmt_name(static_cast<AVPixelFormat>(stream->codecpar->format));
    info_.pixelFormat = pixels ? pixels : "unknown";
    if (auto r = openDecoder(); !r) return r;
    readColourAndRotation();

    const double nominal = av_q2d(av_guess_frame_rate(format_.get(), format_->streams[stream_], nullptr));
    const bool countsFrames = index_.timesInvented && index_.frames.front().dts == AV_NOPTS_VALUE;
    const double base = countsFrames ? 1.0 / std::max(1.0, nominal) : av_q2d(stream->time_base);
    const std::int64_t origin = std::min<std::int64_t>(0, index_.frames.front().pts);
    for (const auto& f : index_.frames) info_.ptsSec.push_back(double(f.pts - origin) * base);
    const std::size_t n = info_.ptsSec.size();
    const double span = info_.ptsSec.back() - info_.ptsSec.front();
    info_.fps = n > 1 && span > 0 ? double(n - 1) / span : (nominal > 0 ? nominal : 30.0);
    info_.durationSec = span + 1 / info_.fps;
    std::vector<double> gaps;
    for (std::size_t i = 1; i < n; ++i) gaps.push_back(info_.ptsSec[i] - info_.ptsSec[i - 1]);
    if (!gaps.empty()) {
        std::nth_element(gaps.begin(), gaps.begin() + gaps.size() / 2, gaps.end());
        const double median = gaps[gaps.size() / 2];
        // Containers that count milliseconds round by one; more than that is a real change.
        for (double g : gaps) info_.variableFrameRate |= std::abs(g - median) > std::max(0.0021, 0.1 * median);
    }
    if (index_.corruptPackets > 0) info_.warnings.push_back(std::to_string(index_.corruptPackets) + " packets are marked corrupt");
    if (index_.timesInvented) info_.warnings.push_back("the file has no presentation times; frames are taken in order");
    return {};
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

Result<std::int64_t> VideoFile::locate(std::int64_t target) {
    if (cache_.contains(target)) return target;
    // Without time stamps and with reordering, only counting from the start names a picture.
    const bool countFromStart = index_.timesInvented && codec_->has_b_frames > 0;
    std::size_t key = countFromStart ? 0 : index_.keyBefore(target);
    const bool canContinue = next_ >= 0 && next_ <= target && index_.keys[key] <= std::max(next_, previous_);
    if (!canContinue)
        if (auto r = seekToKey(key); !r) return fail(r.error());
    for (;;) {
        std::int64_t got = -1;
        const Step step = decodeNext(target, got);
        if (step == Step::Frame && got == target) return target;
        if (step == Step::Frame && got < target) continue;
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
        if (auto r = seekToKey(key); !r) return fail(r.error());
    }
}

Result<void> VideoFile::seekToKey(std::size_t k) {
    avcodec_flush_buffers(codec_.get());
    draining_ = false;
    previous_ = -1;
    const bool byDts = std::string_view(format_->iformat->name).find("mpegts") != std::string_view::npos;
    for (std::size_t tryKey = k;; --tryKey) {
        const IndexedFrame& wanted = index_.frames[index_.keys[tryKey]];
        const std::int64_t seekTime = byDts && wanted.dts != AV_NOPTS_VALUE ? wanted.dts : wanted.pts;
        const bool fromStart = tryKey == 0;
        if (fromStart ? !restart() : av_seek_frame(format_.get(), stream_, seekTime, AVSEEK_FLAG_BACKWARD) < 0) {
            if (fromStart) return fail(ErrorCode::FileUnreadable, "cannot return to the start", info_.path.string());
            continue;
        }
        if (fromStart) {
            floor_ = 0;
            next_ = 0;
            counted_ = 0;
            return {};
        }
        // Where did the demuxer really go? Look at the first packet, and keep it for decoding.
        while (readPacket() && (packet_->flags & AV_PKT_FLAG_DISCARD)) {
        }
        const std::int64_t time = packetTime();
        const std::int64_t at = time == AV_NOPTS_VALUE ? -1 : index_.find(time);
        if (at >= 0 && at <= index_.keys[k] && index_.frames[at].key) {
            floor_ = next_ = counted_ = at;
            return {};
        }
        av_packet_unref(packet_.get());
    }
}

VideoFile::Step VideoFile::decodeNext(std::int64_t target, std::int64_t& gotIndex) {
    FramePtr frame(av_frame_alloc());
    if (!frame) return Step::Failed;
    for (;;) {
        const int received = avcodec_receive_frame(codec_.get(), frame.get());
        if (received == 0) {
            const std::int64_t i = indexOf(*frame);
            const bool broken = frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT);
            if (i < floor_ || broken || frame->width <= 0) {
                av_frame_unref(frame.get());
                continue;
            }
            gotIndex = previous_ = i;
            next_ = i + 1;
            // On a jump the pictures passed are not kept: fresh memory for each costs more than decoding it.
            if (!skipUnreferenced_ || i >= target) keep(i, std::move(frame));
            return Step::Frame;
        }
        if (received == AVERROR_EOF) {
            next_ = -1;
            return Step::End;
        }
        if (received != AVERROR(EAGAIN)) continue;  // a damaged picture: on to the next
        if (draining_) {
            next_ = -1;
            return Step::End;
        }
        if (packet_->size == 0 && !readPacket()) {
            draining_ = true;
            codec_->skip_frame = AVDISCARD_DEFAULT;
            avcodec_send_packet(codec_.get(), nullptr);
            continue;
        }
        const std::int64_t time = packetTime();
        const bool before = time != AV_NOPTS_VALUE && time < index_.frames[target].pts;
        codec_->skip_frame = skipUnreferenced_ && before && !index_.timesInvented ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
        const int sent = avcodec_send_packet(codec_.get(), packet_.get());
        if (sent < 0 && sent != AVERROR(EAGAIN) && index_.timesInvented) ++counted_;  // its picture will not come
        if (sent != AVERROR(EAGAIN)) av_packet_unref(packet_.get());
    }
}

std::int64_t VideoFile::indexOf(const AVFrame& frame) {
    if (!index_.timesInvented) {
        const std::int64_t time = frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
        return index_.find(time);
    }
    const std::int64_t i = counted_++;
    return i < static_cast<std::int64_t>(index_.frames.size()) ? i : -1;
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
