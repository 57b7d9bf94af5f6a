#pragma once

#include <QWidget>

#include "ui/graph_editor/graph_model.h"

class QComboBox;
class QToolButton;

namespace ropetp::ui {

class GraphView;

/// The curves of the selected joints: what is shown on top, the channels left, the curves.
class GraphPanel : public QWidget {
    Q_OBJECT

  public:
    explicit GraphPanel(PoseEditor& poses, QWidget* parent = nullptr);

    GraphModel& model() { return model_; }
    GraphView& view() { return *view_; }

  private:
    QToolButton* button(const char* name, const QString& text, const QString& tip);
    void refresh();

    GraphModel model_;
    GraphView* view_;
    QWidget* bar_;
    QToolButton* kinds_[3];
    QToolButton* axes_[3];
    QToolButton *normalise_, *raw_;
    QComboBox* order_;
};

}  // namespace ropetp::ui
