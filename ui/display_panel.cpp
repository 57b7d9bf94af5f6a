#include "ui/display_panel.h"

#include "ui/panel_fields.h"
#include "ui/video_view.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace ropetp::ui {
namespace {

constexpr double kDeg = 180 / EIGEN_PI;

}  // namespace

DisplayPanel::DisplayPanel(Workspace& workspace, VideoView& video, QWidget* parent) : QWidget(parent), workspace_(workspace), video_(video) {
    setObjectName("displayPanel");
    setWhatsThis(tr("What is drawn over the footage, where the floor lies, and the lens.\n"
                    "The floor is found from standing feet. If people lean or sink in the world view, tilt or lift it here; everybody turns with it.\n"
                    "Without a known focal length a usual one is assumed. If you know it, enter it: depths get right."));
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    column->addWidget(panelHeading(tr("Over the footage")));
    column->addWidget(overlayGroup());
    column->addSpacing(8);
    column->addWidget(panelHeading(tr("Floor")));
    column->addWidget(floor_ = floorGroup());
    column->addSpacing(8);
    column->addWidget(panelHeading(tr("Camera")));
    column->addWidget(camera_ = cameraGroup());
    column->addStretch(1);
    alignLabels(*this);
    connect(&video_, &VideoView::overlayOptionsChanged, this, &DisplayPanel::refreshOverlay);
    connect(&workspace_.document(), &project::Document::changed, this, &DisplayPanel::refresh);
    connect(&workspace_, &Workspace::videoOpened, this, &DisplayPanel::refresh);
    refreshOverlay();
    refresh();
}

QWidget* DisplayPanel::overlayGroup() {
    auto* group = new QWidget;
    auto* form = new QFormLayout(group);
    form->setContentsMargins(0, 0, 0, 0);
    const auto box = [&](const char* name, const QString& text, const QString& tip) {
        auto* b = new QCheckBox(text);
        b->setObjectName(name);
        b->setToolTip(tip);
        connect(b, &QCheckBox::toggled, this, &DisplayPanel::applyOverlay);
        return b;
    };
    mesh_ = box("showMesh", tr("Body"), tr("The solved body (1)"));
    skeleton_ = box("showSkeleton", tr("Skeleton"), tr("Bones and joints of the solved body; hollow: not to be trusted (2)"));
    points_ = box("showPoints", tr("2D points"), tr("What the landmark model saw in the picture (3)"));
    boxes_ = box("showBoxes", tr("Boxes"), tr("The person tracker's boxes (4)"));
    opacity_ = new QSlider(Qt::Horizontal);
    opacity_->setObjectName("opacity");
    opacity_->setRange(5, 100);
    opacity_->setToolTip(tr("Opacity of the body"));
    connect(opacity_, &QSlider::valueChanged, this, &DisplayPanel::applyOverlay);
    form->addRow(mesh_, opacity_);
    auto* lines = new QHBoxLayout;
    for (auto* b : {skeleton_, points_, boxes_}) lines->addWidget(b);
    form->addRow(lines);
    return group;
}

QWidget* DisplayPanel::floorGroup() {
    auto* group = new QWidget;
    auto* form = new QFormLayout(group);
    form->setContentsMargins(0, 0, 0, 0);
    pitch_ = panelSpin("floorPitch", -45, 45, 0.5, 1, QStringLiteral("°"));
    roll_ = panelSpin("floorRoll", -45, 45, 0.5, 1, QStringLiteral("°"));
    height_ = panelSpin("floorHeight", -5, 5, 0.01, 2, tr(" m"));
    pitch_->setToolTip(tr("More: the far floor rises"));
    roll_->setToolTip(tr("More: the left of the floor rises"));
    height_->setToolTip(tr("More: the floor rises towards the feet"));
    form->addRow(tr("Tilt"), pitch_);
    form->addRow(tr("Roll"), roll_);
    form->addRow(tr("Height"), height_);
    auto* reset = new QPushButton(tr("Reset floor"));
    reset->setObjectName("resetFloor");
    reset->setToolTip(tr("Takes back tilt, roll and height: the floor as it was found from standing feet"));
    form->addRow(QString(), reset);
    for (auto* s : {pitch_, roll_, height_}) connect(s, &QDoubleSpinBox::valueChanged, this, &DisplayPanel::applyFloor);
    connect(reset, &QPushButton::clicked, this, [this] { workspace_.adjustGround(0, 0, 0); });
    return group;
}

QWidget* DisplayPanel::cameraGroup() {
    auto* group = new QWidget;
    auto* form = new QFormLayout(group);
    form->setContentsMargins(0, 0, 0, 0);
    ownFocal_ = new QCheckBox(tr("Focal length"));
    ownFocal_->setObjectName("ownFocal");
    ownFocal_->setToolTip(tr("Unticked: from the video's metadata, else the diagonal of the picture"));
    focal_ = panelSpin("focal", 0, 100000, 10, 0, tr(" px"));
    focal_->setSpecialValueText(QStringLiteral("–"));
    ownFocal_->setMinimumHeight(focal_->sizeHint().height());   // in the middle of its row, as labels are
    form->addRow(ownFocal_, focal_);
    connect(ownFocal_, &QCheckBox::toggled, this, [this](bool on) {
        if (!refreshing_) workspace_.setFocal(on ? std::optional(focal_->value()) : std::nullopt);
    });
    connect(focal_, &QDoubleSpinBox::valueChanged, this, [this](double px) {
        if (!refreshing_ && px > 0) workspace_.setFocal(px);
    });
    return group;
}

void DisplayPanel::applyOverlay() {
    if (refreshing_) return;
    render::OverlayOptions o = video_.overlayOptions();
    o.mesh = mesh_->isChecked();
    o.skeleton = skeleton_->isChecked();
    o.points2d = points_->isChecked();
    o.boxes = boxes_->isChecked();
    o.meshOpacity = float(opacity_->value()) / 100;
    video_.setOverlayOptions(o);
}

void DisplayPanel::refreshOverlay() {
    refreshing_ = true;
    const auto& o = video_.overlayOptions();
    mesh_->setChecked(o.mesh);
    skeleton_->setChecked(o.skeleton);
    points_->setChecked(o.points2d);
    boxes_->setChecked(o.boxes);
    opacity_->setValue(int(std::lround(100 * o.meshOpacity)));
    refreshing_ = false;
}

void DisplayPanel::applyFloor() {
    if (!refreshing_) workspace_.adjustGround(pitch_->value() / kDeg, roll_->value() / kDeg, height_->value());
}

void DisplayPanel::refresh() {
    refreshing_ = true;
    const auto& s = workspace_.scene();
    setUsable(*floor_, !s.clips.empty(), tr("The floor can be moved when somebody is solved."));
    setUsable(*camera_, workspace_.hasVideo(), tr("Open a video first."));
    pitch_->setValue(s.groundPitchRad * kDeg);
    roll_->setValue(s.groundRollRad * kDeg);
    height_->setValue(s.groundHeightM);
    ownFocal_->setChecked(s.userFocalPx.has_value());
    focal_->setEnabled(s.userFocalPx.has_value());
    if (s.userFocalPx) focal_->setValue(*s.userFocalPx);
    else focal_->setValue(workspace_.hasVideo() ? workspace_.overlayCamera().fx : 0);
    refreshing_ = false;
}

}  // namespace ropetp::ui
