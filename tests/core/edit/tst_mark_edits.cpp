#include "sample_scene.h"

#include "edit/edit_script.h"
#include "edit/mark_edits.h"
#include "edit/scene_compare.h"

#include <QTest>

using namespace ropetp;
using namespace ropetp::edit;

namespace {

const PersonId kAda(1);

QString difference(const Scene& a, const Scene& b) { return QString::fromStdString(firstDifference(a, b)); }

/// Does, takes back and does again; the scene is compared each time.
void goThrough(Scene& scene, std::unique_ptr<Edit> edit, bool& ok) {
    ok = false;
    const Scene before = testing::deepCopy(scene);
    const auto change = edit->apply(scene);
    QVERIFY2(change, change ? "" : change.error().detail.c_str());
    QVERIFY(change->marks);
    QVERIFY(!change->clips && !change->tracks && !change->layers && change->frames && change->frames->size() == 0);
    const Scene after = testing::deepCopy(scene);
    QVERIFY(!difference(before, after).isEmpty());
    QVERIFY(edit->revert(scene).marks);
    QCOMPARE(difference(scene, before), QString());
    QVERIFY(edit->apply(scene));
    QCOMPARE(difference(scene, after), QString());
    const auto again = makeEdit(*edit->command());
    Scene other = testing::deepCopy(before);
    QVERIFY(again->apply(other));
    QCOMPARE(difference(other, after), QString());
    ok = true;
}

void isRefused(Scene& scene, std::unique_ptr<Edit> edit) {
    const Scene before = testing::deepCopy(scene);
    const auto change = edit->apply(scene);
    QVERIFY(!change);
    QCOMPARE(change.error().code, ErrorCode::InvalidInput);
    QCOMPARE(difference(scene, before), QString());
}

}  // namespace

/// Flags, notes and what the user accepted.
class TestMarkEdits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void marksAreMadeAndTakenBack() {
        Scene s = testing::sampleScene();
        bool ok = false;
        goThrough(s, setMarker(FrameIndex(20)), ok);
        QVERIFY(ok);
        goThrough(s, setMarker(FrameIndex(5), "hand in the hair"), ok);
        QVERIFY(ok);
        goThrough(s, setMarker(FrameIndex(20), "f\u00fc\u00dfe"), ok);
        QVERIFY(ok);
        QCOMPARE(s.markers, (std::vector<Marker>{{FrameIndex(5), "hand in the hair"}, {FrameIndex(20), "f\u00fc\u00dfe"}}));
        goThrough(s, removeMarker(FrameIndex(5)), ok);
        QVERIFY(ok);
        QCOMPARE(s.markers.size(), std::size_t(1));
        goThrough(s, acceptFrames(kAda, {FrameIndex(3), FrameIndex(9)}, 0.75), ok);
        QVERIFY(ok);
        goThrough(s, acceptFrames(kAda, {FrameIndex(30), FrameIndex(31)}), ok);
        QVERIFY(ok);
        goThrough(s, takeBackAcceptance(kAda, {FrameIndex(8), FrameIndex(9)}), ok);
        QVERIFY(ok);
        QCOMPARE(s.accepted, (std::vector<AcceptedFrames>{{kAda, {FrameIndex(30), FrameIndex(31)}, 1}}));
    }

    void whatMakesNoSenseIsRefused() {
        Scene s = testing::sampleScene();
        isRefused(s, setMarker(FrameIndex(-1)));
        isRefused(s, setMarker(FrameIndex(40)));
        isRefused(s, setMarker(FrameIndex(4), std::string(kLongestNote + 1, 'x')));
        isRefused(s, removeMarker(FrameIndex(4)));
        isRefused(s, acceptFrames(PersonId(4), {FrameIndex(3), FrameIndex(9)}));   // tracked, not solved
        isRefused(s, acceptFrames(kAda, {FrameIndex(9), FrameIndex(9)}));
        isRefused(s, acceptFrames(kAda, {FrameIndex(3), FrameIndex(9)}, 0));
        isRefused(s, acceptFrames(kAda, {FrameIndex(3), FrameIndex(9)}, std::nan("")));
        isRefused(s, takeBackAcceptance(kAda, {FrameIndex(3), FrameIndex(9)}));
        QVERIFY(setMarker(FrameIndex(39))->apply(s));
        isRefused(s, setMarker(FrameIndex(39)));   // as it is
        QVERIFY(acceptFrames(kAda, {FrameIndex(3), FrameIndex(9)})->apply(s));
        isRefused(s, takeBackAcceptance(kAda, {FrameIndex(9), FrameIndex(12)}));
        isRefused(s, takeBackAcceptance(PersonId(2), {FrameIndex(3), FrameIndex(9)}));
    }

    void scriptsHoldThemToTheBit() {
        Scene direct = testing::sampleScene(), read = testing::sampleScene();
        const std::vector<Command> all = {command::SetMarker{FrameIndex(7), "\"left\"\n\u00e9"}, command::SetMarker{FrameIndex(9), {}}, command::RemoveMarker{FrameIndex(9)},
                                          command::AcceptFrames{kAda, {FrameIndex(1), FrameIndex(4)}, 1.0 / 3}, command::AcceptFrames{kAda, {FrameIndex(10), FrameIndex(14)}, 1},
                                          command::TakeBackAcceptance{kAda, {FrameIndex(12), FrameIndex(13)}}};
        QVERIFY(applyCommands(direct, all));
        ScriptStore none;
        const auto text = scriptText(all, none);
        QVERIFY(text);
        const auto applied = applyScript(read, *text, none);
        QVERIFY2(applied && applied->marks, applied ? "" : applied.error().detail.c_str());
        QCOMPARE(difference(direct, read), QString());
        // By hand, with what may be left out.
        Scene written = testing::sampleScene();
        QVERIFY(applyScript(written, R"([{"edit": "set_marker", "frame": 3}, {"edit": "accept_frames", "person": 1, "frames": [2, 5]}])", none));
        QCOMPARE(written.markers, (std::vector<Marker>{{FrameIndex(3), {}}}));
        QCOMPARE(written.accepted, (std::vector<AcceptedFrames>{{kAda, {FrameIndex(2), FrameIndex(5)}, 1}}));
        QVERIFY(!applyScript(written, R"([{"edit": "set_marker", "note": "where?"}])", none));
        QVERIFY(!applyScript(written, R"([{"edit": "remove_marker", "frame": 3, "note": "x"}])", none));
    }
};

QTEST_GUILESS_MAIN(TestMarkEdits)
#include "tst_mark_edits.moc"
