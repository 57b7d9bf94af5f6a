#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "pose/rope/hrnet_backbone.h"
#include "tests/core/nn/checkpoint_fixture.h"
#include "tests/core/nn/python_torch.h"

#include <algorithm>
#include <cmath>
#include <random>
#endif

using namespace ropetp;
using pose::HrnetBackbone;

namespace {

constexpr int kSides[] = {56, 28, 14, 7};

Image noise(unsigned seed) {
    Image image(HrnetBackbone::kCropPx, HrnetBackbone::kCropPx);
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < image.sizeBytes(); ++i) image.mutablePixels()[i] = std::uint8_t(random());
    return image;
}

QString said(const Error& e) { return QString::fromStdString(describe(e)); }

/// A checkpoint that holds only these tensors, all zeros.
void write(const QString& path, const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& tensors) {
    using namespace checkpoints;
    Bytes items;
    std::vector<Storage> storages;
    for (const auto& [tensorName, shape] : tensors) {
        std::int64_t count = 1;
        std::vector<std::int64_t> strides(shape.size());
        for (std::size_t d = shape.size(); d-- > 0; count *= shape[d]) strides[d] = count;
        const std::string key = std::to_string(storages.size());
        storages.push_back(storage(key, std::vector<float>(std::size_t(count), 0)));
        items += text(tensorName) + tensor({key, "FloatStorage", count, 0, shape, strides});
    }
    const Bytes b = newLayout(pickle(dict(items)), storages);
    QFile f(path);
    QVERIFY(f.open(QIODevice::WriteOnly));
    QCOMPARE(f.write(b.data(), qint64(b.size())), qint64(b.size()));
}

constexpr const char* kAnchor = "stage2.0.branches.0.0.conv1.weight";

}  // namespace

/// The paper's backbone with public checkpoints.
class TestHrnet : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    Result<std::unique_ptr<HrnetBackbone>> load(const QString& file, int width = 32, bool bfloat16 = false) const {
        return HrnetBackbone::create(dir_.filePath(file).toStdString(), {width, 1, bfloat16});
    }

  private Q_SLOTS:
    void theForwardPassIsPytorchs_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("zip, under a prefix") << QStringList{"--prefix", "model.backbone."};
        QTest::newRow("old") << QStringList{"--old"};
    }
    void theForwardPassIsPytorchs() {
        if (*python::whyMissing()) QSKIP(python::whyMissing());
        QFETCH(QStringList, options);
        const Image picture = noise(4);
        QFile in(dir_.filePath("in.bin"));
        QVERIFY(in.open(QIODevice::WriteOnly));
        in.write(reinterpret_cast<const char*>(picture.pixels()), qint64(picture.sizeBytes()));
        in.close();
        QString errors;
        const bool done = python::run(QStringList{ROPETP_SOURCE_DIR "/tests/bench/hrnet_eager.py", "32", "--save", dir_.filePath("w32.pth"), "--input", dir_.filePath("in.bin"), "--output", dir_.filePath("out.bin")} + options, &errors);
        QVERIFY2(done, qPrintable(errors));
        QFile out(dir_.filePath("out.bin"));
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QByteArray truth = out.readAll();

        for (const bool bfloat16 : {false, true}) {
            auto net = load("w32.pth", 32, bfloat16);
            QVERIFY2(net, net ? "" : qPrintable(said(net.error())));
            QVERIFY2((*net)->missing().empty(), (*net)->missing().empty() ? "" : (*net)->missing()[0].c_str());
            QVERIFY2((*net)->unused().empty(), (*net)->unused().empty() ? "" : (*net)->unused()[0].c_str());
            // In a batch, so that rows are not mixed up.
            const std::vector<Image> crops = {noise(9), picture};
            const auto maps = (*net)->run(crops);
            QVERIFY2(maps, maps ? "" : qPrintable(said(maps.error())));
            QCOMPARE(maps->size(), std::size_t(4));
            const float* expected = reinterpret_cast<const float*>(truth.constData());
            std::size_t used = 0;
            for (std::size_t m = 0; m < 4; ++m) {
                const auto& map = (*maps)[m];
                QCOMPARE(map.side, kSides[m]);
                QCOMPARE(map.channels, 32 << m);
                const std::size_t count = std::size_t(map.side) * std::size_t(map.side) * std::size_t(map.channels);
                QCOMPARE(map.values.size(), 2 * count);
                QVERIFY(std::size_t(truth.size()) >= (used + count) * sizeof(float));
                double worst = 0, error = 0, energy = 0;
                for (std::size_t i = 0; i < count; ++i) {
                    const double e = double(map.values[count + i]) - double(expected[used + i]);
                    worst = std::max(worst, std::abs(e));
                    error += e * e;
                    energy += double(expected[used + i]) * double(expected[used + i]);
                }
                used += count;
                // Against the map's root mean square. bfloat16 keeps 8 bits, rounded at every one of ~60 layers in a row.
                const double scale = std::sqrt(energy / double(count)), mean = std::sqrt(error / energy);
                const double mostWorst = bfloat16 ? 0.5 : 1e-4, mostMean = bfloat16 ? 0.03 : 1e-5;
                QVERIFY2(scale > 1e-3, "the reference is not all zeros");
                qInfo("%s map %d: worst %.2g, rms %.2g of the map's rms %.3g", bfloat16 ? "bfloat16" : "fp32", int(m), worst / scale, mean, scale);
                QVERIFY2(worst / scale < mostWorst && mean < mostMean, qPrintable(QString("map %1: worst %2 (tolerance %3), rms %4 (tolerance %5)").arg(m).arg(worst / scale).arg(mostWorst).arg(mean).arg(mostMean)));
            }
            QCOMPARE(std::size_t(truth.size()), used * sizeof(float));
        }
        // The other width refuses it.
        const auto other = load("w32.pth", 48);
        QVERIFY(!other && other.error().code == ErrorCode::ModelCorrupt);
    }

    void namesThatDoNotMatchAreReported() {
        write(dir_.filePath("part.pth"), {{std::string("backbone.") + kAnchor, {32, 32, 3, 3}}, {"backbone.conv1.weight", {64, 3, 3, 3}}, {"backbone.final_layer.weight", {17, 32, 1, 1}}, {"head.bias", {5}}});
        const auto net = load("part.pth");
        QVERIFY2(net, net ? "" : qPrintable(said(net.error())));
        const auto& missing = (*net)->missing();
        const auto lacks = [&](const char* name) { return std::find(missing.begin(), missing.end(), name) != missing.end(); };
        QVERIFY(lacks("bn1.weight") && lacks("bn1.running_mean") && lacks("stage4.2.fuse_layers.3.0.2.1.bias") && lacks("layer1.0.downsample.0.weight"));
        QVERIFY(!lacks(kAnchor) && !lacks("conv1.weight"));
        QCOMPARE((*net)->unused(), (std::vector<std::string>{"backbone.final_layer.weight", "head.bias"}));
    }

    void anotherWidthIsRefused() {
        write(dir_.filePath("w48.pth"), {{kAnchor, {48, 48, 3, 3}}});
        const auto net = load("w48.pth");
        QVERIFY(!net);
        QVERIFY2(net.error().code == ErrorCode::ModelCorrupt && said(net.error()).contains(kAnchor), qPrintable(said(net.error())));
        const auto fitting = load("w48.pth", 48);
        QVERIFY2(fitting, fitting ? "" : qPrintable(said(fitting.error())));
        QVERIFY(!load("w48.pth", 40));
    }

    void otherNetworksAreRefused() {
        write(dir_.filePath("resnet.pth"), {{"conv1.weight", {64, 3, 7, 7}}, {"layer1.0.conv1.weight", {64, 64, 3, 3}}});
        const auto net = load("resnet.pth");
        QVERIFY2(!net && net.error().code == ErrorCode::ModelCorrupt, net ? "it was read" : qPrintable(said(net.error())));
        const auto missing = load("not there.pth");
        QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
    }

    void cropsOfAnotherSizeAreRefused() {
        auto net = HrnetBackbone::create({}, {32, 1, false});
        QVERIFY(net);
        const std::vector<Image> wrong = {Image(224, 200)};
        QVERIFY(!(*net)->run(wrong));
        QVERIFY(!(*net)->run({}));
    }
};

QTEST_APPLESS_MAIN(TestHrnet)
#include "tst_hrnet.moc"
