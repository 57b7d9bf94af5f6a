#pragma once

#include <QMainWindow>

#include "ui/workspace.h"

class QActionGroup;
class QComboBox;
class QMenu;
class QSplitter;
class QToolButton;

namespace ropetp::ui {

class NoticeBar;
class Timeline;
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
    void open(const QString& path);

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void buildLayout(const QString& samplePath);
    void buildToolBar();
    void buildMenus();
    void buildPoseChoices(QMenu* solve);
    void buildTrajectoryChoices(QMenu* solve);
    void buildTransportKeys(QMenu* menu);
    void connectNotices();
    void restoreLayout();
    void resetLayout();
    void refreshActions();
    void refreshRecent();
    void openDialog();
    void saveTake();
    void exportDialog();
    void showSceneNotices();
    void showShortcuts();
    void showAbout();

    Workspace workspace_;
    NoticeBar* notices_;
    VideoPane* video_;
    WorldPane* world_;
    Timeline* timeline_;
    QSplitter* views_;
    QToolButton *solveButton_, *cancelButton_;
    QComboBox* who_;
    QMenu *recent_, *panels_;
    QAction *solveAction_, *solvePosesAction_, *cancelAction_, *boxAction_, *exportNpz_, *export_, *rangeOnly_, *solveOnOpen_, *rerollAction_;
    bool solvePending_ = false;
};

}  // namespace ropetp::ui
