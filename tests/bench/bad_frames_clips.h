#pragma once

#include "base/result.h"
#include "body/mannequin.h"
#include "body/motion_clip.h"
#include "io/take_npz.h"
#include "jobs/solve_pipeline.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

/// Solved clips with what the tracker saw, for the bench of bad frames: solved once and kept in a folder.
namespace ropetp::bench {

struct SolvedPerson {
    std::string name;
    body::MotionClip clip;
    std::optional<track::PersonTrack> track;  ///< absent for takes without a video
};

namespace detail {

template <class T>
void put(std::ostream& out, const T* values, std::size_t count) { out.write(reinterpret_cast<const char*>(values), std::streamsize(count * sizeof(T))); }
template <class T>
bool get(std::istream& in, T* values, std::size_t count) { return bool(in.read(reinterpret_cast<char*>(values), std::streamsize(count * sizeof(T)))); }

/// Calls `field(floats, count)` for the landmarks' arrays.
template <class L, class Field>
void eachField(L& l, Field field) {
    field(&l.score, 1);
    field(l.px[0].data(), 2 * track::kLandmarkCount);
    field(l.worldM[0].data(), 3 * track::kLandmarkCount);
    field(l.visibility.data(), track::kLandmarkCount);
    field(l.presence.data(), track::kLandmarkCount);
}

inline void keepTrack(const std::filesystem::path& path, const track::PersonTrack& track) {
    std::ofstream out(path, std::ios::binary);
    for (const auto& [frame, o] : track.observations) {
        if (!o.landmarks) continue;
        put(out, &frame.value, 1);
        eachField(*o.landmarks, [&](const float* f, std::size_t n) { put(out, f, n); });
    }
}

inline track::PersonTrack keptTrack(const std::filesystem::path& path, PersonId id) {
    track::PersonTrack track;
    track.id = id;
    std::ifstream in(path, std::ios::binary);
    std::int64_t frame = 0;
    while (get(in, &frame, 1)) {
        track::Landmarks l;
        bool whole = true;
        eachField(l, [&](float* f, std::size_t n) { whole = get(in, f, n) && whole; });
        if (whole) track.observations[FrameIndex(frame)].landmarks = l;
    }
    return track;
}

}  // namespace detail

/// The largest person of a video, solved with the default estimator, or a take (.npz) without a video.
/// @param keep  folder where solves are kept, or empty.
inline Result<SolvedPerson> solvedPerson(const std::filesystem::path& file, const std::string& estimator, const std::filesystem::path& keep) {
    SolvedPerson out;
    out.name = file.stem().string();
    if (file.extension() == ".npz") {
        auto clip = io::readTakeNpz(file);
        if (!clip) return fail(clip.error());
        out.clip = std::move(*clip);
        return out;
    }
    const auto keptClip = keep / (out.name + "." + estimator + ".npz"), kept = keep / (out.name + "." + estimator + ".track");
    if (!keep.empty() && std::filesystem::exists(keptClip) && std::filesystem::exists(kept)) {
        auto clip = io::readTakeNpz(keptClip);
        if (!clip) return fail(clip.error());
        out.clip = std::move(*clip);
        out.track = detail::keptTrack(kept, out.clip.person);
        return out;
    }
    jobs::SolveRequest request;
    request.video = file;
    request.persons = jobs::SolveRequest::Persons::Largest;
    request.estimator = estimator == "refined" ? "rope" : estimator;
    request.refine = estimator == "refined";
    NullJobControl job;
    const auto outcome = jobs::solve(request, job, nullptr);
    if (!outcome) return fail(outcome.error());
    out.clip = *outcome->clips.front();
    out.track = *outcome->tracks->find(out.clip.person);
    if (!keep.empty()) {
        std::filesystem::create_directories(keep);
        if (const auto written = io::writeTakeNpz(keptClip, out.clip, *body::mannequin()); !written) return fail(written.error());
        detail::keepTrack(kept, *out.track);
    }
    return out;
}

}  // namespace ropetp::bench
