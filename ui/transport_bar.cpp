#include "ui/transport_bar.h"

#include "ui/settings.h"
#include "ui/time_text.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QToolButton>

namespace ropetp::ui {

TransportBar::TransportBar(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setObjectName("transportBar");
    setWhatsThis(tr("Plays the video and its people, and goes to single frames.\n"
                    "Space plays and stops; J, K and L play backwards, stop and play forwards, faster each time. The arrow keys step, with Shift by ten frames.\n"
                    "Type into the frame number to go there."));
    setAttribute(Qt::WA_StyledBackground);
    auto& playback = workspace_.playback();
    start_ = button("toStart", Glyph::ToStart, tr("Go to the start (Home)"));
    back_ = button("stepBack", Glyph::StepBack, tr("One frame back (Left)"));
    play_ = button("play", Glyph::Play, tr("Play or stop (Space); J and L play backwards and forwards, faster each time; K stops"));
    forward_ = button("stepForward", Glyph::StepForward, tr("One frame forward (Right)"));
    end_ = button("toEnd", Glyph::ToEnd, tr("Go to the end (End)"));
    loop_ = button("loop", Glyph::Loop, tr("Repeat: playback goes on from the start of the range, or of the video"));
    loop_->setCheckable(true);
    in_ = button("markIn", Glyph::MarkIn, tr("Start the range here (I)"));
    out_ = button("markOut", Glyph::MarkOut, tr("End the range here (O); X clears the range"));
    frame_ = new QSpinBox(this);
    frame_->setObjectName("frameNumber");
    frame_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    frame_->setAlignment(Qt::AlignRight);
    frame_->setKeyboardTracking(false);
    frame_->setMinimumWidth(64);
    frame_->setFocusPolicy(Qt::ClickFocus);
    frame_->setToolTip(tr("Frame; type a number to go there"));
    frame_->setAccessibleName(tr("Frame"));
    count_ = new QLabel(this);
    count_->setProperty("dim", true);
    clock_ = new QLabel(this);
    clock_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    clock_->setToolTip(tr("Time in the video"));
    speed_ = new QLabel(this);
    speed_->setProperty("dim", true);

    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(8, 3, 8, 3);
    line->setSpacing(2);
    for (auto* b : {start_, back_, play_, forward_, end_}) line->addWidget(b);
    line->addSpacing(10);
    for (auto* b : {loop_, in_, out_}) line->addWidget(b);
    line->addSpacing(12);
    line->addWidget(frame_);
    line->addWidget(count_);
    line->addSpacing(12);
    line->addWidget(clock_);
    line->addSpacing(12);
    line->addWidget(speed_);
    line->addStretch(1);

    connect(start_, &QToolButton::clicked, &playback, &PlaybackController::goToStart);
    connect(back_, &QToolButton::clicked, &playback, [&playback] { playback.step(-1); });
    connect(play_, &QToolButton::clicked, &playback, &PlaybackController::togglePlay);
    connect(forward_, &QToolButton::clicked, &playback, [&playback] { playback.step(1); });
    connect(end_, &QToolButton::clicked, &playback, &PlaybackController::goToEnd);
    connect(loop_, &QToolButton::toggled, &playback, &PlaybackController::setLooping);
    connect(loop_, &QToolButton::toggled, this, [](bool on) { Settings::setLoop(on); });
    connect(in_, &QToolButton::clicked, &playback, &PlaybackController::setInHere);
    connect(out_, &QToolButton::clicked, &playback, &PlaybackController::setOutHere);
    connect(frame_, &QSpinBox::valueChanged, &playback, [&playback](int value) { playback.seek(FrameIndex(value)); });
    connect(frame_, &QSpinBox::editingFinished, this, [this] { frame_->clearFocus(); });
    connect(&playback, &PlaybackController::currentChanged, this, &TransportBar::refresh);
    connect(&playback, &PlaybackController::playingChanged, this, &TransportBar::refresh);
    connect(&workspace_, &Workspace::videoOpened, this, &TransportBar::refresh);
    playback.setLooping(Settings::loop());
    loop_->setChecked(playback.isLooping());
    refresh();
}

QToolButton* TransportBar::button(const char* name, Glyph glyph, const QString& tip) {
    auto* b = new QToolButton(this);
    b->setIcon(glyphIcon(glyph));
    b->setObjectName(name);
    b->setToolTip(tip);
    b->setAccessibleName(tip);
    b->setIconSize({16, 16});
    b->setAutoRaise(true);
    b->setFocusPolicy(Qt::NoFocus);
    return b;
}

void TransportBar::refresh() {
    const auto& playback = workspace_.playback();
    const bool any = playback.frameCount() > 0;
    for (QWidget* w : std::initializer_list<QWidget*>{start_, back_, play_, forward_, end_, in_, out_, frame_}) w->setEnabled(any);
    play_->setIcon(glyphIcon(playback.isPlaying() ? Glyph::Pause : Glyph::Play));
    const QSignalBlocker quiet(frame_);
    frame_->setRange(0, int(std::max<std::int64_t>(0, playback.frameCount() - 1)));
    frame_->setValue(int(playback.current().value));
    count_->setText(any ? tr("of %1").arg(playback.frameCount() - 1) : QString());
    clock_->setText(any ? clockText(playback.timeSec(playback.current())) : QString());
    speed_->setText(playback.isPlaying() && playback.speed() != 1 ? tr("%1×").arg(playback.speed()) : QString());
}

}  // namespace ropetp::ui
