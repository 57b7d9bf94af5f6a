#pragma once

#include <QImage>
#include <QWidget>

#include "ui/view_mapping.h"
#include "ui/workspace.h"

#include <memory>

namespace ropetp::ui {

/// The footage with what was solved laid over it. Wheel zooms to the cursor, middle drag (or space-free
/// left drag beside people) pans, click selects a person, the box tool draws a box on the present frame.
class VideoView : public QWidget {
    Q_OBJECT

  public:
    explicit VideoView(Workspace& workspace, QWidget* parent = nullptr);
    ~VideoView() override;

    const render::OverlayOptions& overlayOptions() const { return options_; }
    void setOverlayOptions(const render::OverlayOptions& options);
    bool isBoxTool() const { return boxTool_; }
    /// The frame whose picture is shown (the present one may still be decoding).
    FrameIndex shownFrame() const { return shown_; }
    bool hasPicture() const { return !picture_.isNull(); }
    const ViewMapping& mapping() const { return mapping_; }

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
    QSizeF frameSize() const;
    QSizeF viewSize() const;

    Workspace& workspace_;
    render::OverlayOptions options_;
    std::unique_ptr<render::OverlayRenderer> renderer_;
    QImage picture_;
    FrameIndex shown_;
    QImage overlay_;         ///< device pixels of the view; null: to be drawn
    ViewMapping mapping_;
    bool fitted_ = true;
    bool boxTool_ = false;
    enum class Drag { None, Pan, Box } drag_ = Drag::None;
    QPointF pressed_, last_;
    bool moved_ = false;
};

}  // namespace ropetp::ui
