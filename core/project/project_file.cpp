#include "project/project_file.h"

#include "base/leftovers.h"
#include "project/json_fields_p.h"
#include "project/object_archive.h"
#include "project/scene_text.h"

#include <random>

namespace ropetp::project {
namespace {

constexpr const char *kMember = "project.json", *kSceneMember = "scene.json", *kFormat = "ropetp-project";

json settingsJson(const ProjectSettings& s) {
    return {{"range", s.range ? rangeJson(*s.range) : json()}, {"frame", s.frame.value}, {"selected", s.selected ? json(s.selected->value) : json()},
            {"largest_only", s.largestOnly}, {"range_only", s.rangeOnly}, {"estimator", s.estimator}, {"flip_test", s.flipTest}, {"refine", s.refine},
            {"trajectory", s.trajectory}, {"trajectory_seed", s.trajectorySeed}};
}

ProjectSettings settingsOf(const json& j) {
    ProjectSettings s;
    if (optionalMember(j, "range")) s.range = range(j, "range");
    s.frame = frame(j, "frame");
    if (optionalMember(j, "selected")) s.selected = person(j, "selected");
    s.largestOnly = flag(j, "largest_only");
    s.rangeOnly = flag(j, "range_only");
    s.estimator = text(j, "estimator");
    s.flipTest = flag(j, "flip_test");
    s.refine = flag(j, "refine");
    s.trajectory = text(j, "trajectory");
    s.trajectorySeed = hash(j, "trajectory_seed");
    return s;
}

json headOf(ArchiveReader& archive) {
    if (!archive.has(kMember)) throw Broken{{ErrorCode::UnsupportedFormat, "the file is not a project", {}}};
    json head = parsed(need(archive.text(kMember)), "the project");
    if (!head.contains("format") || head["format"] != kFormat) throw Broken{{ErrorCode::UnsupportedFormat, "the file is not a project", {}}};
    const auto version = integer(head, "version", 1);
    if (version > kProjectVersion)
        throw Broken{{ErrorCode::UnsupportedFormat, "the project was saved by a newer version of RopeTP Studio (format " + std::to_string(version) + "; this one reads up to " + std::to_string(kProjectVersion) + ")", {}}};
    return head;
}

template <class T>
Result<T> named(Result<T> result, const std::filesystem::path& path) {
    if (!result && result.error().file.empty()) return fail(result.error().code, result.error().detail, path.string());
    return result;
}

}  // namespace

std::string newSaveId() {
    std::random_device random;
    std::string id;
    for (int i = 0; i < 32; ++i) id.push_back("0123456789abcdef"[random() % 16]);
    return id;
}

Result<KnownObjects> writeProject(const std::filesystem::path& path, const Project& project, AtomicFile::Outlives outlives) {
    removeLeftovers(path);
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    ArchiveWriter archive(*file);
    const VideoReference& v = project.video;
    std::string head;
    try {
        head = json{{"format", kFormat}, {"version", kProjectVersion}, {"save_id", project.saveId}, {"settings", settingsJson(project.settings)},
                    {"video", {{"absolute", textJson(v.absolute.string())}, {"relative", textJson(v.relative.string())}, {"bytes", v.bytes}, {"fingerprint", v.fingerprint}}}}.dump(1);
    } catch (const json::exception& e) {
        return fail(ErrorCode::Internal, e.what(), path.string());
    }
    // First of all members: whoever asks for the version reads no more.
    if (auto ok = archive.addText(kMember, head); !ok) return fail(ok.error());
    const auto scene = sceneText(project.scene, archive);
    if (!scene) return fail(scene.error());
    if (auto ok = archive.addText(kSceneMember, *scene); !ok) return fail(ok.error());
    if (auto ok = archive.finish(); !ok) return fail(ok.error());
    if (auto ok = file->commit(outlives); !ok) return fail(ok.error());
    return archive.known();
}

Result<Project> readProject(ArchiveReader& archive, std::shared_ptr<const body::BodyModel> body) {
    try {
        const json head = headOf(archive);
        Project p;
        p.saveId = text(head, "save_id");
        if (const json* video = optionalMember(head, "video")) {
            p.video.absolute = text(*video, "absolute");
            p.video.relative = text(*video, "relative");
            p.video.bytes = hash(*video, "bytes");
            p.video.fingerprint = text(*video, "fingerprint");
        }
        p.settings = settingsOf(member(head, "settings"));
        p.scene = need(readScene(need(archive.text(kSceneMember)), archive, std::move(body)));
        p.known = archive.known();
        return p;
    } catch (const Broken& b) {
        return fail(b.error);
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptFile, e.what());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "the project needs more memory than there is");
    }
}

Result<Project> readProject(const std::filesystem::path& path, std::shared_ptr<const body::BodyModel> body) {
    auto archive = ArchiveReader::open(path);
    if (!archive) return named<Project>(fail(archive.error()), path);
    return named(readProject(*archive, std::move(body)), path);
}

Result<Project> parseProject(std::span<const std::uint8_t> bytes, std::shared_ptr<const body::BodyModel> body) {
    auto archive = ArchiveReader::open(bytes);
    if (!archive) return fail(archive.error());
    return readProject(*archive, std::move(body));
}

Result<std::string> readSaveId(const std::filesystem::path& path) {
    auto archive = ArchiveReader::open(path);
    if (!archive) return fail(archive.error());
    try {
        return text(headOf(*archive), "save_id");
    } catch (const Broken& b) {
        return fail(b.error.code, b.error.detail, path.string());
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptFile, e.what(), path.string());
    }
}

}  // namespace ropetp::project
