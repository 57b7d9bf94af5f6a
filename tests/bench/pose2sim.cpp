// Prints the error of a solve against an independent 3D reference, beside the landmark model's own
// world landmarks on the same frames.
//   bench_pose2sim VIDEO TRUTH.npz [ESTIMATOR [WEIGHTS]]
// MPJPE: mid-hip taken from both, mean over the scored joints and frames. PA-MPJPE: best similarity
// per frame first. Millimetres. Frames are matched by frame_ids.
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "io/truth_npz.h"
#include "jobs/solve_pipeline.h"
#include "metrics/pose_error.h"

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

using namespace ropetp;

namespace {

/// SMPL joint and BlazePose landmark.
constexpr std::array<std::pair<int, int>, 12> kPairs = {{{1, 23}, {2, 24}, {4, 25}, {5, 26}, {7, 27}, {8, 28}, {16, 11}, {17, 12}, {18, 13}, {19, 14}, {20, 15}, {21, 16}}};

void print(const char* name, const std::vector<body::JointPositions>& predicted, const std::vector<body::JointPositions>& truth, const metrics::JointMask& mask) {
    const auto e = metrics::poseError(predicted, truth, mask);
    if (!e) return;
    std::printf("%-30s MPJPE %6.1f   PA-MPJPE %6.1f mm   (%zu frames)\n   ", name, e->mpjpeMm, e->paMpjpeMm, e->frames);
    for (const auto& [joint, landmark] : kPairs) std::printf(" %s %.0f", std::string(body::kJointNames[std::size_t(joint)]).c_str(), e->perJointMm[std::size_t(joint)]);
    std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_pose2sim VIDEO TRUTH.npz [ESTIMATOR [WEIGHTS]]\n");
        return 2;
    }
    const auto truth = io::readTruthNpz(argv[2]);
    if (!truth) {
        std::fprintf(stderr, "%s\n", describe(truth.error()).c_str());
        return 1;
    }

    jobs::SolveRequest request;
    request.video = argv[1];
    request.persons = jobs::SolveRequest::Persons::Largest;
    if (argc > 3) request.estimator = argv[3];
    if (argc > 4) request.estimatorWeights = argv[4];
    NullJobControl job;
    const auto outcome = jobs::solve(request, job, nullptr);
    if (!outcome) {
        std::fprintf(stderr, "%s\n", describe(outcome.error()).c_str());
        return 1;
    }
    const auto& clip = *outcome->clips.front();
    const auto* person = outcome->tracks->find(clip.person);
    const auto rest = body::mannequin()->restJoints(clip.betas);
    std::vector<body::JointPositions> ours, landmarks, reference;
    for (std::size_t row = 0; row < truth->frameIds.size(); ++row) {
        const FrameIndex f(truth->frameIds[row]);
        const auto i = clip.find(f);
        const auto o = person->observations.find(f);
        // Frames that both can be scored on.
        if (i < 0 || o == person->observations.end() || !o->second.landmarks) continue;
        ours.push_back(body::jointPositions(rest, clip.frames[std::size_t(i)].poseInCam));
        body::JointPositions p = body::JointPositions::Zero();
        for (const auto& [joint, landmark] : kPairs) p.row(joint) = o->second.landmarks->worldM[std::size_t(landmark)].cast<double>().transpose();
        landmarks.push_back(p);
        reference.push_back(truth->jointsInCam[row]);
    }
    std::printf("%zu of the truth's %zu frames were solved\n", ours.size(), truth->frameIds.size());
    print("BlazePose's world landmarks", landmarks, reference, truth->jointMask);
    print(clip.source.c_str(), ours, reference, truth->jointMask);
    for (const auto& s : outcome->times) std::printf("%-18s %7.2f s  %6.1f frames/s\n", s.stage.c_str(), s.seconds, s.frames / s.seconds);
    return 0;
}
