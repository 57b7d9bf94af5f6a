#include "io/truth_npz.h"

#include "io/npz_file.h"

#include <cmath>

namespace ropetp::io {
namespace {

constexpr std::size_t kJoints = body::kJointCount;

Result<std::vector<double>> numbers(const NpzArrays& arrays, const char* key, std::size_t count, const std::string& file) {
    const auto it = arrays.find(key);
    if (it == arrays.end()) return std::vector<double>{};
    if (it->second.count() != count) return fail(ErrorCode::CorruptFile, std::string(key) + " has a shape that does not fit the other arrays", file);
    auto values = it->second.numbers();
    if (!values) return fail(values.error().code, std::string(key) + ": " + values.error().detail, file);
    return values;
}

std::vector<body::JointPositions> jointRows(const std::vector<double>& values) {
    std::vector<body::JointPositions> out(values.size() / (3 * kJoints));
    for (std::size_t i = 0; i < out.size(); ++i)
        for (Eigen::Index k = 0; k < Eigen::Index(3 * kJoints); ++k) out[i].data()[k] = values[i * 3 * kJoints + std::size_t(k)];
    return out;
}

NpyArray fromJoints(const std::vector<body::JointPositions>& rows) {
    std::vector<float> values;
    for (const auto& r : rows)
        for (Eigen::Index k = 0; k < r.size(); ++k) values.push_back(float(r.data()[k]));
    return NpyArray::floats({rows.size(), kJoints, 3}, values);
}

}  // namespace

Result<Truth> readTruthNpz(const std::filesystem::path& path) {
    const std::string file = path.string();
    const auto arrays = readNpz(path);
    if (!arrays) return fail(arrays.error());
    const auto joints = arrays->find("joints_cam");
    if (joints == arrays->end()) return fail(ErrorCode::UnsupportedFormat, "there is no array \"joints_cam\": this is not a truth file", file);
    const auto& shape = joints->second.shape;
    if (shape.size() != 3 || shape[1] != kJoints || shape[2] != 3 || shape[0] == 0) return fail(ErrorCode::CorruptFile, "\"joints_cam\" must be N x 24 x 3", file);
    const std::size_t n = shape[0];
    const auto cam = numbers(*arrays, "joints_cam", n * kJoints * 3, file), world = numbers(*arrays, "joints_world", n * kJoints * 3, file),
               ids = numbers(*arrays, "frame_ids", n, file), mask = numbers(*arrays, "joint_mask", kJoints, file), k = numbers(*arrays, "K", 9, file),
               pose = numbers(*arrays, "poses", n * kJoints * 3, file), trans = numbers(*arrays, "trans", n * 3, file);
    for (const auto* each : {&cam, &world, &ids, &mask, &k, &pose, &trans})
        if (!*each) return fail(each->error());

    Truth truth;
    truth.jointsInCam = jointRows(*cam);
    truth.jointsInWorld = jointRows(*world);
    for (std::size_t i = 0; i < n; ++i) truth.frameIds.push_back(ids->empty() ? std::int64_t(i) : std::int64_t((*ids)[i]));
    for (std::size_t j = 0; j < kJoints; ++j) truth.jointMask[j] = mask->empty() || (*mask)[j] != 0;
    if (!k->empty())
        for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 3; ++c) truth.k(r, c) = (*k)[std::size_t(3 * r + c)];
    if (const auto it = arrays->find("cam_from_world"); it != arrays->end()) {
        const std::size_t rows = it->second.count() == 16 ? 1 : n;
        const auto m = numbers(*arrays, "cam_from_world", rows * 16, file);
        if (!m) return fail(m.error());
        for (std::size_t i = 0; i < n; ++i) {
            Eigen::Matrix4d each;
            for (int e = 0; e < 16; ++e) each(e / 4, e % 4) = (*m)[(rows == 1 ? 0 : i) * 16 + std::size_t(e)];
            truth.camFromWorld.push_back(each);
        }
    }
    if (const auto it = arrays->find("fps"); it != arrays->end() && it->second.count() == 1)
        if (const auto fps = it->second.numbers()) truth.fps = fps->front();
    if (!pose->empty() && !trans->empty()) {
        truth.posesInWorld.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < kJoints; ++j)
                for (int c = 0; c < 3; ++c) truth.posesInWorld[i].axisAngleRad[j][c] = (*pose)[(i * kJoints + j) * 3 + std::size_t(c)];
            for (int c = 0; c < 3; ++c) truth.posesInWorld[i].translationM[c] = (*trans)[3 * i + std::size_t(c)];
        }
    }
    if (const auto it = arrays->find("betas"); it != arrays->end() && it->second.count() == body::kShapeCount)
        if (const auto values = it->second.numbers()) truth.betas = Eigen::Map<const body::Betas>(values->data());
    if (const auto it = arrays->find("visible"); it != arrays->end()) {
        // A flag a frame counts for each of its joints.
        const std::size_t columns = it->second.count() == n ? 1 : kJoints;
        const auto seen = numbers(*arrays, "visible", n * columns, file);
        if (!seen) return fail(seen.error());
        truth.visible.resize(n);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < kJoints; ++j) truth.visible[i][j] = (*seen)[columns == 1 ? i : i * kJoints + j] != 0;
    }
    return truth;
}

Result<void> writeTruthNpz(const std::filesystem::path& path, const Truth& truth) {
    const std::size_t n = truth.jointsInCam.size();
    if (n == 0 || truth.frameIds.size() != n) return fail(ErrorCode::InvalidInput, "a truth file needs joints and a frame number for each row", path.string());
    NpzArrays arrays;
    arrays["joints_cam"] = fromJoints(truth.jointsInCam);
    if (truth.jointsInWorld.size() == n) arrays["joints_world"] = fromJoints(truth.jointsInWorld);
    arrays["frame_ids"] = NpyArray::integers({n}, truth.frameIds);
    std::vector<std::uint8_t> mask;
    for (const bool m : truth.jointMask) mask.push_back(m);
    arrays["joint_mask"] = NpyArray::bytesOf({kJoints}, mask);
    std::vector<double> k;
    for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c) k.push_back(truth.k(r, c));
    arrays["K"] = NpyArray::doubles({3, 3}, k);
    if (truth.camFromWorld.size() == n) {
        std::vector<double> m;
        for (const auto& each : truth.camFromWorld)
            for (int e = 0; e < 16; ++e) m.push_back(each(e / 4, e % 4));
        arrays["cam_from_world"] = NpyArray::doubles({n, 4, 4}, m);
    }
    arrays["fps"] = NpyArray::scalar(truth.fps);
    if (truth.posesInWorld.size() == n) {
        std::vector<float> poses, trans;
        for (const auto& p : truth.posesInWorld) {
            for (const auto& a : p.axisAngleRad)
                for (int c = 0; c < 3; ++c) poses.push_back(float(a[c]));
            for (int c = 0; c < 3; ++c) trans.push_back(float(p.translationM[c]));
        }
        arrays["poses"] = NpyArray::floats({n, 3 * kJoints}, poses);
        arrays["trans"] = NpyArray::floats({n, 3}, trans);
    }
    if (truth.betas) {
        std::vector<float> betas;
        for (int i = 0; i < body::kShapeCount; ++i) betas.push_back(float((*truth.betas)[i]));
        arrays["betas"] = NpyArray::floats({std::size_t(body::kShapeCount)}, betas);
    }
    if (truth.visible.size() == n) {
        std::vector<std::uint8_t> seen;
        for (const auto& row : truth.visible) seen.insert(seen.end(), row.begin(), row.end());
        arrays["visible"] = NpyArray::bytesOf({n, kJoints}, seen);
    }
    return writeNpz(path, arrays);
}

}  // namespace ropetp::io
