#include "train/pose_bank.h"

#include "body/mannequin.h"
#include "io/npz_file.h"

#include <cstdio>

namespace ropetp::train {
namespace {

constexpr int kEveryNth = 3;
constexpr double kWorstMeanMm = 35;   ///< recordings that our body cannot follow are left out

Result<PoseBank> readCache(const std::filesystem::path& cache) {
    const auto arrays = io::readNpz(cache);
    if (!arrays) return fail(arrays.error());
    PoseBank bank;
    for (const bool heldOut : {false, true}) {
        const auto it = arrays->find(heldOut ? "held_out" : "train");
        if (it == arrays->end() || it->second.shape.size() != 2 || it->second.shape[1] != 76) return fail(ErrorCode::CorruptFile, "not a pose bank", cache.string());
        const auto values = it->second.numbers();
        if (!values) return fail(values.error());
        auto& entries = heldOut ? bank.heldOut : bank.train;
        for (std::size_t i = 0; i < it->second.shape[0]; ++i) {
            const double* row = values->data() + 76 * i;
            PoseBank::Entry e;
            for (int j = 0; j < body::kJointCount; ++j) e.pose.axisAngleRad[std::size_t(j)] = Eigen::Map<const Eigen::Vector3d>(row + 3 * j);
            e.pose.translationM = Eigen::Map<const Eigen::Vector3d>(row + 72);
            e.motion = int(row[75]);
            entries.push_back(e);
        }
    }
    return bank;
}

std::vector<float> rows(const std::vector<PoseBank::Entry>& entries) {
    std::vector<float> out;
    for (const auto& e : entries) {
        for (const auto& a : e.pose.axisAngleRad)
            for (int c = 0; c < 3; ++c) out.push_back(float(a[c]));
        for (int c = 0; c < 3; ++c) out.push_back(float(e.pose.translationM[c]));
        out.push_back(float(e.motion));
    }
    return out;
}

}  // namespace

Result<PoseBank> poseBank(const std::filesystem::path& motions, const std::filesystem::path& cache, JobControl& job) {
    if (std::filesystem::exists(cache)) return readCache(cache);
    const auto recorded = readMotions(motions);
    if (!recorded) return fail(recorded.error());
    PoseBank bank;
    const auto body = body::mannequin();
    job.stage("retarget", 1);
    for (std::size_t i = 0; i < recorded->size(); ++i) {
        if (job.isCanceled()) return fail(ErrorCode::Canceled);
        if ((*recorded)[i].joints.size() < 4) continue;
        const auto done = retarget(*body, (*recorded)[i], kEveryNth);
        if (done.meanErrorMm > kWorstMeanMm) {
            std::fprintf(stderr, "left out: %s (%.0f mm)\n", (*recorded)[i].name.c_str(), done.meanErrorMm);
            continue;
        }
        auto& entries = (*recorded)[i].heldOut ? bank.heldOut : bank.train;
        for (const auto& p : done.poses) entries.push_back({p, int(i)});
        job.report(double(i + 1) / double(recorded->size()));
    }
    io::NpzArrays arrays;
    arrays["train"] = io::NpyArray::floats({bank.train.size(), 76}, rows(bank.train));
    arrays["held_out"] = io::NpyArray::floats({bank.heldOut.size(), 76}, rows(bank.heldOut));
    if (auto ok = io::writeNpz(cache, arrays); !ok) return fail(ok.error());
    return bank;
}

}  // namespace ropetp::train
