#include "sample_scene.h"

#include "edit/scene_compare.h"
#include "edit/track_edits.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace ropetp;
using namespace ropetp::edit;

namespace {

using Make = std::function<std::unique_ptr<Edit>()>;
const track::Box kBox{10, 20, 30, 40};

}  // namespace

Q_DECLARE_METATYPE(Make)

/// Every edit of tracks: what it does, exact undo, refusal of nonsense.
class TestTrackEdits : public QObject {
    Q_OBJECT

    static Scene applied(Scene scene, const std::unique_ptr<Edit>& edit) {
        const auto r = edit->apply(scene);
        if (!r) qFatal("%s", r.error().detail.c_str());
        return scene;
    }
    static const track::PersonTrack& person(const Scene& s, int id) { return *s.tracks->find(PersonId(id)); }

  private Q_SLOTS:
    void revertRestoresAnEqualSceneAndRedoRepeats_data() {
        QTest::addColumn<Make>("make");
        QTest::addRow("merge") << Make([] { return mergeTracks(PersonId(2), PersonId(4)); });
        QTest::addRow("split") << Make([] { return splitTrack(PersonId(1), FrameIndex(15)); });
        QTest::addRow("swap") << Make([] { return swapTracks(PersonId(1), PersonId(2), FrameIndex(10)); });
        QTest::addRow("box of a known person") << Make([] { return setBox(PersonId(2), FrameIndex(7), kBox, std::nullopt); });
        QTest::addRow("box of a new person") << Make([] { return setBox(PersonId(9), FrameIndex(7), kBox, std::nullopt); });
        QTest::addRow("remove") << Make([] { return removeTrack(PersonId(1)); });
        QTest::addRow("rename") << Make([] { return renamePerson(PersonId(1), "Grace"); });
    }
    void revertRestoresAnEqualSceneAndRedoRepeats() {
        QFETCH(Make, make);
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        const auto edit = make();
        QVERIFY(!edit->label().empty());
        const auto change = edit->apply(scene);
        QVERIFY(change && change->tracks);
        QVERIFY(!firstDifference(before, scene).empty());
        const Scene after = testing::deepCopy(scene);
        edit->revert(scene);
        QCOMPARE(firstDifference(before, scene), std::string());
        QVERIFY(edit->apply(scene));
        QCOMPARE(firstDifference(after, scene), std::string());
        edit->revert(scene);
        QCOMPARE(firstDifference(before, scene), std::string());
    }

    void nonsenseIsRefusedAndChangesNothing_data() {
        QTest::addColumn<Make>("make");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::addRow("merge with itself") << Make([] { return mergeTracks(PersonId(1), PersonId(1)); });
        QTest::addRow("merge with nobody") << Make([] { return mergeTracks(PersonId(1), PersonId(3)); });
        QTest::addRow("merge into nobody") << Make([] { return mergeTracks(PersonId(3), PersonId(1)); });
        QTest::addRow("split before the first frame") << Make([] { return splitTrack(PersonId(2), FrameIndex(5)); });
        QTest::addRow("split after the last frame") << Make([] { return splitTrack(PersonId(2), FrameIndex(20)); });
        QTest::addRow("split nobody") << Make([] { return splitTrack(PersonId(3), FrameIndex(10)); });
        QTest::addRow("swap with itself") << Make([] { return swapTracks(PersonId(1), PersonId(1), FrameIndex(10)); });
        QTest::addRow("swap after both ended") << Make([] { return swapTracks(PersonId(2), PersonId(1), FrameIndex(40)); });
        QTest::addRow("swap that empties") << Make([] { return swapTracks(PersonId(2), PersonId(4), FrameIndex(22)); });
        QTest::addRow("box without area") << Make([] { return setBox(PersonId(1), FrameIndex(3), {5, 5, 0, 10}, {}); });
        QTest::addRow("box not finite") << Make([nan] { return setBox(PersonId(1), FrameIndex(3), {nan, 5, 5, 10}, {}); });
        QTest::addRow("box outside") << Make([] { return setBox(PersonId(1), FrameIndex(3), {1300, 5, 5, 10}, {}); });
        QTest::addRow("box on no frame") << Make([] { return setBox(PersonId(1), FrameIndex(40), kBox, {}); });
        QTest::addRow("box on frame -1") << Make([] { return setBox(PersonId(1), FrameIndex(-1), kBox, {}); });
        QTest::addRow("box of person 0") << Make([] { return setBox(PersonId(0), FrameIndex(3), kBox, {}); });
        QTest::addRow("remove nobody") << Make([] { return removeTrack(PersonId(3)); });
        QTest::addRow("rename nobody") << Make([] { return renamePerson(PersonId(3), "x"); });
    }
    void nonsenseIsRefusedAndChangesNothing() {
        QFETCH(Make, make);
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        const auto r = make()->apply(scene);
        QVERIFY(!r);
        QCOMPARE(r.error().code, ErrorCode::InvalidInput);
        QVERIFY(!r.error().detail.empty());
        QCOMPARE(firstDifference(before, scene), std::string());
        Scene empty;
        QVERIFY(!make()->apply(empty) || QByteArray(QTest::currentDataTag()).startsWith("box"));
    }

    void mergedPersonHasTheFramesOfBothAndKeepsItsOwn() {
        Scene scene = testing::sampleScene();
        const auto own = person(scene, 1).observations.at(FrameIndex(10)).box.x;
        scene = applied(scene, mergeTracks(PersonId(1), PersonId(2)));
        QVERIFY(!scene.tracks->find(PersonId(2)));
        QCOMPARE(person(scene, 1).observations.size(), std::size_t(40));
        QCOMPARE(person(scene, 1).observations.at(FrameIndex(10)).box.x, own);
        scene = applied(testing::sampleScene(), mergeTracks(PersonId(2), PersonId(4)));
        QCOMPARE(person(scene, 2).observations.size(), std::size_t(30));
        QCOMPARE(person(scene, 2).range(), (FrameRange{FrameIndex(5), FrameIndex(40)}));
    }

    void clipsOfTouchedPersonsGoAndOthersStay() {
        const Scene before = testing::sampleScene();
        QVERIFY(!applied(before, splitTrack(PersonId(2), FrameIndex(10))).clips.contains(PersonId(2)));
        QVERIFY(applied(before, splitTrack(PersonId(2), FrameIndex(10))).clips.contains(PersonId(1)));
        QVERIFY(applied(before, swapTracks(PersonId(1), PersonId(2), FrameIndex(10))).clips.empty());
        QVERIFY(applied(before, renamePerson(PersonId(1), "x")).clips.contains(PersonId(1)));
    }

    void splitMakesANewPersonFromTheFrameOn() {
        const Scene scene = applied(testing::sampleScene(), splitTrack(PersonId(1), FrameIndex(15)));
        QCOMPARE(person(scene, 1).range(), (FrameRange{FrameIndex(0), FrameIndex(15)}));
        QCOMPARE(person(scene, 5).range(), (FrameRange{FrameIndex(15), FrameIndex(40)}));
        QCOMPARE(person(scene, 1).name, std::string("Ada"));
    }

    void swapExchangesEverythingFromTheFrameOn() {
        const Scene before = testing::sampleScene();
        const Scene scene = applied(before, swapTracks(PersonId(1), PersonId(2), FrameIndex(10)));
        QCOMPARE(person(scene, 1).observations.at(FrameIndex(12)).box.x, person(before, 2).observations.at(FrameIndex(12)).box.x);
        QCOMPARE(person(scene, 2).observations.at(FrameIndex(30)).box.x, person(before, 1).observations.at(FrameIndex(30)).box.x);
        QCOMPARE(person(scene, 1).observations.at(FrameIndex(9)).box.x, person(before, 1).observations.at(FrameIndex(9)).box.x);
        QVERIFY(!person(scene, 1).observations.contains(FrameIndex(30)));
    }

    void aDrawnBoxIsTheUsersAndWithoutOldLandmarks() {
        const Scene scene = applied(testing::sampleScene(), setBox(PersonId(1), FrameIndex(3), kBox, std::nullopt));
        const auto& o = person(scene, 1).observations.at(FrameIndex(3));
        QVERIFY(o.userBox);
        QVERIFY(!o.landmarks);
        QCOMPARE(o.box.width, kBox.width);
    }

    void aFirstBoxInAnEmptySceneMakesThePerson() {
        Scene scene;
        QCOMPARE(nextPersonId(scene), PersonId(1));
        scene = applied(scene, setBox(nextPersonId(scene), FrameIndex(0), kBox, std::nullopt));
        QCOMPARE(scene.tracks->persons.size(), std::size_t(1));
        QCOMPARE(nextPersonId(scene), PersonId(2));
    }

    void personsStayOrderedById() {
        const Scene scene = applied(testing::sampleScene(), setBox(PersonId(3), FrameIndex(7), kBox, std::nullopt));
        QVERIFY(std::is_sorted(scene.tracks->persons.begin(), scene.tracks->persons.end(),
                               [](const auto& a, const auto& b) { return a.id < b.id; }));
    }

    void draggingABoxIsOneStep() {
        Scene scene = testing::sampleScene();
        const Scene before = testing::deepCopy(scene);
        const auto first = setBox(PersonId(1), FrameIndex(3), kBox, std::nullopt);
        const auto second = setBox(PersonId(1), FrameIndex(3), {50, 60, 70, 80}, std::nullopt);
        const auto elsewhere = setBox(PersonId(1), FrameIndex(4), kBox, std::nullopt);
        QVERIFY(first->apply(scene) && second->apply(scene));
        QVERIFY(!first->tryMerge(*elsewhere));
        QVERIFY(first->tryMerge(*second));
        const Scene after = testing::deepCopy(scene);
        first->revert(scene);
        QCOMPARE(firstDifference(before, scene), std::string());
        QVERIFY(first->apply(scene));
        QCOMPARE(firstDifference(after, scene), std::string());
    }
};

QTEST_APPLESS_MAIN(TestTrackEdits)
#include "tst_track_edits.moc"
