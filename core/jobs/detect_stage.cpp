#include "jobs/detect_stage.h"

#include "jobs/bounded_queue.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

namespace ropetp::jobs {
namespace {

/// Pictures that wait between two threads. More would only cost memory.
constexpr std::size_t kPicturesAhead = 4;

struct Picture {
    FrameIndex frame;
    Image image;              ///< null where the frame cannot be shown
    std::optional<Error> error;
};

struct Watched {
    Image image;
    track::FramePersons persons;
    LandmarkPasses passes;
};

struct BackgroundWork {
    Image image;
    std::vector<track::Box> people;
    bool cut = false;
};

/// Joins its thread whatever happens, after the queue that feeds it was closed.
template <class T>
class Helper {
  public:
    template <class Work>
    Helper(BoundedQueue<T>& queue, Work work) : queue_(queue), thread_(std::move(work)) {}
    ~Helper() {
        queue_.close();
        if (thread_.joinable()) thread_.join();
    }

  private:
    BoundedQueue<T>& queue_;
    std::thread thread_;
};

/// Shows pictures to the watcher until one cannot be looked at; keeps the reason.
class Watching {
  public:
    Watching(const PictureWatcher& watcher, BoundedQueue<Watched>& queue) : watcher_(watcher), queue_(queue) {}
    void operator()() {
        while (auto picture = queue_.pop()) {
            auto seen = look(*picture);
            if (seen) continue;
            {
                const std::lock_guard lock(mutex_);
                error_ = seen.error();
            }
            queue_.close();
            return;
        }
    }
    std::optional<Error> error() const {
        const std::lock_guard lock(mutex_);
        return error_;
    }

  private:
    Result<void> look(const Watched& picture) {
        try {
            return watcher_(picture.image, picture.persons, picture.passes);
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "looking at a picture");
        } catch (const std::exception& e) {
            return fail(ErrorCode::Internal, e.what());
        }
    }

    const PictureWatcher& watcher_;
    BoundedQueue<Watched>& queue_;
    mutable std::mutex mutex_;
    std::optional<Error> error_;
};

Picture decode(media::FrameSource& source, FrameIndex frame) {
    try {
        auto image = source.frame(frame);
        if (image) return {frame, std::move(*image), std::nullopt};
        if (image.error().code == ErrorCode::CorruptFile) return {frame, {}, std::nullopt};
        return {frame, {}, image.error()};
    } catch (const std::bad_alloc&) {
        return {frame, {}, Error{ErrorCode::OutOfMemory, "no memory for a picture", source.info().path.string()}};
    } catch (const std::exception& e) {
        return {frame, {}, Error{ErrorCode::Internal, e.what(), source.info().path.string()}};
    }
}

}  // namespace

Result<Footage> detectAndTrack(media::FrameSource& source, FrameRange range, const track::TrackerOptions& options,
                               const PictureWatcher& watcher, JobControl& job, SolveListener* listener) {
    auto tracker = track::PersonTracker::create(options);
    if (!tracker) return fail(tracker.error());
    const std::vector<double> ptsSec = source.info().ptsSec;
    trajectory::CameraMotionDetector background;
    Footage footage;
    BoundedQueue<Watched> shown(kPicturesAhead);
    Watching watching(watcher, shown);
    {
        BoundedQueue<Picture> pictures(kPicturesAhead);
        BoundedQueue<BackgroundWork> watched(kPicturesAhead);
        const Helper<BackgroundWork> backgroundWatcher(watched, [&] {
            while (auto work = watched.pop()) background.add(work->image, work->people, work->cut);
        });
        const Helper<Watched> looker(shown, [&] {
            if (watcher) watching();
        });
        const Helper<Picture> decoder(pictures, [&] {
            for (FrameIndex f = range.first; f < range.end; f = f.next())
                if (!pictures.push(decode(source, f))) return;
            pictures.close();
        });
        while (auto picture = pictures.pop()) {
            if (job.isCanceled()) return fail(ErrorCode::Canceled);
            if (picture->error) return fail(*picture->error);
            if (!picture->image.isNull()) {
                auto persons = (*tracker)->next(picture->frame, ptsSec[std::size_t(picture->frame.value)], picture->image);
                if (!persons) return fail(persons.error());
                BackgroundWork work{picture->image, {}, persons->cut};
                for (const auto& [id, observation] : persons->persons) work.people.push_back(observation.box);
                watched.push(std::move(work));
                if (listener) listener->onFramePersons(*persons);
                if (watcher && !shown.push({picture->image, std::move(*persons), (*tracker)->takePasses()})) break;
            }
            job.report(double(picture->frame.value - range.first.value + 1) / double(range.size()));
        }
    }
    if (const auto error = watching.error()) return fail(*error);
    if (job.isCanceled()) return fail(ErrorCode::Canceled);
    footage.tracks = (*tracker)->finish();
    footage.camera = background.verdict();
    for (const FrameIndex f : source.info().damagedFrames)
        if (range.contains(f)) footage.damagedFrames.push_back(f);
    return footage;
}

}  // namespace ropetp::jobs
