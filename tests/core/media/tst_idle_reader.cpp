#include "clip_fixture.h"
#include "media/frame_cache.h"
#include "media/packed_store_p.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ropetp;
using namespace ropetp::test;

/// A clip that was read while nobody asked for anything: jumps find the very pictures, memory is bounded, and the place of work comes first.
class TestIdleReader : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    static constexpr std::size_t kPlenty = std::size_t(256) << 20;

    QString clip(const QString& name, const QStringList& options, int seconds = 3) {
        const QString path = dir_.filePath(name);
        return ffmpeg(QStringList{"-f", "lavfi", "-i", QString("testsrc2=size=322x180:rate=30:duration=%1").arg(seconds)} + options + QStringList{path}) ? path : QString();
    }
    static std::unique_ptr<media::FrameSource> open(const QString& path) { return std::move(*media::openFrameSource(path.toStdString())); }
    static int readAll(media::IdleReader& reader, std::int64_t focus = 0) {
        int steps = 0;
        while (reader.step(FrameIndex(focus))) ++steps;
        return steps;
    }
    static std::vector<std::uint64_t> played(media::FrameSource& source) {
        std::vector<std::uint64_t> hashes;
        for (std::int64_t i = 0; i < source.info().frameCount(); ++i) hashes.push_back(hashOf(*source.frame(FrameIndex(i))));
        return hashes;
    }
    /// How many of the frames are shown although the file is gone.
    static int shownWithoutFile(media::FrameSource& source, const QString& path, const std::vector<std::uint64_t>& expected) {
        if (!QFile::resize(path, 0)) return -1;
        int shown = 0;
        for (std::int64_t i = std::int64_t(expected.size()) - 1; i >= 0; i -= 7) {   // never the one after the last
            const auto image = source.frame(FrameIndex(i));
            shown += image && hashOf(*image) == expected[std::size_t(i)];
        }
        return shown;
    }

  private Q_SLOTS:
    void packedPicturesAreTheVeryPictures_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("H.264, B-frames") << "b.mp4" << QStringList{"-c:v", "libx264", "-bf", "3", "-g", "30", "-pix_fmt", "yuv420p"};
        QTest::newRow("open GOP") << "open.mp4" << QStringList{"-c:v", "libx264", "-bf", "3", "-g", "12", "-x264-params", "open-gop=1", "-pix_fmt", "yuv420p"};
        QTest::newRow("4:4:4") << "444.mp4" << QStringList{"-c:v", "libx264", "-pix_fmt", "yuv444p"};
        QTest::newRow("10 bit") << "ten.mp4" << QStringList{"-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le"};
        QTest::newRow("full range") << "full.mp4" << QStringList{"-c:v", "libx264", "-pix_fmt", "yuvj420p", "-color_range", "pc", "-colorspace", "bt709"};
        QTest::newRow("MPEG-4 in AVI, B-frames, no times") << "m.avi" << QStringList{"-c:v", "mpeg4", "-bf", "2", "-g", "15"};
        QTest::newRow("transport stream") << "m2.ts" << QStringList{"-c:v", "mpeg2video", "-bf", "2", "-g", "15"};
        QTest::newRow("RGB") << "rgb.mkv" << QStringList{"-c:v", "libx264rgb", "-pix_fmt", "rgb24"};
    }
    void packedPicturesAreTheVeryPictures() {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        const QString path = clip(name, options);
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        const auto expected = played(*open(path));
        const auto source = open(path);
        const auto reader = source->idleReader(kPlenty);
        QVERIFY(reader);
        QVERIFY(readAll(*reader) >= int(expected.size()));
        QCOMPARE(shownWithoutFile(*source, path, expected), int((expected.size() + 6) / 7));
    }
    void whatDoesNotPackIsDecodedAsEver_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("packed RGB") << "qtrle.mov" << QStringList{"-c:v", "qtrle", "-pix_fmt", "rgb24", "-g", "30"};
        QTest::newRow("odd size") << "odd.webm" << QStringList{"-vf", "scale=321:181", "-c:v", "libvpx-vp9", "-cpu-used", "8", "-g", "30", "-pix_fmt", "yuv420p"};
        QTest::newRow("odd size, 10 bit") << "odd10.webm" << QStringList{"-vf", "scale=321:181", "-c:v", "libvpx-vp9", "-cpu-used", "8", "-profile:v", "2", "-g", "30", "-pix_fmt", "yuv420p10le"};
    }
    void whatDoesNotPackIsDecodedAsEver() {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        const QString path = clip(name, options, 2);
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        const auto expected = played(*open(path));
        const auto source = open(path);
        const auto reader = source->idleReader(kPlenty);
        if (reader) readAll(*reader);
        for (std::int64_t i = std::int64_t(expected.size()) - 1; i >= 0; i -= 3) QCOMPARE(hashOf(*source->frame(FrameIndex(i))), expected[std::size_t(i)]);
    }
    void damageIsShownAsEver_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("alwaysTheSame");   // FFmpeg makes up for lost H.264 pictures with what its threads have just then
        QTest::newRow("H.264") << "hurt.ts" << QStringList{"-c:v", "libx264", "-bf", "2", "-g", "30", "-pix_fmt", "yuv420p"} << false;
        QTest::newRow("MPEG-2") << "hurt2.ts" << QStringList{"-c:v", "mpeg2video", "-bf", "2", "-g", "30"} << true;
    }
    void damageIsShownAsEver() {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        QFETCH(bool, alwaysTheSame);
        const QString path = clip(name, options);
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (int k = 2; k < 9; k += 2) {
            file.seek(file.size() / 10 * k);
            file.write(QByteArray(700, char(0x55)));
        }
        file.close();
        const auto plain = open(path), ahead = open(path);
        readAll(*ahead->idleReader(kPlenty));
        for (std::int64_t k = 0, i = 0; k < plain->info().frameCount(); ++k, i = (i + 37) % plain->info().frameCount()) {
            const auto a = plain->frame(FrameIndex(i)), b = ahead->frame(FrameIndex(i));
            QCOMPARE(a.has_value(), b.has_value());
            if (a && alwaysTheSame) QVERIFY2(hashOf(*a) == hashOf(*b), qPrintable(QString("frame %1").arg(i)));
        }
    }
    void picturesThatNeedNoOthersAreNotPacked() {
        const QString path = clip("j.mov", {"-c:v", "mjpeg"});
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        QVERIFY(!open(path)->idleReader(kPlenty));
        media::FrameCache cache(open(path), 1 << 20, kPlenty);
        QVERIFY(cache.isReadAhead());
    }
    void rotatedPhoneFootageComesOutUpright() {
        const QString lying = clip("lying.mp4", {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
        const QString path = dir_.filePath("upright.mp4");
        if (lying.isEmpty() || !ffmpeg({"-i", lying, "-c", "copy", "-metadata:s:v:0", "rotate=90", path})) QSKIP("this ffmpeg cannot make the clip");
        const auto expected = played(*open(path));
        const auto source = open(path);
        readAll(*source->idleReader(kPlenty));
        QCOMPARE(shownWithoutFile(*source, path, expected), int((expected.size() + 6) / 7));
    }
    void memoryIsBoundedAndWhatIsFarFromAKeyStays() {
        media::PackedStore store(10'000);
        const auto packed = [](int bytes) {
            media::PacketPtr data(av_packet_alloc());
            av_new_packet(data.get(), bytes);
            return std::make_shared<const media::PackedPicture>(media::PackedPicture{nullptr, std::move(data)});
        };
        for (int group = 0; group < 5; ++group)
            for (int i = 0; i < 20; ++i) {
                if (store.wants(i)) store.put(group * 20 + i, i, packed(800));
                QVERIFY(store.bytes() <= 10'000);
            }
        QVERIFY(store.room().value_or(0) > 5);
        QVERIFY(!store.wants(0));
        for (int group = 0; group < 5; ++group) {
            QVERIFY(store.find(group * 20 + 19));
            QVERIFY(!store.find(group * 20));
        }
        store.drop(0, 20);
        QVERIFY(!store.find(19));
        QVERIFY(store.find(39));
        QVERIFY(store.wants(0));
    }
    void aLongClipIsReadAroundThePlaceOfWork() {
        const QString path = clip("long.mp4", {"-c:v", "libx264", "-g", "30", "-pix_fmt", "yuv420p"}, 20);
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        const auto source = open(path);
        const auto reader = source->idleReader(std::size_t(600) << 10);   // about twenty pictures: 80 frames of 600 are worth reading
        const int first = readAll(*reader, 0);
        QVERIFY2(first > 30 && first < 300, qPrintable(QString::number(first)));
        QVERIFY(!reader->step(FrameIndex(10)));
        const int moved = readAll(*reader, 590);   // work goes elsewhere
        QVERIFY2(moved >= 30 && moved < 300, qPrintable(QString::number(moved)));
        QVERIFY(!reader->step(FrameIndex(590)));
    }
    void aFileThatGoesAwayIsNotReadForEver() {
        const QString path = clip("gone.mp4", {"-c:v", "libx264", "-g", "30", "-pix_fmt", "yuv420p"});
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        const auto source = open(path);
        const auto reader = source->idleReader(kPlenty);
        QVERIFY(reader->step(FrameIndex(0)));
        QVERIFY(QFile::resize(path, 0));
        QVERIFY(readAll(*reader) < 1000);
        const auto another = source->idleReader(kPlenty);
        QVERIFY(QFile::remove(path));
        QCOMPARE(readAll(*another), 0);
    }
    void theWindowsCacheReadsAheadAndStops() {
        const QString path = clip("cache.mp4", {"-c:v", "libx264", "-g", "90", "-pix_fmt", "yuv420p"});
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        const auto expected = played(*open(path));
        media::FrameCache cache(open(path), std::size_t(322) * 180 * 3 * 16, kPlenty);
        QTRY_VERIFY_WITH_TIMEOUT(cache.isReadAhead(), 60000);
        QVERIFY(QFile::resize(path, 0));
        for (const std::int64_t i : {89, 40, 60, 3}) QCOMPARE(hashOf(*cache.get(FrameIndex(i))), expected[std::size_t(i)]);
    }
    void theCacheMayGoAwayWhileItReads() {
        const QString path = clip("brief.mp4", {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
        if (path.isEmpty()) QSKIP("this ffmpeg cannot make the clip");
        for (int k = 0; k < 20; ++k) {
            media::FrameCache brief(open(path), 1 << 20, kPlenty);
            (void)brief.get(FrameIndex(k));
        }
    }
};

QTEST_GUILESS_MAIN(TestIdleReader)
#include "tst_idle_reader.moc"
