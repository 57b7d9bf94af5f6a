#pragma once

#include <QMainWindow>

#include "ui/command_registry.h"
#include "ui/workspace.h"

class QComboBox;
class QMenu;
class QSplitter;

namespace ropetp::ui {

class NoticeBar;
class PoseEditor;
class ProjectDialogs;
class ProjectSession;
class ReviewModel;
class Timeline;
class TrajectoryEditor;
class VideoPane;
class WorldPane;

/// Arranges the panes and binds keys; everything else is done by the workspace and the panes.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    /// @param samplePath  the built-in sample, or empty.
    explicit MainWindow(const QString& samplePath, QWidget* parent = nullptr);
    ~MainWindow() override;

    Workspace& workspace() { return workspace_; }
    CommandRegistry& commands() { return *commands_; }
    PoseEditor& poses() { return *poses_; }
    ReviewModel& review() { return *review_; }
    TrajectoryEditor& trajectories() { return *trajectories_; }
    ProjectSession& project() { return *project_; }
    /// A video or a project; asks first where something is not saved.
    void open(const QString& path);
    /// What an earlier run did not save, if there is anything.
    void offerRecovery();

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void buildLayout(const QString& samplePath);
    void buildToolBar();
    void buildMenus();
    void buildFileMenu(QMenu& menu);
    void buildEditMenu(QMenu& menu);
    void buildPanelsMenu(QMenu& view);
    void buildHelpMenu(QMenu& menu);
    void connectNotices();
    void restoreLayout();
    void resetLayout();
    void refreshActions();
    void refreshRecent();
    void openDialog();
    void saveTake();
    void exportDialog();
    void showSceneNotices();
    void connectProject();
    void showAbout();

    Workspace workspace_;
    CommandRegistry* commands_;
    ProjectSession* project_;
    ProjectDialogs* projectDialogs_;
    bool closing_ = false;
    NoticeBar* notices_;
    VideoPane* video_;
    WorldPane* world_;
    PoseEditor* poses_;
    ReviewModel* review_;
    TrajectoryEditor* trajectories_;
    Timeline* timeline_;
    QSplitter* views_;
    QComboBox* who_;
    QMenu *recent_, *poseMenu_, *trajectoryMenu_;
    QAction *boxAction_, *exportNpz_, *export_;
    QByteArray firstState_;     ///< docks and tool bars as they come
};

}  // namespace ropetp::ui
