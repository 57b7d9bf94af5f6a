#include "ui/range_tool_form.h"

#include "jobs/read_take_job.h"
#include "ui/panel_fields.h"
#include "ui/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace ropetp::ui {
namespace {

enum Tool { kSmooth, kRepair, kInterpolate, kHold, kOffset, kSwap, kReset, kTake, kToolCount };

QString nameOf(int tool) {
    switch (tool) {
    case kSmooth: return RangeToolForm::tr("Smooth");
    case kRepair: return RangeToolForm::tr("Repair outliers");
    case kInterpolate: return RangeToolForm::tr("Interpolate");
    case kHold: return RangeToolForm::tr("Hold a pose");
    case kOffset: return RangeToolForm::tr("Shift in time");
    case kSwap: return RangeToolForm::tr("Swap left and right");
    case kReset: return RangeToolForm::tr("Reset to the solve");
    default: return RangeToolForm::tr("Take from another take");
    }
}

QString explanation(int tool) {
    switch (tool) {
    case kSmooth: return RangeToolForm::tr("Takes out what is faster than the cut-off: 6 Hz calms trembling and keeps a walk, 2 Hz leaves slow motion only.");
    case kRepair: return RangeToolForm::tr("Frames that leave the middle of their neighbours, a spike or a jump and back, are bridged; all others stay.");
    case kInterpolate: return RangeToolForm::tr("From the first to the last frame of the range through the fixes between them; what the solve made of it is forgotten.");
    case kHold: return RangeToolForm::tr("One frame's pose through the whole range: for a limb that rests.");
    case kOffset: return RangeToolForm::tr("What happens at a moment happens later instead (below zero: earlier).");
    case kSwap: return RangeToolForm::tr("For legs or arms that the solve took for each other on these frames; where they stand in space stays.");
    case kReset: return RangeToolForm::tr("The raw solve again, over fixes and tools.");
    default: return RangeToolForm::tr("The same frames as another person or a saved take has them.");
    }
}

QDoubleSpinBox* valueSpin(const char* name, double least, double most, double step, int decimals, double value, const QString& suffix) {
    auto* s = panelSpin(name, least, most, step, decimals, suffix);
    s->setValue(value);
    return s;
}

QWidget* form(std::initializer_list<std::pair<QString, QWidget*>> rows) {
    auto* page = new QWidget;
    auto* layout = new QFormLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    for (const auto& [label, field] : rows) layout->addRow(label, field);
    return page;
}

}  // namespace

RangeToolForm::RangeToolForm(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("rangeToolForm");
    tools_ = new QComboBox;
    tools_->setObjectName("rangeTool");
    for (int t = 0; t < kToolCount; ++t) tools_->addItem(nameOf(t), t);
    explanation_ = new QLabel;
    explanation_->setObjectName("rangeExplanation");
    explanation_->setProperty("dim", true);
    explanation_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(tools_);
    column->addWidget(optionPages());
    column->addWidget(explanation_);
    connect(tools_, &QComboBox::currentIndexChanged, this, [this] {
        showTool();
        Q_EMIT changed();
    });
    for (auto* box : {filter_, curve_, source_}) connect(box, &QComboBox::currentIndexChanged, this, &RangeToolForm::changed);
    for (auto* box : {cutoff_, window_, sigmas_, offset_}) connect(box, &QDoubleSpinBox::valueChanged, this, &RangeToolForm::changed);
    connect(impacts_, &QCheckBox::toggled, this, &RangeToolForm::changed);
    connect(holdFrom_, &QSpinBox::valueChanged, this, &RangeToolForm::changed);
    connect(&workspace_.ioLane(), &jobs::JobLane::succeeded, this, [this](jobs::JobId id) {
        if (id != readId_) return;
        readId_ = 0;
        const auto job = std::exchange(reading_, nullptr);
        takes_.emplace_back(QFileInfo(QString::fromStdString(job->path().string())).fileName(), job->clip());
        refreshSources();
        source_->setCurrentIndex(source_->count() - 1);
    });
    showTool();
}

QWidget* RangeToolForm::optionPages() {
    window_ = valueSpin("repairWindow", 0.01, 10, 0.05, 2, 0.25, tr(" s"));
    window_->setToolTip(tr("How far to each side frames are compared with"));
    sigmas_ = valueSpin("repairSigmas", 0.5, 100, 0.5, 1, 4, {});
    sigmas_->setToolTip(tr("How many times the usual deviation a frame has to be off; less: more frames are repaired"));
    curve_ = new QComboBox;
    curve_->setObjectName("interpolateCurve");
    curve_->addItems({tr("Smoothly"), tr("Straight")});
    curve_->setToolTip(tr("Smoothly keeps the speed at both ends; straight turns evenly from pose to pose"));
    holdFrom_ = new QSpinBox;
    holdFrom_->setObjectName("holdFrom");
    holdFrom_->setRange(0, 10000000);
    holdFrom_->setMinimumWidth(56);
    holdFrom_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    holdFrom_->setToolTip(tr("The frame whose pose is held; frames count from 0"));
    auto* here = new QPushButton(tr("This one"));
    here->setObjectName("holdHere");
    here->setToolTip(tr("The frame that is shown now"));
    connect(here, &QPushButton::clicked, this, [this] { holdFrom_->setValue(int(workspace_.playback().current().value)); });
    auto* hold = new QWidget;
    auto* holdRow = new QHBoxLayout(hold);
    holdRow->setContentsMargins(0, 0, 0, 0);
    holdRow->addWidget(holdFrom_, 1);
    holdRow->addWidget(here);
    offset_ = valueSpin("timeOffset", -3600, 3600, 0.02, 3, 0.1, tr(" s"));
    offset_->setToolTip(tr("Above zero: later; below: earlier"));
    options_ = new QWidget;
    auto* pages = new QVBoxLayout(options_);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->addWidget(smoothPage());
    pages->addWidget(form({{tr("Compared with"), window_}, {tr("Deviations"), sigmas_}}));
    pages->addWidget(form({{tr("Curve"), curve_}}));
    pages->addWidget(form({{tr("Frame"), hold}}));
    pages->addWidget(form({{tr("Later by"), offset_}}));
    pages->addWidget(new QWidget);
    pages->addWidget(new QWidget);
    pages->addWidget(takePage());
    return options_;
}

QWidget* RangeToolForm::smoothPage() {
    filter_ = new QComboBox;
    filter_->setObjectName("smoothFilter");
    const std::tuple<QString, QString> filters[] = {{tr("Butterworth"), tr("A sharp cut-off without delay: the standard of motion analysis")},
                                                    {tr("One-euro"), tr("Calms slow motion and lets quick motion through")},
                                                    {tr("Savitzky–Golay"), tr("Fits cubics: keeps the height of peaks best")}};
    for (const auto& [name, tip] : filters) {
        filter_->addItem(name);
        filter_->setItemData(filter_->count() - 1, tip, Qt::ToolTipRole);
    }
    cutoff_ = valueSpin("smoothCutoff", 0.01, 1000, 0.5, 2, 6, tr(" Hz"));
    cutoff_->setToolTip(tr("Motion faster than this is taken out"));
    impacts_ = new QCheckBox(tr("Keep impacts"));
    impacts_->setObjectName("smoothImpacts");
    impacts_->setChecked(true);
    impacts_->setToolTip(tr("Never smooths across a frame on which a foot lands or a hand or foot is stopped"));
    return form({{tr("Filter"), filter_}, {tr("Cut-off"), cutoff_}, {QString(), impacts_}});
}

QWidget* RangeToolForm::takePage() {
    source_ = new QComboBox;
    source_->setObjectName("takeSource");
    source_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* open = new QPushButton(tr("Open a take…"));
    open->setObjectName("takeOpen");
    open->setToolTip(tr("A take saved as NPZ of the same video"));
    connect(open, &QPushButton::clicked, this, &RangeToolForm::readTake);
    return form({{tr("From"), source_}, {QString(), open}});
}

std::optional<edit::ToolKind> RangeToolForm::kind() const {
    switch (tools_->currentData().toInt()) {
    case kSmooth: {
        edit::SmoothTool s;
        using Filter = edit::SmoothTool::Filter;
        constexpr Filter kFilters[] = {Filter::Butterworth, Filter::OneEuro, Filter::SavitzkyGolay};
        s.filter = kFilters[std::clamp(filter_->currentIndex(), 0, 2)];
        s.cutoffHz = cutoff_->value();
        s.keepImpacts = impacts_->isChecked();
        return s;
    }
    case kRepair: return edit::RepairTool{window_->value(), sigmas_->value()};
    case kInterpolate: return edit::InterpolateTool{curve_->currentIndex() == 1 ? edit::InterpolateTool::Curve::Slerp : edit::InterpolateTool::Curve::Bezier};
    case kHold: return edit::HoldTool{FrameIndex(holdFrom_->value())};
    case kOffset: return edit::TimeOffsetTool{offset_->value()};
    case kSwap: return edit::SwapSidesTool{};
    case kReset: return edit::ResetTool{};
    default: {
        const int other = source_->currentData().toInt(), file = source_->currentIndex() - (source_->count() - int(takes_.size()));
        std::shared_ptr<const body::MotionClip> clip;
        if (file >= 0 && file < int(takes_.size())) clip = takes_[std::size_t(file)].second;
        else if (const auto it = workspace_.scene().clips.find(PersonId(other)); it != workspace_.scene().clips.end()) clip = it->second;
        if (!clip) return std::nullopt;
        return edit::TakeFromTool{clip};
    }
    }
}

void RangeToolForm::refreshSources() {
    const auto selected = workspace_.selectedPerson();
    const QString was = source_->currentText();
    source_->blockSignals(true);
    source_->clear();
    for (const auto& [id, clip] : workspace_.scene().clips)
        if (id != selected) source_->addItem(workspace_.personName(id), int(id.value));
    for (const auto& [name, clip] : takes_) source_->addItem(name, 0);
    source_->setCurrentIndex(std::max(0, source_->findText(was)));
    source_->blockSignals(false);
}

void RangeToolForm::showTool() {
    const int tool = tools_->currentData().toInt();
    explanation_->setText(explanation(tool));
    for (int i = 0; i < options_->layout()->count(); ++i) options_->layout()->itemAt(i)->widget()->setVisible(i == tool);
    options_->setVisible(tool != kSwap && tool != kReset);
}

void RangeToolForm::readTake() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a take"), Settings::exportFolder(), tr("Take (*.npz)"));
    if (path.isEmpty()) return;
    reading_ = std::make_shared<jobs::ReadTakeJob>(path.toStdString());
    readId_ = workspace_.ioLane().enqueue(reading_);
}

}  // namespace ropetp::ui
