#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "pose/rope/rope_looks.h"

#include <random>
#endif

using namespace ropetp;
using namespace ropetp::pose;

namespace {

RopeReading anyReading(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0, 0.4);
    RopeReading r;
    for (auto& m : r.local) m = matrixFromAxisAngle({normal(random), normal(random), normal(random)});
    r.betas = body::Betas::Constant(normal(random));
    r.scale = 0.9;
    r.pelvisM = {normal(random), normal(random)};
    for (auto& s : r.found) s = float(std::abs(normal(random)));
    return r;
}

/// Answers with the crop's size as scale, and the colour of the crop's middle as x of the pelvis.
class FakeReader final : public RopeReader {
  public:
    explicit FakeReader(int& looks) : looks_(looks) {}
    Result<std::vector<RopeReading>> read(std::span<const Image> pictures, std::span<const track::CropRegion> crops) override {
        std::vector<RopeReading> out;
        for (std::size_t i = 0; i < crops.size(); ++i) {
            RopeReading r = anyReading(3);
            r.scale = crops[i].size;
            r.pelvisM.x() = pictures[i].row(int(crops[i].centre.y()))[3 * int(crops[i].centre.x())];
            out.push_back(r);
            ++looks_;
        }
        return out;
    }
    std::vector<AttentionMap> attention(int) const override { return {}; }
    std::string name() const override { return "fake"; }

  private:
    int& looks_;
};

/// Shares the landmark model's pass; notes what it was shown: pictures, or the first value of passes.
class SharingReader final : public RopeReader {
  public:
    explicit SharingReader(std::vector<float>& shown) : shown_(shown) {}
    Result<std::vector<RopeReading>> read(std::span<const Image>, std::span<const track::CropRegion>) override { return fail(ErrorCode::Internal, "not asked for"); }
    Result<std::vector<RopeReading>> look(std::span<const RopeView> views) override {
        std::vector<RopeReading> out;
        for (const RopeView& v : views) {
            if (v.pass) shown_.push_back(v.pass->values[0][0]);
            else shown_.push_back(v.picture.isNull() ? -1.f : float(v.picture.row(0)[0]));
            out.push_back(anyReading(unsigned(shown_.back())));
            out.back().seen = {std::uint16_t(shown_.back())};
        }
        return out;
    }
    Result<std::vector<RopeReading>> readAgain(std::span<const RopeReading* const> readings, std::span<const RopeStart>) override {
        std::vector<RopeReading> out;
        for (const RopeReading* r : readings) {
            out.push_back(*r);
            out.back().scale = r->seen.at(0);
        }
        return out;
    }
    bool usesLandmarks() const override { return true; }
    std::vector<std::string> passValues() const override { return {"a value"}; }
    std::vector<AttentionMap> attention(int) const override { return {}; }
    std::string name() const override { return "sharing"; }

  private:
    std::vector<float>& shown_;
};

std::shared_ptr<const track::LandmarkPass> pass(float value) {
    track::LandmarkPass p;
    p.values = {{value}};
    return std::make_shared<const track::LandmarkPass>(std::move(p));
}

RopeSighting sighting(std::int64_t frame, float size) {
    RopeSighting s;
    s.frame = FrameIndex(frame);
    s.crop.centre = {20, 30};
    s.crop.size = size;
    return s;
}

/// 64 x 64, all of one brightness.
Image picture(int value) {
    Image image(64, 64);
    std::fill_n(image.mutablePixels(), 64 * 64 * 3, std::uint8_t(value));
    return image;
}

}  // namespace

class TestRopeLooks : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everybodyIsLookedAtOnceAndFoundAgain() {
        int count = 0, fetched = 0;
        RopeLooks looks(std::make_unique<FakeReader>(count), false);
        // Two people on each of 15 frames pass by; five more frames are fetched later.
        std::vector<RopeSighting> first, second;
        for (int f = 0; f < 20; ++f) {
            first.push_back(sighting(f, 100 + f));
            second.push_back(sighting(f, 300 + f));
            if (f >= 15) continue;
            QVERIFY(looks.add(first.back(), picture(f)));
            QVERIFY(looks.add(second.back(), picture(f)));
        }
        const auto fetch = [&](FrameIndex f) -> Result<Image> {
            ++fetched;
            return picture(int(f.value));
        };
        for (int again = 0; again < 2; ++again)
            for (const auto* person : {&first, &second}) {
                const auto readings = looks.of(*person, fetch);
                QVERIFY(readings);
                for (std::size_t f = 0; f < 20; ++f) {
                    QCOMPARE((*readings)[f].scale, double((*person)[f].crop.size));
                    QCOMPARE((*readings)[f].pelvisM.x(), double(f));
                }
            }
        QCOMPARE(count, 40);
        QCOMPARE(fetched, 10);
    }

    void aPassAtHandIsTakenInPlaceOfThePicture() {
        std::vector<float> shown;
        RopeLooks looks(std::make_unique<SharingReader>(shown), false);
        QCOMPARE(looks.passValues(), std::vector<std::string>{"a value"});
        std::vector<RopeSighting> people;
        for (int f = 0; f < 4; ++f) {
            people.push_back(sighting(f, 100));
            if (f < 3) QVERIFY(looks.add(people.back(), picture(f), f == 1 ? nullptr : pass(float(100 + f))));
        }
        int fetched = 0;
        const auto fetch = [&](FrameIndex f) -> Result<Image> {
            ++fetched;
            return picture(int(f.value));
        };
        const auto readings = looks.again(people, std::vector<RopeStart>(4), fetch);
        QVERIFY(readings);
        QCOMPARE(fetched, 1);
        QCOMPARE(shown, (std::vector<float>{100, 1, 102, 3}));
        for (std::size_t f = 0; f < 4; ++f) QCOMPARE((*readings)[f].scale, double(shown[f]));
    }

    void theFlipTestNeedsThePictureBesideThePass() {
        std::vector<float> shown;
        RopeLooks looks(std::make_unique<SharingReader>(shown), true);
        const std::vector<RopeSighting> one = {sighting(0, 100)};
        QVERIFY(looks.add(one[0], picture(7), pass(100)));
        QVERIFY(looks.again(one, std::vector<RopeStart>(1), {}));
        QCOMPARE(shown, (std::vector<float>{100, 7}));
    }

    void aPictureThatCannotBeFetchedIsTold() {
        int count = 0;
        RopeLooks looks(std::make_unique<FakeReader>(count), false);
        const std::vector<RopeSighting> one = {sighting(4, 100)};
        const auto readings = looks.of(one, [](FrameIndex) -> Result<Image> { return fail(ErrorCode::CorruptFile, "gone"); });
        QVERIFY(!readings && readings.error().code == ErrorCode::CorruptFile);
    }

    void theFlipTestLooksAtTheMirroredPlace() {
        int count = 0;
        RopeLooks looks(std::make_unique<FakeReader>(count), true);
        // Bright only at the person: the mirrored crop must lie on the mirrored brightness.
        Image image = picture(0);
        image.mutablePixels()[(30 * 64 + 20) * 3] = 80;
        const std::vector<RopeSighting> one = {sighting(0, 100)};
        QVERIFY(looks.add(one[0], image));
        const auto readings = looks.of(one, {});
        QVERIFY(readings);
        QCOMPARE(count, 2);
        // 80 as read and -80 once mirrored back.
        QCOMPARE(readings->front().pelvisM.x(), 0.0);
    }

    void mirroringTwiceIsNothing() {
        const RopeReading r = anyReading(7), back = mirrored(mirrored(r));
        for (std::size_t j = 0; j < body::kJointCount; ++j) {
            QVERIFY((back.local[j] - r.local[j]).norm() < 1e-12);
            QCOMPARE(back.found[j], r.found[j]);
        }
        QCOMPARE(back.pelvisM.x(), r.pelvisM.x());
    }

    void aMirroredPoseIsTheMirrorImage() {
        const RopeReading r = anyReading(11), m = mirrored(r);
        const auto rest = body::mannequin()->restJoints(body::Betas::Zero());
        const auto joints = [&](const RopeReading& reading) {
            body::Pose pose;
            for (std::size_t j = 0; j < body::kJointCount; ++j) pose.axisAngleRad[j] = axisAngleFromMatrix(reading.local[j]);
            body::JointPositions p = body::jointPositions(rest, pose);
            return body::JointPositions(p.rowwise() - Eigen::RowVector3d(p.row(0)));
        };
        const auto a = joints(r), b = joints(m);
        for (int j = 0; j < body::kJointCount; ++j) {
            const Eigen::RowVector3d expected = a.row(body::kMirror[std::size_t(j)]).cwiseProduct(Eigen::RowVector3d(-1, 1, 1));
            QVERIFY2((b.row(j) - expected).norm() < 2e-3, qPrintable(QString("joint %1: %2 m").arg(j).arg((b.row(j) - expected).norm())));
        }
    }

    void theMeanOfOneReadingIsItself() {
        const RopeReading r = anyReading(2), m = mean(r, r);
        for (std::size_t j = 0; j < body::kJointCount; ++j) QVERIFY((m.local[j] - r.local[j]).norm() < 1e-9);
        QVERIFY((m.betas - r.betas).norm() < 1e-12);
        QVERIFY(std::abs(m.scale - r.scale) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(TestRopeLooks)
#include "tst_rope_looks.moc"
