#include "ui/theme.h"

#include "ui/theme_style.h"
#include "ui/theme_style_sheet.h"

#include <QApplication>
#include <QPalette>

namespace ropetp::ui {

namespace {

ThemeColors darkColors() {
    ThemeColors c;
    c.dark = true;
    c.window = QColor(0x28, 0x28, 0x28);
    c.panel = QColor(0x2f, 0x2f, 0x2f);
    c.field = QColor(0x1f, 0x1f, 0x1f);
    c.raised = QColor(0x3d, 0x3d, 0x3d);
    c.line = QColor(0x17, 0x17, 0x17);
    c.text = QColor(0xe2, 0xe2, 0xe2);
    c.dimText = QColor(0xa3, 0xa3, 0xa3);
    c.disabledText = QColor(0x6c, 0x6c, 0x6c);
    c.accent = QColor(0x4c, 0x94, 0xe8);
    c.accentText = QColor(0xff, 0xff, 0xff);
    c.viewBackground = QColor(0x1a, 0x1a, 0x1a);
    c.timelineBackground = QColor(0x20, 0x20, 0x20);
    c.timelineRow = QColor(0x29, 0x29, 0x29);
    c.timelineRowAlternate = QColor(0x2d, 0x2d, 0x2d);
    c.rulerText = QColor(0xb0, 0xb0, 0xb0);
    c.rangeShade = QColor(0, 0, 0, 120);
    c.playhead = QColor(0xff, 0x5a, 0x4f);
    c.noticeInfo = QColor(0x2d, 0x3e, 0x53);
    c.noticeWarning = QColor(0x57, 0x47, 0x20);
    c.noticeError = QColor(0x5c, 0x2d, 0x2d);
    return c;
}

ThemeColors lightColors() {
    ThemeColors c;
    c.dark = false;
    c.window = QColor(0xe6, 0xe6, 0xe6);
    c.panel = QColor(0xf1, 0xf1, 0xf1);
    c.field = QColor(0xff, 0xff, 0xff);
    c.raised = QColor(0xfb, 0xfb, 0xfb);
    c.line = QColor(0xc3, 0xc3, 0xc3);
    c.text = QColor(0x1e, 0x1e, 0x1e);
    c.dimText = QColor(0x5a, 0x5a, 0x5a);
    c.disabledText = QColor(0x9c, 0x9c, 0x9c);
    c.accent = QColor(0x1f, 0x6f, 0xcf);
    c.accentText = QColor(0xff, 0xff, 0xff);
    c.viewBackground = QColor(0xcf, 0xcf, 0xcf);
    c.timelineBackground = QColor(0xdd, 0xdd, 0xdd);
    c.timelineRow = QColor(0xf4, 0xf4, 0xf4);
    c.timelineRowAlternate = QColor(0xed, 0xed, 0xed);
    c.rulerText = QColor(0x4a, 0x4a, 0x4a);
    c.rangeShade = QColor(0x60, 0x60, 0x60, 90);
    c.playhead = QColor(0xd4, 0x2a, 0x1f);
    c.noticeInfo = QColor(0xd3, 0xe3, 0xf6);
    c.noticeWarning = QColor(0xf8, 0xe8, 0xbd);
    c.noticeError = QColor(0xf6, 0xd3, 0xd0);
    return c;
}

QPalette paletteOf(const ThemeColors& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.field);
    p.setColor(QPalette::AlternateBase, c.panel);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.dimText);
    p.setColor(QPalette::Button, c.raised);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.accentText);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.accentText);
    p.setColor(QPalette::ToolTipBase, c.raised);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::Light, c.raised.lighter(120));
    p.setColor(QPalette::Midlight, c.raised.lighter(110));
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.line);
    p.setColor(QPalette::Shadow, c.line.darker(130));
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.disabledText);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.raised);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, c.disabledText);
    return p;
}

ThemeColors& current() {
    static ThemeColors colors = darkColors();
    return colors;
}

}  // namespace

void Theme::apply(QApplication& app, ThemeChoice choice) {
    // Asked once: afterwards the application's palette is ours and says nothing about the desktop.
    static const bool desktopIsDark = app.palette().color(QPalette::Window).lightness() < 128;
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && desktopIsDark);
    current() = dark ? darkColors() : lightColors();
    static const bool styleSet = (app.setStyle(new ThemeStyle), true);
    Q_UNUSED(styleSet);
    app.setPalette(paletteOf(current()));
    app.setStyleSheet(themeStyleSheet(current()));
}

const ThemeColors& Theme::colors() { return current(); }

}  // namespace ropetp::ui
