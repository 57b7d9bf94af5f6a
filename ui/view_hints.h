#pragma once

#include <QObject>

namespace ropetp::ui {

class PoseEditor;
class VideoView;
class WorldPane;

/// Tells at the bottom of the window what the mouse does in the two views with the tool that is chosen.
class ViewHints : public QObject {
    Q_OBJECT

  public:
    /// The video view owns it.
    ViewHints(PoseEditor& poses, VideoView& video, WorldPane& world);

  private:
    void refresh();

    PoseEditor& poses_;
    VideoView& video_;
    WorldPane& world_;
};

}  // namespace ropetp::ui
