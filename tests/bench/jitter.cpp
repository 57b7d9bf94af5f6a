// Prints how much the solves of one clip shake: jitter = mean third difference of the joints times fps^3, 10 m/s^3.
//   bench_jitter VIDEO [ROPE.weights]
// A clip of a camera that stands still. All are measured on the same landmarks of one person:
//   world, 24 joints: the definition; BlazePose has no world.
//   posture: the 12 limb joints from the mid-hip, in the camera: what all of them have.
// Only stretches on which the person was seen count (in-filled frames are smooth by making).
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "jobs/solve_pipeline.h"
#include "metrics/mid_hip.h"
#include "metrics/world_error.h"

#include <cstdio>
#include <optional>
#include <string>

using namespace ropetp;

namespace {

/// SMPL joint and BlazePose landmark.
constexpr std::array<std::pair<int, int>, 12> kPairs = {{{1, 23}, {2, 24}, {4, 25}, {5, 26}, {7, 27}, {8, 28}, {16, 11}, {17, 12}, {18, 13}, {19, 14}, {20, 15}, {21, 16}}};

using Stretch = std::vector<body::JointPositions>;

/// Joints by frame; nullopt ends a stretch.
using Row = std::optional<body::JointPositions>;

void print(const char* name, const char* what, const std::vector<Row>& rows, double fps, const metrics::JointMask& mask) {
    double sum = 0;
    std::size_t differences = 0;
    Stretch stretch;
    const auto close = [&] {
        if (stretch.size() >= 4) {
            sum += metrics::jitter(stretch, fps, mask) * double(stretch.size() - 3);
            differences += stretch.size() - 3;
        }
        stretch.clear();
    };
    for (const auto& row : rows) {
        if (row) stretch.push_back(*row);
        else close();
    }
    close();
    if (differences > 0) std::printf("%-20s %-28s %8.2f   (%zu frames)\n", name, what, sum / double(differences), differences + 3);
}

Row fromMidHip(body::JointPositions p) {
    p.rowwise() -= metrics::midHip(p);
    return p;
}

metrics::JointMask limbs() {
    metrics::JointMask mask{};
    for (const auto& pair : kPairs) mask[std::size_t(pair.first)] = true;
    return mask;
}

void printClip(const body::MotionClip& clip) {
    metrics::JointMask all;
    all.fill(true);
    const auto rest = body::mannequin()->restJoints(clip.betas);
    std::vector<Row> world, posture;
    for (const auto& f : clip.frames) {
        world.push_back(f.visible ? Row(body::jointPositions(rest, f.poseInWorld)) : std::nullopt);
        posture.push_back(f.visible ? fromMidHip(body::jointPositions(rest, f.poseInCam)) : std::nullopt);
    }
    print(clip.source.c_str(), "world, 24 joints", world, clip.fps, all);
    print("", "posture, 12 joints", posture, clip.fps, limbs());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: bench_jitter VIDEO [ROPE.weights]\n", stderr);
        return 2;
    }
    jobs::SolveRequest request;
    request.video = argv[1];
    request.persons = jobs::SolveRequest::Persons::Largest;
    NullJobControl job;
    std::shared_ptr<const track::TrackSet> tracks;
    for (const char* estimator : {"fit", "rope"}) {
        request.estimator = estimator;
        if (argc > 2 && request.estimator == "rope") request.estimatorWeights = argv[2];
        if (tracks) {
            request.tracks = tracks;
            request.tracking = jobs::SolveRequest::Tracking::Keep;
        }
        const auto outcome = jobs::solve(request, job, nullptr);
        if (!outcome) {
            std::fprintf(stderr, "%s: %s\n", estimator, describe(outcome.error()).c_str());
            return 1;
        }
        const auto& clip = *outcome->clips.front();
        if (!tracks) {
            tracks = outcome->tracks;
            std::vector<Row> rows;
            const auto* person = tracks->find(clip.person);
            for (const auto& f : clip.frames) {
                const auto o = person->observations.find(f.frame);
                Row row;
                if (o != person->observations.end() && o->second.landmarks) {
                    body::JointPositions p = body::JointPositions::Zero();
                    for (const auto& [joint, landmark] : kPairs) p.row(joint) = o->second.landmarks->worldM[std::size_t(landmark)].cast<double>().transpose();
                    row = fromMidHip(p);
                }
                rows.push_back(row);
            }
            print("BlazePose", "posture, 12 joints", rows, clip.fps, limbs());
        }
        printClip(clip);
    }
    return 0;
}
