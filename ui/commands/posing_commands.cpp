#include "ui/commands/posing_commands.h"

#include "ui/command_registry.h"
#include "ui/icons.h"
#include "ui/pose_editor.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QToolBar>

namespace ropetp::ui {
namespace {

constexpr std::pair<const char*, PoseTool> kTools[] = {{"pose.select", PoseTool::Select}, {"pose.move", PoseTool::Move}, {"pose.rotate", PoseTool::Rotate}};
constexpr const char* kSwitches[] = {"pose.wholeBody", "pose.worldAxes", "pose.limits", "pose.follow"};

}  // namespace

void PosingCommands::add(CommandRegistry& commands, QMenu& menu, PoseEditor& editor) {
    const QString group = tr("Pose");
    auto* tools = new QActionGroup(&menu);
    const QString texts[] = {tr("&Select joints"), tr("&Move joints"), tr("&Rotate joints")};
    const QString helps[] = {tr("Click a joint in the footage or in the world; shift-click adds one. Nothing is moved by accident."),
                             tr("Drag a joint to where it belongs; arm or leg follows. Over the footage it keeps its distance from the camera, in the world it moves in the plane that faces you (Ctrl: up and down)."),
                             tr("Turn the selected joints by the rings around them; Ctrl snaps to 5°. The pale outer ring faces you.")};
    const QKeySequence keys[] = {Qt::Key_Q, Qt::Key_W, Qt::Key_E};
    for (std::size_t i = 0; i < 3; ++i) {
        const PoseTool tool = kTools[i].second;
        auto* action = commands.addSwitch({kTools[i].first, group, texts[i], helps[i], {keys[i]}}, &editor, editor.tool() == tool, [&editor, tool](bool) { editor.setTool(tool); });
        tools->addAction(action);
        menu.addAction(action);
        QObject::connect(&editor, &PoseEditor::toolChanged, action, [action, &editor, tool] { action->setChecked(editor.tool() == tool); });
    }
    menu.addSeparator();
    const auto option = [&](const char* id, const QString& text, const QString& help, auto get, auto set) {
        auto* action = commands.addSwitch({id, group, text, help, {}}, &editor, get(editor.options()), [&editor, set](bool on) {
            PoseOptions o = editor.options();
            set(o, on);
            editor.setOptions(o);
        });
        menu.addAction(action);
        QObject::connect(&editor, &PoseEditor::optionsChanged, action, [action, &editor, get] { action->setChecked(get(editor.options())); });
    };
    option(kSwitches[0], tr("Whole &body follows"), tr("A dragged hand or foot takes the body along, and hands and feet that are kept still stay; off, only its arm or leg moves."),
           [](const PoseOptions& o) { return o.wholeBody; }, [](PoseOptions& o, bool on) { o.wholeBody = on; });
    option(kSwitches[1], tr("&World axes"), tr("The rings of the rotate tool stand along the world's axes instead of the joint's own."),
           [](const PoseOptions& o) { return o.axes == TurnAxes::World; }, [](PoseOptions& o, bool on) { o.axes = on ? TurnAxes::World : TurnAxes::Joint; });
    option(kSwitches[2], tr("Joint &limits"), tr("Joints stop at the end of what they can do, and say so in red; off, they turn as far as you like."),
           [](const PoseOptions& o) { return o.limits; }, [](PoseOptions& o, bool on) { o.limits = on; });
    auto& propagation = editor.propagation();
    auto* follow = commands.addSwitch({kSwitches[3], group, tr("Fixes &follow the video"), tr("After each fix the frames around it are solved again from what the video shows; off, they are only interpolated until you propagate."), {}}, &propagation,
                                      propagation.isFollowing(), [&propagation](bool on) { propagation.setFollowing(on); });
    menu.addAction(follow);
    QObject::connect(&propagation, &FixPropagation::followingChanged, follow, &QAction::setChecked);
    menu.addSeparator();

    QList<QAction*> needSubject, needFix;
    const QString needs = tr("Needs a selected person who is solved on this frame.");
    const auto put = [&](const char* id, const QString& text, const QString& help, const QList<QKeySequence>& shortcut, auto run, const QString& need) {
        auto* action = commands.add({id, group, text, help, shortcut, need}, &editor, [&editor, run] { (editor.*run)(); });
        menu.addAction(action);
        needSubject << action;
        return action;
    };
    put("pose.propagate", tr("&Propagate fixes"), tr("Solves the frames around the fixes again from the video: what it shows decides, the fixes hold exactly, good frames barely move."), {Qt::Key_P}, &PoseEditor::propagate, needs);
    put("pose.hold", tr("&Hold this pose"), tr("Makes a fix of the selected joints (or the whole body) as they are: a frame you trust, that others lean on."), {QKeySequence("Shift+W")}, &PoseEditor::holdPose, needs);
    menu.addSeparator();
    put("pose.copy", tr("&Copy pose"), tr("Remembers the selected joints, or the whole body where none is selected, to be pasted on another frame or person."), {QKeySequence::Copy}, &PoseEditor::copy, needs);
    auto* paste = put("pose.paste", tr("&Paste pose"), tr("Puts the copied joints on this frame as a fix: take a limb from a good frame near by, then drag it into place."), {QKeySequence::Paste}, &PoseEditor::paste, tr("Copy a pose first."));
    put("pose.mirror", tr("M&irror pose"), tr("Turns the pose into its mirror image; one arm alone takes over the other one's."), {QKeySequence("Ctrl+M")}, &PoseEditor::mirror, needs);
    put("pose.swapSides", tr("S&wap left and right"), tr("For legs or arms that the solve took for each other: they change places, where they stand in space stays."), {QKeySequence("Alt+S")}, &PoseEditor::swapSides, needs);
    put("pose.fromVideo", tr("Pose from the &video"), tr("What the points over the footage tell of this frame, whatever the solve made of it: a good start where the body stands still or somewhere else. Then drag what is still off."),
        {QKeySequence("Shift+V")}, &PoseEditor::poseFromVideo, needs);
    menu.addSeparator();
    put("pose.reset", tr("Reset to the s&olve"), tr("The selected joints (or the whole body) on this frame as they were solved."), {QKeySequence("Shift+R")}, &PoseEditor::resetFrame, needs);
    put("pose.resetRange", tr("Reset the range to the solve"), tr("As they were solved, through the range between in and out: fixes in it are freed, tools lie below."), {}, &PoseEditor::resetRange, needs);
    auto* remove = put("pose.removeFix", tr("Remove &fix"), tr("Frees the selected joints (or the whole body) of this frame's fix; the frames around follow."), {Qt::Key_Delete}, &PoseEditor::removeFix, tr("There is no fix on this frame."));
    menu.setToolTipsVisible(true);

    const auto refresh = [needSubject, paste, remove, &editor] {
        const bool here = editor.subject().has_value();
        for (auto* action : needSubject) action->setEnabled(here);
        paste->setEnabled(here && editor.canPaste());
        remove->setEnabled(here && editor.fix());
    };
    QObject::connect(&editor, &PoseEditor::subjectChanged, &commands, refresh);
    QObject::connect(&editor, &PoseEditor::clipboardChanged, &commands, refresh);
    refresh();
}

void PosingCommands::addTools(CommandRegistry& commands, QToolBar& bar) {
    const auto button = [&](const char* id, Glyph glyph) {
        auto* action = commands.find(id)->action;
        setToolGlyph(*action, glyph);
        bar.addAction(action);
        bar.widgetForAction(action)->setObjectName(QString(id).replace('.', '_') + "_button");
    };
    commands.find("pose.select")->action->setIconText(tr("Select"));
    commands.find("pose.move")->action->setIconText(tr("Move"));
    commands.find("pose.rotate")->action->setIconText(tr("Rotate"));
    constexpr Glyph kToolGlyphs[] = {Glyph::Select, Glyph::Move, Glyph::Rotate};
    for (std::size_t i = 0; i < std::size(kTools); ++i) button(kTools[i].first, kToolGlyphs[i]);
    bar.addSeparator();
    commands.find("pose.wholeBody")->action->setIconText(tr("Whole body"));
    commands.find("pose.worldAxes")->action->setIconText(tr("World axes"));
    commands.find("pose.limits")->action->setIconText(tr("Joint limits"));
    commands.find("pose.follow")->action->setIconText(tr("Follow video"));
    constexpr Glyph kSwitchGlyphs[] = {Glyph::WholeBody, Glyph::WorldAxes, Glyph::JointLimits, Glyph::FollowVideo};
    for (std::size_t i = 0; i < std::size(kSwitches); ++i) button(kSwitches[i], kSwitchGlyphs[i]);
}

}  // namespace ropetp::ui
