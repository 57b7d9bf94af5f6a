#include "ui/panel_fields.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <vector>

namespace ropetp::ui {

QLabel* panelHeading(const QString& text) {
    auto* label = new QLabel(text);
    label->setProperty("heading", true);
    return label;
}

QDoubleSpinBox* panelSpin(const QString& objectName, double least, double most, double step, int decimals, const QString& suffix) {
    auto* s = new QDoubleSpinBox;
    s->setObjectName(objectName);
    s->setRange(least, most);
    s->setSingleStep(step);
    s->setDecimals(decimals);
    s->setSuffix(suffix);
    s->setKeyboardTracking(false);
    s->setMinimumWidth(56);   // not that of the longest number it could hold
    s->setButtonSymbols(QAbstractSpinBox::NoButtons);
    // A wheel that passes by takes no keys away, and Enter gives them back to the window: N, W or Space work at once.
    s->setFocusPolicy(Qt::StrongFocus);
    QObject::connect(s->findChild<QLineEdit*>(), &QLineEdit::returnPressed, s, &QWidget::clearFocus);
    return s;
}

void alignLabels(const QWidget& panel) {
    std::vector<QWidget*> labels;
    for (const auto* form : panel.findChildren<QFormLayout*>())
        for (int row = 0; row < form->rowCount(); ++row)
            if (auto* item = form->itemAt(row, QFormLayout::LabelRole); item && item->widget()) labels.push_back(item->widget());
    int widest = 0;
    for (const auto* label : labels) widest = std::max(widest, label->sizeHint().width());
    for (auto* label : labels) label->setMinimumWidth(widest);
}

void setUsable(QWidget& widget, bool usable, const QString& reason) {
    constexpr const char* kOwnTip = "ownToolTip";
    if (!widget.property(kOwnTip).isValid()) widget.setProperty(kOwnTip, widget.toolTip());
    const QString tip = widget.property(kOwnTip).toString();
    widget.setEnabled(usable);
    widget.setToolTip(usable ? tip : tip.isEmpty() ? reason : tip + '\n' + reason);
}

}  // namespace ropetp::ui
