#include "ui/notice_bar.h"

#include "ui/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace ropetp::ui {

NoticeBar::NoticeBar(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    setObjectName("noticeBar");
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(1);
    hide();
}

void NoticeBar::show(const QString& key, Kind kind, const QString& text, const QString& detail) {
    if (text.isEmpty()) return;
    remove(key);
    const auto& c = Theme::colors();
    const QColor mark = kind == Kind::Info ? c.noticeInfo : kind == Kind::Warning ? c.noticeWarning : c.noticeError;
    auto* row = new QFrame(this);
    row->setObjectName("notice:" + key);
    row->setProperty("notice", true);   // not every frame: tool tips are some, and take over the sheet
    QColor back = mark;
    back.setAlphaF(0.18f);
    row->setStyleSheet(QStringLiteral("QFrame[notice=\"true\"] { background: rgba(%1,%2,%3,%4); border-left: 4px solid %5; }")
                           .arg(back.red()).arg(back.green()).arg(back.blue()).arg(back.alpha()).arg(mark.name()));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(10, 5, 6, 5);
    auto* label = new QLabel(text, row);
    label->setObjectName("noticeText");
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!detail.isEmpty()) row->setToolTip(detail);
    auto* close = new QToolButton(row);
    close->setText(QStringLiteral("\u2715"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, [this, key] { remove(key); });
    line->addWidget(label, 1);
    line->addWidget(close, 0, Qt::AlignTop);
    layout_->addWidget(row);
    QWidget::show();
}

void NoticeBar::remove(const QString& key) {
    if (auto* row = findChild<QFrame*>("notice:" + key)) {
        row->setObjectName({});
        layout_->removeWidget(row);
        row->deleteLater();
    }
    if (layout_->count() == 0) hide();
}

QStringList NoticeBar::texts() const {
    QStringList out;
    for (int i = 0; i < layout_->count(); ++i)
        if (const auto* label = layout_->itemAt(i)->widget()->findChild<QLabel*>("noticeText")) out << label->text();
    return out;
}

}  // namespace ropetp::ui
