#include <QTest>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTranslator>
#include <QXmlStreamReader>

#include "tests/ui/reviewed_window.h"
#include "ui/core_text.h"
#include "ui/pose_editor.h"
#include "ui/review_text.h"

using namespace ropetp;

namespace {

const QString kFolder = QStringLiteral(ROPETP_SOURCE_DIR "/translations");

/// What stands in a .ts file, by context and source.
struct TsFile : QTranslator {
    QHash<QPair<QString, QString>, QString> texts;

    explicit TsFile(const QString& file) {
        QFile f(file);
        if (!f.open(QIODevice::ReadOnly)) return;
        QXmlStreamReader xml(&f);
        QString context, source;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == QLatin1String("name")) context = xml.readElementText();
            else if (xml.name() == QLatin1String("source")) source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation")) texts[{context, source}] = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        }
    }
    bool isEmpty() const override { return texts.isEmpty(); }
    QString translate(const char* context, const char* source, const char*, int) const override { return texts.value({context, source}); }
};

}  // namespace

/// Every translation is whole: nothing unfinished, the same places to fill in as in the source; and it is what the window shows.
class TestTranslations : public QObject {
    Q_OBJECT

    static QStringList places(const QString& text) {
        QStringList out;
        auto it = QRegularExpression("%[0-9n]").globalMatch(text);
        while (it.hasNext()) out << it.next().captured();
        out.sort();
        return out;
    }

  private Q_SLOTS:
    void everyStringIsTranslated_data() {
        QTest::addColumn<QString>("file");
        const QDir folder(kFolder);
        for (const QString& name : folder.entryList({"*.ts"})) QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void everyStringIsTranslated() {
        QFETCH(QString, file);
        QFile f(file);
        QVERIFY(f.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&f);
        QString source, translation;
        bool numerus = false;
        int count = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QLatin1String("message")) numerus = xml.attributes().hasAttribute("numerus");
            if (xml.isStartElement() && xml.name() == QLatin1String("source")) source = xml.readElementText();
            if (xml.isStartElement() && xml.name() == QLatin1String("translation")) {
                QVERIFY2(!xml.attributes().hasAttribute("type"), qPrintable("unfinished or vanished: " + source));
                translation = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                QVERIFY2(!translation.isEmpty(), qPrintable(source));
                if (!numerus) QVERIFY2(places(source) == places(translation), qPrintable(source));
                ++count;
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(count > (file.endsWith("_en.ts") ? 5 : 100));   // English: the plurals alone
    }

    /// English says "1 joint" and "2 joints", and nowhere "joint(s)".
    void everyPluralIsSaidInEnglish() {
        const TsFile german(kFolder + "/ropetp_de.ts"), english(kFolder + "/ropetp_en.ts");
        int plurals = 0;
        for (auto it = german.texts.cbegin(); it != german.texts.cend(); ++it) {
            if (!it.key().second.contains("%n")) continue;
            const QString forms = english.texts.value(it.key());
            QVERIFY2(!forms.isEmpty() && !forms.contains("(s)"), qPrintable(it.key().second));
            ++plurals;
        }
        QVERIFY(plurals > 5);
    }

    /// Core names edits, jobs and their stages in English, and knows of no translation: each such name has to be in ours.
    void everyNameOfCoreIsTranslated_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("edits") << "edit" << "^\\s*(?:(?:const char\\*|std::string) labelOf\\(|std::string label\\(\\)|static constexpr const char\\* kLabels|\\x22[A-Z][^\\x22]*\\x22, \\x22[A-Z]).*$";
        QTest::newRow("jobs") << "jobs" << "^.*std::string (?:SolveJob::)?title\\(\\).*$";
        QTest::newRow("stages") << "jobs" << "^.*\\.stage\\(\\x22.*$";
    }
    void everyNameOfCoreIsTranslated() {
        QFETCH(QString, place);
        QFETCH(QString, pattern);
        TsFile german(kFolder + "/ropetp_de.ts");
        QVERIFY(QApplication::installTranslator(&german));
        const QRegularExpression line(pattern, QRegularExpression::MultilineOption), literal("\"([A-Za-z][^\"]+)\"");
        const QDir folder(QStringLiteral(ROPETP_SOURCE_DIR "/core/") + place);
        int found = 0;
        for (const QString& name : folder.entryList({"*.cpp", "*.h"})) {
            QFile f(folder.filePath(name));
            QVERIFY(f.open(QIODevice::ReadOnly));
            const QString source = QString::fromUtf8(f.readAll());
            for (auto it = line.globalMatch(source); it.hasNext();)
                for (auto word = literal.globalMatch(it.next().captured()); word.hasNext();) {
                    QString english = word.next().captured(1);
                    if (english.endsWith(' ')) english += "clip.mp4";
                    const QByteArray row = QTest::currentDataTag();
                    const QString text = row == "edits" ? ui::editLabelText(english.toStdString()) : row == "jobs" ? ui::jobTitleText(english) : ui::stageText(english);
                    QVERIFY2(text != english, qPrintable(name + ": " + english));
                    ++found;
                }
        }
        QVERIFY2(found >= (place == "edit" ? 30 : 6), qPrintable(QString::number(found)));
        QApplication::removeTranslator(&german);
    }

    /// A panel may be as high as it likes, as it scrolls; wider than its place it is cut off.
    void everyPanelIsAsWideAsItsPlace_data() {
        QTest::addColumn<bool>("german");
        QTest::newRow("English") << false;
        QTest::newRow("German") << true;
    }
    void everyPanelIsAsWideAsItsPlace() {
        QFETCH(bool, german);
        TsFile words(kFolder + "/ropetp_de.ts");
        if (german) QVERIFY(QApplication::installTranslator(&words));
        test::ReviewedWindow f;
        QVERIFY(f.open());
        f.window->workspace().joints().select(body::index(body::Joint::RightElbow));
        f.window->poses().holdPose();
        int seen = 0;
        for (auto* dock : f.window->findChildren<QDockWidget*>()) {
            if (dock->objectName() == "curvesDock") continue;
            dock->raise();
            QTest::qWait(50);
            QVERIFY2(dock->width() <= 302, qPrintable(QString("%1 needs %2 px").arg(dock->objectName()).arg(dock->width())));
            for (auto* area : dock->findChildren<QScrollArea*>()) {
                const int needs = area->widget()->minimumSizeHint().width(), has = area->viewport()->width();
                QVERIFY2(needs <= has, qPrintable(QString("%1 needs %2 px of %3").arg(area->objectName()).arg(needs).arg(has)));
                ++seen;
            }
            for (auto* button : dock->findChildren<QAbstractButton*>())
                if (button->isVisible() && !button->text().isEmpty())
                    QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(dock->objectName() + ": " + button->text()));
            for (auto* box : dock->findChildren<QComboBox*>()) {
                if (!box->isVisible() || box->objectName() == "takeSource") continue;
                for (int i = 0; i < box->count(); ++i) {
                    const int needs = box->fontMetrics().horizontalAdvance(box->itemText(i)) + 28;
                    QVERIFY2(needs <= box->width(), qPrintable(QString("%1: “%2” needs %3 px of %4").arg(box->objectName(), box->itemText(i)).arg(needs).arg(box->width())));
                }
            }
        }
        QVERIFY(seen >= 5);
        if (german) QApplication::removeTranslator(&words);
    }

    void allTroubleIsTold() {
        const auto said = [] {
            QStringList all;
            for (int c = 0; c < review::kCauseCount; ++c)
                for (int joint = 0; joint < body::kJointCount; ++joint)
                    for (const bool backwards : {false, true}) all << ui::troubleText(review::Cause(c), joint, backwards) << ui::causeText(review::Cause(c)) << ui::causeHelp(review::Cause(c));
            return all;
        };
        const QStringList english = said();
        TsFile german(kFolder + "/ropetp_de.ts");
        QVERIFY(QApplication::installTranslator(&german));
        const QStringList words = said();
        QApplication::removeTranslator(&german);
        for (qsizetype i = 0; i < words.size(); ++i) QVERIFY2(words[i] != english[i] && !words[i].isEmpty(), qPrintable(english[i]));
    }

    /// A file whose contexts are not the classes' full names is whole, and says nothing.
    void theWindowSpeaksIt() {
        TsFile german(kFolder + "/ropetp_de.ts");
        QVERIFY(QApplication::installTranslator(&german));
        test::MainWindowFixture f;
        QSet<QString> sources, translations;
        for (auto it = german.texts.cbegin(); it != german.texts.cend(); ++it) {
            translations << it.value();
            if (it.value() != it.key().second) sources << it.key().second;
        }
        sources -= translations;
        QStringList shown, left;
        for (auto* o : f.window->findChildren<QObject*>()) {
            if (auto* a = qobject_cast<QAction*>(o)) shown << a->text() << a->toolTip() << a->whatsThis();
            if (auto* l = qobject_cast<QLabel*>(o)) shown << l->text();
            if (auto* b = qobject_cast<QAbstractButton*>(o)) shown << b->text();
            if (auto* c = qobject_cast<QComboBox*>(o))
                for (int i = 0; i < c->count(); ++i) shown << c->itemText(i);
            if (auto* w = qobject_cast<QWidget*>(o)) shown << w->toolTip() << w->whatsThis() << w->windowTitle();
        }
        int known = 0;
        for (const QString& text : shown) {
            if (sources.contains(text)) left << text;
            known += !text.isEmpty() && translations.contains(text);
        }
        left.removeDuplicates();
        QVERIFY2(left.isEmpty(), qPrintable(left.join(" | ")));
        QVERIFY2(known > 300, qPrintable(QString::number(known)));
        QApplication::removeTranslator(&german);
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
