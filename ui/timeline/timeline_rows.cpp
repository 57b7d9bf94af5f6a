#include "ui/timeline/timeline_rows.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace ropetp::ui {
namespace {

constexpr int kIndent = 12, kFoldWidth = 14;
int foldX(const TimelineTrack& track) { return 3 + kIndent * track.level(); }

}  // namespace

TimelineRows::TimelineRows(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
    connect(&workspace_, &Workspace::videoOpened, this, &TimelineRows::refreshPersons);
    connect(&workspace_.document(), &project::Document::changed, this, [this](const edit::ChangeSet& c) {
        if (c.video || c.tracks || c.clips) refreshPersons();
    });
    connect(&workspace_, &Workspace::streamed, this, &TimelineRows::refreshPersons);
    connect(&workspace_, &Workspace::visibilityChanged, this, &TimelineRows::changed);
    connect(&workspace_, &Workspace::selectionChanged, this, &TimelineRows::layOut);
}

void TimelineRows::watch(TimelineTrack& track) {
    connect(&track, &TimelineTrack::changed, this, &TimelineRows::changed);
    connect(&track, &TimelineTrack::laidOut, this, &TimelineRows::layOut);
}

void TimelineRows::add(std::unique_ptr<TimelineTrack> track) {
    track->setParent(this);
    watch(*track);
    added_.push_back(track.release());
    layOut();
}

void TimelineRows::refreshPersons() {
    const auto known = workspace_.knownPersons();
    bool same = known.size() == persons_.size();
    for (std::size_t i = 0; same && i < known.size(); ++i) same = persons_[i]->person() == known[i];
    if (same) {
        for (auto* track : persons_) track->refresh();
    } else {
        auto before = std::move(persons_);
        persons_.clear();
        for (const PersonId id : known) {
            const auto it = std::find_if(before.begin(), before.end(), [&](const auto* t) { return t && t->person() == id; });
            if (it != before.end()) {
                persons_.push_back(std::exchange(*it, nullptr));
                persons_.back()->refresh();
                continue;
            }
            persons_.push_back(new PersonTrack(workspace_, id, this));
            watch(*persons_.back());
        }
        // Not at once: what led here may have come from one of them.
        for (auto* gone : before)
            if (gone) gone->deleteLater();
    }
    layOut();
}

void TimelineRows::layOut() {
    rows_.clear();
    int y = 0;
    const auto put = [&](TimelineTrack& track) {
        const int height = track.height();
        if (height < 1) return;
        rows_.push_back({&track, y, height});
        y += height;
    };
    for (auto* person : persons_) {
        put(*person);
        if (person->isOpen().value_or(false))
            for (auto* track : added_) put(*track);
    }
    Q_EMIT laidOut();
}

const TimelineRows::Row* TimelineRows::at(double y) const {
    for (const Row& row : rows_)
        if (y >= row.y && y < row.y + row.height) return &row;
    return nullptr;
}

const TimelineRows::Row* TimelineRows::find(const TimelineTrack& track) const {
    for (const Row& row : rows_)
        if (row.track == &track) return &row;
    return nullptr;
}

bool TimelineRows::isOnFold(const TimelineTrack& track, double x) {
    return track.isOpen() && x >= foldX(track) - 3 && x < foldX(track) + kFoldWidth;
}

void TimelineRows::paint(QPainter& painter, const TimeWindow& window, const QRect& area, int scrolled, const QWidget& widget) const {
    const auto& colors = Theme::colors();
    painter.save();
    painter.setClipRect(area);
    int index = 0;
    for (const Row& row : rows_) {
        const QRectF place(area.x(), area.y() + row.y - scrolled, area.width(), row.height);
        const bool odd = index++ % 2;
        if (place.bottom() < area.top() || place.top() > area.bottom()) continue;
        painter.fillRect(place, odd ? colors.timelineRowAlternate : colors.timelineRow);
        painter.save();
        painter.setClipRect(QRectF(window.left, place.y(), window.across, place.height()).intersected(QRectF(area)));
        painter.translate(0, place.y());
        row.track->paint(painter, {window, double(row.height), widget.devicePixelRatioF()});
        painter.restore();
        painter.save();
        painter.translate(0, place.y());
        paintHeader(painter, row, widget);
        painter.restore();
    }
    painter.restore();
}

void TimelineRows::paintHeader(QPainter& painter, const Row& row, const QWidget& widget) const {
    const auto& colors = Theme::colors();
    const TimelineTrack& track = *row.track;
    const double middle = row.height / 2.0;
    if (track.isHighlighted()) {
        QColor tint = colors.accent;
        tint.setAlphaF(0.22f);
        painter.fillRect(QRectF(0, 0, kHeaderWidth, row.height), tint);
    }
    if (const auto open = track.isOpen()) {
        QPainterPath arrow;
        const double x = foldX(track) + kFoldWidth / 2.0 - 2;
        if (*open) arrow.addPolygon(QPolygonF({{x - 4, middle - 2}, {x + 4, middle - 2}, {x, middle + 3}}));
        else arrow.addPolygon(QPolygonF({{x - 2, middle - 4}, {x - 2, middle + 4}, {x + 3, middle}}));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(arrow, colors.dimText);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    double x = foldX(track) + kFoldWidth;
    if (const QColor swatch = track.swatch(); swatch.isValid()) {
        painter.fillRect(QRectF(x, middle - 5, 10, 10), swatch);
        x += 15;
    }
    painter.setPen(track.level() == 0 ? colors.text : colors.dimText);
    const double room = kHeaderWidth - x - 4;
    painter.drawText(QRectF(x, 0, room, row.height), Qt::AlignVCenter | Qt::AlignLeft, widget.fontMetrics().elidedText(track.header(), Qt::ElideRight, int(room)));
}

}  // namespace ropetp::ui
