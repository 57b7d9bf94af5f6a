#include "sample_scene.h"

#include "base/rotation.h"
#include "edit/curve_filter.h"
#include "edit/fix_edits.h"
#include "edit/outliers.h"
#include "edit/range_edits.h"
#include "edit/rotation_curve.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace ropetp;
using namespace ropetp::edit;
using Filter = SmoothTool::Filter;

namespace {

const PersonId kAda(1);

/// Even or uneven steps, about 60 a second.
std::vector<double> times(int n, bool even) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> shift(-0.3, 0.3);
    std::vector<double> t;
    for (int i = 0; i < n; ++i) t.push_back((i + (even ? 0 : shift(random))) / 60.0);
    return t;
}

double amplitude(const Samples& s, const std::vector<double>& t, double hz) {
    // The middle third, so that ends do not count.
    double a = 0, b = 0, n = 0;
    for (Eigen::Index i = s.rows() / 3; i < 2 * s.rows() / 3; ++i, ++n) {
        a += s(i, 0) * std::cos(2 * std::numbers::pi * hz * t[std::size_t(i)]);
        b += s(i, 0) * std::sin(2 * std::numbers::pi * hz * t[std::size_t(i)]);
    }
    return 2 * std::hypot(a, b) / n;
}

Samples wave(const std::vector<double>& t, double hz) {
    Samples s(Eigen::Index(t.size()), 1);
    for (std::size_t i = 0; i < t.size(); ++i) s(Eigen::Index(i), 0) = std::sin(2 * std::numbers::pi * hz * t[i]);
    return s;
}

const body::MotionFrame& at(const Scene& s, int f) { return s.clips.at(kAda)->frames[std::size_t(f)]; }
FrameRange frames(int a, int b) { return {FrameIndex(a), FrameIndex(b)}; }
void act(Scene& s, const std::unique_ptr<Edit>& e) {
    const auto r = e->apply(s);
    if (!r) qFatal("%s: %s", e->label().c_str(), r.error().detail.c_str());
}
double angle(const Eigen::Vector3d& a, const Eigen::Vector3d& b) { return geodesicAngle(matrixFromAxisAngle(a), matrixFromAxisAngle(b)); }

/// Puts `act` on every frame's pose of Ada's solve.
template <class Act>
Scene sceneWith(Act act) {
    Scene s = testing::sampleScene();
    auto clip = std::make_shared<body::MotionClip>(*s.clips.at(kAda));
    for (std::size_t i = 0; i < clip->frames.size(); ++i) act(i, clip->frames[i]);
    s.clips[kAda] = clip;
    return s;
}

}  // namespace

/// Filters, curves and tools over ranges.
class TestRangeTools : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theCutOffIsWhereItIsSaid_data() {
        QTest::addColumn<int>("filter");
        QTest::addColumn<int>("order");
        QTest::addColumn<bool>("even");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        const double half = std::sqrt(0.5);
        for (const bool even : {true, false}) {
            const char* steps = even ? "even" : "uneven";
            QTest::addRow("Butterworth 2, %s", steps) << int(Filter::Butterworth) << 2 << even << half - 0.04 << half + 0.04;
            QTest::addRow("Butterworth 4, %s", steps) << int(Filter::Butterworth) << 4 << even << half - 0.04 << half + 0.04;
            // Its window is a whole number of frames.
            QTest::addRow("Savitzky-Golay, %s", steps) << int(Filter::SavitzkyGolay) << 4 << even << half - 0.15 << half + 0.15;
        }
    }
    void theCutOffIsWhereItIsSaid() {
        QFETCH(int, filter);
        QFETCH(int, order);
        QFETCH(bool, even);
        QFETCH(double, least);
        QFETCH(double, most);
        const auto t = times(600, even);
        const SmoothTool tool{Filter(filter), 5, order, 0, false};
        const double atCutOff = amplitude(filtered(wave(t, 5), t, tool), t, 5);
        QVERIFY2(atCutOff > least && atCutOff < most, qPrintable(QString("%1 at the cut-off").arg(atCutOff)));
        QVERIFY(amplitude(filtered(wave(t, 0.5), t, tool), t, 0.5) > 0.97);
        QVERIFY(amplitude(filtered(wave(t, 20), t, tool), t, 20) < 0.25);
    }

    void noFilterDelays_data() {
        QTest::addColumn<int>("filter");
        QTest::addRow("one-euro") << int(Filter::OneEuro);
        QTest::addRow("Butterworth") << int(Filter::Butterworth);
        QTest::addRow("Savitzky-Golay") << int(Filter::SavitzkyGolay);
    }
    void noFilterDelays() {
        QFETCH(int, filter);
        const auto t = times(600, true);
        const auto out = filtered(wave(t, 1), t, {Filter(filter), 4, 4, 0, false});
        // The best agreement is without any shift.
        const auto error = [&](int shift) {
            double sum = 0;
            for (Eigen::Index i = 200; i < 400; ++i) sum += std::pow(out(i, 0) - std::sin(2 * std::numbers::pi * t[std::size_t(i + shift)]), 2);
            return sum;
        };
        QVERIFY2(error(0) <= error(1) && error(0) <= error(-1), qPrintable(QString("%1 %2 %3").arg(error(-1)).arg(error(0)).arg(error(1))));
    }

    void rotationsOfAWholeTurnAreFilteredWithoutJumps() {
        // Turns on and on about a tilted axis, with noise: angles leave the half turn again and again.
        std::mt19937 random(2);
        std::normal_distribution<double> noise(0, 0.05);
        const Eigen::Vector3d axis = Eigen::Vector3d(1, 2, 0.5).normalized();
        const auto t = times(400, true);
        std::vector<Eigen::Vector3d> clean, noisy;
        for (const double time : t) {
            clean.push_back(axisAngleFromMatrix(matrixFromAxisAngle(3 * time * axis)));
            noisy.push_back(axisAngleFromMatrix(matrixFromAxisAngle(clean.back()) * matrixFromAxisAngle({noise(random), noise(random), noise(random)})));
        }
        for (const Filter f : {Filter::OneEuro, Filter::Butterworth, Filter::SavitzkyGolay}) {
            const auto out = filtered(quaternionSamples(noisy), t, {f, 3, 4, f == Filter::OneEuro ? 0.3 : 0, false});
            double before = 0, after = 0, worst = 0;
            for (std::size_t i = 20; i + 20 < t.size(); ++i) {
                before += angle(noisy[i], clean[i]);
                after += angle(axisAngleOfRow(out, Eigen::Index(i)), clean[i]);
                worst = std::max(worst, angle(axisAngleOfRow(out, Eigen::Index(i)), clean[i]));
            }
            QVERIFY2(after < 0.6 * before && worst < 0.2, qPrintable(QString("filter %1: %2 of %3, worst %4").arg(int(f)).arg(after).arg(before).arg(worst)));
        }
    }

    void impactsStaySharp() {
        // A hand that is swung and stopped within a frame.
        const auto wristAt = [](std::size_t i) { return Eigen::Vector3d(0, 0, i < 20 ? -0.08 * double(i) : -1.6); };
        Scene plain = sceneWith([&](std::size_t i, body::MotionFrame& f) { f.poseInCam.axisAngleRad[16] = wristAt(i); });
        Scene kept = plain;
        const auto tool = [](bool keep) { return RangeTool{frames(0, 40), jointsOf(Limb::LeftArm), false, 0, SmoothTool{Filter::Butterworth, 3, 4, 0, keep}}; };
        act(plain, addTool(kAda, tool(false)));
        act(kept, addTool(kAda, tool(true)));
        const double blurred = angle(at(plain, 20).poseInCam.axisAngleRad[16], wristAt(20)), sharp = angle(at(kept, 20).poseInCam.axisAngleRad[16], wristAt(20));
        QVERIFY2(blurred > 0.02 && sharp < 0.005, qPrintable(QString("%1, kept %2 rad").arg(blurred).arg(sharp)));
    }

    void outliersAreFoundAndBridged() {
        std::vector<int> hit = {9, 10, 23, 31};
        const auto clean = testing::sampleScene();
        Scene s = sceneWith([&](std::size_t i, body::MotionFrame& f) {
            if (std::find(hit.begin(), hit.end(), int(i)) == hit.end()) return;
            for (const std::size_t j : {1u, 16u}) f.poseInCam.axisAngleRad[j] = axisAngleFromMatrix(matrixFromAxisAngle(f.poseInCam.axisAngleRad[j]) * matrixFromAxisAngle({0, 0.9, 0.4}));
            f.poseInCam.translationM.z() += 0.3;
        });
        act(s, addTool(kAda, {frames(0, 40), wholeBody(), true, 0, RepairTool{}}));
        for (int i = 0; i < 40; ++i)
            // (The knees of this walk snap straight in a frame: they are outliers.)
            for (const std::size_t j : {0u, 1u, 2u, 12u, 16u}) {
                const double off = angle(at(s, i).poseInCam.axisAngleRad[j], clean.clips.at(kAda)->frames[std::size_t(i)].poseInCam.axisAngleRad[j]);
                QVERIFY2(off < 0.12, qPrintable(QString("frame %1 joint %2: %3 rad").arg(i).arg(j).arg(off)));
                QVERIFY(std::abs(at(s, i).poseInCam.translationM.z() - clean.clips.at(kAda)->frames[std::size_t(i)].poseInCam.translationM.z()) < 0.03);
            }
    }

    void interpolationPassesThroughEndsAndFixes() {
        double corner = 0;
        for (const auto curve : {InterpolateTool::Curve::Slerp, InterpolateTool::Curve::Bezier}) {
            Scene s = testing::sampleScene();
            body::Pose p = at(s, 18).poseInCam;
            p.axisAngleRad[1] = {-0.9, 0.1, 0.2};
            act(s, setFix(kAda, FrameIndex(18), jointsOf(Limb::LeftLeg), false, p, Falloff{0, 0}));
            const auto before = s.clips.at(kAda);
            act(s, addTool(kAda, {frames(10, 27), jointsOf(Limb::LeftLeg), true, 0, InterpolateTool{curve}}));
            for (const int f : {9, 10, 18, 26, 27}) QCOMPARE(at(s, f).poseInCam.axisAngleRad[1], before->frames[std::size_t(f)].poseInCam.axisAngleRad[1]);
            QVERIFY(at(s, 14).poseInCam.axisAngleRad[1] != before->frames[14].poseInCam.axisAngleRad[1]);
            QCOMPARE(at(s, 14).poseInCam.axisAngleRad[2], before->frames[14].poseInCam.axisAngleRad[2]);
            // Equal steps on the geodesic; or hardly a corner at the fix.
            const auto turn = [&](int a, int b) { return axisAngleFromMatrix(matrixFromAxisAngle(at(s, a).poseInCam.axisAngleRad[1]).transpose() * matrixFromAxisAngle(at(s, b).poseInCam.axisAngleRad[1])); };
            const double change = (turn(17, 18) - turn(18, 19)).norm();
            if (curve == InterpolateTool::Curve::Slerp) {
                QVERIFY((turn(12, 13) - turn(15, 16)).norm() < 1e-9);
                corner = change;
            } else {
                QVERIFY2(change < 0.6 * corner, qPrintable(QString("%1 of %2 rad").arg(change).arg(corner)));
            }
        }
    }

    void holdOffsetAndTakeDoWhatTheySay() {
        Scene s = testing::sampleScene();
        const auto before = s.clips.at(kAda);
        act(s, addTool(kAda, {frames(10, 15), wholeBody(), true, 0, HoldTool{FrameIndex(3)}}));
        for (int f = 10; f < 15; ++f) QCOMPARE(at(s, f).poseInCam.axisAngleRad, before->frames[3].poseInCam.axisAngleRad);
        QCOMPARE(at(s, 15).poseInCam.axisAngleRad, before->frames[15].poseInCam.axisAngleRad);
        act(s, addTool(kAda, {frames(20, 30), wholeBody(), true, 0, TimeOffsetTool{2 / 30.0}}));
        for (int f = 20; f < 30; ++f)
            for (std::size_t j = 0; j < body::kJointCount; ++j) QVERIFY(angle(at(s, f).poseInCam.axisAngleRad[j], before->frames[std::size_t(f) - 2].poseInCam.axisAngleRad[j]) < 1e-6);
        const auto other = s.clips.at(PersonId(2));
        act(s, addTool(kAda, {frames(32, 36), jointsOf(Limb::RightLeg), false, 0, TakeFromTool{other}}));
        QCOMPARE(at(s, 33).poseInCam.axisAngleRad[2], other->frames[33].poseInCam.axisAngleRad[2]);
        QCOMPARE(at(s, 33).poseInCam.axisAngleRad[1], before->frames[33].poseInCam.axisAngleRad[1]);
    }

    void toolsNeverTouchWhatAFixHolds() {
        Scene s = testing::sampleScene();
        body::Pose p = at(s, 12).poseInCam;
        p.axisAngleRad[4] = {1.1, 0, 0};
        act(s, setFix(kAda, FrameIndex(12), jointsOf(Limb::LeftLeg), true, p));
        for (const ToolKind& kind : {ToolKind(HoldTool{FrameIndex(30)}), ToolKind(SmoothTool{Filter::Butterworth, 1, 2, 0, false}), ToolKind(TimeOffsetTool{0.2}),
                                     ToolKind(SwapSidesTool{}), ToolKind(ResetTool{}), ToolKind(RepairTool{}), ToolKind(InterpolateTool{})})
            act(s, addTool(kAda, {frames(5, 25), wholeBody(), true, 0.1, kind}));
        for (const std::size_t j : {1u, 4u, 7u, 10u}) QCOMPARE(at(s, 12).poseInCam.axisAngleRad[j], p.axisAngleRad[j]);
        QCOMPARE(at(s, 12).poseInCam.translationM, p.translationM);
    }
};

QTEST_APPLESS_MAIN(TestRangeTools)
#include "tst_range_tools.moc"
