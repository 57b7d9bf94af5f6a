#pragma once

#include <QWidget>

#include <array>

class QCheckBox;
class QToolButton;

namespace ropetp::ui {

class PoseEditor;

/// What drags and turns obey: how much of the body follows, pins, limits, axes, and whether fixes follow the video.
class DragOptions final : public QWidget {
    Q_OBJECT

  public:
    explicit DragOptions(PoseEditor& editor, QWidget* parent = nullptr);

  private:
    void refresh();

    PoseEditor& editor_;
    bool refreshing_ = false;
    QCheckBox *wholeBody_, *limits_, *worldAxes_;
    std::array<std::pair<int, QToolButton*>, 4> pins_;   ///< joints and their buttons
};

}  // namespace ropetp::ui
