#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "edit/compose.h"
#include "edit/edit_script.h"
#include "io/zip_reader.h"
#include "tests/core/edit/sample_scene.h"
#include "tests/core/project/everything_scene.h"
#include "tests/core/project/scene_digest.h"

#include <nlohmann/json.hpp>
#include <zip.h>
#endif

#include <sys/resource.h>

#include <csignal>

using namespace ropetp;
using namespace ropetp::project;
using nlohmann::json;

namespace {

std::vector<std::uint8_t> bytesOf(const QString& path) {
    QFile f(path);
    if (!f.open(QIODevice::ReadOnly)) qFatal("cannot read");
    const QByteArray b = f.readAll();
    return {b.begin(), b.end()};
}

/// Rewrites a member with libzip, deflated.
void replaceMember(const QString& path, const char* name, const std::string& content) {
    zip_t* zip = zip_open(path.toLocal8Bit(), 0, nullptr);
    if (!zip || zip_file_add(zip, name, zip_source_buffer(zip, content.data(), content.size(), 0), ZIP_FL_OVERWRITE) < 0 || zip_close(zip) != 0) qFatal("cannot rewrite %s", name);
}

std::string memberOf(const QString& path, const char* name) {
    auto zip = io::ZipReader::open(path.toStdString(), {65535, 1ull << 32});
    const auto bytes = zip->read(name);
    if (!bytes) qFatal("no %s", name);
    return {bytes->begin(), bytes->end()};
}

}  // namespace

class TestProjectFile : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    Project everything_;
    std::vector<std::uint8_t> good_;
    QString path(const char* name) const { return dir_.filePath(name); }
    QString written(const char* name) const {
        if (!writeProject(path(name).toStdString(), everything_)) qFatal("cannot write");
        return path(name);
    }

  private Q_SLOTS:
    void initTestCase() {
        everything_ = test::everything();
        good_ = bytesOf(written("good.ropetp"));
    }

    void everythingComesBackToTheSameBits() {
        const auto read = readProject(path("good.ropetp").toStdString());
        QVERIFY2(read, read ? "" : read.error().detail.c_str());
        QCOMPARE(edit::firstDifference(everything_.scene, read->scene), std::string());
        QCOMPARE(test::digestOf(read->scene), test::digestOf(everything_.scene));
        // What firstDifference() does not look at.
        QVERIFY(read->scene.tracks->find(PersonId(2))->observations.at(FrameIndex(8)).landmarks->crop == everything_.scene.tracks->find(PersonId(2))->observations.at(FrameIndex(8)).landmarks->crop);
        QVERIFY(read->video == everything_.video);
        QVERIFY(read->settings == everything_.settings);
        QCOMPARE(read->saveId, everything_.saveId);
        // What was one object is one again.
        const auto takeOf = [&](const edit::Scene& s, int person) {
            for (const auto& t : s.layers.at(PersonId(person))->tools)
                if (const auto* take = std::get_if<edit::TakeFromTool>(&t.kind)) return take->clip.get();
            return static_cast<const body::MotionClip*>(nullptr);
        };
        QVERIFY(takeOf(read->scene, 1) && takeOf(read->scene, 1) == takeOf(read->scene, 2));
        // Written again, it is the same file but for the names of what was saved when.
        Project again = *read;
        QVERIFY(writeProject(path("again.ropetp").toStdString(), again));
        QCOMPARE(bytesOf(path("again.ropetp")), good_);
    }

    void aSceneThatWasEditedAtRandomComesBack() {
        edit::Scene scene = test::walkers();
        const edit::Scene start = scene;
        test::Dice dice(99, start);
        for (int i = 0, applied = 0; applied < 300; ++i) {
            QVERIFY(i < 3000);
            if (!edit::makeEdit(dice.throwOne(scene))->apply(scene)) continue;
            if (++applied % 20) continue;
            Project p;
            p.scene = scene;
            QVERIFY(writeProject(path("random.ropetp").toStdString(), p, AtomicFile::Outlives::Kill));
            const auto read = readProject(path("random.ropetp").toStdString());
            QVERIFY2(read, read ? "" : read.error().detail.c_str());
            QCOMPARE(edit::firstDifference(scene, read->scene), std::string());
            QCOMPARE(test::digestOf(read->scene), test::digestOf(scene));
        }
    }

    void anEmptySceneAndOneOfAnotherBodyComeBack() {
        QVERIFY(writeProject(path("empty.ropetp").toStdString(), Project()));
        const auto empty = readProject(path("empty.ropetp").toStdString());
        QVERIFY(empty);
        QCOMPARE(edit::firstDifference(empty->scene, edit::Scene()), std::string());
        Project p;
        p.scene = testing::sampleScene();
        QVERIFY(writeProject(path("stick.ropetp").toStdString(), p));
        const auto read = readProject(path("stick.ropetp").toStdString(), p.scene.body);
        QVERIFY(read);
        QCOMPARE(edit::firstDifference(p.scene, read->scene), std::string());
        const auto wrong = readProject(path("stick.ropetp").toStdString());
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::UnsupportedFormat);
        QVERIFY(wrong.error().detail.find(p.scene.body->name()) != std::string::npos);
    }

    void aNewerVersionIsRefusedWithASentence() {
        const QString file = written("newer.ropetp");
        json head = json::parse(memberOf(file, "project.json"));
        head["version"] = kProjectVersion + 1;
        replaceMember(file, "project.json", head.dump());
        replaceMember(file, "scene.json", "in a way that we cannot know");
        const auto read = readProject(file.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::UnsupportedFormat);
        QVERIFY2(read.error().detail.find("newer version") != std::string::npos, read.error().detail.c_str());
        QCOMPARE(read.error().file, file.toStdString());
    }

    void unknownMembersAreIgnored() {
        const QString file = written("more.ropetp");
        for (const char* name : {"project.json", "scene.json", "clip1.json", "tracks1.json"}) {
            json j = json::parse(memberOf(file, name));
            j["something_new"] = {{"a", 1}};
            if (j.contains("persons")) j["persons"][0]["something_new"] = "b";
            replaceMember(file, name, j.dump());
        }
        replaceMember(file, "preview.png", "picture");
        const auto read = readProject(file.toStdString());
        QVERIFY2(read, read ? "" : read.error().detail.c_str());
        QCOMPARE(edit::firstDifference(everything_.scene, read->scene), std::string());
    }

    void whatIsNoProjectIsRefused_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing") << QByteArray() << int(ErrorCode::CorruptFile);
        QTest::newRow("text") << QByteArray("{\"format\": \"ropetp-project\"}") << int(ErrorCode::CorruptFile);
        QTest::newRow("an empty archive") << QByteArray("PK\5\6" + QByteArray(18, '\0')) << int(ErrorCode::UnsupportedFormat);
    }
    void whatIsNoProjectIsRefused() {
        QFETCH(QByteArray, content);
        QFETCH(int, code);
        QFile f(path("no.ropetp"));
        QVERIFY(f.open(QIODevice::WriteOnly) && f.write(content) == content.size());
        f.close();
        const auto read = readProject(path("no.ropetp").toStdString());
        QVERIFY(!read);
        QCOMPARE(int(read.error().code), code);
        QCOMPARE(readProject(path("nowhere.ropetp").toStdString()).error().code, ErrorCode::FileNotFound);
        QVERIFY(!readProject(dir_.path().toStdString()));
    }

    void everyTruncationIsAnError() {
        std::size_t tried = 0;
        for (std::size_t n = 0; n < good_.size(); n += 1 + good_.size() / 500, ++tried) QVERIFY(!parseProject(std::span(good_).first(n)));
        for (std::size_t n = good_.size() - 300; n < good_.size(); ++n, ++tried) QVERIFY2(!parseProject(std::span(good_).first(n)), qPrintable(QString::number(n)));
        QVERIFY(tried > 500);
    }

    void flippedBytesAreErrorsOrTheSameProject() {
        std::mt19937 random(5);
        int refused = 0;
        for (int i = 0; i < 1500; ++i) {
            auto bytes = good_;
            for (int k = 0; k < 1 + int(random() % 4); ++k) bytes[random() % bytes.size()] = std::uint8_t(random());
            const auto read = parseProject(bytes);
            refused += !read;
            // Every member has its checksum: what is read is what was written (dates and the like do not matter).
            if (read) QCOMPARE(edit::firstDifference(everything_.scene, read->scene), std::string());
        }
        QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
    }

    /// Checksums are no protection against somebody who means it: values are replaced in the JSON and checksums made anew.
    void hostileValuesAreErrorsOrHarmless() {
        std::mt19937 random(11);
        const std::vector<json> values = {nullptr, -1, 0, 1e308, -1e308, std::uint64_t(-1), std::int64_t(1) << 62, "", "clip1", "video1", "tracks1", "composed", true, json::array(), json::object(), json::array({1, 2}), json::array({9e15, -5})};
        const QString file = written("hostile.ropetp");
        for (const char* name : {"scene.json", "project.json", "clip1.json", "clip2.json", "tracks1.json", "video1.json", "propagation1.json", "trajectory1.json"}) {
            const json good = json::parse(memberOf(file, name));
            std::vector<json::json_pointer> places;
            const json flat = good.flatten();
            for (const auto& [pointer, value] : flat.items()) places.emplace_back(pointer);
            const int rounds = name == std::string("scene.json") ? 120 : 25;
            for (int i = 0; i < rounds; ++i) {
                json bad = good;
                auto place = places[random() % places.size()];
                for (unsigned up = random() % 3; up > 0 && !place.parent_pointer().empty(); --up) place = place.parent_pointer();
                bad[place] = values[random() % values.size()];
                replaceMember(file, name, bad.dump());
                const auto read = readProject(file.toStdString());
                if (!read) {
                    QVERIFY2(read.error().code == ErrorCode::CorruptFile || read.error().code == ErrorCode::UnsupportedFormat || read.error().code == ErrorCode::InvalidInput,
                             qPrintable(QString::fromStdString(describe(read.error()))));
                    continue;
                }
                // What is let in can be looked at and edited.
                edit::Scene s = read->scene;
                for (const auto& [id, layers] : read->scene.layers) (void)edit::compose(*layers, s.body.get());
                (void)edit::makeEdit(edit::command::AdjustGround{0.1, 0, 0})->apply(s);
                (void)test::digestOf(s);
            }
            replaceMember(file, name, good.dump());
        }
    }

    void arraysOfAnotherShapeOrTypeAreErrors() {
        const QString file = written("arrays.ropetp");
        const auto refuses = [&](const char* member, const io::NpyArray& array) {
            const std::string good = memberOf(file, member);
            auto header = io::npyHeader(array);
            std::string bad(header.begin(), header.end());
            bad.append(array.bytes.begin(), array.bytes.end());
            replaceMember(file, member, bad);
            const auto read = readProject(file.toStdString());
            replaceMember(file, member, good);
            return !read && read.error().code == ErrorCode::CorruptFile;
        };
        QVERIFY(refuses("clip1/times.npy", io::NpyArray::doubles({39}, std::vector<double>(39))));
        QVERIFY(refuses("clip1/times.npy", io::NpyArray::floats({40}, std::vector<float>(40))));
        QVERIFY(refuses("clip1/frames.npy", io::NpyArray::integers({40}, std::vector<std::int64_t>(40))));
        QVERIFY(refuses("clip1/frames.npy", io::NpyArray::integers({0}, {})));
        QVERIFY(refuses("tracks1/frames.npy", io::NpyArray::integers({2, 2}, std::vector<std::int64_t>(4))));
        QVERIFY(readProject(file.toStdString()));
    }

    void anInterruptedSaveLeavesTheOldFile() {
        const QString folder = dir_.filePath("full");
        QDir().mkpath(folder);
        const std::string file = folder.toStdString() + "/kept.ropetp";
        QVERIFY(writeProject(file, everything_));
        const auto before = bytesOf(QString::fromStdString(file));
        // The disk is full half-way.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        const rlimit little{before.size() / 2, old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &little);
        const auto ok = writeProject(file, everything_);
        setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY(!ok);
        QCOMPARE(ok.error().code, ErrorCode::DiskFull);
        QCOMPARE(bytesOf(QString::fromStdString(file)), before);
        QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden).size(), 1);
        QCOMPARE(writeProject("/nowhere/x.ropetp", Project()).error().code, ErrorCode::WriteFailed);
    }
};

QTEST_GUILESS_MAIN(TestProjectFile)
#include "tst_project_file.moc"
