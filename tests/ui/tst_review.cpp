#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "tests/ui/reviewed_window.h"

#ifndef Q_MOC_RUN
#include "edit/fix_edits.h"
#include "edit/mark_edits.h"
#include "ui/review_text.h"
#endif

using namespace ropetp;

/// Going through what is wrong with a take, with real widgets.
class TestReview : public QObject {
    Q_OBJECT

    static void key(test::ReviewedWindow& f, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(f.window.get(), key, modifiers); }
    static bool isAFault(FrameIndex frame) { return test::kKneeBackwards.contains(frame) || test::kArmTwisted.contains(frame) || test::kSpike.contains(frame); }

  private Q_SLOTS:
    void nextBadFrameGoesToTheFaults() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        f.picture("review-1");
        const int found = f.review().left();
        QVERIFY2(found >= 3, qPrintable(QString::number(found)));
        std::set<std::int64_t> seen;
        for (int k = 0; k < 3; ++k) {
            key(f, Qt::Key_N);
            const FrameIndex at = f.at();
            QVERIFY2(isAFault(at), qPrintable(QString("stop %1 is frame %2").arg(k).arg(at.value)));
            seen.insert(at.value);
            QVERIFY(f.review().here());
            QCOMPARE(f.workspace().joints().primary(), std::optional(f.review().here()->joint));
            QCOMPARE(f.workspace().selectedPerson(), std::optional(f.person));
        }
        QCOMPARE(seen.size(), std::size_t(3));
        const FrameIndex third = f.at();
        key(f, Qt::Key_N, Qt::ShiftModifier);
        QVERIFY(f.at() != third && seen.contains(f.at().value));
        QVERIFY(f.find<QDockWidget>("reviewDock")->widget()->isVisible());   // raised by going to a stop
        f.picture("review-2");
    }

    void inOrderOfTimeItGoesForward() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        auto* order = f.find<QComboBox>("reviewOrder");
        f.find<QDockWidget>("reviewDock")->raise();
        order->setCurrentIndex(1);
        Q_EMIT order->activated(1);
        QVERIFY(f.window->commands().find("review.byTime")->action->isChecked());
        std::int64_t last = -1;
        for (int k = 0; k < f.review().left(); ++k) {
            key(f, Qt::Key_N);
            QVERIFY(f.at().value > last);
            last = f.at().value;
        }
        auto* list = f.find<QListWidget>("reviewList");
        QCOMPARE(list->count(), f.review().left());
        QCOMPARE(list->currentRow(), list->count() - 1);
    }

    void acceptingShrinksTheQueueAndUndoBringsItBack() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        const int found = f.review().left();
        QCOMPARE(f.review().total(), found);
        key(f, Qt::Key_N);
        const FrameIndex worst = f.at();
        auto* accept = f.find<QPushButton>("reviewAccept");
        QTRY_VERIFY(accept->isVisible() && accept->isEnabled());
        key(f, Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(f.workspace().scene().accepted.size(), std::size_t(1));
        QTRY_COMPARE(f.review().left(), found - 1);
        QCOMPARE(f.review().total(), found);
        QVERIFY(!f.review().here() || f.review().here()->frame != worst);
        QVERIFY(f.review().isAcceptedHere());
        QVERIFY(f.find<QLabel>("reviewCount")->text().startsWith(QString("%1 of %2").arg(found - 1).arg(found)));
        QVERIFY(!accept->isEnabled());
        key(f, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(f.review().left(), found);
        QVERIFY(f.workspace().scene().accepted.empty());
        // By the button, and taken back by its command.
        QTRY_VERIFY(accept->isEnabled());
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_COMPARE(f.review().left(), found - 1);
        f.window->commands().find("review.takeBack")->action->trigger();
        QTRY_COMPARE(f.review().left(), found);
        QCOMPARE(f.workspace().undoStack().count(), 3);   // solve, accept, take back
    }

    void acceptingAllLeavesAMessage() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        const int found = f.review().left();
        f.find<QDockWidget>("reviewDock")->raise();
        for (int k = 0; k < found; ++k) {
            const int before = f.review().left();
            key(f, Qt::Key_N);
            key(f, Qt::Key_A, Qt::ShiftModifier);
            QTRY_COMPARE(f.review().left(), before - 1);
        }
        QVERIFY(f.find<QLabel>("reviewEmpty")->isVisible());
        QVERIFY(f.find<QLabel>("reviewEmpty")->text().contains(QString::number(found)));
        QVERIFY(!f.window->commands().find("review.next")->action->isEnabled());
        f.picture("review-3-empty");
    }

    void aFixTakesItsStopAwayAndOthersStay() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        const int found = f.review().left();
        QVERIFY(f.review().queue().at(FrameIndex(66)) && f.review().queue().at(FrameIndex(66))->limb == review::Limb::LeftLeg);
        // The knee as it should be, at both ends of the fault and twice between them: between fixes the difference is interpolated.
        for (const int frame : {60, 64, 68, 71}) {
            body::Pose pose = f.workspace().scene().clips.at(f.person)->frames[std::size_t(frame)].poseInCam;
            pose.axisAngleRad[4] = {0.4 + 0.3 * std::sin(2 * EIGEN_PI * frame / 30.0), 0, 0};
            QVERIFY(f.workspace().apply(edit::setFix(f.person, FrameIndex(frame), edit::JointSet().set(4), false, pose, edit::Falloff{0.03, 0.03})));
        }
        QVERIFY(f.settled());
        // Another limb may be told there, that the knee had hidden; the knee is not.
        for (const auto& stop : f.review().queue().stops())
            QVERIFY2(stop.limb != review::Limb::LeftLeg || !test::kKneeBackwards.contains(stop.frame), qPrintable(QString("told again: frame %1").arg(stop.frame.value)));
        QVERIFY(f.review().total() >= found);
        QVERIFY(f.review().queue().at(FrameIndex(130)) && f.review().queue().at(FrameIndex(200)));
        for (int k = 0; k < 4; ++k) f.workspace().undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(f.review().left(), found, 10000);
    }

    void causesAreFiltered() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        f.find<QDockWidget>("reviewDock")->raise();
        const int found = f.review().left();
        const auto cause = f.review().queue().stops().front().cause;
        const int ofCause = f.review().leftOf(cause);
        QVERIFY(ofCause > 0);
        auto* menu = f.find<QToolButton>("reviewCauses")->menu();
        Q_EMIT menu->aboutToShow();
        QAction* action = nullptr;
        for (auto* a : menu->actions())
            if (a->text().startsWith(ui::causeText(cause))) action = a;
        QVERIFY(action && action->isChecked());
        action->trigger();
        QCOMPARE(f.review().left(), found - ofCause);
        QCOMPARE(f.find<QListWidget>("reviewList")->count(), found - ofCause);
        f.review().setCauses({});
        QVERIFY(f.find<QLabel>("reviewEmpty")->isVisible() && f.find<QLabel>("reviewEmpty")->text().contains(QString::number(found)));
        f.review().setCauses(ui::ReviewModel::Causes().set());
        QCOMPARE(f.review().left(), found);
    }

    void aClickInTheListGoesThere() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        f.find<QDockWidget>("reviewDock")->raise();
        auto* list = f.find<QListWidget>("reviewList");
        QTRY_VERIFY(list->isVisible() && list->count() >= 3);
        QVERIFY(!list->item(0)->text().isEmpty());
        for (const int row : {2, 0}) {
            const auto stop = f.review().queue().stops()[std::size_t(row)];
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
            QCOMPARE(f.at(), stop.frame);
            QCOMPARE(list->currentRow(), row);
        }
    }

    void markersAndNotesByKey() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        auto& w = f.workspace();
        const auto go = [&](int frame) { w.playback().seek(FrameIndex(frame)); };
        go(50);
        key(f, Qt::Key_M);
        go(20);
        key(f, Qt::Key_M);
        QCOMPARE(w.scene().markers, (std::vector<edit::Marker>{{FrameIndex(20), {}}, {FrameIndex(50), {}}}));
        go(90);
        key(f, Qt::Key_M, Qt::ShiftModifier);
        auto* editor = f.timeline->findChild<QLineEdit*>("noteEditor");
        QVERIFY(editor && editor->isVisible());
        QTRY_VERIFY(editor->hasFocus());
        QTest::keyClicks(editor, "N: hand in hair");   // its letters are no commands
        QCOMPARE(f.at(), FrameIndex(90));
        f.picture("markers-1");
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(w.scene().markers.back(), (edit::Marker{FrameIndex(90), "N: hand in hair"}));
        // Esc leaves things as they are.
        QTRY_VERIFY(!f.timeline->findChild<QLineEdit*>("noteEditor"));
        go(100);
        key(f, Qt::Key_M, Qt::ShiftModifier);
        QTRY_VERIFY(f.timeline->findChild<QLineEdit*>("noteEditor"));
        editor = f.timeline->findChild<QLineEdit*>("noteEditor");
        QTRY_VERIFY(editor->hasFocus());
        QTest::keyClicks(editor, "no");
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(w.scene().markers.size(), std::size_t(3));
        // From marker to marker.
        QTRY_VERIFY(!f.timeline->findChild<QLineEdit*>("noteEditor"));
        key(f, Qt::Key_BracketLeft);
        QCOMPARE(f.at(), FrameIndex(90));
        key(f, Qt::Key_BracketLeft);
        QCOMPARE(f.at(), FrameIndex(50));
        key(f, Qt::Key_BracketRight);
        QCOMPARE(f.at(), FrameIndex(90));
        key(f, Qt::Key_BracketRight);
        QCOMPARE(f.at(), FrameIndex(90));
        // Taken away, and back.
        key(f, Qt::Key_M);
        QCOMPARE(w.scene().markers.size(), std::size_t(2));
        key(f, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(w.scene().markers.size(), std::size_t(3));
    }

    void theListOfMarkersGoesEditsAndRemoves() {
        test::ReviewedWindow f;
        QVERIFY(f.shown && f.open());
        f.find<QDockWidget>("reviewDock")->raise();
        auto& w = f.workspace();
        auto* list = f.find<QListWidget>("markerList");
        QVERIFY(!list->isVisible());
        QVERIFY(w.apply(edit::setMarker(FrameIndex(30), "one")) && w.apply(edit::setMarker(FrameIndex(150))));
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->count(), 2);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
        QCOMPARE(f.at(), FrameIndex(150));
        f.picture("markers-2");
        list->editItem(list->item(0));
        auto* editor = list->findChild<QLineEdit*>();
        QVERIFY(editor);
        QCOMPARE(editor->text(), QString("one"));
        editor->setText("two");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(w.scene().markers.front().note, std::string("two"));
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(w.scene().markers, (std::vector<edit::Marker>{{FrameIndex(150), {}}}));
        QVERIFY(w.scene().clips.contains(f.person));
    }

    /// Every cause has words, for every joint.
    void everySentenceIsThere() {
        for (int c = 0; c < review::kCauseCount; ++c) {
            const auto cause = review::Cause(c);
            QVERIFY(!ui::causeText(cause).isEmpty() && ui::causeHelp(cause).length() > 20);
            for (int j = 0; j < body::kJointCount; ++j) {
                const QString text = ui::troubleText(cause, j);
                QVERIFY2(text.length() > 8 && !text.contains('%') && text[0].isUpper(), qPrintable(text));
            }
        }
        QCOMPARE(ui::troubleText(review::Cause::JointLimit, 4, true), QString("Left knee bends backwards"));
        QCOMPARE(ui::limbText(review::Limb::RightLeg), QString("Right leg"));
    }
};

QTEST_MAIN(TestReview)
#include "tst_review.moc"
