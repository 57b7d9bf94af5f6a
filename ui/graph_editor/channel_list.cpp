#include "ui/graph_editor/channel_list.h"

#include "ui/graph_editor/curve_painter.h"
#include "ui/joint_text.h"

#include <QEvent>
#include <QHeaderView>

namespace ropetp::ui {
namespace {

constexpr int kJointRole = Qt::UserRole, kAxisRole = Qt::UserRole + 1;

}  // namespace

ChannelList::ChannelList(GraphModel& model, QWidget* parent) : QTreeWidget(parent), model_(model) {
    setObjectName("graphChannels");
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(10);
    setSelectionMode(NoSelection);
    setFocusPolicy(Qt::NoFocus);
    setUniformRowHeights(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&model_, &GraphModel::reset, this, &ChannelList::rebuild);
    connect(&model_, &GraphModel::changed, this, &ChannelList::refresh);
    connect(&model_, &GraphModel::optionsChanged, this, &ChannelList::refresh);
    connect(&model_.workspace().playback(), &PlaybackController::currentChanged, this, &ChannelList::refresh);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (column == 0 && item->parent()) model_.setChannelShown(item->data(0, kJointRole).toInt(), item->data(0, kAxisRole).toInt(), item->checkState(0) == Qt::Checked);
    });
    rebuild();
}

void ChannelList::rebuild() {
    const QSignalBlocker quiet(this);
    clear();
    for (const auto& joint : model_.joints()) {
        auto* top = new QTreeWidgetItem(this, {jointText(joint.joint)});
        top->setFlags(Qt::ItemIsEnabled);
        top->setFirstColumnSpanned(true);
        for (int axis = 0; axis < 3; ++axis) {
            auto* item = new QTreeWidgetItem(top, {QString(QChar('X' + axis))});
            item->setData(0, kJointRole, joint.joint);
            item->setData(0, kAxisRole, axis);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
            item->setToolTip(0, tr("Whether this curve is drawn"));
            item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        }
        top->setExpanded(true);
    }
    refresh();
}

void ChannelList::refresh() {
    const QSignalBlocker quiet(this);
    const auto& joints = model_.joints();
    const auto i = model_.workspace().playback().current().value - model_.first().value;
    for (int t = 0; t < topLevelItemCount() && t < int(joints.size()); ++t)
        for (int axis = 0; axis < 3; ++axis) {
            auto* item = topLevelItem(t)->child(axis);
            const auto& joint = joints[std::size_t(t)];
            const auto& values = joint.shown[std::size_t(axis)];
            item->setCheckState(0, model_.isShown(joint.joint, axis) ? Qt::Checked : Qt::Unchecked);
            item->setForeground(0, axisColor(axis));
            item->setText(1, i >= 0 && i < std::int64_t(values.size()) ? model_.valueText(double(values[std::size_t(i)])) : QString());
        }
    viewport()->update();
}

void ChannelList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) refresh();
    QTreeWidget::changeEvent(event);
}

}  // namespace ropetp::ui
