#include "track/person_tracker.h"

#include "track/cut_detector.h"
#include "track/identity_tracker.h"
#include "track/landmark_model.h"
#include "track/model_threads.h"
#include "track/person_detector.h"
#include "track/track_cleanup.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <new>
#include <utility>

namespace ropetp::track {

namespace {

constexpr float kLeastLandmarkScore = 0.5f;
constexpr float kUnsureScore = 0.75f;         ///< below it the detector is asked again
constexpr double kCrossing = 0.2;             ///< shared part of two boxes that makes a frame unsure
constexpr int kEmptyPause = 2;                ///< frames between two looks at an empty scene
constexpr int kFineEvery = 6;                 ///< each n-th detector run looks for small people too
constexpr int kMissedDetections = 8;          ///< landmarks that no detection confirms so often are a ghost

/// A person to be read on this frame.
struct Target {
    PersonId id;
    CropRegion region;
    std::optional<Detection> detection;
    std::optional<Box> userBox;
    bool fresh = false;  ///< the crop is not from landmarks: look twice
};

class Tracker final : public PersonTracker {
  public:
    Tracker(TrackerOptions options, std::unique_ptr<PersonDetector> detector, std::unique_ptr<LandmarkModel> landmarks)
        : options_(std::move(options)), detector_(std::move(detector)) {
        models_.push_back(std::move(landmarks));
    }

    Result<FramePersons> next(FrameIndex frame, double ptsSec, const Image& image) override {
        try {
            return follow(frame, ptsSec, image);
        } catch (const cv::Exception& e) {
            return fail(ErrorCode::Internal, e.what());
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "tracking people");
        } catch (const std::exception& e) {  // no thread to be had
            return fail(ErrorCode::Internal, e.what());
        }
    }

    std::map<PersonId, std::shared_ptr<const LandmarkPass>> takePasses() override { return std::exchange(passes_, {}); }

    TrackSet finish() override {
        TrackSet set;
        std::vector<TrackFragment> fragments;
        for (auto& [id, fragment] : fragments_) fragments.push_back(std::move(fragment));
        fragments_.clear();
        set.persons = tidied(std::move(fragments), frameCount_);
        set.cuts = std::move(cutFrames_);
        return set;
    }

  private:
    Result<FramePersons> follow(FrameIndex frame, double ptsSec, const Image& image) {
        if (image.isNull() || image.width() < 2 || image.height() < 2) return fail(ErrorCode::InvalidInput, "the picture is empty");
        if (lastFrame_ && frame <= *lastFrame_) return fail(ErrorCode::InvalidInput, "frames are not in order");
        FramePersons out{frame, cuts_.isCut(image), {}};
        if (out.cut) {
            cutFrames_.push_back(frame);
            regions_.clear();
        }
        lastFrame_ = frame;
        ++frameCount_;
        passes_.clear();
        identities_.beginFrame(ptsSec, out.cut);

        auto targets = findTargets(frame, image, out.cut);
        if (!targets) return fail(targets.error());
        std::vector<FollowedSighting> sightings;
        std::vector<Observation> observations;
        std::vector<CropRegion> nextRegions;
        std::vector<std::shared_ptr<const LandmarkPass>> passes;
        auto readings = lookAtAll(image, *targets);
        if (!readings) return fail(readings.error());
        for (std::size_t i = 0; i < targets->size(); ++i) {
            const LandmarkReading& reading = (*readings)[i];
            auto seen = observe(image, (*targets)[i], reading);
            if (!seen) continue;
            sightings.push_back(std::move(seen->first));
            observations.push_back(std::move(seen->second));
            nextRegions.push_back(observations.back().landmarks ? reading.next : CropRegion());
            passes.push_back(reading.pass);
        }
        const auto who = identities_.update(sightings);
        std::map<PersonId, CropRegion> regions;
        for (std::size_t i = 0; i < who.size(); ++i) {
            if (!who[i]) continue;
            if (nextRegions[i].isValid()) regions[*who[i]] = nextRegions[i];
            if (observations[i].landmarks && passes[i]) passes_[*who[i]] = std::move(passes[i]);
            remember(*who[i], frame, ptsSec, observations[i], sightings[i].sighting.sketch);
            out.persons.emplace_back(*who[i], std::move(observations[i]));
        }
        regions_ = std::move(regions);
        std::sort(out.persons.begin(), out.persons.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        return out;
    }

    bool detectorIsDue(bool cut) const {
        if (cut || detectorRuns_ == 0 || framesSinceDetection_ + 1 >= std::max(1, options_.detectEvery)) return true;
        if (regions_.empty()) return framesSinceDetection_ >= kEmptyPause;
        const auto& persons = identities_.persons();
        for (const auto& p : persons) {
            if (p.state == TrackedPerson::State::Hidden) return framesSinceDetection_ >= 1;
            if (p.state != TrackedPerson::State::Seen) continue;
            if (p.score < kUnsureScore) return framesSinceDetection_ >= 1;
            for (const auto& q : persons)
                if (&q != &p && q.state == TrackedPerson::State::Seen && containment(p.sketch.box, q.sketch.box) > kCrossing)
                    return framesSinceDetection_ >= 1;
        }
        return false;
    }

    Result<std::vector<Detection>> detect(const Image& image, bool cut) {
        const bool fine = cut || detectorRuns_ % kFineEvery == 0;
        ++detectorRuns_;
        auto found = detector_->detect(image, fine ? PersonDetector::Detail::Fine : PersonDetector::Detail::Coarse);
        if (!found || !fine) return found;
        // Very large people are seen better in the coarse picture.
        auto coarse = detector_->detect(image, PersonDetector::Detail::Coarse);
        if (!coarse) return coarse;
        coarse->insert(coarse->end(), found->begin(), found->end());
        suppressDuplicates(*coarse);
        return coarse;
    }

    Result<std::vector<Target>> findTargets(FrameIndex frame, const Image& image, bool cut) {
        std::vector<Target> targets;
        for (const auto& [key, box] : options_.userBoxes) {
            if (key.first != frame || !std::isfinite(box.area() + box.x + box.y) || box.width < 2 || box.height < 2) continue;
            PoseSketch sketch;
            sketch.box = box;
            identities_.claim(key.second, sketch);
            targets.push_back({key.second, regionFromBox(box), {}, box, true});
        }
        const std::size_t claimed = targets.size();
        std::map<PersonId, Detection> matched;
        if (detectorIsDue(cut)) {
            auto found = detect(image, cut);
            if (!found) return fail(found.error());
            framesSinceDetection_ = 0;
            std::erase_if(*found, [&](const Detection& d) {
                return std::any_of(targets.begin(), targets.end(), [&](const Target& t) { return overlap(d.sketch.box, *t.userBox) > 0.5; });
            });
            std::vector<Sighting> sightings;
            for (const Detection& d : *found) sightings.push_back({d.sketch, d.score, appearanceOf(image, d.sketch)});
            const auto who = identities_.assign(sightings);
            for (std::size_t i = 0; i < who.size(); ++i)
                if (who[i]) matched.emplace(*who[i], (*found)[i]);
        } else {
            ++framesSinceDetection_;
        }
        for (const auto& p : identities_.persons()) {
            const bool isClaimed = std::any_of(targets.begin(), targets.begin() + std::ptrdiff_t(claimed), [&](const Target& t) { return t.id == p.id; });
            if (!isClaimed) addTarget(p, matched, targets);
        }
        keepMostImportant(targets);
        return targets;
    }

    void addTarget(const TrackedPerson& p, const std::map<PersonId, Detection>& matched, std::vector<Target>& targets) const {
        Target t;
        t.id = p.id;
        if (const auto m = matched.find(p.id); m != matched.end()) t.detection = m->second;
        const auto r = regions_.find(p.id);
        const bool followed = r != regions_.end() && p.state == TrackedPerson::State::Seen;
        if (!followed && !t.detection) return;
        if (followed && !t.detection && p.missedDetections >= kMissedDetections && p.score < 0.9f) return;
        t.region = followed ? r->second : regionFromSketch(t.detection->sketch);
        t.fresh = !followed;
        if (followed && t.detection) {
            // A crop that slid off the person is set back onto the detection.
            const CropRegion wanted = regionFromSketch(t.detection->sketch);
            const float off = (wanted.centre - t.region.centre).norm() / std::max(1.f, wanted.size);
            if (p.score < kLeastLandmarkScore || off > 0.3f || t.region.size > 2.2f * wanted.size || t.region.size < wanted.size / 2.2f) {
                t.region = wanted;
                t.fresh = true;
            }
        }
        if (t.region.isValid()) targets.push_back(std::move(t));
    }

    /// At most maxPersons: what the user boxed, then who is followed longest, then the largest.
    void keepMostImportant(std::vector<Target>& targets) const {
        const auto most = std::size_t(std::max(1, options_.maxPersons));
        if (targets.size() <= most) return;
        const auto rank = [&](const Target& t) {
            const TrackedPerson* p = identities_.find(t.id);
            return (t.userBox ? 1e12 : 0.0) + double(std::min(p ? p->sightings : 0, 30)) / 30 * t.region.size + t.region.size;
        };
        std::stable_sort(targets.begin(), targets.end(), [&](const Target& a, const Target& b) { return rank(a) > rank(b); });
        targets.resize(most);
    }

    /// Reads all targets, several at a time where there are several models.
    Result<std::vector<LandmarkReading>> lookAtAll(const Image& image, const std::vector<Target>& targets) {
        const auto wanted = std::min(targets.size(), std::size_t(std::max(1, options_.threads / threadsPerModel(options_.threads))));
        while (models_.size() < wanted) {
            auto more = models_.front()->another();
            if (!more) return fail(more.error());
            models_.push_back(std::move(*more));
        }
        std::vector<Result<LandmarkReading>> results(targets.size(), fail(ErrorCode::Internal, "not read"));
        std::atomic<std::size_t> next{0};
        const auto work = [&](LandmarkModel& model) {
            for (std::size_t i = next++; i < targets.size(); i = next++) results[i] = look(model, image, targets[i]);
        };
        std::vector<std::future<void>> others;
        for (std::size_t m = 1; m < wanted; ++m) others.push_back(std::async(std::launch::async, [&, m] { work(*models_[m]); }));
        work(*models_.front());
        for (auto& o : others) o.get();
        std::vector<LandmarkReading> readings;
        for (auto& r : results) {
            if (!r) return fail(r.error());
            readings.push_back(std::move(*r));
        }
        return readings;
    }

    /// Reads the landmarks; looks again with the better crop where the first one was a guess.
    static Result<LandmarkReading> look(LandmarkModel& model, const Image& image, const Target& t) {
        auto reading = model.read(image, t.region);
        if (!reading) return reading;
        if (t.fresh && reading->landmarks.score >= kLeastLandmarkScore && reading->next.isValid()) {
            auto again = model.read(image, reading->next);
            if (!again) return again;
            if (again->landmarks.score >= kLeastLandmarkScore) return again;
        }
        if (!t.fresh) reading->next = steadied(t.region, reading->next);
        return reading;
    }

    /// The observation of a target, or nothing where nobody is seen.
    std::optional<std::pair<FollowedSighting, Observation>> observe(const Image& image, const Target& t, const LandmarkReading& reading) const {
        const Landmarks& l = reading.landmarks;
        const PoseSketch fromLandmarks = sketchOf(l, image.width(), image.height());
        bool believed = l.score >= kLeastLandmarkScore;
        if (t.detection && placeSimilarity(fromLandmarks, t.detection->sketch) < 0.1) believed = false;
        if (t.userBox && containment(fromLandmarks.box, *t.userBox) < 0.4) believed = false;
        if (!believed && !t.userBox && !(t.detection && t.detection->score >= 0.4f)) return std::nullopt;

        FollowedSighting f;
        f.id = t.id;
        f.detected = t.detection || t.userBox;
        f.sighting.sketch = believed ? fromLandmarks : t.detection ? t.detection->sketch : PoseSketch{*t.userBox, {}, {}};
        f.sighting.score = believed ? l.score : 0.3f;
        f.sighting.appearance = appearanceOf(image, f.sighting.sketch);
        Observation o;
        o.box = t.userBox ? *t.userBox : f.sighting.sketch.box;
        o.userBox = t.userBox.has_value();
        o.boxScore = t.userBox ? 1.f : t.detection ? t.detection->score : l.score;
        if (believed) o.landmarks = l;
        return std::pair{std::move(f), std::move(o)};
    }

    void remember(PersonId id, FrameIndex frame, double ptsSec, const Observation& o, const PoseSketch& sketch) {
        auto [it, isNew] = fragments_.try_emplace(id);
        TrackFragment& f = it->second;
        const int shot = int(cutFrames_.size());
        if (isNew) {
            f.track.id = id;
            f.firstSec = ptsSec;
            f.first = sketch;
            f.firstShot = shot;
        }
        f.lastSec = ptsSec;
        f.last = sketch;
        f.lastShot = shot;
        f.track.observations.insert_or_assign(frame, o);
        if (const TrackedPerson* p = identities_.find(id)) f.appearance = p->appearance;
    }

    TrackerOptions options_;
    std::unique_ptr<PersonDetector> detector_;
    std::vector<std::unique_ptr<LandmarkModel>> models_;  ///< executors of the same model; the first always there
    CutDetector cuts_;
    IdentityTracker identities_;
    std::map<PersonId, CropRegion> regions_;  ///< where to look on the next frame
    std::map<PersonId, std::shared_ptr<const LandmarkPass>> passes_;  ///< of the last frame
    std::map<PersonId, TrackFragment> fragments_;
    std::vector<FrameIndex> cutFrames_;
    std::optional<FrameIndex> lastFrame_;
    std::int64_t frameCount_ = 0;
    int framesSinceDetection_ = 0;
    int detectorRuns_ = 0;
};

}  // namespace

Result<std::unique_ptr<PersonTracker>> PersonTracker::create(const TrackerOptions& options) {
    if (options.threads < 1) return fail(ErrorCode::InvalidInput, "the number of threads is out of range");
    const int threads = threadsPerModel(options.threads);
    auto detector = PersonDetector::create(options.modelFolder, threads);
    if (!detector) return fail(detector.error());
    auto landmarks = LandmarkModel::create(options.modelFolder, threads, options.passValues);
    if (!landmarks) return fail(landmarks.error());
    return std::make_unique<Tracker>(options, std::move(*detector), std::move(*landmarks));
}

}  // namespace ropetp::track
