#include "jobs/project_jobs.h"

#include "base/leftovers.h"
#include "body/mannequin.h"

namespace ropetp::jobs {
namespace {

Result<std::unique_ptr<media::FrameSource>> openFootage(const std::filesystem::path& path, const media::VideoInfo& expected) {
    auto source = media::openFrameSource(path);
    if (!source) return source;
    const media::VideoInfo& v = (*source)->info();
    if (v.frameCount() != expected.frameCount() || v.width != expected.width || v.height != expected.height) {
        const auto told = [](const media::VideoInfo& i) { return std::to_string(i.frameCount()) + " frames of " + std::to_string(i.width) + " x " + std::to_string(i.height); };
        return fail(ErrorCode::InvalidInput, "the video has " + told(v) + "; the project was made from one with " + told(expected), path.string());
    }
    if (auto first = (*source)->frame(FrameIndex(0)); !first) return fail(first.error());
    return source;
}

std::shared_ptr<const media::VideoInfo> movedTo(const media::VideoInfo& video, const std::filesystem::path& path) {
    auto moved = std::make_shared<media::VideoInfo>(video);
    moved->path = path;
    return moved;
}

}  // namespace

Result<void> OpenProjectJob::run(JobControl& control) {
    control.stage("open", 1);
    OpenedProject opened;
    if (fromJournal_) {
        auto recovered = project::recover(path_);
        if (!recovered) return fail(recovered.error());
        opened.project = std::move(recovered->project);
        opened.file = recovered->file;
        opened.journal.emplace(OpenedProject::FromJournal{path_, recovered->changes, recovered->lost, std::move(recovered->held)});
    } else {
        auto read = project::readProject(path_);
        if (!read) return fail(read.error());
        opened.project = std::move(*read);
        opened.file = path_;
        removeLeftovers(path_);   // of a save that was killed
    }
    auto& scene = opened.project.scene;
    if (!scene.body) scene.body = body::mannequin();
    if (!scene.video || scene.video->ptsSec.empty()) return fail(ErrorCode::UnsupportedFormat, "the project has no video", path_.string());
    auto& reference = opened.project.video;
    if (reference.absolute.empty()) reference.absolute = scene.video->path;
    opened.video = project::findVideo(reference, opened.file.empty() ? path_ : opened.file);
    if (opened.video.state == project::VideoState::Found) {
        auto source = openFootage(opened.video.path, *scene.video);
        if (source) {
            opened.source = std::move(*source);
            if (scene.video->path != opened.video.path) scene.video = movedTo(*scene.video, opened.video.path);
        } else {
            opened.video.state = project::VideoState::Changed;   // no fingerprint was known, and it is another one
        }
    }
    opened_ = std::move(opened);
    return {};
}

Result<void> OpenFootageJob::run(JobControl& control) {
    control.stage("open", 1);
    auto source = openFootage(path_, *expected_);
    if (!source) return fail(source.error());
    source_ = std::move(*source);
    return {};
}

Result<void> SaveProjectJob::run(JobControl& control) {
    control.stage("write", 1);
    if (project_.scene.video) project_.video = project::referTo(project_.scene.video->path, path_, project_.video);
    auto known = project::writeProject(path_, project_);
    if (!known) return fail(known.error());
    project_.known = std::move(*known);
    return {};
}

}  // namespace ropetp::jobs
