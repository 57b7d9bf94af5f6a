// Foot contacts of solved videos against the tracker's heel and toe landmarks: where a landmark goes through the picture of a camera
// that stands, its foot point does not stand, whatever the way through the world looks like.
//   bench_contacts [--solver denoiser|regression|feet|raw] [--keep FOLDER] [--out FOLDER] [--list] VIDEO[=TRUTH.npz] ...
// The trajectory is told anew from the kept solve's poses; --out writes those takes (and tracks) for bench_bad_frames --keep.
//   moving     of the foot points told to stand: landmark faster than 0.5 m/s at the body's depth (slope of 0.2 s within the contact)
//   still      of the landmarks slower than 0.2 m/s for 0.2 s: told to stand
//   longest    contact; and the longest in which the landmark goes further than a foot's length
//   way, end   of the pelvis over the floor: length, and from start to end; reach: furthest from the start
//   slides     of standing feet, a frame; lifts: the highest that both feet are over the floor (of joints: about 2 cm where they stand)
//   truth      precision and recall against the truth's ankles and feet that are slower than 0.4 m/s
#include "bench/bad_frames_clips.h"
#include "body/kinematics.h"
#include "io/truth_npz.h"
#include "trajectory/contacts.h"
#include "trajectory/leg_bend.h"
#include "trajectory/trajectory_solver.h"

#include <cmath>

using namespace ropetp;

namespace {

constexpr std::array<int, 4> kLandmarkOfPoint = {29, 31, 30, 32};   ///< of BlazePose: heels and foot indices
constexpr double kWindowSec = 0.2, kMoves = 0.5, kTrulyMoves = 0.4, kStill = 0.2, kStillSec = 0.2, kFootM = 0.25;
constexpr float kSeen = 0.5f, kStands = 0.5f;

struct Sums {
    int standing = 0, moving = 0, still = 0, stillStanding = 0;
    double longestSec = 0, longestFalseSec = 0;
};

/// Where a foot point's landmark is, metres across the picture at the foot's depth; nothing where it is not seen.
struct Sighting {
    Eigen::Vector3d placeM = Eigen::Vector3d::Zero();
    bool seen = false;
};

std::vector<Sighting> sightings(const bench::SolvedPerson& person, const body::JointPositions& rest, std::size_t k) {
    std::vector<Sighting> out;
    for (const auto& f : person.clip.frames) {
        Sighting s;
        const auto it = person.track->observations.find(f.frame);
        if (f.visible && it != person.track->observations.end() && it->second.landmarks && it->second.landmarks->visibility[std::size_t(kLandmarkOfPoint[k])] >= kSeen) {
            const Eigen::Vector2d px = it->second.landmarks->px[std::size_t(kLandmarkOfPoint[k])].cast<double>();
            s.placeM = (rest.row(0).transpose() + f.poseInCam.translationM).z() * person.clip.camera.ray(px);
            s.placeM.z() = 0;   // the camera's own depth trembles
            s.seen = true;
        }
        out.push_back(s);
    }
    return out;
}

void judge(const bench::SolvedPerson& person, const body::JointPositions& rest, bool list, Sums& sums) {
    const auto& frames = person.clip.frames;
    std::vector<double> sec;
    for (const auto& f : frames) sec.push_back(f.ptsSec);
    for (std::size_t k = 0; k < 4; ++k) {
        const auto seen = sightings(person, rest, k);
        std::vector<Eigen::Vector3d> places;
        for (const auto& s : seen) places.push_back(s.placeM);
        const auto velocity = trajectory::velocities(places, sec, kWindowSec);
        const auto slow = [&](std::size_t i) { return seen[i].seen && velocity[i].norm() < kStill; };
        for (std::size_t i = 0; i < frames.size();) {   // the landmark's rests
            std::size_t end = i;
            while (end < frames.size() && slow(end)) ++end;
            if (end > i && sec[end - 1] - sec[i] >= kStillSec)
                for (std::size_t j = i; j < end; ++j) {
                    ++sums.still;
                    sums.stillStanding += frames[j].contacts[k] > kStands;
                }
            i = std::max(end, i + 1);
        }
        for (std::size_t i = 0; i < frames.size();) {   // contacts
            std::size_t end = i;
            double travelled = 0;
            std::optional<std::size_t> first;
            while (end < frames.size() && frames[end].contacts[k] > kStands) {
                if (seen[end].seen) {
                    if (!first) first = end;
                    travelled = std::max(travelled, (places[end] - places[*first]).norm());
                }
                ++end;
            }
            // Within the contact: before and after it a foot that does stand moves.
            const auto slopes = trajectory::velocities({places.data() + i, end - i}, {sec.data() + i, end - i}, kWindowSec);
            int moving = 0;
            for (std::size_t j = i; j < end; ++j) {
                sums.standing += seen[j].seen;
                moving += seen[j].seen && slopes[j - i].norm() > kMoves;
            }
            sums.moving += moving;
            if (end > i) {
                const double length = sec[end - 1] - sec[i];
                sums.longestSec = std::max(sums.longestSec, length);
                if (travelled > kFootM) sums.longestFalseSec = std::max(sums.longestFalseSec, length);
                if (list) std::printf("    point %zu frames %4zu..%4zu %5.2f s  landmark goes %5.2f m, moves on %d frames\n", k, i, end, length, travelled, moving);
            }
            i = std::max(end, i + 1);
        }
    }
}

Result<void> printTruth(const body::MotionClip& clip, const std::filesystem::path& file) {
    const auto truth = io::readTruthNpz(file);
    if (!truth) return fail(truth.error());
    std::vector<double> sec;
    for (const auto id : truth->frameIds) sec.push_back(double(id) / truth->fps);
    std::array<std::array<int, 2>, 2> counts{};   // told, truly
    for (std::size_t k = 0; k < 4; ++k) {
        if (!truth->jointMask[std::size_t(trajectory::kFootJoints[k])]) continue;
        std::vector<Eigen::Vector3d> places;
        for (const auto& joints : truth->jointsInWorld) places.push_back(joints.row(trajectory::kFootJoints[k]).transpose());
        const auto velocity = trajectory::velocities(places, sec, kWindowSec / 2);
        for (std::size_t row = 0; row < places.size(); ++row)
            if (const auto i = clip.find(FrameIndex(truth->frameIds[row])); i >= 0 && clip.frames[std::size_t(i)].visible && velocity[row].allFinite())
                ++counts[clip.frames[std::size_t(i)].contacts[k] > kStands][velocity[row].norm() < kTrulyMoves];
    }
    std::printf("    truth: precision %.3f, recall %.3f of %d\n", double(counts[1][1]) / std::max(1, counts[1][0] + counts[1][1]),
                double(counts[1][1]) / std::max(1, counts[0][1] + counts[1][1]), counts[0][1] + counts[1][1]);
    return {};
}

void print(const std::string& name, const Sums& s) {
    std::printf("%-30s moving %5.1f %% of %5d   still %5.1f %% of %5d   longest %5.2f s, false %5.2f s", name.c_str(), 100.0 * s.moving / std::max(1, s.standing), s.standing,
                100.0 * s.stillStanding / std::max(1, s.still), s.still, s.longestSec, s.longestFalseSec);
}

void printWay(const body::MotionClip& clip, const body::JointPositions& rest) {
    double way = 0, reach = 0, end = 0, slides = 0, lifts = 0;
    int standing = 0;
    for (std::size_t i = 1; i < clip.frames.size(); ++i) {
        const auto before = trajectory::footPoints(rest, clip.frames[i - 1].poseInWorld), now = trajectory::footPoints(rest, clip.frames[i].poseInWorld);
        double lowest = now[0].y();
        for (std::size_t k = 0; k < now.size(); ++k) {
            lowest = std::min(lowest, now[k].y());
            if (clip.frames[i - 1].contacts[k] <= kStands || clip.frames[i].contacts[k] <= kStands) continue;
            slides += std::hypot(now[k].x() - before[k].x(), now[k].z() - before[k].z());
            ++standing;
        }
        lifts = std::max(lifts, lowest);
    }
    std::optional<Eigen::Vector2d> first, last;
    for (const auto& f : clip.frames) {
        const Eigen::Vector3d p = rest.row(0).transpose() + f.poseInWorld.translationM;
        const Eigen::Vector2d at(p.x(), p.z());
        if (!first) first = at;
        if (last) way += (at - *last).norm();
        last = at;
        end = (at - *first).norm();
        reach = std::max(reach, end);
    }
    std::printf("   way %5.2f m, end %4.2f m, reach %4.2f m   slides %4.1f mm   lifts %4.2f m\n", way, end, reach, 1000 * slides / std::max(1, standing), lifts);
}

}  // namespace

int main(int argc, char** argv) {
    std::string solver = "denoiser";
    std::filesystem::path keep, out;
    bool list = false;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--solver" && i + 1 < argc) solver = argv[++i];
        else if (a == "--keep" && i + 1 < argc) keep = argv[++i];
        else if (a == "--out" && i + 1 < argc) out = argv[++i];
        else if (a == "--list") list = true;
        else files.emplace_back(a);
    }
    const auto body = body::mannequin();
    const auto make = trajectory::makeTrajectorySolver(solver, {});
    if (files.empty() || !make) {
        std::fputs("usage: bench_contacts [--solver denoiser|regression|feet|raw] [--keep FOLDER] [--out FOLDER] [--list] VIDEO[=TRUTH.npz] ...\n", stderr);
        return 2;
    }
    Sums all;
    for (const auto& given : files) {
        const std::string text = given.string();
        const auto split = std::min(text.find('='), text.size());
        const std::filesystem::path file = text.substr(0, split), truth = text.substr(std::min(split + 1, text.size()));
        auto person = bench::solvedPerson(file, "refined", keep);
        NullJobControl job;
        const auto told = person && person->track ? (*make)->solve(person->clip, *body, job) : Result<void>(fail(ErrorCode::InvalidInput, "not a video: " + file.string()));
        if (!told) {
            std::fprintf(stderr, "%s\n", describe(person ? told.error() : person.error()).c_str());
            return 1;
        }
        const auto rest = body->restJoints(person->clip.betas);
        Sums sums;
        judge(*person, rest, list, sums);
        print(person->name, sums);
        printWay(person->clip, rest);
        if (const auto read = truth.empty() ? Result<void>() : printTruth(person->clip, truth); !read) {
            std::fprintf(stderr, "%s\n", describe(read.error()).c_str());
            return 1;
        }
        if (person->clip.cameraKind == body::CameraKind::Static) {
            all.standing += sums.standing, all.moving += sums.moving, all.still += sums.still, all.stillStanding += sums.stillStanding;
            all.longestSec = std::max(all.longestSec, sums.longestSec);
            all.longestFalseSec = std::max(all.longestFalseSec, sums.longestFalseSec);
        }
        if (out.empty()) continue;
        std::filesystem::create_directories(out);
        if (const auto written = io::writeTakeNpz(out / (person->name + ".refined.npz"), person->clip, *body); !written) {
            std::fprintf(stderr, "%s\n", describe(written.error()).c_str());
            return 1;
        }
        bench::detail::keepTrack(out / (person->name + ".refined.track"), *person->track);
    }
    print("cameras that stand", all);
    std::puts("");
    return 0;
}
