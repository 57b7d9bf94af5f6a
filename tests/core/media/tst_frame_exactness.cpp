#include "clip_fixture.h"
#include "media/frame_source.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace ropetp;
using namespace ropetp::test;

/// A seek returns the very picture that playing through returns, for every frame, in any order.
class TestFrameExactness : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    void compareOrders(const QString& path, int randomJumps) {
        auto source = media::openFrameSource(path.toStdString());
        QVERIFY2(source.has_value(), source ? "" : qPrintable(QString::fromStdString(describe(source.error()))));
        const auto n = (*source)->info().frameCount();
        QVERIFY(n > 1);
        std::vector<std::uint64_t> played;
        for (std::int64_t i = 0; i < n; ++i) {
            const auto image = (*source)->frame(FrameIndex(i));
            QVERIFY2(image.has_value(), qPrintable(QString("frame %1").arg(i)));
            QCOMPARE(image->width(), (*source)->info().width);
            played.push_back(hashOf(*image));
        }
        const auto check = [&](media::FrameSource& s, std::int64_t i, const char* order) {
            const auto image = s.frame(FrameIndex(i));
            if (!image || hashOf(*image) != played[i]) {
                QTest::qFail(qPrintable(QString("%1: frame %2 differs (%3)").arg(path).arg(i).arg(order)), __FILE__, __LINE__);
                return false;
            }
            return true;
        };
        auto backwards = media::openFrameSource(path.toStdString());
        for (std::int64_t i = n - 1; i >= 0; --i)
            if (!check(**backwards, i, "backwards")) return;
        auto random = media::openFrameSource(path.toStdString());
        std::mt19937 rng(1);
        for (int k = 0; k < randomJumps; ++k)
            if (!check(**random, std::int64_t(rng() % n), "random jump")) return;
    }

  private Q_SLOTS:
    void seekEqualsPlayingOnRealClips_data() {
        QTest::addColumn<QString>("path");
        const QDir clips(QString(ROPETP_SHARED_DIR) + "/data/video");
        for (const auto& f : clips.entryInfoList({"*.mp4", "*.avi"}, QDir::Files)) QTest::newRow(qPrintable(f.fileName())) << f.filePath();
        if (!clips.exists()) QTest::newRow("absent") << QString();
    }
    void seekEqualsPlayingOnRealClips() {
        QFETCH(QString, path);
        if (path.isEmpty()) QSKIP("the shared clips are not beside this checkout");
        compareOrders(path, 25);
    }

    void seekEqualsPlayingOnMadeClips_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("name");
        QTest::newRow("B-frames, long GOP") << QStringList{"-c:v", "libx264", "-bf", "3", "-g", "60", "-pix_fmt", "yuv420p"} << "b.mp4";
        QTest::newRow("open GOP") << QStringList{"-c:v", "libx264", "-bf", "3", "-g", "12", "-x264-params", "open-gop=1", "-pix_fmt", "yuv420p"} << "open.mp4";
        QTest::newRow("open GOP in a transport stream") << QStringList{"-c:v", "libx264", "-bf", "2", "-g", "12", "-x264-params", "open-gop=1", "-pix_fmt", "yuv420p"} << "open.ts";
        QTest::newRow("intra refresh") << QStringList{"-c:v", "libx264", "-x264-params", "intra-refresh=1:keyint=20", "-pix_fmt", "yuv420p"} << "refresh.mkv";
        QTest::newRow("10 bit HEVC") << QStringList{"-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le"} << "ten.mp4";
        QTest::newRow("VP9 in WebM") << QStringList{"-c:v", "libvpx-vp9", "-cpu-used", "8", "-g", "30", "-pix_fmt", "yuv420p"} << "v.webm";
        QTest::newRow("MPEG-4 in AVI with B-frames") << QStringList{"-c:v", "mpeg4", "-bf", "2", "-g", "15"} << "m.avi";
        QTest::newRow("MPEG-2 in a transport stream") << QStringList{"-c:v", "mpeg2video", "-bf", "2", "-g", "15"} << "m2.ts";
        QTest::newRow("motion JPEG") << QStringList{"-c:v", "mjpeg"} << "j.mov";
        QTest::newRow("raw stream without times") << QStringList{"-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p"} << "raw.h264";
        QTest::newRow("animated GIF") << QStringList{} << "a.gif";
    }
    void seekEqualsPlayingOnMadeClips() {
        QFETCH(QStringList, options);
        QFETCH(QString, name);
        const QString path = dir_.filePath(name);
        if (!ffmpeg(QStringList{"-f", "lavfi", "-i", "testsrc2=size=322x180:rate=30:duration=3"} + options + QStringList{path}))
            QSKIP("this ffmpeg cannot make the clip");
        compareOrders(path, 40);
    }
};

QTEST_APPLESS_MAIN(TestFrameExactness)
#include "tst_frame_exactness.moc"
