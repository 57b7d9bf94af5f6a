#include "clip_fixture.h"
#include "base/picture_memory.h"
#include "media/ffmpeg_handles_p.h"
#include "media/frame_source.h"
#include "media/picture_buffers_p.h"

extern "C" {
#include <libavutil/imgutils.h>
}

#include <QTemporaryDir>
#include <QTest>

using namespace ropetp;
using namespace ropetp::test;

/// Decoders that write into our memory give what they give in FFmpeg's own: for every arrangement of planes, at sizes that no alignment divides.
class TestPictureBuffers : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    /// The bytes of every picture of a clip, without the padding of rows. Empty: it could not be decoded.
    static std::vector<QByteArray> decoded(const QString& path, bool inOurMemory, int threads) {
        media::silenceFfmpeg();
        std::vector<QByteArray> pictures;
        AVFormatContext* raw = nullptr;
        if (avformat_open_input(&raw, qPrintable(path), nullptr, nullptr) < 0) return {};
        const media::FormatPtr format(raw);
        const AVCodec* codec = avcodec_find_decoder(raw->streams[0]->codecpar->codec_id);
        if (avformat_find_stream_info(raw, nullptr) < 0 || !codec) return {};
        const media::CodecPtr decoder(avcodec_alloc_context3(codec));
        avcodec_parameters_to_context(decoder.get(), raw->streams[0]->codecpar);
        decoder->thread_count = threads;
        if (inOurMemory) media::usePictureMemory(*decoder);
        if (avcodec_open2(decoder.get(), codec, nullptr) < 0) return {};
        const media::PacketPtr packet(av_packet_alloc());
        const media::FramePtr frame(av_frame_alloc());
        for (bool more = true; more;) {
            more = av_read_frame(raw, packet.get()) >= 0;
            if (avcodec_send_packet(decoder.get(), more ? packet.get() : nullptr) < 0) return {};
            av_packet_unref(packet.get());
            while (avcodec_receive_frame(decoder.get(), frame.get()) >= 0) {
                const auto kind = static_cast<AVPixelFormat>(frame->format);
                QByteArray bytes(av_image_get_buffer_size(kind, frame->width, frame->height, 1), '\0');
                av_image_copy_to_buffer(reinterpret_cast<std::uint8_t*>(bytes.data()), int(bytes.size()), frame->data, frame->linesize, kind, frame->width, frame->height, 1);
                pictures.push_back(std::move(bytes));
                av_frame_unref(frame.get());
            }
        }
        return pictures;
    }

    /// What a user sees of a clip.
    static std::vector<std::uint64_t> shown(const QString& path) {
        std::vector<std::uint64_t> hashes;
        const auto source = media::openFrameSource(path.toStdString());
        for (std::int64_t i = 0; source && i < (*source)->info().frameCount(); ++i)
            if (const auto image = (*source)->frame(FrameIndex(i))) hashes.push_back(hashOf(*image));
        return hashes;
    }

    /// Leaves room of many sizes that is full of something else.
    static void dirtyMemory() {
        std::vector<std::shared_ptr<std::uint8_t[]>> held;
        for (std::size_t bytes = 128'000; bytes < 4'000'000; bytes += bytes / 8) {
            held.push_back(pictureMemory(bytes));
            std::memset(held.back().get(), 0xA5, bytes);
        }
    }

  private Q_SLOTS:
    void picturesAreThoseOfFfmpegsOwnMemory_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        const auto lossless = [](const char* format) { return QStringList{"-c:v", "ffv1", "-pix_fmt", format}; };
        for (const char* format : {"yuv420p", "yuv422p", "yuv444p", "yuv410p", "yuva420p", "yuv420p10le", "yuv444p16le", "gray", "gray16le", "bgr0", "gbrp16le"})
            QTest::newRow(format) << QString(format) + ".mkv" << lossless(format);
        QTest::newRow("H.264") << "h.mp4" << QStringList{"-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p"};
        QTest::newRow("HEVC") << "h.mkv" << QStringList{"-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p"};
        QTest::newRow("VP9") << "v.webm" << QStringList{"-c:v", "libvpx-vp9", "-cpu-used", "8", "-pix_fmt", "yuv420p"};
        QTest::newRow("MPEG-4") << "m.avi" << QStringList{"-c:v", "mpeg4", "-bf", "2"};
        QTest::newRow("motion JPEG") << "j.mov" << QStringList{"-c:v", "mjpeg"};
        QTest::newRow("as pictures are packed") << "f.mkv" << QStringList{"-c:v", "ffvhuff", "-pix_fmt", "yuv444p"};
        QTest::newRow("MPEG-2") << "m2.ts" << QStringList{"-c:v", "mpeg2video", "-bf", "2"};
        QTest::newRow("H.264, 4:4:4, 10 bit") << "h444.mp4" << QStringList{"-c:v", "libx264", "-pix_fmt", "yuv444p10le"};
        QTest::newRow("palette") << "a.gif" << QStringList{};
        QTest::newRow("PNG with transparency") << "p.mov" << QStringList{"-c:v", "png", "-pix_fmt", "rgba"};
        QTest::newRow("uncompressed") << "u.avi" << QStringList{"-c:v", "rawvideo", "-pix_fmt", "yuyv422"};
    }
    void picturesAreThoseOfFfmpegsOwnMemory() {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        for (const bool small : {false, true}) compare(name, options, small);
    }

    void whatADamagedPictureLeavesOutIsTheSameEachTime() {
        // Without its first picture, what does not move was never drawn.
        const QString path = dir_.filePath("damaged.mov");
        if (!ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=646x362:rate=30:duration=0.4", "-c:v", "qtrle", "-bsf:v", "noise=drop=eq(n\\,0)", path})) QSKIP("this ffmpeg cannot make the clip");
        const auto first = shown(path);
        QVERIFY(first.size() >= 8);
        dirtyMemory();
        QVERIFY(shown(path) == first);
    }

  private:
    void compare(const QString& name, const QStringList& options, bool small) {
        const QString path = dir_.filePath((small ? "small_" : "large_") + name);
        const bool odd = !name.startsWith("u") && !name.startsWith("h");   // those have no odd sizes here
        const QString size = small ? odd ? "67x45" : "66x46" : odd ? "645x363" : "646x362";
        if (!ffmpeg(QStringList{"-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=30:duration=0.4"} + options + QStringList{path})) QSKIP("this ffmpeg cannot make the clip");
        const auto expected = decoded(path, false, 1);
        QVERIFY(expected.size() >= 8);
        for (const int threads : {1, 2}) {
            dirtyMemory();
            const auto ours = decoded(path, true, threads);
            QCOMPARE(ours.size(), expected.size());
            for (std::size_t i = 0; i < ours.size(); ++i) QVERIFY2(ours[i] == expected[i], qPrintable(QString("picture %1, %2 threads").arg(i).arg(threads)));
        }
    }
};

QTEST_APPLESS_MAIN(TestPictureBuffers)
#include "tst_picture_buffers.moc"
