#pragma once

#include <QImage>
#include <QWidget>

#include "ui/view_mapping.h"
#include "ui/view_tool.h"
#include "ui/workspace.h"

#include <memory>

namespace ropetp::ui {

class BoxTool;

/// The footage with what was solved laid over it. Tools have the mouse first; else wheel zooms to the cursor, left or middle
/// drag pans, click selects a person.
class VideoView : public QWidget {
    Q_OBJECT

  public:
    explicit VideoView(Workspace& workspace, QWidget* parent = nullptr);
    ~VideoView() override;

    const render::OverlayOptions& overlayOptions() const { return options_; }
    void setOverlayOptions(const render::OverlayOptions& options);
    bool isBoxTool() const;
    /// What the mouse does here beside moving the picture.
    ViewTools& tools() { return tools_; }
    /// The frame whose picture is shown (the present one may still be decoding).
    FrameIndex shownFrame() const { return shown_; }
    bool hasPicture() const { return !picture_.isNull(); }
    const ViewMapping& mapping() const { return mapping_; }
    QSizeF frameSize() const;
    /// Between pixels of the frame (integers at centres) and the widget's logical pixels.
    QPointF toFrame(const QPointF& at) const { return mapping_.toFrame(at * devicePixelRatioF()); }
    QPointF toView(const QPointF& framePx) const { return mapping_.toView(framePx) / devicePixelRatioF(); }

  public Q_SLOTS:
    void fit();
    void actualSize();
    void setBoxTool(bool on);

  Q_SIGNALS:
    void zoomChanged(double percent);
    void boxToolChanged(bool on);
    void overlayOptionsChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void onVideoOpened();
    void fetch();
    void show(FrameIndex frame, const Image& image);
    void dropOverlay();
    void updateOverlay();
    void setMapping(const ViewMapping& mapping, bool fitted);
    std::optional<PersonId> personAt(const QPointF& devicePx) const;
    QSizeF viewSize() const;

    Workspace& workspace_;
    render::OverlayOptions options_;
    std::unique_ptr<render::OverlayRenderer> renderer_;
    QImage picture_;
    FrameIndex shown_;
    QImage overlay_;         ///< device pixels of the view; in its top left what is used of them
    QRect overlayAt_;        ///< where that belongs; empty: nothing to draw
    bool overlayStale_ = true;
    ViewMapping mapping_;
    bool fitted_ = true;
    ViewTools tools_;
    BoxTool* boxTool_;
    bool panning_ = false;
    QPointF pressed_, last_;
    bool moved_ = false;
};

}  // namespace ropetp::ui
