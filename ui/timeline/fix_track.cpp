#include "ui/timeline/fix_track.h"

#include "edit/fix_edits.h"
#include "ui/range_tool_text.h"
#include "ui/theme.h"
#include "ui/timeline/timeline_colors.h"

#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

#include <numbers>

namespace ropetp::ui {
namespace {

constexpr double kDiamond = 6, kGrip = 5, kTop = 4, kBottomMargin = 4;
/// A wing can be taken hold of beside the diamond even where it is shorter.
constexpr double kLeastWing = kDiamond + kGrip + 1;

}  // namespace

FixTrack::FixTrack(Workspace& workspace) : workspace_(workspace) {
    setObjectName("fixTrack");
    connect(&workspace_.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.layers || c.clips || c.video) refresh();
    });
    connect(&workspace_, &Workspace::selectionChanged, this, &FixTrack::refresh);
    connect(&workspace_.playback(), &PlaybackController::currentChanged, this, &TimelineTrack::changed);
}

double FixTrack::frameOf(double sec) const {
    const auto& pts = workspace_.scene().video->ptsSec;
    const double step = 1 / std::max(1e-3, workspace_.scene().video->fps);
    if (pts.empty()) return 0;
    if (sec <= pts.front()) return (sec - pts.front()) / step;
    if (sec >= pts.back()) return double(pts.size() - 1) + (sec - pts.back()) / step;
    const auto next = std::upper_bound(pts.begin(), pts.end(), sec);
    return double(next - pts.begin() - 1) + (sec - *(next - 1)) / (*next - *(next - 1));
}

double FixTrack::secOf(double frame) const {
    const auto& pts = workspace_.scene().video->ptsSec;
    const double step = 1 / std::max(1e-3, workspace_.scene().video->fps);
    if (pts.empty()) return 0;
    if (frame <= 0) return pts.front() + frame * step;
    if (frame >= double(pts.size() - 1)) return pts.back() + (frame - double(pts.size() - 1)) * step;
    const auto i = std::size_t(frame);
    return pts[i] + (frame - double(i)) * (pts[i + 1] - pts[i]);
}

void FixTrack::refresh() {
    shown_.clear();
    const auto person = workspace_.selectedPerson();
    const auto layers = person && workspace_.scene().video ? workspace_.scene().layers.find(*person) : workspace_.scene().layers.end();
    if (layers != workspace_.scene().layers.end()) {
        std::vector<FrameRange> propagated;
        for (const auto& cluster : edit::fixClusters(*layers->second))
            if (edit::propagationOf(*layers->second, cluster)) propagated.push_back(cluster.range);
        const auto& raw = layers->second->raw;
        for (const edit::Fix& fix : layers->second->fixes) {
            const double t = secOf(double(fix.frame.value));
            Shown s{fix, frameOf(t - fix.falloff.beforeSec), frameOf(t + fix.falloff.afterSec)};
            s.dormant = !raw || raw->find(fix.frame) < 0;
            for (const auto& range : propagated) s.propagated |= range.contains(fix.frame);
            shown_.push_back(std::move(s));
        }
    }
    Q_EMIT changed();
}

double FixTrack::diamondX(const TrackView& view, std::size_t fix) const { return view.window.middleOf(shown_[fix].fix.frame); }

double FixTrack::wingX(const TrackView& view, std::size_t fix, bool after) const {
    const double x = diamondX(view, fix);
    return after ? std::max(view.window.xOf(shown_[fix].to + 0.5), x + kLeastWing) : std::min(view.window.xOf(shown_[fix].from + 0.5), x - kLeastWing);
}

bool FixTrack::hasGrip(const TrackView& view, const Shown& shown, bool after) const {
    // Zoomed far out, grips would crowd the diamonds.
    constexpr double kLeastPxPerFrame = 2;
    const double x = view.window.middleOf(shown.fix.frame), end = view.window.xOf((after ? shown.to : shown.from) + 0.5);
    return std::abs(end - x) >= kLeastWing || view.window.pxPerFrame() >= kLeastPxPerFrame;
}

void FixTrack::paintWings(QPainter& painter, const TrackView& view, const Shown& shown) const {
    const double x = view.window.middleOf(shown.fix.frame), base = view.height - kBottomMargin;
    const double ends[] = {view.window.xOf(shown.from + 0.5), view.window.xOf(shown.to + 0.5)};
    // The falloff itself: a cosine.
    constexpr int kSteps = 12;
    QPainterPath wings;
    wings.moveTo(ends[0], base);
    for (const int side : {0, 1})
        for (int k = 0; k <= kSteps; ++k) {
            const double u = side == 0 ? 1 - double(k) / kSteps : double(k) / kSteps;
            wings.lineTo(x + (ends[side] - x) * u, base - (base - kTop) * 0.5 * (1 + std::cos(std::numbers::pi * u)));
        }
    wings.closeSubpath();
    QColor color = provenanceColor(edit::Provenance::Propagated);
    QColor fill = color;
    fill.setAlphaF(shown.propagated ? 0.5f : 0.85f);
    if (!shown.dormant) painter.fillPath(wings, shown.propagated ? QBrush(fill) : QBrush(fill, Qt::BDiagPattern));
    painter.setPen(QPen(color, 1));
    painter.drawPath(wings);
}

void FixTrack::paint(QPainter& painter, const TrackView& view) const {
    const auto& colors = Theme::colors();
    if (shown_.empty()) {
        painter.setPen(colors.dimText);
        painter.drawText(view.rect().adjusted(6, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("None yet: pose a joint on a frame, and its surroundings follow"));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const auto isSeen = [&](const Shown& s) { return view.window.xOf(s.to + 1) >= view.window.left - 10 && view.window.xOf(s.from) <= view.window.right() + 10; };
    for (const Shown& s : shown_)
        if (isSeen(s)) paintWings(painter, view, s);
    const FrameIndex current = workspace_.playback().current();
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const Shown& s = shown_[i];
        if (!isSeen(s)) continue;
        const QColor color = provenanceColor(edit::Provenance::Fixed);
        painter.setPen(Qt::NoPen);
        painter.setBrush(provenanceColor(edit::Provenance::Propagated));
        for (const bool after : {false, true})
            if (hasGrip(view, s, after)) painter.drawRoundedRect(QRectF(wingX(view, i, after) - 1.5, view.height - kBottomMargin - 7, 3, 8), 1, 1);
        const double x = diamondX(view, i), y = view.height / 2;
        const double r = s.fix.frame == current ? kDiamond + 1.5 : kDiamond;
        painter.setBrush(s.dormant ? QBrush(colors.timelineRow) : QBrush(color));
        painter.setPen(QPen(s.dormant ? color : s.fix.frame == current ? colors.text : colors.timelineBackground, s.fix.frame == current ? 1.6 : 1));
        painter.drawPolygon(QPolygonF({{x - r, y}, {x, y - r}, {x + r, y}, {x, y + r}}));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

std::optional<FixTrack::Grip> FixTrack::grip(const TrackView& view, QPointF at) const {
    std::optional<Grip> best;
    double nearest = kDiamond + 2;
    const auto offer = [&](std::size_t fix, Part part, double x, double reach) {
        const double away = std::abs(at.x() - x);
        if (away > reach || away >= nearest) return;
        nearest = away;
        best = Grip{fix, part};
    };
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        offer(i, Part::Diamond, diamondX(view, i), kDiamond + 1);
        if (at.y() < view.height / 2) continue;
        for (const bool after : {false, true})
            if (hasGrip(view, shown_[i], after)) offer(i, after ? Part::After : Part::Before, wingX(view, i, after), kGrip);
    }
    return best;
}

std::optional<Qt::CursorShape> FixTrack::hit(const TrackView& view, QPointF at) const {
    const auto g = grip(view, at);
    if (!g) return std::nullopt;
    return g->part == Part::Diamond ? Qt::PointingHandCursor : Qt::SizeHorCursor;
}

void FixTrack::press(const TrackView& view, const TrackMouse& mouse) {
    grip_ = grip(view, mouse.at);
    dragging_ = false;
    if (!grip_ || grip_->part != Part::Diamond) return;
    const edit::Fix fix = shown_[grip_->fix].fix;
    workspace_.playback().stop();
    workspace_.playback().seek(fix.frame);
    if (fix.joints.any()) workspace_.joints().selectAll(fix.joints);
}

void FixTrack::move(const TrackView& view, const TrackMouse& mouse) {
    const auto person = workspace_.selectedPerson();
    if (!grip_ || grip_->part == Part::Diamond || !person || grip_->fix >= shown_.size()) return;
    const edit::Fix fix = shown_[grip_->fix].fix;
    const double sec = secOf(view.window.at(mouse.at.x()) - 0.5) - secOf(double(fix.frame.value));
    const bool after = grip_->part == Part::After;
    const double reach = std::clamp(std::round((after ? sec : -sec) * 100) / 100, 0.0, edit::kLongestFalloffSec);
    edit::Falloff falloff = fix.falloff;
    (after ? falloff.afterSec : falloff.beforeSec) = reach;
    if (mouse.modifiers & Qt::ShiftModifier) falloff = {reach, reach};
    if (falloff == fix.falloff) return;
    // One drag is one step in the history, and two drags are two.
    workspace_.apply(edit::setFalloff(*person, fix.frame, falloff), dragging_ ? UndoStep::Mergeable : UndoStep::Own);
    dragging_ = true;
}

void FixTrack::release(const TrackView&, const TrackMouse&) { grip_.reset(); }

void FixTrack::addActions(QMenu& menu, const TrackView& view, QPointF at) {
    const auto g = grip(view, at);
    const auto person = workspace_.selectedPerson();
    if (!g || !person) return;
    const FrameIndex frame = shown_[g->fix].fix.frame;
    menu.addAction(tr("Go to this fix"), this, [this, frame] { workspace_.playback().seek(frame); });
    auto* reach = menu.addMenu(tr("Reach"));
    for (const double sec : {0.1, 0.25, 0.5, 1.0, 2.0})
        reach->addAction(tr("%1 s to both sides").arg(QLocale().toString(sec)), this, [this, frame, sec, p = *person] { workspace_.apply(edit::setFalloff(p, frame, {sec, sec}), UndoStep::Own); });
    menu.addAction(tr("Remove this fix"), this, [this, frame, p = *person] { workspace_.apply(edit::removeFix(p, frame), UndoStep::Own); });
}

QString FixTrack::describe(const Shown& shown) const {
    const QLocale locale;
    QString text = tr("Fix on frame %1: %2").arg(shown.fix.frame.value).arg(jointSetText(shown.fix.joints, shown.fix.place)) + "\n" +
                   tr("Reaches %1 s before and %2 s after; drag the ends of its wings to change that (Shift: both)")
                       .arg(locale.toString(shown.fix.falloff.beforeSec, 'g', 3), locale.toString(shown.fix.falloff.afterSec, 'g', 3)) + "\n";
    if (shown.dormant) return text + tr("Outside the frames that are solved: it waits for them");
    return text + (shown.propagated ? tr("Solid: the frames around it were solved again from the video") : tr("Hatched: the frames around it are only interpolated; propagate to solve them from the video"));
}

QString FixTrack::headerToolTip() const {
    return tr("Frames that you fixed, and how far each fix reaches. Click a diamond to go there; drag the end of a wing to reach farther.\n"
              "Solid wings were solved again from the video, hatched ones are interpolated.");
}

QString FixTrack::toolTip(const TrackView& view, QPointF at) const {
    if (const auto g = grip(view, at)) return describe(shown_[g->fix]);
    const double frame = view.window.at(at.x());
    for (const Shown& s : shown_)
        if (frame >= s.from && frame <= s.to + 1) return describe(s);
    return {};
}

}  // namespace ropetp::ui
