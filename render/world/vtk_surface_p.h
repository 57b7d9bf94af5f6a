#pragma once

#include <QMetaObject>
#include <QPointer>

#include <Eigen/Core>

#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

class QOpenGLContext;
class QOpenGLWidget;
class QSurface;

namespace ropetp::render {

/// VTK's renderer and its window, drawn into a QOpenGLWidget whose context VTK borrows; background and lights. Not part of any
/// public header.
class VtkSurface {
  public:
    /// @param view  outlives it, and calls release() before its own end.
    explicit VtkSurface(QOpenGLWidget& view);

    vtkRenderer& renderer() { return *renderer_.Get(); }
    void setDark(bool dark);

    // As the widget's functions of the same names ask.
    void initialize();
    void resize();
    bool isReady() const { return !context_.isNull(); }
    void paint();
    /// What VTK holds in the context goes.
    void release();

  private:
    void addLight(const Eigen::Vector3d& from, double intensity);
    void onWindow(unsigned long event, void* data);

    QOpenGLWidget& view_;
    vtkNew<vtkGenericOpenGLRenderWindow> window_;
    vtkNew<vtkRenderer> renderer_;
    vtkNew<vtkCallbackCommand> observer_;
    QPointer<QOpenGLContext> context_;
    QSurface* surface_ = nullptr;
    QMetaObject::Connection contextGone_;
};

}  // namespace ropetp::render
