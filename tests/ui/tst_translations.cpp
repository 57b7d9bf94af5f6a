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
#include <QTranslator>
#include <QXmlStreamReader>

#include "tests/ui/main_window_fixture.h"

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
        QVERIFY(count > 100);
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
