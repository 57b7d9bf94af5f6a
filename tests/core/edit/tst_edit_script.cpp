#include "sample_scene.h"

#include "edit/edit.h"
#include "edit/edit_script.h"
#include "edit/fix_edits.h"
#include "edit/scene_compare.h"

#include <QTest>

#include <limits>
#include <random>

using namespace ropetp;
using namespace ropetp::edit;

namespace {

const PersonId kAda(1);

/// Keeps in memory what a project file would.
class Store final : public ScriptStore {
  public:
    Result<std::shared_ptr<const body::MotionClip>> clip(const std::string& name) const override {
        const auto it = clips.find(name);
        return it == clips.end() ? ScriptStore::clip(name) : it->second;
    }
    Result<command::CommitSolve> solve(const std::string& name) const override {
        const auto it = solves.find(name);
        return it == solves.end() ? ScriptStore::solve(name) : it->second;
    }
    Result<std::string> keep(const std::shared_ptr<const body::MotionClip>& c) override {
        clips["take " + std::to_string(clips.size())] = c;
        return clips.rbegin()->first;
    }
    Result<std::string> keep(const command::CommitSolve& s) override {
        solves["solve " + std::to_string(solves.size())] = s;
        return solves.rbegin()->first;
    }
    Result<std::shared_ptr<const SolvedTrajectory>> trajectory(const std::string& name) const override {
        const auto it = ways.find(name);
        return it == ways.end() ? ScriptStore::trajectory(name) : it->second;
    }
    Result<std::string> keep(const std::shared_ptr<const SolvedTrajectory>& way) override {
        ways["way " + std::to_string(ways.size())] = way;
        return ways.rbegin()->first;
    }
    std::map<std::string, std::shared_ptr<const SolvedTrajectory>> ways;
    std::map<std::string, std::shared_ptr<const body::MotionClip>> clips;
    std::map<std::string, command::CommitSolve> solves;
};

body::Pose oddPose() {
    body::Pose p;
    std::mt19937 random(4);
    std::uniform_real_distribution<double> u(-1, 1);
    for (auto& a : p.axisAngleRad) a = {u(random) / 3, u(random) / 7, u(random) * 1e-9};
    p.translationM = {u(random), u(random), 5 + u(random)};
    return p;
}

/// One of every kind that makes sense on the sample, in an order in which all can be applied.
std::vector<Command> oneOfEach(const Scene& s) {
    using namespace command;
    const FrameIndex f(20);
    const FrameRange r{FrameIndex(8), FrameIndex(16)};
    const JointSet some = jointsOf(Limb::LeftArm).set(15);
    const auto tool = [&](ToolKind k) { return AddTool{kAda, {r, some, true, 0.07, std::move(k)}}; };
    std::vector<Command> all = {
        CommitSolve{s.tracks, {s.clips.at(kAda)}, s.ground, {{Notice::Kind::Cut, "frame 22"}}},
        AdjustGround{0.02, -0.01, 1.0 / 3},
        SetFocal{901.25},
        SetFocal{std::nullopt},
        SetFix{kAda, f, some, true, oddPose(), Falloff{0.1, 1.0 / 7}},
        SetFix{kAda, FrameIndex(21), wholeBody(), false, oddPose(), std::nullopt},
        SetFalloff{kAda, f, {0.3, 0.2}},
        MoveRoot{kAda, FrameIndex(3), {0.1, 0.2, 5}},
        DragJoint3d{kAda, FrameIndex(4), body::Joint::RightWrist, {0.3, 0.1, 4.8}, {}},
        DragJoint2d{kAda, FrameIndex(5), body::Joint::Head, {650, 222.5}, {true, {body::Joint::LeftFoot, body::Joint::RightFoot}}},
        MirrorPose{kAda, FrameIndex(6), wholeBody()},
        SwapLeftRight{kAda, FrameIndex(7), jointsOf(Limb::RightLeg)},
        PastePose{kAda, FrameIndex(9), some, true, oddPose()},
        CopyPose{kAda, FrameIndex(10), PersonId(2), FrameIndex(12), wholeBody(), true},
        RemoveFix{kAda, FrameIndex(9), jointsOf(Limb::Head), false},
        tool(InterpolateTool{InterpolateTool::Curve::Slerp}),
        tool(HoldTool{FrameIndex(2)}),
        tool(TimeOffsetTool{-0.125}),
        tool(SmoothTool{SmoothTool::Filter::OneEuro, 2.5, 2, 0.7, true}),
        tool(RepairTool{0.2, 3.5}),
        tool(TakeFromTool{s.clips.at(PersonId(2))}),
        tool(SwapSidesTool{}),
        tool(ResetTool{}),
        RemoveTool{kAda, 1},
        ResetToRaw{kAda, {FrameIndex(30), FrameIndex(33)}, jointsOf(Limb::Torso), true},
        RenamePerson{PersonId(4), "Jo \"\\ \u00e9"},
        SetBox{PersonId(2), FrameIndex(7), {10.1, 20, 30, 40}, testing::observation(12.3, 0.77f).landmarks},
        SetTrajectoryPin{kAda, {FrameIndex(12), {0.1, 0.9, -1.0 / 3}, 0.05, false}},
        SetTrajectoryPin{kAda, {FrameIndex(20), {0.2, 0.9, 0.5}, 0, true}},
        RemoveTrajectoryPin{kAda, FrameIndex(20)},
        SetContact{kAda, {2, {FrameIndex(4), FrameIndex(9)}, true}},
        SetContact{kAda, {0, {FrameIndex(11), FrameIndex(13)}, false}},
        ClearContacts{kAda, {FrameIndex(11), FrameIndex(12)}, 0},
        DrawFloorLine{kAda, {{0, 0}, {0.5, 1.0 / 3}}},
        DrawFloorLine{kAda, {}},
        CloseLoop{kAda, true},
        CloseLoop{kAda, false},
        SetFloorHeight{kAda, 0.02, true},
        AcceptFrames{kAda, {FrameIndex(5), FrameIndex(9)}, 2.0 / 3},
        AcceptFrames{kAda, {FrameIndex(20), FrameIndex(21)}, 1},
        TakeBackAcceptance{kAda, {FrameIndex(8), FrameIndex(12)}},
        SwapTracks{kAda, PersonId(2), FrameIndex(10)},
        SplitTrack{kAda, FrameIndex(15)},
        MergeTracks{kAda, PersonId(4)},
        RemoveTrack{PersonId(2)},
        SetMarker{FrameIndex(11), "left \"foot\" \u00e9"},
        SetMarker{FrameIndex(3), {}},
        RemoveMarker{FrameIndex(11)},
    };
    return all;
}

}  // namespace

/// Edits written down and read again.
class TestEditScript : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsReadDoesWhatWasWritten() {
        Scene direct = testing::sampleScene(), read = testing::sampleScene();
        Store store;
        const auto all = oneOfEach(direct);
        std::vector<bool> seen(std::variant_size_v<Command>, false);
        for (const Command& c : all) {
            const auto text = entryText(c, store);
            QVERIFY2(text, text ? "" : text.error().detail.c_str());
            const auto again = readEntry(*text, store);
            QVERIFY2(again, qPrintable(QString::fromStdString(*text + (again ? "" : ": " + again.error().detail))));
            QCOMPARE(again->index(), c.index());
            seen[c.index()] = true;
            const auto a = makeEdit(c)->apply(direct), b = makeEdit(*again)->apply(read);
            QVERIFY2(a && b, qPrintable(QString::fromStdString(*text + (a ? "" : ": " + a.error().detail))));
            QCOMPARE(QString::fromStdString(firstDifference(direct, read)), QString());
        }
        // Propagating asks for landmarks, which this scene has none of; its entry is read all the same.
        const auto wish = readEntry(*entryText(command::PropagateFixes{kAda, std::nullopt}, store), store);
        QVERIFY(wish && std::get<command::PropagateFixes>(*wish).person == kAda);
        seen[wish->index()] = true;
        // Ways through the world are worked out, or kept by the store (tst_trajectory_edits applies them).
        // So does a pose from the video.
        for (const Command& c : {Command(command::PoseFromVideo{kAda, FrameIndex(12), jointsOf(Limb::LeftArm), false}), Command(command::SolveTrajectories{kAda, {"feet", 20, 7}}), Command(command::PutTrajectory{{{kAda, std::make_shared<SolvedTrajectory>()}}})}) {
            const auto text = entryText(c, store);
            QVERIFY2(text, text ? "" : text.error().detail.c_str());
            const auto again = readEntry(*text, store);
            QVERIFY2(again, again ? "" : again.error().detail.c_str());
            QCOMPARE(again->index(), c.index());
            if (const auto* put = std::get_if<command::PutTrajectory>(&*again)) QCOMPARE(put->ways.at(0).solved, std::get<command::PutTrajectory>(c).ways.at(0).solved);
            seen[c.index()] = true;
        }
        for (std::size_t k = 0; k < seen.size(); ++k) QVERIFY2(seen[k], qPrintable(QString("kind %1 was not written").arg(k)));

        Scene asScript = testing::sampleScene();
        const auto script = scriptText(all, store);
        QVERIFY(script);
        const auto applied = applyScript(asScript, *script, store);
        QVERIFY2(applied, applied ? "" : applied.error().detail.c_str());
        QCOMPARE(QString::fromStdString(firstDifference(direct, asScript)), QString());
    }

    void whatAppliedEditsSayIsEnoughForAJournal() {
        Scene scene = testing::sampleScene(), replayed = testing::sampleScene();
        Store store;
        std::vector<Command> journal;
        for (const Command& c : oneOfEach(scene)) {
            const auto e = makeEdit(c);
            QVERIFY(e->apply(scene));
            journal.push_back(*e->command());
        }
        const auto applied = applyScript(replayed, *scriptText(journal, store), store);
        QVERIFY2(applied, applied ? "" : applied.error().detail.c_str());
        QCOMPARE(QString::fromStdString(firstDifference(scene, replayed)), QString());
    }

    void handWrittenEntriesHaveDefaults() {
        Scene s = testing::sampleScene();
        const auto r = applyScript(s, R"([
            {"edit": "set_fix", "person": 1, "frame": 12, "rotations": {"left_knee": [1.2, 0, 0]}},
            {"edit": "smooth", "person": 1, "frames": [0, 40], "cutoff_hz": 6, "joints": "left_arm"},
            {"edit": "copy_pose", "person": 1, "frame": 30, "from_frame": 12, "joints": ["left_leg", "head_and_neck"]},
            {"edit": "adjust_ground", "height_m": 0.1}])", ScriptStore());
        QVERIFY2(r, r ? "" : r.error().detail.c_str());
        const auto& layers = *s.layers.at(kAda);
        QCOMPARE(layers.findFix(FrameIndex(12))->falloff.beforeSec, 0.5);
        QCOMPARE(layers.findFix(FrameIndex(30))->poseInCam.axisAngleRad[4], Eigen::Vector3d(1.2, 0, 0));
        QCOMPARE(s.groundHeightM, 0.1);
    }

    void faultsAreToldWithTheEntrysNumber_data() {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* script, const char* says) { QTest::addRow("%s", name) << QString(script) << QString(says); };
        row("no JSON", "[{]", "not JSON");
        row("a number", "3", "no list");
        row("no version", R"({"edits": []})", "ropetp_edits");
        row("other version", R"({"ropetp_edits": 2, "edits": []})", "another version");
        row("no list", R"({"ropetp_edits": 1})", "no list");
        row("entry is a text", R"(["smooth"])", "entry 1: an entry must be an object");
        row("no kind", R"([{"person": 1}])", "entry 1: \"edit\" must name");
        row("unknown kind", R"([{"edit": "set_focal", "focal_px": 900}, {"edit": "teleport"}])", "entry 2 (teleport): there is no such edit");
        row("missing", R"([{"edit": "remove_track"}])", "entry 1 (remove_track): \"person\" is missing");
        row("unknown parameter", R"([{"edit": "remove_track", "person": 1, "sure": true}])", "\"sure\" is not a parameter");
        row("text for number", R"([{"edit": "remove_track", "person": "Ada"}])", "\"person\" must be a number");
        row("half a frame", R"([{"edit": "split_track", "person": 1, "frame": 1.5}])", "\"frame\" must be a whole number");
        row("huge frame", R"([{"edit": "split_track", "person": 1, "frame": 1e300}])", "\"frame\" must be a whole number");
        row("unknown joint", R"([{"edit": "set_fix", "person": 1, "frame": 2, "rotations": {"tail": [0, 0, 0]}}])", "unknown joint: \"tail\"");
        row("unknown limb", R"([{"edit": "mirror_pose", "person": 1, "frame": 2, "joints": ["wings"]}])", "unknown name: \"wings\"");
        row("two numbers", R"([{"edit": "move_root", "person": 1, "frame": 2, "translation": [1, 2]}])", "must be 3 numbers");
        row("null number", R"([{"edit": "adjust_ground", "height_m": null}])", "\"height_m\" must be a number");
        row("unknown filter", R"([{"edit": "smooth", "person": 1, "frames": [0, 9], "cutoff_hz": 5, "filter": "kalman"}])", "one of one_euro, butterworth, savitzky_golay");
        row("order 3", R"([{"edit": "smooth", "person": 1, "frames": [0, 9], "cutoff_hz": 5, "order": 3}])", "\"order\" must be 2 or 4");
        row("no range", R"([{"edit": "hold", "person": 1, "frames": 3, "from": 1}])", "\"frames\" must be [first, end]");
        row("unknown take", R"([{"edit": "take_from", "person": 1, "frames": [0, 9], "clip": "a"}])", "entry 1 (take_from): there is no take \"a\"");
        row("unknown solve", R"([{"edit": "commit_solve", "solve": "b"}])", "there is no solve \"b\"");
        row("32 landmarks", R"([{"edit": "set_box", "person": 1, "frame": 2, "box": [1, 2, 3, 4], "landmarks": {"px": []}}])", "needs 33");
        row("makes no sense here", R"([{"edit": "set_focal", "focal_px": 900}, {"edit": "split_track", "person": 77, "frame": 5}])", "entry 2 (split_track): person 77 is not tracked");
        row("index below 0", R"([{"edit": "remove_tool", "person": 1, "index": -1}])", "\"index\" must be 0 or more");
    }
    void faultsAreToldWithTheEntrysNumber() {
        QFETCH(QString, script);
        QFETCH(QString, says);
        Scene s = testing::sampleScene();
        const Scene before = testing::deepCopy(s);
        const auto r = applyScript(s, script.toStdString(), ScriptStore());
        QVERIFY(!r);
        QVERIFY(r.error().code == ErrorCode::InvalidInput || r.error().code == ErrorCode::UnsupportedFormat);
        QVERIFY2(QString::fromStdString(r.error().detail).contains(says), r.error().detail.c_str());
        QCOMPARE(firstDifference(before, s), std::string());
    }

    void anyCutOfAScriptIsRefusedAndNoneCrashes() {
        Store store;
        const auto text = *scriptText(oneOfEach(testing::sampleScene()), store);
        std::mt19937 random(1);
        for (std::size_t n = 0; n + 4 < text.size(); n += 1 + random() % 97) QVERIFY(!readScript(std::string_view(text).substr(0, n), store));
        for (int k = 0; k < 400; ++k) {
            std::string broken = text;
            for (int i = 0; i < 3; ++i) broken[random() % broken.size()] = char(random());
            readScript(broken, store);   // whatever it says
        }
        QVERIFY(!readScript(std::string(200000, '['), store));
    }

    void whatCannotBeKeptIsTold() {
        ScriptStore none;
        const Scene s = testing::sampleScene();
        const auto r = entryText(command::CommitSolve{s.tracks, {}, {}, {}}, none);
        QVERIFY(!r && r.error().code == ErrorCode::UnsupportedFormat);
    }
};

QTEST_APPLESS_MAIN(TestEditScript)
#include "tst_edit_script.moc"
