#include "render/world/vtk_surface_p.h"

#include <QOpenGLFunctions>
#include <QSurfaceFormat>

#include <vtkLight.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

#include <algorithm>
#include <utility>

namespace ropetp::render {
namespace {

constexpr unsigned kReadFramebuffer = 0x8CA8, kBgra = 0x80E1, kUnsignedByte = 0x1401, kRendererName = 0x1F01;

QSurfaceFormat wantedFormat() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSamples(0);   // anti-aliasing happens inside VTK's own framebuffer
    return format;
}

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

VtkSurface::VtkSurface() {
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

VtkSurface::~VtkSurface() {
    if (state_ != State::Ready || !context_.makeCurrent(&offscreen_)) return;
    window_->SetReadyForRendering(false);
    window_->Finalize();
    context_.doneCurrent();
}

/// VTK asks for the context by events.
void VtkSurface::onWindow(unsigned long event, void* data) {
    if (event == vtkCommand::WindowMakeCurrentEvent) {
        if (state_ == State::Ready) context_.makeCurrent(&offscreen_);
    } else if (event == vtkCommand::WindowIsCurrentEvent) {
        *static_cast<bool*>(data) = state_ == State::Ready && QOpenGLContext::currentContext() == &context_;
    } else {
        *static_cast<int*>(data) = 1;
    }
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

bool VtkSurface::initialize() {
    state_ = State::Unavailable;
    offscreen_.setFormat(wantedFormat());
    offscreen_.create();
    context_.setFormat(wantedFormat());
    if (!offscreen_.isValid() || !context_.create() || context_.format().version() < std::pair(3, 2) || !context_.makeCurrent(&offscreen_)) return false;
    state_ = State::Ready;
    window_->SetReadyForRendering(true);
    window_->SetIsCurrent(true);
    window_->SetMultiSamples(multiSamples(*context_.functions()));
    window_->InitializeFromCurrentContext();
    return true;
}

QImage VtkSurface::draw(const QSize& sizePx, int dpi) {
    if (sizePx.isEmpty() || state_ == State::Unavailable) return {};
    if (state_ == State::Unused ? !initialize() : !context_.makeCurrent(&offscreen_)) return {};
    window_->SetSize(sizePx.width(), sizePx.height());
    window_->SetScreenSize(sizePx.width(), sizePx.height());
    window_->SetDPI(dpi);
    window_->Render();
    QImage picture(sizePx, QImage::Format_RGB32);
    window_->GetDisplayFramebuffer()->Bind(kReadFramebuffer);
    context_.functions()->glReadPixels(0, 0, sizePx.width(), sizePx.height(), kBgra, kUnsignedByte, picture.bits());
    window_->GetState()->ResetFramebufferBindings();
    context_.doneCurrent();
    return std::move(picture).mirrored();   // OpenGL's first row is the lowest
}

}  // namespace ropetp::render
