#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>
#include <QString>

#include "jobs/project_jobs.h"
#include "project/autosave.h"
#include "ui/workspace.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ropetp::ui {

/// The file behind what is open: which project it is, whether it was saved, and the journal that keeps what was not. Files are
/// read and written on the I/O lane. Asks nobody anything: ProjectDialogs does. GUI thread only.
class ProjectSession : public QObject {
    Q_OBJECT

  public:
    /// @param stateFolder  of journals; see project::defaultStateFolder().
    ProjectSession(Workspace& workspace, const std::filesystem::path& stateFolder, QObject* parent = nullptr);
    ~ProjectSession() override;

    static bool isProject(const QString& path);
    /// The project's; empty while it was never saved.
    const QString& path() const { return path_; }
    /// What the title says: the project's or the video's name; empty while nothing is open.
    QString name() const;
    bool isModified() const { return !workspace_.undoStack().isClean(); }
    bool isSaving() const { return saveId_ != 0; }
    /// Is the video of what is open another one, or grey pictures?
    bool isVideoMissing() const { return videoMissing_; }

    /// A video or a project. What was open is given up when the new one is there.
    void open(const QString& path);
    /// A snapshot of what is open; `then` is called when it is written.
    void save(const QString& path, std::function<void()> then = {});
    /// The video of a project that waits for it (videoWanted), or of the one that is open.
    void useVideo(const QString& path);
    /// Grey pictures instead.
    void goOnWithoutVideo();
    /// The program ends, and what is not saved is not wanted.
    void end();

    std::vector<project::FoundJournal> recoverable() const;
    void recover(const std::filesystem::path& journal);
    void forget(const std::filesystem::path& journal);

  Q_SIGNALS:
    /// Name, path or unsaved mark.
    void changed();
    /// A project is shown now (not: a video alone).
    void projectOpened();
    void saved(const QString& path);
    /// A project was read, but not its video: it waits for useVideo() or goOnWithoutVideo().
    /// @param another  there is a file where it was, but not the same one.
    void videoWanted(const QString& video, bool another);
    /// A journal was recovered. @param lost  changes that could not be made again.
    void recovered(const QString& title, int changes, int lost);
    /// Changes cannot be written down, so that a crash would lose them.
    void unsafe(const ropetp::Error& error);
    void failed(const ropetp::Error& error);

  private:
    void onSucceeded(jobs::JobId id);
    void onFailed(jobs::JobId id, const Error& error);
    void onVideoOpened();
    void onProjectRead();
    void onFootage();
    void onSaved();
    void showProject(std::unique_ptr<media::FrameSource> source);
    void applySettings(const project::ProjectSettings& s);
    project::ProjectSettings settings() const;

    Workspace& workspace_;
    std::filesystem::path stateFolder_;
    project::Autosave autosave_;
    QString path_;
    project::VideoReference video_;
    bool videoMissing_ = false;
    bool showingProject_ = false;
    std::uint64_t generation_ = 0, savedGeneration_ = 0;   ///< counts changes of the document

    jobs::JobId openId_ = 0, footageId_ = 0, saveId_ = 0;
    std::shared_ptr<jobs::OpenProjectJob> opening_;
    std::shared_ptr<jobs::OpenFootageJob> footage_;
    std::shared_ptr<jobs::SaveProjectJob> saving_;
    std::function<void()> afterSave_;
    std::optional<jobs::OpenedProject> waiting_;            ///< for its video
};

}  // namespace ropetp::ui
