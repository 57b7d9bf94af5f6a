#include "train/people/threedpw_people.h"

#include "base/rotation.h"
#include "body/kinematics.h"
#include "nn/pickle_numbers.h"
#include "train/people/joint_names.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

namespace ropetp::train {
namespace {

constexpr std::size_t kMostBytes = std::size_t(1) << 30, kMostFrames = 1'000'000;
constexpr std::streamoff kLargest = std::streamoff(kMostBytes);
constexpr float kDetected = 0.2f;
constexpr double kNearestM = 0.3;

using Shape = std::vector<std::size_t>;

/// A sequence with one or more people who share the camera.
struct Sequence {
    std::string name;
    std::vector<std::filesystem::path> pictures;   ///< a frame
    Eigen::Matrix3d intrinsics;
    std::vector<Eigen::Matrix4d> camFromWorld;
    struct Actor {
        std::vector<bool> valid;                   ///< a frame: the camera fits this person
        std::vector<float> poses, trans;           ///< F x 72, F x 3
        std::vector<float> found;                  ///< F x 24: detected in the picture; empty = unknown
        body::Betas betas = body::Betas::Zero();
    };
    std::vector<Actor> actors;
};

struct Where {
    std::uint32_t sequence, actor, frame;
};

class Reader {
  public:
    explicit Reader(const nn::PickleValue& root) : root_(root) {}

    Result<Sequence> operator()() {
        Sequence s;
        const auto* name = root_.find("sequence");
        if (!name) return fail(ErrorCode::CorruptFile, "the sequence has no name");
        const auto text = nn::textOf(*name);
        if (!text) return fail(text.error());
        s.name = *text;
        const auto k = numbers("cam_intrinsics", {3, 3});
        if (!k) return fail(k.error());
        for (int i = 0; i < 9; ++i) s.intrinsics(i / 3, i % 3) = (*k)[std::size_t(i)];
        const auto* cameras = root_.find("cam_poses");
        const auto poses = cameras ? nn::numbersOf(*cameras) : Result<nn::PickleNumbers>(fail(ErrorCode::CorruptFile, "cam_poses is missing"));
        if (!poses) return fail(poses.error());
        if (poses->shape.size() != 3 || poses->shape[1] != 4 || poses->shape[2] != 4 || poses->shape[0] == 0 || poses->shape[0] > kMostFrames) return fail(ErrorCode::CorruptFile, "cam_poses has another shape than F x 4 x 4");
        const std::size_t frames = poses->shape[0];
        for (std::size_t f = 0; f < frames; ++f) s.camFromWorld.push_back(Eigen::Map<const Eigen::Matrix<double, 4, 4, Eigen::RowMajor>>(poses->values.data() + 16 * f));
        const auto *actors = root_.find("poses"), *places = root_.find("trans"), *shapes = root_.find("betas"), *checked = root_.find("campose_valid"), *seen = root_.find("poses2d");
        if (!actors || !places || !shapes) return fail(ErrorCode::CorruptFile, "poses, betas or trans is missing");
        if (actors->items.size() != places->items.size() || actors->items.size() != shapes->items.size() || actors->items.empty() || actors->items.size() > 64) return fail(ErrorCode::CorruptFile, "poses, betas and trans are not of the same people");
        for (std::size_t a = 0; a < actors->items.size(); ++a) {
            Sequence::Actor actor;
            if (auto ok = fill(*actors->items[a], {frames, 72}, actor.poses, "poses"); !ok) return fail(ok.error());
            if (auto ok = fill(*places->items[a], {frames, 3}, actor.trans, "trans"); !ok) return fail(ok.error());
            const auto betas = nn::numbersOf(*shapes->items[a]);
            if (!betas) return fail(betas.error());
            if (betas->values.size() < std::size_t(body::kShapeCount)) return fail(ErrorCode::CorruptFile, "betas has fewer than ten numbers");
            actor.betas = Eigen::Map<const body::Betas>(betas->values.data());
            if (seen && a < seen->items.size())
                if (auto ok = detections(*seen->items[a], frames, actor.found); !ok) return fail(ok.error());
            actor.valid.assign(frames, true);
            if (checked && a < checked->items.size()) {
                const auto flags = nn::numbersOf(*checked->items[a]);
                if (!flags) return fail(flags.error());
                if (flags->values.size() != frames) return fail(ErrorCode::CorruptFile, "campose_valid has another length than cam_poses");
                for (std::size_t f = 0; f < frames; ++f) actor.valid[f] = flags->values[f] != 0;
            }
            s.actors.push_back(std::move(actor));
        }
        return s;
    }

  private:
    Result<std::vector<double>> numbers(const char* key, const Shape& shape) {
        const auto* value = root_.find(key);
        if (!value) return fail(ErrorCode::CorruptFile, std::string(key) + " is missing");
        auto n = nn::numbersOf(*value);
        if (!n) return fail(n.error());
        if (n->shape != shape) return fail(ErrorCode::CorruptFile, std::string(key) + " has another shape than expected");
        return std::move(n->values);
    }
    static Result<void> fill(const nn::PickleValue& value, const Shape& shape, std::vector<float>& out, const char* what) {
        const auto n = nn::numbersOf(value);
        if (!n) return fail(n.error().code, std::string(what) + ": " + n.error().detail);
        if (n->shape != shape) return fail(ErrorCode::CorruptFile, std::string(what) + " has another shape than its frames");
        out.assign(n->values.begin(), n->values.end());
        return {};
    }
    static Result<void> detections(const nn::PickleValue& value, std::size_t frames, std::vector<float>& found) {
        const auto n = nn::numbersOf(value);
        if (!n) return fail(n.error().code, "poses2d: " + n.error().detail);
        const std::size_t points = kOpenPoseNames.size();
        if (n->shape != Shape{frames, 3, points}) return fail(ErrorCode::CorruptFile, "poses2d has another shape than F x 3 x 18");
        found.assign(frames * body::kJointCount, 1);
        for (std::size_t f = 0; f < frames; ++f)
            for (std::size_t k = 0; k < points; ++k)
                if (const auto joint = jointNamed(kOpenPoseNames[k])) found[f * body::kJointCount + std::size_t(joint->joint)] = n->values[(f * 3 + 2) * points + k] > kDetected ? 1 : 0;
        return {};
    }

    const nn::PickleValue& root_;
};

class PwPeople final : public LabelledPictures {
  public:
    PwPeople(const std::filesystem::path& folder, std::shared_ptr<const body::BodyModel> body) : LabelledPictures("3dpw " + folder.filename().string(), std::move(body)) {}

    Result<void> read(const std::vector<std::filesystem::path>& files, const std::filesystem::path& images) {
        std::vector<std::filesystem::path> pictures;
        for (const auto& file : files) {
            auto s = sequenceOf(file);
            if (!s) return fail(s.error().code, s.error().detail, file.string());
            for (std::size_t f = 0; f < s->camFromWorld.size(); ++f) {
                char name[32];
                std::snprintf(name, sizeof name, "image_%05zu.jpg", f);
                s->pictures.push_back(images / s->name / name);
            }
            pictures.insert(pictures.end(), s->pictures.begin(), s->pictures.end());
            sequences_.push_back(std::move(*s));
        }
        const auto there = existing(pictures);
        if (!there) return fail(there.error());
        std::size_t first = 0;
        for (std::size_t s = 0; s < sequences_.size(); first += sequences_[s].pictures.size(), ++s)
            for (std::size_t f = 0; f < sequences_[s].pictures.size(); ++f)
                for (std::size_t a = 0; a < sequences_[s].actors.size(); ++a) {
                    const Where w{std::uint32_t(s), std::uint32_t(a), std::uint32_t(f)};
                    if ((*there)[first + f] && sequences_[s].actors[a].valid[f] && isSeen(w)) people_.push_back(w);
                }
        if (people_.empty()) return fail(ErrorCode::InvalidInput, "nobody is in a picture with a valid camera");
        return {};
    }

    std::size_t size() const override { return people_.size(); }
    PersonLabel label(std::size_t i) const override { return labelOf(people_[i]); }

  private:
    static Result<Sequence> sequenceOf(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary | std::ios::ate);
        if (!in) return fail(ErrorCode::FileNotFound, "the sequence cannot be opened");
        const std::streamoff size = in.tellg();
        if (size <= 0 || size > kLargest) return fail(ErrorCode::UnsupportedFormat, "the sequence is empty or too large");
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
        in.seekg(0);
        if (!in.read(reinterpret_cast<char*>(bytes.data()), size)) return fail(ErrorCode::FileUnreadable, "the sequence cannot be read");
        const auto root = nn::readPickle(bytes);
        if (!root) return fail(root.error());
        return Reader(*root->first)();
    }

    PinholeCamera cameraOf(const Sequence& s) const {
        PinholeCamera c;
        c.fx = s.intrinsics(0, 0);
        c.fy = s.intrinsics(1, 1);
        c.cx = s.intrinsics(0, 2);
        c.cy = s.intrinsics(1, 2);
        c.width = int(std::lround(2 * c.cx));
        c.height = int(std::lround(2 * c.cy));
        return c;
    }

    PersonLabel labelOf(const Where& w) const {
        const Sequence& s = sequences_[w.sequence];
        const Sequence::Actor& actor = s.actors[w.actor];
        PersonLabel l;
        l.picture = s.pictures[w.frame];
        l.camera = cameraOf(s);
        l.betas = actor.betas;
        body::Pose world;
        for (int j = 0; j < body::kJointCount; ++j) world.axisAngleRad[std::size_t(j)] = Eigen::Map<const Eigen::Vector3f>(actor.poses.data() + std::size_t(72) * w.frame + 3 * std::size_t(j)).cast<double>();
        world.translationM = Eigen::Map<const Eigen::Vector3f>(actor.trans.data() + std::size_t(3) * w.frame).cast<double>();
        Eigen::Isometry3d camFromWorld = Eigen::Isometry3d::Identity();
        camFromWorld.linear() = s.camFromWorld[w.frame].topLeftCorner<3, 3>();
        camFromWorld.translation() = s.camFromWorld[w.frame].topRightCorner<3, 1>();
        const auto rest = body().restJoints(actor.betas);
        l.pose = body::transformed(world, camFromWorld, rest);
        const auto joints = body::jointPositions(rest, *l.pose);
        for (int j = 0; j < body::kJointCount; ++j) {
            const auto k = std::size_t(j);
            if (!(joints(j, 2) > kNearestM)) continue;
            l.px.row(j) = l.camera->project(joints.row(j).transpose()).transpose();
            l.pxWeight[k] = 1;
            l.seen[k] = actor.found.empty() || actor.found[std::size_t(w.frame) * body::kJointCount + k] > 0 ? 1.f : 0.5f;
        }
        return l;
    }

    /// Half of the joints in front of the camera, one in the picture (its size is about twice the principal point).
    bool isSeen(const Where& w) const {
        const auto l = labelOf(w);
        if (!(l.camera->fx > 1) || !(l.camera->fy > 1) || !l.px.allFinite()) return false;
        int before = 0;
        bool inside = false;
        for (int j = 0; j < body::kJointCount; ++j) {
            if (!(l.pxWeight[std::size_t(j)] > 0)) continue;
            ++before;
            inside |= l.px(j, 0) > 0 && l.px(j, 1) > 0 && l.px(j, 0) < l.camera->width && l.px(j, 1) < l.camera->height;
        }
        return inside && before > body::kJointCount / 2 && cropAround(l).isValid();
    }

    std::vector<Sequence> sequences_;
    std::vector<Where> people_;
};

}  // namespace

Result<std::shared_ptr<LabelledPictures>> open3dpwPeople(const std::filesystem::path& sequences, const std::filesystem::path& images,
                                                         std::shared_ptr<const body::BodyModel> body) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator it(sequences, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".pkl") files.push_back(it->path());
    if (error) return fail(ErrorCode::FileNotFound, error.message(), sequences.string());
    if (files.empty()) return fail(ErrorCode::InvalidInput, "the folder holds no sequences (.pkl)", sequences.string());
    std::sort(files.begin(), files.end());
    auto people = std::make_shared<PwPeople>(sequences, std::move(body));
    if (auto ok = people->read(files, images); !ok) return fail(ok.error().code, ok.error().detail, ok.error().file.empty() ? sequences.string() : ok.error().file);
    return people;
}

}  // namespace ropetp::train
