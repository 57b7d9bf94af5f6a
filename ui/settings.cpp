#include "ui/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace ropetp::ui {

namespace {

constexpr int kMaxRecentFiles = 10, kMaxRecentCommands = 12;
/// Raised when docks or toolbars change so that an old state would hide new parts.
constexpr int kLayoutVersion = 2;

QString existingFolder(const QString& key) {
    const QString folder = QSettings().value(key).toString();
    return !folder.isEmpty() && QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

}  // namespace

ThemeChoice Settings::theme() {
    const QString name = QSettings().value("window/theme").toString();
    if (name == "dark") return ThemeChoice::Dark;
    if (name == "light") return ThemeChoice::Light;
    return ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice) {
    QSettings().setValue("window/theme", choice == ThemeChoice::Dark    ? "dark"
                                         : choice == ThemeChoice::Light ? "light"
                                                                        : "system");
}

QByteArray Settings::windowGeometry() { return QSettings().value("window/geometry").toByteArray(); }

QByteArray Settings::windowState() {
    QSettings s;
    if (s.value("window/layoutVersion").toInt() != kLayoutVersion) return {};
    return s.value("window/state").toByteArray();
}

QByteArray Settings::viewSplit() { return QSettings().value("window/viewSplit").toByteArray(); }

void Settings::setLayout(const QByteArray& geometry, const QByteArray& state, const QByteArray& viewSplit) {
    QSettings s;
    s.setValue("window/layoutVersion", kLayoutVersion);
    s.setValue("window/geometry", geometry);
    s.setValue("window/state", state);
    s.setValue("window/viewSplit", viewSplit);
}

void Settings::forgetLayout() {
    QSettings s;
    for (const char* key : {"window/geometry", "window/state", "window/viewSplit"}) s.remove(key);
}

QStringList Settings::recentFiles() {
    QStringList files = QSettings().value("files/recent").toStringList();
    files.removeIf([](const QString& f) { return !QFileInfo::exists(f); });
    return files;
}

void Settings::addRecentFile(const QString& path) {
    QSettings s;
    QStringList files = s.value("files/recent").toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    files.removeAll(absolute);
    files.prepend(absolute);
    s.setValue("files/recent", QStringList(files.mid(0, kMaxRecentFiles)));
}

void Settings::clearRecentFiles() { QSettings().remove("files/recent"); }

QString Settings::openFolder() { return existingFolder("files/openFolder"); }
void Settings::setOpenFolder(const QString& folder) { QSettings().setValue("files/openFolder", folder); }
QString Settings::exportFolder() { return existingFolder("files/exportFolder"); }
void Settings::setExportFolder(const QString& folder) { QSettings().setValue("files/exportFolder", folder); }

render::OverlayOptions Settings::overlay() {
    QSettings s;
    render::OverlayOptions o;
    o.mesh = s.value("overlay/mesh", o.mesh).toBool();
    o.meshOpacity = std::clamp(s.value("overlay/meshOpacity", o.meshOpacity).toFloat(), 0.f, 1.f);
    o.skeleton = s.value("overlay/skeleton", o.skeleton).toBool();
    o.points2d = s.value("overlay/points", o.points2d).toBool();
    o.boxes = s.value("overlay/boxes", o.boxes).toBool();
    return o;
}

void Settings::setOverlay(const render::OverlayOptions& o) {
    QSettings s;
    s.setValue("overlay/mesh", o.mesh);
    s.setValue("overlay/meshOpacity", o.meshOpacity);
    s.setValue("overlay/skeleton", o.skeleton);
    s.setValue("overlay/points", o.points2d);
    s.setValue("overlay/boxes", o.boxes);
}

bool Settings::loop() { return QSettings().value("playback/loop", true).toBool(); }
void Settings::setLoop(bool on) { QSettings().setValue("playback/loop", on); }
Workspace::SolveOptions Settings::solveOptions() {
    const QSettings s;
    Workspace::SolveOptions o;
    const QString estimator = s.value("solve/estimator").toString();
    const QString trajectory = s.value("solve/trajectory").toString();
    if (trajectory == "denoiser" || trajectory == "feet" || trajectory == "raw") o.trajectory = trajectory;
    if (estimator == "fit" || estimator == "rope") o.estimator = estimator;   // anything else: the default
    o.flipTest = s.value("solve/flipTest", o.flipTest).toBool();
    o.refine = s.value("solve/refine", o.refine).toBool();
    return o;
}

void Settings::setSolveOptions(const Workspace::SolveOptions& o) {
    QSettings s;
    s.setValue("solve/estimator", o.estimator);
    s.setValue("solve/trajectory", o.trajectory);
    s.setValue("solve/flipTest", o.flipTest);
    s.setValue("solve/refine", o.refine);
}

bool Settings::solveOnOpen() { return QSettings().value("solve/onOpen", true).toBool(); }
void Settings::setSolveOnOpen(bool on) { QSettings().setValue("solve/onOpen", on); }

std::optional<QList<QKeySequence>> Settings::keysOf(const QString& command) {
    const QVariant value = QSettings().value("keys/" + command);
    if (!value.isValid()) return std::nullopt;
    QList<QKeySequence> keys;
    for (const QString& text : value.toStringList())
        if (const auto key = QKeySequence::fromString(text, QKeySequence::PortableText); !key.isEmpty()) keys << key;
    return keys;
}

void Settings::setKeysOf(const QString& command, const std::optional<QList<QKeySequence>>& keys) {
    QSettings s;
    if (!keys) return s.remove("keys/" + command);
    QStringList texts;
    for (const auto& key : *keys) texts << key.toString(QKeySequence::PortableText);
    s.setValue("keys/" + command, texts);
}

QStringList Settings::recentCommands() { return QSettings().value("commands/recent").toStringList(); }

void Settings::addRecentCommand(const QString& id) {
    QStringList ids = recentCommands();
    ids.removeAll(id);
    ids.prepend(id);
    QSettings().setValue("commands/recent", QStringList(ids.mid(0, kMaxRecentCommands)));
}

}  // namespace ropetp::ui
