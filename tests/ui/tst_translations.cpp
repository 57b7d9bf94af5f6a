#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

/// Every translation is whole: nothing unfinished, and the same places to fill in as in the source.
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
        const QDir folder(QStringLiteral(ROPETP_SOURCE_DIR "/translations"));
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
};

QTEST_APPLESS_MAIN(TestTranslations)
#include "tst_translations.moc"
