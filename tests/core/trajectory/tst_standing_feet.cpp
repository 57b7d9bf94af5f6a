#include "trajectory/standing_feet.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace ropetp;
using namespace ropetp::trajectory;

/// Which foot points stand: by what a camera sees and by the way that was solved.
class TestStandingFeet : public QObject {
    Q_OBJECT

    static constexpr std::size_t kFrames = 60;
    static constexpr double kStepSec = 1.0 / 30;
    const Eigen::Vector3d camera_{0, 1.3, 5};   ///< looks along -Z

    /// Both feet side by side, heels over toes, each frame where `place` has it.
    static FootPath feetAt(const std::function<Eigen::Vector3d(double sec)>& place) {
        FootPath feet(kFrames);
        for (std::size_t i = 0; i < kFrames; ++i)
            for (std::size_t k = 0; k < kContactValues; ++k)
                feet[i][k] = place(double(i) * kStepSec) + Eigen::Vector3d(k < 2 ? 0.1 : -0.1, k % 2 ? 0.02 : 0.08, k % 2 ? 0.12 : 0);
        return feet;
    }
    static ContactPath told(float p) {
        ContactPath contacts(kFrames);
        for (auto& c : contacts) c.fill(p);
        return contacts;
    }
    static ContactPath settled(const FootPath& feet, ContactPath contacts) {
        std::vector<double> timeSec;
        for (std::size_t i = 0; i < feet.size(); ++i) timeSec.push_back(double(i) * kStepSec);
        settleContacts(feet, timeSec, contacts);
        return contacts;
    }
    static int standing(const ContactPath& contacts, std::size_t k) {
        return int(std::ranges::count_if(contacts, [k](const auto& c) { return c[k] > 0.5f; }));
    }

  private Q_SLOTS:
    void whoGoesThroughAContactLosesIt() {
        const auto walks = feetAt([](double t) { return Eigen::Vector3d(1.1 * t, 0, 0); });
        for (std::size_t k = 0; k < kContactValues; ++k) QCOMPARE(standing(settled(walks, told(0.9f)), k), 0);
    }

    void whoStandsKeepsIt_data() {
        QTest::addColumn<double>("speed");
        QTest::addColumn<double>("tremblesM");
        QTest::newRow("still") << 0.0 << 0.0;
        QTest::newRow("the solve trembles") << 0.0 << 0.03;
        QTest::newRow("a slow shift of weight") << 0.2 << 0.0;
    }
    void whoStandsKeepsIt() {
        QFETCH(double, speed);
        QFETCH(double, tremblesM);
        const auto stands = feetAt([=](double t) { return Eigen::Vector3d(speed * t + tremblesM * std::sin(40 * t), 0, tremblesM * std::cos(31 * t)); });
        for (std::size_t k = 0; k < kContactValues; ++k) QCOMPARE(standing(settled(stands, told(0.9f)), k), int(kFrames));
    }

    void contactsDoNotFlicker() {
        const auto stands = feetAt([](double) { return Eigen::Vector3d::Zero().eval(); });
        auto contacts = told(0.5f);
        for (std::size_t i = 0; i < kFrames; ++i) {
            const float wobble = i % 2 ? 0.45f : 0.55f;
            contacts[i][0] = i < 20 ? 0.7f : wobble;                        // goes on
            contacts[i][1] = i < 20 ? 0.1f : wobble;                        // never begins
            contacts[i][2] = i == 30 || i == 31 ? 0.9f : 0.1f;              // over at once
            contacts[i][3] = i < 2 ? 0.9f : 0.1f;                           // began before the clip
        }
        contacts = settled(stands, std::move(contacts));
        QCOMPARE(standing(contacts, 0), int(kFrames));
        QCOMPARE(standing(contacts, 1), 0);
        QCOMPARE(standing(contacts, 2), 0);
        QCOMPARE(standing(contacts, 3), 2);
    }

    void theCameraSeesWhoMoves() {
        const auto walks = feetAt([](double t) { return Eigen::Vector3d(1.1 * t, 0, 0); });
        auto contacts = told(0.9f);
        judgeBySight(walks, camera_, kStepSec, contacts);
        for (std::size_t k = 0; k < kContactValues; ++k) QCOMPARE(standing(contacts, k), 0);
    }

    void theCameraSeesWhoStands() {
        const auto stands = feetAt([](double t) { return Eigen::Vector3d(0.2 * t, 0, 0.3 * std::sin(2 * t)); });   // its depth errs
        auto contacts = told(0.1f);
        judgeBySight(stands, camera_, kStepSec, contacts);
        for (std::size_t k = 0; k < kContactValues; ++k) QCOMPARE(standing(contacts, k), int(kFrames));
    }

    void aFootThatIsHeldUpDoesNotStand() {
        auto feet = feetAt([](double) { return Eigen::Vector3d::Zero().eval(); });
        for (auto& f : feet) f[2].y() += 0.3, f[3].y() += 0.3;
        auto contacts = told(0.1f);
        judgeBySight(feet, camera_, kStepSec, contacts);
        QCOMPARE(standing(contacts, 0), int(kFrames));
        QCOMPARE(standing(contacts, 2), 0);
    }

    void betweenRestAndMotionTheNetworkIsBelieved() {
        const auto feet = feetAt([](double t) { return Eigen::Vector3d(0.5 * t, 0, 0); });
        for (const float p : {0.1f, 0.9f}) {
            auto contacts = told(p);
            judgeBySight(feet, camera_, kStepSec, contacts);
            for (const auto& c : contacts)
                for (const float v : c) QCOMPARE(v, p);
        }
    }

    void nobodyStandsInTheAir() {
        // Half a second on the floor, half a second up and down by 25 cm.
        const auto height = [](double t) { const double u = std::fmod(t, 1.0); return u < 0.5 ? 0.0 : 0.25 * std::sin(2 * M_PI * (u - 0.5)); };
        const auto jumps = feetAt([&](double t) { return Eigen::Vector3d(0, height(t), 0); });
        auto contacts = told(0.9f);
        judgeBySight(jumps, camera_, kStepSec, contacts);
        contacts = settled(jumps, std::move(contacts));
        int grounded = 0, stands = 0;
        for (std::size_t i = 0; i < kFrames; ++i) {
            const double up = height(double(i) * kStepSec);
            for (const float c : contacts[i]) {
                QVERIFY2(up < 0.1 || c < 0.5f, qPrintable(QString("frame %1, %2 m up").arg(i).arg(up)));
                if (up == 0) ++grounded, stands += c > 0.5f;
            }
        }
        QVERIFY2(stands > 0.8 * grounded, qPrintable(QString("%1 of %2").arg(stands).arg(grounded)));
    }
};

QTEST_APPLESS_MAIN(TestStandingFeet)
#include "tst_standing_feet.moc"
