#include "ui/video_view.h"

#include "ui/box_tool.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QWheelEvent>

#include <cmath>

namespace ropetp::ui {
namespace {

constexpr double kClickPx = 4;

/// Converts a picture into the top left of another one, which is made anew only where it is too small: fresh memory takes longer than converting does.
void putInto(QImage& kept, const QImage& from, QImage::Format format) {
    if (kept.width() < from.width() || kept.height() < from.height()) kept = QImage(kept.size().expandedTo(from.size()), format);
    QPainter painter(&kept);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(0, 0, from);
}

}  // namespace

VideoView::VideoView(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace), options_(Settings::overlay()), boxTool_(new BoxTool(workspace, *this)) {
    setObjectName("videoView");
    setMinimumSize(200, 150);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Footage"));
    for (auto signal : {&Workspace::videoOpened, &Workspace::footageChanged}) connect(&workspace_, signal, this, &VideoView::onVideoOpened);
    connect(&workspace_.playback(), &PlaybackController::currentChanged, this, &VideoView::fetch);
    connect(&workspace_.document(), &project::Document::changed, this, &VideoView::dropOverlay);
    tools_.add(boxTool_);
    connect(boxTool_, &BoxTool::activeChanged, this, &VideoView::boxToolChanged);
    connect(&tools_, &ViewTools::changed, this, [this] {
        setCursor(tools_.cursor());
        update();
    });
    for (auto signal : {&Workspace::streamed, &Workspace::selectionChanged, &Workspace::visibilityChanged, &Workspace::previewChanged})
        connect(&workspace_, signal, this, &VideoView::dropOverlay);
}

VideoView::~VideoView() = default;

void VideoView::onVideoOpened() {
    renderer_ = std::make_unique<render::OverlayRenderer>(workspace_.scene().body);
    picture_ = {};
    fit();
    fetch();
}

void VideoView::fetch() {
    auto* frames = workspace_.frames();
    if (!frames) return;
    const FrameIndex wanted = workspace_.playback().current();
    if (const Image ready = frames->tryGet(wanted); !ready.isNull()) show(wanted, ready);
    // Asked for in any case: it also tells the cache what to fetch ahead.
    frames->request(wanted, workspace_.playback().direction(), [view = QPointer(this)](FrameIndex frame, Result<Image> image) {
        if (!view || !image) return;
        QMetaObject::invokeMethod(view, [view, frame, picture = std::move(*image)] {
            if (view && frame == view->workspace_.playback().current() && (frame != view->shown_ || view->picture_.isNull())) view->show(frame, picture);
        }, Qt::QueuedConnection);
    });
}

void VideoView::show(FrameIndex frame, const Image& image) {
    if (picture_.size() != QSize(image.width(), image.height())) picture_ = {};
    // QPainter scales 32-bit pictures several times faster than 24-bit ones.
    putInto(picture_, QImage(image.pixels(), image.width(), image.height(), int(image.strideBytes()), QImage::Format_RGB888), QImage::Format_RGB32);
    shown_ = frame;
    dropOverlay();
}

void VideoView::setOverlayOptions(const render::OverlayOptions& options) {
    options_ = options;
    Settings::setOverlay(options);
    dropOverlay();
    Q_EMIT overlayOptionsChanged();
}

void VideoView::dropOverlay() {
    overlayStale_ = true;
    update();
}

QSizeF VideoView::frameSize() const {
    const auto& video = workspace_.scene().video;
    return video ? QSizeF(video->width, video->height) : QSizeF();
}

QSizeF VideoView::viewSize() const { return QSizeF(size()) * devicePixelRatioF(); }

void VideoView::setMapping(const ViewMapping& mapping, bool fitted) {
    mapping_ = mapping;
    fitted_ = fitted;
    dropOverlay();
    Q_EMIT zoomChanged(100 * mapping_.scale);
}

void VideoView::fit() { setMapping(ViewMapping::fit(frameSize(), viewSize()), true); }

void VideoView::actualSize() {
    const QPointF middle(viewSize().width() / 2, viewSize().height() / 2);
    setMapping(mapping_.zoomed(1 / mapping_.scale, middle), false);
}

void VideoView::setBoxTool(bool on) { boxTool_->setActive(on); }

bool VideoView::isBoxTool() const { return boxTool_->isActive(); }

void VideoView::updateOverlay() {
    if (!overlayStale_ || !renderer_ || picture_.isNull()) return;
    const QSize size = viewSize().toSize();
    const auto persons = workspace_.personsOn(shown_);
    const auto& layer = renderer_->render(workspace_.overlayCamera(), mapping_.overlay(), size.width(), size.height(), persons, options_);
    const auto& used = layer.used;
    overlayAt_ = QRect(used.x0, used.y0, used.width(), used.height());
    overlayStale_ = false;
    if (used.isEmpty()) return;
    const auto* first = layer.rgba.data() + 4 * (std::size_t(used.y0) * std::size_t(layer.width) + std::size_t(used.x0));
    // A copy, in the order of bytes that QPainter need not turn.
    putInto(overlay_, QImage(first, used.width(), used.height(), 4 * layer.width, QImage::Format_RGBA8888_Premultiplied), QImage::Format_ARGB32_Premultiplied);
}

void VideoView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::colors().viewBackground);
    if (picture_.isNull()) return;
    updateOverlay();
    painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
    // Enlarged pixels stay pixels, so that a person's edge can be judged.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, mapping_.scale < 3);
    painter.drawImage(mapping_.frameRect(frameSize()), picture_);
    if (!overlayStale_ && !overlayAt_.isEmpty()) painter.drawImage(overlayAt_.topLeft(), overlay_, QRect(QPoint(), overlayAt_.size()));
    painter.resetTransform();
    tools_.paint(painter);
}

void VideoView::resizeEvent(QResizeEvent*) {
    if (fitted_) fit();
    else dropOverlay();
}

std::optional<PersonId> VideoView::personAt(const QPointF& devicePx) const {
    const QPointF p = mapping_.toFrame(devicePx);
    std::optional<PersonId> best;
    double smallest = 1e300;
    for (const auto& person : workspace_.personsOn(shown_)) {
        if (!person.observation) continue;
        const auto& b = person.observation->box;
        if (!QRectF(b.x, b.y, b.width, b.height).contains(p) || b.area() >= smallest) continue;
        smallest = b.area();
        best = person.id;
    }
    return best;
}

void VideoView::mousePressEvent(QMouseEvent* event) {
    pressed_ = last_ = event->position() * devicePixelRatioF();
    moved_ = false;
    if (picture_.isNull() || tools_.press(*event)) return;
    panning_ = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
}

void VideoView::mouseMoveEvent(QMouseEvent* event) {
    if (tools_.move(*event) || !panning_) return;
    const QPointF at = event->position() * devicePixelRatioF();
    if (!moved_ && (at - pressed_).manhattanLength() < kClickPx * devicePixelRatioF()) return;
    moved_ = true;
    ViewMapping m = mapping_;
    m.origin += at - last_;
    setMapping(m, false);
    last_ = at;
    update();
}

void VideoView::mouseReleaseEvent(QMouseEvent* event) {
    if (tools_.release(*event)) return;
    if (std::exchange(panning_, false) && !moved_ && event->button() == Qt::LeftButton) workspace_.selectPerson(personAt(pressed_));
    update();
}

void VideoView::leaveEvent(QEvent*) { tools_.leave(); }

bool VideoView::event(QEvent* event) {
    // Esc gives up a drag before it stops a solve.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && tools_.isBusy()) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void VideoView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!tools_.press(*event)) fit();
}

void VideoView::wheelEvent(QWheelEvent* event) {
    if (picture_.isNull()) return;
    setMapping(mapping_.zoomed(std::pow(1.0015, event->angleDelta().y()), event->position() * devicePixelRatioF()), false);
    event->accept();
}

void VideoView::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape || !tools_.escape()) QWidget::keyPressEvent(event);
}

}  // namespace ropetp::ui
