#pragma once

#include <QStyledItemDelegate>

namespace ropetp::ui {

/// A stop of the review on two lines: what is wrong, and where, with a bar that says how badly.
class ReviewStopDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    enum Role { kWhere = Qt::UserRole + 1, kSeverity };   ///< QString; double 0..1
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace ropetp::ui
