#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "nn/tensor_file.h"
#include "pose/rope/rope_estimator.h"
#include "tests/core/train/people_fixture.h"
#include "train/rope_picture_trainer.h"

#include <cmath>
#include <fstream>
#include <sstream>
#endif

using namespace ropetp;
using namespace ropetp::train;
using namespace ropetp::fixture;

/// Walkers before plain colours; every third one is labelled with points alone. People `broken` cannot be read.
class Walkers final : public PeopleDataset {
  public:
    explicit Walkers(std::size_t size, std::size_t broken = std::size_t(-1)) : size_(size), broken_(broken) {}
    std::string name() const override { return "walkers"; }
    std::size_t size() const override { return size_; }
    Result<RopeSample> sample(std::size_t i, std::uint64_t seed) const override {
        if (i == broken_) return fail(ErrorCode::CorruptFile, "the picture cannot be read", "broken.jpg");
        PersonLabel l;
        l.camera = PinholeCamera::centred(kWide, kHigh, 400);
        l.betas = someBetas();
        l.pose = walkerInCam();
        l.pose->axisAngleRad[16].x() += 0.1 * double(i);
        const auto rest = body::mannequin()->restJoints(*l.betas);
        l.pose->translationM = Eigen::Vector3d(0, 0, 4) - rest.row(0).transpose();
        const auto joints = body::jointPositions(rest, *l.pose);
        for (int j = 0; j < body::kJointCount; ++j) l.px.row(j) = l.camera->project(joints.row(j).transpose()).transpose();
        l.pxWeight.fill(1);
        l.seen.fill(1);
        l.seen[std::size_t(body::index(body::Joint::RightKnee))] = 0;
        if (i % 3 == 2) l.pose.reset(), l.betas.reset(), l.camera.reset();
        Image picture(kWide, kHigh);
        for (std::size_t k = 0; k < picture.sizeBytes(); ++k) picture.mutablePixels()[k] = std::uint8_t(40 * (i % 6) + k % 31);
        return sampleOf(l, picture, body::mannequin(), seed);
    }

  private:
    std::size_t size_, broken_;
};

class TestHrnetTraining : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    RopePictureTraining training(const char* folder) const {
        RopePictureTraining t;
        t.network.backbone = "hrnet-w32";
        t.network.width = 32;
        t.network.hidden = 32;
        t.folder = dir_.filePath(folder).toStdString();
        t.data = {{std::make_shared<Walkers>(6), 1}, {std::make_shared<Walkers>(3), 0.5}};
        t.heldOut = {std::make_shared<Walkers>(2)};
        t.batch = 2;
        t.steps = 2;
        t.validateEvery = 1;
        t.threads = 2;
        t.workers = 1;
        return t;
    }
    static std::vector<std::vector<double>> rows(const std::filesystem::path& log) {
        std::ifstream in(log);
        std::string line, cell;
        std::getline(in, line);
        std::vector<std::vector<double>> out;
        while (std::getline(in, line)) {
            out.emplace_back();
            for (std::istringstream cells(line); std::getline(cells, cell, ',');) out.back().push_back(std::stod(cell));
        }
        return out;
    }
    static QString worded(const Error& e) { return QString::fromStdString(describe(e)); }

  private Q_SLOTS:
    void trainsSavesAndGoesOn() {
        auto t = training("run");
        t.bfloat16 = hasFastBfloat16();
        NullJobControl job;
        const auto first = trainRopeOnPictures(t, job);
        QVERIFY2(first, first ? "" : qPrintable(worded(first.error())));
        QVERIFY(std::isfinite(first->mpjpeMm) && first->mpjpeMm > 0 && std::isfinite(first->pixels));
        QCOMPARE(first->samples, std::size_t(2));
        auto log = rows(t.folder / "log.csv");
        QCOMPARE(log.size(), std::size_t(2));
        for (const auto& row : log) {
            QCOMPARE(row.size(), std::size_t(12));
            for (const double v : row) QVERIFY(std::isfinite(v));
        }
        t.steps = 3;
        const auto second = trainRopeOnPictures(t, job);
        QVERIFY2(second, second ? "" : qPrintable(worded(second.error())));
        log = rows(t.folder / "log.csv");
        QCOMPARE(log.size(), std::size_t(3));
        QCOMPARE(log.back()[0], 3.0);
        const auto file = nn::readTensorFile(t.folder / "best.weights");
        QVERIFY(file);
        QCOMPARE(file->notes.at("backbone"), std::string("hrnet-w32"));
        QCOMPARE(file->notes.at("seed"), std::string("1"));
        QVERIFY(QString::fromStdString(file->notes.at("data")).contains("walkers"));
        const auto scored = scoreRopeOnPictures(t.folder / "best.weights", t);
        QVERIFY2(scored, scored ? "" : qPrintable(worded(scored.error())));
        QVERIFY(std::isfinite(scored->mpjpeMm));

        // Another network does not go on from it.
        auto other = t;
        other.network.hidden = 48;
        const auto refused = trainRopeOnPictures(other, job);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ModelCorrupt);
    }

    void theWeightsRunAsAnEstimator() {
        const auto weights = std::filesystem::path(dir_.filePath("run").toStdString()) / "best.weights";
        const auto reader = pose::RopeReader::create(weights, {}, 2);
        QVERIFY2(reader, reader ? "" : qPrintable(worded(reader.error())));
        QCOMPARE((*reader)->name(), std::string("rope-hrnet-w32 full"));
        pose::EstimatorOptions options;
        options.body = body::mannequin();
        options.weights = weights;
        const auto estimator = pose::makePoseEstimator("rope", options);
        QVERIFY2(estimator, estimator ? "" : qPrintable(worded(estimator.error())));

        track::PersonTrack track;
        track.id = PersonId(1);
        Image picture(kWide, kHigh);
        std::fill_n(picture.mutablePixels(), picture.sizeBytes(), std::uint8_t(120));
        for (int f = 0; f < 3; ++f) {
            auto& observation = track.observations[FrameIndex(f)];
            observation.landmarks.emplace();
            auto& l = *observation.landmarks;
            l.score = 1;
            for (std::size_t k = 0; k < l.px.size(); ++k) {
                l.px[k] = {100 + 3 * float(k % 2), 40 + 5 * float(k)};
                l.visibility[k] = 1;
            }
        }
        const pose::PersonFootage footage{track, {FrameIndex(0), FrameIndex(3)}, {0, 0.1, 0.2}, PinholeCamera::centred(kWide, kHigh, 400), [&](FrameIndex) -> Result<Image> { return picture; }};
        NullJobControl job;
        const auto clip = (*estimator)->estimate(footage, job, {});
        QVERIFY2(clip, clip ? "" : qPrintable(worded(clip.error())));
        QCOMPARE(clip->frames.size(), std::size_t(3));
        for (const auto& frame : clip->frames) QVERIFY(frame.poseInCam.translationM.allFinite() && frame.poseInCam.translationM.z() > 0);
        QVERIFY((*reader)->attention(0).empty());   // this one has read nothing yet
    }

    void stopsWhenNothingGetsBetter() {
        auto t = training("run");   // goes on from the test above
        t.steps = 50;
        t.patience = 1;
        t.learningRate = t.backboneRate = 0;   // nothing changes but the running averages
        NullJobControl job;
        const auto score = trainRopeOnPictures(t, job);
        QVERIFY2(score, score ? "" : qPrintable(worded(score.error())));
        QVERIFY(rows(t.folder / "log.csv").size() < 40);
    }

    void aBrokenPictureIsLeftOut() {
        auto t = training("broken");
        t.steps = 1;
        t.data = {{std::make_shared<Walkers>(3, 1), 1}};
        NullJobControl job;
        const auto score = trainRopeOnPictures(t, job);
        QVERIFY2(score, score ? "" : qPrintable(worded(score.error())));
        t.folder = dir_.filePath("none").toStdString();
        t.data = {{std::make_shared<Walkers>(1, 0), 1}};
        const auto none = trainRopeOnPictures(t, job);
        QVERIFY(!none);
        QCOMPARE(none.error().file, std::string("broken.jpg"));
    }

    void whatCannotBeTrainedIsRefused() {
        NullJobControl job;
        auto t = training("wrong");
        t.network.backbone = "hrnet-w31";
        QCOMPARE(trainRopeOnPictures(t, job).error().code, ErrorCode::InvalidInput);
        t = training("wrong");
        t.heldOut.clear();
        QCOMPARE(trainRopeOnPictures(t, job).error().code, ErrorCode::InvalidInput);
        t = training("wrong");
        t.data.clear();
        QCOMPARE(trainRopeOnPictures(t, job).error().code, ErrorCode::InvalidInput);
        t = training("wrong");
        t.init = dir_.filePath("none.pth").toStdString();
        QCOMPARE(trainRopeOnPictures(t, job).error().code, ErrorCode::FileNotFound);
    }
};

QTEST_APPLESS_MAIN(TestHrnetTraining)
#include "tst_hrnet_training.moc"
