#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "io/npz_file.h"
#include "tests/core/nn/pickle_fixture.h"
#include "tests/core/train/people_fixture.h"
#include "train/people/coco_people.h"
#include "train/people/joint_names.h"
#include "train/people/spin_people.h"
#include "train/people/threedpw_people.h"

#include <algorithm>
#include <functional>
#endif

using namespace ropetp;
using namespace ropetp::train;
using namespace ropetp::fixture;

class TestDatasets : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::shared_ptr<const body::BodyModel> body_ = body::mannequin();
    std::filesystem::path at(const char* name) const { return dir_.filePath(name).toStdString(); }
    static QString worded(const Error& e) { return QString::fromStdString(describe(e)); }

    // COCO ----------------------------------------------------------------------------------------
    /// A person at (100, 60) with COCO's order of points turned round in the names.
    static std::string cocoFile(const std::string& points, const std::string& image = "1", const std::string& extra = "") {
        std::string names;
        for (auto it = kCocoNames.rbegin(); it != kCocoNames.rend(); ++it) names += (names.empty() ? "\"" : ",\"") + std::string(*it) + "\"";
        return R"({"categories":[{"id":1,"keypoints":[)" + names + R"(]}],"images":[{"id":1,"file_name":"a.png"},{"id":2,"file_name":"gone.png"}],)"
               R"("annotations":[{"image_id":)" + image + R"(,"category_id":1,"segmentation":[[1,2,3]],"bbox":[80,40,90,150],"keypoints":[)" + points + "]}" + extra + "]}";
    }
    /// 17 points in the turned order: point k (of COCO's order) at (100 + 2 k, 60 + 6 k); nose and eyes missing.
    static std::string cocoPoints() {
        std::string s;
        for (int k = 16; k >= 0; --k) s += (s.empty() ? "" : ",") + std::to_string(100 + 2 * k) + "," + std::to_string(60 + 6 * k) + "," + (k < 3 ? "0" : k == 9 ? "1" : "2");
        return s;
    }
    Result<std::shared_ptr<LabelledPictures>> coco(const std::string& text) {
        writePicture(at("coco/a.png"));
        std::ofstream(at("coco.json")) << text;
        return openCocoPeople(at("coco.json"), at("coco"), body_);
    }

    // SPIN ----------------------------------------------------------------------------------------
    static constexpr std::size_t kPeople = 2;
    /// A list of the walker twice, the second without SMPL labels. Points are the joints seen from the front of a crop
    /// in the middle of the picture, where SPIN's view and the camera's are the same.
    io::NpzArrays spinArrays(double depthM) const {
        const auto camera = PinholeCamera::centred(kWide, kHigh, PinholeCamera::defaultFocalPx(kWide, kHigh));
        body::Pose p = walkerInCam();
        const auto rest = body_->restJoints(someBetas());
        p.translationM = Eigen::Vector3d(0, 0, depthM) - rest.row(0).transpose();
        const auto joints = body::jointPositions(rest, p);
        std::vector<float> part, pose, shape, s, centre, scale, has;
        for (std::size_t i = 0; i < kPeople; ++i) {
            for (const auto& name : kSpinNames) {
                const auto joint = jointNamed(name);
                const Eigen::Vector3d point = joints.row(joint ? joint->joint : 0).transpose();
                const Eigen::Vector2d px = camera.project(point);
                for (const double v : {px.x(), px.y(), joint ? 1.0 : 0.0}) part.push_back(float(v));
                for (const double v : {point.x(), point.y(), point.z(), joint ? 1.0 : 0.0}) s.push_back(float(v));
            }
            for (const auto& a : p.axisAngleRad)
                for (int c = 0; c < 3; ++c) pose.push_back(float(a[c]));
            for (int k = 0; k < 10; ++k) shape.push_back(float(someBetas()[k]));
            centre.insert(centre.end(), {kWide / 2.f, kHigh / 2.f});
            scale.push_back(1);
            has.push_back(i == 0 ? 1.f : 0.f);
        }
        using io::NpyArray;
        const std::string names = std::string("a.png") + std::string("b.png");
        NpyArray images{"|S5", {kPeople}, {names.begin(), names.end()}};
        return {{"imgname", images}, {"part", NpyArray::floats({kPeople, 24, 3}, part)}, {"pose", NpyArray::floats({kPeople, 72}, pose)}, {"shape", NpyArray::floats({kPeople, 10}, shape)},
                {"S", NpyArray::floats({kPeople, 24, 4}, s)}, {"center", NpyArray::floats({kPeople, 2}, centre)}, {"scale", NpyArray::floats({kPeople}, scale)}, {"has_smpl", NpyArray::floats({kPeople}, has)}};
    }
    Result<std::shared_ptr<LabelledPictures>> spin(const std::function<void(io::NpzArrays&)>& change, double depthM = 4) {
        writePicture(at("spin/a.png"));
        writePicture(at("spin/b.png"));
        auto arrays = spinArrays(depthM);
        change(arrays);
        if (!io::writeNpz(at("list.npz"), arrays)) return fail(ErrorCode::WriteFailed);
        return openSpinPeople(at("list.npz"), at("spin"), body_);
    }

    // 3DPW ----------------------------------------------------------------------------------------
    static constexpr int kFrames = 3;
    struct Pw {
        body::Pose inWorld;
        Eigen::Isometry3d camFromWorld;
        PinholeCamera camera;
    };
    Pw pwTruth() const {
        Pw t;
        t.camera = {400, 410, 150, 130, kWide, kHigh};
        t.camFromWorld = Eigen::Isometry3d::Identity();
        t.camFromWorld.linear() = Eigen::AngleAxisd(0.4, Eigen::Vector3d(0.3, 1, -0.2).normalized()).toRotationMatrix();
        t.camFromWorld.translation() = Eigen::Vector3d(0.1, -0.2, 0.4);
        body::Pose inCam = walkerInCam();
        const auto rest = body_->restJoints(someBetas());
        inCam.translationM = Eigen::Vector3d(0.5, 0.1, 5) - rest.row(0).transpose();
        t.inWorld = body::transformed(inCam, t.camFromWorld.inverse(), rest);
        return t;
    }
    std::string pwSequence(const std::function<void(std::vector<std::pair<std::string, std::string>>&)>& change) const {
        const Pw t = pwTruth();
        std::vector<double> poses, trans, cameras, betas, seen;
        for (int f = 0; f < kFrames; ++f) {
            for (const auto& a : t.inWorld.axisAngleRad)
                for (int c = 0; c < 3; ++c) poses.push_back(a[c]);
            for (int c = 0; c < 3; ++c) trans.push_back(t.inWorld.translationM[c]);
            const Eigen::Matrix<double, 4, 4, Eigen::RowMajor> m = t.camFromWorld.matrix();
            cameras.insert(cameras.end(), m.data(), m.data() + 16);
            // OpenPose's points: everything found but the right wrist (number 4).
            for (int row = 0; row < 3; ++row)
                for (int k = 0; k < 18; ++k) seen.push_back(row < 2 ? 50 : k == 4 ? 0 : 0.9);
        }
        for (int k = 0; k < 10; ++k) betas.push_back(someBetas()[k]);
        const Eigen::Matrix<double, 3, 3, Eigen::RowMajor> k = t.camera.matrix();
        std::vector<std::pair<std::string, std::string>> keys = {
            {"sequence", pyText("street_01")},
            {"poses", pyList({pyArray({kFrames, 72}, poses)})},
            {"trans", pyList({pyArray({kFrames, 3}, trans)})},
            {"betas", pyList({pyArray({10}, betas)})},
            {"cam_intrinsics", pyArray({3, 3}, {k.data(), k.data() + 9})},
            {"cam_poses", pyArray({kFrames, 4, 4}, cameras)},
            {"campose_valid", pyList({pyArray({kFrames}, {1, 0, 1})})},
            {"poses2d", pyList({pyArray({kFrames, 3, 18}, seen)})},
        };
        change(keys);
        return pickled(pyDict(keys));
    }
    Result<std::shared_ptr<LabelledPictures>> pw(const std::string& pickle) {
        for (const char* name : {"pw/street_01/image_00000.jpg", "pw/street_01/image_00001.jpg", "pw/street_01/image_00002.jpg"}) writePicture(at(name));
        std::filesystem::create_directories(at("sequences"));
        std::ofstream(at("sequences/street_01.pkl"), std::ios::binary) << pickle;
        return open3dpwPeople(at("sequences"), at("pw"), body_);
    }
    static void nothing(std::vector<std::pair<std::string, std::string>>&) {}

  private Q_SLOTS:
    void cocoPointsGoToTheirJointsByName() {
        const auto people = coco(cocoFile(cocoPoints()));
        QVERIFY2(people, people ? "" : qPrintable(worded(people.error())));
        QCOMPARE((*people)->size(), std::size_t(1));
        const auto label = (*people)->label(0);
        const auto crop = cropAround(label);
        const auto s = (*people)->sample(0, PeopleDataset::kPlain);
        QVERIFY2(s, s ? "" : qPrintable(worded(s.error())));
        QCOMPARE(s->poseWeight, 0.f);
        QCOMPARE(s->shapeWeight, 0.f);
        QVERIFY(!s->hasParts);
        int labelled = 0;
        for (int j = 0; j < body::kJointCount; ++j) {
            QCOMPARE(s->weight3d[std::size_t(j)], 0.f);
            if (!(s->weight2d[std::size_t(j)] > 0)) continue;
            ++labelled;
            const std::string name(body::kJointNames[std::size_t(j)]);
            const auto k = std::find(kCocoNames.begin(), kCocoNames.end(), name) - kCocoNames.begin();
            const Eigen::Vector2d expected(100 + 2.0 * double(k), 60 + 6.0 * double(k));
            const Eigen::Vector2d got = inPicture(crop, s->joints2d.row(j).transpose());
            QVERIFY2((got - expected).norm() < 1e-3, name.c_str());
            // The crop shows that place of the picture there.
            const Eigen::Vector2f px = (s->joints2d.row(j).transpose().array() * (kCropPx / 2.f) + (kCropPx - 1) / 2.f).matrix();
            const std::uint8_t* rgb = s->crop.row(int(std::lround(px.y()))) + 3 * int(std::lround(px.x()));
            QVERIFY2(std::abs(rgb[0] - expected.x() / 2) < 2 && std::abs(rgb[1] - expected.y() / 2) < 2, name.c_str());
        }
        QCOMPARE(labelled, 12);
        QCOMPARE(s->visible[std::size_t(body::index(body::Joint::LeftWrist))], 0.5f);
        QCOMPARE(s->visible[std::size_t(body::index(body::Joint::RightWrist))], 1.f);
    }

    void cocoLeavesOutCrowdsAndStrangers() {
        const std::string few = [] {
            std::string t;
            for (int k = 0; k < 17; ++k) t += std::string(k ? "," : "") + "5,5," + (k < 3 ? "2" : "0");
            return t;
        }();
        const auto more = R"(,{"image_id":1,"category_id":1,"keypoints":[)" + few + R"(]},{"image_id":1,"category_id":1,"iscrowd":1,"keypoints":[)" + cocoPoints() +
                          R"(]},{"image_id":2,"category_id":1,"keypoints":[)" + cocoPoints() + R"(]},{"image_id":1,"category_id":1})";
        const auto people = coco(cocoFile(cocoPoints(), "1", more));
        QVERIFY(people);
        QCOMPARE((*people)->size(), std::size_t(1));
        QCOMPARE((*people)->remarks().size(), std::size_t(1));
        QVERIFY(QString::fromStdString((*people)->remarks()[0]).contains("gone.png"));
    }

    void damagedCocoIsRefused_data() {
        QTest::addColumn<QString>("text");
        const QString good = QString::fromStdString(cocoFile(cocoPoints()));
        QTest::newRow("empty") << "";
        QTest::newRow("cut short") << good.left(good.size() / 2);
        QTest::newRow("a list") << "[1,2]";
        QTest::newRow("no images") << R"({"annotations":[]})";
        QTest::newRow("too few numbers") << QString::fromStdString(cocoFile("1,2,2"));
        QTest::newRow("words for numbers") << QString(good).replace("132,156,2", "\"a\",156,2");
        QTest::newRow("an unknown picture") << QString::fromStdString(cocoFile(cocoPoints(), "77"));
        QTest::newRow("nobody") << R"({"images":[{"id":1,"file_name":"a.png"}],"annotations":[]})";
    }
    void damagedCocoIsRefused() {
        QFETCH(QString, text);
        QVERIFY(!coco(text.toStdString()));
    }

    void missingPicturesAreNamed() {
        QVERIFY(coco(cocoFile(cocoPoints())));
        const auto none = openCocoPeople(at("coco.json"), at("elsewhere"), body_);
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::FileNotFound);
        QVERIFY2(worded(none.error()).contains("a.png"), qPrintable(worded(none.error())));
        QCOMPARE(openCocoPeople(at("nowhere.json"), at("coco"), body_).error().code, ErrorCode::FileNotFound);
        // A picture that goes away or is damaged later.
        const auto people = coco(cocoFile(cocoPoints()));
        std::ofstream(at("coco/a.png")) << "no picture";
        QCOMPARE((*people)->sample(0, 1).error().code, ErrorCode::CorruptFile);
        std::filesystem::remove(at("coco/a.png"));
        const auto gone = (*people)->sample(0, 1);
        QCOMPARE(gone.error().code, ErrorCode::FileNotFound);
        QVERIFY(gone.error().file.ends_with("a.png"));
    }

    void spinPosesAreTurnedWithTheCrop() {
        const auto people = spin([](auto&) {});
        QVERIFY2(people, people ? "" : qPrintable(worded(people.error())));
        QCOMPARE((*people)->size(), kPeople);
        const auto s = (*people)->sample(0, PeopleDataset::kPlain);
        QVERIFY2(s, s ? "" : qPrintable(worded(s.error())));
        const auto crop = cropAround((*people)->label(0));
        QVERIFY(std::abs(crop.angleRad) > 0.02);   // the walker leans: the crop turns with the trunk
        const Eigen::Matrix3d turn = Eigen::AngleAxisd(-double(crop.angleRad), Eigen::Vector3d::UnitZ()).toRotationMatrix();
        QVERIFY(geodesicAngle(matrixFromAxisAngle(s->pose.axisAngleRad[0]), turn * matrixFromAxisAngle(walkerInCam().axisAngleRad[0])) < 1e-5);
        QVERIFY((s->betas - someBetas()).norm() < 1e-6);
        const auto joints = body::jointPositions(body_->restJoints(someBetas()), walkerInCam());
        for (int j = 0; j < body::kJointCount; ++j) {
            const Eigen::Vector3d expected = turn * (joints.row(j) - joints.row(0)).transpose();
            QVERIFY((s->joints.row(j).transpose() - expected).norm() < 1e-5);
        }
        QCOMPARE(s->poseWeight, 1.f);
        QVERIFY(!s->hipsAligned);
        QVERIFY(s->hasParts);
        // The marked points are the joints themselves here: the depth comes out as it was.
        QVERIFY2(std::abs(s->depthM - 4) < 0.2, qPrintable(QString::number(s->depthM)));
    }

    void spinJointsWithoutAPoseAreCompared() {
        const auto people = spin([](auto&) {});
        QVERIFY(people);
        const auto s = (*people)->sample(1, PeopleDataset::kPlain);
        QVERIFY(s);
        QCOMPARE(s->poseWeight, 0.f);
        QCOMPARE(s->shapeWeight, 0.f);
        QVERIFY(s->hipsAligned);
        QVERIFY(!s->hasParts);
        QCOMPARE(s->weight3d[std::size_t(body::index(body::Joint::LeftKnee))], 1.f);
        QCOMPARE(s->weight3d[std::size_t(body::index(body::Joint::Spine2))], 0.f);
        const auto crop = cropAround((*people)->label(1));
        const Eigen::Matrix3d turn = Eigen::AngleAxisd(-double(crop.angleRad), Eigen::Vector3d::UnitZ()).toRotationMatrix();
        const auto joints = body::jointPositions(body_->restJoints(someBetas()), walkerInCam());
        for (const auto& [a, b] : {std::pair(4, 7), {16, 20}, {1, 2}}) {
            const Eigen::Vector3d expected = turn * (joints.row(b) - joints.row(a)).transpose(), got = (s->joints.row(b) - s->joints.row(a)).transpose();
            QVERIFY((expected - got).norm() < 1e-5);
        }
    }

    void damagedSpinListsAreRefused_data() {
        QTest::addColumn<QString>("key");
        for (const char* key : {"imgname", "part", "pose", "shape", "S", "center", "scale", "has_smpl"}) QTest::newRow(key) << key;
    }
    void damagedSpinListsAreRefused() {
        QFETCH(QString, key);
        const auto name = key.toStdString();
        const auto wrong = spin([&](io::NpzArrays& a) { a[name] = io::NpyArray::floats({5}, {1, 2, 3, 4, 5}); });
        QVERIFY(!wrong);
        QVERIFY2(name == "imgname" || worded(wrong.error()).contains(key), qPrintable(worded(wrong.error())));
        const auto without = spin([&](io::NpzArrays& a) { a.erase(name); });
        QCOMPARE(without.has_value(), name != "imgname");
    }

    void aSpinListOfNothingIsRefused() {
        QVERIFY(!spin([](io::NpzArrays& a) { a.erase("part"), a.erase("center"); }));
        QVERIFY(!spin([](io::NpzArrays& a) { a.erase("part"), a.erase("pose"), a.erase("S"); }));
        std::ofstream(at("list.npz")) << "garbage";
        QVERIFY(!openSpinPeople(at("list.npz"), at("spin"), body_));
        QCOMPARE(openSpinPeople(at("none.npz"), at("spin"), body_).error().code, ErrorCode::FileNotFound);
        const auto people = spin([](io::NpzArrays& a) {
            auto pose = *a["pose"].numbers();
            pose[3] = std::numeric_limits<double>::quiet_NaN();
            a["pose"] = io::NpyArray::doubles({kPeople, 72}, pose);
        });
        QVERIFY(people);
        QCOMPARE((*people)->sample(0, PeopleDataset::kPlain)->poseWeight, 0.f);   // no pose is better than no number
    }

    void sequencesAreSeenThroughTheirCamera() {
        const auto people = pw(pwSequence(nothing));
        QVERIFY2(people, people ? "" : qPrintable(worded(people.error())));
        QCOMPARE((*people)->size(), std::size_t(kFrames - 1));   // the second frame's camera is not valid
        QVERIFY((*people)->label(1).picture.string().ends_with("street_01/image_00002.jpg"));
        const Pw t = pwTruth();
        const auto s = (*people)->sample(0, PeopleDataset::kPlain);
        QVERIFY2(s, s ? "" : qPrintable(worded(s.error())));
        const auto crop = cropAround((*people)->label(0));
        const auto joints = body::jointPositions(body_->restJoints(someBetas()), t.inWorld);
        const Eigen::Matrix3d viewFromCam = pose::camFromView(t.camera, crop).transpose();
        const Eigen::Vector3d pelvis = t.camFromWorld * joints.row(0).transpose();
        for (int j = 0; j < body::kJointCount; ++j) {
            const Eigen::Vector3d inCam = t.camFromWorld * joints.row(j).transpose();
            QVERIFY((inPicture(crop, s->joints2d.row(j).transpose()) - t.camera.project(inCam)).norm() < 0.01);
            QVERIFY((s->joints.row(j).transpose() - viewFromCam * (inCam - pelvis)).norm() < 1e-4);
        }
        QVERIFY(geodesicAngle(matrixFromAxisAngle(s->pose.axisAngleRad[0]), viewFromCam * t.camFromWorld.linear() * matrixFromAxisAngle(t.inWorld.axisAngleRad[0])) < 1e-4);
        QVERIFY((s->betas - someBetas()).norm() < 1e-5);
        // A crop is cut out of the picture's plane, not seen by a camera of its own: about right.
        QVERIFY2(std::abs(s->depthM - (viewFromCam * pelvis).z()) < 0.3, qPrintable(QString::number(s->depthM)));
        QCOMPARE(s->visible[std::size_t(body::index(body::Joint::RightWrist))], 0.5f);
        QCOMPARE(s->visible[std::size_t(body::index(body::Joint::LeftWrist))], 1.f);
        QVERIFY(s->hasParts);
        const auto partAt = [&](body::Joint j) {
            const auto p = s->joints2d.row(body::index(j));
            return int(s->parts[std::size_t(int((p.y() + 1) * kPartMap / 2) * kPartMap + int((p.x() + 1) * kPartMap / 2))]);
        };
        QVERIFY(partAt(body::Joint::Spine2) != int(kBackground));
        QVERIFY2(partAt(body::Joint::RightKnee) == 2 || partAt(body::Joint::RightKnee) == 5, qPrintable(QString::number(partAt(body::Joint::RightKnee))));
        QCOMPARE(int(s->parts[0]), int(kBackground));
    }

    void damagedSequencesAreRefused_data() {
        QTest::addColumn<QByteArray>("pickle");
        const auto row = [&](const char* name, const std::string& p) { QTest::newRow(name) << QByteArray(p.data(), qsizetype(p.size())); };
        const auto with = [&](const char* key, const std::string& value) {
            return pwSequence([&](auto& keys) {
                for (auto& [k, v] : keys)
                    if (k == key) v = value;
            });
        };
        row("empty", "");
        row("garbage", "hello");
        row("no dictionary", pickled(pyInt(3)));
        row("cut short", pwSequence(nothing).substr(0, 900));
        row("poses of another length", with("poses", pyList({pyArray({1, 72}, std::vector<double>(72))})));
        row("no people", with("poses", pyList({})));
        row("poses that are a command", with("poses", pyList({"cos\nsystem\n" + pyText("true") + "\x85R"})));
        row("a lie about size", with("trans", pyList({pyArrayOf({kFrames, 3}, pyDtype("f8"), "xx")})));
        row("cameras of another shape", with("cam_poses", pyArray({kFrames, 3, 3}, std::vector<double>(9 * kFrames))));
        row("validity of another length", with("campose_valid", pyList({pyArray({1}, {1})})));
        row("points of another shape", with("poses2d", pyList({pyArray({1, 3, 18}, std::vector<double>(54))})));
        row("never valid", with("campose_valid", pyList({pyArray({kFrames}, {0, 0, 0})})));
        row("no name", pwSequence([](auto& keys) { keys.erase(keys.begin()); }));
        row("no numbers in the camera", with("cam_poses", pyArray({kFrames, 4, 4}, std::vector<double>(16 * kFrames, std::numeric_limits<double>::quiet_NaN()))));
    }
    void damagedSequencesAreRefused() {
        QFETCH(QByteArray, pickle);
        QVERIFY(!pw(pickle.toStdString()));
    }

    void augmentedLabelsStillFitTogether() {
        const auto people = pw(pwSequence(nothing));
        QVERIFY(people);
        bool flippedSeen = false, straightSeen = false;
        const auto plain = *(*people)->sample(0, PeopleDataset::kPlain);
        for (std::uint64_t seed = 1; seed <= 24; ++seed) {
            const auto s = (*people)->sample(0, seed), again = (*people)->sample(0, seed);
            QVERIFY(s && again);
            QVERIFY(std::memcmp(s->crop.pixels(), again->crop.pixels(), s->crop.sizeBytes()) == 0);
            QVERIFY(s->joints2d == again->joints2d && s->parts == again->parts);
            // Left and right knee change sides in the picture when flipped, and what is bent stays bent.
            auto body = body::jointPositions(body_->restJoints(s->betas), s->pose);
            body = (body.rowwise() - body.row(0).eval()).eval();
            QVERIFY2((body - s->joints).cwiseAbs().maxCoeff() < 0.01, "pose and joints");
            double worst = 0;   // of 2 across the crop; the person stands beside the middle of the picture
            for (int j = 0; j < body::kJointCount; ++j) {
                Eigen::Vector3d p = s->joints.row(j).transpose();
                // The place of the pelvis from its own two numbers and the depth.
                const double z0 = s->depthM;
                p += Eigen::Vector3d(s->joints2d(0, 0) * z0 / s->focal, s->joints2d(0, 1) * z0 / s->focal, z0);
                worst = std::max(worst, (s->focal * p.head<2>() / p.z() - s->joints2d.row(j).transpose().cast<double>()).norm());
            }
            QVERIFY2(worst < 0.04, qPrintable(QString("seed %1: %2").arg(seed).arg(worst)));
            const bool flipped = (s->pose.axisAngleRad[4] - plain.pose.axisAngleRad[4]).norm() > 1e-3;
            flippedSeen |= flipped;
            straightSeen |= !flipped;
        }
        QVERIFY(flippedSeen && straightSeen);
    }
};

QTEST_APPLESS_MAIN(TestDatasets)
#include "tst_datasets.moc"
