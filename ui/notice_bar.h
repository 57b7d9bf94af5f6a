#pragma once

#include <QWidget>

#include "base/error.h"

class QVBoxLayout;

namespace ropetp::ui {

/// Sentences above the views that stay until they are dismissed or no longer true.
class NoticeBar : public QWidget {
    Q_OBJECT

  public:
    enum class Kind { Info, Warning, Error };
    explicit NoticeBar(QWidget* parent = nullptr);

    /// @param key  a notice with the same key replaces it. @param detail  technical, shown as a tool tip.
    void show(const QString& key, Kind kind, const QString& text, const QString& detail = {});
    void remove(const QString& key);
    /// The sentences shown, newest last.
    QStringList texts() const;

  private:
    QVBoxLayout* layout_;
};

}  // namespace ropetp::ui
