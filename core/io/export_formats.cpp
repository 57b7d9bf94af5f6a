#include "io/export_formats.h"

#include "io/amass_npz.h"
#include "io/bvh.h"
#include "io/chan_file.h"
#include "io/fbx_reader.h"
#include "io/fbx_writer.h"
#include "io/glb_reader.h"
#include "io/glb_writer.h"
#include "io/joint_table.h"
#include "io/take_npz.h"

#include "body/kinematics.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace ropetp::io {
namespace {

/// A format that is written from the scene alone.
template <Result<void> (*Write)(const std::filesystem::path&, const ExportScene&)>
Result<void> ofScene(const std::filesystem::path& path, const ExportInput& input) {
    return Write(path, input.scene);
}

template <Result<ImportedMotion> (*Read)(const std::filesystem::path&)>
Result<ImportedMotion> plainly(const std::filesystem::path& path, const ExportPreset&) {
    return Read(path);
}

Result<void> bvh(const std::filesystem::path& path, const ExportInput& input) {
    return writeBvh(path, input.scene, {input.options.preset.bvhOrder, input.options.preset.bvhUnitsPerMetre});
}

/// Its unit is not in the file.
Result<ImportedMotion> bvhAgain(const std::filesystem::path& path, const ExportPreset& preset) {
    const auto read = readBvh(path);
    if (!read) return fail(read.error());
    return read->imported(preset.bvhUnitsPerMetre);
}

/// Our own layout keeps the take as it is, so that it stays with its video. What would change it is refused, not left out.
Result<void> fitsTake(const ExportOptions& options) {
    const char* wish = options.fps > 0                                          ? "frame rate"
                       : options.preset.rootMotion == RootMotion::InPlace       ? "travel in place"
                       : options.startAtOrigin                                  ? "origin"
                       : options.floorOffsetM != 0                              ? "floor"
                       : options.scale != 1                                     ? "scale"
                                                                                : nullptr;
    if (wish) return fail(ErrorCode::InvalidInput, std::string("our NPZ keeps the frames, times and place of the take; its ") + wish + " can be chosen in the AMASS layout");
    return {};
}

Result<void> npz(const std::filesystem::path& path, const ExportInput& input) {
    if (!input.clip) return fail(ErrorCode::UnsupportedFormat, "an NPZ holds poses of SMPL's body; this motion has another skeleton", path.string());
    if (input.options.amass) return writeAmassNpz(path, *input.clip, *input.body, input.options);
    if (auto ok = fitsTake(input.options); !ok) return fail(ok.error().code, ok.error().detail, path.string());
    return writeTakeNpz(path, *input.clip, *input.body);
}

constexpr std::array<ExportFormat, 7> kFormats = {{
    {"fbx", "FBX 7.4 binary", true, true, true, ofScene<writeFbx>, plainly<readFbx>},
    {"bvh", "Biovision BVH", true, false, false, bvh, bvhAgain},
    {"glb", "glTF binary", true, true, true, ofScene<writeGlb>, plainly<readGlb>},
    {"npz", "NPZ (SMPL, AMASS keys)", true, false, true, npz, nullptr},
    {"csv", "CSV joint positions", false, false, false, ofScene<writeCsv>, plainly<readCsv>},
    {"trc", "TRC joint positions", false, false, false, ofScene<writeTrc>, plainly<readTrc>},
    {"chan", "CHAN camera", false, false, true, ofScene<writeChan>, nullptr},
}};

void keepWorst(ExportReport& report, double mm, std::string_view joint, std::size_t frame) {
    if (!(mm > report.largestErrorMm)) {
        if (std::isfinite(mm)) return;
        mm = 1e9;
    }
    report.largestErrorMm = mm;
    report.worstJoint = joint;
    report.worstFrame = frame;
}

Result<void> compareNpz(const std::filesystem::path& path, const ExportInput& input, ExportReport& report) {
    const auto read = readTakeNpz(path, input.body);
    if (!read) return fail(read.error());
    const AmassMotion amass = input.options.amass ? amassMotion(*input.clip, *input.body, input.options) : AmassMotion();
    const std::size_t count = input.options.amass ? amass.posesInWorld.size() : input.clip->frames.size();
    if (read->frames.size() != count) return fail(ErrorCode::Internal, "the written file has another number of frames than the take", path.string());
    const auto wantedRest = input.body->restJoints(input.clip->betas), rest = input.body->restJoints(read->betas);
    for (std::size_t i = 0; i < read->frames.size(); ++i) {
        const body::Pose& pose = input.options.amass ? amass.posesInWorld[i] : input.clip->frames[i].poseInWorld;
        const auto wanted = body::jointPositions(wantedRest, pose), found = body::jointPositions(rest, read->frames[i].poseInWorld);
        for (Eigen::Index j = 0; j < body::kJointCount; ++j) keepWorst(report, 1000 * (found.row(j) - wanted.row(j)).norm(), body::kJointNames[std::size_t(j)], i);
    }
    report.frames = read->frames.size();
    report.fps = read->fps;
    report.resampled = amass.resampled;
    return {};
}

Result<void> compare(const std::filesystem::path& path, const ImportedMotion& read, const ExportScene& scene, ExportReport& report) {
    if (read.frameCount != scene.frames.size()) return fail(ErrorCode::Internal, "the written file has another number of frames than the take", path.string());
    if (scene.frames.size() > 1 && !(std::abs(read.fps / scene.fps - 1) < 1e-4)) return fail(ErrorCode::Internal, "the written file has another frame rate than the take", path.string());
    std::vector<int> column;
    for (const SceneJoint& j : scene.joints) {
        column.push_back(read.find(j.name));
        if (column.back() < 0) return fail(ErrorCode::Internal, "the written file lacks the joint " + j.name, path.string());
    }
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        const auto wanted = scene.worldFromJoint(i);
        const Eigen::Vector3d* found = read.world.data() + i * read.names.size();
        for (std::size_t j = 0; j < wanted.size(); ++j) keepWorst(report, 1000 * (found[column[j]] - wanted[j].translation()).norm(), scene.joints[j].name, i);
    }
    report.frames = read.frameCount;
    report.fps = read.fps;
    return {};
}

Result<ExportReport> writeAndCompare(const std::filesystem::path& path, const ExportFormat& format, const ExportInput& input) {
    if (auto ok = format.write(path, input); !ok) return fail(ok.error());
    ExportReport report;
    report.frames = input.scene.frames.size();
    report.fps = input.scene.fps;
    report.resampled = input.scene.resampled;
    if (format.ending == "npz") {
        if (auto ok = compareNpz(path, input, report); !ok) return fail(ok.error());
        report.verified = true;
    } else if (format.read) {
        const auto read = format.read(path, input.options.preset);
        if (!read) return fail(ErrorCode::Internal, "the written file cannot be read again: " + read.error().detail, path.string());
        if (auto ok = compare(path, *read, input.scene, report); !ok) return fail(ok.error());
        report.verified = true;
    }
    return report;
}

Result<const ExportFormat*> knownFormat(const std::filesystem::path& path) {
    const ExportFormat* format = formatOf(path);
    if (!format) return fail(ErrorCode::UnsupportedFormat, "the format is chosen by the file's ending; known are " + formatEndings(), path.string());
    return format;
}

std::string lower(std::string s) {
    std::ranges::transform(s, s.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return s;
}

}  // namespace

std::span<const ExportFormat> exportFormats() { return kFormats; }

const ExportFormat* formatOf(const std::filesystem::path& path) {
    const std::string ending = lower(path.extension().string());
    for (const auto& f : kFormats)
        if (ending.size() > 1 && ending.substr(1) == f.ending) return &f;
    return nullptr;
}

std::string formatEndings() {
    std::string out;
    for (const auto& f : kFormats) out += (out.empty() ? "" : ", ") + std::string(f.ending);
    return out;
}

Result<ExportReport> exportTake(const std::filesystem::path& path, const body::MotionClip& clip, const std::shared_ptr<const body::BodyModel>& body, const ExportOptions& options) {
    const auto known = knownFormat(path);
    if (!known) return fail(known.error());
    const ExportFormat* format = *known;
    ExportOptions carried = options;
    carried.withMesh &= format->hasMesh;
    carried.withCamera = format->hasCamera && (options.withCamera || !format->read);   // a camera file is for nothing else
    if (!body) return fail(ErrorCode::InvalidInput, "there is no body to export", path.string());
    const auto part = options.frames ? framesOf(clip, *options.frames) : Result<body::MotionClip>(clip);
    if (!part) return fail(part.error().code, part.error().detail, path.string());
    const auto scene = exportScene(*part, body, carried);
    if (!scene) return fail(scene.error().code, scene.error().detail, path.string());
    return writeAndCompare(path, *format, {*scene, carried, &*part, body.get()});
}

Result<ExportReport> writeScene(const std::filesystem::path& path, const ExportScene& scene, const ExportOptions& options) {
    const auto format = knownFormat(path);
    if (!format) return fail(format.error());
    return writeAndCompare(path, **format, {scene, options});
}

Result<ImportedMotion> importMotion(const std::filesystem::path& path, double bvhUnitsPerMetre) {
    const auto format = knownFormat(path);
    if (!format) return fail(format.error());
    if (!(*format)->hasSkeleton || !(*format)->read) return fail(ErrorCode::UnsupportedFormat, "a " + std::string((*format)->ending) + " holds no skeleton", path.string());
    ExportPreset preset;
    preset.bvhUnitsPerMetre = bvhUnitsPerMetre;
    return (*format)->read(path, preset);
}

}  // namespace ropetp::io
