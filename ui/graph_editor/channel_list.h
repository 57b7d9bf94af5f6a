#pragma once

#include <QTreeWidget>

#include "ui/graph_editor/graph_model.h"

namespace ropetp::ui {

/// The selected joints with their three channels: which are drawn, and their values on the present frame.
class ChannelList : public QTreeWidget {
    Q_OBJECT

  public:
    explicit ChannelList(GraphModel& model, QWidget* parent = nullptr);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void rebuild();
    void refresh();

    GraphModel& model_;
};

}  // namespace ropetp::ui
