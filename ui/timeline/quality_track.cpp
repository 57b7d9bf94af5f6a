#include "ui/timeline/quality_track.h"

#include "edit/layers.h"
#include "ui/review_model.h"
#include "ui/review_text.h"
#include "ui/theme.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/timeline_colors.h"

#include <QMenu>
#include <QPainter>
#include <QPainterPath>

namespace ropetp::ui {
namespace {

constexpr int kWholeHeight = 26, kLimbHeight = 18;
constexpr double kStopReach = 6;
constexpr float kWorthTelling = 0.15f;

}  // namespace

QualityTrack::QualityTrack(ReviewModel& model, std::optional<review::Limb> limb, QualityTrack* whole)
    : model_(model), workspace_(model.workspace()), limb_(limb), whole_(whole) {
    const auto renew = [this] {
        stale_ = true;
        Q_EMIT changed();
    };
    connect(&model_, &ReviewModel::changed, this, renew);
    connect(&workspace_, &Workspace::selectionChanged, this, renew);
    connect(&workspace_.document(), &project::Document::changed, this, renew);
    if (whole_) connect(whole_, &TimelineTrack::laidOut, this, &TimelineTrack::laidOut);
}

int QualityTrack::height() const {
    if (whole_) return whole_->open_ ? kLimbHeight : 0;
    return kWholeHeight;
}

QString QualityTrack::header() const { return limb_ ? limbText(*limb_) : tr("Quality"); }

void QualityTrack::setOpen(bool open) {
    open_ = open;
    Q_EMIT laidOut();
}

void QualityTrack::refresh() const {
    if (!stale_) return;
    stale_ = false;
    heat_.clear();
    provenance_.clear();
    const auto person = workspace_.selectedPerson();
    if (!person) return;
    if (const auto review = model_.reviewOf(*person)) {
        const auto& quality = *review->quality;
        std::vector<FrameStrip::Cell> cells(quality.frameCount());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            float worst = 0;
            for (int j = 0; j < body::kJointCount; ++j)
                if (isMine(j)) worst = std::max(worst, quality.combined(i, j));
            cells[i] = {worst, heatColor(worst)};
        }
        heat_.set(std::move(cells), quality.firstFrame());
    }
    const auto layers = workspace_.scene().layers.find(*person);
    if (layers == workspace_.scene().layers.end() || !layers->second->edited()) return;
    const FrameRange all{FrameIndex(0), FrameIndex(workspace_.playback().frameCount())};
    edit::JointSet joints;
    for (int j = 0; j < body::kJointCount; ++j) joints[std::size_t(j)] = isMine(j);
    std::vector<FrameStrip::Cell> cells;
    cells.reserve(std::size_t(all.size()));
    for (const auto p : edit::provenanceOf(*layers->second, all, joints))
        cells.push_back(p == edit::Provenance::Raw ? FrameStrip::Cell() : FrameStrip::Cell{float(p), provenanceColor(p).rgb()});
    provenance_.set(std::move(cells));
}

void QualityTrack::paint(QPainter& painter, const TrackView& view) const {
    refresh();
    const double top = limb_ ? 2 : 8, bottom = view.height - 5;
    if (heat_.isEmpty()) {
        painter.setPen(Theme::colors().dimText);
        if (!limb_) painter.drawText(view.rect().adjusted(6, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("Looking for trouble…"));
        return;
    }
    heat_.paint(painter, view, top, bottom - top);
    if (!limb_) paintAccepted(painter, view);
    provenance_.paint(painter, view, view.height - 4, 3);
    if (!limb_) paintStops(painter, view);
}

void QualityTrack::paintAccepted(QPainter& painter, const TrackView& view) const {
    const auto& colors = Theme::colors();
    QColor veil = colors.timelineRow;
    veil.setAlphaF(0.72f);
    for (const auto& a : workspace_.scene().accepted) {
        if (a.person != workspace_.selectedPerson()) continue;
        const double from = view.window.xOf(a.range.first), to = view.window.xOf(a.range.end);
        if (to < view.window.left || from > view.window.right()) continue;
        painter.fillRect(QRectF(from, 8, std::max(2.0, to - from), view.height - 13), veil);
        // A tick: somebody looked.
        const double x = (from + to) / 2;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(provenanceColor(edit::Provenance::Fixed), 1.8));
        painter.drawPolyline(QPolygonF({{x - 4, 14}, {x - 1, 17}, {x + 4, 11}}));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

void QualityTrack::paintStops(QPainter& painter, const TrackView& view) const {
    if (model_.person() != workspace_.selectedPerson()) return;
    const auto& colors = Theme::colors();
    const auto* here = model_.here();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& stop : model_.queue().stops()) {
        const double x = view.window.middleOf(stop.frame);
        if (x < view.window.left - 6 || x > view.window.right() + 6) continue;
        const bool isHere = &stop == here;
        QPainterPath mark;
        const double w = isHere ? 5 : 4;
        mark.addPolygon(QPolygonF({{x - w, 1}, {x + w, 1}, {x, isHere ? 9.0 : 7.0}}));
        mark.closeSubpath();
        painter.fillPath(mark, isHere ? colors.accent : colors.text);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

const review::Stop* QualityTrack::stopAt(const TrackView& view, QPointF at) const {
    if (limb_ || at.y() > 10 || model_.person() != workspace_.selectedPerson()) return nullptr;
    const review::Stop* nearest = nullptr;
    double away = kStopReach;
    for (const auto& stop : model_.queue().stops()) {
        const double d = std::abs(view.window.middleOf(stop.frame) - at.x());
        if (d > away) continue;
        away = d;
        nearest = &stop;
    }
    return nearest;
}

std::optional<Qt::CursorShape> QualityTrack::hit(const TrackView& view, QPointF at) const {
    return stopAt(view, at) ? std::optional(Qt::PointingHandCursor) : std::nullopt;
}

void QualityTrack::press(const TrackView& view, const TrackMouse& mouse) {
    if (const auto* stop = stopAt(view, mouse.at)) model_.goTo(review::Stop(*stop));
}

void QualityTrack::addActions(QMenu& menu, const TrackView& view, QPointF at) {
    if (const auto* stop = stopAt(view, at)) menu.addAction(tr("Go there"), &model_, [this, s = *stop] { model_.goTo(s); });
    const FrameIndex frame = view.window.frameAt(at.x());
    const auto go = [this, frame] { workspace_.playback().seek(frame); };
    if (model_.queue().at(frame)) menu.addAction(tr("Accept these frames"), &model_, [this, go] { go(); model_.acceptHere(); });
    for (const auto& a : workspace_.scene().accepted) {
        if (a.person != workspace_.selectedPerson() || !a.range.contains(frame)) continue;
        menu.addAction(tr("Take back the acceptance"), &model_, [this, go] { go(); model_.takeBackHere(); });
        break;
    }
}

QString QualityTrack::headerToolTip() const {
    return limb_ ? tr("What is wrong with this limb: blue is fine, vermilion is not")
                 : tr("What is wrong with the body, the worst joint of each frame: blue is fine, vermilion is not.\n"
                      "Triangles are the stops of the review (N goes to the next one). The line below tells where poses come from:\n"
                      "green fixed, blue propagated, purple filtered. Open it to see the limbs.");
}

QString QualityTrack::toolTip(const TrackView& view, QPointF at) const {
    const auto person = workspace_.selectedPerson();
    const auto review = person ? model_.reviewOf(*person) : nullptr;
    if (!review) return {};
    if (const auto* stop = stopAt(view, at)) return stopText(*stop, review->clip.get()) + "\n" + causeHelp(stop->cause);
    const FrameIndex frame = view.window.frameAt(at.x());
    const auto i = frame.value - review->quality->firstFrame().value;
    if (i < 0 || i >= std::int64_t(review->quality->frameCount())) return {};
    int joint = -1;
    float worst = 0;
    for (int j = 0; j < body::kJointCount; ++j)
        if (isMine(j) && review->quality->combined(std::size_t(i), j) > worst) worst = review->quality->combined(std::size_t(i), joint = j);
    QString text;
    if (joint < 0 || worst < kWorthTelling) {
        text = tr("Nothing suspicious");
    } else {
        const auto cause = review->quality->strongest(std::size_t(i), joint);
        const auto& clip = *review->clip;
        text = tr("%1 (%2 %)").arg(troubleText(cause, joint, i < std::int64_t(clip.frames.size()) && review::bendsBackwards(joint, clip.frames[std::size_t(i)])))
                   .arg(int(std::lround(100 * worst))) + "\n" + causeHelp(cause);
    }
    for (const auto& a : workspace_.scene().accepted)
        if (a.person == *person && a.range.contains(frame)) return text + "\n" + tr("You accepted these frames.");
    return text;
}

void addQualityTracks(Timeline& timeline, ReviewModel& model) {
    auto whole = std::make_unique<QualityTrack>(model, std::nullopt, nullptr);
    auto* parent = whole.get();
    parent->setObjectName("qualityTrack");
    timeline.addTrack(std::move(whole));
    for (int limb = 0; limb < review::kLimbCount; ++limb) timeline.addTrack(std::make_unique<QualityTrack>(model, review::Limb(limb), parent));
}

}  // namespace ropetp::ui
