#include "ui/drag_options.h"

#include "ui/panel_fields.h"
#include "ui/pose_editor.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace ropetp::ui {

DragOptions::DragOptions(PoseEditor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
    setObjectName("dragOptions");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto box = [&](const char* name, const QString& text, const QString& tip, auto set) {
        auto* b = new QCheckBox(text);
        b->setObjectName(name);
        b->setToolTip(tip);
        connect(b, &QCheckBox::toggled, this, [this, set](bool on) {
            PoseOptions o = editor_.options();
            set(o, on);
            if (!refreshing_) editor_.setOptions(o);
        });
        column->addWidget(b);
        return b;
    };
    wholeBody_ = box("ikWholeBody", tr("Whole body follows"), tr("A dragged hand or foot takes the body along; off, its arm or leg alone"), [](PoseOptions& o, bool on) { o.wholeBody = on; });
    auto* pins = new QGridLayout;
    pins->setSpacing(4);
    pins->addWidget(new QLabel(tr("Keep still")), 0, 0);
    const std::tuple<body::Joint, const char*, QString> limbs[] = {{body::Joint::LeftWrist, "pinLeftHand", tr("L hand")},
                                                                   {body::Joint::RightWrist, "pinRightHand", tr("R hand")},
                                                                   {body::Joint::LeftAnkle, "pinLeftFoot", tr("L foot")},
                                                                   {body::Joint::RightAnkle, "pinRightFoot", tr("R foot")}};
    std::size_t i = 0;
    for (const auto& [joint, name, text] : limbs) {
        auto* b = new QToolButton;
        b->setObjectName(name);
        b->setText(text);
        b->setCheckable(true);
        b->setToolTip(tr("Stays where it is while the whole body follows a drag; a pin of the trajectory holds the person's place instead"));
        const int index = body::index(joint);
        connect(b, &QToolButton::clicked, this, [this, index](bool on) { editor_.setPinned(index, on); });
        pins->addWidget(b, int(i / 2), 1 + int(i % 2));
        pins_[i++] = {index, b};
    }
    pins->setColumnStretch(3, 1);
    column->addLayout(pins);
    limits_ = box("ikLimits", tr("Joints stop at their limits"), tr("Red in the views: a joint is at the end of what it can do"), [](PoseOptions& o, bool on) { o.limits = on; });
    worldAxes_ = box("turnWorldAxes", tr("Rings along the world's axes"), tr("Off: along the joint's own"), [](PoseOptions& o, bool on) { o.axes = on ? TurnAxes::World : TurnAxes::Joint; });
    auto* follow = new QCheckBox(tr("Fixes follow the video"));
    follow->setObjectName("followVideo");
    follow->setToolTip(tr("After each fix the frames around it are solved again from what the video shows; off: interpolated until you propagate (P)"));
    connect(follow, &QCheckBox::toggled, &editor_.propagation(), &FixPropagation::setFollowing);
    connect(&editor_.propagation(), &FixPropagation::followingChanged, follow, &QCheckBox::setChecked);
    follow->setChecked(editor_.propagation().isFollowing());
    column->addWidget(follow);
    connect(&editor_, &PoseEditor::optionsChanged, this, &DragOptions::refresh);
    refresh();
}

void DragOptions::refresh() {
    refreshing_ = true;
    const PoseOptions& o = editor_.options();
    wholeBody_->setChecked(o.wholeBody);
    limits_->setChecked(o.limits);
    worldAxes_->setChecked(o.axes == TurnAxes::World);
    for (const auto& [joint, button] : pins_) {
        button->setChecked(editor_.isPinned(joint));
        setUsable(*button, o.wholeBody, tr("Tick “Whole body follows” first."));
    }
    refreshing_ = false;
}

}  // namespace ropetp::ui
