#include "ui/range_tools_panel.h"

#include "body/kinematics.h"
#include "edit/range_edits.h"
#include "ui/joint_text.h"
#include "ui/panel_fields.h"
#include "ui/range_tool_form.h"
#include "ui/range_tool_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ropetp::ui {
namespace {

constexpr int kSelectedJoints = -1;

}  // namespace

RangeToolsPanel::RangeToolsPanel(PoseEditor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
    setObjectName("rangeToolsPanel");
    setAttribute(Qt::WA_StyledBackground);
    setWhatsThis(tr("Filters, repairs and interpolation over a stretch of frames.\n"
                    "Mark the stretch with I and O, choose the limbs and the tool, look at the preview, then apply. A tool lies over the fixes and never changes what they hold; it can be taken away again at any time.\n"
                    "Trembling: smooth with a cut-off of 5 to 8 Hz. Single frames that jump: repair outliers. A stretch that is lost: interpolate."));
    rangeText_ = new QLabel;
    rangeText_->setObjectName("rangeText");
    rangeText_->setWordWrap(true);
    rangeText_->setToolTip(tr("Set with I and O, or over the timeline; X: the whole clip"));
    limbs_ = new QComboBox;
    limbs_->setObjectName("rangeLimb");
    limbs_->addItem(tr("Selected joints"), kSelectedJoints);
    for (int l = 0; l < edit::kLimbCount; ++l) limbs_->addItem(limbText(edit::Limb(l)), l);
    limbs_->setCurrentIndex(1);
    place_ = new QCheckBox(tr("Position of the pelvis, too"));
    place_->setObjectName("rangePlace");
    place_->setToolTip(tr("Changes where the person is as well, not the joints' rotations alone"));
    form_ = new RangeToolForm(editor_.workspace());
    effect_ = new QLabel;
    effect_->setObjectName("rangeEffect");
    effect_->setWordWrap(true);
    preview_ = new QPushButton(tr("Preview"));
    preview_->setObjectName("rangePreview");
    preview_->setCheckable(true);
    preview_->setToolTip(tr("Shows the result in the views until you let go of it; nothing is changed yet"));
    apply_ = new QPushButton(tr("Apply"));
    apply_->setObjectName("rangeApply");
    apply_->setProperty("primary", true);
    apply_->setToolTip(tr("Lays the tool over the fixes; it can be taken away again at any time"));

    auto* top = new QFormLayout;
    top->addRow(tr("Frames"), rangeText_);
    top->addRow(tr("Joints"), limbs_);
    top->addRow(place_);
    auto* content = new QWidget;
    content->setObjectName("rangeToolsContent");
    auto* fields = new QVBoxLayout(content);
    fields->setContentsMargins(10, 8, 10, 8);
    fields->setSpacing(6);
    fields->addLayout(top);
    fields->addWidget(form_);
    fields->addWidget(listGroup(), 1);
    alignLabels(*content);
    auto* scroll = new QScrollArea;
    scroll->setObjectName("rangeToolsPanelScroll");
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(preview_);
    buttons->addWidget(apply_, 1);
    // What the tool would do and the button that does it stay in sight, however low the panel is.
    auto* footer = new QFrame;
    footer->setObjectName("panelFoot");
    auto* foot = new QVBoxLayout(footer);
    foot->setContentsMargins(10, 6, 10, 8);
    foot->setSpacing(6);
    foot->addWidget(effect_);
    foot->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(footer);

    connect(form_, &RangeToolForm::changed, this, &RangeToolsPanel::refresh);
    connect(limbs_, &QComboBox::currentIndexChanged, this, &RangeToolsPanel::refresh);
    connect(place_, &QCheckBox::toggled, this, &RangeToolsPanel::refresh);
    connect(preview_, &QPushButton::toggled, this, &RangeToolsPanel::setPreviewing);
    connect(apply_, &QPushButton::clicked, this, &RangeToolsPanel::apply);
    measureSoon_.setSingleShot(true);
    measureSoon_.setInterval(120);
    connect(&measureSoon_, &QTimer::timeout, this, &RangeToolsPanel::measure);
    auto& workspace = editor_.workspace();
    connect(&workspace.playback(), &PlaybackController::rangeChanged, this, &RangeToolsPanel::refresh);
    connect(&workspace.joints(), &JointSelection::changed, this, &RangeToolsPanel::refresh);
    connect(&workspace.document(), &project::Document::changed, this, &RangeToolsPanel::refreshAll);
    for (auto signal : {&Workspace::selectionChanged, &Workspace::videoOpened}) connect(&workspace, signal, this, &RangeToolsPanel::refreshAll);
    connect(&workspace, &Workspace::solvingChanged, this, &RangeToolsPanel::refreshAll);
    connect(&workspace, &Workspace::previewChanged, this, [this] {
        // Something else is shown now.
        if (settingPreview_ || !previewed_) return;
        previewed_.reset();
        preview_->setChecked(false);
    });
    refreshAll();
}

QWidget* RangeToolsPanel::listGroup() {
    auto* group = new QWidget;
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(4);
    list_ = new QListWidget;
    list_->setObjectName("rangeList");
    list_->setMinimumHeight(56);
    remove_ = new QPushButton(tr("Remove"));
    remove_->setObjectName("rangeRemove");
    remove_->setToolTip(tr("Takes the tool away; what lies over it is worked out anew"));
    column->addWidget(panelHeading(tr("Applied tools, in this order")));
    column->addWidget(list_, 1);
    column->addWidget(remove_, 0, Qt::AlignRight);
    connect(list_, &QListWidget::currentRowChanged, this, [this](int row) { setUsable(*remove_, row >= 0, tr("Choose a tool in the list first.")); });
    connect(list_, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* item) {
        const QPoint range = item->data(Qt::UserRole).toPoint();
        editor_.workspace().playback().setRange({FrameIndex(range.x()), FrameIndex(range.y())});
    });
    connect(remove_, &QPushButton::clicked, this, [this] {
        const auto person = editor_.workspace().selectedPerson();
        if (person && list_->currentRow() >= 0) editor_.workspace().apply(edit::removeTool(*person, std::size_t(list_->currentRow())), UndoStep::Own);
    });
    return group;
}

FrameRange RangeToolsPanel::range() const {
    const auto& playback = editor_.workspace().playback();
    const auto person = editor_.workspace().selectedPerson();
    const auto it = person ? editor_.workspace().scene().clips.find(*person) : editor_.workspace().scene().clips.end();
    if (it == editor_.workspace().scene().clips.end() || it->second->frames.empty()) return {};
    const FrameRange clip{it->second->frames.front().frame, it->second->frames.back().frame.next()};
    if (!playback.hasCustomRange()) return clip;
    const FrameRange both{std::max(clip.first, playback.range().first), std::min(clip.end, playback.range().end)};
    return both.size() > 0 ? both : FrameRange{};
}

edit::JointSet RangeToolsPanel::joints() const {
    const int limb = limbs_->currentData().toInt();
    return limb == kSelectedJoints ? editor_.workspace().joints().joints() : edit::jointsOf(edit::Limb(limb));
}

std::optional<edit::RangeTool> RangeToolsPanel::tool() const {
    edit::RangeTool t;
    t.range = range();
    t.joints = joints();
    t.place = place_->isChecked();
    if (t.range.size() < 1 || (t.joints.none() && !t.place)) return std::nullopt;
    const auto kind = form_->kind();
    if (!kind) return std::nullopt;
    t.kind = *kind;
    return t;
}

void RangeToolsPanel::refreshAll() {
    form_->refreshSources();
    refreshList();
    refresh();
}

void RangeToolsPanel::refreshList() {
    const auto person = editor_.workspace().selectedPerson();
    const auto layers = person ? edit::layersOf(editor_.workspace().scene(), *person) : nullptr;
    list_->clear();
    if (layers)
        for (const edit::RangeTool& t : layers->tools) {
            auto* item = new QListWidgetItem(tr("%1: %2–%3, %4").arg(toolText(t.kind)).arg(t.range.first.value).arg(t.range.end.value - 1).arg(jointSetText(t.joints, t.place)), list_);
            item->setData(Qt::UserRole, QPoint(int(t.range.first.value), int(t.range.end.value)));
            item->setToolTip(toolDescription(t) + '\n' + tr("Double click: its range"));
        }
    setUsable(*remove_, false, tr("Choose a tool in the list first."));
}

void RangeToolsPanel::refresh() {
    const FrameRange r = range();
    rangeText_->setText(r.size() < 1                                                  ? tr("Nobody is solved here")
                        : editor_.workspace().playback().hasCustomRange() ? tr("%1–%2 (in to out)").arg(r.first.value).arg(r.end.value - 1)
                                                                          : tr("%1–%2 (whole clip)").arg(r.first.value).arg(r.end.value - 1));
    const bool can = tool().has_value() && !editor_.workspace().isSolving();
    for (QPushButton* b : {apply_, preview_}) setUsable(*b, can, whyNot());
    if (!can) preview_->setChecked(false);
    effect_->setText(whyNot());
    if (can) measureSoon_.start();
}

QString RangeToolsPanel::whyNot() const {
    const auto& workspace = editor_.workspace();
    if (workspace.isSolving()) return tr("Tools can be applied when the solve is done.");
    if (range().size() < 1) return tr("Solve the video first, and select a person.");
    if (joints().none() && !place_->isChecked()) return tr("Select joints in a view, or choose a limb.");
    if (!form_->kind()) return tr("Nobody else is there to take from: open a saved take.");
    return {};
}

RangeToolsPanel::Effect RangeToolsPanel::effectOf(const body::MotionClip& before, const body::MotionClip& after, const body::BodyModel& body, FrameRange range, const edit::JointSet& joints) {
    const auto rest = body.restJoints(before.betas);
    // What a joint's turn moves is what hangs on it.
    edit::JointSet moved = joints;
    for (std::size_t j = 1; j < body::kJointCount; ++j)
        if (moved[std::size_t(body::kParents[j])]) moved.set(j);
    Effect effect;
    double sum = 0;
    std::size_t count = 0;
    for (FrameIndex f = range.first; f < range.end; f = f.next()) {
        const auto i = before.find(f), k = after.find(f);
        if (i < 0 || k < 0) continue;
        const body::JointPositions d = body::jointPositions(rest, after.frames[std::size_t(k)].poseInCam) - body::jointPositions(rest, before.frames[std::size_t(i)].poseInCam);
        for (int j = 0; j < body::kJointCount; ++j) {
            if (!moved[std::size_t(j)]) continue;
            const double mm = 1000 * d.row(j).norm();
            sum += mm * mm;
            effect.mostMm = std::max(effect.mostMm, mm);
            ++count;
        }
    }
    effect.rmsMm = count ? std::sqrt(sum / double(count)) : 0;
    return effect;
}

void RangeToolsPanel::measure() {
    const auto t = tool();
    const auto person = editor_.workspace().selectedPerson();
    // Hidden behind another panel: nobody reads it.
    if (!t || !person || !isVisible() || editor_.isDragging() || !editor_.workspace().scene().body) return;
    edit::Scene scene = editor_.workspace().scene();
    const auto before = scene.clips.at(*person);
    if (auto done = edit::addTool(*person, *t)->apply(scene); !done) {
        effect_->setText(tr("It cannot be done with these values."));
        return;
    }
    const Effect e = effectOf(*before, *scene.clips.at(*person), *scene.body, t->range, t->joints);
    effect_->setText(e.mostMm < 0.05 ? tr("Nothing would change.") : tr("Would move these joints by %1 mm (RMS), at most %2 mm.").arg(QLocale().toString(e.rmsMm, 'f', 1), QLocale().toString(e.mostMm, 'f', 0)));
    if (!preview_->isChecked()) return;
    settingPreview_ = true;
    previewed_ = person;
    editor_.workspace().setPreview(*person, scene.clips.at(*person));
    settingPreview_ = false;
}

void RangeToolsPanel::showEvent(QShowEvent*) { refresh(); }

void RangeToolsPanel::hideEvent(QHideEvent*) { preview_->setChecked(false); }

void RangeToolsPanel::setPreviewing(bool on) {
    if (on) {
        measure();
    } else if (previewed_) {
        const PersonId person = *std::exchange(previewed_, std::nullopt);
        editor_.workspace().setPreview(person, nullptr);
    }
}

void RangeToolsPanel::apply() {
    const auto t = tool();
    const auto person = editor_.workspace().selectedPerson();
    if (!t || !person) return;
    preview_->setChecked(false);
    // A reset frees the fixes of the range as well, where a tool over them would leave them.
    if (std::holds_alternative<edit::ResetTool>(t->kind)) editor_.workspace().apply(edit::resetToRaw(*person, t->range, t->joints, t->place), UndoStep::Own);
    else editor_.workspace().apply(edit::addTool(*person, *t), UndoStep::Own);
}

}  // namespace ropetp::ui
