#pragma once

#include <QWidget>

class QVBoxLayout;

namespace ropetp::ui {

/// What is seen before a video is open: how to begin, the sample, and recent videos.
class WelcomePage : public QWidget {
    Q_OBJECT

  public:
    /// @param samplePath  empty: there is no sample.
    explicit WelcomePage(const QString& samplePath, QWidget* parent = nullptr);
    void refresh();

  Q_SIGNALS:
    void openWanted();
    void fileWanted(const QString& path);

  private:
    QVBoxLayout* recent_;
};

}  // namespace ropetp::ui
