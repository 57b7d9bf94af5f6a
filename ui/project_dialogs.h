#pragma once

#include <QObject>
#include <QString>

#include "ui/project_session.h"

#include <functional>

class QMessageBox;
class QWidget;

namespace ropetp::ui {

/// The questions around a project: where to save it, what becomes of changes that are not saved, where the video went, and
/// whether to bring back what a crash left. None of them blocks the window's event loop.
class ProjectDialogs : public QObject {
    Q_OBJECT

  public:
    ProjectDialogs(ProjectSession& session, Workspace& workspace, QWidget& window);

    /// To the project's file; asks for one where there is none. `then` is called when it is written.
    void save(std::function<void()> then = {});
    void saveAs(std::function<void()> then = {});
    /// Calls `then` when nothing would be lost: at once, or after the user said what becomes of the changes.
    void whenSafe(std::function<void()> then);
    void findVideo();
    /// Journals of programs that did not end by themselves, if there are any. @param project  only this one's; empty: all.
    void offerRecovery(const QString& project = {});

  private:
    void askForVideo(const QString& video, bool another);
    QMessageBox* question(const char* name, const QString& text, const QString& detail);

    ProjectSession& session_;
    Workspace& workspace_;
    QWidget& window_;
};

}  // namespace ropetp::ui
