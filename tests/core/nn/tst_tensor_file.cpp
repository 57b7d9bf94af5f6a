#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "nn/float16.h"
#include "nn/tensor_file.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#endif

using namespace ropetp;
using namespace ropetp::nn;

namespace {

TensorFile sample() {
    TensorFile f;
    f.notes = {{"variant", "full"}, {"note", "Grüße\n\"quoted\""}, {"empty", ""}};
    f.tensors["a.weight"] = {{2, 3}, {1, -2, 0.1f, 1e-3f, -65000, 0}};
    f.tensors["scalar"] = {{}, {0.7f}};
    f.tensors["empty"] = {{0, 3}, {}};
    f.tensors["deep"] = {{1, 1, 2, 1, 2, 1}, {1, 2, 3, 4}};
    return f;
}

bool isRefusal(const Error& e) { return e.code == ErrorCode::ModelCorrupt; }

}  // namespace

/// Our own file of weights.
class TestTensorFile : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path path() const { return dir_.filePath("w.weights").toStdString(); }
    QByteArray bytes(bool half) const {
        if (!writeTensorFile(path(), sample(), half)) return {};
        QFile f(dir_.filePath("w.weights"));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    Result<TensorFile> readBytes(const QByteArray& b) const {
        QFile f(dir_.filePath("damaged.weights"));
        f.remove();   // many file systems flush a file that is cut and written again
        if (!f.open(QIODevice::WriteOnly) || f.write(b) != b.size()) return fail(ErrorCode::Internal);
        f.close();
        return readTensorFile(dir_.filePath("damaged.weights").toStdString());
    }
    static void widths() {
        QTest::addColumn<bool>("half");
        QTest::newRow("32 bits") << false;
        QTest::newRow("16 bits") << true;
    }

  private Q_SLOTS:
    void whatIsWrittenIsRead_data() { widths(); }
    void whatIsWrittenIsRead() {
        QFETCH(bool, half);
        QVERIFY(writeTensorFile(path(), sample(), half));
        const auto read = readTensorFile(path());
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        const TensorFile expected = sample();
        QVERIFY(read->notes == expected.notes);
        QCOMPARE(read->tensors.size(), expected.tensors.size());
        // 11 bits of mantissa; below 2^-14 steps of 2^-24.
        double worst = 0;
        for (const auto& [name, t] : expected.tensors) {
            const auto& got = read->tensors.at(name);
            QVERIFY2(got.shape == t.shape && got.values.size() == t.values.size(), name.c_str());
            for (std::size_t i = 0; i < t.values.size(); ++i)
                worst = std::max(worst, std::abs(double(got.values[i]) - double(t.values[i])) / std::max(std::abs(double(t.values[i])), 0x1p-14));
        }
        const double tolerance = half ? 0x1p-11 : 0;
        QVERIFY2(worst <= tolerance, qPrintable(QString("worst relative error %1, tolerance %2").arg(worst).arg(tolerance)));
    }

    void aHalfIsTheNearestOne() {
        // Against every half: it stays itself, and between two neighbours the nearer one is taken.
        for (std::uint32_t h = 0; h < 0x7c00; ++h) {
            const float value = floatFromHalf(std::uint16_t(h));
            QCOMPARE(halfFromFloat(value), std::uint16_t(h));
            QCOMPARE(halfFromFloat(-value), std::uint16_t(h | 0x8000));
            if (h == 0x7bff) break;
            const float next = floatFromHalf(std::uint16_t(h + 1)), gap = next - value;
            QCOMPARE(halfFromFloat(value + 0.49f * gap), std::uint16_t(h));
            QCOMPARE(halfFromFloat(value + 0.51f * gap), std::uint16_t(h + 1));
            QCOMPARE(halfFromFloat(value + 0.5f * gap), std::uint16_t(h % 2 ? h + 1 : h));
        }
        QCOMPARE(halfFromFloat(1e6f), std::uint16_t(0x7c00));
        QVERIFY(std::isnan(floatFromHalf(halfFromFloat(std::nanf("")))));
    }

    void whatCannotBeReadBackIsNotWritten() {
        TensorFile large;
        large.tensors["w"] = {{1}, {70'000.f}};
        QVERIFY2(writeTensorFile(path(), large, false), "32 bits hold it");
        QVERIFY2(!writeTensorFile(path(), large, true), "16 bits do not");
        TensorFile infinite;
        infinite.tensors["w"] = {{1}, {std::numeric_limits<float>::infinity()}};
        QVERIFY(!writeTensorFile(path(), infinite, false));
        TensorFile uneven;
        uneven.tensors["w"] = {{2, 2}, {1, 2, 3}};
        QVERIFY(!writeTensorFile(path(), uneven, false));
        // The file from before is still there.
        const auto read = readTensorFile(path());
        QVERIFY(read && read->tensors.at("w").values[0] == 70'000.f);
    }

    void everyTruncationIsRefused_data() { widths(); }
    void everyTruncationIsRefused() {
        QFETCH(bool, half);
        const QByteArray whole = bytes(half);
        QVERIFY(whole.size() > 100);
        for (qsizetype n = 0; n < whole.size(); ++n) {
            const auto read = readBytes(whole.left(n));
            QVERIFY2(!read && isRefusal(read.error()), qPrintable(QString("cut after byte %1").arg(n)));
        }
    }

    void damageIsRefusedOrReadAsOtherValues_data() { widths(); }
    void damageIsRefusedOrReadAsOtherValues() {
        QFETCH(bool, half);
        const QByteArray whole = bytes(half);
        std::mt19937 random(7);
        int refused = 0;
        for (int i = 0; i < 5000; ++i) {
            QByteArray b = whole;
            for (unsigned k = 0, n = 1 + random() % 3; k < n; ++k) b[qsizetype(random() % std::size_t(b.size()))] = char(random());
            const auto read = readBytes(b);
            refused += !read;
            QVERIFY2(read || isRefusal(read.error()), qPrintable(QString("mutation %1").arg(i)));
            if (!read) continue;
            for (const auto& [name, t] : read->tensors) {
                std::size_t count = 1;
                for (const auto d : t.shape) count *= std::size_t(d);
                QVERIFY2(t.values.size() == count && count <= std::size_t(whole.size()), qPrintable(QString("mutation %1").arg(i)));
                for (const float v : t.values) QVERIFY(std::isfinite(v));
            }
        }
        QVERIFY2(refused > 500, qPrintable(QString("only %1 refused").arg(refused)));
    }

    void giantCountsAreRefused() {
        const auto number = [](auto v) { return QByteArray(reinterpret_cast<const char*>(&v), sizeof v); };
        const QByteArray magic("RTPTENS1", 8), none = number(std::uint32_t(0)), one = number(std::uint32_t(1)), name = one + "w";
        const auto refused = [&](const QByteArray& b) {
            const auto read = readBytes(b);
            return !read && isRefusal(read.error());
        };
        QVERIFY2(readBytes(magic + none + none), "an empty file is good");
        QVERIFY(refused(magic + number(~std::uint32_t(0))));
        QVERIFY(refused(magic + none + number(~std::uint32_t(0))));
        QVERIFY(refused(magic + none + one + number(~std::uint32_t(0)) + "w"));
        for (const std::int64_t d : {std::int64_t(1) << 26, std::numeric_limits<std::int64_t>::max(), std::int64_t(-1)})
            QVERIFY(refused(magic + none + one + name + "\4\2" + number(d) + number(d)));
        QVERIFY2(refused(magic + none + one + name + "\4\7" + QByteArray(7 * 8, '\0')), "seven dimensions");
        QVERIFY2(refused(magic + none + one + name + "\3" + QByteArray(1, '\0') + QByteArray(8, '\0')), "24-bit numbers");
    }

    void otherFilesAreRefused() {
        const auto missing = readTensorFile(dir_.filePath("not there").toStdString());
        QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
        QVERIFY2(!readTensorFile(dir_.path().toStdString()), "a folder");
        QVERIFY(!readBytes(""));
        QVERIFY(!readBytes("PK\3\4 something else"));
    }
};

QTEST_APPLESS_MAIN(TestTensorFile)
#include "tst_tensor_file.moc"
