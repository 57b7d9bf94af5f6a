#include "ui/video_pane.h"

#include "ui/video_view.h"
#include "ui/welcome_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace ropetp::ui {

VideoPane::VideoPane(Workspace& workspace, const QString& samplePath, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("videoPane");
    setWhatsThis(tr("The footage with the solved people over it; the overlay always belongs to the picture that is shown.\n"
                    "Watch whether the body covers the person: where it leaves the picture, the solve is wrong. Keys 1 to 4 show body, skeleton, 2D points and boxes.\n"
                    "Click on a person or joint to select it. W moves joints, E turns them; what you change becomes a fix of that frame, and the frames around follow."));
    auto* header = new QWidget(this);
    header->setObjectName("paneHeader");
    header->setAttribute(Qt::WA_StyledBackground);
    auto* bar = new QHBoxLayout(header);
    bar->setContentsMargins(10, 3, 6, 3);
    bar->setSpacing(3);
    title_ = new QLabel(tr("Footage"), header);
    title_->setTextFormat(Qt::PlainText);
    title_->setMinimumWidth(40);
    zoom_ = new QLabel(header);
    bar->addWidget(title_, 1);
    bar->addWidget(zoom_);
    view_ = new VideoView(workspace, this);
    const auto button = [&](const char* name, const QString& text, const QString& tip) {
        auto* b = new QToolButton(header);
        b->setObjectName(name);
        b->setText(text);
        b->setToolTip(tip);
        b->setAutoRaise(true);
        b->setFocusPolicy(Qt::NoFocus);
        bar->addWidget(b);
        return b;
    };
    connect(button("videoFit", tr("Fit"), tr("The whole picture (F)")), &QToolButton::clicked, view_, &VideoView::fit);
    connect(button("videoActual", tr("1:1"), tr("One pixel of the video on one of the screen (Shift+F)")), &QToolButton::clicked, view_, &VideoView::actualSize);
    connect(view_, &VideoView::zoomChanged, this, [this](double percent) {
        zoom_->setText(workspace_.hasVideo() ? tr("%1 %").arg(int(std::lround(percent))) : QString());
    });
    welcome_ = new WelcomePage(samplePath, this);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(welcome_);
    stack_->addWidget(view_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(stack_, 1);
    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        stack_->setCurrentWidget(view_);
        refreshTitle();
        view_->fit();
    });
}

void VideoPane::refreshTitle() {
    const auto& v = *workspace_.scene().video;
    title_->setText(tr("%1 — %2 × %3, %4 fps").arg(QFileInfo(QString::fromStdString(v.path.string())).fileName()).arg(v.width).arg(v.height).arg(v.fps, 0, 'g', 4));
    title_->setToolTip(QString::fromStdString(v.path.string()));
}

}  // namespace ropetp::ui
