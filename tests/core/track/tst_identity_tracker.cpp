#include "people.h"

#include <QTest>

using namespace people;

namespace {

/// Feeds frames at 30 a second: the detections are also what is then read.
class Scene {
  public:
    IdentityTracker tracker;
    int frame = 0;

    /// @return who each sighting is.
    std::vector<std::optional<PersonId>> show(const std::vector<Sighting>& people, bool cut = false) {
        tracker.beginFrame(frame++ / 30.0, cut);
        const auto assigned = tracker.assign(people);
        std::vector<FollowedSighting> followed;
        std::vector<std::size_t> origin;
        for (std::size_t i = 0; i < people.size(); ++i)
            if (assigned[i]) followed.push_back({*assigned[i], people[i], true}), origin.push_back(i);
        const auto kept = tracker.update(followed);
        std::vector<std::optional<PersonId>> who(people.size());
        for (std::size_t k = 0; k < kept.size(); ++k) who[origin[k]] = kept[k];
        return who;
    }
    void nobodyFor(int frames) {
        for (int i = 0; i < frames; ++i) show({});
    }
};

const Appearance kRed = wearing(0, 5), kBlue = wearing(20, 30), kGreen = wearing(12, 38);

}  // namespace

class TestIdentityTracker : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void walkersKeepTheirIds() {
        Scene s;
        for (int i = 0; i < 60; ++i) {
            // The order of detections says nothing.
            std::vector<Sighting> people = {sighting(standing(200 + 3 * i, 300), kRed), sighting(standing(900 - 3 * i, 320), kBlue)};
            if (i % 2) std::swap(people[0], people[1]);
            const auto who = s.show(people);
            QCOMPARE(who[i % 2], PersonId(1));
            QCOMPARE(who[1 - i % 2], PersonId(2));
        }
        QCOMPARE(s.tracker.persons().size(), std::size_t(2));
    }

    void crossingDoesNotSwap_data() {
        QTest::addColumn<bool>("sameClothes");
        QTest::addColumn<double>("speed");
        QTest::newRow("different clothes, slow") << false << 4.0;
        QTest::newRow("different clothes, fast") << false << 12.0;
        QTest::newRow("same clothes") << true << 8.0;
    }
    void crossingDoesNotSwap() {
        QFETCH(bool, sameClothes);
        QFETCH(double, speed);
        Scene s;
        const int frames = int(700 / speed);
        std::vector<std::optional<PersonId>> who;
        for (int i = 0; i < frames; ++i) {
            const double xa = 300 + speed * i, xb = 1000 - speed * i;
            std::vector<Sighting> people = {sighting(standing(xa, 300), kRed)};
            // While they overlap closely only the one in front is seen.
            if (std::abs(xa - xb) > 50) people.push_back(sighting(standing(xb, 305), sameClothes ? kRed : kBlue));
            who = s.show(people);
        }
        QCOMPARE(who.size(), std::size_t(2));
        QCOMPARE(who[0], PersonId(1));
        QCOMPARE(who[1], PersonId(2));
    }

    void exchangedNamesAreCorrectedByTheLooks() {
        Scene s;
        for (int i = 0; i < 20; ++i) s.show({sighting(standing(300, 300), kRed), sighting(standing(600, 300), kBlue)});
        // They meet, and while they are entangled each crop slides onto the other's body.
        std::vector<std::optional<PersonId>> who = {PersonId(1), PersonId(2)};
        const auto place = [&](double xa, double xb, const Appearance& a, const Appearance& b) {
            s.tracker.beginFrame(s.frame++ / 30.0, false);
            who = s.tracker.update({{*who[0], sighting(standing(xa, 300), a), false}, {*who[1], sighting(standing(xb, 300), b), false}});
        };
        for (int i = 0; i < 5; ++i) place(420 + 2 * i, 480 - 2 * i, kRed, kBlue);
        QCOMPARE(who[0], PersonId(1));
        for (int i = 0; i < 10; ++i) place(420 - 20 * i, 480 + 20 * i, kBlue, kRed);
        // The one on the left wears blue: that is person 2.
        QCOMPARE(who[0], PersonId(2));
        QCOMPARE(who[1], PersonId(1));
        QVERIFY(s.tracker.find(PersonId(2))->sketch.box.x < s.tracker.find(PersonId(1))->sketch.box.x);
    }

    void whoLeavesAndReturnsIsRecognised() {
        Scene s;
        for (int i = 0; i < 30; ++i) s.show({sighting(standing(300, 300), kRed), sighting(standing(700, 300), kBlue)});
        for (int i = 0; i < 20; ++i) s.show({sighting(standing(300, 300), kRed)});
        for (int i = 0; i < 150; ++i) s.show({sighting(standing(300, 300), kRed)});
        const auto back = s.show({sighting(standing(300, 300), kRed), sighting(standing(1200, 350), kBlue)});
        QCOMPARE(back[0], PersonId(1));
        QCOMPARE(back[1], PersonId(2));
        const auto stranger = s.show({sighting(standing(300, 300), kRed), sighting(standing(1200, 350), kBlue), sighting(standing(700, 300), kGreen)});
        QCOMPARE(stranger[2], PersonId(3));
    }

    void aShortGapKeepsTheId() {
        Scene s;
        for (int i = 0; i < 30; ++i) s.show({sighting(standing(300 + 5 * i, 300), Appearance{})});
        s.nobodyFor(15);
        QCOMPARE(s.show({sighting(standing(300 + 5 * 45, 300), Appearance{})})[0], PersonId(1));
    }

    void afterACutPlacesMeanNothing() {
        Scene s;
        for (int i = 0; i < 10; ++i) s.show({sighting(standing(300, 300), kRed), sighting(standing(700, 300), kBlue)});
        // In the new shot blue stands where red was, and somebody new stands where blue was.
        const auto who = s.show({sighting(standing(300, 300), kBlue), sighting(standing(700, 300), kGreen)}, true);
        QCOMPARE(who[0], PersonId(2));
        QCOMPARE(who[1], PersonId(3));
    }

    void twoReadingsOfOneBodyLeaveTheBetterOne() {
        Scene s;
        for (int i = 0; i < 20; ++i) s.show({sighting(standing(300, 300), kRed), sighting(standing(360, 300), kBlue)});
        s.tracker.beginFrame(s.frame++ / 30.0, false);
        // Both crops have slid onto the red one.
        const auto who = s.tracker.update({{PersonId(2), sighting(standing(303, 300), kRed), false}, {PersonId(1), sighting(standing(301, 300), kRed), false}});
        QVERIFY(!who[0]);
        QCOMPARE(who[1], PersonId(1));
        QCOMPARE(s.tracker.find(PersonId(2))->state, TrackedPerson::State::Hidden);
    }

    void aSecondDetectionOfSomebodyIsNobody() {
        Scene s;
        for (int i = 0; i < 5; ++i) s.show({sighting(standing(300, 300), kRed)});
        const auto who = s.show({sighting(standing(300, 300), kRed), sighting(standing(312, 296), kRed, 0.5f)});
        QCOMPARE(who[0], PersonId(1));
        QVERIFY(!who[1]);
    }

    void weakDetectionsDoNotStartAPerson() {
        Scene s;
        QVERIFY(!s.show({sighting(standing(300, 300), kRed, 0.2f)})[0]);
        QVERIFY(s.tracker.persons().empty());
    }

    void aClaimTakesTheNameAlong() {
        Scene s;
        for (int i = 0; i < 10; ++i) s.show({sighting(standing(300, 300), kRed), sighting(standing(700, 300), kBlue)});
        s.tracker.beginFrame(s.frame++ / 30.0, false);
        s.tracker.claim(PersonId(1), standing(700, 300));
        QCOMPARE(s.tracker.find(PersonId(2))->state, TrackedPerson::State::Gone);
        s.tracker.update({{PersonId(1), sighting(standing(700, 300), kBlue), true}});
        QCOMPARE(s.show({sighting(standing(705, 300), kBlue)})[0], PersonId(1));
    }

    void memoryIsBounded() {
        Scene s;
        for (int i = 0; i < 4000; ++i) {
            s.frame += 29;  // a second a frame
            s.show({sighting(standing(300 + 400 * (i % 9), 300 + 500 * (i % 7)), wearing(i % 36, (i * 7) % 36))});
        }
        QVERIFY(s.tracker.persons().size() < 100);
    }
};

QTEST_APPLESS_MAIN(TestIdentityTracker)
#include "tst_identity_tracker.moc"
