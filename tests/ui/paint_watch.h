#pragma once

#include <QEvent>
#include <QObject>

namespace ropetp::test {

/// As an event filter of a widget: has it been painted?
class PaintWatch final : public QObject {
  public:
    bool seen = false;

    bool eventFilter(QObject*, QEvent* event) override {
        seen |= event->type() == QEvent::Paint;
        return false;
    }
};

}  // namespace ropetp::test
