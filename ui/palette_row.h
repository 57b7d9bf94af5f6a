#pragma once

#include <QStyledItemDelegate>

namespace ropetp::ui {

struct PaletteEntry;

/// Draws a PaletteEntry: name with the letters that were met, group, keys, and its help (or why it cannot be done) below.
/// The model's kEntryRole holds a `const PaletteEntry*`.
class PaletteRow : public QStyledItemDelegate {
    Q_OBJECT

  public:
    static constexpr int kEntryRole = Qt::UserRole;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace ropetp::ui

Q_DECLARE_METATYPE(const ropetp::ui::PaletteEntry*)
