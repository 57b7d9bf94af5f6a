#include <QTest>

#include "metrics/pck.h"

#include <limits>

using namespace ropetp::metrics;

class TestPck : public QObject {
    Q_OBJECT

    /// Left shoulder (0, 0), right hip (30, 40): a torso of 50 pixels, so 10 pixels are still right.
    static PhotoPoints somebody() {
        PhotoPoints p;
        for (std::size_t k = 0; k < kPhotoJoints; ++k) p[k] = Eigen::Vector2d(10.0 * double(k), 5.0);
        p[std::size_t(PhotoJoint::LeftShoulder)] = {0, 0};
        p[std::size_t(PhotoJoint::RightHip)] = {30, 40};
        return p;
    }
    static PhotoLabels allVisible() {
        PhotoLabels l;
        l.fill(PointLabel::Visible);
        return l;
    }

  private Q_SLOTS:
    void theTorsoIsLeftShoulderToRightHip() {
        QCOMPARE(torsoPx(somebody(), allVisible()), 50.0);
        auto labels = allVisible();
        labels[std::size_t(PhotoJoint::RightHip)] = PointLabel::Hidden;
        QCOMPARE(torsoPx(somebody(), labels), 50.0);   // labelled is enough
        labels[std::size_t(PhotoJoint::RightHip)] = PointLabel::None;
        QCOMPARE(torsoPx(somebody(), labels), 0.0);
    }

    void aFifthOfTheTorsoIsStillRight() {
        const auto label = somebody();
        auto found = label;
        found[std::size_t(PhotoJoint::LeftWrist)] += Eigen::Vector2d(6, 8);        // 10 pixels: right
        found[std::size_t(PhotoJoint::RightAnkle)] += Eigen::Vector2d(0, 10.001);  // wrong
        found[std::size_t(PhotoJoint::LeftHip)] += Eigen::Vector2d(11, 0);         // wrong, a hip
        Pck pck;
        QVERIFY(pck.add(found, label, allVisible()));
        QCOMPARE(pck.limbs(PointLabel::Visible).labelled, std::size_t(10));
        QCOMPARE(pck.limbs(PointLabel::Visible).percent(), 90.0);
        QCOMPARE(pck.hips(PointLabel::Visible).percent(), 50.0);
        QCOMPARE(pck.all(PointLabel::Visible).right, std::size_t(10));
        QCOMPARE(pck.all(PointLabel::Visible).labelled, std::size_t(12));
        QCOMPARE(pck.share(PhotoJoint::LeftWrist, PointLabel::Visible).percent(), 100.0);
        QCOMPARE(pck.share(PhotoJoint::RightAnkle, PointLabel::Visible).percent(), 0.0);
    }

    void hiddenPointsCountApartAndUnlabelledOnesNotAtAll() {
        auto labels = allVisible();
        labels[std::size_t(PhotoJoint::LeftKnee)] = PointLabel::Hidden;
        labels[std::size_t(PhotoJoint::RightKnee)] = PointLabel::Hidden;
        labels[std::size_t(PhotoJoint::LeftAnkle)] = PointLabel::None;
        auto found = somebody();
        found[std::size_t(PhotoJoint::LeftKnee)] += Eigen::Vector2d(100, 0);
        found[std::size_t(PhotoJoint::LeftAnkle)] += Eigen::Vector2d(100, 0);
        Pck pck;
        QVERIFY(pck.add(found, somebody(), labels));
        QCOMPARE(pck.limbs(PointLabel::Visible).percent(), 100.0);
        QCOMPARE(pck.limbs(PointLabel::Visible).labelled, std::size_t(7));
        QCOMPARE(pck.limbs(PointLabel::Hidden).percent(), 50.0);
    }

    void whatWasNotFoundIsWrong() {
        PhotoPoints nothing;
        nothing.fill(Eigen::Vector2d::Constant(std::numeric_limits<double>::quiet_NaN()));
        Pck pck;
        QVERIFY(pck.add(nothing, somebody(), allVisible()));
        QCOMPARE(pck.all(PointLabel::Visible).right, std::size_t(0));
        QCOMPARE(pck.all(PointLabel::Visible).labelled, std::size_t(12));
    }

    void somebodyWithoutATorsoIsLeftOut() {
        auto labels = allVisible();
        labels[std::size_t(PhotoJoint::LeftShoulder)] = PointLabel::None;
        Pck pck;
        QVERIFY(!pck.add(somebody(), somebody(), labels));
        QCOMPARE(pck.persons(), std::size_t(0));
        QCOMPARE(pck.all(PointLabel::Visible).labelled, std::size_t(0));
        QCOMPARE(pck.all(PointLabel::Visible).percent(), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestPck)
#include "tst_pck.moc"
