#include "motion_landmarks.h"

#include "npz_arrays.h"

#include <cmath>

namespace ropetp::bench {
namespace {

using Eigen::Vector3d;

/// A slowly changing error of unit deviation.
class Drift {
  public:
    Drift(double correlation, std::mt19937_64& random) : correlation_(correlation), random_(random) {
        for (double& v : value_) v = normal_(random_);
    }
    Vector3d next() {
        const double fresh = std::sqrt(1 - correlation_ * correlation_);
        for (double& v : value_) v = correlation_ * v + fresh * normal_(random_);
        return {value_[0], value_[1], value_[2]};
    }

  private:
    double correlation_;
    std::mt19937_64& random_;
    std::normal_distribution<double> normal_;
    double value_[3];
};

/// The landmarks that 22 joints determine; others stay unseen.
struct Mapped {
    int landmark;
    Vector3d point;
};

std::vector<Mapped> mapped(const Joints22& j) {
    const auto at = [&](int k) -> Vector3d { return j.row(k).transpose(); };
    std::vector<Mapped> out;
    for (const auto& [landmark, joint] : {std::pair{11, 16}, {12, 17}, {13, 18}, {14, 19}, {15, 20}, {16, 21}, {25, 4}, {26, 5}, {27, 7}, {28, 8}})
        out.push_back({landmark, at(joint)});
    const Vector3d midHip = (at(1) + at(2)) / 2, left = (at(1) - at(2)).normalized();
    out.push_back({23, midHip + 0.1 * left});
    out.push_back({24, midHip - 0.1 * left});
    for (const auto& [landmark, ankle, foot, knee] : {std::tuple{31, 7, 10, 4}, {32, 8, 11, 5}}) {
        // The ball of the foot is known, the landmark lies at the toes.
        const Vector3d shank = (at(ankle) - at(knee)).normalized();
        const Vector3d ahead = at(foot) - at(ankle);
        const Vector3d flat = ahead - shank * shank.dot(ahead);
        if (flat.norm() > 0.03) out.push_back({landmark, at(foot) + 0.06 * flat.normalized()});
    }
    return out;
}

}  // namespace

std::vector<RecordedClip> readRecordedClips(const std::string& path) {
    auto arrays = readNpz(path);
    std::vector<RecordedClip> clips;
    if (!arrays.count("positions_mm") || !arrays.count("start")) return clips;
    const auto mm = arrays["positions_mm"].numbers(), start = arrays["start"].numbers(), length = arrays["length"].numbers();
    const auto names = arrays["clip"].texts(), subjects = arrays["subject"].texts(), splits = arrays["split"].texts();
    for (std::size_t i = 0; i < start.size() && i < names.size(); ++i) {
        RecordedClip clip{names[i], subjects[i], splits[i], 30, {}};
        for (std::size_t t = 0; t < static_cast<std::size_t>(length[i]); ++t) {
            Joints22 joints;
            for (int k = 0; k < 66; ++k) joints.data()[k] = mm[(static_cast<std::size_t>(start[i]) + t) * 66 + k] / 1000;
            clip.worldM.push_back(joints);
        }
        clips.push_back(std::move(clip));
    }
    return clips;
}

SeenClip see(const RecordedClip& clip, double yawRad, double pitchRad, double distanceM, const LandmarkNoise& noise,
             std::uint64_t seed, int everyNth) {
    std::mt19937_64 random(seed);
    SeenClip out;
    out.track.id = PersonId(1);
    out.camera = PinholeCamera::centred(1920, 1080, 1500);
    const Eigen::Matrix3d flip = Vector3d(1, -1, -1).asDiagonal();
    const Eigen::Matrix3d camFromWorld = Eigen::AngleAxisd(pitchRad, Vector3d::UnitX()).toRotationMatrix() * flip *
                                         Eigen::AngleAxisd(yawRad, Vector3d::UnitY()).toRotationMatrix();
    std::vector<Drift> drift;
    for (int k = 0; k < track::kLandmarkCount; ++k) drift.emplace_back(std::pow(noise.correlation, everyNth), random);
    std::vector<int> astray(track::kLandmarkCount, 0);
    std::vector<Vector3d> astrayBy(track::kLandmarkCount, Vector3d::Zero());
    std::uniform_real_distribution<double> uniform(0, 1);
    std::normal_distribution<double> normal;
    for (std::size_t t = 0; t < clip.worldM.size(); t += everyNth) {
        // The camera follows the pelvis: only postures matter here.
        Joints22 inCam = clip.worldM[t].rowwise() - clip.worldM[t].row(0);
        inCam = inCam * camFromWorld.transpose();
        inCam.col(2).array() += distanceM;
        track::Landmarks landmarks;
        landmarks.score = 1;
        landmarks.px.fill({-1e4f, -1e4f});
        const Vector3d midHip = (inCam.row(1) + inCam.row(2)).transpose() / 2;
        for (const Mapped& m : mapped(inCam)) {
            const Vector3d error = drift[m.landmark].next();
            int& left = astray[m.landmark];
            if (left > 0) --left;
            if (left == 0 && uniform(random) < noise.outlierShare / clip.fps * everyNth) {
                left = std::max(1, 3 / everyNth);
                astrayBy[m.landmark] = 0.3 * Vector3d(normal(random), normal(random), 0);
            }
            Vector3d shown = m.point + noise.pictureM * Vector3d(error.x(), error.y(), 0);
            if (left > 0) shown += astrayBy[m.landmark];
            landmarks.px[m.landmark] = out.camera.project(shown).cast<float>();
            Vector3d world = shown - midHip;
            world.z() = noise.depthGain * (m.point.z() - midHip.z()) + noise.depthM * error.z();
            landmarks.worldM[m.landmark] = world.cast<float>();
            landmarks.visibility[m.landmark] = landmarks.presence[m.landmark] = 1;
        }
        const auto frame = static_cast<std::int64_t>(out.ptsSec.size());
        track::Observation observation;
        observation.landmarks = landmarks;
        out.track.observations[FrameIndex(frame)] = observation;
        out.ptsSec.push_back(static_cast<double>(t) / clip.fps);
        out.inCam.push_back(inCam);
    }
    return out;
}

}  // namespace ropetp::bench
