// Prints how many seeded faults the queue of bad frames finds.
//   bench_bad_frames [--estimator refined|rope|fit] [--keep FOLDER] [--seeds N] [--faults N] [--soft] [--no-track] [--list] VIDEO|TAKE.npz ...
// Faults of mixed kinds are planted into each clip (tests/support/seeded_faults.h). With F faults the first 1.5 F stops
// count; a fault is found when one of them lies in its range, 5 frames more on either side.
//   found      as the user meets the queue
//   known out  the same after what the undamaged clip had reported was called checked
//   precision  of the first 1.5 F stops, those that lie in some fault (also of repeated ones)
#include "bench/bad_frames_clips.h"
#include "body/mannequin.h"
#include "review/bad_frames.h"
#include "support/seeded_faults.h"

#include <cstdlib>
#include <ctime>

using namespace ropetp;

namespace {

constexpr std::int64_t kMarginFrames = 5;

struct Options {
    std::string estimator = "refined";
    std::filesystem::path keep;
    int seeds = 8, faults = 10;
    testing::FaultStyle style = testing::FaultStyle::Plain;
    bool track = true, list = false;
};

struct Tally {
    int faults = 0, found = 0, foundKnownOut = 0, stops = 0, right = 0;
    std::array<int, testing::kFaultKindCount> ofKind{}, foundOfKind{};
    double seconds = 0;
    void add(const Tally& o) {
        faults += o.faults;
        found += o.found;
        foundKnownOut += o.foundKnownOut;
        stops += o.stops;
        right += o.right;
        seconds += o.seconds;
        for (std::size_t k = 0; k < ofKind.size(); ++k) {
            ofKind[k] += o.ofKind[k];
            foundOfKind[k] += o.foundOfKind[k];
        }
    }
};

bool within(const testing::SeededFault& f, std::int64_t i) { return i >= std::int64_t(f.first) - kMarginFrames && i < std::int64_t(f.end) + kMarginFrames; }

std::size_t most(const review::BadFrames& queue, std::size_t faults) { return std::min(queue.stops().size(), std::size_t(1.5 * double(faults))); }

/// A missed one with the worst value of each cause in it, and the stop that tells it too late.
void listFault(const review::Quality& quality, const review::BadFrames& queue, const testing::SeededFault& f, std::uint64_t seed, bool found) {
    std::printf("    seed %d %-15s %4zu..%4zu %s", int(seed), testing::kFaultNames[std::size_t(f.kind)].data(), f.first, f.end, found ? "" : "MISSED");
    for (int c = 0; c < review::kCauseCount && !found; ++c) {
        float worst = 0;
        for (std::size_t i = f.first; i < f.end; ++i)
            for (int j = 0; j < body::kJointCount; ++j) worst = std::max(worst, quality.of(review::Cause(c), i, j));
        if (worst > 0.2f) std::printf(", %s %.2f", review::causeName(review::Cause(c)).data(), double(worst));
    }
    for (std::size_t s = 0; s < queue.stops().size() && !found; ++s)
        if (within(f, queue.stops()[s].frame.value - quality.firstFrame().value)) {
            std::printf(", only stop %zu", s + 1);
            break;
        }
    std::puts("");
}

Tally tally(const bench::SolvedPerson& person, const std::vector<review::Stop>& known, std::uint64_t seed, const Options& options) {
    const auto body = body::mannequin();
    body::MotionClip clip = person.clip;
    const auto faults = testing::FaultSeeder(clip, *body, seed, options.style).plant(options.faults);
    const track::PersonTrack* track = person.track && options.track ? &*person.track : nullptr;
    Tally t;
    const std::clock_t start = std::clock();
    const auto quality = review::measureQuality(clip, *body, track);
    const review::BadFrames queue(*quality, clip);
    t.seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    review::QueueOptions without;
    for (const auto& stop : known) without.checked.push_back({stop.range, stop.severity});
    const review::BadFrames rest(*quality, clip, without);
    const std::int64_t first = clip.frames.front().frame.value;
    const auto hits = [&](const review::BadFrames& q, const testing::SeededFault& f) {
        for (std::size_t s = 0; s < most(q, faults.size()); ++s)
            if (within(f, q.stops()[s].frame.value - first)) return true;
        return false;
    };
    t.faults = int(faults.size());
    for (const auto& f : faults) {
        const bool found = hits(queue, f);
        t.found += found;
        t.foundKnownOut += hits(rest, f);
        ++t.ofKind[std::size_t(f.kind)];
        t.foundOfKind[std::size_t(f.kind)] += found;
        if (options.list) listFault(*quality, queue, f, seed, found);
    }
    t.stops = int(most(queue, faults.size()));
    for (int s = 0; s < t.stops; ++s) {
        const auto& stop = queue.stops()[std::size_t(s)];
        const auto right = std::find_if(faults.begin(), faults.end(), [&](const auto& f) { return within(f, stop.frame.value - first); });
        t.right += right != faults.end();
        if (options.list)
            std::printf("    stop %2d at %4d (%4d..%4d) %6.2f %-18s %-40s %s\n", s + 1, int(stop.frame.value - first), int(stop.range.first.value - first),
                        int(stop.range.end.value - first), stop.score, review::causeName(stop.cause).data(), stop.text.c_str(),
                        right == faults.end() ? "-" : testing::kFaultNames[std::size_t(right->kind)].data());
    }
    return t;
}

/// Of 10 000 frames: the clip there and back, again and again.
void printTime(const bench::SolvedPerson& person) {
    bench::SolvedPerson lengthened = person;
    auto& frames = lengthened.clip.frames;
    const auto& once = person.clip.frames;
    const std::size_t n = once.size();
    if (n < 2 || lengthened.clip.camFromWorld.size() > 1) return;
    frames.clear();
    for (std::size_t i = 0; i < 10'000; ++i) {
        const std::size_t k = i % (2 * n - 2), from = k < n ? k : 2 * n - 2 - k;
        frames.push_back(once[from]);
        frames.back().frame = FrameIndex(std::int64_t(i));
        frames.back().ptsSec = double(i) / person.clip.fps;
        if (!person.track) continue;
        const auto seen = person.track->observations.find(once[from].frame);
        if (seen != person.track->observations.end()) lengthened.track->observations[FrameIndex(std::int64_t(i))] = seen->second;
    }
    const std::clock_t start = std::clock();
    const auto quality = review::measureQuality(lengthened.clip, *body::mannequin(), person.track ? &*lengthened.track : nullptr);
    const std::clock_t middle = std::clock();
    const review::BadFrames queue(*quality, lengthened.clip);
    const auto ms = [](std::clock_t a, std::clock_t b) { return 1e3 * double(b - a) / CLOCKS_PER_SEC; };
    std::printf("  10 000 frames: quality %.0f ms, queue %.0f ms of processor time (%zu stops)\n", ms(start, middle), ms(middle, std::clock()), queue.stops().size());
}

void print(const std::string& name, const Tally& t, int runs) {
    const auto share = [](int part, int whole) { return 100.0 * part / std::max(1, whole); };
    std::printf("%-34s %4d faults  found %5.1f %%  known out %5.1f %%  precision %5.1f %%  %6.1f ms\n", name.c_str(), t.faults, share(t.found, t.faults),
                share(t.foundKnownOut, t.faults), share(t.right, t.stops), 1000 * t.seconds / std::max(1, runs));
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
        if (a == "--estimator") options.estimator = value();
        else if (a == "--keep") options.keep = value();
        else if (a == "--seeds") options.seeds = std::atoi(value());
        else if (a == "--faults") options.faults = std::atoi(value());
        else if (a == "--no-track") options.track = false;
        else if (a == "--soft") options.style = testing::FaultStyle::Soft;
        else if (a == "--list") options.list = true;
        else files.emplace_back(a);
    }
    if (files.empty() || options.seeds < 1 || options.faults < 1) {
        std::fputs("usage: bench_bad_frames [--estimator refined|rope|fit] [--keep FOLDER] [--seeds N] [--faults N] [--soft] [--no-track] [--list]\n"
                   "                        VIDEO|TAKE.npz ...\n", stderr);
        return 2;
    }
    Tally all;
    int runs = 0;
    for (const auto& file : files) {
        const auto person = bench::solvedPerson(file, options.estimator, options.keep);
        if (!person) {
            std::fprintf(stderr, "%s\n", describe(person.error()).c_str());
            return 1;
        }
        const auto clean = review::measureQuality(person->clip, *body::mannequin(), person->track && options.track ? &*person->track : nullptr);
        if (!clean) {
            std::fprintf(stderr, "%s\n", describe(clean.error()).c_str());
            return 1;
        }
        const review::BadFrames known(*clean, person->clip);
        std::printf("%s: %zu frames, undamaged: %zu stops\n", person->name.c_str(), person->clip.frames.size(), known.stops().size());
        if (options.list)
            for (const auto& s : known.stops())
                std::printf("    frame %4d score %6.2f %-18s %s\n", int(s.frame.value), s.score, review::causeName(s.cause).data(), s.text.c_str());
        Tally sum;
        for (int seed = 1; seed <= options.seeds; ++seed) sum.add(tally(*person, known.stops(), std::uint64_t(seed), options));
        print("  " + person->name, sum, options.seeds);
        if (options.list || file == files.front()) printTime(*person);
        all.add(sum);
        runs += options.seeds;
    }
    print("all", all, runs);
    for (std::size_t k = 0; k < all.ofKind.size(); ++k)
        std::printf("  %-15s %4d of %4d\n", testing::kFaultNames[k].data(), all.foundOfKind[k], all.ofKind[k]);
    return 0;
}
