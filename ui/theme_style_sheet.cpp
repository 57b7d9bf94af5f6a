#include "ui/theme_style_sheet.h"

#include <utility>

namespace ropetp::ui {

QString themeStyleSheet(const ThemeColors& c) {
    QString qss = QStringLiteral(R"(
QMainWindow::separator { background: @line; width: 3px; height: 3px; }
QMainWindow::separator:hover { background: @accent; }
QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 3px 5px; }
QMenuBar { background: @window; padding: 1px; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 3px; }
QMenuBar::item:selected { background: @raised; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 26px; border-radius: 3px; }
QMenu::item:selected { background: @accent; color: @accentText; }
QMenu::item:disabled { color: @disabledText; background: transparent; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @line; spacing: 3px; padding: 4px 6px; }
QToolBar QToolButton { padding: 4px 4px 4px 7px; }
QToolBar::separator { background: @line; width: 1px; margin: 4px 5px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px 6px; }
QToolButton:hover { background: @raised; }
QToolButton:pressed { background: @field; }
QToolButton:checked { background: @checked; border-color: @accent; }
QToolButton:disabled { color: @disabledText; }
QToolButton[popupMode="2"] { padding-right: 16px; }
QToolButton::menu-indicator { subcontrol-origin: border; subcontrol-position: right center; right: 4px; width: 10px; }
#dragOptions QToolButton { border-color: @line; background: @raised; padding: 2px 8px; min-width: 58px; }
#dragOptions QToolButton:checked { background: @checked; border-color: @accent; }
#dragOptions QToolButton:disabled { background: transparent; }
QToolButton#solveButton { background: @accent; color: @accentText; padding: 4px 12px; font-weight: 600; }
QToolButton#solveButton:hover { background: @accentHover; }
QToolButton#solveButton:disabled { background: @raised; color: @disabledText; }
QPushButton { background: @raised; border: 1px solid @line; border-radius: 4px; padding: 5px 12px; min-height: 16px; }
QPushButton:hover { border-color: @accent; }
QPushButton:pressed { background: @field; }
QPushButton:disabled { color: @disabledText; }
QPushButton:default, QPushButton[primary="true"] { background: @accent; color: @accentText; border-color: @accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton::menu-indicator { subcontrol-origin: border; subcontrol-position: right center; right: 8px; width: 10px; }
QPushButton[primary="true"]:disabled { background: @raised; color: @disabledText; border-color: @line; }
QDockWidget { titlebar-close-icon: none; color: @dimText; font-weight: 600; }
QDockWidget::title { background: @window; padding: 6px 9px; text-align: left; }
QTabBar { background: @window; }
QTabBar::tab { background: transparent; color: @dimText; border: none; border-top: 2px solid transparent; padding: 4px 9px 5px 9px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { background: @panel; color: @text; border-top-color: @accent; }
QLineEdit, QSpinBox, QDoubleSpinBox { background: @field; border: 1px solid @line; border-radius: 3px; padding: 2px 5px; min-height: 18px; selection-background-color: @accent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: @accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { color: @disabledText; background: @panel; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; }
QTreeView, QListView, QTableView { background: @panel; alternate-background-color: @panel; border: none; outline: 0; gridline-color: @line; selection-background-color: @checked; selection-color: @text; }
QTreeView::item { padding: 3px 2px; min-height: 20px; border: none; background: @panel; }
QTreeView::item:hover { background: @raised; }
QTreeView::item:selected, QTableView::item:selected { background: @checked; color: @text; }
QUndoView::item { padding: 4px 10px; background: @panel; }
QUndoView::item:hover { background: @raised; }
QUndoView::item:selected { background: @checked; color: @text; }
QTreeView QLineEdit { padding: 0 3px; min-height: 0; }
QHeaderView::section { background: @panel; color: @dimText; border: none; border-bottom: 1px solid @line; padding: 4px 4px; }
QProgressBar { background: @field; border: none; border-radius: 3px; height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QStatusBar { background: @window; border-top: 1px solid @line; color: @dimText; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @dimText; padding: 0 8px; }
QScrollBar:horizontal { background: @field; height: 11px; margin: 0; }
QScrollBar:vertical { background: @field; width: 11px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:hover { background: @dimText; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { background: @field; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal:disabled { background: @handle; }
QSlider::handle:horizontal { background: @text; width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; }
QSlider::handle:horizontal:disabled { background: @disabledText; }
QSlider[bipolar="true"]::sub-page:horizontal { background: @field; }
QCheckBox { spacing: 7px; }
QLabel[dim="true"] { color: @dimText; }
QLabel[heading="true"] { color: @dimText; font-weight: 600; }
#paneHeader { background: @window; border-bottom: 1px solid @line; }
#paneHeader QToolButton { padding: 3px; }
#paneHeader QToolButton[popupMode="2"] { padding-right: 16px; }
#paneHeader QLabel { color: @dimText; font-weight: 600; }
#transportBar { background: @window; border-bottom: 1px solid @line; }
#transportBar QToolButton { padding: 3px 5px; }
#personsPanel, #reviewPanel, #displayPanel, #jobsPanel, #jobsPanelScroll, #displayScroll, #displayScroll > QWidget > QWidget, #inspectorPanel, #inspectorPanelScroll, #rangeToolsPanel, #rangeToolsPanelScroll, #rangeToolsContent, #trajectoryPanel, #trajectoryPanelScroll { background: @panel; }
#panelFoot { border: none; border-top: 1px solid @line; }
#commandPalette { background: @panel; border: 1px solid @accent; }
#commandPalette QListView { background: @panel; }
QLineEdit#paletteField { border: none; border-bottom: 1px solid @line; border-radius: 0; padding: 9px 12px; font-size: 15px; background: @field; }
#welcomePage { background: @viewBackground; }
QLabel#welcomeTitle { font-size: 19px; font-weight: 600; }
QFrame#dropZone { border: 1px dashed @handle; border-radius: 8px; background: @panel; }
QPushButton#recentFile { background: transparent; border: none; text-align: left; padding: 4px 8px; }
QPushButton#recentFile:hover { background: @raised; }
)");
    QColor checked = c.accent;
    checked.setAlphaF(c.dark ? 0.32f : 0.20f);
    const QColor handle = c.dark ? QColor(0x55, 0x55, 0x55) : QColor(0xb4, 0xb4, 0xb4);
    // Longer names first, as one name may begin another.
    const std::pair<const char*, QColor> values[] = {
        {"@viewBackground", c.viewBackground}, {"@disabledText", c.disabledText}, {"@accentHover", c.accent.lighter(112)},
        {"@accentText", c.accentText}, {"@checked", checked}, {"@dimText", c.dimText}, {"@accent", c.accent},
        {"@handle", handle}, {"@window", c.window}, {"@raised", c.raised}, {"@panel", c.panel},
        {"@field", c.field}, {"@line", c.line}, {"@text", c.text},
    };
    for (const auto& [name, color] : values)
        qss.replace(QLatin1String(name),
                    QStringLiteral("rgba(%1,%2,%3,%4)").arg(color.red()).arg(color.green()).arg(color.blue()).arg(color.alpha()));
    return qss;
}

}  // namespace ropetp::ui
