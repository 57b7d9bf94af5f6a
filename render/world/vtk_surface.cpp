#include "render/world/vtk_surface_p.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLWidget>

#include <vtkLight.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

#include <algorithm>

namespace ropetp::render {
namespace {

constexpr unsigned kDrawFramebuffer = 0x8CA9, kFramebuffer = 0x8D40, kColorBufferBit = 0x4000, kNearest = 0x2600, kLequal = 0x0203, kRendererName = 0x1F01, kScissorTest = 0x0C11;

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

VtkSurface::VtkSurface(QOpenGLWidget& view) : view_(view) {
    window_->SetForceMaximumHardwareLineWidth(1);
    window_->SetOwnContext(0);
    window_->SetReadyForRendering(false);
    window_->SetFrameBlitModeToNoBlit();
    window_->SetMapped(true);
    window_->SetIsDirect(1);
    window_->SetSupportsOpenGL(1);
    window_->AddRenderer(renderer_);
    observer_->SetClientData(this);
    observer_->SetCallback([](vtkObject*, unsigned long event, void* self, void* data) { static_cast<VtkSurface*>(self)->onWindow(event, data); });
    for (const auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent, vtkCommand::WindowSupportsOpenGLEvent, vtkCommand::WindowIsDirectEvent})
        window_->AddObserver(event, observer_);
    renderer_->SetAutomaticLightCreation(false);
    addLight({-0.6, 1.6, 1.0}, 0.85);
    addLight({1.2, 0.7, 0.4}, 0.35);
    addLight({0.1, 0.5, -1.4}, 0.30);
    setDark(true);
}

void VtkSurface::addLight(const Eigen::Vector3d& from, double intensity) {
    vtkNew<vtkLight> light;
    light->SetLightTypeToCameraLight();
    light->SetPosition(from.x(), from.y(), from.z());
    light->SetFocalPoint(0, 0, 0);
    light->SetIntensity(intensity);
    renderer_->AddLight(light);
}

/// VTK asks for the context by events. Not QOpenGLWidget::makeCurrent(), which would bind the widget's
/// framebuffer behind VTK's back.
void VtkSurface::onWindow(unsigned long event, void* data) {
    if (event == vtkCommand::WindowMakeCurrentEvent) {
        if (context_ && surface_) context_->makeCurrent(surface_);
    } else if (event == vtkCommand::WindowIsCurrentEvent) {
        *static_cast<bool*>(data) = context_ && QOpenGLContext::currentContext() == context_;
    } else {
        *static_cast<int*>(data) = 1;
    }
}

void VtkSurface::release() {
    QObject::disconnect(contextGone_);
    if (!context_) return;
    view_.makeCurrent();
    window_->SetReadyForRendering(false);
    window_->Finalize();
    view_.doneCurrent();
    context_ = nullptr;
    surface_ = nullptr;
}

void VtkSurface::setDark(bool dark) {
    if (dark) {
        renderer_->SetBackground(0.125, 0.130, 0.140);
        renderer_->SetBackground2(0.205, 0.212, 0.226);
    } else {
        renderer_->SetBackground(0.80, 0.81, 0.82);
        renderer_->SetBackground2(0.93, 0.935, 0.94);
    }
    renderer_->SetGradientBackground(true);
}

void VtkSurface::initialize() {
    context_ = view_.context();
    surface_ = context_->surface();
    contextGone_ = QObject::connect(context_, &QOpenGLContext::aboutToBeDestroyed, &view_, [this] { release(); });
    window_->SetReadyForRendering(true);
    window_->SetIsCurrent(true);
    window_->SetMultiSamples(multiSamples(*context_->functions()));
    window_->InitializeFromCurrentContext();
}

void VtkSurface::resize() {
    const double ratio = view_.devicePixelRatioF();
    const int w = std::max(1, qRound(view_.width() * ratio)), h = std::max(1, qRound(view_.height() * ratio));
    window_->SetSize(w, h);
    window_->SetScreenSize(w, h);
    window_->SetDPI(int(view_.logicalDpiX() * ratio));
}

void VtkSurface::paint() {
    vtkOpenGLState* state = window_->GetState();
    state->Reset();
    state->Push();
    state->vtkglDepthFunc(kLequal);   // Qt leaves GL_LESS, VTK expects this
    window_->Render();
    view_.makeCurrent();
    QOpenGLFunctions* gl = context_->functions();
    gl->glBindFramebuffer(kDrawFramebuffer, view_.defaultFramebufferObject());
    const int* size = window_->GetSize();
    state->ResetFramebufferBindings();
    state->vtkglDisable(kScissorTest);
    window_->BlitDisplayFramebuffer(0, 0, 0, size[0], size[1], 0, 0, size[0], size[1], int(kColorBufferBit), int(kNearest));
    // Opaque, or Qt's compositor would mix the view with what is behind the window.
    gl->glBindFramebuffer(kFramebuffer, view_.defaultFramebufferObject());
    gl->glColorMask(false, false, false, true);
    gl->glClearColor(0, 0, 0, 1);
    gl->glClear(kColorBufferBit);
    gl->glColorMask(true, true, true, true);
    state->Reset();
    state->Pop();
    gl->glBindFramebuffer(kFramebuffer, view_.defaultFramebufferObject());
}

}  // namespace ropetp::render
