#include "ui/trajectory_panel.h"

#include "render/world_view.h"
#include "ui/panel_fields.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

QSpinBox* count(const char* name, int least, int most, const QString& suffix) {
    auto* s = new QSpinBox;
    s->setObjectName(name);
    s->setRange(least, most);
    s->setSuffix(suffix);
    s->setKeyboardTracking(false);
    s->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return s;
}

}  // namespace

TrajectoryPanel::TrajectoryPanel(TrajectoryEditor& editor, render::WorldView& view, QWidget* parent) : QWidget(parent), editor_(editor), view_(view) {
    setObjectName("trajectoryPanel");
    setAttribute(Qt::WA_StyledBackground);
    setWhatsThis(tr("The way of the selected person through the world. A pin holds the pelvis at a place on a frame; the trajectory is solved again through all pins."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    column->addWidget(panelHeading(tr("Pins of the trajectory")));
    column->addWidget(pinGroup());
    column->addSpacing(8);
    column->addWidget(panelHeading(tr("This person's floor")));
    column->addWidget(floorFields_ = floorGroup());
    column->addSpacing(8);
    column->addWidget(panelHeading(tr("Ghosts")));
    column->addWidget(ghostGroup());
    column->addStretch(1);
    alignLabels(*this);
    connect(&editor_, &TrajectoryEditor::editsChanged, this, &TrajectoryPanel::refresh);
    connect(&editor_, &TrajectoryEditor::solvingChanged, this, [this](bool solving) { state_->setText(solving ? tr("Solving the trajectory…") : QString()); });
    connect(&editor_.workspace().playback(), &PlaybackController::currentChanged, this, &TrajectoryPanel::refreshPin);
    refresh();
}

QWidget* TrajectoryPanel::pinGroup() {
    auto* group = new QWidget;
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    pins_ = new QTableWidget(0, 2);
    pins_->setObjectName("pinTable");
    pins_->setHorizontalHeaderLabels({tr("Frame"), tr("Softness")});
    pins_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    pins_->verticalHeader()->hide();
    pins_->verticalHeader()->setDefaultSectionSize(26);
    pins_->setShowGrid(false);
    pins_->horizontalHeader()->setHighlightSections(false);
    pins_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    pins_->setSelectionBehavior(QAbstractItemView::SelectRows);
    pins_->setSelectionMode(QAbstractItemView::SingleSelection);
    pins_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    pins_->setMaximumHeight(120);
    column->addWidget(pins_);
    auto* buttons = new QHBoxLayout;
    pinHere_ = new QPushButton(tr("Pin here"));
    pinHere_->setObjectName("pinHere");
    pinHere_->setToolTip(tr("Holds the pelvis where it is on this frame (Shift+P)"));
    remove_ = new QPushButton(tr("Remove"));
    remove_->setObjectName("removePin");
    remove_->setToolTip(tr("Takes the pin of this frame away; the way is solved again without it"));
    buttons->addWidget(pinHere_);
    buttons->addWidget(remove_);
    column->addLayout(buttons);
    pinFields_ = new QWidget;
    auto* form = new QFormLayout(pinFields_);
    form->setContentsMargins(0, 0, 0, 0);
    x_ = panelSpin("pinX", -1000, 1000, 0.05, 2, tr(" m"));
    height_ = panelSpin("pinHeight", -100, 100, 0.02, 2, tr(" m"));
    z_ = panelSpin("pinZ", -1000, 1000, 0.05, 2, tr(" m"));
    softness_ = panelSpin("pinSoftness", 0, 10, 0.05, 2, tr(" m"));
    softness_->setToolTip(tr("How far the way may pass beside the pin; 0: exactly through it"));
    heightToo_ = new QCheckBox(tr("Holds the height, too"));
    heightToo_->setObjectName("pinHeightToo");
    form->addRow(tr("X"), x_);
    form->addRow(tr("Height"), height_);
    form->addRow(tr("Z"), z_);
    form->addRow(tr("Softness"), softness_);
    form->addRow(heightToo_);
    column->addWidget(pinFields_);
    state_ = new QLabel;
    state_->setObjectName("trajectoryState");
    state_->setProperty("dim", true);
    column->addWidget(state_);
    connect(pinHere_, &QPushButton::clicked, &editor_, [this] {
        if (!editor_.pin(editor_.workspace().playback().current())) editor_.togglePinHere();
    });
    connect(remove_, &QPushButton::clicked, this, [this] {
        if (const auto f = chosenPin()) editor_.removePin(*f);
    });
    connect(pins_, &QTableWidget::itemSelectionChanged, this, [this] {
        if (refreshing_) return;
        if (const auto f = chosenPin()) editor_.workspace().playback().seek(*f);
    });
    for (auto* s : {x_, height_, z_, softness_}) connect(s, &QDoubleSpinBox::valueChanged, this, &TrajectoryPanel::applyPin);
    connect(heightToo_, &QCheckBox::toggled, this, &TrajectoryPanel::applyPin);
    return group;
}

QWidget* TrajectoryPanel::floorGroup() {
    auto* group = new QWidget;
    auto* form = new QFormLayout(group);
    form->setContentsMargins(0, 0, 0, 0);
    floor_ = panelSpin("personFloorHeight", -10, 10, 0.01, 3, tr(" m"));
    floor_->setToolTip(tr("How high the floor under this person is, over the world's: somebody on a stage"));
    level_ = new QCheckBox(tr("Level"));
    level_->setObjectName("levelFloor");
    level_->setToolTip(tr("Unticked for stairs and slopes: heights then follow the feet alone"));
    loop_ = new QCheckBox(tr("Ends where it began"));
    loop_->setObjectName("closesLoop");
    form->addRow(tr("Height"), floor_);
    form->addRow(level_);
    form->addRow(loop_);
    connect(floor_, &QDoubleSpinBox::valueChanged, this, &TrajectoryPanel::applyFloor);
    connect(level_, &QCheckBox::toggled, this, &TrajectoryPanel::applyFloor);
    connect(loop_, &QCheckBox::toggled, this, [this](bool on) {
        if (!refreshing_) editor_.setLoop(on);
    });
    return group;
}

QWidget* TrajectoryPanel::ghostGroup() {
    auto* group = new QWidget;
    auto* form = new QFormLayout(group);
    form->setContentsMargins(0, 0, 0, 0);
    every_ = count("ghostEvery", 1, 200, tr(" frames"));
    count_ = count("ghostCount", 1, 10, {});
    count_->setToolTip(tr("Before, and as many after"));
    every_->setValue(view_.ghosts().every);
    count_->setValue(view_.ghosts().before);
    form->addRow(tr("Every"), every_);
    form->addRow(tr("Number"), count_);
    const auto apply = [this] {
        auto options = view_.ghosts();
        options.every = every_->value();
        options.before = options.after = count_->value();
        view_.setGhosts(options);
    };
    connect(every_, &QSpinBox::valueChanged, this, apply);
    connect(count_, &QSpinBox::valueChanged, this, apply);
    return group;
}

std::optional<FrameIndex> TrajectoryPanel::chosenPin() const {
    const auto* edits = editor_.edits();
    const int row = pins_->currentRow();
    if (!edits || row < 0 || std::size_t(row) >= edits->pins.size()) return std::nullopt;
    return edits->pins[std::size_t(row)].frame;
}

void TrajectoryPanel::refresh() {
    refreshing_ = true;
    const auto* edits = editor_.edits();
    setUsable(*pinHere_, edits, tr("Needs a selected, solved person."));
    setUsable(*floorFields_, edits, tr("Needs a selected, solved person."));
    pins_->setRowCount(edits ? int(edits->pins.size()) : 0);
    for (int i = 0; i < pins_->rowCount(); ++i) {
        const auto& pin = edits->pins[std::size_t(i)];
        pins_->setItem(i, 0, new QTableWidgetItem(QString::number(pin.frame.value)));
        pins_->setItem(i, 1, new QTableWidgetItem(pin.softnessM > 0 ? tr("%1 m").arg(QLocale().toString(pin.softnessM, 'f', 2)) : tr("exact")));
    }
    floor_->setValue(edits ? edits->floorHeightM : 0);
    level_->setChecked(!edits || edits->levelFloor);
    loop_->setChecked(edits && edits->closesLoop);
    refreshing_ = false;
    refreshPin();
}

void TrajectoryPanel::refreshPin() {
    refreshing_ = true;
    const auto* edits = editor_.edits();
    const FrameIndex frame = editor_.workspace().playback().current();
    const auto* pin = editor_.pin(frame);
    setUsable(*pinFields_, pin, tr("There is no pin on this frame."));
    setUsable(*remove_, pin, tr("There is no pin on this frame."));
    pins_->clearSelection();
    pins_->setCurrentItem(nullptr);
    if (pin) {
        pins_->selectRow(int(pin - edits->pins.data()));
        x_->setValue(pin->pelvisM.x());
        height_->setValue(pin->pelvisM.y());
        z_->setValue(pin->pelvisM.z());
        softness_->setValue(pin->softnessM);
        heightToo_->setChecked(pin->heightToo);
    }
    refreshing_ = false;
}

void TrajectoryPanel::applyPin() {
    const auto* pin = refreshing_ ? nullptr : editor_.pin(editor_.workspace().playback().current());
    if (!pin) return;
    // Only what was typed changes: fields show centimetres, pins are exact.
    edit::TrajectoryPin changed = *pin;
    const auto* source = sender();
    if (source == x_) changed.pelvisM.x() = x_->value();
    if (source == height_) changed.pelvisM.y() = height_->value();
    if (source == z_) changed.pelvisM.z() = z_->value();
    if (source == softness_) changed.softnessM = softness_->value();
    if (source == heightToo_) changed.heightToo = heightToo_->isChecked();
    if (!(changed == *pin)) editor_.setPin(changed);
}

void TrajectoryPanel::applyFloor() {
    if (!refreshing_) editor_.setFloor(floor_->value(), level_->isChecked());
}

}  // namespace ropetp::ui
