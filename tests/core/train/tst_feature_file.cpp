#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "noise_samples.h"
#endif

using namespace ropetp;
using namespace ropetp::train;
using noise::F;

/// Cached features and their labels, which must survive a kill.
class TestFeatureFile : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path path(const char* name) const { return dir_.filePath(name).toStdString(); }

    /// Worst difference of a record from sample `seed`: labels, and maps in steps of the 8 bits.
    static std::pair<double, double> off(const FeatureFile& file, std::size_t i, std::uint64_t seed) {
        const auto [s, f] = noise::sample(seed);
        const RopeLabels& l = file.labels(i);
        double labels = 0, maps = 0;
        const auto label = [&](double a, double b) { labels = std::max(labels, std::abs(a - b)); };
        for (int j = 0; j < body::kJointCount; ++j) {
            for (int c = 0; c < 3; ++c) label(l.pose[3 * j + c], s.pose.axisAngleRad[std::size_t(j)][c]), label(l.joints[3 * j + c], s.joints(j, c));
            for (int c = 0; c < 2; ++c) label(l.joints2d[2 * j + c], double(s.joints2d(j, c)));
            label(l.visible[j], double(s.visible[std::size_t(j)]));
        }
        for (int k = 0; k < body::kShapeCount; ++k) label(l.betas[k], s.betas[k]);
        label(l.focal, double(s.focal)), label(l.depthM, double(s.depthM)), label(l.poseWeight, double(s.poseWeight)), label(l.hasParts, 1), label(l.group, s.group);
        for (std::size_t k = 0; k < s.parts.size(); ++k) label(l.parts[k], s.parts[k]);
        for (std::size_t k = 0; k < F::kVector; ++k) label(double(file.vector(i)[k]), double(f.vector[k]));
        const double step = double(file.scales()[0]);
        for (std::size_t k = 0; k < F::kFine; ++k) maps = std::max(maps, std::abs(double(file.fine(i)[k]) - double(f.fine[k]) / step));
        for (std::size_t k = 0; k < F::kCoarse; ++k) maps = std::max(maps, std::abs(double(file.coarse(i)[k]) - double(f.coarse[k]) / step));
        return {labels, maps};
    }
    static void verify(const FeatureFile& file, std::size_t i, std::uint64_t seed) {
        const auto [labels, maps] = off(file, i, seed);
        QVERIFY2(labels < 1e-6, qPrintable(QString("record %1: worst label off by %2, tolerance 1e-6").arg(i).arg(labels)));
        QVERIFY2(maps < 0.501, qPrintable(QString("record %1: worst map value off by %2 steps, tolerance 0.501").arg(i).arg(maps)));
    }

  private Q_SLOTS:
    void whatIsWrittenIsRead() {
        QVERIFY(noise::write(path("a"), 10, 5));
        const auto file = FeatureFile::open(path("a"));
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        QCOMPARE((*file)->count(), std::size_t(5));
        QVERIFY((*file)->scales() == noise::scales());
        for (std::size_t i = 0; i < 5; ++i) verify(**file, i, 10 + i);
    }

    void writingGoesOnAtTheEnd() {
        QVERIFY(noise::write(path("b"), 0, 2));
        auto other = noise::scales();
        other[3] *= 2;
        {
            auto w = FeatureFileWriter::open(path("b"), other);
            QVERIFY(w);
            QCOMPARE((*w)->count(), std::size_t(2));
            const auto [s, f] = noise::sample(2);
            QVERIFY((*w)->add(s, f.view()));
            QCOMPARE((*w)->count(), std::size_t(3));
        }
        const auto file = FeatureFile::open(path("b"));
        QVERIFY(file);
        QVERIFY2((*file)->scales() == noise::scales(), "the first scales are kept");
        for (std::size_t i = 0; i < 3; ++i) verify(**file, i, i);
    }

    void aRecordCutShortIsDropped() {
        QVERIFY(noise::write(path("c"), 0, 3));
        const qint64 whole = QFileInfo(dir_.filePath("c")).size(), record = whole / 3;
        for (const qint64 lost : {qint64(1), record / 2, qint64(100)}) {
            QVERIFY(QFile::resize(dir_.filePath("c"), whole - lost));
            const auto cut = FeatureFile::open(path("c"));
            QVERIFY(cut);
            QCOMPARE((*cut)->count(), std::size_t(2));
            QVERIFY(noise::write(path("c"), 2, 1));
            QCOMPARE(QFileInfo(dir_.filePath("c")).size(), whole);
            const auto file = FeatureFile::open(path("c"));
            QVERIFY(file);
            QCOMPARE((*file)->count(), std::size_t(3));
            for (std::size_t i = 0; i < 3; ++i) verify(**file, i, i);
        }
    }

    void aHeadCutShortIsWrittenAgain() {
        QVERIFY(noise::write(path("d"), 0, 1));
        for (const qint64 size : {0, 5, 700}) {
            QVERIFY(QFile::resize(dir_.filePath("d"), size));
            const auto cut = FeatureFile::open(path("d"));
            QVERIFY(!cut && cut.error().code == ErrorCode::CorruptFile);
            QVERIFY(noise::write(path("d"), 4, 1));
            const auto file = FeatureFile::open(path("d"));
            QVERIFY(file);
            QCOMPARE((*file)->count(), std::size_t(1));
            verify(**file, 0, 4);
        }
    }

    void otherFilesAreLeftAlone() {
        for (const int size : {20, 5000}) {
            QFile f(dir_.filePath("notes.txt"));
            QVERIFY(f.open(QIODevice::WriteOnly));
            f.write(QByteArray(size, 'x'));
            f.close();
            QVERIFY(!FeatureFile::open(path("notes.txt")));
            const auto w = FeatureFileWriter::open(path("notes.txt"), noise::scales());
            QVERIFY2(!w && w.error().code == ErrorCode::CorruptFile, qPrintable(QString("%1 bytes").arg(size)));
            QVERIFY(f.open(QIODevice::ReadOnly));
            QCOMPARE(f.readAll(), QByteArray(size, 'x'));
            f.close();
        }
        const auto missing = FeatureFile::open(path("not there"));
        QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
        QVERIFY(!FeatureFileWriter::open(path("e"), {1, 2, 3}));
        QVERIFY(!FeatureFileWriter::open(path("no folder/e"), noise::scales()));
    }

    void valuesBeyondTheScaleAreClamped() {
        auto [s, f] = noise::sample(1);
        f.fine[0] = 100 * noise::kMost;
        f.coarse[1] = -100 * noise::kMost;
        {
            auto w = FeatureFileWriter::open(path("f"), noise::scales());
            QVERIFY(w && (*w)->add(s, f.view()));
        }
        const auto file = FeatureFile::open(path("f"));
        QVERIFY(file);
        QCOMPARE(int((*file)->fine(0)[0]), 127);
        QCOMPARE(int((*file)->coarse(0)[1]), -127);
    }
};

QTEST_APPLESS_MAIN(TestFeatureFile)
#include "tst_feature_file.moc"
