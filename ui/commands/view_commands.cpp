#include "ui/commands/view_commands.h"

#include "ui/command_registry.h"
#include "ui/theme.h"
#include "ui/timeline/timeline.h"
#include "ui/video_view.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenu>

namespace ropetp::ui {

void ViewCommands::add(CommandRegistry& commands, QMenu& menu, VideoView& view, Timeline& timeline) {
    const QString group = tr("View");
    menu.addAction(commands.add({"view.fitFootage", group, tr("&Fit footage"), tr("Shows the whole picture, as large as it fits; a double click on the footage does the same."), {Qt::Key_F}}, &view, [&view] { view.fit(); }));
    menu.addAction(commands.add({"view.footage1to1", group, tr("Footage &1:1"), tr("A pixel of the video on a pixel of the screen: to judge whether the overlay meets the picture."), {QKeySequence("Shift+F")}}, &view, [&view] { view.actualSize(); }));
    menu.addAction(commands.add({"view.wholeTimeline", group, tr("Whole &timeline"), tr("Shows all frames again after zooming into the timeline."), {Qt::Key_A}}, &timeline, [&timeline] { timeline.showAll(); }));
    menu.addSeparator();
    using Options = render::OverlayOptions;
    const std::tuple<const char*, QString, QString, QKeySequence, bool Options::*> layers[] = {
        {"mesh", tr("Body"), tr("The solved body over the footage."), Qt::Key_1, &Options::mesh},
        {"skeleton", tr("Skeleton"), tr("Joints and bones over the footage; the quickest way to see a limb that is off."), Qt::Key_2, &Options::skeleton},
        {"points", tr("2D points"), tr("What the landmark model saw in the picture: tells whether an error comes from the picture or from the body."), Qt::Key_3, &Options::points2d},
        {"boxes", tr("Boxes"), tr("Where each person was found."), Qt::Key_4, &Options::boxes}};
    for (const auto& [name, text, help, key, member] : layers) {
        auto* action = commands.addSwitch({QStringLiteral("view.layer.") + name, group, text, help, {key}}, &view, view.overlayOptions().*member, [&view, m = member](bool on) {
            auto options = view.overlayOptions();
            options.*m = on;
            view.setOverlayOptions(options);
        });
        QObject::connect(&view, &VideoView::overlayOptionsChanged, action, [action, &view, m = member] { action->setChecked(view.overlayOptions().*m); });
        menu.addAction(action);
    }
    menu.addSeparator();
    menu.setToolTipsVisible(true);
}

void ViewCommands::addThemes(CommandRegistry& commands, QMenu& menu) {
    auto* themes = menu.addMenu(tr("T&heme"));
    themes->setToolTipsVisible(true);
    auto* group = new QActionGroup(themes);
    const std::tuple<const char*, QString, QString, ThemeChoice> choices[] = {
        {"view.theme.system", tr("As the desktop"), tr("Dark or light, as the desktop was when the program started."), ThemeChoice::System},
        {"view.theme.dark", tr("Dark"), tr("Neutral greys that do not tint the eye's judgement of footage."), ThemeChoice::Dark},
        {"view.theme.light", tr("Light"), tr("For bright rooms."), ThemeChoice::Light}};
    for (const auto& [id, text, help, choice] : choices) {
        auto* action = commands.addSwitch({id, tr("Theme"), text, help, {}}, themes, Settings::theme() == choice, [c = choice](bool) {
            Settings::setTheme(c);
            Theme::apply(*qApp, c);
        });
        group->addAction(action);
        themes->addAction(action);
    }
}

}  // namespace ropetp::ui
