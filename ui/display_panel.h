#pragma once

#include <QWidget>

#include "ui/workspace.h"

class QCheckBox;
class QDoubleSpinBox;
class QSlider;

namespace ropetp::ui {

class VideoView;

/// What is laid over the footage; the floor and the camera's focal length, as the user corrects them.
class DisplayPanel : public QWidget {
    Q_OBJECT

  public:
    DisplayPanel(Workspace& workspace, VideoView& video, QWidget* parent = nullptr);

  private:
    QWidget* overlayGroup();
    QWidget* floorGroup();
    QWidget* cameraGroup();
    void applyOverlay();
    void refreshOverlay();
    void applyFloor();
    void refresh();

    Workspace& workspace_;
    VideoView& video_;
    QCheckBox *mesh_, *skeleton_, *points_, *boxes_;
    QSlider* opacity_;
    QDoubleSpinBox *pitch_, *roll_, *height_, *focal_;
    QCheckBox* ownFocal_;
    QWidget *floor_, *camera_;
    bool refreshing_ = false;
};

}  // namespace ropetp::ui
