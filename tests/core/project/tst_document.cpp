#include "../edit/sample_scene.h"

#include "edit/scene_compare.h"
#include "edit/solve_edits.h"
#include "edit/track_edits.h"
#include "project/document.h"

#include <QSignalSpy>
#include <QTest>

#include <stdexcept>

using namespace ropetp;

namespace {

/// Breaks off half-way, after it has changed the scene.
class ThrowingEdit final : public edit::Edit {
  public:
    Result<edit::ChangeSet> apply(edit::Scene& scene) override {
        scene.clips.clear();
        throw std::runtime_error("half-way");
    }
    edit::ChangeSet revert(edit::Scene&) override { return {}; }
    std::string label() const override { return "Throw"; }
};

}  // namespace

/// The document announces every change once, and nothing else.
class TestDocument : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void resetAnnouncesEverything() {
        project::Document document;
        QSignalSpy spy(&document, &project::Document::changed);
        document.reset(testing::sampleScene());
        QCOMPARE(spy.count(), 1);
        const auto change = spy[0][0].value<edit::ChangeSet>();
        QVERIFY(change.video && change.tracks && change.clips && change.world && change.notices && !change.frames);
        QCOMPARE(edit::firstDifference(document.scene(), testing::deepCopy(document.scene())), std::string());
    }

    void editsAreAppliedAnnouncedAndReverted() {
        project::Document document;
        document.reset(testing::sampleScene());
        const auto before = testing::deepCopy(document.scene());
        QSignalSpy spy(&document, &project::Document::changed);
        const auto edit = edit::removeTrack(PersonId(1));
        QVERIFY(document.apply(*edit));
        QVERIFY(!document.scene().tracks->find(PersonId(1)));
        document.revert(*edit);
        QCOMPARE(edit::firstDifference(before, document.scene()), std::string());
        QCOMPARE(spy.count(), 2);
        QVERIFY(spy[1][0].value<edit::ChangeSet>().tracks);
    }

    void aRefusedEditIsAnErrorAndSilent() {
        project::Document document;
        document.reset(testing::sampleScene());
        const auto before = testing::deepCopy(document.scene());
        QSignalSpy spy(&document, &project::Document::changed);
        const auto edit = edit::removeTrack(PersonId(99));
        const auto r = document.apply(*edit);
        QVERIFY(!r);
        QCOMPARE(r.error().code, ErrorCode::InvalidInput);
        QCOMPARE(spy.count(), 0);
        QCOMPARE(edit::firstDifference(before, document.scene()), std::string());
    }

    void anExceptionInAnEditLeavesTheSceneAsItWas() {
        project::Document document;
        document.reset(testing::sampleScene());
        const auto before = testing::deepCopy(document.scene());
        ThrowingEdit edit;
        const auto r = document.apply(edit);
        QVERIFY(!r);
        QCOMPARE(r.error().code, ErrorCode::Internal);
        QCOMPARE(edit::firstDifference(before, document.scene()), std::string());
    }

    void aSnapshotDoesNotSeeLaterEdits() {
        project::Document document;
        document.reset(testing::sampleScene());
        const edit::Scene snapshot = document.scene();
        const auto edit = edit::adjustGround(0.1, 0, 0);
        QVERIFY(document.apply(*edit));
        QCOMPARE(edit::firstDifference(snapshot, testing::sampleScene()), std::string());
        QVERIFY(edit::firstDifference(snapshot, document.scene()).starts_with("clip of person 1"));
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
