#pragma once

#include <QImage>
#include <QOffscreenSurface>
#include <QOpenGLContext>

#include <Eigen/Core>

#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

namespace ropetp::render {

/// VTK's renderer and its window, drawn off the screen in an OpenGL context of its own and handed on as a picture; background
/// and lights. A picture, not a QOpenGLWidget: one such widget has Qt compose the whole window in OpenGL, every panel of it uploaded
/// anew, which takes longer than the view itself where the processor draws. GUI thread only. Not part of any public header.
class VtkSurface {
  public:
    VtkSurface();
    ~VtkSurface();

    vtkRenderer& renderer() { return *renderer_.Get(); }
    void setDark(bool dark);
    /// @param sizePx  device pixels
    /// @param dpi     of texts, device pixels
    /// @return opaque; null where there is no OpenGL 3.2
    QImage draw(const QSize& sizePx, int dpi);

  private:
    void addLight(const Eigen::Vector3d& from, double intensity);
    void onWindow(unsigned long event, void* data);
    bool initialize();

    QOffscreenSurface offscreen_;
    QOpenGLContext context_;
    vtkNew<vtkGenericOpenGLRenderWindow> window_;
    vtkNew<vtkRenderer> renderer_;
    vtkNew<vtkCallbackCommand> observer_;
    enum class State { Unused, Ready, Unavailable } state_ = State::Unused;
};

}  // namespace ropetp::render
