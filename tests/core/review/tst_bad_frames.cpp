#include "review/bad_frames.h"
#include "seen_clip.h"
#include "tests/support/seeded_faults.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace ropetp;
using body::Joint;
using review::BadFrames;
using review::Cause;
using review::Quality;

namespace {

constexpr std::int64_t kFirst = 100;

Quality blank(std::size_t frames = 300, double fps = 30) {
    Quality q(frames, FrameIndex(kFirst));
    std::vector<double> t(frames);
    for (std::size_t i = 0; i < frames; ++i) t[i] = double(i) / fps;
    q.setTimes(t);
    return q;
}

void mark(Quality& q, Cause cause, Joint joint, std::size_t first, std::size_t end, double value) {
    for (std::size_t i = first; i < end; ++i) q.raise(cause, i, body::index(joint), value);
}

BadFrames queueOf(const Quality& q, const review::QueueOptions& options = {}) { return BadFrames(q, body::MotionClip(), options); }

QString listed(const BadFrames& queue) {
    QString out;
    for (const auto& s : queue.stops())
        out += QString("%1 (%2..%3) %4 %5; ").arg(s.frame.value).arg(s.range.first.value).arg(s.range.end.value).arg(s.score).arg(QString::fromStdString(s.text));
    return out;
}

/// A walk with the faults of a seed, and its quality.
struct Damaged {
    testing::SeenClip seen;
    std::vector<testing::SeededFault> faults;
    Quality quality;
};

Damaged damaged(std::uint64_t seed) {
    Damaged d;
    d.seen = testing::seenClip(12);
    // Exact motion is too good: a solve always trembles a little.
    std::mt19937_64 random(seed + 100);
    std::normal_distribution<double> tremble(0, 0.003);
    for (auto& f : d.seen.clip.frames)
        for (auto& a : f.poseInWorld.axisAngleRad) a += Eigen::Vector3d(tremble(random), tremble(random), tremble(random));
    d.seen.follow();
    d.faults = testing::FaultSeeder(d.seen.clip, *d.seen.model, seed).plant(8);
    d.quality = *review::measureQuality(d.seen.clip, *d.seen.model, &d.seen.track);
    return d;
}

}  // namespace

/// The queue of trouble spots.
class TestBadFrames : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingWrongMakesNoStop() {
        auto q = blank();
        mark(q, Cause::Jitter, Joint::LeftElbow, 50, 60, 0.2);
        QVERIFY2(queueOf(q).empty(), qPrintable(listed(queueOf(q))));
        QVERIFY(queueOf(q).next(FrameIndex(0), true, BadFrames::Order::Rank) == nullptr);
        QVERIFY(BadFrames().next(FrameIndex(0), false, BadFrames::Order::Time) == nullptr);
        QVERIFY(queueOf(Quality()).empty());
    }

    void oneStretchIsOneStopAtItsWorstFrame() {
        auto q = blank();
        mark(q, Cause::Disagreement, Joint::LeftElbow, 50, 62, 0.7);
        mark(q, Cause::Disagreement, Joint::LeftElbow, 56, 57, 0.95);
        mark(q, Cause::Jitter, Joint::LeftWrist, 61, 64, 0.8);       // the same arm: the same stop
        const auto queue = queueOf(q);
        QVERIFY2(queue.stops().size() == 1, qPrintable(listed(queue)));
        const auto& s = queue.stops().front();
        QCOMPARE(s.frame, FrameIndex(kFirst + 56));
        QCOMPARE(s.range, (FrameRange{FrameIndex(kFirst + 50), FrameIndex(kFirst + 64)}));
        QCOMPARE(int(s.cause), int(Cause::Disagreement));
        QCOMPARE(s.joint, body::index(Joint::LeftElbow));
        QCOMPARE(int(s.limb), int(review::Limb::LeftArm));
        QVERIFY(std::abs(s.severity - 0.95) < 1e-5);
        QCOMPARE(s.text, std::string("left elbow is not where the picture shows it"));
    }

    void worseAndLongerComesFirst() {
        auto q = blank();
        mark(q, Cause::Twist, Joint::LeftShoulder, 20, 26, 0.8);
        mark(q, Cause::Twist, Joint::LeftShoulder, 100, 140, 0.8);   // as bad, but longer
        mark(q, Cause::Twist, Joint::LeftShoulder, 200, 206, 0.99);  // worse
        const auto queue = queueOf(q);
        QCOMPARE(queue.stops().size(), std::size_t(3));
        std::vector<std::int64_t> order;
        for (const auto& s : queue.stops()) order.push_back((s.frame.value - kFirst) / 100);
        QVERIFY2((order == std::vector<std::int64_t>{2, 1, 0}), qPrintable(listed(queue)));
        for (std::size_t i = 1; i < 3; ++i) QVERIFY(queue.stops()[i].score <= queue.stops()[i - 1].score);
    }

    void limbsAtTheSameTimeAreOneStop() {
        auto q = blank();
        for (const Joint j : {Joint::Pelvis, Joint::LeftWrist, Joint::RightWrist, Joint::LeftAnkle, Joint::Head}) mark(q, Cause::Frozen, j, 80, 110, 0.9);
        QVERIFY2(queueOf(q).stops().size() == 1, qPrintable(listed(queueOf(q))));
    }

    void chronicTroubleDoesNotHideAFault() {
        auto q = blank();
        mark(q, Cause::LowConfidence, Joint::LeftWrist, 0, 300, 0.6);
        mark(q, Cause::Jitter, Joint::LeftElbow, 60, 63, 0.97);
        mark(q, Cause::Jitter, Joint::LeftElbow, 100, 103, 0.96);
        const auto queue = queueOf(q);
        QVERIFY(queue.stops().size() >= 2);
        QVERIFY2(queue.stops()[0].frame.value - kFirst == 60 && queue.stops()[1].frame.value - kFirst == 100, qPrintable(listed(queue)));
        QVERIFY2(queue.stops()[0].range.size() < 20, qPrintable(listed(queue)));
    }

    void anExchangeIsToldOnceForBothLegs() {
        auto q = blank();
        for (const Joint j : {Joint::LeftKnee, Joint::RightKnee}) mark(q, Cause::SideFlip, j, 60, 105, 0.98);
        mark(q, Cause::Jitter, Joint::RightKnee, 60, 62, 0.99);
        const auto queue = queueOf(q);
        QVERIFY2(queue.stops().size() == 1, qPrintable(listed(queue)));
        QCOMPARE(queue.stops()[0].text, std::string("legs seem exchanged"));
        QCOMPARE(queue.stops()[0].range, (FrameRange{FrameIndex(kFirst + 60), FrameIndex(kFirst + 105)}));
    }

    void checkedRangesLeaveTheQueue() {
        auto q = blank();
        mark(q, Cause::Jitter, Joint::LeftElbow, 50, 54, 0.8);
        mark(q, Cause::Jitter, Joint::LeftElbow, 150, 154, 0.9);
        const auto first = queueOf(q).stops().front();
        review::QueueOptions options;
        options.checked = {{first.range, first.severity}};
        auto rest = queueOf(q, options);
        QVERIFY2(rest.stops().size() == 1 && rest.stops()[0].frame.value == kFirst + 50, qPrintable(listed(rest)));
        // What is no worse stays away; what came since and is clearly worse is told.
        mark(q, Cause::Jitter, Joint::LeftElbow, 150, 154, 0.92);
        QCOMPARE(queueOf(q, options).stops().size(), std::size_t(1));
        mark(q, Cause::SideFlip, Joint::LeftKnee, 150, 154, 0.995);
        QCOMPARE(queueOf(q, options).stops().size(), std::size_t(2));
        options.checked[0].severity = 1;
        QCOMPARE(queueOf(q, options).stops().size(), std::size_t(1));
        // Ranges outside the take are harmless.
        options.checked.push_back({{FrameIndex(-50), FrameIndex(3)}, 1});
        options.checked.push_back({{FrameIndex(5000), FrameIndex(6000)}, 1});
        options.checked.push_back({{FrameIndex(260), FrameIndex(250)}, 1});
        QCOMPARE(queueOf(q, options).stops().size(), std::size_t(1));
    }

    void aMendedLimbSaysNothingOfOthers() {
        auto q = blank();
        mark(q, Cause::Jitter, Joint::LeftElbow, 50, 54, 0.9);
        mark(q, Cause::Jitter, Joint::RightKnee, 150, 154, 0.9);
        review::QueueOptions options;
        options.checked = {{{FrameIndex(kFirst), FrameIndex(kFirst + 300)}, 1, {}}};
        options.checked[0].limbs.set(std::size_t(review::Limb::LeftArm));
        const auto rest = queueOf(q, options);
        QVERIFY2(rest.stops().size() == 1 && rest.stops()[0].limb == review::Limb::RightLeg, qPrintable(listed(rest)));
    }

    void causesAreFilteredAndStopsAreFoundByFrame() {
        auto q = blank();
        mark(q, Cause::Jitter, Joint::LeftElbow, 50, 54, 0.9);
        mark(q, Cause::Twist, Joint::RightElbow, 150, 160, 0.8);
        const auto all = queueOf(q);
        QCOMPARE(all.stops().size(), std::size_t(2));
        const auto twists = all.ofCauses(std::bitset<review::kCauseCount>().set(std::size_t(Cause::Twist)));
        QVERIFY2(twists.stops().size() == 1 && twists.stops()[0].cause == Cause::Twist, qPrintable(listed(twists)));
        QCOMPARE(twists.next(FrameIndex(0), true, BadFrames::Order::Time)->frame, twists.stops()[0].frame);
        QVERIFY(all.ofCauses({}).empty());
        QVERIFY(all.at(FrameIndex(kFirst + 155)) && all.at(FrameIndex(kFirst + 155))->cause == Cause::Twist);
        QVERIFY(!all.at(FrameIndex(kFirst + 100)));
    }

    void nextGoesByRankOrTimeAndAround() {
        auto q = blank();
        mark(q, Cause::Jitter, Joint::LeftElbow, 20, 23, 0.8);
        mark(q, Cause::Jitter, Joint::LeftElbow, 120, 123, 0.95);
        mark(q, Cause::Jitter, Joint::LeftElbow, 220, 223, 0.9);
        const auto queue = queueOf(q);
        const auto step = [&](std::int64_t from, bool forward, BadFrames::Order order) {
            return queue.next(FrameIndex(kFirst + from), forward, order)->frame.value - kFirst;
        };
        using enum BadFrames::Order;
        QCOMPARE(step(0, true, Rank), 120);      // not at a stop: the worst
        QCOMPARE(step(121, true, Rank), 220);
        QCOMPARE(step(220, true, Rank), 20);
        QCOMPARE(step(20, true, Rank), 120);
        QCOMPARE(step(120, false, Rank), 20);
        QCOMPARE(step(0, false, Rank), 20);
        QCOMPARE(step(0, true, Time), 20);
        QCOMPARE(step(20, true, Time), 120);
        QCOMPARE(step(250, true, Time), 20);
        QCOMPARE(step(120, false, Time), 20);
        QCOMPARE(step(5, false, Time), 220);
    }

    void sentencesNameTheFault() {
        body::MotionFrame frame;
        frame.poseInWorld.axisAngleRad[std::size_t(body::index(Joint::LeftKnee))].x() = -0.6;
        QCOMPARE(review::explanation(Cause::JointLimit, body::index(Joint::LeftKnee), &frame), std::string("left knee bends backwards"));
        QCOMPARE(review::explanation(Cause::JointLimit, body::index(Joint::RightKnee), &frame), std::string("right knee bends farther than it can"));
        QCOMPARE(review::explanation(Cause::FootSliding, body::index(Joint::RightFoot), nullptr), std::string("right foot slides while it stands"));
        std::set<std::string> all;
        for (int c = 0; c < review::kCauseCount; ++c) all.insert(review::explanation(Cause(c), body::index(Joint::LeftAnkle), nullptr));
        QCOMPARE(all.size(), std::size_t(review::kCauseCount));
    }

    void seededFaultsComeFirst() {
        int faults = 0, found = 0;
        QString missed;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            const auto d = damaged(seed);
            const BadFrames queue(d.quality, d.seen.clip);
            const std::size_t most = std::min(queue.stops().size(), d.faults.size() * 3 / 2);
            for (const auto& f : d.faults) {
                ++faults;
                const bool hit = std::any_of(queue.stops().begin(), queue.stops().begin() + std::ptrdiff_t(most), [&](const review::Stop& s) {
                    return s.frame.value >= std::int64_t(f.first) - 5 && s.frame.value < std::int64_t(f.end) + 5;
                });
                found += hit;
                if (!hit) missed += QString("seed %1 %2 %3..%4; ").arg(seed).arg(testing::kFaultNames[std::size_t(f.kind)].data()).arg(f.first).arg(f.end);
            }
        }
        QVERIFY2(faults >= 28, qPrintable(QString::number(faults)));
        QVERIFY2(found >= 0.9 * faults, qPrintable(QString("%1 of %2; missed: %3").arg(found).arg(faults).arg(missed)));
    }

    void queueShrinksToNothingAsStopsAreDismissed() {
        const auto d = damaged(5);
        review::QueueOptions options;
        std::size_t rounds = 0;
        const std::size_t atFirst = BadFrames(d.quality, d.seen.clip).stops().size();
        QVERIFY(atFirst >= 5);
        for (;; ++rounds) {
            const BadFrames queue(d.quality, d.seen.clip, options);
            if (queue.empty()) break;
            const auto& s = queue.stops().front();
            for (const auto& c : options.checked) QVERIFY2(!(c.range == s.range), qPrintable(QString("told again: %1").arg(listed(queue))));
            options.checked.push_back({s.range, s.severity});
            QVERIFY2(rounds < 2 * atFirst, qPrintable(listed(queue)));
        }
    }

    void sameInputGivesTheSameQueue() {
        const auto a = damaged(6), b = damaged(6);
        const BadFrames x(a.quality, a.seen.clip), y(b.quality, b.seen.clip);
        QVERIFY(!x.empty());
        QCOMPARE(listed(x), listed(y));
    }
};

QTEST_APPLESS_MAIN(TestBadFrames)
#include "tst_bad_frames.moc"
