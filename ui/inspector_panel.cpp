#include "ui/inspector_panel.h"

#include "ui/command_registry.h"
#include "ui/drag_options.h"
#include "ui/joint_numbers.h"
#include "ui/joint_text.h"
#include "ui/panel_fields.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace ropetp::ui {
namespace {

QString provenanceText(edit::Provenance p) {
    switch (p) {
    case edit::Provenance::Raw: return InspectorPanel::tr("As solved");
    case edit::Provenance::Propagated: return InspectorPanel::tr("Follows a fix");
    case edit::Provenance::Filtered: return InspectorPanel::tr("From a range tool");
    case edit::Provenance::Fixed: return InspectorPanel::tr("Fixed here");
    }
    return {};
}

}  // namespace

InspectorPanel::InspectorPanel(PoseEditor& editor, const CommandRegistry& commands, QWidget* parent) : QWidget(parent), editor_(editor) {
    setObjectName("inspectorPanel");
    setAttribute(Qt::WA_StyledBackground);
    setWhatsThis(tr("Numbers of the selected joint, and what drags obey.\n"
                    "Type angles or places, or drag in the views; the frame gets a fix, which holds whatever is solved later. Its reach says how far the frames around follow.\n"
                    "Hands and feet that are kept still stay where they are while the whole body is dragged."));
    status_ = new QLabel;
    status_->setObjectName("inspectorStatus");
    status_->setProperty("dim", true);
    status_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    column->addWidget(emptyPage());
    column->addWidget(page_ = jointPage(commands));
    column->addSpacing(4);
    column->addWidget(panelHeading(tr("Dragging")));
    column->addWidget(new DragOptions(editor_));
    column->addWidget(status_);
    column->addStretch(1);

    connect(&editor_, &PoseEditor::subjectChanged, this, &InspectorPanel::refresh);
    connect(&editor_.workspace().joints(), &JointSelection::changed, this, &InspectorPanel::refresh);
    connect(&editor_.workspace(), &Workspace::videoOpened, this, &InspectorPanel::refresh);
    auto& propagation = editor_.propagation();
    connect(&propagation, &FixPropagation::runningChanged, this, [this](bool running) {
        if (running) showStatus(tr("Following the video…"));
    });
    connect(&propagation, &FixPropagation::finished, this, [this](FixPropagation::Outcome outcome) {
        switch (outcome) {
        case FixPropagation::Outcome::Followed: showStatus(tr("The frames around the fixes follow the video.")); break;
        case FixPropagation::Outcome::NothingSeen: showStatus(tr("The video shows nothing around this fix; the frames there are interpolated.")); break;
        case FixPropagation::Outcome::NothingToDo: showStatus(tr("All fixes follow the video already.")); break;
        }
    });
    showStatus({});
    refresh();
}

QWidget* InspectorPanel::emptyPage() {
    hint_ = new QLabel;
    hint_->setObjectName("inspectorHint");
    hint_->setWordWrap(true);
    hint_->setProperty("dim", true);
    hint_->setAlignment(Qt::AlignTop);
    return hint_;
}

QWidget* InspectorPanel::jointPage(const CommandRegistry& commands) {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    name_ = new QLabel;
    name_->setObjectName("inspectorName");
    QFont bold = name_->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    name_->setFont(bold);
    name_->setWordWrap(true);
    others_ = new QLabel;
    others_->setProperty("dim", true);
    others_->setWordWrap(true);
    provenance_ = new QLabel;
    provenance_->setObjectName("inspectorProvenance");
    confidence_ = new QLabel;
    confidence_->setObjectName("inspectorConfidence");
    confidence_->setProperty("dim", true);
    auto* line = new QHBoxLayout;
    line->addWidget(provenance_);
    line->addStretch(1);
    line->addWidget(confidence_);
    column->addWidget(name_);
    column->addWidget(others_);
    column->addLayout(line);
    column->addWidget(numbers_ = new JointNumbers(editor_));
    column->addWidget(panelHeading(tr("Fix on this frame")));
    column->addWidget(fixGroup());
    column->addWidget(commandsGroup(commands));
    return page;
}

QWidget* InspectorPanel::commandsGroup(const CommandRegistry& commands) {
    auto* group = new QWidget;
    auto* grid = new QGridLayout(group);
    grid->setContentsMargins(0, 2, 0, 2);
    grid->setSpacing(4);
    const std::tuple<const char*, const char*, QString> buttons[] = {{"pose.copy", "inspectorCopy", tr("Copy")},     {"pose.paste", "inspectorPaste", tr("Paste")},
                                                                     {"pose.mirror", "inspectorMirror", tr("Mirror")}, {"pose.swapSides", "inspectorSwap", tr("Swap sides")},
                                                                     {"pose.fromVideo", "inspectorFromVideo", tr("From video")}, {"pose.reset", "inspectorReset", tr("Reset")}};
    int i = 0;
    for (const auto& [id, name, text] : buttons) {
        auto* button = new QPushButton(text);
        button->setObjectName(name);
        auto* action = commands.find(id)->action;
        const auto follow = [button, action] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip());
        };
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, follow);
        follow();
        grid->addWidget(button, i / 2, i % 2);
        ++i;
    }
    takeFromButton_ = new QPushButton(tr("Take from"));
    takeFromButton_->setObjectName("inspectorTakeFrom");
    takeFromButton_->setToolTip(tr("The selected joints as another person has them on this frame"));
    takeFrom_ = new QMenu(takeFromButton_);
    connect(takeFrom_, &QMenu::aboutToShow, this, &InspectorPanel::fillTakeFrom);
    takeFromButton_->setMenu(takeFrom_);
    grid->addWidget(takeFromButton_, i / 2, 0, 1, 2);
    return group;
}

QWidget* InspectorPanel::fixGroup() {
    auto* group = new QWidget;
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    fixText_ = new QLabel;
    fixText_->setObjectName("inspectorFix");
    fixText_->setProperty("dim", true);
    fixText_->setWordWrap(true);
    column->addWidget(fixText_);
    fixBox_ = new QWidget;
    auto* row = new QGridLayout(fixBox_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setHorizontalSpacing(6);
    before_ = panelSpin("reachBefore", 0, edit::kLongestFalloffSec, 0.05, 2, tr(" s"));
    after_ = panelSpin("reachAfter", 0, edit::kLongestFalloffSec, 0.05, 2, tr(" s"));
    before_->setToolTip(tr("How far the fix reaches into the frames before it"));
    after_->setToolTip(tr("How far the fix reaches into the frames after it"));
    row->addWidget(new QLabel(tr("Reach before")), 0, 0);
    row->addWidget(before_, 0, 1);
    row->addWidget(new QLabel(tr("after")), 0, 2);
    row->addWidget(after_, 0, 3);
    row->setColumnStretch(1, 1);
    row->setColumnStretch(3, 1);
    for (auto* s : {before_, after_}) connect(s, &QDoubleSpinBox::valueChanged, this, &InspectorPanel::applyReach);
    auto* remove = new QPushButton(tr("Remove fix"));
    remove->setObjectName("inspectorRemoveFix");
    remove->setToolTip(tr("Frees the selected joints of this frame's fix"));
    connect(remove, &QPushButton::clicked, &editor_, &PoseEditor::removeFix);
    row->addWidget(remove, 1, 0, 1, 4);
    column->addWidget(fixBox_);
    return group;
}

void InspectorPanel::showStatus(const QString& text) {
    status_->setText(text);
    status_->setVisible(!text.isEmpty());
}

void InspectorPanel::refresh() {
    const auto subject = editor_.subject();
    const auto primary = editor_.workspace().joints().primary();
    const bool joint = subject && primary;
    page_->setVisible(joint);
    hint_->setVisible(!joint);
    if (!joint) {
        if (!editor_.workspace().hasVideo()) hint_->setText(tr("Numbers of the joint you pick stand here, once a video is open and solved."));
        else if (!subject) hint_->setText(tr("Select a person who is solved on this frame: click them in the footage."));
        else hint_->setText(tr("Pick a joint in a view: it is named as the mouse comes near, a click selects it, shift-click adds one.\n\nQ selects, W drags, E rotates."));
        return;
    }
    refreshing_ = true;
    refreshJoint(*subject, *primary);
    refreshFix();
    refreshing_ = false;
}

void InspectorPanel::refreshJoint(const PoseEditor::Subject& subject, int joint) {
    const auto j = std::size_t(joint);
    const auto& selection = editor_.workspace().joints();
    name_->setText(jointText(joint));
    const auto more = int(selection.joints().count()) - 1;
    others_->setVisible(more > 0);
    others_->setText(tr("and %n more; angles are this joint's", nullptr, more));
    auto p = edit::Provenance::Raw;
    if (const auto layers = edit::layersOf(editor_.workspace().scene(), subject.person)) {
        p = edit::provenanceOf(*layers, subject.frame, joint);
        if (joint == 0) p = std::max(p, edit::provenanceOf(*layers, subject.frame, -1));
    }
    provenance_->setText(editor_.isDragging() ? tr("Being dragged") : provenanceText(p));
    confidence_->setText(tr("%1 % sure").arg(int(std::lround(100 * subject.at->confidence[j]))));
    confidence_->setToolTip(tr("How far the solve trusts this joint on this frame"));

    numbers_->showJoint(subject, joint);
    setUsable(*takeFromButton_, !editor_.othersHere().empty(), tr("Nobody else is solved on this frame."));
}

void InspectorPanel::refreshFix() {
    const edit::Fix* fix = editor_.fix();
    fixBox_->setVisible(fix != nullptr);
    if (!fix) {
        fixText_->setText(tr("None yet: drag, rotate, type or paste, and this frame holds."));
        return;
    }
    const int count = int(fix->joints.count());
    QString text = count == body::kJointCount ? tr("Holds the whole body") : tr("Holds %n joint(s)", nullptr, count);
    if (fix->place) text += tr(" and where they stand");
    fixText_->setText(text);
    before_->setValue(fix->falloff.beforeSec);
    after_->setValue(fix->falloff.afterSec);
}

void InspectorPanel::applyReach() {
    if (!refreshing_) editor_.setReach({before_->value(), after_->value()});
}

void InspectorPanel::fillTakeFrom() {
    takeFrom_->clear();
    for (const PersonId other : editor_.othersHere()) takeFrom_->addAction(editor_.workspace().personName(other), this, [this, other] { editor_.takeFrom(other); });
}

}  // namespace ropetp::ui
