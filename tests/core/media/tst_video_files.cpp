#include "clip_fixture.h"
#include "media/frame_source.h"

#include <Eigen/Core>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace ropetp;
using namespace ropetp::test;

/// What a video is, said right; odd videos read right; bad ones refused with the right code.
class TestVideoFiles : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    QString at(const QString& name) const { return dir_.filePath(name); }

    static Result<std::unique_ptr<media::FrameSource>> open(const QString& path) { return media::openFrameSource(path.toStdString()); }
    void expectCode(const QString& path, ErrorCode code) {
        const auto source = open(path);
        QVERIFY2(!source.has_value(), "opened");
        QVERIFY2(source.error().code == code, errorCodeName(source.error().code));
    }
    void writePattern(const QString& path, int width, int height, int frames, double fps) {
        auto w = media::VideoWriter::create(path.toStdString(), {width, height, fps, 18, 30});
        QVERIFY(w.has_value());
        for (int i = 0; i < frames; ++i) QVERIFY((*w)->add(patternFrame(width, height, i), i / fps).has_value());
        QVERIFY((*w)->finish().has_value());
    }
    static Eigen::Vector3i centre(const Image& image) {
        const auto* p = image.row(image.height() / 2) + 3 * (image.width() / 2);
        return {p[0], p[1], p[2]};
    }

  private Q_SLOTS:
    void writerRoundTrip() {
        writePattern(at("w.mp4"), 320, 240, 40, 29.97);
        auto source = open(at("w.mp4"));
        QVERIFY(source.has_value());
        const auto& info = (*source)->info();
        QCOMPARE(info.frameCount(), 40);
        QCOMPARE(info.width, 320);
        QVERIFY(std::abs(info.fps - 29.97) < 0.01);
        QVERIFY(!info.variableFrameRate);
        const auto image = (*source)->frame(FrameIndex(17));
        QVERIFY(image.has_value());
        const Image truth = patternFrame(320, 240, 17);
        double sum = 0;
        for (std::size_t i = 0; i < truth.sizeBytes(); ++i) sum += std::abs(int(truth.pixels()[i]) - int(image->pixels()[i]));
        QVERIFY2(sum / truth.sizeBytes() < 12, qPrintable(QString::number(sum / truth.sizeBytes())));
    }

    void everyWidthIsConvertedToItsEdge_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("height");   // swscale has another way for odd ones
        for (const char* format : {"yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "gray"}) QTest::newRow(format) << format << 180;
        QTest::newRow("odd height") << "yuv420p" << 91;
    }
    void everyWidthIsConvertedToItsEdge() {
        QFETCH(QString, format);
        QFETCH(int, height);
        for (const int width : {320, 321, 322, 326, 327, 334}) {
            const QString path = at(QString("edge_%1x%2_%3.mkv").arg(width).arg(height).arg(format));
            if (!ffmpeg({"-f", "lavfi", "-i", QString("color=c=0x40a0e0:size=336x180:rate=25:duration=0.2,fade=out:0:5,format=%1,crop=%2:%3:0:0:exact=1").arg(format).arg(width).arg(height), "-c:v", "ffv1", "-pix_fmt", format, path}))
                QSKIP("no ffmpeg");
            const auto source = open(path);
            QVERIFY(source.has_value());
            std::vector<Image> held;   // in memory of their own: a stale picture is never the right one
            for (int i = 0; i < 4; ++i) held.push_back((*source)->frame(FrameIndex(i)).value_or(Image()));
            const Image* image = &held[2];
            QCOMPARE(image->width(), width);
            QCOMPARE(image->height(), height);
            const std::uint8_t* middle = image->row(height / 2) + 3 * (width / 2);
            for (int y = 0; y < image->height(); ++y)
                for (int x = 0; x < width; ++x)
                    for (int c = 0; c < 3; ++c)
                        QVERIFY2(std::abs(image->row(y)[3 * x + c] - middle[c]) <= 2, qPrintable(QString("%1 wide: %2, %3").arg(width).arg(x).arg(y)));
        }
    }
    void pixelsAreMadeSquareButNotForARounding() {
        const auto widthOf = [this](const QString& name, const QString& aspect) {
            const bool made = ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=720x576:rate=25:duration=0.2,setsar=" + aspect, "-c:v", "libx264", "-pix_fmt", "yuv420p", at(name)});
            const auto source = open(at(name));
            return made && source ? (*source)->frame(FrameIndex(1)).value_or(Image()).width() : 0;
        };
        if (widthOf("square.mp4", "1") == 0) QSKIP("no ffmpeg");
        QCOMPARE(widthOf("wide.mp4", "64/45"), 1024);        // PAL, 16:9
        QCOMPARE(widthOf("rounded.mp4", "1280/1281"), 720);
    }
    void oddSizesKeepTheirPictures() {
        writePattern(at("odd.mp4"), 161, 91, 5, 25);
        auto source = open(at("odd.mp4"));
        QVERIFY(source.has_value());
        QVERIFY((*source)->info().width >= 161 && (*source)->info().width <= 162);  // 4:2:0 may pad by one
        if (!ffmpeg({"-f", "lavfi", "-i", "testsrc=size=161x91:rate=25:duration=0.4", "-c:v", "libx264", "-pix_fmt", "yuv444p", at("odd444.mp4")})) QSKIP("no ffmpeg");
        auto odd = open(at("odd444.mp4"));
        QVERIFY(odd.has_value());
        QCOMPARE((*odd)->info().width, 161);
        QCOMPARE((*odd)->info().height, 91);
        QVERIFY((*odd)->frame(FrameIndex(3)).has_value());
    }

    void rotationMetadataMakesThePictureUpright() {
        writePattern(at("r.mp4"), 320, 180, 4, 25);
        if (!ffmpeg({"-i", at("r.mp4"), "-c", "copy", "-metadata:s:v:0", "rotate=90", at("r90.mp4")})) QSKIP("no ffmpeg");
        auto plain = open(at("r.mp4"));
        auto turned = open(at("r90.mp4"));
        QVERIFY(plain.has_value() && turned.has_value());
        QCOMPARE((*turned)->info().width, 180);
        QCOMPARE((*turned)->info().height, 320);
        const auto a = (*plain)->frame(FrameIndex(2));
        const auto b = (*turned)->frame(FrameIndex(2));
        // A clockwise quarter turn: the top-left corner goes to the top-right one.
        if ((*turned)->info().rotationDeg == 90) QCOMPARE(std::memcmp(a->row(0), b->row(0) + 3 * 179, 3), 0);
        else QCOMPARE(std::memcmp(a->row(0), b->row(319), 3), 0);
    }

    void rotationAgreesWithFfmpegsOwnPlayer() {
        writePattern(at("p.mp4"), 320, 180, 3, 25);
        if (!ffmpeg({"-i", at("p.mp4"), "-c", "copy", "-metadata:s:v:0", "rotate=270", at("p270.mp4")})) QSKIP("no ffmpeg");
        QVERIFY(ffmpeg({"-i", at("p270.mp4"), "-vframes", "1", at("p270.png")}));
        auto ours = open(at("p270.mp4"));
        QDir().mkpath(at("shots"));
        QVERIFY(QFile::copy(at("p270.png"), at("shots/p270.png")));
        auto theirs = open(at("shots"));
        const auto a = (*ours)->frame(FrameIndex(0));
        const auto b = (*theirs)->frame(FrameIndex(0));
        QCOMPARE(a->width(), b->width());
        double sum = 0;
        for (std::size_t i = 0; i < a->sizeBytes(); ++i) sum += std::abs(int(a->pixels()[i]) - int(b->pixels()[i]));
        QVERIFY2(sum / a->sizeBytes() < 10, qPrintable(QString::number(sum / a->sizeBytes())));
    }

    void variableFrameRateKeepsItsTimes() {
        auto w = media::VideoWriter::create(at("vfr.mp4").toStdString(), {160, 90, 30, 18, 30});
        const std::vector<double> times = {0, 0.033, 0.1, 0.133, 0.4, 0.41, 1.0};
        for (std::size_t i = 0; i < times.size(); ++i) QVERIFY((*w)->add(patternFrame(160, 90, int(i)), times[i]).has_value());
        QVERIFY((*w)->finish().has_value());
        auto source = open(at("vfr.mp4"));
        QVERIFY((*source)->info().variableFrameRate);
        QCOMPARE((*source)->info().ptsSec.size(), times.size());
        for (std::size_t i = 0; i < times.size(); ++i) QVERIFY(std::abs((*source)->info().ptsSec[i] - times[i]) < 1e-3);
    }

    void colourFollowsMatrixAndRange_data() {
        QTest::addColumn<QString>("matrix");
        QTest::addColumn<QString>("range");
        for (const char* m : {"bt709", "smpte170m"})
            for (const char* r : {"tv", "pc"}) QTest::addRow("%s %s", m, r) << QString(m) << QString(r);
    }
    void colourFollowsMatrixAndRange() {
        QFETCH(QString, matrix);
        QFETCH(QString, range);
        const QString path = at(matrix + range + ".mkv");
        const QString scale = QString("scale=out_color_matrix=%1:out_range=%2").arg(matrix == "bt709" ? "bt709" : "bt601", range);
        if (!ffmpeg({"-f", "lavfi", "-i", "color=c=0xC83214:size=320x240:rate=5:duration=1,format=rgb24", "-vf", scale + ",format=yuv420p", "-c:v", "libx264", "-crf", "1",
                     "-colorspace", matrix, "-color_range", range, path}))
            QSKIP("no ffmpeg");
        auto source = open(path);
        QVERIFY(source.has_value());
        const auto rgb = centre(*(*source)->frame(FrameIndex(0)));
        const Eigen::Vector3i truth(0xC8, 0x32, 0x14);
        QVERIFY2((rgb - truth).cwiseAbs().maxCoeff() <= 4, qPrintable(QString("%1 %2 %3").arg(rgb[0]).arg(rgb[1]).arg(rgb[2])));
    }

    void resolutionChangeIsScaledToTheFirst() {
        if (!ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=1", "-c:v", "libx264", "-pix_fmt", "yuv420p", at("a.ts")})) QSKIP("no ffmpeg");
        QVERIFY(ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=1", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-output_ts_offset", "1", at("b.ts")}));
        QFile a(at("a.ts")), b(at("b.ts")), both(at("both.ts"));
        QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly) && both.open(QIODevice::WriteOnly));
        both.write(a.readAll() + b.readAll());
        both.close();
        auto source = open(at("both.ts"));
        QVERIFY(source.has_value());
        QVERIFY((*source)->info().frameCount() >= 48);
        const auto last = (*source)->frame(FrameIndex((*source)->info().frameCount() - 2));
        QVERIFY(last.has_value());
        QCOMPARE(last->width(), (*source)->info().width);
    }

    void imageFolderPlaysInNaturalOrder() {
        writePattern(at("f.mp4"), 160, 90, 12, 30);
        QDir().mkpath(at("folder"));
        if (!ffmpeg({"-i", at("f.mp4"), "-start_number", "1", at("folder/shot%d.png")})) QSKIP("no ffmpeg");
        auto source = open(at("folder"));
        QVERIFY(source.has_value());
        QCOMPARE((*source)->info().frameCount(), 12);
        QCOMPARE((*source)->info().container, std::string("images"));
        auto video = open(at("f.mp4"));
        for (int i : {1, 9, 10, 11}) {
            const auto a = centre(*(*source)->frame(FrameIndex(i))), b = centre(*(*video)->frame(FrameIndex(i)));
            QVERIFY((a - b).cwiseAbs().maxCoeff() < 12);
        }
    }

    void corruptBytesAreSurvivedAndListed() {
        writePattern(at("good.mp4"), 320, 240, 60, 30);
        QFile f(at("good.mp4"));
        QVERIFY(f.open(QIODevice::ReadOnly));
        const QByteArray good = f.readAll();
        for (int seed = 0; seed < 8; ++seed) {
            QByteArray bad = good;
            std::srand(seed);
            const int from = bad.size() / 2;
            for (int i = 0; i < 3000; ++i) bad[from + std::rand() % (bad.size() / 3)] = char(std::rand());
            QFile out(at("bad.mp4"));
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(bad);
            out.close();
            auto source = open(at("bad.mp4"));
            if (!source) continue;  // refused: fine
            int shown = 0;
            for (std::int64_t i = 0; i < (*source)->info().frameCount(); ++i) shown += (*source)->frame(FrameIndex(i)).has_value();
            QVERIFY(shown > 0);
        }
    }

    void cutOffTailPlaysWhatIsThere() {
        if (!ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", at("t.mkv")})) QSKIP("no ffmpeg");
        QFile f(at("t.mkv"));
        QVERIFY(f.open(QIODevice::ReadWrite));
        QVERIFY(f.resize(f.size() * 6 / 10));
        f.close();
        auto source = open(at("t.mkv"));
        QVERIFY(source.has_value());
        QVERIFY((*source)->frame(FrameIndex((*source)->info().frameCount() - 1)).has_value());
    }

    void badFilesAreRefusedWithTheirReason() {
        expectCode(at("nothing-here.mp4"), ErrorCode::FileNotFound);
        const auto write = [&](const QString& name, const QByteArray& bytes) {
            QFile f(at(name));
            QVERIFY(f.open(QIODevice::WriteOnly));
            f.write(bytes);
        };
        write("text.mp4", "This is only a letter to a friend.\n");
        expectCode(at("text.mp4"), ErrorCode::NotAVideo);
        write("notes.txt", QByteArray("plain text, many lines\n").repeated(500));
        expectCode(at("notes.txt"), ErrorCode::NotAVideo);
        write("empty.mp4", "");
        expectCode(at("empty.mp4"), ErrorCode::NotAVideo);
        writePattern(at("whole.mp4"), 160, 90, 10, 30);
        if (ffmpeg({"-i", at("whole.mp4"), "-c", "copy", at("tail.mp4")})) {  // moov at the end
            QFile f(at("tail.mp4"));
            QVERIFY(f.open(QIODevice::ReadWrite));
            QVERIFY(f.resize(f.size() / 2));
            f.close();
            expectCode(at("tail.mp4"), ErrorCode::CorruptFile);
        }
        if (ffmpeg({"-f", "lavfi", "-i", "sine=duration=1", at("tone.m4a")})) expectCode(at("tone.m4a"), ErrorCode::NoVideoStream);
        if (ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25:duration=1", "-frames:v", "0", "-c:v", "libx264", at("zero.mkv")})) expectCode(at("zero.mkv"), ErrorCode::NoFrames);
        QDir().mkpath(at("void"));
        expectCode(at("void"), ErrorCode::NotAVideo);
    }

    void framesOutOfRangeAreRefused() {
        writePattern(at("range.mp4"), 160, 90, 5, 30);
        auto source = open(at("range.mp4"));
        QCOMPARE((*source)->frame(FrameIndex(5)).error().code, ErrorCode::InvalidInput);
        QCOMPARE((*source)->frame(FrameIndex(-1)).error().code, ErrorCode::InvalidInput);
    }

    void fullDiskLeavesNoVideo() {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        const rlimit small{20'000, old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        auto w = media::VideoWriter::create(at("full.mp4").toStdString(), {320, 240, 30, 1, 10});
        Result<void> result;
        for (int i = 0; i < 120 && result; ++i) result = (*w)->add(patternFrame(320, 240, i), i / 30.0);
        if (result) result = (*w)->finish();
        w->reset();
        setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().code, ErrorCode::DiskFull);
        QVERIFY(QDir(dir_.path()).entryList({"full*"}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestVideoFiles)
#include "tst_video_files.moc"
