#pragma once

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "ui/main_window.h"
#include "ui/settings.h"
#include "ui/theme.h"

#include <memory>

namespace ropetp::test {

/// A main window with settings of its own, as on first start.
class MainWindowFixture {
  public:
    MainWindowFixture() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
        QSettings().clear();
        qputenv("XDG_STATE_HOME", folder.filePath("state").toLocal8Bit());
        ui::Settings::setSolveOnOpen(false);
        // Pictures are wanted in both looks.
        ui::Theme::apply(*qApp, qEnvironmentVariable("ROPETP_TEST_THEME") == "light" ? ui::ThemeChoice::Light : ui::ThemeChoice::Dark);
        window = std::make_unique<ui::MainWindow>(QString());
        window->resize(1500, 900);
        window->show();
        shown = QTest::qWaitForWindowExposed(window.get());
    }

    /// Saves a picture of the window where the environment asks for it, to be looked at.
    void picture(const QString& name) const {
        const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES");
        if (!to.isEmpty()) window->grab().save(to + '/' + name + ".png");
    }

    template <class T>
    T* find(const char* name) const { return window->findChild<T*>(name); }

    QTemporaryDir folder;
    std::unique_ptr<ui::MainWindow> window;
    bool shown = false;
};

}  // namespace ropetp::test
