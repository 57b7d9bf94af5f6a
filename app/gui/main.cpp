#include "app/gui/resource_paths.h"
#include "base/log.h"
#include "base/openmp_wait.h"
#include "ui/main_window.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

int main(int argc, char** argv) {
    ropetp::waitPassively(argv);
    ropetp::initLogging();
    QApplication app(argc, argv);
    QApplication::setApplicationName("ropetp");
    QApplication::setOrganizationName("ropetp");
    QApplication::setApplicationVersion(ROPETP_VERSION);
    QApplication::setApplicationDisplayName("RopeTP Studio");

    // The desktop's language where there is one of ours, for our strings and Qt's own.
    QTranslator plurals, ours, qts;
    // "1 joint", "2 joints": the source's own language has no other way to say it.
    if (plurals.load(":/i18n/ropetp_en.qm")) QApplication::installTranslator(&plurals);
    if (ours.load(QLocale(), "ropetp", "_", ":/i18n")) {
        QApplication::installTranslator(&ours);
        if (qts.load(QLocale(), "qtbase", "_", QLibraryInfo::path(QLibraryInfo::TranslationsPath))) QApplication::installTranslator(&qts);
    }

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Motion capture from one video: review, correct, export."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("file", QApplication::translate("main", "A video file, a folder of images, or a project (.ropetp)."), "[FILE]");
    const QCommandLineOption sampleOption("sample", QApplication::translate("main", "Open the built-in sample."));
    parser.addOption(sampleOption);
    parser.process(app);

    ropetp::ui::Theme::apply(app, ropetp::ui::Settings::theme());
    const QString sample = ropetp::resourceFile("sample/walk.mp4");
    ropetp::ui::MainWindow window(sample);
    window.show();
    const QStringList files = parser.positionalArguments();
    // Opened once the window is on the screen.
    if (!files.isEmpty()) QTimer::singleShot(0, &window, [&] { window.open(files.front()); });
    else if (parser.isSet(sampleOption) && !sample.isEmpty()) QTimer::singleShot(0, &window, [&] { window.open(sample); });
    QTimer::singleShot(0, &window, [&] { window.offerRecovery(); });
    return QApplication::exec();
}
