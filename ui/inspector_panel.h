#pragma once

#include <QWidget>

#include "ui/pose_editor.h"

class QDoubleSpinBox;
class QLabel;
class QMenu;
class QPushButton;

namespace ropetp::ui {

class CommandRegistry;
class JointNumbers;

/// What the selected joint is and where that comes from, in numbers that can be typed; how far the frame's fix reaches; what
/// drags obey. GUI thread only.
class InspectorPanel final : public QWidget {
    Q_OBJECT

  public:
    /// @param commands  those of PosingCommands are there.
    InspectorPanel(PoseEditor& editor, const CommandRegistry& commands, QWidget* parent = nullptr);

  private:
    QWidget* emptyPage();
    QWidget* jointPage(const CommandRegistry& commands);
    QWidget* commandsGroup(const CommandRegistry& commands);
    QWidget* fixGroup();
    void refresh();
    void refreshJoint(const PoseEditor::Subject& subject, int joint);
    void refreshFix();
    void showStatus(const QString& text);
    void applyReach();
    void fillTakeFrom();

    PoseEditor& editor_;
    bool refreshing_ = false;
    QWidget* page_;   ///< of a joint
    QLabel *hint_, *name_, *provenance_, *confidence_, *others_, *fixText_, *status_;
    JointNumbers* numbers_;
    QDoubleSpinBox *before_, *after_;
    QWidget* fixBox_;
    QMenu* takeFrom_;
    QPushButton* takeFromButton_;
};

}  // namespace ropetp::ui
