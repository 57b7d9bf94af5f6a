#include "ui/export_dialog.h"

#include "ui/error_text.h"
#include "ui/export_preset_store.h"
#include "ui/export_queue.h"
#include "ui/panel_fields.h"
#include "ui/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

QComboBox* combo(const char* name, std::initializer_list<std::pair<QString, QVariant>> items) {
    auto* c = new QComboBox;
    c->setObjectName(name);
    for (const auto& [text, value] : items) c->addItem(text, value);
    return c;
}

void choose(QComboBox* c, const QVariant& value) { c->setCurrentIndex(std::max(0, c->findData(value))); }

QDoubleSpinBox* spin(const char* name, double least, double most, double value, double step, const QString& suffix) {
    auto* s = new QDoubleSpinBox;
    s->setObjectName(name);
    s->setRange(least, most);
    s->setDecimals(3);
    s->setValue(value);
    s->setSingleStep(step);
    s->setSuffix(suffix);
    s->setButtonSymbols(QAbstractSpinBox::NoButtons);   // the wheel and the arrow keys step, as in the other panels
    return s;
}

}  // namespace

ExportDialog::ExportDialog(Workspace& workspace, QWidget* parent) : QDialog(parent), workspace_(workspace) {
    setObjectName("exportDialog");
    setWindowTitle(tr("Export"));
    resize(880, 720);
    auto* columns = new QHBoxLayout;
    columns->addWidget(optionsColumn(), 3);
    columns->addSpacing(12);
    columns->addWidget(skeletonColumn(), 2);

    path_ = new QLineEdit;
    path_->setObjectName("exportPath");
    auto* browse = new QPushButton(tr("Browse…"));
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    add_ = new QPushButton(tr("Add to queue"));
    add_->setObjectName("exportAdd");
    add_->setToolTip(tr("Remembers this file with these choices, to be written with others at once"));
    auto* file = new QHBoxLayout;
    file->addWidget(new QLabel(tr("File")));
    file->addWidget(path_, 1);
    file->addWidget(browse);
    file->addWidget(add_);

    queue_ = new ExportQueue(workspace_);
    queue_->setMinimumHeight(110);
    export_ = new QPushButton(tr("Export"));
    export_->setObjectName("exportRun");
    export_->setDefault(true);
    close_ = new QPushButton(tr("Close"));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close_);
    buttons->addWidget(export_);

    auto* column = new QVBoxLayout(this);
    column->addLayout(columns, 3);
    column->addLayout(file);
    column->addWidget(queue_, 1);
    column->addLayout(buttons);

    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    connect(preset_, &QComboBox::currentIndexChanged, this, &ExportDialog::usePreset);
    for (QComboBox* c : {rest_, root_, bvhOrder_, bvhUnits_}) connect(c, &QComboBox::currentIndexChanged, this, &ExportDialog::markOwnChange);
    connect(add_, &QPushButton::clicked, this, &ExportDialog::addToQueue);
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
    connect(queue_, &ExportQueue::stateChanged, this, &ExportDialog::refreshButtons);
    connect(export_, &QPushButton::clicked, this, [this] {
        if (!queue_->hasWaiting() && !addToQueue()) return;
        queue_->run();
    });

    const QString base = workspace_.scene().video ? QFileInfo(QString::fromStdString(workspace_.scene().video->path.string())).completeBaseName() : QString("take");
    path_->setText(Settings::exportFolder() + '/' + base + ".fbx");
    refillPresets(QString::fromStdString(io::builtInPresets().front().name));
    showFormat();
    refreshButtons();
}

QWidget* ExportDialog::optionsColumn() {
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(panelHeading(tr("What for")));
    format_ = combo("exportFormat", {});
    for (const auto& f : io::exportFormats()) format_->addItem(QString::fromLatin1(f.title.data(), qsizetype(f.title.size())), QString::fromLatin1(f.ending.data(), qsizetype(f.ending.size())));
    form->addRow(tr("Format"), format_);
    preset_ = combo("exportPreset", {});
    preset_->setToolTip(tr("Joint names, rest pose and root as a tool expects them"));
    auto* save = new QToolButton;
    save->setText(tr("Save…"));
    save->setToolTip(tr("Keep these choices as a preset of your own"));
    removePreset_ = new QToolButton;
    removePreset_->setText(tr("Remove"));
    connect(save, &QToolButton::clicked, this, &ExportDialog::savePreset);
    connect(removePreset_, &QToolButton::clicked, this, &ExportDialog::removePreset);
    auto* presetRow = new QHBoxLayout;
    presetRow->addWidget(preset_, 1);
    presetRow->addWidget(save);
    presetRow->addWidget(removePreset_);
    form->addRow(tr("Preset"), presetRow);
    who_ = combo("exportWho", {{tr("Everybody, a file each"), QVariant()}});
    for (const auto& [id, clip] : workspace_.scene().clips) who_->addItem(workspace_.personName(id), QVariant::fromValue(qlonglong(id.value)));
    if (const auto selected = workspace_.selectedPerson()) choose(who_, QVariant::fromValue(qlonglong(selected->value)));
    form->addRow(tr("Who"), who_);

    form->addRow(panelHeading(tr("Motion")));
    frames_ = combo("exportFrames", {{tr("The whole take"), false}, {tr("Between in and out"), true}});
    form->addRow(tr("Frames"), frames_);
    fps_ = combo("exportFps", {{tr("As the footage"), 0.0}, {tr("%1 fps").arg("23.976"), 24000.0 / 1001}, {tr("%1 fps").arg(24), 24.0}, {tr("%1 fps").arg(25), 25.0}, {tr("%1 fps").arg("29.97"), 30000.0 / 1001},
                               {tr("%1 fps").arg(30), 30.0}, {tr("%1 fps").arg(50), 50.0}, {tr("%1 fps").arg(60), 60.0}, {tr("%1 fps").arg(120), 120.0}});
    fps_->setToolTip(tr("Poses between frames are interpolated"));
    form->addRow(tr("Frame rate"), fps_);
    root_ = combo("exportRoot", {{tr("On the hips"), int(io::RootMotion::Full)}, {tr("On a root bone at the floor"), int(io::RootMotion::OnRootBone)}, {tr("In place"), int(io::RootMotion::InPlace)}});
    root_->setToolTip(tr("What carries the way through the world: the hips, a bone of its own at the floor (as game engines want it), or nothing"));
    form->addRow(tr("Travel"), root_);
    rest_ = combo("exportRest", {{tr("T-pose"), int(io::RestPose::T)}, {tr("A-pose"), int(io::RestPose::A)}});
    rest_->setToolTip(tr("The pose that all rotations start from; as the character has it that the motion is for"));
    form->addRow(tr("Rest pose"), rest_);

    form->addRow(panelHeading(tr("Scene")));
    mesh_ = new QCheckBox(tr("Skinned body"));
    mesh_->setObjectName("exportMesh");
    mesh_->setToolTip(tr("The body's surface, bound to the skeleton"));
    camera_ = new QCheckBox(tr("Camera of the footage"));
    camera_->setObjectName("exportCamera");
    camera_->setToolTip(tr("With its lens and place, to lay the footage behind"));
    origin_ = new QCheckBox(tr("Begin above the origin"));
    origin_->setToolTip(tr("Moves the whole way so that the first frame stands at X 0, Z 0"));
    form->addRow(mesh_);
    form->addRow(camera_);
    form->addRow(origin_);
    amass_ = new QCheckBox(tr("AMASS layout (SMPL-H, Z up)"));
    amass_->setObjectName("exportAmass");
    amass_->setToolTip(tr("As the AMASS library's files are, for tools that read those; camera and confidence are left out"));
    connect(amass_, &QCheckBox::toggled, this, &ExportDialog::showFormat);
    form->addRow(amass_);
    floor_ = spin("exportFloor", -100, 100, 0, 0.01, tr(" m"));
    floor_->setToolTip(tr("Everything higher by so much, before scaling"));
    form->addRow(tr("Raise by"), floor_);
    scale_ = spin("exportScale", 0.001, 1000, 1, 0.1, {});
    scale_->setToolTip(tr("All lengths, bones and way, times so much"));
    form->addRow(tr("Scale"), scale_);
    bvhOrder_ = combo("exportBvhOrder", {{"ZXY", QVariant(0)}, {"ZYX", QVariant(1)}});
    bvhUnits_ = combo("exportBvhUnits", {{tr("Centimetres"), 100.0}, {tr("Metres"), 1.0}, {tr("Inches"), 1 / 0.0254}});
    form->addRow(tr("BVH angles"), bvhOrder_);
    form->addRow(tr("BVH unit"), bvhUnits_);
    note_ = new QLabel;
    note_->setWordWrap(true);
    note_->setObjectName("exportNote");
    form->addRow(note_);
    return box;
}

QWidget* ExportDialog::skeletonColumn() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(panelHeading(tr("Skeleton in the file")));
    skeleton_ = new QTreeWidget;
    skeleton_->setObjectName("exportSkeleton");
    skeleton_->setHeaderHidden(true);
    skeleton_->setIndentation(14);
    skeleton_->setSelectionMode(QAbstractItemView::NoSelection);
    column->addWidget(skeleton_, 1);
    return box;
}

void ExportDialog::refillPresets(const QString& chosen) {
    filling_ = true;
    presets_ = ExportPresetStore::all();
    preset_->clear();
    for (const auto& p : presets_) preset_->addItem(QString::fromStdString(p.title), QString::fromStdString(p.name));
    choose(preset_, chosen);
    filling_ = false;
    usePreset();
}

void ExportDialog::usePreset() {
    if (filling_ || preset_->currentIndex() < 0) return;
    const auto& p = presets_[std::size_t(preset_->currentIndex())];
    filling_ = true;
    choose(rest_, int(p.rest));
    choose(root_, int(p.rootMotion));
    bvhOrder_->setCurrentIndex(p.bvhOrder == io::kZyx ? 1 : 0);
    choose(bvhUnits_, p.bvhUnitsPerMetre);
    filling_ = false;
    removePreset_->setEnabled(!ExportPresetStore::isBuiltIn(p));
    showSkeleton();
}

void ExportDialog::markOwnChange() {
    if (!filling_) showSkeleton();
}

io::ExportPreset ExportDialog::chosenPreset() const {
    io::ExportPreset p = presets_[std::size_t(std::max(0, preset_->currentIndex()))];
    p.rest = io::RestPose(rest_->currentData().toInt());
    p.rootMotion = io::RootMotion(root_->currentData().toInt());
    if (p.rootMotion == io::RootMotion::OnRootBone && p.rootBone.empty()) p.rootBone = "root";
    p.bvhOrder = bvhOrder_->currentIndex() == 1 ? io::kZyx : io::kZxy;
    p.bvhUnitsPerMetre = bvhUnits_->currentData().toDouble();
    return p;
}

io::ExportOptions ExportDialog::chosenOptions() const {
    io::ExportOptions o;
    o.preset = chosenPreset();
    // What the format does not take is greyed, whatever was chosen for another one.
    o.amass = amass_->isEnabled() && amass_->isChecked();
    if (fps_->isEnabled()) o.fps = fps_->currentData().toDouble();
    if (!root_->isEnabled()) o.preset.rootMotion = io::RootMotion::Full;
    o.withMesh = mesh_->isChecked();
    o.withCamera = camera_->isChecked();
    o.startAtOrigin = origin_->isEnabled() && origin_->isChecked();
    if (floor_->isEnabled()) o.floorOffsetM = floor_->value();
    if (scale_->isEnabled()) o.scale = scale_->value();
    if (frames_->currentData().toBool()) o.frames = workspace_.playback().range();
    return o;
}

std::string ExportDialog::ending() const { return format_->currentData().toString().toStdString(); }

void ExportDialog::showSkeleton() {
    skeleton_->clear();
    const auto p = chosenPreset();
    QTreeWidgetItem* root = nullptr;
    if (!p.rootBone.empty()) root = new QTreeWidgetItem(skeleton_, {QString::fromStdString(p.rootBone)});
    std::vector<QTreeWidgetItem*> items;
    for (std::size_t j = 0; j < p.jointNames.size(); ++j) {
        const int parent = body::kParents[j];
        const QStringList text{QString::fromStdString(p.jointNames[j])};
        QTreeWidgetItem* above = parent < 0 ? root : items[std::size_t(parent)];
        items.push_back(above ? new QTreeWidgetItem(above, text) : new QTreeWidgetItem(skeleton_, text));
        items.back()->setToolTip(0, QString::fromLatin1(body::kJointNames[j].data(), qsizetype(body::kJointNames[j].size())));
    }
    skeleton_->expandAll();
}

void ExportDialog::showFormat() {
    const auto* f = io::formatOf("x." + ending());
    if (!f) return;
    const bool bvh = f->ending == "bvh", npz = f->ending == "npz", skeleton = f->hasSkeleton && !npz;
    const QString lacks = tr("A %1 file does not hold this.").arg(QString::fromStdString(ending()).toUpper());
    setUsable(*mesh_, f->hasMesh, lacks);
    setUsable(*camera_, f->hasCamera && skeleton, lacks);
    for (QWidget* w : std::initializer_list<QWidget*>{preset_, rest_, root_, skeleton_}) setUsable(*w, skeleton || f->ending == "csv" || f->ending == "trc", lacks);
    setUsable(*amass_, npz, lacks);
    const bool amass = npz && amass_->isChecked();
    for (QWidget* w : std::initializer_list<QWidget*>{origin_, floor_, fps_}) setUsable(*w, !npz || amass, lacks);
    if (amass) setUsable(*root_, true, {});
    setUsable(*scale_, !npz, lacks);
    for (QWidget* w : {bvhOrder_, bvhUnits_}) setUsable(*w, bvh, tr("For BVH files alone."));
    note_->setText(amass                   ? tr("Poses alone, at even steps of time: no camera, no confidence.")
                   : npz                   ? tr("The hand-over format keeps the take as it is: its frames, times, camera and confidence.")
                   : f->ending == "chan"   ? tr("The camera of the footage alone, for Nuke, Blender and Houdini.")
                   : !f->hasSkeleton       ? tr("Where each joint is on each frame; no rotations.")
                   : bvh                   ? tr("The skeleton alone; a BVH carries neither body nor camera.")
                                           : QString());
    path_->setText(pathWithEnding(path_->text()));
}

QString ExportDialog::pathWithEnding(const QString& path) const {
    QString base = path;
    if (const auto* known = io::formatOf(path.toStdString())) base.chop(qsizetype(known->ending.size()) + 1);
    return base + '.' + QString::fromStdString(ending());
}

void ExportDialog::savePreset() {
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("Save preset"), tr("Name of the preset"), QLineEdit::Normal, {}, &ok).trimmed();
    if (!ok || name.isEmpty()) return;
    auto p = chosenPreset();
    p.title = name.toStdString();
    p.name = QString(name).replace(' ', '-').toStdString();
    if (const auto saved = ExportPresetStore::save(p); !saved) {
        QMessageBox::warning(this, tr("Save preset"), errorText(saved.error()));
        return;
    }
    refillPresets(QString::fromStdString(p.name));
}

void ExportDialog::removePreset() {
    ExportPresetStore::remove(presets_[std::size_t(preset_->currentIndex())]);
    refillPresets({});
}

void ExportDialog::browse() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export"), path_->text(), format_->currentText() + " (*." + format_->currentData().toString() + ')');
    if (path.isEmpty()) return;
    path_->setText(pathWithEnding(path));
    Settings::setExportFolder(QFileInfo(path).absolutePath());
}

bool ExportDialog::addToQueue() {
    const QString path = pathWithEnding(path_->text().trimmed());
    path_->setText(path);
    const QFileInfo info(path);
    if (info.completeBaseName().isEmpty() || !info.absoluteDir().exists()) {
        QMessageBox::warning(this, tr("Export"), tr("The folder “%1” does not exist.").arg(info.absolutePath()));
        return false;
    }
    if (info.exists() && QMessageBox::question(this, tr("Export"), tr("“%1” exists. Replace it?").arg(info.fileName())) != QMessageBox::Yes) return false;
    ExportQueue::Entry entry{path, std::nullopt, chosenOptions()};
    if (who_->currentData().isValid()) entry.person = PersonId(who_->currentData().toLongLong());
    queue_->add(entry);
    return true;
}

void ExportDialog::refreshButtons() {
    const bool running = queue_->isRunning();
    export_->setEnabled(!running);
    close_->setText(running ? tr("Hide") : tr("Close"));
}

}  // namespace ropetp::ui
