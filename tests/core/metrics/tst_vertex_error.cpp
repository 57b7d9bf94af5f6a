#include <QTest>

#include "metrics/vertex_error.h"
#include "tests/core/metrics/figure.h"

#include <limits>

using namespace ropetp;
using namespace ropetp::metrics;

class TestVertexError : public QObject {
    Q_OBJECT

    static body::VertexArray mesh() {
        body::VertexArray v(4, 3);
        v << 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1;
        return v;
    }

  private Q_SLOTS:
    void aMovedVertexCountsByHand() {
        // One vertex of four is 80 mm off: 20 mm. The next frame is right: 10 mm over both.
        VertexError e;
        const auto joints = test::figure(0);
        body::VertexArray moved = mesh();
        moved(2, 1) += 0.080f;
        e.add(moved, joints, mesh(), joints);
        QVERIFY(std::abs(*e.mpvpeMm() - 20) < 1e-3);
        e.add(mesh(), joints, mesh(), joints);
        QVERIFY(std::abs(*e.mpvpeMm() - 10) < 1e-3);
        QCOMPARE(e.frames(), std::size_t(2));
    }

    void thePelvisIsTheMidHip() {
        // Mesh and joints elsewhere: no error. The mesh alone elsewhere: all of it.
        const auto joints = test::figure(0);
        const Eigen::RowVector3d shift(0.3, 0, 0.4);
        body::VertexArray away = mesh();
        away.rowwise() += shift.cast<float>();
        body::JointPositions jointsAway = joints;
        jointsAway.rowwise() += shift;
        VertexError e;
        e.add(away, jointsAway, mesh(), joints);
        QVERIFY(*e.mpvpeMm() < 1e-3);
        VertexError f;
        f.add(away, joints, mesh(), joints);
        QVERIFY(std::abs(*f.mpvpeMm() - 500) < 1e-3);
        // One hip 60 mm off moves the pelvis by 30 mm, and every vertex with it.
        jointsAway = joints;
        jointsAway(1, 1) += 0.060;
        VertexError g;
        g.add(mesh(), jointsAway, mesh(), joints);
        QVERIFY(std::abs(*g.mpvpeMm() - 30) < 1e-3);
    }

    void whatCannotBeComparedDoesNotCount() {
        VertexError e;
        auto unknown = test::figure(0);
        unknown(1, 0) = std::numeric_limits<double>::quiet_NaN();
        e.add(mesh(), test::figure(0), mesh(), unknown);
        e.add(mesh(), test::figure(0), body::VertexArray::Zero(5, 3), test::figure(0));
        e.add(body::VertexArray(), test::figure(0), body::VertexArray(), test::figure(0));
        QVERIFY(!e.mpvpeMm());
    }
};

QTEST_APPLESS_MAIN(TestVertexError)
#include "tst_vertex_error.moc"
