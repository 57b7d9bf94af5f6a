#pragma once

#include <QWidget>

#include "edit/range_tool.h"
#include "ui/workspace.h"

#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace ropetp::jobs {
class ReadTakeJob;
}

namespace ropetp::ui {

/// Which range tool, what it does in a sentence, and its values. GUI thread only.
class RangeToolForm final : public QWidget {
    Q_OBJECT

  public:
    explicit RangeToolForm(Workspace& workspace, QWidget* parent = nullptr);

    /// nullopt: there is nothing to take from yet.
    std::optional<edit::ToolKind> kind() const;
    /// Who is solved beside the selected person.
    void refreshSources();

  Q_SIGNALS:
    void changed();

  private:
    QWidget* optionPages();
    QWidget* smoothPage();
    QWidget* takePage();
    void showTool();
    void readTake();

    Workspace& workspace_;
    QComboBox *tools_, *filter_, *curve_, *source_;
    QLabel* explanation_;
    QWidget* options_;
    QDoubleSpinBox *cutoff_, *window_, *sigmas_, *offset_;
    QSpinBox* holdFrom_;
    QCheckBox* impacts_;
    std::shared_ptr<jobs::ReadTakeJob> reading_;
    jobs::JobId readId_ = 0;
    std::vector<std::pair<QString, std::shared_ptr<const body::MotionClip>>> takes_;   ///< read from files
};

}  // namespace ropetp::ui
