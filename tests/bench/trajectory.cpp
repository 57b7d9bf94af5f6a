// Trajectories from local motion, on held-out people (cmu_03, cmu_05, accad_Female1): standing still, dead reckoning from the
// feet, and networks, on true joints and on joints with errors like Rope's. Contacts (of ankles and feet): precision, recall, F1, and the
// longest that is false for the better part; where feet are locked, as settleContacts() leaves them.
//   bench_trajectory MOTIONS.npz [--steps N] [--only SUBJECT] NAME=WEIGHTS ...

#include "base/job_control.h"
#include "metrics/world_error.h"
#include "train/trajectory/recorded_path.h"
#include "train/trajectory/rope_noise.h"
#include "trajectory/dead_reckoning.h"
#include "trajectory/denoiser/path_sampler.h"
#include "trajectory/foot_lock.h"
#include "trajectory/standing_feet.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>

using namespace ropetp;
using Places = std::vector<Eigen::Vector3d>;
using trajectory::SampledPath;

namespace {

constexpr std::uint64_t kNoiseSeed = 4242;

struct Sums {
    double w = 0, wa = 0, rte = 0, sliding = 0, jitter = 0, frames = 0;
    std::array<std::array<double, 2>, 2> contacts{};   ///< foot points and frames: told to stand, truly standing
    double longestSec = 0;                             ///< contact that is false for the better part

    double precision() const { return contacts[1][1] / std::max(1.0, contacts[1][0] + contacts[1][1]); }
    double recall() const { return contacts[1][1] / std::max(1.0, contacts[0][1] + contacts[1][1]); }
};

struct Method {
    std::string name;
    std::function<SampledPath(const std::vector<trajectory::BodyFrame>& told, const train::RecordedPath& truth)> solve;
    bool locksFeet = false;   ///< and settles the contacts before
};

trajectory::FootPath feetOf(const std::vector<body::JointPositions>& joints) {
    trajectory::FootPath feet(joints.size());
    for (std::size_t i = 0; i < joints.size(); ++i)
        for (std::size_t k = 0; k < feet[i].size(); ++k) feet[i][k] = joints[i].row(trajectory::kFootJoints[k]).transpose();
    return feet;
}

/// Contacts as the program makes them where no camera has a say.
void settleContacts(const std::vector<body::JointPositions>& joints, SampledPath& path) {
    std::vector<double> timeSec;
    for (std::size_t i = 0; i < joints.size(); ++i) timeSec.push_back(double(i) / trajectory::kDenoiserFps);
    trajectory::settleContacts(feetOf(joints), timeSec, path.contacts);
}

void scoreContacts(const SampledPath& path, const train::RecordedPath& truth, Sums& sums) {
    if (path.contacts.empty()) return;
    for (std::size_t k = 0; k < trajectory::kContactValues; ++k) {
        int length = 0, wrong = 0;
        for (std::size_t i = 0; i <= path.contacts.size(); ++i) {
            const bool stands = i < path.contacts.size() && path.contacts[i][k] > 0.5f;
            if (i < path.contacts.size()) ++sums.contacts[stands][truth.contacts[i][k]];
            if (stands) {
                ++length;
                wrong += !truth.contacts[i][k];
                continue;
            }
            if (2 * wrong > length) sums.longestSec = std::max(sums.longestSec, length / trajectory::kDenoiserFps);
            length = wrong = 0;
        }
    }
}

/// Feet that stand keep their place, as the program does it on its body.
void lockFeet(std::vector<body::JointPositions>& joints, const SampledPath& path) {
    const auto offsets = trajectory::footLockOffsets(feetOf(joints), path.contacts, trajectory::kDenoiserFps);
    for (std::size_t i = 0; i < joints.size(); ++i)
        for (int side = 0; side < 2; ++side) {
            const auto at = [&](int j) { return Eigen::Vector3d(joints[i].row(j + side).transpose()); };
            const auto [knee, ankle] = trajectory::twoBones(at(1), at(4), at(7), at(7) + offsets[i][std::size_t(2 * side)]);
            const Eigen::Vector3d sole = at(10) + offsets[i][std::size_t(2 * side + 1)] - ankle;
            joints[i].row(10 + side) = (ankle + (at(10) - at(7)).norm() * sole.normalized()).transpose();
            joints[i].row(4 + side) = knee.transpose();
            joints[i].row(7 + side) = ankle.transpose();
        }
}

void score(SampledPath path, const Method& method, const std::vector<trajectory::BodyFrame>& told, const train::RecordedPath& truth, Sums& sums) {
    std::vector<body::JointPositions> predicted;
    for (std::size_t i = 0; i < told.size(); ++i) predicted.push_back(told[i].joints.rowwise() + path.rootM[i].transpose());
    if (method.locksFeet) settleContacts(predicted, path);
    scoreContacts(path, truth, sums);
    if (method.locksFeet) lockFeet(predicted, path);
    metrics::JointMask all;
    all.fill(true);
    const auto error = metrics::worldError(predicted, truth.joints, all);
    if (!error) return;
    const double n = double(told.size());
    sums.w += n * error->wMpjpeMm;
    sums.wa += n * error->waMpjpeMm;
    sums.rte += n * error->rtePercent;
    sums.sliding += n * metrics::footSlidingMm(predicted, truth.joints);
    sums.jitter += n * metrics::jitter(predicted, trajectory::kDenoiserFps);
    sums.frames += n;
}

}  // namespace

int main(int argc, char** argv) {
    std::string motions, only;
    trajectory::SamplerOptions options;
    std::vector<std::pair<std::string, std::string>> weights;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--steps" && i + 1 < argc) options.steps = std::atoi(argv[++i]);
        else if (a == "--only" && i + 1 < argc) only = argv[++i];
        else if (const auto e = a.find('='); e != std::string::npos) weights.emplace_back(a.substr(0, e), a.substr(e + 1));
        else motions = a;
    }
    if (motions.empty()) {
        std::fputs("usage: bench_trajectory MOTIONS.npz [--steps N] [--only SUBJECT] NAME=WEIGHTS ...\n", stderr);
        return 2;
    }
    std::vector<Method> methods = {
        {"standing still", [](const auto& frames, const auto&) { return SampledPath{Places(frames.size(), Eigen::Vector3d::Zero()), {}}; }},
        // What errors of the joints leave at best: alignment on two frames turns with them.
        {"the true root", [](const auto&, const auto& truth) {
             SampledPath path;
             for (const auto& j : truth.joints) path.rootM.push_back(j.row(0).transpose());
             return path;
         }},
        {"dead reckoning", [](const auto& frames, const auto&) { return SampledPath{trajectory::deadReckoned(frames), {}}; }},
        {"dead reckoning, locked", [](const auto& frames, const auto&) { NullJobControl job; return *trajectory::reckonedPath(frames, {}, job); }, true}};
    bool rotations = false;
    NullJobControl job;
    for (const auto& [name, file] : weights) {
        auto model = trajectory::DenoiserModel::create(file, 1);
        if (!model) {
            std::fprintf(stderr, "%s\n", describe(model.error()).c_str());
            return 1;
        }
        rotations = rotations || (*model)->config().condition == trajectory::DenoiserCondition::Rotations;
        const auto solve = [shared = std::shared_ptr<trajectory::DenoiserModel>(std::move(*model)), &options, &job](const auto& frames, const auto&) {
            auto path = trajectory::samplePath(*shared, frames, {}, options, job);
            if (!path) {
                std::fprintf(stderr, "%s\n", describe(path.error()).c_str());
                std::exit(1);
            }
            return std::move(*path);
        };
        methods.push_back({name, solve});
        methods.push_back({name + ", locked", solve, true});
    }
    const auto paths = train::readPaths(motions, rotations);
    if (!paths) {
        std::fprintf(stderr, "%s\n", describe(paths.error()).c_str());
        return 1;
    }
    for (const double noise : {0.0, 1.0}) {
        std::printf("\n%s\n%-24s %8s %8s %8s %10s %8s   %9s %7s %5s %8s\n", noise > 0 ? "joints with errors like Rope's" : "true joints", "", "W-MPJPE", "WA-MPJPE", "RTE %", "mm/frame", "jitter", "precision",
                    "recall", "F1", "false s");
        std::vector<Sums> sums(methods.size());
        std::uint64_t seed = kNoiseSeed;
        for (const auto& p : *paths) {
            ++seed;
            if (!p.heldOut || (!only.empty() && p.subject != only)) continue;
            auto told = train::bodyFrames(p, 0, p.joints.size());
            std::mt19937_64 random(seed);
            if (noise > 0) train::addRopeNoise(told, noise, random);
            for (std::size_t m = 0; m < methods.size(); ++m) score(methods[m].solve(told, p), methods[m], told, p, sums[m]);
        }
        for (std::size_t m = 0; m < methods.size(); ++m) {
            const Sums& s = sums[m];
            std::printf("%-24s %8.1f %8.1f %8.2f %10.2f %8.2f", methods[m].name.c_str(), s.w / s.frames, s.wa / s.frames, s.rte / s.frames, s.sliding / s.frames, s.jitter / s.frames);
            const double p = s.precision(), r = s.recall();
            if (p + r > 0) std::printf("   %9.3f %7.3f %5.3f %8.2f", p, r, 2 * p * r / (p + r), s.longestSec);
            std::puts("");
        }
        std::fflush(stdout);
    }
    return 0;
}
