#pragma once

#include <QTimer>
#include <QWidget>

#include "edit/range_tool.h"
#include "ui/pose_editor.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace ropetp::ui {

class RangeToolForm;

/// What is done to a stretch of frames of the selected person: filters, repairs, interpolation. Says beforehand how much would
/// change, shows it on demand, and lists what lies over the solve already. GUI thread only.
class RangeToolsPanel final : public QWidget {
    Q_OBJECT

  public:
    explicit RangeToolsPanel(PoseEditor& editor, QWidget* parent = nullptr);

    /// How far poses would move, over the joints and frames of a range, millimetres.
    struct Effect {
        double rmsMm = 0, mostMm = 0;
    };
    static Effect effectOf(const body::MotionClip& before, const body::MotionClip& after, const body::BodyModel& body, FrameRange range, const edit::JointSet& joints);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    QWidget* listGroup();
    FrameRange range() const;
    edit::JointSet joints() const;
    /// nullopt: it cannot be made yet (nothing to take from).
    std::optional<edit::RangeTool> tool() const;
    /// Why nothing can be applied, for the user; empty: it can.
    QString whyNot() const;
    void refresh();
    void refreshAll();
    void refreshList();
    void measure();
    void setPreviewing(bool on);
    void apply();

    PoseEditor& editor_;
    QComboBox* limbs_;
    QLabel *rangeText_, *effect_;
    QCheckBox* place_;
    RangeToolForm* form_;
    QPushButton *preview_, *apply_, *remove_;
    QListWidget* list_;
    QTimer measureSoon_;
    std::optional<PersonId> previewed_;
    bool settingPreview_ = false;
};

}  // namespace ropetp::ui
