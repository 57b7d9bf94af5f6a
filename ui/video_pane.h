#pragma once

#include <QWidget>

#include "ui/workspace.h"

class QLabel;
class QStackedWidget;

namespace ropetp::ui {

class VideoView;
class WelcomePage;

/// The footage with its header, or the welcome page while nothing is open.
class VideoPane : public QWidget {
    Q_OBJECT

  public:
    VideoPane(Workspace& workspace, const QString& samplePath, QWidget* parent = nullptr);
    VideoView& view() { return *view_; }
    WelcomePage& welcome() { return *welcome_; }

  private:
    void refreshTitle();

    Workspace& workspace_;
    VideoView* view_;
    WelcomePage* welcome_;
    QStackedWidget* stack_;
    QLabel *title_, *zoom_;
};

}  // namespace ropetp::ui
