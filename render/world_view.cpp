#include "render/world_view.h"

#include "render/world/orbit_camera.h"
#include "render/world/scene_p.h"

#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPointer>
#include <QWheelEvent>

#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkLight.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

#include <algorithm>
#include <cmath>

namespace ropetp::render {
namespace {

constexpr unsigned kDrawFramebuffer = 0x8CA9, kFramebuffer = 0x8D40, kColorBufferBit = 0x4000, kNearest = 0x2600, kLequal = 0x0203, kRendererName = 0x1F01, kScissorTest = 0x0C11;
constexpr double kPickPx = 90;

/// Anti-aliasing: what the environment asks for; else four samples, but none where the processor draws (they
/// would triple the time of a frame).
int multiSamples(QOpenGLFunctions& gl) {
    bool ok = false;
    const int n = qEnvironmentVariableIntValue("ROPETP_GL_SAMPLES", &ok);
    if (ok) return std::clamp(n, 0, 16);
    const QByteArray renderer(reinterpret_cast<const char*>(gl.glGetString(kRendererName)));
    const bool software = renderer.contains("llvmpipe") || renderer.contains("softpipe") || renderer.contains("SwiftShader");
    return software ? 0 : 4;
}

}  // namespace

struct WorldView::Impl {
    WorldView& view;
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkCallbackCommand> observer;
    QPointer<QOpenGLContext> context;
    QSurface* surface = nullptr;
    QMetaObject::Connection contextGone;

    std::shared_ptr<const body::BodyModel> body;
    GroundLayer ground;
    FrustumLayer frustum;
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

    explicit Impl(WorldView& v) : view(v), ground(*renderer.Get()), frustum(*renderer.Get()) {
        window->SetForceMaximumHardwareLineWidth(1);
        window->SetOwnContext(0);
        window->SetReadyForRendering(false);
        window->SetFrameBlitModeToNoBlit();
        window->SetMapped(true);
        window->SetIsDirect(1);
        window->SetSupportsOpenGL(1);
        window->AddRenderer(renderer);
        observer->SetClientData(this);
        observer->SetCallback([](vtkObject*, unsigned long event, void* self, void* data) { static_cast<Impl*>(self)->onWindow(event, data); });
        for (const auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent, vtkCommand::WindowSupportsOpenGLEvent, vtkCommand::WindowIsDirectEvent})
            window->AddObserver(event, observer);
        renderer->SetAutomaticLightCreation(false);
        addLight({-0.6, 1.6, 1.0}, 0.85);
        addLight({1.2, 0.7, 0.4}, 0.35);
        addLight({0.1, 0.5, -1.4}, 0.30);
        setDark(true);
    }

    void addLight(const Eigen::Vector3d& from, double intensity) {
        vtkNew<vtkLight> light;
        light->SetLightTypeToCameraLight();
        light->SetPosition(from.x(), from.y(), from.z());
        light->SetFocalPoint(0, 0, 0);
        light->SetIntensity(intensity);
        renderer->AddLight(light);
    }

    /// VTK asks for the context by events. Not QOpenGLWidget::makeCurrent(), which would bind the widget's
    /// framebuffer behind VTK's back.
    void onWindow(unsigned long event, void* data) {
        if (event == vtkCommand::WindowMakeCurrentEvent) {
            if (context && surface) context->makeCurrent(surface);
        } else if (event == vtkCommand::WindowIsCurrentEvent) {
            *static_cast<bool*>(data) = context && QOpenGLContext::currentContext() == context;
        } else {
            *static_cast<int*>(data) = 1;
        }
    }

    void release() {
        QObject::disconnect(contextGone);
        if (!context) return;
        view.makeCurrent();
        window->SetReadyForRendering(false);
        window->Finalize();
        view.doneCurrent();
        context = nullptr;
        surface = nullptr;
    }

    void setDark(bool dark) {
        if (dark) {
            renderer->SetBackground(0.125, 0.130, 0.140);
            renderer->SetBackground2(0.205, 0.212, 0.226);
        } else {
            renderer->SetBackground(0.80, 0.81, 0.82);
            renderer->SetBackground2(0.93, 0.935, 0.94);
        }
        renderer->SetGradientBackground(true);
        ground.setDark(dark);
        frustum.setDark(dark);
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
        vtkCamera* camera = renderer->GetActiveCamera();
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
            if (!layer) layer = std::make_unique<PersonLayer>(*renderer.Get(), id, body);
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

    void showFrame() {
        if (persons.empty()) return;   // nothing moves on an empty floor
        for (auto& [id, layer] : persons) layer->showFrame(frame);
        if (followed) {
            const auto it = persons.find(*followed);
            const auto at = it == persons.end() ? std::nullopt : it->second->pelvisInWorld();
            if (at && followedAt) orbit.setTarget(orbit.target() + (*at - *followedAt));
            if (at) followedAt = at;
        }
        view.update();
    }

    void fit() {
        Eigen::AlignedBox3d box;
        for (const auto& [id, layer] : persons)
            for (const auto& p : layer->path()) {
                box.extend(Eigen::Vector3d(p.x() - 0.5, 0, p.z() - 0.5));
                box.extend(Eigen::Vector3d(p.x() + 0.5, 1.8, p.z() + 0.5));
            }
        if (box.isEmpty()) box = Eigen::AlignedBox3d(Eigen::Vector3d(-1.2, 0, -1.2), Eigen::Vector3d(1.2, 1.8, 1.2));
        orbit.fit(box.center(), 0.5 * box.diagonal().norm(), aspect());
    }
};

QSurfaceFormat WorldView::requiredFormat() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSwapBehavior(QSurfaceFormat::DoubleBuffer);
    format.setRedBufferSize(8);
    format.setGreenBufferSize(8);
    format.setBlueBufferSize(8);
    format.setAlphaBufferSize(8);
    format.setDepthBufferSize(8);
    format.setStencilBufferSize(0);
    format.setSamples(0);   // anti-aliasing happens inside VTK's own framebuffer
    return format;
}

WorldView::WorldView(QWidget* parent) : QOpenGLWidget(parent), impl_(std::make_unique<Impl>(*this)) {
    setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
    setFocusPolicy(Qt::ClickFocus);
    setMinimumSize(160, 120);
    impl_->fit();
}

WorldView::~WorldView() { impl_->release(); }

void WorldView::setBody(std::shared_ptr<const body::BodyModel> body) {
    if (body == impl_->body) return;
    impl_->persons.clear();
    impl_->body = std::move(body);
    impl_->syncPersons();
}

void WorldView::setClips(std::map<PersonId, std::shared_ptr<const body::MotionClip>> clips) {
    impl_->clips = std::move(clips);
    impl_->streamed.clear();
    impl_->syncPersons();
    update();
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
    update();
}

void WorldView::setFollowedPerson(std::optional<PersonId> person) {
    impl_->followed = person;
    impl_->followedAt.reset();
    if (person)
        if (const auto it = impl_->persons.find(*person); it != impl_->persons.end() && it->second->pelvisInWorld()) {
            impl_->followedAt = it->second->pelvisInWorld();
            impl_->orbit.setTarget({impl_->followedAt->x(), 0.9, impl_->followedAt->z()});
        }
    update();
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
    update();
}

void WorldView::fitAll() {
    if (impl_->preset == ViewPreset::VideoCamera) impl_->preset = ViewPreset::Perspective;
    impl_->fit();
    update();
}

void WorldView::setTrajectoryVisible(bool visible) {
    impl_->trajectoryVisible = visible;
    for (auto& [id, layer] : impl_->persons) layer->setTrajectoryVisible(visible);
    impl_->showFrame();
}

void WorldView::setFrustumVisible(bool visible) {
    impl_->frustum.setVisible(visible);
    update();
}

void WorldView::setDark(bool dark) {
    impl_->setDark(dark);
    update();
}

Eigen::Vector3d WorldView::project(const Eigen::Vector3d& point) const { return projectToView(impl_->pose(), point, width(), height()); }

void WorldView::initializeGL() {
    auto& d = *impl_;
    d.context = context();
    d.surface = context()->surface();
    d.contextGone = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, [this] { impl_->release(); });
    d.window->SetReadyForRendering(true);
    d.window->SetIsCurrent(true);
    d.window->SetMultiSamples(multiSamples(*context()->functions()));
    d.window->InitializeFromCurrentContext();
}

void WorldView::resizeGL(int, int) {
    const double ratio = devicePixelRatioF();
    const int w = std::max(1, qRound(width() * ratio)), h = std::max(1, qRound(height() * ratio));
    impl_->window->SetSize(w, h);
    impl_->window->SetScreenSize(w, h);
    impl_->window->SetDPI(int(logicalDpiX() * ratio));
}

void WorldView::paintGL() {
    auto& d = *impl_;
    if (!d.context) return;
    d.applyCamera();
    vtkOpenGLState* state = d.window->GetState();
    state->Reset();
    state->Push();
    state->vtkglDepthFunc(kLequal);   // Qt leaves GL_LESS, VTK expects this
    d.window->Render();
    makeCurrent();
    QOpenGLFunctions* gl = context()->functions();
    gl->glBindFramebuffer(kDrawFramebuffer, defaultFramebufferObject());
    const int* size = d.window->GetSize();
    state->ResetFramebufferBindings();
    state->vtkglDisable(kScissorTest);
    d.window->BlitDisplayFramebuffer(0, 0, 0, size[0], size[1], 0, 0, size[0], size[1], int(kColorBufferBit), int(kNearest));
    // Opaque, or Qt's compositor would mix the view with what is behind the window.
    gl->glBindFramebuffer(kFramebuffer, defaultFramebufferObject());
    gl->glColorMask(false, false, false, true);
    gl->glClearColor(0, 0, 0, 1);
    gl->glClear(kColorBufferBit);
    gl->glColorMask(true, true, true, true);
    state->Reset();
    state->Pop();
    gl->glBindFramebuffer(kFramebuffer, defaultFramebufferObject());
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
    update();
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
    update();
    event->accept();
}

}  // namespace ropetp::render
