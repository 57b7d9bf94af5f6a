#include "ui/graph_editor/graph_panel.h"

#include "ui/graph_editor/channel_list.h"
#include "ui/graph_editor/graph_view.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace ropetp::ui {

GraphPanel::GraphPanel(PoseEditor& poses, QWidget* parent) : QWidget(parent), model_(poses) {
    setObjectName("graphPanel");
    setWhatsThis(tr("The curves of the joints you picked, over time.\n"
                    "A tremble is a saw, a swap of legs a step, a frozen limb a flat line: curves show what the eye misses in motion. The thin grey line is what was solved; the coloured one is what you see, with your fixes (diamonds) and range tools (shaded).\n"
                    "Drag a diamond up or down to change that axis of the fix; double click on a curve to fix the joint there. Angles go on past 180°, so that a turn is a line and not a jump.\n"
                    "Drag scrubs; Ctrl+wheel zooms time, Shift+wheel values; middle drag moves; F fits."));
    bar_ = new QWidget(this);
    bar_->setObjectName("paneHeader");
    bar_->setAttribute(Qt::WA_StyledBackground);
    auto* line = new QHBoxLayout(bar_);
    line->setContentsMargins(8, 2, 6, 2);
    line->setSpacing(2);

    auto* group = new QButtonGroup(this);
    const std::tuple<const char*, QString, QString, CurveKind> kinds[] = {
        {"graphRotation", tr("Rotation"), tr("Euler angles in degrees, relative to the parent; the pelvis' to the world"), CurveKind::Rotation},
        {"graphFromPelvis", tr("Position from pelvis"), tr("Where the joint is from the pelvis, along the pelvis' axes (X left, Y up, Z forwards): the pose alone"), CurveKind::FromPelvis},
        {"graphWorld", tr("Position in world"), tr("Where the joint is in the world, in metres; Y is the height above the floor"), CurveKind::World}};
    for (int i = 0; i < 3; ++i) {
        const auto& [name, text, tip, kind] = kinds[i];
        kinds_[i] = button(name, text, tip);
        group->addButton(kinds_[i]);
        connect(kinds_[i], &QToolButton::clicked, this, [this, k = kind] { model_.setKind(k); });
    }
    order_ = new QComboBox(bar_);
    order_->setObjectName("graphOrder");
    order_->addItems({tr("ZXY (BVH)"), tr("XYZ (FBX)")});
    order_->setToolTip(tr("The order of the angles: as BVH files have them, or as FBX, Maya and Blender's “XYZ Euler” do. Where the middle angle nears 90° the other two run wild; take the other order then."));
    order_->setFocusPolicy(Qt::NoFocus);
    line->addSpacing(4);
    line->addWidget(order_);
    line->addSpacing(12);
    for (int axis = 0; axis < 3; ++axis) {
        const QString name(QChar('X' + axis));
        axes_[axis] = button(qPrintable("graphAxis" + name), name, tr("Draw the %1 curves").arg(name));
        connect(axes_[axis], &QToolButton::toggled, this, [this, axis](bool on) { model_.setAxisShown(axis, on); });
    }
    line->addSpacing(12);
    raw_ = button("graphRaw", tr("Solved"), tr("The solve as it was, as a thin grey line behind"));
    connect(raw_, &QToolButton::toggled, &model_, &GraphModel::setRawShown);
    normalise_ = button("graphNormalise", tr("Normalise"), tr("Draws every curve over its own range, to compare the timing of large and small motions"));
    connect(normalise_, &QToolButton::toggled, &model_, &GraphModel::setNormalised);
    line->addStretch(1);
    auto* fit = button("graphFit", tr("Fit"), tr("Fits the values of the frames that are seen (F, with the mouse pressed here before)"));
    fit->setCheckable(false);

    view_ = new GraphView(model_, this);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    auto* channels = new ChannelList(model_, split);
    channels->setMinimumWidth(120);
    split->addWidget(channels);
    split->addWidget(view_);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({176, 900});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar_);
    column->addWidget(split, 1);

    connect(order_, &QComboBox::activated, this, [this](int index) { model_.setOrder(index == 0 ? io::kZxy : io::kZyx); });
    connect(fit, &QToolButton::clicked, view_, &GraphView::fitValues);
    connect(&model_, &GraphModel::optionsChanged, this, &GraphPanel::refresh);
    refresh();
}

QToolButton* GraphPanel::button(const char* name, const QString& text, const QString& tip) {
    auto* b = new QToolButton(bar_);
    b->setObjectName(name);
    b->setText(text);
    b->setToolTip(tip);
    b->setAutoRaise(true);
    b->setCheckable(true);
    b->setFocusPolicy(Qt::NoFocus);
    bar_->layout()->addWidget(b);
    return b;
}

void GraphPanel::refresh() {
    kinds_[int(model_.kind())]->setChecked(true);
    order_->setVisible(model_.kind() == CurveKind::Rotation);
    order_->setCurrentIndex(model_.order() == io::kZxy ? 0 : 1);
    for (int axis = 0; axis < 3; ++axis) axes_[axis]->setChecked(model_.isAxisShown(axis));
    raw_->setChecked(model_.isRawShown());
    normalise_->setChecked(model_.isNormalised());
}

}  // namespace ropetp::ui
