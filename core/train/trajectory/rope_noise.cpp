#include "train/trajectory/rope_noise.h"

#include "base/rotation.h"
#include "body/skeleton.h"

#include <cmath>
#include <vector>

namespace ropetp::train {
namespace {

/// Root mean square of a joint frame's error about each axis, radians: what stays over seconds, what wanders within half a
/// second, what changes from frame to frame.
struct Spread {
    double slow, quick, frame;
};
constexpr double kSlowSec = 1.2, kQuickSec = 0.12;

/// A smooth random walk that keeps coming back: white noise through two equal low passes, unit variance.
class Wander {
  public:
    explicit Wander(double sec) : keep_(std::exp(-1 / (sec * trajectory::kDenoiserFps))), gain_(std::sqrt(std::pow(1 - keep_ * keep_, 3) / (1 + keep_ * keep_))) {}
    Eigen::Vector3d next(const Eigen::Vector3d& white) {
        const Eigen::Vector3d value = 2 * keep_ * now_ - keep_ * keep_ * before_ + gain_ * white;
        before_ = now_;
        return now_ = value;
    }
    /// As if it had wandered for long already.
    template <class White>
    void warmUp(const White& white) {
        const int steps = int(8 / (1 - keep_));
        for (int i = 0; i < steps; ++i) next(white());
    }

  private:
    double keep_, gain_;
    Eigen::Vector3d now_ = Eigen::Vector3d::Zero(), before_ = Eigen::Vector3d::Zero();
};

Spread spreadOf(int joint) {
    switch (body::Joint(joint)) {
    case body::Joint::Pelvis: return {0.066, 0.046, 0.0014};
    case body::Joint::Spine1: case body::Joint::Spine2: case body::Joint::Spine3: return {0.053, 0.028, 0.0012};
    case body::Joint::LeftHip: case body::Joint::RightHip: return {0.075, 0.076, 0.0106};
    case body::Joint::LeftKnee: case body::Joint::RightKnee: return {0.095, 0.106, 0.0113};
    case body::Joint::LeftAnkle: case body::Joint::RightAnkle: case body::Joint::LeftFoot: case body::Joint::RightFoot: return {0.075, 0.111, 0.0088};
    case body::Joint::Neck: return {0.100, 0.024, 0.0013};
    case body::Joint::Head: return {0.170, 0.030, 0.0014};
    case body::Joint::LeftCollar: case body::Joint::RightCollar: return {0.068, 0.026, 0.0013};
    case body::Joint::LeftShoulder: case body::Joint::RightShoulder: return {0.140, 0.087, 0.0035};
    default: return {0.174, 0.104, 0.0050};   // arms
    }
}

/// Of the measured change from frame to frame: the rest is the quick part's own (the jitter of solves is then as measured).
constexpr double kUnexplained = 0.25;
constexpr double kTiltRad = 0.028;           ///< of gravity, over a clip
constexpr double kLength = 0.03, kBoneLength = 0.02;
constexpr double kHiddenEverySec = 5, kHiddenTimes = 3;
/// One camera sees how far a limb swings across the picture, not how far towards it: swings in depth come out too small.
constexpr double kFlatShare = 0.5, kFlattest = 0.35;
bool isLimb(std::size_t joint) { return joint == 4 || joint == 5 || joint == 7 || joint == 8 || joint >= 18; }
/// Limbs that are hidden together, by the joints whose frames turn with them.
const std::vector<int> kLimbs[] = {{1, 4, 7}, {2, 5, 8}, {16, 18, 20}, {17, 19, 21}, {1, 2, 4, 5, 7, 8}};

}  // namespace

void addRopeNoise(std::span<trajectory::BodyFrame> frames, double scale, std::mt19937_64& random) {
    constexpr std::size_t kJoints = body::kJointCount;
    const std::size_t n = frames.size();
    if (n == 0 || scale <= 0) return;
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    const auto vector = [&] { return Eigen::Vector3d(normal(random), normal(random), normal(random)); };

    // How much more than usual each joint errs on each frame: hidden limbs, with soft ends.
    std::vector<std::array<float, kJoints>> times(n);
    for (auto& t : times) t.fill(1);
    for (double at = -kHiddenEverySec * std::log(1 - uniform(random)); at * trajectory::kDenoiserFps < double(n); at -= kHiddenEverySec * std::log(1 - uniform(random))) {
        const double middle = at * trajectory::kDenoiserFps, half = (0.15 + 0.6 * uniform(random)) * trajectory::kDenoiserFps;
        const auto& limb = kLimbs[std::size_t(uniform(random) * std::size(kLimbs))];
        for (std::size_t i = 0; i < n; ++i) {
            const double soft = std::clamp((half - std::abs(double(i) - middle)) / 6, 0.0, 1.0);
            for (const int j : limb) times[i][std::size_t(j)] = std::max(times[i][std::size_t(j)], float(1 + (kHiddenTimes - 1) * soft));
        }
    }

    // Where the camera stands, and how much of the depth it tells.
    const double towards = 2 * M_PI * uniform(random), flat = uniform(random) < kFlatShare ? std::max(0.0, 1 - scale * (1 - kFlattest) * uniform(random)) : 1;
    const Eigen::Vector3d depth(std::sin(towards), 0, std::cos(towards));
    const auto flattened = [&](const Eigen::Vector3d& bone) -> Eigen::Vector3d {
        const Eigen::Vector3d shorter = bone - (1 - flat) * depth.dot(bone) * depth;
        return shorter.norm() > 1e-9 ? Eigen::Vector3d(bone.norm() * shorter.normalized()) : bone;
    };
    Eigen::Vector3d tilt = kTiltRad * scale * vector();
    tilt.y() = 0;
    const double length = 1 + kLength * scale * normal(random);
    std::array<double, kJoints> bone;
    for (auto& b : bone) b = length * (1 + kBoneLength * scale * normal(random));

    std::vector<Wander> slow(kJoints, Wander(kSlowSec)), quick(kJoints, Wander(kQuickSec));
    for (auto* wander : {&slow, &quick})
        for (auto& w : *wander) w.warmUp(vector);
    const Eigen::Matrix3d tilted = matrixFromAxisAngle(tilt);
    for (std::size_t i = 0; i < n; ++i) {
        std::array<Eigen::Matrix3d, kJoints> error;
        for (std::size_t j = 0; j < kJoints; ++j) {
            const Spread s = spreadOf(int(j));
            error[j] = matrixFromAxisAngle(scale * times[i][j] * (s.slow * slow[j].next(vector()) + s.quick * quick[j].next(vector()) + kUnexplained * s.frame * vector())) * tilted;
        }
        auto& frame = frames[i];
        const body::JointPositions truth = frame.joints;
        std::array<Eigen::Matrix3d, kJoints> global, wrong, flatTurn;
        flatTurn.fill(Eigen::Matrix3d::Identity());
        for (std::size_t j = 0; j < kJoints; ++j) {
            const int p = body::kParents[j];
            if (p >= 0) {
                const Eigen::Vector3d trueBone = (truth.row(Eigen::Index(j)) - truth.row(p)).transpose(), seen = flat < 1 && isLimb(j) ? flattened(trueBone) : trueBone;
                frame.joints.row(Eigen::Index(j)) = frame.joints.row(p) + bone[j] * (error[std::size_t(p)] * seen).transpose();
                if (flat < 1 && isLimb(j)) flatTurn[std::size_t(p)] = Eigen::Quaterniond::FromTwoVectors(trueBone, seen).toRotationMatrix();
            }
            const Eigen::Matrix3d local = frame.rotations[j].cast<double>();
            global[j] = p < 0 ? local : Eigen::Matrix3d(global[std::size_t(p)] * local);
        }
        for (std::size_t j = 0; j < kJoints; ++j) {
            const int p = body::kParents[j];
            wrong[j] = error[j] * flatTurn[j] * global[j];
            frame.rotations[j] = (p < 0 ? wrong[j] : Eigen::Matrix3d(wrong[std::size_t(p)].transpose() * wrong[j])).cast<float>();
        }
    }
}

}  // namespace ropetp::train
