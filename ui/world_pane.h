#pragma once

#include <QWidget>

#include "render/world_view.h"
#include "ui/view_overlay.h"
#include "ui/workspace.h"

class QToolButton;

namespace ropetp::ui {

/// The 3D view with its header: where to look from, whom to follow, what to show.
class WorldPane : public QWidget {
    Q_OBJECT

  public:
    explicit WorldPane(Workspace& workspace, QWidget* parent = nullptr);
    render::WorldView& view() { return *view_; }
    /// What the mouse does here beside moving the view.
    ViewTools& tools() { return overlay_->tools(); }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void sync();
    void setFollowing(bool on);

    Workspace& workspace_;
    render::WorldView* view_;
    ViewOverlay* overlay_;
    QToolButton* follow_;
};

}  // namespace ropetp::ui
