#include "people.h"
#include "track/track_cleanup.h"

#include <QTest>

using namespace people;

namespace {

TrackFragment fragment(int id, int firstFrame, int frames, double x, const Appearance& a, float score = 0.9f) {
    TrackFragment f;
    f.track.id = PersonId(id);
    f.firstSec = firstFrame / 30.0, f.lastSec = (firstFrame + frames - 1) / 30.0;
    f.first = f.last = standing(x, 300);
    f.appearance = a;
    for (int i = 0; i < frames; ++i) {
        Observation o;
        o.box = f.first.box;
        o.boxScore = score;
        o.landmarks = Landmarks{};
        o.landmarks->score = score;
        f.track.observations[FrameIndex(firstFrame + i)] = o;
    }
    return f;
}

const Appearance kRed = wearing(0, 5), kBlue = wearing(20, 30);

}  // namespace

class TestTrackCleanup : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void shortGapsAreJoined() {
        const auto people = tidied({fragment(1, 0, 50, 300, kRed), fragment(2, 0, 120, 900, kBlue), fragment(3, 65, 60, 330, kRed)}, 130);
        QCOMPARE(people.size(), std::size_t(2));
        QCOMPARE(people[0].id, PersonId(1));
        QCOMPARE(people[0].observations.size(), std::size_t(110));
        QCOMPARE(people[0].range().end, FrameIndex(125));
    }
    void othersAreNotJoined() {
        const auto count = [](std::vector<TrackFragment> f) { return tidied(std::move(f), 300).size(); };
        QCOMPARE(count({fragment(1, 0, 50, 300, kRed), fragment(2, 60, 50, 300, kBlue)}), std::size_t(2));    // other looks
        QCOMPARE(count({fragment(1, 0, 50, 300, kRed), fragment(2, 60, 50, 900, kRed)}), std::size_t(2));     // too far
        QCOMPARE(count({fragment(1, 0, 50, 300, kRed), fragment(2, 200, 50, 300, kRed)}), std::size_t(2));    // too late
        QCOMPARE(count({fragment(1, 0, 50, 300, kRed), fragment(2, 40, 50, 300, kRed)}), std::size_t(2));     // at the same time
        auto later = fragment(2, 60, 50, 300, kRed);
        later.firstShot = later.lastShot = 1;
        QCOMPARE(count({fragment(1, 0, 50, 300, kRed), later}), std::size_t(2));                              // across a cut
    }
    void ghostsAreDropped() {
        const auto people = tidied({fragment(1, 0, 100, 300, kRed), fragment(2, 50, 3, 900, kBlue), fragment(3, 0, 100, 600, kBlue, 0.3f)}, 100);
        QCOMPARE(people.size(), std::size_t(1));
        QCOMPARE(people[0].id, PersonId(1));
    }
    void whatFlickersIsNobody() {
        // Two frames now and then over a long time; somebody who leaves and comes back is kept.
        auto flicker = fragment(2, 0, 2, 900, kBlue), visitor = fragment(3, 0, 15, 600, kBlue);
        for (int k = 1; k < 8; ++k) flicker.track.observations.merge(fragment(2, 25 * k, 2, 900, kBlue).track.observations);
        visitor.track.observations.merge(fragment(3, 280, 15, 600, kBlue).track.observations);
        const auto people = tidied({fragment(1, 0, 300, 300, kRed), flicker, visitor}, 300);
        QCOMPARE(people.size(), std::size_t(2));
        QCOMPARE(people[0].id, PersonId(1));
        QCOMPARE(people[1].id, PersonId(3));
    }
    void aSingleFrameIsEnoughInAPhoto() { QCOMPARE(tidied({fragment(1, 0, 1, 300, kRed)}, 1).size(), std::size_t(1)); }
    void whatTheUserBoxedStays() {
        auto f = fragment(7, 50, 1, 900, kBlue, 0.1f);
        f.track.observations.begin()->second.userBox = true;
        QCOMPARE(tidied({f}, 1000).size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestTrackCleanup)
#include "tst_track_cleanup.moc"
