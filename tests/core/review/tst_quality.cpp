#include "base/rotation.h"
#include "review/quality.h"
#include "seen_clip.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace ropetp;
using body::Joint;
using review::Cause;
using testing::SeenClip;

namespace {

using Damage = std::function<void(SeenClip&, std::size_t first, std::size_t end)>;

Eigen::Vector3d turned(const Eigen::Vector3d& a, const Eigen::Vector3d& by) { return axisAngleFromQuaternion(quaternionFromAxisAngle(a) * quaternionFromAxisAngle(by)); }

struct Case {
    const char* name;
    Cause cause;
    Joint joint;
    double firstSec, endSec;
    Damage damage;
};

void swapLegs(SeenClip& s, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i)
        for (const Joint left : {Joint::LeftHip, Joint::LeftKnee, Joint::LeftAnkle}) {
            const Joint right = Joint(body::kMirror[std::size_t(body::index(left))]);
            const Eigen::Vector3d l = s.turn(i, left), r = s.turn(i, right);
            s.turn(i, left) = {r.x(), -r.y(), -r.z()};
            s.turn(i, right) = {l.x(), -l.y(), -l.z()};
        }
}

void hold(SeenClip& s, std::size_t first, std::size_t end) {
    for (std::size_t i = first + 1; i < end; ++i) s.clip.frames[i].poseInWorld = s.clip.frames[first].poseInWorld;
}

/// Does something to every frame from `first` to `end`; `part` runs from 0 to 1.
template <class Each>
Damage onEach(Each each) {
    return [each](SeenClip& s, std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i) each(s, i, double(i - first + 1) / double(end - first + 1));
    };
}

Eigen::Vector3d& place(SeenClip& s, std::size_t i) { return s.clip.frames[i].poseInWorld.translationM; }

const std::vector<Case>& cases() {
    static const std::vector<Case> all = {
        {"spike of an elbow", Cause::Jitter, Joint::LeftElbow, 2.0, 2.0, [](SeenClip& s, auto i, auto) { s.turn(i, Joint::LeftElbow).y() -= 0.7; }},
        {"root jumps", Cause::Speed, Joint::Pelvis, 2.0, 2.4, onEach([](SeenClip& s, auto i, double) { place(s, i).x() += 1; })},
        {"knee bends backwards", Cause::JointLimit, Joint::RightKnee, 2.0, 2.4, onEach([](SeenClip& s, auto i, double) { s.turn(i, Joint::RightKnee) = {-0.9, 0, 0}; })},
        {"arm is twisted", Cause::Twist, Joint::LeftShoulder, 2.0, 2.5,
         onEach([](SeenClip& s, auto i, double) { s.turn(i, Joint::LeftShoulder) = turned(s.turn(i, Joint::LeftShoulder), {2.6, 0, 0}); })},
        {"sinks into the floor", Cause::FloorPenetration, Joint::LeftAnkle, 2.0, 2.8, onEach([](SeenClip& s, auto i, double) { place(s, i).y() -= 0.2; })},
        {"slides", Cause::FootSliding, Joint::LeftAnkle, 1.9, 3.4, onEach([](SeenClip& s, auto i, double part) { place(s, i).z() += 1.2 * part; })},
        {"legs exchanged", Cause::SideFlip, Joint::LeftKnee, 2.05, 2.5, swapLegs},
        {"held", Cause::Frozen, Joint::LeftElbow, 2.0, 2.6, hold},
        {"not seen", Cause::Missing, Joint::Head, 2.0, 2.6, onEach([](SeenClip& s, auto i, double) { s.clip.frames[i].visible = false; })},
        {"doubted", Cause::LowConfidence, Joint::LeftWrist, 2.0, 2.6, onEach([](SeenClip& s, auto i, double) { s.clip.frames[i].confidence[20] = 0.02f; })},
        {"arm elsewhere", Cause::Disagreement, Joint::LeftElbow, 2.0, 2.8,
         onEach([](SeenClip& s, auto i, double part) { s.turn(i, Joint::LeftShoulder).z() += 0.9 * std::sin(M_PI * part); })},
        {"drifts away", Cause::Disagreement, Joint::Pelvis, 1.5, 2.8, onEach([](SeenClip& s, auto i, double part) { place(s, i).z() -= 1.2 * std::sin(M_PI * part); })},
    };
    return all;
}

struct Worst { double value = -1; std::size_t frame = 0; int joint = 0; };

Worst worstOf(const review::Quality& q, Cause cause, std::size_t first, std::size_t end, int onlyJoint = -1) {
    Worst w;
    for (std::size_t i = first; i < end; ++i)
        for (int j = 0; j < body::kJointCount; ++j)
            if ((onlyJoint < 0 || j == onlyJoint) && q.of(cause, i, j) > w.value) w = {double(q.of(cause, i, j)), i, j};
    return w;
}

}  // namespace

/// Each fault raises its cause where it is, at any frame rate, and a good take raises none.
class TestQuality : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void goodTakeIsGood_data() {
        QTest::addColumn<double>("fps");
        for (const double fps : {24.0, 30.0, 60.0, 120.0}) QTest::addRow("%g fps", fps) << fps;
    }
    void goodTakeIsGood() {
        QFETCH(double, fps);
        const auto s = testing::seenClip(4, fps);
        const auto q = review::measureQuality(s.clip, *s.model, &s.track);
        QVERIFY(q.has_value());
        QCOMPARE(q->frameCount(), s.clip.frames.size());
        for (int c = 0; c < review::kCauseCount; ++c) {
            const Worst w = worstOf(*q, Cause(c), 0, q->frameCount());
            const char* joint = body::kJointNames[std::size_t(w.joint)].data();
            QVERIFY2(w.value < 0.5, qPrintable(QString("%1 %2 at frame %3, %4").arg(review::causeName(Cause(c)).data()).arg(w.value).arg(w.frame).arg(joint)));
        }
    }

    void faultRaisesItsCause_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<double>("fps");
        for (const double fps : {30.0, 100.0})
            for (int k = 0; k < int(cases().size()); ++k) QTest::addRow("%s, %g fps", cases()[std::size_t(k)].name, fps) << k << fps;
    }
    void faultRaisesItsCause() {
        QFETCH(int, number);
        QFETCH(double, fps);
        const Case& c = cases()[std::size_t(number)];
        auto s = testing::seenClip(5, fps);
        const auto before = review::measureQuality(s.clip, *s.model, &s.track);
        const std::size_t first = s.at(c.firstSec), end = std::max(s.at(c.endSec), first + 1);
        c.damage(s, first, end);
        s.follow();
        const auto q = review::measureQuality(s.clip, *s.model, &s.track);
        QVERIFY(q.has_value());
        const Worst in = worstOf(*q, c.cause, first, end, body::index(c.joint)), was = worstOf(*before, c.cause, first, end, body::index(c.joint));
        const double least = c.cause == Cause::LowConfidence ? 0.45 : 0.7;
        QVERIFY2(in.value >= least && was.value < least / 2,
                 qPrintable(QString("inside %1 (frame %2), without the fault %3").arg(in.value).arg(in.frame).arg(was.value)));
        // A quarter of a second away it is as before. (The walk begins and ends rough.)
        const std::size_t margin = s.at(0.25);
        for (const auto& [a, e] : {std::pair(margin, first - margin), std::pair(end + margin, q->frameCount() - margin)})
            for (std::size_t i = a; i < e; ++i) {
                const double now = q->of(c.cause, i, body::index(c.joint)), then = before->of(c.cause, i, body::index(c.joint));
                QVERIFY2(now < 0.5, qPrintable(QString("frame %1 outside %2..%3: %4, was %5").arg(i).arg(first).arg(end).arg(now).arg(then)));
            }
    }

    void onlyThePictureTellsAQuietArm() {
        auto s = testing::seenClip();
        cases()[10].damage(s, s.at(2), s.at(2.8));
        s.follow();
        const auto with = review::measureQuality(s.clip, *s.model, &s.track), without = review::measureQuality(s.clip, *s.model, nullptr);
        QVERIFY(worstOf(*with, Cause::Disagreement, 0, with->frameCount()).value > 0.7);
        QCOMPARE(worstOf(*without, Cause::Disagreement, 0, without->frameCount()).value, 0.0);
        // Landmarks that are hidden prove nothing.
        for (auto& [frame, o] : s.track.observations)
            for (const std::size_t k : {13, 15, 17, 19, 21}) o.landmarks->visibility[k] = 0.05f;
        const auto hidden = review::measureQuality(s.clip, *s.model, &s.track);
        const Worst w = worstOf(*hidden, Cause::Disagreement, 0, hidden->frameCount(), body::index(Joint::LeftElbow));
        QVERIFY2(w.value < 0.1, qPrintable(QString("%1 at frame %2").arg(w.value).arg(w.frame)));
    }

    void damageOfTheCamerasPoseAloneIsFound() {
        auto s = testing::seenClip();
        auto damaged = s;
        cases()[2].damage(damaged, s.at(2), s.at(2.4));
        damaged.follow();
        for (std::size_t i = 0; i < s.clip.frames.size(); ++i) s.clip.frames[i].poseInCam = damaged.clip.frames[i].poseInCam;
        const auto q = review::measureQuality(s.clip, *s.model, &s.track);
        const Worst w = worstOf(*q, Cause::JointLimit, s.at(2), s.at(2.4), body::index(Joint::RightKnee));
        QVERIFY2(w.value > 0.7, qPrintable(QString::number(w.value)));
    }

    void takeWithoutEvidenceIsNotDoubted() {
        auto s = testing::seenClip();
        for (const float all : {0.f, 1.f}) {
            for (auto& f : s.clip.frames) f.confidence.fill(all);
            const auto q = review::measureQuality(s.clip, *s.model, nullptr);
            QCOMPARE(worstOf(*q, Cause::LowConfidence, 0, q->frameCount()).value, 0.0);
        }
    }

    void combinedIsTheNoisyOr() {
        review::Quality q(1, FrameIndex(7));
        q.raise(Cause::Jitter, 0, 3, 0.5);
        q.raise(Cause::Twist, 0, 3, 0.4);
        q.raise(Cause::Twist, 0, 3, 0.2);                                        // the greater stays
        q.raise(Cause::Speed, 0, 3, std::numeric_limits<double>::quiet_NaN());   // ignored
        QCOMPARE(q.combined(0, 3), 1 - 0.5f * 0.6f);
        QCOMPARE(q.worst(0), q.combined(0, 3));
        QCOMPARE(int(q.strongest(0, 3)), int(Cause::Jitter));
        QCOMPARE(q.combined(0, 4), 0.f);
    }

    void badInputIsToldAndNeverCrashes() {
        auto s = testing::seenClip();
        s.clip.frames[40].poseInWorld.axisAngleRad[4].x() = std::numeric_limits<double>::quiet_NaN();
        s.clip.frames[41].poseInWorld.translationM.x() = std::numeric_limits<double>::infinity();
        for (auto& f : s.clip.frames) f.ptsSec = 1;   // times that stand still
        const auto q = review::measureQuality(s.clip, *s.model, &s.track);
        QVERIFY(q.has_value());
        QVERIFY(q->of(Cause::Missing, 40, 4) > 0.99f && q->of(Cause::Missing, 41, 0) > 0.99f);
        QVERIFY(q->of(Cause::Missing, 60, 0) < 0.01f);

        auto cameras = s.clip;
        cameras.camFromWorld.resize(7, Eigen::Isometry3d::Identity());
        const auto wrong = review::measureQuality(cameras, *s.model, nullptr);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::InvalidInput);

        for (const std::size_t frames : {0, 1, 2, 3}) {
            auto shortClip = s.clip;
            shortClip.frames.resize(frames);
            const auto few = review::measureQuality(shortClip, *s.model, &s.track);
            QVERIFY(few.has_value());
            QCOMPARE(few->frameCount(), frames);
        }
        auto noCamera = s.clip;
        noCamera.camFromWorld.clear();
        QVERIFY(review::measureQuality(noCamera, *s.model, &s.track).has_value());
    }
};

QTEST_APPLESS_MAIN(TestQuality)
#include "tst_quality.moc"
