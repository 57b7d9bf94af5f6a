#include "render/world_view.h"

#include "render/world/orbit_camera.h"
#include "render/world/scene_p.h"
#include "render/world/vtk_surface_p.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <vtkCamera.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ropetp::render {
namespace {

constexpr double kPickPx = 90;

}  // namespace

struct WorldView::Impl {
    WorldView& view;
    VtkSurface surface;
    QImage picture;      ///< what was drawn last
    bool stale = true;   ///< it is no longer what the scene looks like

    std::shared_ptr<const body::BodyModel> body;
    GroundLayer ground;
    FrustumLayer frustum;
    GhostLayer ghosts;
    PathNotesLayer notes;
    GhostOptions ghostOptions;
    std::map<PersonId, std::unique_ptr<PersonLayer>> persons;
    std::map<PersonId, ClipPtr> clips;
    std::map<PersonId, std::shared_ptr<body::MotionClip>> streamed;
    OrbitCamera orbit;
    ViewPreset preset = ViewPreset::Perspective;
    FrameIndex frame;
    std::optional<PersonId> selected, followed;
    std::optional<Eigen::Vector3d> followedAt;   ///< where the followed pelvis was last
    bool trajectoryVisible = true;
    bool touched = false;          ///< the user has turned, moved or zoomed: the view stays where it is
    std::size_t framesFitted = 0;  ///< frames of all persons when the view was last fitted
    QPointF lastMouse;

    explicit Impl(WorldView& v)
        : view(v), ground(surface.renderer()), frustum(surface.renderer()), ghosts(surface.renderer()), notes(surface.renderer()) {
        setDark(true);
    }

    void setDark(bool dark) {
        surface.setDark(dark);
        ground.setDark(dark);
        frustum.setDark(dark);
        notes.setDark(dark);
    }

    void redraw() {
        stale = true;
        view.update();
    }

    double aspect() const { return double(std::max(1, view.width())) / std::max(1, view.height()); }

    const body::MotionClip* cameraClip() const {
        if (selected)
            if (const auto it = persons.find(*selected); it != persons.end() && it->second->clip()) return it->second->clip();
        for (const auto& [id, layer] : persons)
            if (layer->clip()) return layer->clip();
        return nullptr;
    }

    ViewPose pose() const {
        if (preset == ViewPreset::VideoCamera)
            if (const auto* clip = cameraClip(); clip && clip->camera.fx > 0 && !clip->camFromWorld.empty()) {
                const auto i = std::clamp<std::int64_t>(clip->find(frame), 0, std::int64_t(clip->camFromWorld.size()) - 1);
                return videoCameraPose(clip->camFromWorldAt(std::size_t(i)), clip->camera, aspect());
            }
        return orbit.pose();
    }

    void applyCamera() {
        const ViewPose p = pose();
        vtkCamera* camera = surface.renderer().GetActiveCamera();
        camera->SetPosition(p.eye.data());
        camera->SetFocalPoint(p.target.data());
        camera->SetViewUp(p.up.data());
        camera->SetViewAngle(p.verticalFovRad * 180 / EIGEN_PI);
        const double away = (p.eye - p.target).norm();
        camera->SetClippingRange(std::max(0.02, 0.02 * away), 60 + 4 * away);
    }

    /// Bodies for what is known: results first, else what is streamed.
    void syncPersons() {
        std::map<PersonId, ClipPtr> shown(streamed.begin(), streamed.end());
        for (const auto& [id, clip] : clips) shown[id] = clip;
        std::erase_if(persons, [&](const auto& entry) { return !shown.contains(entry.first); });
        if (!body) return;
        for (const auto& [id, clip] : shown) {
            auto& layer = persons[id];
            if (!layer) layer = std::make_unique<PersonLayer>(surface.renderer(), id, body);
            layer->setClip(clip);
            layer->setTrajectoryVisible(trajectoryVisible);
            layer->setSelected(selected == id);
        }
        showFrame();
        if (const auto* clip = cameraClip(); clip && !clip->camFromWorld.empty()) frustum.set(clip->camFromWorld.front(), clip->camera);
        else frustum.set(Eigen::Isometry3d::Identity(), {});
        std::size_t frames = 0;
        for (const auto& [id, layer] : persons) frames += layer->path().size();
        if (frames != framesFitted && frames > 0 && !touched && !followed) fit();
        framesFitted = frames;
        if (frames == 0) touched = false;
    }

    void showGhosts() {
        const auto it = selected ? persons.find(*selected) : persons.end();
        ghosts.show(body, it == persons.end() ? nullptr : it->second->sharedClip(), frame);
    }

    void showFrame() {
        showGhosts();
        if (persons.empty()) return;   // nothing moves on an empty floor
        for (auto& [id, layer] : persons) layer->showFrame(frame);
        if (followed) {
            const auto it = persons.find(*followed);
            const auto at = it == persons.end() ? std::nullopt : it->second->pelvisInWorld();
            if (at && followedAt) orbit.setTarget(orbit.target() + (*at - *followedAt));
            if (at) followedAt = at;
        }
        redraw();
        Q_EMIT view.viewMoved();
    }

    void fit() {
        std::vector<Eigen::Vector3d> points;
        const auto room = [&](const Eigen::Vector3d& at, double aside) {
            for (const double x : {-aside, aside})
                for (const double z : {-aside, aside})
                    for (const double y : {0.0, 1.8}) points.emplace_back(at.x() + x, y, at.z() + z);
        };
        for (const auto& [id, layer] : persons)
            for (const auto& p : layer->path()) room(p, 0.4);
        if (points.empty()) room(Eigen::Vector3d::Zero(), 1.2);
        orbit.fit(points, aspect());
    }
};

WorldView::WorldView(QWidget* parent) : QWidget(parent), impl_(std::make_unique<Impl>(*this)) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::ClickFocus);
    setMinimumSize(160, 120);
    impl_->fit();
}

WorldView::~WorldView() = default;

void WorldView::setBody(std::shared_ptr<const body::BodyModel> body) {
    if (body == impl_->body) return;
    impl_->persons.clear();
    impl_->body = std::move(body);
    impl_->syncPersons();
}

void WorldView::setClips(std::map<PersonId, std::shared_ptr<const body::MotionClip>> clips) {
    impl_->clips = std::move(clips);
    // The result of a solve goes elsewhere than what was streamed.
    if (!std::exchange(impl_->streamed, {}).empty()) impl_->framesFitted = 0;
    impl_->syncPersons();
    impl_->redraw();
}

void WorldView::showStreamed(const std::shared_ptr<const body::MotionClip>& part) {
    if (!part || part->frames.empty()) return;
    auto& clip = impl_->streamed[part->person];
    // A copy with the new frames: the layer recognises a change by the pointer.
    auto next = std::make_shared<body::MotionClip>(*part);
    if (clip && !clip->frames.empty() && clip->frames.back().frame.next() == part->frames.front().frame)
        next->frames.insert(next->frames.begin(), clip->frames.begin(), clip->frames.end());
    clip = std::move(next);
    impl_->clips.erase(part->person);
    impl_->syncPersons();
}

void WorldView::setCurrentFrame(FrameIndex frame) {
    impl_->frame = frame;
    impl_->showFrame();
}

void WorldView::setSelectedPerson(std::optional<PersonId> person) {
    impl_->selected = person;
    impl_->syncPersons();
    impl_->redraw();
}

void WorldView::setFollowedPerson(std::optional<PersonId> person) {
    impl_->followed = person;
    impl_->followedAt.reset();
    if (person)
        if (const auto it = impl_->persons.find(*person); it != impl_->persons.end() && it->second->pelvisInWorld()) {
            impl_->followedAt = it->second->pelvisInWorld();
            impl_->orbit.setTarget({impl_->followedAt->x(), 0.9, impl_->followedAt->z()});
        }
    impl_->redraw();
}

std::optional<PersonId> WorldView::followedPerson() const { return impl_->followed; }

void WorldView::setPreset(ViewPreset preset) {
    impl_->preset = preset;
    switch (preset) {
    case ViewPreset::Perspective: impl_->orbit.setAngles(0.6, 0.35); break;
    case ViewPreset::Front: impl_->orbit.setAngles(0, 0); break;
    case ViewPreset::Side: impl_->orbit.setAngles(EIGEN_PI / 2, 0); break;
    case ViewPreset::Top: impl_->orbit.setAngles(0, EIGEN_PI / 2); break;
    case ViewPreset::VideoCamera: break;
    }
    impl_->redraw();
    Q_EMIT viewMoved();
}

void WorldView::fitAll() {
    if (impl_->preset == ViewPreset::VideoCamera) impl_->preset = ViewPreset::Perspective;
    impl_->touched = false;
    impl_->fit();
    impl_->redraw();
    Q_EMIT viewMoved();
}

void WorldView::setTrajectoryVisible(bool visible) {
    impl_->trajectoryVisible = visible;
    for (auto& [id, layer] : impl_->persons) layer->setTrajectoryVisible(visible);
    impl_->showFrame();
}

void WorldView::setFrustumVisible(bool visible) {
    impl_->frustum.setVisible(visible);
    impl_->redraw();
}

void WorldView::setGhosts(const GhostOptions& options) {
    impl_->ghostOptions = options;
    impl_->ghosts.setOptions(options);
    impl_->showGhosts();
    impl_->redraw();
}

const GhostOptions& WorldView::ghosts() const { return impl_->ghostOptions; }

void WorldView::setPathBefore(const std::vector<Eigen::Vector3d>& pathM) {
    impl_->notes.setBefore(pathM);
    impl_->redraw();
}

void WorldView::setSpread(const std::vector<Eigen::Vector3d>& meanM, const std::vector<double>& radiusM) {
    impl_->notes.setSpread(meanM, radiusM);
    impl_->redraw();
}

void WorldView::setDark(bool dark) {
    impl_->setDark(dark);
    impl_->redraw();
}

Eigen::Vector3d WorldView::project(const Eigen::Vector3d& point) const { return projectToView(impl_->pose(), point, width(), height()); }

ViewRay WorldView::rayThrough(const QPointF& at) const { return rayThroughView(impl_->pose(), at.x(), at.y(), width(), height()); }

std::optional<Eigen::Vector3d> WorldView::onPlane(const QPointF& at, double heightM) const {
    constexpr double kFarthestM = 200;
    const ViewRay ray = rayThrough(at);
    const double far = (heightM - ray.origin.y()) / ray.direction.y();
    if (!(far > 0 && far < kFarthestM)) return std::nullopt;
    return ray.origin + far * ray.direction;
}

void WorldView::resizeEvent(QResizeEvent*) {
    if (impl_->touched || impl_->followed) return;
    impl_->fit();
    Q_EMIT viewMoved();
}

/// Drawn anew only where the scene has changed: whatever lies over the view asks for a paint each time it moves.
void WorldView::paintEvent(QPaintEvent*) {
    const double ratio = devicePixelRatioF();
    const QSize px = (QSizeF(size()) * ratio).toSize();
    if (impl_->stale || impl_->picture.size() != px) {
        impl_->applyCamera();
        impl_->picture = impl_->surface.draw(px, int(logicalDpiX() * ratio));
        impl_->picture.setDevicePixelRatio(ratio);
        impl_->stale = false;
    }
    QPainter painter(this);
    if (!impl_->picture.isNull()) return painter.drawImage(0, 0, impl_->picture);
    painter.fillRect(rect(), palette().window());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, tr("The world cannot be drawn: the graphics driver offers no OpenGL 3.2."));
}

void WorldView::mousePressEvent(QMouseEvent* event) {
    impl_->lastMouse = event->position();
    event->accept();
}

void WorldView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF by = (event->position() - impl_->lastMouse) / std::max(1, height());
    impl_->lastMouse = event->position();
    const auto buttons = event->buttons();
    if (buttons == Qt::NoButton) return;
    impl_->touched = true;
    if (impl_->preset == ViewPreset::VideoCamera) impl_->preset = ViewPreset::Perspective;   // the drag leaves the video's camera
    if (buttons & Qt::RightButton) impl_->orbit.zoom(std::exp(3 * by.y()));
    else if ((buttons & Qt::MiddleButton) || (event->modifiers() & Qt::ShiftModifier)) impl_->orbit.pan(by.x(), by.y());
    else impl_->orbit.orbit(by.x(), by.y());
    impl_->redraw();
    Q_EMIT viewMoved();
    event->accept();
}

void WorldView::mouseReleaseEvent(QMouseEvent* event) { event->accept(); }

void WorldView::mouseDoubleClickEvent(QMouseEvent* event) {
    std::optional<PersonId> nearest;
    double best = kPickPx;
    for (const auto& [id, layer] : impl_->persons) {
        const auto pelvis = layer->pelvisInWorld();
        if (!pelvis) continue;
        const Eigen::Vector3d at = project(*pelvis);
        const double off = std::hypot(at.x() - event->position().x(), 0.5 * (at.y() - event->position().y()));
        if (at.z() > 0 && off < best) {
            best = off;
            nearest = id;
        }
    }
    if (nearest) Q_EMIT personPicked(*nearest);
    event->accept();
}

void WorldView::wheelEvent(QWheelEvent* event) {
    if (impl_->preset == ViewPreset::VideoCamera) impl_->preset = ViewPreset::Perspective;
    impl_->touched = true;
    impl_->orbit.zoom(std::pow(0.999, event->angleDelta().y()));
    impl_->redraw();
    Q_EMIT viewMoved();
    event->accept();
}

}  // namespace ropetp::render
