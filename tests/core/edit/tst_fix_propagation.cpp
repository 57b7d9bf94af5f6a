#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "edit/propagate.h"
#include "edit/scene_compare.h"
#include "nn/model_store.h"
#include "pose/constrained_resolve.h"
#include "pose/landmark_fit.h"
#include "pose/side_swaps.h"
#include "tests/core/edit/damaged_sample.h"
#include "tests/core/pose/seen_walk.h"

#include <cstdlib>
#endif

using namespace ropetp;
using namespace ropetp::edit;

namespace {

body::MotionClip fitted(const test::SeenWalk& w) {
    NullJobControl job;
    return *pose::LandmarkFit(body::mannequin(), pose::PosePrior::anatomical()).estimate(w.footage(), job, {});
}

pose::HeldPose held(const body::MotionClip& clip, int frame, const JointSet& joints, bool place, double reachSec = 0.5) {
    const auto& f = clip.frames[std::size_t(frame)];
    return {f.frame, f.ptsSec, joints, place, f.poseInCam, reachSec, reachSec};
}

pose::ResolveRequest request(const body::MotionClip& clip, const test::SeenWalk& w, int first, int end, const std::vector<pose::HeldPose>& poses) {
    JointSet joints;
    bool place = false;
    for (const auto& h : poses) joints |= h.joints, place |= h.place;
    return {clip, {FrameIndex(first), FrameIndex(end)}, poses, joints, place, w.track};
}

/// Mean way of some joints between two clips' poses, mm.
double apartMm(const body::MotionClip& clip, const std::vector<body::Pose>& poses, int first, std::initializer_list<int> joints, int from, int to) {
    const auto rest = body::mannequin()->restJoints(clip.betas);
    double sum = 0;
    for (int f = from; f < to; ++f) {
        const auto a = body::jointPositions(rest, clip.frames[std::size_t(f)].poseInCam), b = body::jointPositions(rest, poses[std::size_t(f - first)]);
        for (const int j : joints) sum += (a.row(j) - b.row(j)).norm();
    }
    return 1000 * sum / double((to - from) * int(joints.size()));
}

std::vector<body::Pose> posesOf(const body::MotionClip& clip, int first, int end) {
    std::vector<body::Pose> out;
    for (int f = first; f < end; ++f) out.push_back(clip.frames[std::size_t(f)].poseInCam);
    return out;
}

}  // namespace

/// From one fixed frame to many.
class TestFixPropagation : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void goodFramesBarelyMove() {
        const auto w = test::seenWalk(60);
        const auto clip = fitted(w);
        NullJobControl job;
        const std::vector<pose::HeldPose> poses = {held(clip, 30, wholeBody(), true)};
        const auto r = pose::resolveAround(request(clip, w, 16, 45, poses), *body::mannequin(), job);
        QVERIFY2(r, r ? "" : r.error().detail.c_str());
        const double moved = apartMm(clip, r->poseInCam, 16, {4, 5, 7, 8, 15, 20, 21}, 16, 45);
        QVERIFY2(moved < 2, qPrintable(QString("%1 mm").arg(moved)));
        QCOMPARE(r->poseInCam[14].axisAngleRad, clip.frames[30].poseInCam.axisAngleRad);
    }

    void exchangedLandmarksGiveWayToTheFix() {
        // The landmark model took one leg for the other for 30 frames, too long to be told from a motion: the fit follows.
        auto w = test::seenWalk(80);
        const auto good = fitted(w);
        for (auto& [frame, o] : w.track.observations)
            if (frame.value >= 25 && frame.value < 55)
                for (const std::size_t k : {25u, 27u, 29u, 31u}) {
                    std::swap(o.landmarks->px[k], o.landmarks->px[k + 1]);
                    std::swap(o.landmarks->worldM[k], o.landmarks->worldM[k + 1]);
                }
        const auto swapped = fitted(w);
        const double wrong = apartMm(good, posesOf(swapped, 25, 55), 25, {4, 5, 7, 8}, 25, 55);
        QVERIFY2(wrong > 80, qPrintable(QString("the exchange does no harm: %1 mm").arg(wrong)));
        NullJobControl job;
        const std::vector<pose::HeldPose> poses = {held(good, 40, wholeBody(), true, 0.7)};
        const auto r = pose::resolveAround(request(swapped, w, 20, 61, poses), *body::mannequin(), job);
        QVERIFY2(r, r ? "" : r.error().detail.c_str());
        const double left = apartMm(good, r->poseInCam, 20, {4, 5, 7, 8}, 25, 55);
        QVERIFY2(left < 0.25 * wrong, qPrintable(QString("%1 mm wrong, %2 mm after the fix").arg(wrong).arg(left)));
    }

    void landmarksThatContradictAFixAreNotBelieved() {
        // The left hand's landmarks sit somewhere else for half a second.
        auto w = test::seenWalk(60);
        const auto good = fitted(w);
        for (auto& [frame, o] : w.track.observations)
            if (frame.value >= 22 && frame.value < 38)
                for (const std::size_t k : {13u, 15u, 17u, 19u, 21u}) {
                    o.landmarks->px[k] += Eigen::Vector2f(k == 13 ? 40.f : 70.f, -50.f);
                    o.landmarks->worldM[k] += Eigen::Vector3f(k == 13 ? 0.2f : 0.35f, -0.25f, 0);
                }
        const auto bad = fitted(w);
        const double wrong = apartMm(good, posesOf(bad, 22, 38), 22, {18, 20}, 22, 38);
        NullJobControl job;
        const std::vector<pose::HeldPose> poses = {held(good, 30, jointsOf(Limb::LeftArm), false)};
        const auto r = pose::resolveAround(request(bad, w, 16, 45, poses), *body::mannequin(), job);
        QVERIFY2(r, r ? "" : r.error().detail.c_str());
        const double near = apartMm(good, r->poseInCam, 16, {18, 20}, 26, 35);
        QVERIFY2(near < 0.5 * wrong, qPrintable(QString("%1 mm wrong, %2 mm near the fix").arg(wrong).arg(near)));
    }

    void withoutLandmarksItSaysSo() {
        auto w = test::seenWalk(40);
        const auto clip = fitted(w);
        w.track.observations.clear();
        NullJobControl job;
        const std::vector<pose::HeldPose> poses = {held(clip, 20, wholeBody(), true)};
        const auto r = pose::resolveAround(request(clip, w, 10, 30, poses), *body::mannequin(), job);
        QVERIFY(!r && r.error().code == ErrorCode::NoPerson);
        const auto outside = pose::resolveAround(request(clip, w, 10, 50, poses), *body::mannequin(), job);
        QVERIFY(!outside && outside.error().code == ErrorCode::InvalidInput);
    }

    void theVideoTellsThePoseOfAFrame() {
        const auto w = test::seenWalk(60);
        const auto good = fitted(w);
        Scene s;
        s.body = body::mannequin();
        track::TrackSet tracks;
        tracks.persons = {w.track};
        s.tracks = std::make_shared<const track::TrackSet>(tracks);
        auto held = std::make_shared<body::MotionClip>(good);
        for (std::size_t i = 15; i < 45; ++i) held->frames[i].poseInCam = good.frames[14].poseInCam;
        const PersonId person = held->person;
        QVERIFY(commitSolve(s.tracks, {held}, {}, {})->apply(s));
        const std::initializer_list<int> all = {4, 5, 7, 8, 15, 18, 19, 20, 21};
        const auto off = [&] { return apartMm(good, {s.clips.at(person)->frames[30].poseInCam}, 30, all, 30, 31); };
        const double wrong = off();
        QVERIFY2(wrong > 150, qPrintable(QString("standing still does no harm: %1 mm").arg(wrong)));
        // An arm alone points where it does in the video, on a torso that stays.
        const auto arm = jointsOf(Limb::LeftArm);
        QVERIFY(poseFromVideo(person, FrameIndex(30), arm, false)->apply(s));
        const auto& half = s.clips.at(person)->frames[30].poseInCam;
        QCOMPARE(half.axisAngleRad[4], held->frames[30].poseInCam.axisAngleRad[4]);
        const auto turnOf = [](const body::Pose& p, int j) {
            Eigen::Matrix3d r = Eigen::Matrix3d::Identity();
            for (; j >= 0; j = body::kParents[std::size_t(j)]) r = matrixFromAxisAngle(p.axisAngleRad[std::size_t(j)]) * r;
            return r;
        };
        const double apart = axisAngleFromMatrix(turnOf(half, 18).transpose() * turnOf(good.frames[30].poseInCam, 18)).norm();
        QVERIFY2(apart < 0.1, qPrintable(QString("the forearm points %1 rad elsewhere").arg(apart)));
        const auto edit = poseFromVideo(person, FrameIndex(30), wholeBody(), true);
        QVERIFY(edit->apply(s));
        QVERIFY2(off() < 15, qPrintable(QString("%1 mm wrong, %2 mm from the video").arg(wrong).arg(off())));
        // What it came to is what a journal keeps.
        QVERIFY(std::holds_alternative<command::SetFix>(*edit->command()));
        tracks.persons[0].observations.erase(FrameIndex(30));
        s.tracks = std::make_shared<const track::TrackSet>(tracks);
        const auto unseen = poseFromVideo(person, FrameIndex(30), wholeBody(), true)->apply(s);
        QVERIFY(!unseen && unseen.error().code == ErrorCode::NoPerson);
    }

    void itStopsWhenCanceled() {
        struct Canceled final : JobControl {
            void report(double) override {}
            void stage(std::string_view, double) override {}
            bool isCanceled() const override { return true; }
        } job;
        const auto w = test::seenWalk(40);
        const auto clip = fitted(w);
        const std::vector<pose::HeldPose> poses = {held(clip, 20, wholeBody(), true)};
        const auto r = pose::resolveAround(request(clip, w, 10, 30, poses), *body::mannequin(), job);
        QVERIFY(!r && r.error().code == ErrorCode::Canceled);
    }

    void aResultCountsUntilItsFixesOrTheSolveChange() {
        const auto w = test::seenWalk(50);
        Scene s;
        s.body = body::mannequin();
        track::TrackSet tracks;
        tracks.persons = {w.track};
        s.tracks = std::make_shared<const track::TrackSet>(tracks);
        const auto clip = std::make_shared<const body::MotionClip>(fitted(w));
        const PersonId person = clip->person;
        QVERIFY(commitSolve(s.tracks, {clip}, {}, {})->apply(s));
        auto pose = clip->frames[25].poseInCam;
        pose.axisAngleRad[16].z() += 0.5;
        QVERIFY(setFix(person, FrameIndex(25), jointsOf(Limb::LeftArm), false, pose)->apply(s));
        const auto interpolated = s.clips.at(person);
        NullJobControl job;
        const auto solved = propagate(*s.layers.at(person), person, s.tracks.get(), *s.body, job);
        QVERIFY2(solved && solved->size() == 1, solved ? "" : solved.error().detail.c_str());
        const auto edit = propagateFixes(person, *solved);
        QVERIFY(edit->apply(s));
        const auto propagated = s.clips.at(person);
        QVERIFY(!firstDifference(*interpolated, *propagated).empty());
        QVERIFY(stretchesToPropagate(*s.layers.at(person)).empty());
        QCOMPARE(propagated->frames[25].poseInCam.axisAngleRad[16], pose.axisAngleRad[16]);
        // Another fix on the way: interpolated again, and old results are refused.
        QVERIFY(setFalloff(person, FrameIndex(25), {0.3, 0.3})->apply(s));
        QCOMPARE(stretchesToPropagate(*s.layers.at(person)).size(), std::size_t(1));
        const auto late = propagateFixes(person, *solved)->apply(s);
        QVERIFY(!late && late.error().code == ErrorCode::InvalidInput);
        QVERIFY(setFalloff(person, FrameIndex(25), {0.5, 0.5})->apply(s));
        QVERIFY(propagateFixes(person, *solved)->apply(s));
        QCOMPARE(firstDifference(*propagated, *s.clips.at(person)), std::string());
        // The same solve again changes nothing; another one is interpolated over.
        QVERIFY(commitSolve(s.tracks, {std::make_shared<const body::MotionClip>(*clip)}, {}, {})->apply(s));
        QCOMPARE(firstDifference(*propagated, *s.clips.at(person)), std::string());
        auto other = std::make_shared<body::MotionClip>(*clip);
        other->frames[20].poseInCam.axisAngleRad[1].x() += 0.01;
        QVERIFY(commitSolve(s.tracks, {other}, {}, {})->apply(s));
        QCOMPARE(stretchesToPropagate(*s.layers.at(person)).size(), std::size_t(1));
    }

    /// The acceptance: the built-in sample, damaged in three ways, a fix each.
    void threeFixesReplaceThreeHundred() {
        if (!nn::findModelFolder()) QSKIP("the person models are not installed");
        const std::filesystem::path folder = std::filesystem::path(ROPETP_SOURCE_DIR) / "resources" / "sample";
        const auto truth = io::readTruthNpz(folder / "walk.truth.npz");
        QVERIFY2(truth, truth ? "" : describe(truth.error()).c_str());
        const auto solved = testing::solvedSample(folder, testing::frames(0, 120));
        QVERIFY2(solved, solved ? "" : describe(solved.error()).c_str());
        const auto all = testing::damages();
        auto scene = testing::damagedScene(*solved, all);
        QVERIFY2(scene, scene ? "" : describe(scene.error()).c_str());
        const PersonId person = solved->clips.begin()->first;
        const body::MotionClip& good = *solved->clips.at(person);
        std::size_t fixes = 0;
        for (const auto& d : all)
            for (const FrameIndex f : d.fixes) {
                const auto& pose = good.frames[std::size_t(good.find(f))].poseInCam;
                QVERIFY(setFix(person, f, d.joints, d.place, pose, d.reach)->apply(*scene));
                ++fixes;
            }
        QVERIFY(fixes <= 3);
        const auto propagated = propagateFixes(person)->apply(*scene);
        QVERIFY2(propagated, propagated ? "" : propagated.error().detail.c_str());
        const body::MotionClip& fixed = *scene->clips.at(person);
        for (const auto& d : all) {
            const double before = testing::errorMm(good, *scene->body, *truth, d.frames);
            const double broken = testing::errorMm(*scene->layers.at(person)->raw, *scene->body, *truth, d.frames), after = testing::errorMm(fixed, *scene->body, *truth, d.frames);
            qInfo("%s: undamaged %.1f, damaged %.1f, fixed %.1f mm", d.name, before, broken, after);
            QVERIFY2(broken > 1.5 * before, d.name);
            QVERIFY2(after <= 1.3 * before, qPrintable(QString("%1: undamaged %2, damaged %3, fixed %4 mm").arg(d.name).arg(before).arg(broken).arg(after)));
        }
        const double moved = testing::movedMm(fixed, good, *scene->body, [&](FrameIndex f) { return !testing::isDamaged(all, f); });
        QVERIFY2(moved < 5, qPrintable(QString("an undamaged frame moved by %1 mm").arg(moved)));
    }
};

QTEST_APPLESS_MAIN(TestFixPropagation)
#include "tst_fix_propagation.moc"
