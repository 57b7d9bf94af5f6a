#pragma once

#include <QWidget>

#include "ui/review_model.h"

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QToolButton;

namespace ropetp::ui {

class MarkerList;

/// The review as a list: what is wrong, worst first, how much of it is left, and the marked frames.
class ReviewPanel : public QWidget {
    Q_OBJECT

  public:
    explicit ReviewPanel(ReviewModel& model, QWidget* parent = nullptr);

  private:
    void rebuild();
    void showHere();
    void showCount();
    void fillCauses();
    QString emptyText() const;
    int indexHere() const;

    ReviewModel& model_;
    QLabel *count_, *empty_;
    QComboBox* order_;
    QToolButton* causes_;
    QListWidget* list_;
    QPushButton *previous_, *next_, *accept_;
    MarkerList* markers_;
    std::vector<review::Stop> shown_;     ///< one a row
    bool rebuilding_ = false;
};

}  // namespace ropetp::ui
