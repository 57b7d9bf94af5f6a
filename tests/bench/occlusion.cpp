// Prints how the error of Rope's weights grows with what hides the person (the paper's claim): squares and discs
// of several sizes pasted at a seeded place on the body, in the mean colour of the crop and with a texture.
//   bench_occlusion --weights A.weights,B.weights,... [--names a,b,...] [--count N] [--data FOLDER] [--work FOLDER]
//                   [--sizes 32,64,96,128] [--seed S] [--models FOLDER] [--video VIDEO --truth TRUTH.npz]
// (a) N drawn pictures of held-out subjects and places, nothing else in front of them; 22 joints.
// (b) with --video: the crops of a clean tracking of the clip, against the truth's joints.
// The backbone runs once for each picture; all weights read the same features. Weights of one name (that of the
// file, or of the folder of a best.weights; up to an '@') count together: mean and deviation over them.
// Millimetres after the mid-hip was taken from both; in brackets the growth from the picture without occluder.
#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "io/truth_npz.h"
#include "jobs/solve_pipeline.h"
#include "media/frame_source.h"
#include "metrics/visibility_error.h"
#include "nn/model_store.h"
#include "pose/rope/crop_picture.h"
#include "pose/rope/rope_crop.h"
#include "pose/rope/rope_model.h"
#include "synth/pasted_occluder.h"
#include "train/assets.h"
#include "train/synthetic_people.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <random>
#include <string>

using namespace ropetp;
using synth::PastedOccluder;
using train::kCropPx;

namespace {

using Joints2d = Eigen::Matrix<float, body::kJointCount, 2, Eigen::RowMajor>;

/// What a picture is hidden by.
struct Condition {
    PastedOccluder::Shape shape;
    PastedOccluder::Fill fill;
    float sizePx;
};

/// A crop with what is known of it.
struct Sample {
    Image crop;
    Joints2d joints2d;                  ///< pixels of the crop; where the body is
    body::JointPositions truth;         ///< metres
    Eigen::Matrix3d truthFromView;      ///< brings a reading into the frame of the truth
};

/// One weights file.
struct Contestant {
    std::string name;
    std::unique_ptr<pose::RopeModel> model;
    std::vector<std::vector<body::JointPositions>> read;   ///< by condition and picture
};

/// Features of all conditions of all pictures through all weights.
class Probe {
  public:
    Probe(pose::BlazePoseBackbone& backbone, std::vector<Contestant>& contestants, std::vector<Condition> conditions, std::uint64_t seed)
        : backbone_(backbone), contestants_(contestants), conditions_(std::move(conditions)), seed_(seed), covered_(conditions_.size()) {
        for (auto& c : contestants_) c.read.assign(conditions_.size(), {});
    }

    Result<void> add(const Sample& s) {
        std::mt19937_64 random(seed_ * 0x9E3779B97F4A7C15ull + truth_.size());
        const Eigen::Vector2f at = placeOnBody(s.joints2d, random);
        const std::uint64_t texture = random();
        for (std::size_t c = 0; c < conditions_.size(); ++c) {
            const PastedOccluder o{conditions_[c].shape, conditions_[c].fill, at, conditions_[c].sizePx, texture};
            metrics::SeenJoints seen{};
            for (int j = 0; j < body::kJointCount; ++j) seen[std::size_t(j)] = !o.covers(s.joints2d.row(j).transpose());
            covered_[c].push_back(seen);
            const auto features = backbone_.run(synth::pasted(s.crop, o), wholeCrop());
            if (!features) return fail(features.error());
            for (auto& contestant : contestants_) contestant.model->set(int(waiting_.size()), *features);
            waiting_.push_back({c, s.truthFromView});
            if (waiting_.size() == pose::RopeModel::kBatch)
                if (auto ok = flush(); !ok) return ok;
        }
        truth_.push_back(s.truth);
        return {};
    }

    Result<void> flush() {
        if (waiting_.empty()) return {};
        for (auto& contestant : contestants_) {
            const auto readings = contestant.model->read(int(waiting_.size()));
            if (!readings) return fail(readings.error());
            for (std::size_t i = 0; i < waiting_.size(); ++i) contestant.read[waiting_[i].condition].push_back(jointsOf((*readings)[i], waiting_[i].truthFromView));
        }
        waiting_.clear();
        return {};
    }

    /// Tables of errors by condition.
    void print(const metrics::JointMask& mask) const {
        std::printf("%zu pictures\n", truth_.size());
        std::vector<std::string> names;
        for (const auto& c : contestants_)
            if (std::find(names.begin(), names.end(), c.name) == names.end()) names.push_back(c.name);
        for (const auto what : {What::All, What::Covered}) {
            std::printf("\n%-26s", what == What::All ? "MPJPE, mm" : "MPJPE of covered joints, mm");
            for (const auto& name : names) std::printf("%24s", name.c_str());
            for (std::size_t c = 0; c < conditions_.size(); ++c) {
                if (what == What::Covered && conditions_[c].sizePx == 0) continue;
                std::printf("\n%-26s", titleOf(conditions_[c]).c_str());
                for (const auto& name : names) std::printf("%24s", cell(name, c, mask, what).c_str());
            }
            std::printf("\n");
        }
    }

  private:
    enum class What { All, Covered };
    struct Waiting {
        std::size_t condition;
        Eigen::Matrix3d truthFromView;
    };

    static track::CropRegion wholeCrop() {
        track::CropRegion r;
        r.centre = Eigen::Vector2f::Constant((kCropPx - 1) / 2.f);
        r.size = kCropPx;
        return r;
    }

    /// Somewhere along a limb or the trunk's edge; longer ones more often.
    static Eigen::Vector2f placeOnBody(const Joints2d& joints, std::mt19937_64& random) {
        constexpr std::array<std::pair<int, int>, 12> kBones = {{{1, 4}, {4, 7}, {2, 5}, {5, 8}, {16, 18}, {18, 20}, {17, 19}, {19, 21}, {16, 1}, {17, 2}, {16, 17}, {1, 2}}};
        double whole = 0;
        for (const auto& [a, b] : kBones) whole += (joints.row(a) - joints.row(b)).norm();
        double rest = std::uniform_real_distribution<double>(0, whole)(random);
        Eigen::Vector2f at = joints.row(1).transpose();
        for (const auto& [a, b] : kBones) {
            const double length = (joints.row(a) - joints.row(b)).norm();
            if (rest <= length && length > 0) {
                at = (joints.row(a) + float(rest / length) * (joints.row(b) - joints.row(a))).transpose();
                break;
            }
            rest -= length;
        }
        return at.cwiseMax(0.f).cwiseMin(float(kCropPx - 1));
    }

    static body::JointPositions jointsOf(const pose::RopeReading& r, const Eigen::Matrix3d& truthFromView) {
        body::Pose pose;
        for (std::size_t j = 0; j < body::kJointCount; ++j) pose.axisAngleRad[j] = axisAngleFromMatrix(r.local[j]);
        return body::jointPositions(body::mannequin()->restJoints(r.betas), pose) * truthFromView.transpose();
    }

    static std::string titleOf(const Condition& c) {
        if (c.sizePx == 0) return "nothing in front";
        std::string title = c.shape == PastedOccluder::Shape::Square ? "square " : "disc   ";
        title += std::to_string(int(c.sizePx)) + " px, ";
        return title + (c.fill == PastedOccluder::Fill::Texture ? "texture" : "mean colour");
    }

    double errorOf(const Contestant& contestant, std::size_t c, const metrics::JointMask& mask, What what) const {
        const auto e = metrics::visibilityError(contestant.read[c], truth_, mask, covered_[c]);
        if (what == What::Covered) return e.hiddenMm;
        return (e.visibleMm * double(e.visible) + e.hiddenMm * double(e.hidden)) / double(e.visible + e.hidden);
    }

    /// Growth of the covered joints: against the same joints without the occluder.
    double cleanOf(const Contestant& contestant, std::size_t c, const metrics::JointMask& mask, What what) const {
        const auto e = metrics::visibilityError(contestant.read[0], truth_, mask, covered_[c]);
        return what == What::Covered ? e.hiddenMm : errorOf(contestant, 0, mask, what);
    }

    std::string cell(const std::string& name, std::size_t c, const metrics::JointMask& mask, What what) const {
        std::vector<double> errors;
        double growth = 0;
        for (const auto& each : contestants_)
            if (each.name == name) {
                errors.push_back(errorOf(each, c, mask, what));
                growth += errors.back() - cleanOf(each, c, mask, what);
            }
        double mean = 0, spread = 0;
        for (const double e : errors) mean += e / double(errors.size());
        for (const double e : errors) spread += (e - mean) * (e - mean);
        char text[64];
        int at = std::snprintf(text, sizeof text, "%.1f", mean);
        if (errors.size() > 1) at += std::snprintf(text + at, sizeof text - std::size_t(at), "±%.1f", std::sqrt(spread / double(errors.size() - 1)));
        if (c > 0) at += std::snprintf(text + at, sizeof text - std::size_t(at), " (%+.1f)", growth / double(errors.size()));
        // "±" is two bytes: one more for printf's width.
        return errors.size() > 1 ? std::string(text) + ' ' : std::string(text);
    }

    pose::BlazePoseBackbone& backbone_;
    std::vector<Contestant>& contestants_;
    std::vector<Condition> conditions_;
    std::uint64_t seed_;
    std::vector<std::vector<metrics::SeenJoints>> covered_;   ///< by condition and picture; false = covered
    std::vector<body::JointPositions> truth_;
    std::vector<Waiting> waiting_;
};

std::vector<std::string> list(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        if (comma > at) out.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return out;
}

std::string nameOf(const std::filesystem::path& weights) {
    const std::string stem = weights.stem() == "best" ? weights.parent_path().filename().string() : weights.stem().string();
    return stem.substr(0, stem.find('@'));
}

template <class T>
T orExit(Result<T> r) {
    if (!r) {
        std::fprintf(stderr, "%s\n", describe(r.error()).c_str());
        std::exit(1);
    }
    return std::move(*r);
}
void orExit(Result<void> r) {
    if (r) return;
    std::fprintf(stderr, "%s\n", describe(r.error()).c_str());
    std::exit(1);
}

Sample sampleOf(const train::RopeSample& s) {
    Sample out{s.crop, {}, s.joints, Eigen::Matrix3d::Identity()};
    out.joints2d = (s.joints2d.array() * (kCropPx / 2.f) + (kCropPx - 1) / 2.f).matrix();
    return out;
}

/// Crops of the clip's largest person as they are tracked without occluders.
void eachOf(const std::filesystem::path& video, const io::Truth& truth, const std::function<void(const Sample&)>& take) {
    /// SMPL joint and BlazePose landmark.
    constexpr std::array<std::pair<int, std::size_t>, 12> kPairs = {{{1, 23}, {2, 24}, {4, 25}, {5, 26}, {7, 27}, {8, 28}, {16, 11}, {17, 12}, {18, 13}, {19, 14}, {20, 15}, {21, 16}}};
    jobs::SolveRequest request;
    request.video = video;
    request.persons = jobs::SolveRequest::Persons::Largest;
    request.estimator = "fit";
    NullJobControl job;
    const auto outcome = orExit(jobs::solve(request, job, nullptr));
    const auto& clip = *outcome.clips.front();
    const auto* person = outcome.tracks->find(clip.person);
    const auto source = orExit(media::openFrameSource(video));
    for (std::size_t row = 0; row < truth.frameIds.size(); ++row) {
        const FrameIndex f(truth.frameIds[row]);
        const auto o = person->observations.find(f);
        if (o == person->observations.end() || !o->second.landmarks) continue;
        const auto region = pose::ropeCropOf(*o->second.landmarks);
        if (!region.isValid()) continue;
        Sample s{orExit(pose::cropPicture(orExit(source->frame(f)), region, kCropPx)), Joints2d::Constant(-1e4f), truth.jointsInCam[row], pose::camFromView(clip.camera, region)};
        const Eigen::Matrix3d toCrop = pose::cropFromPicture(region, kCropPx);
        for (const auto& [joint, landmark] : kPairs) {
            const Eigen::Vector2d px = o->second.landmarks->px[landmark].cast<double>();
            s.joints2d.row(joint) = (toCrop * px.homogeneous()).head<2>().cast<float>().transpose();
        }
        take(s);
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::string> given = {{"--count", "200"}, {"--sizes", "32,64,96,128"}, {"--seed", "1"}};
    for (int i = 1; i + 1 < argc; i += 2) given[argv[i]] = argv[i + 1];
    const auto files = list(given["--weights"]), names = list(given["--names"]);
    if (files.empty() || (!names.empty() && names.size() != files.size()) || given["--video"].empty() != given["--truth"].empty()) {
        std::fputs("usage: bench_occlusion --weights A.weights,B.weights,... [--names a,b,...] [--count N] [--data FOLDER] [--work FOLDER]\n"
                   "                       [--sizes 32,64,96,128] [--seed S] [--models FOLDER] [--video VIDEO --truth TRUTH.npz]\n", stderr);
        return 2;
    }
    const auto backbone = orExit(pose::BlazePoseBackbone::create(orExit(nn::findModelFolder(given["--models"])), 1));
    std::vector<Contestant> contestants;
    for (std::size_t i = 0; i < files.size(); ++i)
        contestants.push_back({names.empty() ? nameOf(files[i]) : names[i].substr(0, names[i].find('@')), orExit(pose::RopeModel::create(files[i], 1)), {}});
    std::vector<Condition> conditions = {{PastedOccluder::Shape::Square, PastedOccluder::Fill::MeanColor, 0}};
    for (const auto fill : {PastedOccluder::Fill::MeanColor, PastedOccluder::Fill::Texture})
        for (const auto shape : {PastedOccluder::Shape::Square, PastedOccluder::Shape::Disc})
            for (const auto& size : list(given["--sizes"])) conditions.push_back({shape, fill, float(std::atof(size.c_str()))});
    const std::uint64_t seed = std::strtoull(given["--seed"].c_str(), nullptr, 10);

    if (const int count = std::atoi(given["--count"].c_str()); count > 0) {
        train::AssetFolders folders;
        if (!given["--data"].empty()) folders.data = given["--data"];
        if (!given["--work"].empty()) folders.work = given["--work"];
        train::SynthesisOptions options;
        options.occluderShare = options.truncatedShare = 0;
        train::SyntheticPeople people(orExit(train::readAssets(folders, true)), options, 900'000 + seed);
        Probe probe(*backbone, contestants, conditions, seed);
        for (int i = 0; i < count; ++i) orExit(probe.add(sampleOf(people.next())));
        orExit(probe.flush());
        metrics::JointMask mask{};   // hands follow no evidence
        std::fill(mask.begin(), mask.begin() + 22, true);
        std::printf("== drawn people, held out\n");
        probe.print(mask);
    }
    if (!given["--video"].empty()) {
        const auto truth = orExit(io::readTruthNpz(given["--truth"]));
        Probe probe(*backbone, contestants, conditions, seed);
        eachOf(given["--video"], truth, [&](const Sample& s) { orExit(probe.add(s)); });
        orExit(probe.flush());
        std::printf("\n== %s\n", std::filesystem::path(given["--video"]).filename().c_str());
        probe.print(truth.jointMask);
    }
    return 0;
}
