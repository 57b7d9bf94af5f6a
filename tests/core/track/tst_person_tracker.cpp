// moc 6.4 stumbles over <span> behind Eigen.
#ifndef Q_MOC_RUN
#include "media/frame_source.h"
#include "nn/model_store.h"
#include "track/person_tracker.h"
#endif

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace ropetp;
using namespace ropetp::track;

namespace {

QString shared(const char* name) { return QString(ROPETP_SHARED_DIR) + "/data/video/" + name; }

bool modelsAreInstalled() { return nn::findModelFolder().has_value(); }

TrackerOptions options() {
    TrackerOptions o;
    o.modelFolder = *nn::findModelFolder();
    return o;
}

struct Tracked {
    TrackSet set;
    std::int64_t frames = 0, framesWithSomebody = 0;
};

/// Tracks the first `most` frames of a clip.
Tracked trackClip(const QString& path, std::int64_t most, const TrackerOptions& o) {
    auto source = media::openFrameSource(path.toStdString());
    auto tracker = PersonTracker::create(o);
    if (!source || !tracker) return {};
    Tracked t;
    t.frames = std::min(most, (*source)->info().frameCount());
    for (std::int64_t i = 0; i < t.frames; ++i) {
        const auto image = (*source)->frame(FrameIndex(i));
        const auto r = (*tracker)->next(FrameIndex(i), (*source)->info().ptsSec[i], *image);
        if (!r) return {};
        t.framesWithSomebody += !r->persons.empty();
    }
    t.set = (*tracker)->finish();
    return t;
}

}  // namespace

class TestPersonTracker : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void oneIdThroughTheClip_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("firstVisible");
        QTest::addColumn<int>("endVisible");
        QTest::newRow("jumping") << "romp_sample_video2.mp4" << 0 << 300;
        QTest::newRow("walking in and out") << "sports2d_demo4.mp4" << 15 << 335;
        QTest::newRow("standing") << "sports2d_demo5.mp4" << 0 << 300;
    }
    void oneIdThroughTheClip() {
        QFETCH(QString, file);
        QFETCH(int, firstVisible);
        QFETCH(int, endVisible);
        const QString path = shared(file.toUtf8().constData());
        if (!modelsAreInstalled()) QSKIP("the pretrained models are not installed");
        if (!QFileInfo::exists(path)) QSKIP("the shared clips are not here");
        const auto t = trackClip(path, endVisible, options());
        QVERIFY(!t.set.persons.empty());
        std::size_t inside = 0, most = 0;
        for (const auto& p : t.set.persons) {
            inside = 0;
            for (const auto& [frame, o] : p.observations) inside += frame.value >= firstVisible && frame.value < endVisible && o.landmarks;
            most = std::max(most, inside);
        }
        const double share = double(most) / (endVisible - firstVisible);
        QVERIFY2(share >= 0.95, qPrintable(QString("the main person is on %1 % of the frames").arg(100 * share)));
        QVERIFY(t.set.cuts.empty());
    }

    void peopleInStillsAreFound_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("least");
        QTest::newRow("group") << "stills/romp_input.jpg" << 1;
        QTest::newRow("street") << "stills/4dhumans_pexels_4793258.jpg" << 1;
        QTest::newRow("skates") << "stills/4dhumans_skates.png" << 1;
    }
    void peopleInStillsAreFound() {
        QFETCH(QString, file);
        QFETCH(int, least);
        const QString path = shared(file.toUtf8().constData());
        if (!modelsAreInstalled()) QSKIP("the pretrained models are not installed");
        if (!QFileInfo::exists(path)) QSKIP("the shared pictures are not here");
        const auto t = trackClip(path, 1, options());
        QVERIFY2(int(t.set.persons.size()) >= least, qPrintable(QString("%1 found").arg(t.set.persons.size())));
        for (const auto& p : t.set.persons) QVERIFY(p.observations.begin()->second.box.area() > 100);
    }

    void aUserBoxNamesThePerson() {
        const QString path = shared("romp_sample_video2.mp4");
        if (!modelsAreInstalled()) QSKIP("the pretrained models are not installed");
        if (!QFileInfo::exists(path)) QSKIP("the shared clips are not here");
        const auto plain = trackClip(path, 1, options());
        QCOMPARE(plain.set.persons.size(), std::size_t(1));
        auto o = options();
        const Box box = plain.set.persons[0].observations.begin()->second.box;
        o.userBoxes[{FrameIndex(5), PersonId(4)}] = box;
        const auto t = trackClip(path, 20, o);
        const auto* named = t.set.find(PersonId(4));
        QVERIFY(named);
        QVERIFY(named->observations.at(FrameIndex(5)).userBox);
        QCOMPARE(named->observations.at(FrameIndex(5)).box.x, box.x);
        QVERIFY(named->observations.at(FrameIndex(5)).landmarks);
        QVERIFY(named->observations.contains(FrameIndex(19)));
        QVERIFY(!named->observations.at(FrameIndex(19)).userBox);
    }

    void theReaderReadsABoxAlone() {
        const QString path = shared("romp_sample_video2.mp4");
        if (!modelsAreInstalled()) QSKIP("the pretrained models are not installed");
        if (!QFileInfo::exists(path)) QSKIP("the shared clips are not here");
        const auto t = trackClip(path, 1, options());
        QCOMPARE(t.set.persons.size(), std::size_t(1));
        const Observation& o = t.set.persons[0].observations.begin()->second;
        auto source = media::openFrameSource(path.toStdString());
        auto reader = LandmarkReader::create(*nn::findModelFolder(), 2);
        QVERIFY(source && reader);
        const auto image = (*source)->frame(FrameIndex(0));
        const auto read = (*reader)->read(*image, o.box);
        QVERIFY(read && *read);
        // The same joints as the tracker's, within two hundredths of the person's height.
        for (const int k : {11, 12, 23, 24, 25, 26, 27, 28})
            QVERIFY(((*read)->px[k] - o.landmarks->px[k]).norm() < 0.02 * o.box.height);
        // The bright wall beside her is nobody.
        const auto nobody = (*reader)->read(*image, {2, 2, 80, 80});
        QVERIFY(nobody && !*nobody);
        QCOMPARE((*reader)->read(*image, {0, 0, 0, 0}).error().code, ErrorCode::InvalidInput);
        QCOMPARE((*reader)->read(Image(), o.box).error().code, ErrorCode::InvalidInput);
    }

    void passesCarryTheValuesAskedFor() {
        const QString path = shared("romp_sample_video2.mp4");
        if (!modelsAreInstalled()) QSKIP("the pretrained models are not installed");
        if (!QFileInfo::exists(path)) QSKIP("the shared clips are not here");
        auto source = media::openFrameSource(path.toStdString());
        auto o = options();
        o.passValues = {"model_1/model/add_42/add", "Identity"};   // inside the network, and one of its outputs
        auto asked = PersonTracker::create(o), plain = PersonTracker::create(options());
        QVERIFY(source && asked && plain);
        for (int f = 0; f < 3; ++f) {
            const auto image = (*source)->frame(FrameIndex(f));
            const auto persons = (*asked)->next(FrameIndex(f), f / 30.0, *image), same = (*plain)->next(FrameIndex(f), f / 30.0, *image);
            QVERIFY(persons && same && persons->persons.size() == 1 && same->persons.size() == 1);
            const Landmarks &l = *persons->persons[0].second.landmarks, &p = *same->persons[0].second.landmarks;
            QVERIFY(l.crop.isValid() && l.crop == p.crop);
            for (std::size_t k = 0; k < kLandmarkCount; ++k) QCOMPARE((l.px[k] - p.px[k]).norm(), 0.f);
            QVERIFY((*plain)->takePasses().empty());
            const auto passes = (*asked)->takePasses();
            QCOMPARE(passes.size(), std::size_t(1));
            const auto& values = passes.at(persons->persons[0].first)->values;
            QCOMPARE(values.size(), std::size_t(2));
            QCOMPARE(values[0].size(), std::size_t(16 * 16 * 192));
            QCOMPARE(values[1].size(), std::size_t(39 * 5));
            // Of the look that the landmarks are from, also on the first frame, where it is the second one.
            for (std::size_t k = 0; k < kLandmarkCount; ++k) QVERIFY(std::abs(1 / (1 + std::exp(-values[1][5 * k + 3])) - l.visibility[k]) < 1e-6f);
            QVERIFY((*asked)->takePasses().empty());
        }
        o.passValues = {"no such value"};
        const auto unknown = PersonTracker::create(o);
        QVERIFY(!unknown && unknown.error().code == ErrorCode::InvalidInput);
    }

    void nobodyInAnEmptyPicture() {
        if (!modelsAreInstalled()) QSKIP("the pretrained models are not installed");
        auto tracker = PersonTracker::create(options());
        QVERIFY(tracker);
        Image grey(320, 240);
        std::fill_n(grey.mutablePixels(), grey.sizeBytes(), std::uint8_t(90));
        for (int i = 0; i < 4; ++i) QVERIFY((*tracker)->next(FrameIndex(i), i / 30.0, grey)->persons.empty());
        QCOMPARE((*tracker)->next(FrameIndex(2), 1, grey).error().code, ErrorCode::InvalidInput);
        QCOMPARE((*tracker)->next(FrameIndex(9), 1, Image()).error().code, ErrorCode::InvalidInput);
        QVERIFY((*tracker)->finish().persons.empty());
    }

    void missingAndDamagedModelsAreNamed() {
        QTemporaryDir dir;
        TrackerOptions o;
        o.modelFolder = dir.path().toStdString();
        QCOMPARE(PersonTracker::create(o).error().code, ErrorCode::ModelMissing);
        QCOMPARE(LandmarkReader::create(o.modelFolder, 1).error().code, ErrorCode::ModelMissing);
        for (const auto& f : nn::requiredModelFiles()) {
            std::ofstream out(o.modelFolder / f.name, std::ios::binary);
            out << std::string(f.bytes, 'x');
        }
        const auto damaged = PersonTracker::create(o);
        QCOMPARE(damaged.error().code, ErrorCode::ModelCorrupt);
        QVERIFY(damaged.error().file.find("movenet") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestPersonTracker)
#include "tst_person_tracker.moc"
