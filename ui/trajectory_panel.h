#pragma once

#include <QWidget>

#include "ui/trajectory_editor.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ropetp::render {
class WorldView;
}

namespace ropetp::ui {

/// Pins of the selected person in numbers, the floor under its way, and ghosts.
class TrajectoryPanel : public QWidget {
    Q_OBJECT

  public:
    /// @param view  outlives the panel: its ghosts are set here.
    TrajectoryPanel(TrajectoryEditor& editor, render::WorldView& view, QWidget* parent = nullptr);

  private:
    QWidget* pinGroup();
    QWidget* floorGroup();
    QWidget* ghostGroup();
    void refresh();
    void refreshPin();
    void applyPin();
    void applyFloor();
    std::optional<FrameIndex> chosenPin() const;

    TrajectoryEditor& editor_;
    render::WorldView& view_;
    QTableWidget* pins_;
    QDoubleSpinBox *softness_, *x_, *height_, *z_, *floor_;
    QCheckBox *heightToo_, *level_, *loop_;
    QPushButton *pinHere_, *remove_;
    QLabel* state_;
    QSpinBox *every_, *count_;
    QWidget *pinFields_, *floorFields_;
    bool refreshing_ = false;
};

}  // namespace ropetp::ui
