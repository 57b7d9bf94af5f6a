#include "app/train/pose_errors_command.h"

#include "base/rotation.h"
#include "body/skeleton.h"
#include "io/take_npz.h"
#include "io/truth_npz.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace ropetp::train {
namespace {

constexpr double kQuickSec = 0.35;   ///< errors that are gone after about this time count as quick
using Path = std::vector<Eigen::Vector3d>;

/// Frames of all joints in the camera.
std::array<Eigen::Matrix3d, body::kJointCount> globalRotations(const body::Pose& pose, const Eigen::Matrix3d& camFromFrame) {
    std::array<Eigen::Matrix3d, body::kJointCount> out;
    for (std::size_t j = 0; j < out.size(); ++j) {
        const int p = body::kParents[j];
        out[j] = (p < 0 ? camFromFrame : out[std::size_t(p)]) * matrixFromAxisAngle(pose.axisAngleRad[j]);
    }
    return out;
}

/// Sums of squares of what stays, wanders and flickers, of one clip.
struct Sums {
    double bias = 0, slow = 0, quick = 0, frame = 0, count = 0;
    void add(const Path& error, double fps) {
        const auto n = int(error.size()), half = std::max(1, int(std::lround(kQuickSec * fps)));
        Eigen::Vector3d mean = Eigen::Vector3d::Zero();
        for (const auto& e : error) mean += e / n;
        for (int i = 0; i < n; ++i) {
            Eigen::Vector3d around = Eigen::Vector3d::Zero();
            int near = 0;
            for (int k = std::max(0, i - half); k <= std::min(n - 1, i + half); ++k, ++near) around += error[std::size_t(k)];
            around /= near;
            bias += mean.squaredNorm() / 3;
            slow += (around - mean).squaredNorm() / 3;
            quick += (error[std::size_t(i)] - around).squaredNorm() / 3;
            // The second difference of white noise of variance v has 6 v.
            if (i > 0 && i + 1 < n) frame += (error[std::size_t(i - 1)] - 2 * error[std::size_t(i)] + error[std::size_t(i + 1)]).squaredNorm() / 3 / 6;
            ++count;
        }
    }
};

}  // namespace

int poseErrorsCommand(const std::vector<std::string>& words) {
    if (words.size() < 2 || words.size() % 2 != 0) {
        std::fputs("usage: ropetp-train pose-errors TAKE.npz TRUTH.npz [TAKE.npz TRUTH.npz ...]\n", stderr);
        return 2;
    }
    std::array<Sums, body::kJointCount> sums;
    for (std::size_t w = 0; w < words.size(); w += 2) {
        const auto take = io::readTakeNpz(words[w]);
        const auto truth = io::readTruthNpz(words[w + 1]);
        if (!take || !truth) {
            std::fprintf(stderr, "ropetp-train: %s\n", describe(!take ? take.error() : truth.error()).c_str());
            return 1;
        }
        if (truth->posesInWorld.size() != truth->frameIds.size() || truth->camFromWorld.size() != truth->frameIds.size()) {
            std::fprintf(stderr, "ropetp-train: %s has no poses or no camera\n", words[w + 1].c_str());
            return 1;
        }
        std::array<Path, body::kJointCount> errors;
        for (std::size_t i = 0; i < truth->frameIds.size(); ++i) {
            const auto at = take->find(FrameIndex{truth->frameIds[i]});
            if (at < 0) continue;
            const auto solved = globalRotations(take->frames[std::size_t(at)].poseInCam, Eigen::Matrix3d::Identity());
            const auto right = globalRotations(truth->posesInWorld[i], truth->camFromWorld[i].topLeftCorner<3, 3>());
            for (std::size_t j = 0; j < solved.size(); ++j) errors[j].push_back(axisAngleFromMatrix(solved[j] * right[j].transpose()));
        }
        for (std::size_t j = 0; j < errors.size(); ++j)
            if (errors[j].size() > 3) sums[j].add(errors[j], truth->fps);
        const Eigen::Vector3d up = take->camFromWorldAt(0).linear().col(1), trueUp = truth->camFromWorld[0].block<3, 1>(0, 1);
        std::printf("%s: gravity off by %.2f degrees\n", words[w].c_str(), std::acos(std::clamp(up.dot(trueUp), -1.0, 1.0)) * 180 / M_PI);
    }
    std::printf("radians about each axis      stays     slow    quick    frame\n");
    for (std::size_t j = 0; j < sums.size(); ++j) {
        const auto rms = [&](double sum) { return std::sqrt(sum / std::max(1.0, sums[j].count)); };
        std::printf("%-24s %8.4f %8.4f %8.4f %8.4f\n", std::string(body::kJointNames[j]).c_str(), rms(sums[j].bias), rms(sums[j].slow), rms(sums[j].quick), rms(sums[j].frame));
    }
    return 0;
}

}  // namespace ropetp::train
