#include <QTest>

#include "body/kinematics.h"
#include "body/mannequin.h"
#include "synth/sample_scene.h"
#include "synth/walk.h"

#include <cmath>

using namespace ropetp;
using namespace ropetp::synth;

class TestWalk : public QObject {
    Q_OBJECT

    std::vector<body::JointPositions> joints_;
    Gait gait_;
    static constexpr double kFps = 60;

  private Q_SLOTS:
    void initTestCase() {
        const auto body = body::mannequin();
        const auto path = circle({0, 0}, 2.0, 0.3);
        const auto poses = walk(*body, body::Betas::Zero(), path, gait_, 300, kFps);
        for (const auto& p : poses) joints_.push_back(body::jointPositions(body->restJoints(body::Betas::Zero()), p));
    }

    void aStandingFootDoesNotSlide() {
        // In the middle of a stance, toes and ankle rest; at every moment one of the feet does.
        for (std::size_t i = 1; i < joints_.size(); ++i) {
            double slowest = 1e9;
            for (const int toe : {10, 11}) slowest = std::min(slowest, (joints_[i].row(toe) - joints_[i - 1].row(toe)).norm());
            QVERIFY2(slowest < 0.0045, qPrintable(QString("frame %1: %2 mm").arg(i).arg(1000 * slowest)));
        }
    }

    void feetNeitherSinkNorFloat() {
        double lowest = 1e9;
        for (const auto& p : joints_)
            for (const int toe : {10, 11}) {
                QVERIFY(p(toe, 1) > -0.01);
                lowest = std::min(lowest, p(toe, 1));
            }
        QVERIFY(lowest < 0.04);
    }

    void legsKeepTheirLengthAndKneesBendForwards() {
        const auto rest = body::mannequin()->restJoints(body::Betas::Zero());
        for (const auto& p : joints_)
            for (const int hip : {1, 2}) {
                QVERIFY(std::abs((p.row(hip + 3) - p.row(hip)).norm() - (rest.row(4) - rest.row(1)).norm()) < 1e-6);
                QVERIFY(std::abs((p.row(hip + 6) - p.row(hip + 3)).norm() - (rest.row(7) - rest.row(4)).norm()) < 1e-6);
            }
    }

    void theWalkerAdvancesAtItsSpeed() {
        double way = 0;
        for (std::size_t i = 1; i < joints_.size(); ++i) {
            Eigen::RowVector3d d = joints_[i].row(0) - joints_[i - 1].row(0);
            d.y() = 0;
            way += d.norm();
        }
        const double speed = way / (double(joints_.size() - 1) / kFps);
        QVERIFY2(std::abs(speed - gait_.speed) < 0.08, qPrintable(QString::number(speed)));
    }

    void theSampleIsTheSameEveryTime() {
        SampleScene a(1), b(1), c(2);
        const Image x = a.render(40), y = b.render(40), z = c.render(40);
        QVERIFY(std::equal(x.pixels(), x.pixels() + x.sizeBytes(), y.pixels()));
        QVERIFY(!std::equal(x.pixels(), x.pixels() + x.sizeBytes(), z.pixels()));
        // In the picture on every frame.
        for (const auto& pose : a.posesInWorld()) {
            const auto p = body::jointPositions(a.body().restJoints(a.betas()), pose);
            for (int j = 0; j < body::kJointCount; ++j) {
                const Eigen::Vector2d px = a.camera().project(a.camFromWorld() * p.row(j).transpose());
                QVERIFY(px.x() > 5 && px.x() < SampleScene::kWidth - 5 && px.y() > 5 && px.y() < SampleScene::kHeight - 5);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestWalk)
#include "tst_walk.moc"
