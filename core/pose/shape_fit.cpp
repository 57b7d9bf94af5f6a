#include "pose/shape_fit.h"

#include "pose/initial_pose.h"

#include <Eigen/Cholesky>

#include <algorithm>

namespace ropetp::pose {
namespace {

constexpr int kKeyFrames = 40;
constexpr int kRounds = 4;
constexpr double kHeightM = 1.70, kHeightDeviationM = 0.02;
constexpr double kLargestBeta = 3.5;

using ShapeMatrix = Eigen::Matrix<double, body::kShapeCount, body::kShapeCount>;
using PointShape = Eigen::Matrix<double, 3, body::kShapeCount>;

double seenWeight(const FrameObservation& frame) {
    double sum = 0;
    for (const PointObservation& p : frame.points) sum += p.weight;
    return sum * frame.score;
}

/// The best seen frame of each of equal stretches.
std::vector<std::size_t> keyFrames(const std::vector<FrameObservation>& frames) {
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < frames.size(); ++i)
        if (frames[i].seen) seen.push_back(i);
    std::vector<std::size_t> keys;
    const std::size_t stretches = std::min<std::size_t>(kKeyFrames, seen.size());
    for (std::size_t k = 0; k < stretches; ++k) {
        const auto first = seen.begin() + k * seen.size() / stretches;
        const auto end = seen.begin() + (k + 1) * seen.size() / stretches;
        keys.push_back(*std::max_element(first, end, [&](auto a, auto b) { return seenWeight(frames[a]) < seenWeight(frames[b]); }));
    }
    return keys;
}

/// d joint / d betas with the pelvis held.
std::array<PointShape, body::kJointCount> jointShapes(const body::BodyModel& model, const FitBody& body, const FrameState& state) {
    FrameKinematics kinematics;
    kinematics.update(body, state);
    const auto& jacobian = model.restJointsJacobian();
    std::array<PointShape, body::kJointCount> out;
    out[0].setZero();
    for (int j = 1; j < body::kJointCount; ++j) {
        const int parent = body::kParents[j];
        out[j] = out[parent] + kinematics.rotation(parent) * (jacobian.middleRows<3>(3 * j) - jacobian.middleRows<3>(3 * parent));
    }
    return out;
}

/// The joint whose rest position carries the landmark.
int shapedJoint(int point) {
    const LandmarkPoint& p = landmarkPoints()[point];
    if (p.base == LandmarkBase::LeftHip) return body::index(body::Joint::LeftHip);
    if (p.base == LandmarkBase::RightHip) return body::index(body::Joint::RightHip);
    return p.joint;
}

struct ShapeEquations {
    ShapeMatrix hessian = ShapeMatrix::Zero();
    body::Betas gradient = body::Betas::Zero();

    void add(const body::BodyModel& model, FrameTerms& terms, const FrameState& state, const FrameObservation& observation) {
        FrameMatrix h = FrameMatrix::Zero();
        FrameVector g = FrameVector::Zero();
        terms.add(state, observation, &h, &g);
        const auto shapes = jointShapes(model, terms.body(), state);
        const auto& rows = terms.rows();
        Eigen::Matrix<double, Eigen::Dynamic, body::kShapeCount> byShape(rows.size(), body::kShapeCount);
        Eigen::VectorXd residual(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            PointShape d = shapes[shapedJoint(rows[i].pointA)];
            if (rows[i].pointB >= 0) d -= shapes[shapedJoint(rows[i].pointB)];
            byShape.row(i) = rows[i].direction.transpose() * d;
            residual[i] = rows[i].residual;
        }
        h.diagonal().array() += 1e-3;
        const Eigen::LLT<FrameMatrix, Eigen::Lower> cholesky(h);
        if (cholesky.info() != Eigen::Success) return;
        const Eigen::Matrix<double, kFrameParams, body::kShapeCount> mixed = terms.rowJacobian().transpose() * byShape;
        const Eigen::Matrix<double, kFrameParams, body::kShapeCount> solved = cholesky.solve(mixed);
        hessian += byShape.transpose() * byShape - mixed.transpose() * solved;
        gradient += byShape.transpose() * residual - solved.transpose() * g;
    }
};

}  // namespace

BodyHeight::BodyHeight(const body::BodyModel& model) {
    Eigen::Index top = 0, bottom = 0;
    const auto& vertices = model.data().vTemplate;
    atMean = vertices.col(1).maxCoeff(&top) - vertices.col(1).minCoeff(&bottom);
    const auto& shapes = model.data().shapeDirs;
    if (shapes.cols() >= body::kShapeCount && shapes.rows() == 3 * vertices.rows())
        perBeta = (shapes.row(3 * top + 1) - shapes.row(3 * bottom + 1)).head<body::kShapeCount>().transpose().cast<double>();
}

Result<body::Betas> fitShape(const body::BodyModel& model, const PosePrior& prior, const FitSettings& settings,
                             const std::vector<FrameObservation>& frames, const JobControl& job) {
    const BodyHeight height(model);
    const auto keys = keyFrames(frames);
    FitSettings alone = settings;
    alone.maxIterations = 8;
    WindowSolver solver(prior, alone);
    std::vector<FrameState> states(keys.size());
    body::Betas betas = body::Betas::Zero();
    for (int round = 0; round < kRounds; ++round) {
        const FitBody body(model, betas);
        solver.setBody(body);
        ShapeEquations equations;
        for (std::size_t k = 0; k < keys.size(); ++k) {
            if (job.isCanceled()) return fail(ErrorCode::Canceled);
            const FrameObservation& observation = frames[keys[k]];
            if (round == 0) states[k] = initialPose(body, observation);
            const std::span<FrameState> state(&states[k], 1);
            if (auto solved = solver.solve(state, std::span(&observation, 1), 0, job); !solved) return fail(solved.error());
            equations.add(model, solver.terms(), states[k], observation);
        }
        // Key frames repeat each other's errors too: a dozen of them are worth all.
        const double share = std::min(1.0, 12.0 / keys.size());
        ShapeMatrix h = share * equations.hessian + ShapeMatrix::Identity();
        body::Betas g = share * equations.gradient + betas;
        const double precision = 1 / (kHeightDeviationM * kHeightDeviationM);
        h += precision * height.perBeta * height.perBeta.transpose();
        g += precision * (height.atMean + height.perBeta.dot(betas) - kHeightM) * height.perBeta;
        const body::Betas step = -h.ldlt().solve(g);
        if (!step.allFinite()) break;
        betas = (betas + step).cwiseMax(-kLargestBeta).cwiseMin(kLargestBeta);
    }
    return betas;
}

}  // namespace ropetp::pose
