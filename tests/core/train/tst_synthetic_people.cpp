#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "base/rotation.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "train/feature_file.h"
#include "train/synthetic_people.h"

#include <cmath>
#include <random>
#endif

using namespace ropetp;
using namespace ropetp::train;

namespace {

constexpr int kSamples = 14;

/// Standing and walking postures of no recording.
std::vector<PoseBank::Entry> postures() {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> u(-1, 1);
    std::vector<PoseBank::Entry> out;
    for (int i = 0; i < 20; ++i) {
        PoseBank::Entry e;
        e.motion = i;
        for (const int j : {1, 2, 4, 5, 16, 17, 18, 19}) e.pose.axisAngleRad[std::size_t(j)] = {0.5 * u(random), 0.3 * u(random), 0.3 * u(random)};
        for (const int j : {4, 5}) e.pose.axisAngleRad[std::size_t(j)] = {0.6 + 0.6 * u(random), 0, 0};
        out.push_back(e);
    }
    return out;
}

bool same(const RopeSample& a, const RopeSample& b) {
    return std::equal(a.crop.pixels(), a.crop.pixels() + a.crop.sizeBytes(), b.crop.pixels()) && a.pose.axisAngleRad == b.pose.axisAngleRad && a.betas == b.betas && a.joints == b.joints &&
           a.joints2d == b.joints2d && a.visible == b.visible && a.parts == b.parts && a.focal == b.focal && a.depthM == b.depthM && a.group == b.group;
}

}  // namespace

/// Labels of drawn people agree with each other and with the picture.
class TestSyntheticPeople : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    SynthesisAssets assets_;
    std::vector<RopeSample> samples_;

    std::vector<RopeSample> draw(std::uint64_t seed, int count) const {
        SyntheticPeople people(assets_, {}, seed);
        std::vector<RopeSample> out;
        for (int i = 0; i < count; ++i) out.push_back(people.next());
        return out;
    }

  private Q_SLOTS:
    void initTestCase() {
        const std::filesystem::path humans = ROPETP_SHARED_DIR "/data/makehuman";
        if (!std::filesystem::exists(humans / "base/base.obj")) QSKIP("the MakeHuman assets are not here (../shared/data/makehuman)");
        auto library = synth::MakeHumanLibrary::read(humans);
        QVERIFY2(library, library ? "" : describe(library.error()).c_str());
        assets_.humans = *library;
        assets_.poses = postures();
        // A place: blue above, brown below, a bright spot.
        QFile panorama(dir_.filePath("place.ppm"));
        QVERIFY(panorama.open(QIODevice::WriteOnly));
        panorama.write("P6 64 32 255\n");
        for (int y = 0; y < 32; ++y)
            for (int x = 0; x < 64; ++x) panorama.write(y < 4 && x < 6 ? "\xff\xff\xf0" : y < 16 ? "\x60\x80\xc0" : "\x60\x50\x40", 3);
        panorama.close();
        auto place = synth::Environment::read(dir_.filePath("place.ppm").toStdString(), {});
        QVERIFY2(place, place ? "" : describe(place.error()).c_str());
        assets_.places = {*place};
        samples_ = draw(7, kSamples);
    }

    void samplesAreDeterminedByTheSeed() {
        const auto again = draw(7, 3), other = draw(8, 3);
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY2(same(again[i], samples_[i]), qPrintable(QString("sample %1").arg(i)));
            QVERIFY2(!same(other[i], samples_[i]), qPrintable(QString("sample %1").arg(i)));
        }
    }

    void jointsAreThePosesJoints() {
        double worst = 0;
        for (const auto& s : samples_) {
            const auto joints = body::jointPositions(body::mannequin()->restJoints(s.betas), s.pose);
            for (int j = 0; j < body::kJointCount; ++j) worst = std::max(worst, ((joints.row(j) - joints.row(0)) - s.joints.row(j)).norm());
        }
        QVERIFY2(worst < 1e-6, qPrintable(QString("worst joint %1 m, tolerance 1e-6").arg(worst)));
    }

    void positionsAreTheJointsProjected() {
        // Away from the middle of the picture a crop is not quite a view of its own.
        double worst = 0, sum = 0;
        for (const auto& s : samples_) {
            QVERIFY(s.focal > 1 && s.depthM > 1);
            const double f = double(s.focal), d = double(s.depthM);
            const Eigen::Vector2d pelvis = s.joints2d.row(0).transpose().cast<double>() * d / f;
            for (int j = 0; j < body::kJointCount; ++j) {
                const Eigen::Vector2d at = f * (s.joints.row(j).head<2>().transpose() + pelvis) / (s.joints(j, 2) + d);
                const double e = (at - s.joints2d.row(j).transpose().cast<double>()).norm();
                worst = std::max(worst, e);
                sum += e;
            }
        }
        const double mean = sum / double(samples_.size() * body::kJointCount);
        qInfo("positions: mean %.4f, worst %.4f half crops", mean, worst);
        QVERIFY2(mean < 0.02 && worst < 0.15, qPrintable(QString("mean %1 (tolerance 0.02), worst %2 half crops (tolerance 0.15)").arg(mean).arg(worst)));
    }

    void labelsAreInTheirRanges() {
        int seen = 0, hidden = 0;
        for (const auto& s : samples_) {
            QVERIFY(s.crop.width() == kCropPx && s.crop.height() == kCropPx);
            for (int j = 0; j < body::kJointCount; ++j) {
                const float v = s.visible[std::size_t(j)];
                QVERIFY(v == 0 || v == 0.5f || v == 1);
                seen += v == 1;
                hidden += v == 0;
                // What lies outside the crop is not seen.
                QVERIFY(v == 0 || s.joints2d.row(j).cwiseAbs().maxCoeff() < 1.01f);
            }
            for (const auto p : s.parts) QVERIFY(p <= kBackground);
            QVERIFY(s.joints.allFinite() && s.betas.allFinite() && s.joints2d.allFinite());
            QVERIFY(s.joints.row(0).norm() < 1e-9);
        }
        QVERIFY2(seen > kSamples * 8, qPrintable(QString("%1 joints are seen").arg(seen)));
        QVERIFY(hidden > 0);
    }

    void thePartMapAgreesWithTheJoints() {
        int limbs = 0, agreed = 0;
        QStringList wrong;
        for (std::size_t n = 0; n < samples_.size(); ++n) {
            const auto& s = samples_[n];
            for (const int j : {4, 5, 7, 8, 18, 19, 20, 21}) {
                if (s.visible[std::size_t(j)] < 1) continue;
                const auto cell = [&](int c) { return std::clamp(int((double(s.joints2d(j, c)) + 1) / 2 * kPartMap), 0, kPartMap - 1); };
                const int part = s.parts[std::size_t(cell(1) * kPartMap + cell(0))];
                const bool near = part == j || part == body::kParents[std::size_t(j)] || (part < kBackground && body::kParents[std::size_t(part)] == j);
                ++limbs;
                agreed += near;
                if (!near) wrong << QString("sample %1: part %2 at joint %3").arg(n).arg(part).arg(j);
            }
        }
        QVERIFY2(limbs > kSamples * 2, qPrintable(QString("only %1 limb joints are seen").arg(limbs)));
        QVERIFY2(agreed >= 0.8 * limbs, qPrintable(QString("%1 of %2 agree, at least 0.8: %3").arg(agreed).arg(limbs).arg(wrong.join("; "))));
        qInfo("%d of %d visible limb joints lie on their part", agreed, limbs);
    }

    /// Whose left and right? A person who faces the camera has the left hand on the right of the picture.
    void leftAndRightAreThePersons() {
        for (const auto& s : samples_) {
            const Eigen::Matrix3d r = matrixFromAxisAngle(s.pose.axisAngleRad[0]);
            const double facing = r(2, 2);   // of the pelvis' forward axis; negative = towards the camera
            if (std::abs(facing) < 0.5) continue;
            const double across = double(s.joints2d(1, 0) - s.joints2d(2, 0));
            QVERIFY2(facing * across < 0, qPrintable(QString("facing %1, left hip minus right hip %2").arg(facing).arg(across)));
        }
    }

    void feetStandOnTheFloor() {
        double lowest = 1e9, highest = -1e9;
        const auto reference = body::mannequin()->restJoints(body::Betas::Zero());
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const auto human = assets_.humans->random(seed, reference);
            const auto frames = body::jointFrames(human.restJoints, body::Pose());
            const double floor = human.restJoints.col(1).minCoeff() - kSoleM;
            double sole = 1e9;
            std::vector<Eigen::Vector3f> vertices;
            for (const auto& part : human.parts) {
                synth::skin(part, human.restJoints, frames, vertices);
                for (const auto& v : vertices) {
                    QVERIFY(v.allFinite());
                    sole = std::min(sole, double(v.y()));
                }
            }
            lowest = std::min(lowest, sole - floor);
            highest = std::max(highest, sole - floor);
        }
        qInfo("soles are %.3f to %.3f m above the floor", lowest, highest);
        QVERIFY2(lowest > -0.01 && highest < 0.03, qPrintable(QString("soles %1 to %2 m above the floor, tolerance -0.01 to 0.03").arg(lowest).arg(highest)));
    }
};

QTEST_APPLESS_MAIN(TestSyntheticPeople)
#include "tst_synthetic_people.moc"
