#include "media/frame_cache.h"

#include "base/thread_priority.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ropetp::media {

struct FrameCache::Impl {
    struct Request {
        FrameIndex index;
        std::function<void(FrameIndex, Result<Image>)> onReady;
    };
    static constexpr int kAhead = 12;   ///< frames fetched in the direction of play
    static constexpr int kBehind = 2;
    static constexpr std::int64_t kNowhere = -1;
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::duration kRest = std::chrono::milliseconds(250);   ///< after the last request: scrubbing and playing are not disturbed

    std::unique_ptr<FrameSource> source;
    VideoInfo info;                     ///< copy: readable from any thread without the decoder's lock
    std::size_t budget;

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::map<std::int64_t, Image> images;
    std::size_t bytes = 0;
    std::optional<Request> wanted;      ///< newest view request
    std::vector<Request> blocking;      ///< get() callers, in order
    std::atomic<std::int64_t> focus = 0;
    std::atomic<std::int64_t> readAt = kNowhere;   ///< the focus for which the idle reader has nothing to do
    std::atomic<Clock::time_point> askedAt = Clock::time_point();
    std::mutex restMutex;               ///< the idle thread's and the destructor's
    std::condition_variable rest;
    int direction = 1;
    bool stop = false;
    std::unique_ptr<IdleReader> idleReader;
    std::thread thread;
    std::thread idleThread;

    Impl(std::unique_ptr<FrameSource> s, std::size_t b, std::size_t packed) : source(std::move(s)), info(source->info()), budget(b) {
        if (packed > 0) idleReader = source->idleReader(packed);
        thread = std::thread([this] { run(); });
        if (idleReader) idleThread = std::thread([this] { readWhileIdle(); });
    }
    ~Impl() {
        {
            const std::lock_guard lock(mutex);
            stop = true;
        }
        wake.notify_all();
        thread.join();
        {
            const std::lock_guard lock(restMutex);
            focus = kNowhere;
        }
        rest.notify_all();
        focus.notify_all();
        if (idleThread.joinable()) idleThread.join();
    }

    void focusOn(FrameIndex index) {
        askedAt = Clock::now();
        focus = index.value;
        focus.notify_all();
    }

    /// Without the mutex: whoever yields to everything should hold nothing that the window waits for.
    void readWhileIdle() {
        lowerThreadPriority(Yielding::ToEverything);
        for (;;) {
            const std::int64_t near = focus;
            if (near == kNowhere) return;
            if (const auto left = askedAt.load() + kRest - Clock::now(); left > Clock::duration::zero()) {
                std::unique_lock lock(restMutex);
                rest.wait_for(lock, left, [this] { return focus == kNowhere; });
                continue;
            }
            if (idleReader->step(FrameIndex(near))) continue;
            readAt = near;
            focus.wait(near);
        }
    }

    /// @return what had to go: to be freed without the mutex, which the window waits for.
    [[nodiscard]] std::vector<Image> insert(std::int64_t index, const Image& image) {
        std::vector<Image> dropped;
        if (const auto [it, fresh] = images.try_emplace(index, image); fresh) bytes += image.sizeBytes();
        while (bytes > budget && images.size() > 1) {
            const auto first = images.begin();
            const auto last = std::prev(images.end());
            const auto victim = std::abs(first->first - focus) >= std::abs(last->first - focus) ? first : last;
            bytes -= victim->second.sizeBytes();
            dropped.push_back(std::move(victim->second));
            images.erase(victim);
        }
        return dropped;
    }

    /// The next frame worth decoding ahead, if memory allows it without dropping a nearer one.
    std::optional<std::int64_t> nextPrefetch() const {
        const std::size_t one = std::size_t(info.width) * info.height * 3;
        const auto fits = static_cast<int>(std::min<std::size_t>(budget / std::max<std::size_t>(1, one), 1000));
        const int ahead = std::min(kAhead, fits - 1 - kBehind);
        for (int d = 1; d <= ahead; ++d) {
            const std::int64_t i = focus + d * direction;
            if (i >= 0 && i < info.frameCount() && !images.contains(i)) return i;
        }
        return std::nullopt;
    }

    void run() {
        std::unique_lock lock(mutex);
        while (!stop) {
            Request job;
            if (!blocking.empty()) {
                job = std::move(blocking.front());
                blocking.erase(blocking.begin());
            } else if (wanted) {
                job = std::move(*wanted);
                wanted.reset();
            } else if (const auto ahead = nextPrefetch()) {
                job.index = FrameIndex(*ahead);
            } else {
                wake.wait(lock);
                continue;
            }
            if (const auto it = images.find(job.index.value); it != images.end()) {
                const Image image = it->second;
                lock.unlock();
                if (job.onReady) job.onReady(job.index, image);
                lock.lock();
                continue;
            }
            lock.unlock();
            Result<Image> image = source->frame(job.index);
            std::vector<Image> dropped;
            lock.lock();
            if (image) dropped = insert(job.index.value, *image);
            // A frame that does not decode must not be tried again for ever by the prefetch.
            if (!image && !job.onReady) direction = 0;
            lock.unlock();
            dropped.clear();
            if (job.onReady) job.onReady(job.index, std::move(image));
            lock.lock();
        }
        lock.unlock();
        for (auto& b : blocking) b.onReady(b.index, fail(ErrorCode::Canceled));
    }
};

FrameCache::FrameCache(std::unique_ptr<FrameSource> source, std::size_t budgetBytes, std::size_t packedBytes)
    : impl_(std::make_unique<Impl>(std::move(source), budgetBytes, packedBytes)) {}
FrameCache::~FrameCache() = default;

const VideoInfo& FrameCache::info() const { return impl_->info; }

Image FrameCache::tryGet(FrameIndex index) const {
    const std::lock_guard lock(impl_->mutex);
    const auto it = impl_->images.find(index.value);
    return it == impl_->images.end() ? Image() : it->second;
}

void FrameCache::request(FrameIndex index, int direction, std::function<void(FrameIndex, Result<Image>)> onReady) {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->focusOn(index);
        impl_->direction = direction < 0 ? -1 : 1;
        impl_->wanted = Impl::Request{index, std::move(onReady)};
    }
    impl_->wake.notify_all();
}

Result<Image> FrameCache::get(FrameIndex index) {
    std::promise<Result<Image>> promise;
    auto future = promise.get_future();
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->focusOn(index);
        impl_->blocking.push_back({index, [&promise](FrameIndex, Result<Image> r) { promise.set_value(std::move(r)); }});
    }
    impl_->wake.notify_all();
    return future.get();
}

bool FrameCache::isReadAhead() const {
    return !impl_->idleReader || impl_->readAt == impl_->focus;
}

std::size_t FrameCache::bytesInUse() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->bytes;
}

}  // namespace ropetp::media
