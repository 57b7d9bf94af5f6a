#include <QElapsedTimer>
#include <QTest>

#include "base/rotation.h"
#include "body/body_model.h"
#include "body/mannequin.h"

#include <map>
#include <set>

using namespace ropetp;
using namespace ropetp::body;

namespace {

double volume(const VertexArray& v, const BodyModel& m) {
    double sum = 0;
    for (Eigen::Index f = 0; f < m.data().faces.rows(); ++f) {
        const Eigen::Vector3d a = v.row(m.data().faces(f, 0)).transpose().cast<double>(), b = v.row(m.data().faces(f, 1)).transpose().cast<double>(),
                              c = v.row(m.data().faces(f, 2)).transpose().cast<double>();
        sum += a.dot(b.cross(c)) / 6;
    }
    return sum;
}

VertexArray shaped(const Betas& betas, const Pose& pose = {}) {
    Skinner skinner(mannequin(), betas);
    VertexArray v;
    skinner.skin(pose, v);
    return v;
}

double stature(const Betas& betas) {
    const auto v = shaped(betas);
    return v.col(1).maxCoeff() - v.col(1).minCoeff();
}

Betas one(int k, double value) {
    Betas b = Betas::Zero();
    b[k] = value;
    return b;
}

}  // namespace

class TestMannequin : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isAWatertightSurfaceTurnedOutwards() {
        const auto m = mannequin();
        QVERIFY(m);
        QVERIFY2(m->vertexCount() >= 6500 && m->vertexCount() <= 7300, qPrintable(QString::number(m->vertexCount())));
        std::map<std::pair<int, int>, int> edges;
        std::set<int> used;
        for (Eigen::Index f = 0; f < m->data().faces.rows(); ++f)
            for (int k = 0; k < 3; ++k) {
                ++edges[{m->data().faces(f, k), m->data().faces(f, (k + 1) % 3)}];
                used.insert(m->data().faces(f, k));
            }
        QCOMPARE(int(used.size()), m->vertexCount());
        for (const auto& [edge, count] : edges) {
            QCOMPARE(count, 1);   // each side once ...
            QVERIFY(edges.contains({edge.second, edge.first}));   // ... and its other side once
        }
        // One closed surface without handles: V - E + F = 2.
        QCOMPARE(m->vertexCount() - int(edges.size()) / 2 + m->faceCount(), 2);
        const double litres = 1000 * volume(m->data().vTemplate, *m);
        QVERIFY2(litres > 50 && litres < 90, qPrintable(QString("%1 l").arg(litres)));
    }

    void leftAndRightAreMirrorImages() {
        const auto m = mannequin();
        std::map<std::tuple<int, int, int>, int> places;
        const auto key = [](const Eigen::RowVector3f& p, float sign) {
            return std::tuple{int(std::lround(sign * p.x() * 2e4)), int(std::lround(p.y() * 2e4)), int(std::lround(p.z() * 2e4))};
        };
        for (Eigen::Index v = 0; v < m->data().vTemplate.rows(); ++v) ++places[key(m->data().vTemplate.row(v), 1)];
        for (Eigen::Index v = 0; v < m->data().vTemplate.rows(); ++v) QVERIFY(places.contains(key(m->data().vTemplate.row(v), -1)));
        const auto rest = m->restJoints(Betas::Zero());
        for (int j = 0; j < kJointCount; ++j)
            QVERIFY((rest.row(j).cwiseProduct(Eigen::RowVector3d(-1, 1, 1)) - rest.row(kMirror[std::size_t(j)])).norm() < 1e-4);
    }

    void weightsAddUpAndStayNear() {
        const auto& w = mannequin()->data().weights;
        for (Eigen::Index v = 0; v < w.rows(); ++v) {
            QVERIFY(std::abs(w.row(v).sum() - 1) < 1e-4f);
            QVERIFY(w.row(v).minCoeff() >= 0);
        }
        for (int j = 0; j < kJointCount; ++j) QVERIFY2(w.col(j).maxCoeff() > 0.2f, std::string(kJointNames[std::size_t(j)]).c_str());
    }

    void bendingKeepsTheVolume_data() {
        QTest::addColumn<int>("joint");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("z");
        QTest::newRow("elbow") << 18 << 0.0 << -1.57 << 0.0;
        QTest::newRow("knee") << 4 << 1.57 << 0.0 << 0.0;
        QTest::newRow("hip") << 1 << -1.57 << 0.0 << 0.0;
        QTest::newRow("shoulder down") << 16 << 0.0 << 0.0 << -1.3;
    }
    void bendingKeepsTheVolume() {
        QFETCH(int, joint);
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, z);
        Pose bent;
        bent.axisAngleRad[std::size_t(joint)] = Eigen::Vector3d(x, y, z);
        const double straight = volume(shaped(Betas::Zero()), *mannequin()), after = volume(shaped(Betas::Zero(), bent), *mannequin());
        QVERIFY2(std::abs(after / straight - 1) < 0.03, qPrintable(QString("%1 %").arg(100 * (after / straight - 1))));
    }

    void theFirstTwoShapesAreHeightAndMass() {
        const double middle = stature(Betas::Zero());
        QVERIFY2(middle > 1.6 && middle < 1.85, qPrintable(QString::number(middle)));
        QVERIFY(stature(one(0, 2)) > middle + 0.1);
        QVERIFY(stature(one(0, -2)) < middle - 0.1);
        QVERIFY(std::abs(stature(one(1, 2)) - middle) < 0.03);
        const double litres = volume(shaped(Betas::Zero()), *mannequin());
        QVERIFY(volume(shaped(one(1, 2)), *mannequin()) > 1.12 * litres);
        QVERIFY(volume(shaped(one(1, -2)), *mannequin()) < 0.9 * litres);
    }

    void everyShapeDoesSomethingOfItsOwn() {
        const auto base = shaped(Betas::Zero());
        for (int k = 0; k < kShapeCount; ++k) {
            const double moved = (shaped(one(k, 2)) - base).rowwise().norm().maxCoeff();
            QVERIFY2(moved > 0.005, qPrintable(QString("shape %1 moves %2 m").arg(k).arg(moved)));
        }
    }

    void jointsFollowTheShape() {
        const auto m = mannequin();
        const double thigh = (m->restJoints(Betas::Zero()).row(4) - m->restJoints(Betas::Zero()).row(1)).norm();
        const double longer = (m->restJoints(one(0, 2)).row(4) - m->restJoints(one(0, 2)).row(1)).norm();
        QVERIFY(longer > 1.05 * thigh);
    }
};

QTEST_APPLESS_MAIN(TestMannequin)
#include "tst_mannequin.moc"
