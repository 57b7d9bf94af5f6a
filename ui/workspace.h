#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>
#include <QString>
#include <QUndoStack>

#include "io/export_formats.h"
#include "jobs/job_lane.h"
#include "jobs/solve_pipeline.h"
#include "media/frame_cache.h"
#include "project/document.h"
#include "render/overlay.h"
#include "ui/edit_command.h"
#include "ui/joint_selection.h"
#include "ui/playback_controller.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace ropetp::jobs {
class ExportJob;
class OpenJob;
class SolveStream;
}

namespace ropetp::ui {

/// What the user has open, and what can be done with it. Panels know only this: they show its state,
/// listen to its signals and call its intents; the document changes through edits alone. GUI thread only.
class Workspace : public QObject {
    Q_OBJECT

  public:
    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    project::Document& document() { return document_; }
    const edit::Scene& scene() const { return document_.scene(); }
    QUndoStack& undoStack() { return undoStack_; }
    PlaybackController& playback() { return playback_; }
    /// Of the selected person; cleared with it.
    JointSelection& joints() { return joints_; }
    jobs::JobLane& inferenceLane() { return *inference_; }
    jobs::JobLane& ioLane() { return *io_; }
    /// Null while nothing is open.
    media::FrameCache* frames() { return frames_.get(); }
    bool hasVideo() const { return frames_ != nullptr; }
    bool isSolving() const { return solveId_ != 0; }

    std::optional<PersonId> selectedPerson() const { return selected_; }
    bool isPersonVisible(PersonId person) const { return !hidden_.contains(person); }
    /// Everybody to draw on a frame: solved, or streamed by the running solve. Valid until the next change.
    std::vector<render::OverlayPerson> personsOn(FrameIndex frame) const;
    /// Draws this instead of the person's clip, in all views, until the preview is taken back: a drag that has not ended.
    /// @param clip  null: takes it back.
    void setPreview(PersonId person, std::shared_ptr<const body::MotionClip> clip);
    /// The preview, what the running solve streamed, or the scene's clip; null: not solved. Valid until the next change.
    const body::MotionClip* clipOf(PersonId person) const;
    /// Solved persons that are not hidden, with the preview.
    std::map<PersonId, std::shared_ptr<const body::MotionClip>> visibleClips() const;
    /// Everybody who can be named now: tracked, or seen by the running solve.
    std::vector<PersonId> knownPersons() const;
    QString personName(PersonId person) const;
    /// The camera that the overlay of the present frame is seen through.
    PinholeCamera overlayCamera() const;

    struct SolveOptions {
        bool largestOnly = false;
        bool inOutRangeOnly = false;
        QString estimator;             ///< empty: the default
        bool flipTest = false, refine = true;
        QString trajectory;            ///< of trajectory::trajectorySolverNames(); empty: the default
        std::uint64_t trajectorySeed = 0;
    };
    const SolveOptions& solveOptions() const { return solveOptions_; }
    void setSolveOptions(const SolveOptions& options) { solveOptions_ = options; }

  public Q_SLOTS:
    void openVideo(const QString& path);
    /// Finds people again (held to the user's boxes) and solves.
    void solve();
    /// Solves the people as they are tracked now.
    void solvePosesAgain();
    /// Everybody's way through the world anew, as solveOptions() say; no picture is looked at.
    void solveTrajectoriesAgain();
    void cancelSolve();
    void selectPerson(std::optional<ropetp::PersonId> person);
    void setPersonVisible(ropetp::PersonId person, bool visible);

  public:
    /// Shows something else: everything that was open goes, history and running solve included. @param scene  with a video.
    void show(std::unique_ptr<media::FrameSource> source, edit::Scene scene);
    /// Another file for the same footage; history and all stay.
    void setFootage(std::unique_ptr<media::FrameSource> source, std::shared_ptr<const media::VideoInfo> video);
    /// Makes an edit and keeps it for undo; failures are told by failed().
    bool apply(std::unique_ptr<edit::Edit> edit, UndoStep step = UndoStep::Mergeable);
    void mergePersons(PersonId kept, PersonId other);
    void splitPerson(PersonId person, FrameIndex frame);
    void swapPersons(PersonId a, PersonId b, FrameIndex frame);
    void removePerson(PersonId person);
    void renamePerson(PersonId person, const QString& name);
    /// nullopt: somebody who is not tracked yet.
    void setBox(std::optional<PersonId> person, FrameIndex frame, const track::Box& box);
    void adjustGround(double pitchRad, double rollRad, double heightM);
    void setFocal(std::optional<double> focalPx);
    /// In the format of the path's ending. @param person  nullopt: everybody.
    jobs::JobId exportTakes(const QString& path, std::optional<PersonId> person, const io::ExportOptions& options = {});

  Q_SIGNALS:
    void videoOpened();
    /// The same video in another file: pictures have to be asked for again.
    void footageChanged();
    void openingFailed(const QString& path);
    void solvingChanged(bool solving);
    void selectionChanged();
    void visibilityChanged();
    /// An edit was made by apply() (not: undone, or done again).
    void edited();
    /// What setPreview() says.
    void previewChanged();
    /// Results of the running solve grew.
    void streamed();
    void posesStreamed(std::shared_ptr<const ropetp::body::MotionClip> part);
    void failed(const ropetp::Error& error);
    void exported(ropetp::jobs::JobId job, const QStringList& files, const ropetp::io::ExportReport& worst);
    void exportFailed(ropetp::jobs::JobId job, const ropetp::Error& error);

  private:
    void startSolve(jobs::SolveRequest request);
    jobs::SolveRequest baseRequest() const;
    void pushTrackEdit(std::unique_ptr<edit::Edit> edit);
    void onOpened();
    void onSolved(std::shared_ptr<edit::Edit> edit);
    void dropStream();
    const track::Observation* observationOf(PersonId person, FrameIndex frame) const;

    project::Document document_;
    QUndoStack undoStack_;
    PlaybackController playback_;
    JointSelection joints_;
    std::unique_ptr<jobs::JobLane> inference_, io_;
    std::shared_ptr<media::FrameCache> frames_;
    SolveOptions solveOptions_;
    std::optional<PersonId> selected_;
    std::set<PersonId> hidden_;
    PersonId previewed_;
    std::shared_ptr<const body::MotionClip> preview_;

    std::shared_ptr<jobs::OpenJob> opening_;
    jobs::JobId openId_ = 0, solveId_ = 0;
    std::map<jobs::JobId, std::shared_ptr<jobs::ExportJob>> exports_;
    std::shared_ptr<jobs::SolveStream> stream_;
    std::map<FrameIndex, track::FramePersons> streamedPersons_;
    std::set<PersonId> streamedIds_;
    std::map<PersonId, std::shared_ptr<body::MotionClip>> streamedClips_;
};

}  // namespace ropetp::ui
