#include "io/take_npz.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "io/npz_file.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ropetp::io {
namespace {

using body::kJointCount;
constexpr std::size_t kPoseSize = 3 * kJointCount;
constexpr std::size_t kMostFrames = 2'000'000;
/// Of SMPL's neutral mean body.
const Eigen::Vector3d kSmplPelvisRestM(0, -0.22, 0.03);

const char* nameOf(body::CameraKind kind) {
    switch (kind) {
    case body::CameraKind::Static: return "static";
    case body::CameraKind::Estimated: return "estimated";
    case body::CameraKind::AssumedStatic: return "assumed-static";
    }
    return "static";
}

body::CameraKind kindOf(const std::string& name) {
    if (name == "estimated") return body::CameraKind::Estimated;
    if (name == "assumed-static") return body::CameraKind::AssumedStatic;
    return body::CameraKind::Static;
}

void append(std::vector<float>& out, const body::Pose& pose) {
    for (const auto& a : pose.axisAngleRad)
        for (int c = 0; c < 3; ++c) out.push_back(float(a[c]));
}

void append(std::vector<float>& out, const Eigen::Vector3d& v) {
    for (int c = 0; c < 3; ++c) out.push_back(float(v[c]));
}

void append(std::vector<float>& out, const body::JointPositions& joints) {
    for (int i = 0; i < joints.size(); ++i) out.push_back(float(joints.data()[i]));
}

/// An optional or required array of numbers with a checked shape.
class Reader {
  public:
    Reader(const NpzArrays& arrays, std::string file) : arrays_(arrays), file_(std::move(file)) {}

    bool has(const char* key) const { return arrays_.contains(key); }

    /// Rows of exactly `columns` values. Empty when the key is missing.
    Result<std::vector<double>> rows(const char* key, std::size_t rows, std::size_t columns) const {
        const auto it = arrays_.find(key);
        if (it == arrays_.end()) return std::vector<double>{};
        if (it->second.count() != rows * columns || it->second.shape.empty() || it->second.shape[0] != rows)
            return fail(ErrorCode::CorruptFile, std::string(key) + " has a shape that does not fit the other arrays", file_);
        auto numbers = it->second.numbers();
        if (!numbers) return fail(numbers.error().code, std::string(key) + ": " + numbers.error().detail, file_);
        for (const double v : *numbers)
            if (!std::isfinite(v)) return fail(ErrorCode::CorruptFile, std::string(key) + " holds values that are not finite", file_);
        return numbers;
    }

    std::optional<double> scalar(const char* key) const {
        const auto it = arrays_.find(key);
        if (it == arrays_.end() || it->second.count() != 1) return std::nullopt;
        const auto numbers = it->second.numbers();
        if (!numbers || !std::isfinite(numbers->front())) return std::nullopt;
        return numbers->front();
    }

    std::string text(const char* key, std::string otherwise) const {
        const auto it = arrays_.find(key);
        if (it == arrays_.end()) return otherwise;
        return it->second.text().value_or(otherwise);
    }

  private:
    const NpzArrays& arrays_;
    std::string file_;
};

body::Pose poseOf(const double* poses, std::size_t columns, const double* trans) {
    body::Pose pose;
    // SMPL-H and SMPL-X rows go on with fingers after the 22 joints that they share with SMPL.
    const std::size_t joints = columns == kPoseSize ? kJointCount : 22;
    for (std::size_t j = 0; j < joints; ++j) pose.axisAngleRad[j] = Eigen::Vector3d(poses[3 * j], poses[3 * j + 1], poses[3 * j + 2]);
    pose.translationM = Eigen::Vector3d(trans[0], trans[1], trans[2]);
    return pose;
}

}  // namespace

Result<void> writeTakeNpz(const std::filesystem::path& path, const body::MotionClip& clip, const body::BodyModel& body) {
    const std::size_t n = clip.frames.size();
    if (n == 0) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    if (clip.camFromWorld.size() != 1 && clip.camFromWorld.size() != n)
        return fail(ErrorCode::InvalidInput, "the take has no camera", path.string());
    const auto rest = body.restJoints(clip.betas);
    std::vector<float> poses, trans, posesCam, transCam, jointsWorld, jointsCam, confidence, contacts, betas;
    std::vector<std::int64_t> frameIds;
    std::vector<double> pts, camFromWorld;
    std::vector<std::uint8_t> visible;
    for (std::size_t i = 0; i < n; ++i) {
        const body::MotionFrame& f = clip.frames[i];
        append(poses, f.poseInWorld);
        append(trans, f.poseInWorld.translationM);
        append(posesCam, f.poseInCam);
        append(transCam, f.poseInCam.translationM);
        append(jointsWorld, body::jointPositions(rest, f.poseInWorld));
        append(jointsCam, body::jointPositions(rest, f.poseInCam));
        confidence.insert(confidence.end(), f.confidence.begin(), f.confidence.end());
        contacts.insert(contacts.end(), f.contacts.begin(), f.contacts.end());
        frameIds.push_back(f.frame.value);
        pts.push_back(f.ptsSec);
        visible.push_back(f.visible ? 1 : 0);
        const Eigen::Matrix4d m = clip.camFromWorldAt(i).matrix();
        for (int r = 0; r < 4; ++r)
            for (int c = 0; c < 4; ++c) camFromWorld.push_back(m(r, c));
    }
    for (int k = 0; k < body::kShapeCount; ++k) betas.push_back(float(clip.betas[k]));
    const Eigen::Matrix3d k = clip.camera.matrix();
    const std::vector<double> kRows = {k(0, 0), k(0, 1), k(0, 2), k(1, 0), k(1, 1), k(1, 2), k(2, 0), k(2, 1), k(2, 2)};

    NpzArrays arrays;
    arrays["poses"] = NpyArray::floats({n, kPoseSize}, poses);
    arrays["trans"] = NpyArray::floats({n, 3}, trans);
    arrays["betas"] = NpyArray::floats({std::size_t(body::kShapeCount)}, betas);
    arrays["gender"] = NpyArray::unicode("neutral");
    for (const char* key : {"mocap_framerate", "mocap_frame_rate", "fps"}) arrays[key] = NpyArray::scalar(clip.fps);
    arrays["frame_ids"] = NpyArray::integers({n}, frameIds);
    arrays["pts_sec"] = NpyArray::doubles({n}, pts);
    arrays["poses_cam"] = NpyArray::floats({n, kPoseSize}, posesCam);
    arrays["trans_cam"] = NpyArray::floats({n, 3}, transCam);
    arrays["joints_world"] = NpyArray::floats({n, std::size_t(kJointCount), 3}, jointsWorld);
    arrays["joints_cam"] = NpyArray::floats({n, std::size_t(kJointCount), 3}, jointsCam);
    arrays["K"] = NpyArray::doubles({3, 3}, kRows);
    arrays["cam_from_world"] = NpyArray::doubles({n, 4, 4}, camFromWorld);
    arrays["confidence"] = NpyArray::floats({n, std::size_t(kJointCount)}, confidence);
    arrays["contacts"] = NpyArray::floats({n, 4}, contacts);
    arrays["visible"] = NpyArray::bytesOf({n}, visible);
    arrays["camera"] = NpyArray::unicode(nameOf(clip.cameraKind));
    if (clip.measuredCameraM.size() == n) {
        std::vector<double> measured;
        for (const auto& p : clip.measuredCameraM) measured.insert(measured.end(), {p.x(), p.y(), p.z()});
        arrays["measured_camera"] = NpyArray::doubles({n, 3}, measured);
    }
    arrays["body_model"] = NpyArray::unicode(clip.bodyModel);
    arrays["source"] = NpyArray::unicode(clip.source);
    arrays["up_axis"] = NpyArray::unicode("y");
    return writeNpz(path, arrays);
}

Result<body::MotionClip> readTakeNpz(const std::filesystem::path& path, const body::BodyModel* body) {
    const auto arrays = readNpz(path);
    if (!arrays) return fail(arrays.error());
    return takeFromNpz(*arrays, path.string(), body);
}

Result<body::MotionClip> takeFromNpz(const NpzArrays& all, const std::string& file, const body::BodyModel* body) {
    const NpzArrays* arrays = &all;
    const auto found = arrays->find("poses");
    if (found == arrays->end()) return fail(ErrorCode::UnsupportedFormat, "there is no array \"poses\": this is not a take", file);
    const auto& shape = found->second.shape;
    if (shape.size() != 2 || (shape[1] != kPoseSize && (shape[1] < 150 || shape[1] > 400)))
        return fail(ErrorCode::CorruptFile, "\"poses\" must be N x 72 (or longer rows that start with 22 SMPL joints)", file);
    const std::size_t n = shape[0], columns = shape[1];
    if (n == 0) return fail(ErrorCode::CorruptFile, "the take has no frames", file);
    if (n > kMostFrames) return fail(ErrorCode::UnsupportedFormat, "the take has more frames than are supported", file);
    if (!arrays->contains("trans")) return fail(ErrorCode::UnsupportedFormat, "there is no array \"trans\"", file);

    const Reader in(*arrays, file);
    const auto poses = in.rows("poses", n, columns), trans = in.rows("trans", n, 3), frameIds = in.rows("frame_ids", n, 1),
               pts = in.rows("pts_sec", n, 1), posesCam = in.rows("poses_cam", n, kPoseSize), transCam = in.rows("trans_cam", n, 3),
               confidence = in.rows("confidence", n, kJointCount), contacts = in.rows("contacts", n, 4), visible = in.rows("visible", n, 1),
               camFromWorld = in.rows("cam_from_world", n, 16), k = in.rows("K", 3, 3), measured = in.rows("measured_camera", n, 3);
    for (const auto* each : {&poses, &trans, &frameIds, &pts, &posesCam, &transCam, &confidence, &contacts, &visible, &camFromWorld, &k, &measured})
        if (!*each) return fail(each->error());

    body::MotionClip clip;
    if (const auto it = arrays->find("betas"); it != arrays->end()) {
        const auto values = it->second.numbers();
        if (!values) return fail(values.error().code, "betas: " + values.error().detail, file);
        for (std::size_t i = 0; i < std::min<std::size_t>(values->size(), body::kShapeCount); ++i) {
            if (!std::isfinite((*values)[i])) return fail(ErrorCode::CorruptFile, "betas holds values that are not finite", file);
            clip.betas[Eigen::Index(i)] = (*values)[i];
        }
    }
    for (const char* key : {"fps", "mocap_framerate", "mocap_frame_rate"})
        if (const auto fps = in.scalar(key); fps && *fps > 0) clip.fps = *fps;
    if (!(clip.fps > 0) && pts->size() > 1 && pts->back() > pts->front()) clip.fps = double(n - 1) / (pts->back() - pts->front());
    if (!(clip.fps > 0)) return fail(ErrorCode::CorruptFile, "the take has no frame rate", file);
    clip.cameraKind = kindOf(in.text("camera", "static"));
    clip.bodyModel = in.text("body_model", "smpl");
    clip.source = in.text("source", "file");
    if (!k->empty()) {
        const auto& m = *k;
        if (!(m[0] > 0) || !(m[4] > 0)) return fail(ErrorCode::CorruptFile, "K is no camera matrix", file);
        clip.camera = {m[0], m[4], m[2], m[5], int(std::lround(2 * m[2] + 1)), int(std::lround(2 * m[5] + 1))};
    }
    if (camFromWorld->empty()) {
        clip.camFromWorld = {Eigen::Isometry3d::Identity()};
    } else {
        for (std::size_t i = 0; i < n; ++i) {
            Eigen::Isometry3d m = Eigen::Isometry3d::Identity();
            for (int r = 0; r < 3; ++r)
                for (int c = 0; c < 4; ++c) m(r, c) = (*camFromWorld)[16 * i + 4 * r + c];
            if ((m.linear() * m.linear().transpose() - Eigen::Matrix3d::Identity()).norm() > 1e-3)
                return fail(ErrorCode::CorruptFile, "cam_from_world is not a rotation and a translation", file);
            clip.camFromWorld.push_back(m);
        }
        const auto same = [&](const Eigen::Isometry3d& m) { return m.matrix() == clip.camFromWorld.front().matrix(); };
        if (std::all_of(clip.camFromWorld.begin(), clip.camFromWorld.end(), same)) clip.camFromWorld.resize(1);
    }

    for (std::size_t i = 0; i < measured->size() / 3; ++i) clip.measuredCameraM.emplace_back((*measured)[3 * i], (*measured)[3 * i + 1], (*measured)[3 * i + 2]);

    // Files without our axis mark are AMASS's, which are Z up.
    const bool zUp = in.text("up_axis", in.has("poses_cam") ? "y" : "z") == "z";
    const Eigen::Isometry3d yUp(Eigen::AngleAxisd(-EIGEN_PI / 2, Eigen::Vector3d::UnitX()));
    const Eigen::Vector3d pelvisRest = body ? Eigen::Vector3d(body->restJoints(clip.betas).row(0).transpose()) : kSmplPelvisRestM;
    clip.frames.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        body::MotionFrame& f = clip.frames[i];
        f.frame = FrameIndex(frameIds->empty() ? std::int64_t(i) : std::int64_t((*frameIds)[i]));
        f.ptsSec = pts->empty() ? double(i) / clip.fps : (*pts)[i];
        if (i > 0 && (f.frame.value != clip.frames[i - 1].frame.value + 1 || !(f.ptsSec > clip.frames[i - 1].ptsSec)))
            return fail(ErrorCode::CorruptFile, "the frames are not consecutive at row " + std::to_string(i), file);
        f.poseInWorld = poseOf(poses->data() + i * columns, columns, trans->data() + 3 * i);
        if (zUp) {
            f.poseInWorld.axisAngleRad[0] = axisAngleFromMatrix(yUp.linear() * matrixFromAxisAngle(f.poseInWorld.axisAngleRad[0]));
            f.poseInWorld.translationM = yUp * (pelvisRest + f.poseInWorld.translationM) - pelvisRest;
        }
        const bool inCam = !posesCam->empty() && !transCam->empty();
        f.poseInCam = inCam ? poseOf(posesCam->data() + i * kPoseSize, kPoseSize, transCam->data() + 3 * i) : f.poseInWorld;
        if (!confidence->empty())
            for (int j = 0; j < kJointCount; ++j) f.confidence[std::size_t(j)] = float((*confidence)[i * kJointCount + std::size_t(j)]);
        else
            f.confidence.fill(1);
        if (!contacts->empty())
            for (std::size_t c = 0; c < 4; ++c) f.contacts[c] = float((*contacts)[4 * i + c]);
        f.visible = visible->empty() || (*visible)[i] != 0;
    }
    return clip;
}

std::filesystem::path personFile(const std::filesystem::path& path, PersonId person) {
    std::filesystem::path out = path;
    out.replace_filename(path.stem().string() + ".person" + std::to_string(person.value) + path.extension().string());
    return out;
}

}  // namespace ropetp::io
