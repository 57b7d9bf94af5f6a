#include "ui/theme.h"
#include "ui/theme_style_sheet.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QRegularExpression>
#include <QTest>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace ropetp::ui;

namespace {

/// WCAG 2.1 relative luminance and contrast ratio.
double luminance(const QColor& c) {
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

class TestTheme : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void textIsLegible_data() {
        QTest::addColumn<int>("choice");
        QTest::newRow("dark") << int(ThemeChoice::Dark);
        QTest::newRow("light") << int(ThemeChoice::Light);
    }
    void textIsLegible() {
        QFETCH(int, choice);
        Theme::apply(*qApp, ThemeChoice(choice));
        const ThemeColors& c = Theme::colors();
        for (const QColor& back : {c.window, c.panel, c.field, c.raised, c.noticeInfo, c.noticeWarning, c.noticeError})
            QVERIFY2(contrast(c.text, back) >= 4.5, qPrintable(back.name() + " " + QString::number(contrast(c.text, back))));
        for (const QColor& back : {c.window, c.panel})
            QVERIFY2(contrast(c.dimText, back) >= 4.5, qPrintable(QString::number(contrast(c.dimText, back))));
        QVERIFY2(contrast(c.rulerText, c.timelineBackground) >= 4.5,
                 qPrintable(QString::number(contrast(c.rulerText, c.timelineBackground))));
        QVERIFY2(contrast(c.accentText, c.accent) >= 3, qPrintable(QString::number(contrast(c.accentText, c.accent))));
    }
    void footageLiesOnNeutralGrey() {
        for (auto choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
            Theme::apply(*qApp, choice);
            QCOMPARE(Theme::colors().viewBackground.saturation(), 0);
            QCOMPARE(Theme::colors().window.saturation(), 0);
        }
    }
    void switchingReachesOpenWidgets() {
        Theme::apply(*qApp, ThemeChoice::Light);
        QWidget w;
        w.show();
        QVERIFY(QTest::qWaitForWindowExposed(&w));
        Theme::apply(*qApp, ThemeChoice::Dark);
        QCOMPARE(w.palette().color(QPalette::Window), Theme::colors().window);
        QCOMPARE(w.grab().toImage().pixelColor(5, 5), Theme::colors().window);
        QVERIFY(Theme::isDark());
    }
    /// What is clicked at is told from what it lies on: 3 : 1, as WCAG wants of controls.
    void boxesAreSeenOnPanels_data() { textIsLegible_data(); }
    void boxesAreSeenOnPanels() {
        QFETCH(int, choice);
        Theme::apply(*qApp, ThemeChoice(choice));
        const ThemeColors& c = Theme::colors();
        QCheckBox box;
        box.resize(20, 20);
        const auto pixels = [&](QWidget& w) {
            const QImage image = w.grab().toImage();
            std::vector<QColor> all;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) all.push_back(image.pixelColor(x, y));
            return all;
        };
        const auto most = [&](QWidget& w) {
            double best = 0;
            for (const QColor& p : pixels(w)) best = std::max(best, contrast(p, c.panel));
            return best;
        };
        QVERIFY2(most(box) >= 3, qPrintable(QString::number(most(box))));
        const auto has = [&](const QColor& wanted) { const auto all = pixels(box); return std::find(all.begin(), all.end(), wanted) != all.end(); };
        QVERIFY(!has(c.accent));
        box.setChecked(true);
        QVERIFY(has(c.accent));
        box.setEnabled(false);
        QVERIFY(!has(c.accent));
        QComboBox combo;
        combo.addItem("");
        QVERIFY2(most(combo) >= 3, "the chevron");
        QVERIFY(combo.sizeHint().height() >= 24);
    }
    void everyColourOfTheStyleSheetIsFilledIn() {
        const QString qss = themeStyleSheet(Theme::colors());
        const auto left = QRegularExpression("@\\w+").match(qss);
        QVERIFY2(!left.hasMatch(), qPrintable(left.captured()));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
