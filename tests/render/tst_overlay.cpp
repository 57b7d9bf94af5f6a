#include <QTest>

#include "body/kinematics.h"
#include "render/overlay.h"
#include "render/person_color.h"
#include "tests/render/walking_clip.h"

using namespace ropetp;
using namespace ropetp::render;

namespace {

/// Middle of what is drawn, weighted by opacity.
Eigen::Vector2d centreOfInk(const raster::Layer& layer, const Eigen::Vector2d& around, double radius) {
    Eigen::Vector2d sum(0, 0);
    double weight = 0;
    for (int y = 0; y < layer.height; ++y)
        for (int x = 0; x < layer.width; ++x) {
            const double a = layer.rgba[4 * (std::size_t(y) * std::size_t(layer.width) + std::size_t(x)) + 3];
            if (a == 0 || (Eigen::Vector2d(x, y) - around).norm() > radius) continue;
            sum += a * Eigen::Vector2d(x, y);
            weight += a;
        }
    return weight > 0 ? Eigen::Vector2d(sum / weight) : Eigen::Vector2d(-1e9, -1e9);
}

std::size_t inked(const raster::Layer& layer) {
    std::size_t n = 0;
    for (std::size_t i = 3; i < layer.rgba.size(); i += 4) n += layer.rgba[i] != 0;
    return n;
}

}  // namespace

class TestOverlay : public QObject {
    Q_OBJECT

    std::shared_ptr<const body::MotionClip> clip_ = test::walkingClip();
    OverlayPerson person(int frame) const { return {PersonId(1), clip_.get(), &clip_->frames[std::size_t(frame)], nullptr, false}; }

  private Q_SLOTS:
    void aJointIsDrawnWhereTheCameraModelPutsIt_data() {
        QTest::addColumn<double>("scale");
        QTest::addColumn<double>("dx");
        QTest::addColumn<double>("dy");
        QTest::newRow("as it is") << 1.0 << 0.0 << 0.0;
        QTest::newRow("zoomed in") << 2.5 << -700.0 << -300.25;
        QTest::newRow("zoomed out") << 0.4 << 20.5 << 13.0;
    }
    void aJointIsDrawnWhereTheCameraModelPutsIt() {
        QFETCH(double, scale);
        QFETCH(double, dx);
        QFETCH(double, dy);
        OverlayRenderer overlay(body::mannequin());
        OverlayOptions options;
        options.mesh = false;
        options.skeleton = true;
        const OverlayRenderer::ViewTransform view{scale, {dx, dy}};
        for (const int frame : {0, 20, 45}) {
            const auto joints = body::jointPositions(body::mannequin()->restJoints(clip_->betas), clip_->frames[std::size_t(frame)].poseInCam);
            const auto& layer = overlay.render(clip_->camera, view, 1280, 720, {person(frame)}, options);
            // The head is an end of the skeleton: its disc is larger than the bone that comes in.
            const Eigen::Vector2d px = scale * clip_->camera.project(joints.row(15).transpose()) + view.offset;
            if (px.x() < 10 || px.x() > 1270 || px.y() < 10 || px.y() > 710) continue;
            const Eigen::Vector2d drawn = centreOfInk(layer, px, 2.5);
            QVERIFY2((drawn - px).norm() < 0.5, qPrintable(QString("frame %1: off by %2 px").arg(frame).arg((drawn - px).norm())));
        }
    }

    void theMeshCoversTheJoints() {
        OverlayRenderer overlay(body::mannequin());
        const auto& layer = overlay.render(clip_->camera, {}, 1280, 720, {person(10)}, {});
        const auto joints = body::jointPositions(body::mannequin()->restJoints(clip_->betas), clip_->frames[10].poseInCam);
        for (const int j : {0, 1, 2, 4, 5, 9, 12, 16, 17, 18, 19}) {
            const Eigen::Vector2d px = clip_->camera.project(joints.row(j).transpose());
            const std::size_t at = std::size_t(std::lround(px.y())) * 1280 + std::size_t(std::lround(px.x()));
            QVERIFY2(layer.face[at] >= 0, std::string(body::kJointNames[std::size_t(j)]).c_str());
            QVERIFY(std::abs(layer.depthM[at] - joints(j, 2)) < 0.8);
            QVERIFY(layer.rgba[4 * at + 3] > 150 && layer.rgba[4 * at + 3] < 220);   // opacity 0.75
        }
    }

    void thePictureIsClearedBetweenFrames() {
        OverlayRenderer overlay(body::mannequin());
        OverlayOptions options;
        options.skeleton = true;
        overlay.render(clip_->camera, {}, 1280, 720, {person(0)}, options);
        QCOMPARE(inked(overlay.render(clip_->camera, {}, 1280, 720, {}, options)), std::size_t(0));
        const std::size_t fresh = inked(OverlayRenderer(body::mannequin()).render(clip_->camera, {}, 1280, 720, {person(50)}, options));
        overlay.render(clip_->camera, {}, 1280, 720, {person(0)}, options);
        QCOMPARE(inked(overlay.render(clip_->camera, {}, 1280, 720, {person(50)}, options)), fresh);
    }

    void boxesAndPointsFollowTheView() {
        OverlayRenderer overlay(body::mannequin());
        track::Observation o;
        o.box = {100, 100, 200, 300};
        OverlayOptions options;
        options.mesh = false;
        options.boxes = true;
        const auto& layer = overlay.render(clip_->camera, {0.5, {10, 20}}, 640, 360, {{PersonId(2), nullptr, nullptr, &o, false}}, options);
        const auto alpha = [&](int x, int y) { return layer.rgba[4 * (std::size_t(y) * 640 + std::size_t(x)) + 3]; };
        QVERIFY(alpha(60, 150) > 200);    // left edge: 100 * 0.5 + 10
        QVERIFY(alpha(160, 150) > 200);   // right edge
        QVERIFY(alpha(110, 70) > 200);    // top
        QCOMPARE(int(alpha(110, 150)), 0);
    }

    void peopleHaveDifferentColours() {
        for (int a = 1; a <= 7; ++a)
            for (int b = a + 1; b <= 7; ++b) QVERIFY((personColor(PersonId(a)) - personColor(PersonId(b))).norm() > 0.2f);
        QVERIFY(personColor(PersonId(8)) == personColor(PersonId(1)));
    }
};

QTEST_APPLESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
