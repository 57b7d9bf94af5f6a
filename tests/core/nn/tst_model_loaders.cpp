#include "nn/graph_runtime.h"
#include "real_models.h"
#include "small_models.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace ropetp;
using namespace ropetp::nn;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// One damage to a file: a flipped bit, a byte, a word that is often a length or an offset, a
/// truncation, or a run copied elsewhere. `within` limits where, so that large weights do not
/// swallow all damage.
void damage(Bytes& b, std::mt19937& rng, std::size_t within) {
    if (b.empty()) return;
    const std::size_t n = std::min(within, b.size());
    const auto at = [&] { return std::size_t(rng() % n); };
    switch (rng() % 6) {
        case 0: b[at()] ^= std::uint8_t(1u << rng() % 8); return;
        case 1: b[at()] = std::uint8_t(rng()); return;
        case 2: {
            static constexpr std::uint32_t kWords[] = {0, 1, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 0x10000000};
            const std::uint32_t w = kWords[rng() % std::size(kWords)];
            const std::size_t p = at();
            for (int i = 0; i < 4 && p + i < b.size(); ++i) b[p + i] = std::uint8_t(w >> 8 * i);
            return;
        }
        case 3: b.resize(rng() % 2 ? at() : b.size() - std::min<std::size_t>(b.size(), 1 + rng() % 64)); return;
        case 4: {
            const std::size_t from = at(), to = at(), length = 1 + rng() % 16;
            for (std::size_t i = 0; i < length && std::max(from, to) + i < b.size(); ++i) b[to + i] = b[from + i];
            return;
        }
        default: {
            const std::size_t p = at();
            for (int i = 0; i < 4 && p + i < b.size(); ++i) b[p + i] = std::uint8_t(rng());
        }
    }
}

/// A damaged model must be refused as corrupt, or be a graph that is safe to run.
bool isHandled(const Result<Graph>& g, bool runIt) {
    if (!g) return g.error().code == ErrorCode::ModelCorrupt || g.error().code == ErrorCode::OutOfMemory;
    if (!checkGraph(*g)) return false;
    if (!runIt || g->inputs.size() != 1 || g->multiplyCount() > 1e7) return true;
    const auto r = makeGraphRuntime(*g, {Backend::Xnnpack, 1, {}});
    return !r || (*r)->run().has_value();
}

}  // namespace

class TestModelLoaders : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void smallTfliteIsRead() {
        const auto g = loadTflite(smallmodels::tflite());
        QVERIFY2(g, g ? "" : describe(g.error()).c_str());
        QCOMPARE(g->nodes.size(), std::size_t(2));
        QCOMPARE(g->values[g->outputs[0]].shape, (Shape{1, 2, 2, 2}));
        const auto r = makeGraphRuntime(*g, {Backend::Xnnpack, 1, {}});
        QVERIFY(r);
        for (std::size_t i = 0; i < 16; ++i) (*r)->input()[i] = float(i);
        QVERIFY((*r)->run());
        // 1x1 convolution of stride 2: out = (x, -x) + (0.5, 1), clamped at 0.
        const float expected[] = {0.5f, 1, 2.5f, 0, 8.5f, 0, 10.5f, 0};
        for (int i = 0; i < 8; ++i) QCOMPARE((*r)->output(0)[i], expected[i]);
    }

    void smallTfjsIsRead() {
        const auto [json, weights] = smallmodels::tfjs();
        const auto g = loadTfjs(json, weights, smallmodels::tfjsCut());
        QVERIFY2(g, g ? "" : describe(g.error()).c_str());
        const auto r = makeGraphRuntime(*g, {Backend::Xnnpack, 1, {}});
        QVERIFY(r);
        for (std::size_t i = 0; i < 16; ++i) (*r)->input()[i] = float(i);
        QVERIFY((*r)->run());
        QCOMPARE((*r)->outputShape(0), (Shape{1, 4, 4, 2}));
        // The first pixel of the upsampled convolution: x = 0, so its bias.
        QCOMPARE((*r)->output(0)[0], 0.5f);
        QCOMPARE((*r)->output(0)[1], 1.f);
    }

    void damagedSmallTfliteIsHandled() {
        const Bytes good = smallmodels::tflite();
        std::mt19937 rng(11);
        int refused = 0;
        for (int i = 0; i < 20000; ++i) {
            Bytes b = good;
            for (unsigned k = 0, n = 1 + rng() % 3; k < n; ++k) damage(b, rng, b.size());
            const auto g = loadTflite(b);
            refused += !g;
            QVERIFY2(isHandled(g, true), qPrintable(QString("mutation %1").arg(i)));
        }
        QVERIFY(refused > 1000);
        for (std::size_t n = 0; n < good.size(); ++n) QVERIFY(isHandled(loadTflite(std::span(good).first(n)), true));
    }

    void damagedSmallTfjsIsHandled() {
        const auto [json, weights] = smallmodels::tfjs();
        std::mt19937 rng(12);
        int refused = 0;
        for (int i = 0; i < 20000; ++i) {
            Bytes j = json, w = weights;
            for (unsigned k = 0, n = 1 + rng() % 3; k < n; ++k) rng() % 4 ? damage(j, rng, j.size()) : damage(w, rng, w.size());
            const auto g = loadTfjs(j, w, smallmodels::tfjsCut());
            refused += !g;
            QVERIFY2(isHandled(g, true), qPrintable(QString("mutation %1").arg(i)));
        }
        QVERIFY(refused > 1000);
        for (std::size_t n = 0; n < json.size(); ++n) QVERIFY(isHandled(loadTfjs(std::span(json).first(n), weights, smallmodels::tfjsCut()), true));
    }

    void hostileTfjsGraphsAreRefused_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("deep json") << QByteArray(200'000, '[');
        QTest::newRow("not json") << QByteArray("hello");
        QTest::newRow("wrong types") << QByteArray(R"({"weightsManifest":[{"weights":5}],"modelTopology":{"node":[{"name":3}]}})");
        QTest::newRow("cycle") << QByteArray(R"({"weightsManifest":[],"modelTopology":{"node":[{"name":"in","op":"Placeholder"},
            {"name":"out","op":"Relu","input":["a"]},{"name":"a","op":"Relu","input":["out"]}]}})");
        QTest::newRow("huge weight") << QByteArray(R"({"weightsManifest":[{"weights":[{"name":"w","shape":[1000000,1000000,1000000],
            "dtype":"float32"}]}],"modelTopology":{"node":[]}})");
        QByteArray chain = R"({"weightsManifest":[],"modelTopology":{"node":[{"name":"in","op":"Placeholder"},{"name":"out","op":"Relu","input":["n0"]})";
        for (int i = 0; i < 20000; ++i)
            chain += QString(R"(,{"name":"n%1","op":"Relu","input":["n%2"]})").arg(i).arg(i + 1).toUtf8();
        QTest::newRow("endless chain") << chain + "]}}";
        QByteArray sizes = R"({"weightsManifest":[],"modelTopology":{"node":[{"name":"in","op":"Placeholder"},
            {"name":"out","op":"ResizeBilinear","input":["in","m0"]})";
        for (int i = 0; i < 60; ++i)
            sizes += QString(R"(,{"name":"m%1","op":"Mul","input":["m%2","m%2"]})").arg(i).arg(i + 1).toUtf8();
        QTest::newRow("doubling sizes") << sizes + R"(,{"name":"m60","op":"Shape","input":["in"]}]}})";
    }
    void hostileTfjsGraphsAreRefused() {
        QFETCH(QByteArray, json);
        const Bytes b(json.begin(), json.end());
        const auto g = loadTfjs(b, {}, {"in", {1, 4, 4, 1}, {"out"}});
        QVERIFY(!g);
        QCOMPARE(g.error().code, ErrorCode::ModelCorrupt);
    }

    void damagedBlazePoseIsHandled() {
        const Bytes good = realmodels::bytes("pose_landmark_heavy.tflite");
        if (good.empty()) QSKIP("the pretrained models are not installed");
        // The structure lies at both ends of the file, the weights between: damage the ends only.
        std::mt19937 rng(13);
        Bytes b = good;
        for (int i = 0; i < 400; ++i) {
            const bool front = rng() % 2;
            const std::size_t span = 200'000, offset = front ? 0 : good.size() - span;
            Bytes part(good.begin() + long(offset), good.begin() + long(offset + span));
            damage(part, rng, part.size());
            part.resize(span);  // whole-file truncations are below
            std::copy(part.begin(), part.end(), b.begin() + long(offset));
            QVERIFY2(isHandled(loadTflite(b), false), qPrintable(QString("mutation %1").arg(i)));
            std::copy(good.begin() + long(offset), good.begin() + long(offset + span), b.begin() + long(offset));
        }
        for (int i = 0; i < 100; ++i) QVERIFY(isHandled(loadTflite(std::span(good).first(rng() % good.size())), false));
    }

    void damagedMoveNetIsHandled() {
        const Bytes json = realmodels::bytes("movenet-multipose.json"), weights = realmodels::bytes("movenet-multipose.bin");
        if (json.empty()) QSKIP("the pretrained models are not installed");
        std::mt19937 rng(14);
        for (int i = 0; i < 300; ++i) {
            Bytes j = json;
            damage(j, rng, j.size());
            QVERIFY2(isHandled(loadTfjs(j, weights, realmodels::moveNetCut(256, 256)), false), qPrintable(QString("mutation %1").arg(i)));
        }
    }

    void modelFilesAreProven() {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        QCOMPARE(findModelFolder(folder).error().code, ErrorCode::ModelMissing);
        QVERIFY(findModelFolder(folder).error().detail.find("movenet-multipose.bin") != std::string::npos);
        const auto missing = readModelFile(folder, kMoveNetTopology);
        QCOMPARE(missing.error().code, ErrorCode::ModelMissing);
        QVERIFY(missing.error().detail.find(kMoveNetTopology.name) != std::string::npos);

        static constexpr ModelFile kAbc{"abc.bin", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};
        const auto write = [&](const char* text) { std::ofstream(folder / "abc.bin") << text; };
        write("abc");
        QVERIFY(readModelFile(folder, kAbc));
        write("abd");
        QCOMPARE(readModelFile(folder, kAbc).error().code, ErrorCode::ModelCorrupt);
        write("abcd");
        QCOMPARE(readModelFile(folder, kAbc).error().code, ErrorCode::ModelCorrupt);
    }
};

QTEST_APPLESS_MAIN(TestModelLoaders)
#include "tst_model_loaders.moc"
