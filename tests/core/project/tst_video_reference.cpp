#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "project/video_reference.h"
#endif

using namespace ropetp::project;

/// A project finds its video again when the two have moved, and notices another one.
class TestVideoReference : public QObject {
    Q_OBJECT
    static void write(const QString& path, const QByteArray& content) {
        QDir().mkpath(QFileInfo(path).path());
        QFile f(path);
        if (!f.open(QIODevice::WriteOnly) || f.write(content) != content.size()) qFatal("cannot write");
    }
    static QByteArray film(char c) { return QByteArray(300000, c) + QByteArray::number(c); }

  private Q_SLOTS:
    void itIsFoundWhereItWasAndBesideTheProject() {
        QTemporaryDir dir;
        const auto at = [&](const char* name) { return std::filesystem::path(dir.filePath(name).toStdString()); };
        write(dir.filePath("a/shots/walk.mp4"), film('a'));
        const auto reference = referTo(at("a/shots/walk.mp4"), at("a/walk.ropetp"));
        QCOMPARE(reference.relative, std::filesystem::path("shots/walk.mp4"));
        QCOMPARE(reference.bytes, std::uint64_t(film('a').size()));
        QVERIFY(!reference.fingerprint.empty());

        auto found = findVideo(reference, at("a/walk.ropetp"));
        QVERIFY(found.state == VideoState::Found);
        QCOMPARE(found.path, at("a/shots/walk.mp4"));
        // The project alone went elsewhere.
        QVERIFY(findVideo(reference, at("elsewhere/walk.ropetp")).state == VideoState::Found);
        // The two moved together.
        QVERIFY(QDir(dir.path()).rename("a", "b"));
        found = findVideo(reference, at("b/walk.ropetp"));
        QVERIFY(found.state == VideoState::Found);
        QCOMPARE(found.path, at("b/shots/walk.mp4"));
        QVERIFY(findVideo(reference, at("elsewhere/walk.ropetp")).state == VideoState::Missing);
        // Put beside the project.
        write(dir.filePath("c/walk.mp4"), film('a'));
        QCOMPARE(findVideo(reference, at("c/walk.ropetp")).path, at("c/walk.mp4"));
    }

    void anotherVideoOfTheSameNameIsToldApart() {
        QTemporaryDir dir;
        const auto at = [&](const char* name) { return std::filesystem::path(dir.filePath(name).toStdString()); };
        write(dir.filePath("walk.mp4"), film('a'));
        const auto reference = referTo(at("walk.mp4"), at("walk.ropetp"));
        QByteArray other = film('a');
        other[other.size() / 2] = 'x';
        write(dir.filePath("walk.mp4"), other);
        const auto found = findVideo(reference, at("walk.ropetp"));
        QVERIFY(found.state == VideoState::Changed);
        QCOMPARE(found.path, at("walk.mp4"));
        // The right one, where it was, beats the wrong one beside the project.
        write(dir.filePath("moved/walk.mp4"), other);
        write(dir.filePath("walk.mp4"), film('a'));
        QVERIFY(findVideo(reference, at("moved/walk.ropetp")).state == VideoState::Found);
    }

    void whatIsKnownOfAMissingVideoStays() {
        VideoReference before{"/gone/walk.mp4", "walk.mp4", 17, "abc"};
        const auto after = referTo("/gone/walk.mp4", "/elsewhere/walk.ropetp", before);
        QCOMPARE(after.bytes, std::uint64_t(17));
        QCOMPARE(after.fingerprint, std::string("abc"));
        QCOMPARE(after.relative, std::filesystem::path("../gone/walk.mp4"));
    }

    void foldersOfImagesHaveAFingerprint() {
        QTemporaryDir dir;
        write(dir.filePath("shot/1.png"), "one");
        write(dir.filePath("shot/2.png"), "two");
        const auto folder = std::filesystem::path(dir.filePath("shot").toStdString());
        const auto before = fingerprintOf(folder);
        QVERIFY(!before.empty());
        QCOMPARE(fingerprintOf(folder), before);
        write(dir.filePath("shot/3.png"), "three");
        QVERIFY(fingerprintOf(folder) != before);
    }
};

QTEST_APPLESS_MAIN(TestVideoReference)
#include "tst_video_reference.moc"
