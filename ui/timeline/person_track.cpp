#include "ui/timeline/person_track.h"

#include "render/person_color.h"
#include "ui/theme.h"
#include "ui/timeline/timeline_colors.h"

#include <QPainter>

namespace ropetp::ui {
namespace {

float confidenceOf(const body::MotionFrame& frame) {
    float sum = 0;
    for (const float c : frame.confidence) sum += c / body::kJointCount;
    return sum;
}

QRgb faded(QRgb color, int alpha) { return qPremultiply(qRgba(qRed(color), qGreen(color), qBlue(color), alpha)); }

}  // namespace

PersonTrack::PersonTrack(Workspace& workspace, PersonId person, QObject* parent) : TimelineTrack(parent), workspace_(workspace), person_(person) { refresh(); }

void PersonTrack::refresh() {
    const auto& scene = workspace_.scene();
    std::vector<FrameStrip::Cell> cells(std::size_t(std::max<std::int64_t>(0, workspace_.playback().frameCount())));
    const auto put = [&](FrameIndex f, float weight, QRgb color) {
        if (f.value >= 0 && f.value < std::int64_t(cells.size())) cells[std::size_t(f.value)] = {weight, color};
    };
    const QRgb seen = faded(Theme::colors().dimText.rgb(), 120);
    if (const auto* track = scene.tracks ? scene.tracks->find(person_) : nullptr)
        for (const auto& [frame, o] : track->observations) put(frame, 0, seen);
    if (const auto clip = scene.clips.find(person_); clip != scene.clips.end())
        for (const auto& f : clip->second->frames) {
            const float doubt = f.visible ? 1 - confidenceOf(f) : 1;
            put(f.frame, 1 + doubt, faded(heatColor(doubt), f.visible ? 255 : 110));
        }
    strip_.set(std::move(cells));
    Q_EMIT changed();
}

QString PersonTrack::header() const { return workspace_.personName(person_); }

std::optional<bool> PersonTrack::isOpen() const {
    if (!workspace_.scene().clips.contains(person_)) return std::nullopt;
    return open_ && isHighlighted();
}

void PersonTrack::setOpen(bool open) {
    open_ = open;
    if (open) workspace_.selectPerson(person_);
    Q_EMIT laidOut();
}

QColor PersonTrack::swatch() const {
    const Eigen::Vector3f c = render::personColor(person_);
    QColor color = QColor::fromRgbF(c.x(), c.y(), c.z());
    if (!workspace_.isPersonVisible(person_)) color.setAlphaF(0.35f);
    return color;
}

void PersonTrack::paint(QPainter& painter, const TrackView& view) const { strip_.paint(painter, view, 6, view.height - 12); }

QString PersonTrack::headerToolTip() const { return tr("Where %1 is seen, and how sure the solve is: blue is sure, vermilion is not").arg(header()); }

QString PersonTrack::toolTip(const TrackView& view, QPointF at) const {
    const auto clip = workspace_.scene().clips.find(person_);
    const auto i = clip == workspace_.scene().clips.end() ? -1 : clip->second->find(view.window.frameAt(at.x()));
    if (i < 0) return {};
    const auto& frame = clip->second->frames[std::size_t(i)];
    return frame.visible ? tr("Confidence %1 %").arg(int(std::lround(100 * confidenceOf(frame)))) : tr("Not seen; the pose is filled in");
}

}  // namespace ropetp::ui
