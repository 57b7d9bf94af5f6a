#include "ui/workspace.h"

#include "edit/solve_edits.h"
#include "edit/track_edits.h"
#include "jobs/export_job.h"
#include "jobs/open_job.h"
#include "jobs/solve_job.h"
#include "ui/edit_command.h"
#include "jobs/trajectory_job.h"

#include <QThread>

#include <algorithm>

namespace ropetp::ui {
namespace {

/// Jobs outlive nothing: the stream must be freed on the GUI thread, though a job may drop it last.
std::shared_ptr<jobs::SolveStream> makeStream() {
    return {new jobs::SolveStream, [](jobs::SolveStream* s) { s->deleteLater(); }};
}


}  // namespace

Workspace::Workspace(QObject* parent)
    : QObject(parent), inference_(std::make_unique<jobs::JobLane>("inference")), io_(std::make_unique<jobs::JobLane>("io")) {
    connect(io_.get(), &jobs::JobLane::succeeded, this, [this](jobs::JobId id) {
        if (id == openId_) {
            onOpened();
        } else if (const auto it = exports_.find(id); it != exports_.end()) {
            QStringList files;
            for (const auto& f : it->second->written()) files << QString::fromStdString(f.string());
            const auto report = it->second->report();
            exports_.erase(it);
            Q_EMIT exported(id, files, report);
        }
    });
    connect(io_.get(), &jobs::JobLane::failed, this, [this](jobs::JobId id, const Error& error) {
        if (exports_.erase(id) > 0) Q_EMIT exportFailed(id, error);
        const bool wasOpening = id == openId_;
        const QString path = wasOpening && opening_ ? QString::fromStdString(opening_->path().string()) : QString();
        if (wasOpening) {
            openId_ = 0;
            opening_.reset();
        }
        if (error.code == ErrorCode::Canceled) return;
        Q_EMIT failed(error);
        if (wasOpening) Q_EMIT openingFailed(path);
    });
    connect(inference_.get(), &jobs::JobLane::succeeded, this, [this](jobs::JobId id, std::shared_ptr<edit::Edit> edit) {
        if (id == solveId_) onSolved(std::move(edit));
    });
    connect(inference_.get(), &jobs::JobLane::failed, this, [this](jobs::JobId id, const Error& error) {
        if (id != solveId_) return;
        solveId_ = 0;
        dropStream();
        Q_EMIT solvingChanged(false);
        if (error.code != ErrorCode::Canceled) Q_EMIT failed(error);
    });
}

Workspace::~Workspace() = default;

void Workspace::openVideo(const QString& path) {
    if (openId_) io_->cancel(openId_);
    opening_ = std::make_shared<jobs::OpenJob>(path.toStdString());
    openId_ = io_->enqueue(opening_);
}

void Workspace::onOpened() {
    openId_ = 0;
    const auto job = std::exchange(opening_, nullptr);
    edit::Scene scene;
    auto source = job->takeSource();
    scene.video = std::make_shared<const media::VideoInfo>(source->info());
    scene.body = job->body();
    show(std::move(source), std::move(scene));
}

void Workspace::show(std::unique_ptr<media::FrameSource> source, edit::Scene scene) {
    cancelSolve();
    undoStack_.clear();
    hidden_.clear();
    selected_.reset();
    joints_.clear();
    preview_.reset();
    dropStream();
    frames_ = std::make_shared<media::FrameCache>(std::move(source), media::kWindowPictureBytes, media::kWindowPackedBytes);
    playback_.setFrames(scene.video->ptsSec);
    document_.reset(std::move(scene));
    Q_EMIT videoOpened();
    Q_EMIT selectionChanged();
}

void Workspace::setFootage(std::unique_ptr<media::FrameSource> source, std::shared_ptr<const media::VideoInfo> video) {
    frames_ = std::make_shared<media::FrameCache>(std::move(source), media::kWindowPictureBytes, media::kWindowPackedBytes);
    edit::Scene scene = document_.scene();
    scene.video = std::move(video);
    document_.reset(std::move(scene));
    Q_EMIT footageChanged();
}

jobs::SolveRequest Workspace::baseRequest() const {
    jobs::SolveRequest r;
    const auto& s = scene();
    r.video = s.video->path;
    r.body = s.body;
    r.estimator = solveOptions_.estimator.isEmpty() ? jobs::defaultEstimator() : solveOptions_.estimator.toStdString();
    r.flipTest = solveOptions_.flipTest;
    r.refine = solveOptions_.refine;
    r.trajectory = solveOptions_.trajectory.toStdString();
    r.seed = solveOptions_.trajectorySeed;
    r.persons = solveOptions_.largestOnly ? jobs::SolveRequest::Persons::Largest : jobs::SolveRequest::Persons::All;
    r.threads = std::max(1, QThread::idealThreadCount());
    r.focalPx = s.userFocalPx;
    r.tracks = s.tracks;
    r.groundPitchRad = s.groundPitchRad;
    r.groundRollRad = s.groundRollRad;
    r.groundHeightM = s.groundHeightM;
    if (solveOptions_.inOutRangeOnly && playback_.hasCustomRange()) r.frames = playback_.range();
    return r;
}

void Workspace::solve() {
    if (!hasVideo()) return;
    auto request = baseRequest();
    request.tracking = jobs::SolveRequest::Tracking::Again;
    startSolve(std::move(request));
}

void Workspace::solvePosesAgain() {
    if (!hasVideo() || !scene().tracks || scene().tracks->persons.empty()) return;
    auto request = baseRequest();
    request.tracking = jobs::SolveRequest::Tracking::Keep;
    for (const auto& n : scene().notices) request.cameraMoves |= n.kind == edit::Notice::Kind::CameraMoves;
    startSolve(std::move(request));
}

void Workspace::solveTrajectoriesAgain() {
    if (scene().clips.empty()) return;
    cancelSolve();
    solveId_ = inference_->enqueue(std::make_shared<jobs::TrajectoryJob>(scene(), edit::TrajectorySolve{solveOptions_.trajectory.toStdString(), 100, solveOptions_.trajectorySeed}));
    Q_EMIT solvingChanged(true);
}

void Workspace::startSolve(jobs::SolveRequest request) {
    cancelSolve();
    dropStream();
    stream_ = makeStream();
    connect(stream_.get(), &jobs::SolveStream::personsSeen, this, [this](const std::vector<track::FramePersons>& frames) {
        for (const auto& f : frames) {
            streamedPersons_[f.frame] = f;
            for (const auto& [id, o] : f.persons) streamedIds_.insert(id);
        }
        Q_EMIT streamed();
    });
    connect(stream_.get(), &jobs::SolveStream::posesReady, this, [this](std::shared_ptr<const body::MotionClip> part) {
        auto& clip = streamedClips_[part->person];
        if (clip && !clip->frames.empty() && !part->frames.empty() && clip->frames.back().frame.next() == part->frames.front().frame)
            clip->frames.insert(clip->frames.end(), part->frames.begin(), part->frames.end());
        else
            clip = std::make_shared<body::MotionClip>(*part);
        Q_EMIT posesStreamed(part);
        Q_EMIT streamed();
    });
    solveId_ = inference_->enqueue(std::make_shared<jobs::SolveJob>(std::move(request), stream_));
    Q_EMIT solvingChanged(true);
}

void Workspace::cancelSolve() {
    if (!solveId_) return;
    // Announced at once; the lane tells later that the job has stopped.
    const auto id = std::exchange(solveId_, 0);
    inference_->cancel(id);
    dropStream();
    Q_EMIT solvingChanged(false);
}

void Workspace::onSolved(std::shared_ptr<edit::Edit> edit) {
    solveId_ = 0;
    dropStream();
    if (edit)
        if (auto ok = EditCommand::tryPush(undoStack_, document_, std::move(edit)); !ok) Q_EMIT failed(ok.error());
    if (!selected_ && scene().tracks) {
        const auto* main = jobs::largestPerson(*scene().tracks);
        if (main) selectPerson(main->id);
    }
    Q_EMIT solvingChanged(false);
}

void Workspace::dropStream() {
    if (stream_) disconnect(stream_.get(), nullptr, this, nullptr);
    stream_.reset();
    streamedPersons_.clear();
    streamedIds_.clear();
    streamedClips_.clear();
    Q_EMIT streamed();
}

bool Workspace::apply(std::unique_ptr<edit::Edit> edit, UndoStep step) {
    auto ok = EditCommand::tryPush(undoStack_, document_, std::shared_ptr<edit::Edit>(std::move(edit)), step);
    if (ok) Q_EMIT edited();
    else Q_EMIT failed(ok.error());
    return ok.has_value();
}

void Workspace::setPreview(PersonId person, std::shared_ptr<const body::MotionClip> clip) {
    if (!clip && !preview_) return;
    previewed_ = person;
    preview_ = std::move(clip);
    Q_EMIT previewChanged();
}

void Workspace::pushTrackEdit(std::unique_ptr<edit::Edit> edit) {
    // The poses of who was touched are gone; they are quick to solve from what is tracked.
    if (apply(std::move(edit))) solvePosesAgain();
}

void Workspace::mergePersons(PersonId kept, PersonId other) { pushTrackEdit(edit::mergeTracks(kept, other)); }
void Workspace::splitPerson(PersonId person, FrameIndex frame) { pushTrackEdit(edit::splitTrack(person, frame)); }
void Workspace::swapPersons(PersonId a, PersonId b, FrameIndex frame) { pushTrackEdit(edit::swapTracks(a, b, frame)); }

void Workspace::removePerson(PersonId person) {
    if (apply(edit::removeTrack(person)) && selected_ == person) selectPerson(std::nullopt);
}

void Workspace::renamePerson(PersonId person, const QString& name) { apply(edit::renamePerson(person, name.trimmed().toStdString())); }

void Workspace::setBox(std::optional<PersonId> person, FrameIndex frame, const track::Box& box) {
    const PersonId id = person.value_or(edit::nextPersonId(scene()));
    if (!apply(edit::setBox(id, frame, box, std::nullopt))) return;
    selectPerson(id);
    solve();
}

void Workspace::adjustGround(double pitchRad, double rollRad, double heightM) { apply(edit::adjustGround(pitchRad, rollRad, heightM)); }

void Workspace::setFocal(std::optional<double> focalPx) {
    if (scene().userFocalPx == focalPx) return;
    if (apply(edit::setFocal(focalPx))) solvePosesAgain();
}

jobs::JobId Workspace::exportTakes(const QString& path, std::optional<PersonId> person, const io::ExportOptions& options) {
    std::vector<std::shared_ptr<const body::MotionClip>> clips;
    for (const auto& [id, clip] : scene().clips)
        if (!person || *person == id) clips.push_back(clip);
    auto job = std::make_shared<jobs::ExportJob>(path.toStdString(), std::move(clips), scene().body, options);
    // Known before the job can end: announcements are queued behind this call.
    const auto id = io_->enqueue(job);
    exports_[id] = std::move(job);
    return id;
}

void Workspace::selectPerson(std::optional<PersonId> person) {
    if (selected_ == person) return;
    selected_ = person;
    joints_.clear();
    Q_EMIT selectionChanged();
}

void Workspace::setPersonVisible(PersonId person, bool visible) {
    if (visible == isPersonVisible(person)) return;
    if (visible) hidden_.erase(person);
    else hidden_.insert(person);
    Q_EMIT visibilityChanged();
}

const track::Observation* Workspace::observationOf(PersonId person, FrameIndex frame) const {
    if (const auto it = streamedPersons_.find(frame); it != streamedPersons_.end())
        for (const auto& [id, o] : it->second.persons)
            if (id == person) return &o;
    if (!scene().tracks || !streamedPersons_.empty()) return nullptr;
    const auto* track = scene().tracks->find(person);
    if (!track) return nullptr;
    const auto it = track->observations.find(frame);
    return it == track->observations.end() ? nullptr : &it->second;
}

const body::MotionClip* Workspace::clipOf(PersonId person) const {
    if (preview_ && previewed_ == person) return preview_.get();
    if (const auto it = streamedClips_.find(person); it != streamedClips_.end()) return it->second.get();
    const auto it = scene().clips.find(person);
    return it == scene().clips.end() ? nullptr : it->second.get();
}

std::vector<PersonId> Workspace::knownPersons() const {
    std::set<PersonId> ids = streamedIds_;
    if (scene().tracks)
        for (const auto& p : scene().tracks->persons) ids.insert(p.id);
    return {ids.begin(), ids.end()};
}

QString Workspace::personName(PersonId person) const {
    const auto* track = scene().tracks ? scene().tracks->find(person) : nullptr;
    return track && !track->name.empty() ? QString::fromStdString(track->name) : tr("Person %1").arg(person.value);
}

std::vector<render::OverlayPerson> Workspace::personsOn(FrameIndex frame) const {
    std::vector<render::OverlayPerson> out;
    for (const PersonId id : knownPersons()) {
        if (!isPersonVisible(id)) continue;
        render::OverlayPerson p;
        p.id = id;
        p.observation = observationOf(id, frame);
        p.selected = selected_ == id;
        if (const auto* clip = clipOf(id))
            if (const auto i = clip->find(frame); i >= 0) {
                p.clip = clip;
                p.frame = &clip->frames[std::size_t(i)];
            }
        if (p.observation || p.frame) out.push_back(p);
    }
    return out;
}

std::map<PersonId, std::shared_ptr<const body::MotionClip>> Workspace::visibleClips() const {
    auto clips = scene().clips;
    if (preview_) clips[previewed_] = preview_;
    std::erase_if(clips, [&](const auto& entry) { return !isPersonVisible(entry.first); });
    return clips;
}

PinholeCamera Workspace::overlayCamera() const {
    if (!streamedClips_.empty()) return streamedClips_.begin()->second->camera;
    if (!scene().clips.empty()) return scene().clips.begin()->second->camera;
    const auto& v = scene().video;
    if (!v) return {};
    return PinholeCamera::centred(v->width, v->height, v->focalPx.value_or(PinholeCamera::defaultFocalPx(v->width, v->height)));
}

}  // namespace ropetp::ui
