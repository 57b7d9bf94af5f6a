#include "ui/world_pane.h"

#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace ropetp::ui {

using render::ViewPreset;

WorldPane::WorldPane(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("worldPane");
    setWhatsThis(tr("The people in the world, in metres, standing on the floor at height 0.\n"
                    "Here one sees what footage hides: feet that slide or sink, a body that leans, a walk that drifts. Look from the front, the side and above, or through the video's camera.\n"
                    "The same joints can be picked, moved and turned as in the footage. The ring beside the feet raises and lowers the floor that the selected person stands on."));
    auto* header = new QWidget(this);
    header->setObjectName("paneHeader");
    header->setAttribute(Qt::WA_StyledBackground);
    auto* bar = new QHBoxLayout(header);
    bar->setContentsMargins(10, 3, 6, 3);
    bar->setSpacing(3);
    bar->addWidget(new QLabel(tr("World"), header));
    bar->addStretch(1);
    view_ = new render::WorldView(this);
    view_->setObjectName("worldView");
    view_->setDark(Theme::isDark());
    overlay_ = new ViewOverlay(*view_);
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
    const std::tuple<const char*, QString, QString, ViewPreset> presets[] = {
        {"viewPerspective", tr("Free"), tr("From above and aside; drag turns, shift-drag moves, wheel zooms"), ViewPreset::Perspective},
        {"viewFront", tr("Front"), tr("From the front"), ViewPreset::Front},
        {"viewSide", tr("Side"), tr("From the side"), ViewPreset::Side},
        {"viewTop", tr("Top"), tr("From above"), ViewPreset::Top},
        {"viewCamera", tr("Camera"), tr("Through the video's camera"), ViewPreset::VideoCamera},
    };
    for (const auto& [name, text, tip, preset] : presets)
        connect(button(name, text, tip), &QToolButton::clicked, this, [this, p = preset] { view_->setPreset(p); });
    connect(button("viewFit", tr("Fit"), tr("See all of the walk")), &QToolButton::clicked, view_, &render::WorldView::fitAll);
    follow_ = button("viewFollow", tr("Follow"), tr("Keep the selected person in view"));
    follow_->setCheckable(true);
    connect(follow_, &QToolButton::toggled, this, &WorldPane::setFollowing);
    auto* show = button("viewShow", tr("Show"), tr("What is drawn"));
    auto* menu = new QMenu(show);
    for (const auto& [text, apply] : {std::pair<QString, void (render::WorldView::*)(bool)>{tr("Trajectories"), &render::WorldView::setTrajectoryVisible},
                                      {tr("Video camera"), &render::WorldView::setFrustumVisible}}) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, view_, apply);
    }
    show->setMenu(menu);
    show->setPopupMode(QToolButton::InstantPopup);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(view_, 1);

    connect(&workspace_, &Workspace::videoOpened, this, [this] {
        view_->setBody(workspace_.scene().body);
        sync();
    });
    connect(&workspace_.document(), &project::Document::changed, this, &WorldPane::sync);
    connect(&workspace_, &Workspace::visibilityChanged, this, &WorldPane::sync);
    connect(&workspace_, &Workspace::previewChanged, this, &WorldPane::sync);
    connect(&workspace_, &Workspace::solvingChanged, this, [this](bool solving) {
        if (!solving) sync();
    });
    connect(&workspace_, &Workspace::posesStreamed, view_, &render::WorldView::showStreamed);
    connect(&workspace_, &Workspace::selectionChanged, this, [this] {
        view_->setSelectedPerson(workspace_.selectedPerson());
        if (follow_->isChecked()) setFollowing(true);
    });
    connect(&workspace_.playback(), &PlaybackController::currentChanged, view_, &render::WorldView::setCurrentFrame);
    connect(view_, &render::WorldView::personPicked, &workspace_, [this](PersonId person) { workspace_.selectPerson(person); });
}

void WorldPane::sync() {
    view_->setClips(workspace_.visibleClips());
    view_->setCurrentFrame(workspace_.playback().current());
}

void WorldPane::setFollowing(bool on) {
    auto person = workspace_.selectedPerson();
    if (on && !person && !workspace_.scene().clips.empty()) person = workspace_.scene().clips.begin()->first;
    view_->setFollowedPerson(on ? person : std::nullopt);
}

void WorldPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) view_->setDark(Theme::isDark());
    QWidget::changeEvent(event);
}

}  // namespace ropetp::ui
