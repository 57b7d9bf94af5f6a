#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Keeps docs/architecture.md true: which folder may include which, where third-party headers may
/// appear, and what no file may contain.
class TestLayering : public QObject {
    Q_OBJECT

    // Folder -> folders it may include besides itself. Transitive on purpose only where written.
    const QMap<QString, QSet<QString>> allowed_ = [] {
        QMap<QString, QSet<QString>> m;
        m["base"] = {};
        m["body"] = m["media"] = m["nn"] = {"base"};
        m["raster"] = {"base", "body"};
        m["track"] = {"base", "nn", "media"};
        m["pose"] = {"base", "body", "nn", "track"};
        m["trajectory"] = {"base", "body", "nn", "track"};
        m["review"] = {"base", "body", "track", "pose", "trajectory"};
        m["metrics"] = {"base", "body"};
        m["synth"] = {"base", "body", "raster"};
        m["edit"] = {"base", "body", "media", "track", "pose", "trajectory"};
        m["io"] = {"base", "body", "track", "trajectory"};
        m["project"] = m["edit"] + QSet<QString>{"edit", "io"};
        m["jobs"] = m["project"] + QSet<QString>{"project", "nn", "review"};
        m["train"] = {"base", "body", "nn", "raster", "track", "pose", "trajectory", "metrics", "synth", "io", "media"};
        return m;
    }();

    struct Include { QString file; int line; QString header; bool quoted; };

    static QStringList sources(const QString& under) {
        QStringList files;
        QDirIterator it(QString(ROPETP_SOURCE_DIR) + "/" + under, {"*.h", "*.cpp"}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) files << it.next();
        return files;
    }
    static QList<Include> includes(const QString& under) {
        static const QRegularExpression re("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
        QList<Include> all;
        for (const auto& path : sources(under)) {
            QFile f(path);
            if (!f.open(QIODevice::ReadOnly)) continue;
            int line = 0;
            while (!f.atEnd()) {
                ++line;
                const auto m = re.match(QString::fromUtf8(f.readLine()));
                if (m.hasMatch()) all << Include{path, line, m.captured(2), m.captured(1) == "\""};
            }
        }
        return all;
    }
    static QString place(const Include& i) {
        return QString("%1:%2 includes %3").arg(QDir(ROPETP_SOURCE_DIR).relativeFilePath(i.file)).arg(i.line).arg(i.header);
    }
    static void report(const QStringList& wrong) { QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n"))); }

  private Q_SLOTS:
    void coreFoldersIncludeOnlyWhatLiesBelow() {
        QStringList wrong;
        for (auto it = allowed_.begin(); it != allowed_.end(); ++it)
            for (const auto& i : includes("core/" + it.key())) {
                const QString folder = i.header.section('/', 0, 0);
                if (!i.quoted || !i.header.contains('/')) continue;
                if (folder == it.key() || it->contains(folder)) continue;
                wrong << place(i);
            }
        report(wrong);
    }

    void everyCoreFolderIsInTheTable() {
        const auto folders = QDir(QString(ROPETP_SOURCE_DIR) + "/core").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QVERIFY(folders.size() >= 10);
        for (const auto& f : folders) QVERIFY2(allowed_.contains(f), qPrintable(f));
    }

    void nothingPointsBackUp() {
        QStringList wrong;
        for (const auto& i : includes("core"))
            if (i.quoted && (i.header.startsWith("ui/") || i.header.startsWith("render/") || i.header.startsWith("app/"))) wrong << place(i);
        for (const auto& i : includes("render"))
            if (i.quoted && (i.header.startsWith("ui/") || i.header.startsWith("app/"))) wrong << place(i);
        for (const auto& i : includes("ui"))
            if (i.quoted && i.header.startsWith("app/")) wrong << place(i);
        report(wrong);
    }

    void thirdPartyHeadersStayInTheirRooms() {
        struct Rule { QRegularExpression header; QRegularExpression mayBeIn; };
        const QList<Rule> rules = {
            {QRegularExpression("^Q[A-Z]|^Qt[A-Z]"), QRegularExpression("^(core/(jobs|project)/|render/(world_view|world/vtk_surface(_p)?)\\.|ui/|app/)")},
            {QRegularExpression("^(libav|libsw)"), QRegularExpression("^core/media/[^/]+(\\.cpp|_p\\.h)$")},
            {QRegularExpression("^opencv2/"), QRegularExpression("^(core/(media|track|pose|trajectory|synth)/.+(\\.cpp|_p\\.h)|app/train/.+\\.cpp)$")},
            {QRegularExpression("^(xnnpack|pthreadpool)\\.h"), QRegularExpression("^core/nn/.+\\.cpp$")},
            {QRegularExpression("^(torch|ATen|c10)/"), QRegularExpression("^core/((nn|pose|trajectory|train)/.+_torch\\.(cpp|h))$")},
            {QRegularExpression("^(dnnl|omp\\.h)"), QRegularExpression("^core/((nn|trajectory)/.+_onednn\\.(cpp|h))$")},
            {QRegularExpression("^(zip|zlib)\\.h"), QRegularExpression("^core/(io|project|nn|synth)/.+\\.cpp$")},
            {QRegularExpression("^nlohmann/"), QRegularExpression("^(core/(edit|io|project|nn|synth|train)/.+(\\.cpp|_p\\.h)|app/.+\\.(cpp|h))$")},
            {QRegularExpression("^vtk"), QRegularExpression("^render/.+(\\.cpp|_p\\.h)$")},
            {QRegularExpression("^spdlog/"), QRegularExpression("\\.cpp$")},
            {QRegularExpression("^fmt/"), QRegularExpression("^$")},  // comes in with spdlog; no target links it
        };
        QStringList wrong;
        int seen = 0;
        for (const char* top : {"core", "render", "ui", "app"})
            for (const auto& i : includes(top)) {
                if (i.quoted) continue;
                const QString file = QDir(ROPETP_SOURCE_DIR).relativeFilePath(i.file);
                for (const auto& r : rules)
                    if (r.header.match(i.header).hasMatch()) {
                        ++seen;
                        if (!r.mayBeIn.match(file).hasMatch()) wrong << place(i);
                    }
            }
        QVERIFY(seen > 0);
        report(wrong);
    }

    void torchIsNeverIncludedWhole() {
        QStringList wrong;
        for (const char* top : {"core", "render", "ui", "app"})
            for (const auto& i : includes(top))
                if (i.header == "torch/torch.h" && !i.file.contains("/core/train/")) wrong << place(i);
        report(wrong);
    }

    void noFileNamesTheMachineItWasWrittenOn() {
        // Spelled in pieces, so that this file does not match itself.
        const QRegularExpression re(QString("/wo") + "rk/|/ro" + "ot/|registry\\.np" + "m|deb\\.debi" + "an");
        QStringList wrong;
        for (const char* top : {"core", "render", "ui", "app", "tests", "docs", "cmake"}) {
            QDirIterator it(QString(ROPETP_SOURCE_DIR) + "/" + top, QDir::Files, QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile f(it.next());
                if (f.size() > 500'000 || !f.open(QIODevice::ReadOnly)) continue;
                const auto m = re.match(QString::fromUtf8(f.readAll()));
                if (m.hasMatch()) wrong << f.fileName() + ": " + m.captured();
            }
        }
        report(wrong);
    }
};

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_layering.moc"
