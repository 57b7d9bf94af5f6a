#include "ui/project_session.h"

#include "media/blank_source.h"
#include "ui/settings.h"

#include <QFile>
#include <QFileInfo>

namespace ropetp::ui {
namespace {

constexpr const char* kEnding = ".ropetp";

std::filesystem::path native(const QString& path) { return QFile::encodeName(path).toStdString(); }
QString shown(const std::filesystem::path& path) { return QFile::decodeName(QByteArray::fromStdString(path.string())); }

}  // namespace

ProjectSession::ProjectSession(Workspace& workspace, const std::filesystem::path& stateFolder, QObject* parent)
    : QObject(parent), workspace_(workspace), stateFolder_(stateFolder), autosave_(stateFolder) {
    workspace_.document().setObserver(&autosave_);
    autosave_.onFailure = [this](const Error& error) { Q_EMIT unsafe(error); };
    connect(&workspace_, &Workspace::videoOpened, this, &ProjectSession::onVideoOpened);
    connect(&workspace_.undoStack(), &QUndoStack::cleanChanged, this, &ProjectSession::changed);
    connect(&workspace_.document(), &project::Document::changed, this, [this] { ++generation_; });
    connect(&workspace_.ioLane(), &jobs::JobLane::succeeded, this, [this](jobs::JobId id) { onSucceeded(id); });
    connect(&workspace_.ioLane(), &jobs::JobLane::failed, this, &ProjectSession::onFailed);
}

ProjectSession::~ProjectSession() { workspace_.document().setObserver(nullptr); }

bool ProjectSession::isProject(const QString& path) { return path.endsWith(kEnding, Qt::CaseInsensitive); }

QString ProjectSession::name() const {
    if (!path_.isEmpty()) return QFileInfo(path_).fileName();
    return workspace_.scene().video ? QFileInfo(shown(workspace_.scene().video->path)).fileName() : QString();
}

void ProjectSession::open(const QString& path) {
    if (openId_) workspace_.ioLane().cancel(openId_);
    waiting_.reset();
    if (!isProject(path)) return workspace_.openVideo(path);
    opening_ = jobs::OpenProjectJob::open(native(path));
    openId_ = workspace_.ioLane().enqueue(opening_);
}

void ProjectSession::recover(const std::filesystem::path& journal) {
    opening_ = jobs::OpenProjectJob::recover(journal);
    openId_ = workspace_.ioLane().enqueue(opening_);
}

void ProjectSession::forget(const std::filesystem::path& journal) { project::removeJournal(journal); }

std::vector<project::FoundJournal> ProjectSession::recoverable() const {
    std::vector<std::filesystem::path> projects;
    for (const QString& file : Settings::recentFiles())
        if (isProject(file)) projects.push_back(native(file));
    return project::findJournals(stateFolder_, projects);
}

void ProjectSession::onSucceeded(jobs::JobId id) {
    if (id == 0) return;
    if (id == openId_) onProjectRead();
    else if (id == footageId_) onFootage();
    else if (id == saveId_) onSaved();
}

void ProjectSession::onFailed(jobs::JobId id, const Error& error) {
    if (id == 0) return;
    if (id == openId_) {
        openId_ = 0;
        opening_.reset();
    } else if (id == footageId_) {
        footageId_ = 0;
        footage_.reset();
    } else if (id == saveId_) {
        saveId_ = 0;
        saving_.reset();
        afterSave_ = {};
        autosave_.notSaved();
        Q_EMIT changed();
    } else {
        return;
    }
    // That it failed is told by the workspace, which hears of all jobs of the lane.
    if (waiting_ && error.code != ErrorCode::Canceled) Q_EMIT videoWanted(shown(waiting_->project.video.absolute), waiting_->video.state == project::VideoState::Changed);
}

void ProjectSession::onVideoOpened() {
    if (showingProject_) return;
    // A video alone: what was open before is given up.
    path_.clear();
    video_ = {};
    videoMissing_ = false;
    autosave_.opened({}, name().toStdString());
    Settings::addRecentFile(shown(workspace_.scene().video->path));
    Q_EMIT changed();
}

void ProjectSession::onProjectRead() {
    openId_ = 0;
    waiting_ = std::exchange(opening_, nullptr)->take();
    if (waiting_->source) return showProject(std::move(waiting_->source));
    Q_EMIT videoWanted(shown(waiting_->project.video.absolute), waiting_->video.state == project::VideoState::Changed);
}

void ProjectSession::useVideo(const QString& path) {
    const auto expected = waiting_ ? waiting_->project.scene.video : workspace_.scene().video;
    if (!expected) return;
    footage_ = std::make_shared<jobs::OpenFootageJob>(native(path), expected);
    footageId_ = workspace_.ioLane().enqueue(footage_);
}

void ProjectSession::goOnWithoutVideo() {
    if (!waiting_) return;
    auto source = media::blankSource(*waiting_->project.scene.video);
    if (!source) {
        waiting_.reset();
        Q_EMIT failed(source.error());
        return;
    }
    showProject(std::move(*source));
    videoMissing_ = true;
    Q_EMIT changed();
}

void ProjectSession::onFootage() {
    footageId_ = 0;
    const auto job = std::exchange(footage_, nullptr);
    auto video = std::make_shared<media::VideoInfo>(waiting_ ? *waiting_->project.scene.video : *workspace_.scene().video);
    video->path = job->path();
    if (waiting_) {
        waiting_->project.scene.video = std::move(video);
        showProject(job->takeSource());
    } else {
        workspace_.setFootage(job->takeSource(), std::move(video));
    }
    videoMissing_ = false;
    // Where it lies now is told by the next save.
    workspace_.undoStack().resetClean();
    Q_EMIT changed();
}

void ProjectSession::showProject(std::unique_ptr<media::FrameSource> source) {
    auto opened = std::move(*waiting_);
    waiting_.reset();
    path_ = opened.file.empty() ? QString() : shown(opened.file);
    video_ = opened.project.video;
    videoMissing_ = false;
    showingProject_ = true;
    applySettings(opened.project.settings);
    workspace_.show(std::move(source), opened.project.scene);
    showingProject_ = false;
    const auto& s = opened.project.settings;
    if (s.range && s.range->first.value >= 0 && s.range->size() > 0 && s.range->end.value <= workspace_.scene().video->frameCount()) workspace_.playback().setRange(*s.range);
    if (workspace_.scene().video->range().contains(s.frame)) workspace_.playback().seek(s.frame);
    if (s.selected) workspace_.selectPerson(s.selected);

    project::Journal::Base base;
    if (!path_.isEmpty()) base = {opened.file, opened.project.saveId, opened.project.known};
    autosave_.opened(std::move(base), name().toStdString());
    if (!path_.isEmpty()) Settings::addRecentFile(path_);
    if (opened.journal) {
        // Safe in a journal of our own before the other one goes.
        autosave_.becameUnsaved(workspace_.scene());
        if (autosave_.isSafe()) project::removeJournal(opened.journal->folder);
        workspace_.undoStack().resetClean();
        Q_EMIT recovered(name(), int(opened.journal->changes), int(opened.journal->lost));
    }
    Q_EMIT projectOpened();
    Q_EMIT changed();
}

void ProjectSession::save(const QString& path, std::function<void()> then) {
    if (!workspace_.scene().video || isSaving()) return;
    project::Project p;
    p.scene = workspace_.scene();
    p.video = video_;
    p.settings = settings();
    p.saveId = project::newSaveId();
    savedGeneration_ = generation_;
    afterSave_ = std::move(then);
    autosave_.saving(native(path), p.saveId);
    saving_ = std::make_shared<jobs::SaveProjectJob>(native(path), std::move(p));
    saveId_ = workspace_.ioLane().enqueue(saving_);
    Q_EMIT changed();
}

void ProjectSession::onSaved() {
    saveId_ = 0;
    const auto job = std::exchange(saving_, nullptr);
    const bool unchanged = generation_ == savedGeneration_;
    autosave_.saved(job->project().known, unchanged ? nullptr : &workspace_.scene());
    video_ = job->project().video;
    path_ = shown(job->path());
    if (unchanged) workspace_.undoStack().setClean();
    else workspace_.undoStack().resetClean();
    Settings::addRecentFile(path_);
    Q_EMIT changed();
    Q_EMIT saved(path_);
    if (const auto then = std::exchange(afterSave_, {})) then();
}

void ProjectSession::end() {
    autosave_.close();
    workspace_.document().setObserver(nullptr);
}

project::ProjectSettings ProjectSession::settings() const {
    project::ProjectSettings s;
    auto& workspace = workspace_;
    if (workspace.playback().hasCustomRange()) s.range = workspace.playback().range();
    s.frame = workspace.playback().current();
    s.selected = workspace.selectedPerson();
    const auto& o = workspace.solveOptions();
    s.largestOnly = o.largestOnly;
    s.rangeOnly = o.inOutRangeOnly;
    s.estimator = o.estimator.toStdString();
    s.flipTest = o.flipTest;
    s.refine = o.refine;
    s.trajectory = o.trajectory.toStdString();
    s.trajectorySeed = o.trajectorySeed;
    return s;
}

void ProjectSession::applySettings(const project::ProjectSettings& s) {
    Workspace::SolveOptions o;
    o.largestOnly = s.largestOnly;
    o.inOutRangeOnly = s.rangeOnly;
    // Names of a file that nobody vouches for; the solve would refuse others.
    for (const char* known : {"fit", "rope"})
        if (s.estimator == known) o.estimator = known;
    for (const char* known : {"denoiser", "feet", "raw", "regression"})
        if (s.trajectory == known) o.trajectory = known;
    o.flipTest = s.flipTest;
    o.refine = s.refine;
    o.trajectorySeed = s.trajectorySeed;
    workspace_.setSolveOptions(o);
}

}  // namespace ropetp::ui
