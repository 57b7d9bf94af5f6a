#include "ui/hint_line.h"

#include "ui/theme.h"

#include <QKeySequence>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QStatusTipEvent>

namespace ropetp::ui {
namespace {

/// A mouse, one of its buttons lit. @return its width.
double drawMouse(QPainter& p, double x, double middleY, const QString& button, bool drag) {
    const auto& c = Theme::colors();
    const QRectF body(x + 0.5, middleY - 7, 10, 14);
    p.setPen(QPen(c.dimText, 1.1));
    p.setBrush(Qt::NoBrush);
    QPainterPath clip;
    clip.addRoundedRect(body, 5, 5);
    p.save();
    p.setClipPath(clip);
    const double upper = 6;
    if (button == "left" || button == "double") p.fillRect(QRectF(body.left(), body.top(), 5, upper), c.accent);
    if (button == "right") p.fillRect(QRectF(body.left() + 5, body.top(), 5, upper), c.accent);
    p.restore();
    p.drawRoundedRect(body, 5, 5);
    p.drawLine(QPointF(body.left() + 1, body.top() + upper), QPointF(body.right() - 1, body.top() + upper));
    if (button == "wheel" || button == "middle") {
        p.setPen(Qt::NoPen);
        p.setBrush(c.accent);
        p.drawRoundedRect(QRectF(body.center().x() - 1.7, body.top() + 1.5, 3.4, 6.5), 1.7, 1.7);
    } else {
        p.drawLine(QPointF(body.center().x(), body.top() + 1), QPointF(body.center().x(), body.top() + upper));
    }
    double width = 12;
    if (drag || button == "wheel") {   // arrows aside, or up and down
        const double ax = x + 16.5;
        p.setPen(Qt::NoPen);
        p.setBrush(c.dimText);
        const auto head = [&](QPointF tip, QPointF a, QPointF b) { p.drawPolygon(QPolygonF({tip, a, b})); };
        if (drag) {
            head({ax - 4, middleY}, {ax - 0.8, middleY - 3}, {ax - 0.8, middleY + 3});
            head({ax + 4, middleY}, {ax + 0.8, middleY - 3}, {ax + 0.8, middleY + 3});
        } else {
            head({ax, middleY - 4.4}, {ax - 3, middleY - 1}, {ax + 3, middleY - 1});
            head({ax, middleY + 4.4}, {ax - 3, middleY + 1}, {ax + 3, middleY + 1});
        }
        width = 22;
    }
    if (button == "double") {
        p.setPen(c.dimText);
        p.drawText(QPointF(x + width + 1, middleY + p.fontMetrics().ascent() / 2.0 - 1), QStringLiteral("×2"));
        width += 2 + p.fontMetrics().horizontalAdvance(QStringLiteral("×2"));
    }
    return width;
}

}  // namespace

HintLine::HintLine(QWidget& window) : QWidget(&window) {
    setObjectName("hintLine");
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    window.installEventFilter(this);
}

QSize HintLine::sizeHint() const { return {200, fontMetrics().height() + 6}; }

void HintLine::setHint(const QString& hint) {
    hint_ = hint;
    setAccessibleName(this->hint());
    update();
}

void HintLine::setIdleHint(const QString& hint) {
    idle_ = hint;
    setHint(hint_);
}

bool HintLine::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::StatusTip) {
        setHint(static_cast<QStatusTipEvent*>(event)->tip());
        return true;
    }
    return QWidget::eventFilter(object, event);
}

void HintLine::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const auto& c = Theme::colors();
    const double middle = height() / 2.0;
    const double baseline = middle + (p.fontMetrics().ascent() - p.fontMetrics().descent()) / 2.0;
    double x = 8;
    const auto text = [&](const QString& s, const QColor& ink) {
        p.setPen(ink);
        p.drawText(QPointF(x, baseline), s);
        x += p.fontMetrics().horizontalAdvance(s);
    };
    static const QRegularExpression token("\\{((?:shift\\+|ctrl\\+|alt\\+)*)(left|middle|right|wheel|double)(-drag)?\\}");
    const QString& hint = this->hint();
    qsizetype at = 0;
    for (auto it = token.globalMatch(hint); it.hasNext();) {
        const auto m = it.next();
        text(hint.mid(at, m.capturedStart() - at).trimmed(), c.dimText);
        if (at > 0) x += 22;
        for (const QString& key : m.captured(1).split('+', Qt::SkipEmptyParts)) {
            const auto modifier = key == "shift" ? Qt::SHIFT : key == "ctrl" ? Qt::CTRL : Qt::ALT;
            text(QKeySequence(modifier).toString(QKeySequence::NativeText).section('+', 0, 0) + " ", c.text);
        }
        x += drawMouse(p, x, middle, m.captured(2), !m.captured(3).isEmpty()) + 5;
        at = m.capturedEnd();
    }
    text(hint.mid(at).trimmed(), c.dimText);
}

}  // namespace ropetp::ui
