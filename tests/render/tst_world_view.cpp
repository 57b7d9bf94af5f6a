#include <QTest>

#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QVBoxLayout>

#include "render/person_color.h"
#include "render/world_view.h"
#include "tests/render/walking_clip.h"

using namespace ropetp;
using namespace ropetp::render;

class TestWorldView : public QObject {
    Q_OBJECT

    std::unique_ptr<WorldView> makeView(const QSize& size = {900, 600}) {
        auto view = std::make_unique<WorldView>();
        view->resize(size);
        view->setBody(body::mannequin());
        view->show();
        if (!QTest::qWaitForWindowExposed(view.get())) return nullptr;
        return view;
    }

    /// Saves what was drawn where the environment asks for it, to be looked at.
    static QImage grab(WorldView& view, const char* name) {
        const QImage image = view.grab().toImage();
        const QString folder = qEnvironmentVariable("ROPETP_TEST_PICTURES");
        if (!folder.isEmpty()) image.save(folder + "/" + name + ".png");
        return image;
    }

    static int differing(const QImage& a, const QImage& b) {
        int n = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x) n += a.pixel(x, y) != b.pixel(x, y);
        return n;
    }

    /// Share of pixels round a place whose hue is the person's.
    static double personShare(const QImage& image, const Eigen::Vector3d& at, PersonId id) {
        const Eigen::Vector3f c = personColor(id);
        const QColor wanted = QColor::fromRgbF(c.x(), c.y(), c.z());
        int hits = 0, all = 0;
        for (int dy = -6; dy <= 6; ++dy)
            for (int dx = -6; dx <= 6; ++dx) {
                const QPoint p(int(at.x()) + dx, int(at.y()) + dy);
                if (!image.rect().contains(p)) continue;
                ++all;
                const QColor seen = image.pixelColor(p);
                hits += std::abs(seen.hsvHue() - wanted.hsvHue()) < 15 && seen.hsvSaturation() > 60;
            }
        return all ? double(hits) / all : 0;
    }

    static Eigen::Vector3d pelvis(const body::MotionClip& clip, int frame) {
        return body::mannequin()->restJoints(clip.betas).row(0).transpose() + clip.frames[std::size_t(frame)].poseInWorld.translationM;
    }

  private Q_SLOTS:
    void anEmptyWorldShowsTheFloor() {
        const auto view = makeView();
        QVERIFY(view);
        const QImage image = grab(*view, "world-empty");
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); y += 3)
            for (int x = 0; x < image.width(); x += 3) colors.insert(image.pixel(x, y));
        QVERIFY2(colors.size() > 30, qPrintable(QString::number(colors.size())));
    }

    void aWalkingPersonIsDrawnWhereItIs_data() {
        QTest::addColumn<int>("preset");
        QTest::newRow("perspective") << int(ViewPreset::Perspective);
        QTest::newRow("front") << int(ViewPreset::Front);
        QTest::newRow("side") << int(ViewPreset::Side);
        QTest::newRow("top") << int(ViewPreset::Top);
        QTest::newRow("video camera") << int(ViewPreset::VideoCamera);
    }
    void aWalkingPersonIsDrawnWhereItIs() {
        QFETCH(int, preset);
        const auto view = makeView();
        QVERIFY(view);
        const auto clip = test::walkingClip();
        view->setClips({{PersonId(1), clip}});
        view->setPreset(ViewPreset(preset));
        for (const int frame : {0, 30, 59}) {
            view->setCurrentFrame(FrameIndex(frame));
            const QImage image = grab(*view, qPrintable(QString("world-%1-%2").arg(QTest::currentDataTag()).arg(frame)));
            const Eigen::Vector3d at = view->project(pelvis(*clip, frame));
            QVERIFY(at.z() > 0);
            QVERIFY2(personShare(image, at, PersonId(1)) > 0.6, qPrintable(QString("frame %1: %2").arg(frame).arg(personShare(image, at, PersonId(1)))));
        }
    }

    void throughTheVideoCameraThePelvisIsWhereTheFootageHasIt() {
        const auto view = makeView({960, 540});
        QVERIFY(view);
        const auto clip = test::walkingClip();
        view->setClips({{PersonId(1), clip}});
        view->setPreset(ViewPreset::VideoCamera);
        const Eigen::Vector3d at = view->project(pelvis(*clip, 20));
        const Eigen::Vector2d px = clip->camera.project(clip->camFromWorld.front() * pelvis(*clip, 20));
        QVERIFY((at.head<2>() - (px + Eigen::Vector2d(0.5, 0.5)) * 960 / 1280.0).norm() < 1.0);
    }

    void draggingTurnsAndTheWheelZooms() {
        const auto view = makeView();
        QVERIFY(view);
        view->setClips({{PersonId(1), test::walkingClip()}});
        const Eigen::Vector3d before = view->project({1, 0, 1});
        QTest::mousePress(view.get(), Qt::LeftButton, {}, {400, 300});
        QMouseEvent move(QEvent::MouseMove, QPointF(500, 330), view->mapToGlobal(QPointF(500, 330)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(view.get(), &move);
        QTest::mouseRelease(view.get(), Qt::LeftButton, {}, {500, 330});
        const Eigen::Vector3d turned = view->project({1, 0, 1});
        QVERIFY((turned - before).head<2>().norm() > 10);
        QWheelEvent wheel(QPointF(450, 300), view->mapToGlobal(QPointF(450, 300)), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.get(), &wheel);
        QVERIFY(view->project({0, 0.9, 0}).z() < turned.z());
    }

    void followingKeepsThePersonInPlace() {
        const auto view = makeView();
        QVERIFY(view);
        const auto clip = test::walkingClip();
        view->setClips({{PersonId(1), clip}});
        view->setCurrentFrame(FrameIndex(0));
        view->setFollowedPerson(PersonId(1));
        const Eigen::Vector3d first = view->project(pelvis(*clip, 0));
        view->setCurrentFrame(FrameIndex(59));
        const Eigen::Vector3d last = view->project(pelvis(*clip, 59));
        QVERIFY((first - last).head<2>().norm() < 1.5);
    }

    void aDoubleClickPicksThePerson() {
        const auto view = makeView();
        QVERIFY(view);
        const auto a = test::walkingClip(PersonId(1)), b = test::walkingClip(PersonId(2), 60, -1.5);
        view->setClips({{PersonId(1), a}, {PersonId(2), b}});
        view->setCurrentFrame(FrameIndex(30));
        std::optional<PersonId> picked;
        connect(view.get(), &WorldView::personPicked, this, [&](PersonId id) { picked = id; });
        const Eigen::Vector3d at = view->project(pelvis(*b, 30));
        QTest::mouseDClick(view.get(), Qt::LeftButton, {}, QPoint(int(at.x()), int(at.y())));
        QVERIFY(picked && *picked == PersonId(2));
        grab(*view, "world-two");
    }

    void theWholeWalkStaysInSightUntilOneTurnsTheView() {
        const auto view = makeView();
        QVERIFY(view);
        const auto clip = test::walkingClip();
        // Streamed somewhere else than where the result is.
        auto far = std::make_shared<body::MotionClip>(*clip);
        for (auto& f : far->frames) f.poseInWorld.translationM += Eigen::Vector3d(30, 0, 0);
        view->showStreamed(far);
        view->setClips({{PersonId(1), clip}});
        const auto fills = [&] {
            Eigen::AlignedBox2d seen;
            for (int i = 0; i < int(clip->frames.size()); ++i) {
                const Eigen::Vector3d p = pelvis(*clip, i);
                for (const double y : {0.0, 1.8}) seen.extend(Eigen::Vector2d(view->project({p.x(), y, p.z()}).head<2>()));
            }
            const QSizeF size = view->size();
            return seen.min().minCoeff() > 0 && seen.max().x() < size.width() && seen.max().y() < size.height() &&
                   std::max(seen.sizes().x() / size.width(), seen.sizes().y() / size.height()) > 0.5;
        };
        QVERIFY(fills());
        for (const QSize& size : {QSize(300, 600), QSize(900, 300)}) {
            view->resize(size);
            QTRY_VERIFY(fills());
        }
        QTest::mousePress(view.get(), Qt::RightButton, {}, QPoint(100, 100));
        QMouseEvent away(QEvent::MouseMove, QPointF(100, 250), view->mapToGlobal(QPointF(100, 250)), Qt::NoButton, Qt::RightButton, Qt::NoModifier);
        QApplication::sendEvent(view.get(), &away);
        QTest::mouseRelease(view.get(), Qt::RightButton, {}, QPoint(100, 250));
        QVERIFY(!fills());
        view->resize(700, 500);
        QTest::qWait(50);
        QVERIFY(!fills());
        view->fitAll();
        QVERIFY(fills());
    }

    void streamedFramesAppearBeforeTheResult() {
        const auto view = makeView();
        QVERIFY(view);
        const auto clip = test::walkingClip();
        auto first = std::make_shared<body::MotionClip>(*clip), second = std::make_shared<body::MotionClip>(*clip);
        first->frames.resize(30);
        second->frames.erase(second->frames.begin(), second->frames.begin() + 30);
        view->showStreamed(first);
        view->showStreamed(second);
        for (const int frame : {10, 50}) {
            view->setCurrentFrame(FrameIndex(frame));
            QVERIFY(personShare(view->grab().toImage(), view->project(pelvis(*clip, frame)), PersonId(1)) > 0.6);
        }
    }

    void themesDiffer() {
        const auto view = makeView();
        QVERIFY(view);
        view->setClips({{PersonId(1), test::walkingClip()}});
        view->setCurrentFrame(FrameIndex(30));
        const QImage dark = view->grab().toImage();
        view->setDark(false);
        const QImage light = grab(*view, "world-light");
        QVERIFY(differing(dark, light) > dark.width() * dark.height() / 2);
    }

    void surviveHidingResizingAndAnotherParent() {
        auto view = makeView();
        QVERIFY(view);
        view->setClips({{PersonId(1), test::walkingClip()}});
        view->setCurrentFrame(FrameIndex(30));
        view->hide();
        view->resize(1, 1);
        view->show();
        view->resize(700, 500);
        {
            // A dock that is floated gives its widgets a new window.
            QWidget window;
            QVBoxLayout layout(&window);
            layout.addWidget(view.get());
            window.resize(640, 480);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            const auto clip = test::walkingClip();
            QVERIFY(personShare(view->grab().toImage(), view->project(pelvis(*clip, 30)), PersonId(1)) > 0.6);
            view->setParent(nullptr);
        }
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        const auto clip = test::walkingClip();
        QVERIFY(personShare(view->grab().toImage(), view->project(pelvis(*clip, 30)), PersonId(1)) > 0.6);
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    TestWorldView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_world_view.moc"
