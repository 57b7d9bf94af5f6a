#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "ui/settings.h"
#endif

using ropetp::ui::Settings;
using ropetp::ui::ThemeChoice;

class TestSettings : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString makeFile(const QString& name) {
        QFile f(folder_.filePath(name));
        if (!f.open(QIODevice::WriteOnly)) return {};
        return f.fileName();
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(folder_.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        QCoreApplication::setOrganizationName("ropetp-test");
        QCoreApplication::setApplicationName("settings");
    }
    void init() { QSettings().clear(); }

    void defaultsOnFirstUse() {
        QCOMPARE(Settings::theme(), ThemeChoice::System);
        QVERIFY(Settings::windowState().isEmpty());
        QVERIFY(Settings::recentFiles().isEmpty());
        QCOMPARE(Settings::exportFolder(), QDir::homePath());
        QVERIFY(Settings::loop());
        QVERIFY(Settings::overlay().mesh);
    }
    void remembersThemeAndOverlay() {
        Settings::setTheme(ThemeChoice::Light);
        QCOMPARE(Settings::theme(), ThemeChoice::Light);
        ropetp::render::OverlayOptions o;
        o.mesh = false;
        o.meshOpacity = 0.25f;
        o.skeleton = o.points2d = o.boxes = true;
        Settings::setOverlay(o);
        const auto back = Settings::overlay();
        QCOMPARE(back.mesh, false);
        QCOMPARE(back.meshOpacity, 0.25f);
        QVERIFY(back.skeleton && back.points2d && back.boxes);
    }
    void howPosesAreMadeIsRemembered() {
        QVERIFY(Settings::solveOptions().estimator.isEmpty());
        ropetp::ui::Workspace::SolveOptions o;
        o.estimator = "fit";
        o.refine = true;
        o.largestOnly = true;
        Settings::setSolveOptions(o);
        const auto back = Settings::solveOptions();
        QCOMPARE(back.estimator, QString("fit"));
        QVERIFY(back.refine && !back.flipTest && !back.largestOnly);
        QSettings().setValue("solve/estimator", "magic");
        QVERIFY(Settings::solveOptions().estimator.isEmpty());
    }
    void damagedValuesFallBack() {
        QSettings().setValue("overlay/meshOpacity", 40);
        QSettings().setValue("window/theme", "purple");
        QSettings().setValue("files/exportFolder", "/no/such/folder");
        QCOMPARE(Settings::overlay().meshOpacity, 1.f);
        QCOMPARE(Settings::theme(), ThemeChoice::System);
        QCOMPARE(Settings::exportFolder(), QDir::homePath());
    }
    void layoutOfAnotherVersionIsIgnored() {
        Settings::setLayout("geometry", "state", "split");
        QCOMPARE(Settings::windowState(), QByteArray("state"));
        QSettings().setValue("window/layoutVersion", -1);
        QVERIFY(Settings::windowState().isEmpty());
        Settings::forgetLayout();
        QVERIFY(Settings::windowGeometry().isEmpty());
    }
    void recentFilesAreNewestFirstUniqueBoundedAndExist() {
        QStringList made;
        for (int i = 0; i < 12; ++i) made << makeFile(QString("clip%1.mp4").arg(i));
        for (const auto& f : made) Settings::addRecentFile(f);
        Settings::addRecentFile(made[5]);
        QStringList recent = Settings::recentFiles();
        QCOMPARE(recent.size(), 10);
        QCOMPARE(recent.first(), made[5]);
        QCOMPARE(recent.count(made[5]), 1);
        QVERIFY(QFile::remove(made[11]));
        QVERIFY(!Settings::recentFiles().contains(made[11]));
        Settings::clearRecentFiles();
        QVERIFY(Settings::recentFiles().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
