#include "nn/graph_runtime.h"
#include "real_models.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <random>

using namespace ropetp;
using namespace ropetp::nn;

namespace {

std::shared_ptr<const std::vector<float>> constant(std::size_t n, unsigned seed) {
    std::mt19937 rng(seed);
    std::uniform_real_distribution<float> u(-0.5f, 0.5f);
    auto v = std::make_shared<std::vector<float>>(n);
    for (float& f : *v) f = u(rng);
    return v;
}

/// Every operator once: pad, convolution, constant add, clamp, depthwise, pooling, resize, sigmoid, reshape.
Graph everyOperator(ResizeMode mode) {
    Graph g;
    const auto value = [&](const char* name, Shape s, std::shared_ptr<const std::vector<float>> c = nullptr) {
        g.values.push_back({name, std::move(s), std::move(c)});
        return int(g.values.size()) - 1;
    };
    const auto node = [&](Op op, std::vector<int> in, int out) -> Node& {
        g.nodes.push_back({});
        g.nodes.back().op = op;
        g.nodes.back().inputs = std::move(in);
        g.nodes.back().output = out;
        return g.nodes.back();
    };
    const int x = value("x", {1, 9, 11, 3}), padded = value("padded", {1, 11, 12, 3});
    node(Op::Pad, {x}, padded).padding = {0, 0, 1, 1, 0, 1, 0, 0};
    const int w = value("w", {8, 3, 3, 3}, constant(216, 1)), b = value("b", {8}, constant(8, 2)), c = value("c", {1, 5, 5, 8});
    Node& conv = node(Op::Conv2d, {padded, w, b}, c);
    conv.window = {3, 3, 2, 2, 1, 1, 0, 0, 0, 0};
    const int k = value("k", {8}, constant(8, 3)), added = value("added", {1, 5, 5, 8});
    node(Op::Add, {c, k}, added);
    const int relu = value("relu", {1, 5, 5, 8});
    node(Op::Clamp, {added}, relu).minValue = 0;
    const int dw = value("dw", {1, 3, 3, 8}, constant(72, 4)), db = value("db", {8}, constant(8, 5)), d = value("d", {1, 5, 5, 8});
    Node& depthwise = node(Op::DepthwiseConv2d, {relu, dw, db}, d);
    depthwise.window = {3, 3, 1, 1, 1, 1, 1, 1, 1, 1};
    const int sum = value("sum", {1, 5, 5, 8}), product = value("product", {1, 5, 5, 8}), difference = value("difference", {1, 5, 5, 8});
    node(Op::Add, {d, relu}, sum).maxValue = 0.75f;
    node(Op::Multiply, {sum, k}, product);
    node(Op::Subtract, {product, d}, difference);
    const int pooled = value("pooled", {1, 3, 3, 8}), large = value("large", {1, 6, 6, 8});
    node(Op::MaxPool, {difference}, pooled).window = {2, 2, 2, 2, 1, 1, 0, 1, 0, 1};
    node(Op::ResizeBilinear, {pooled}, large).resize = mode;
    const int s = value("s", {1, 6, 6, 8}), flat = value("flat", {1, 288});
    node(Op::Sigmoid, {large}, s);
    node(Op::Reshape, {s}, flat);
    g.inputs = {x};
    g.outputs = {flat};
    return g;
}

void fillWithNoise(GraphRuntime& r, float low, float high) {
    std::mt19937 rng(7);
    std::uniform_real_distribution<float> u(low, high);
    for (float& f : r.input()) f = u(rng);
}

/// Largest difference relative to the largest value.
double relativeDifference(std::span<const float> a, std::span<const float> b) {
    double worst = 0, most = 1e-6;
    for (std::size_t i = 0; i < a.size(); ++i) {
        worst = std::max(worst, double(std::abs(a[i] - b[i])));
        most = std::max(most, double(std::abs(a[i])));
        if (!std::isfinite(a[i]) || !std::isfinite(b[i])) return 1e9;
    }
    return worst / most;
}

void compareBackends(const Graph& graph, float low, float high, const std::vector<std::string>& taps) {
    auto a = makeGraphRuntime(graph, {Backend::Xnnpack, 2, taps});
    auto b = makeGraphRuntime(graph, {Backend::Torch, 2, taps});
    QVERIFY2(a, a ? "" : describe(a.error()).c_str());
    QVERIFY2(b, b ? "" : describe(b.error()).c_str());
    for (auto* r : {a->get(), b->get()}) {
        fillWithNoise(*r, low, high);
        const auto ok = r->run();
        QVERIFY2(ok, ok ? "" : describe(ok.error()).c_str());
    }
    QCOMPARE((*a)->outputCount(), (*b)->outputCount());
    for (std::size_t o = 0; o < (*a)->outputCount(); ++o) {
        const double difference = relativeDifference((*a)->output(o), (*b)->output(o));
        QVERIFY2(difference <= 1e-3, qPrintable(QString("output %1 differs by %2").arg(o).arg(difference)));
    }
}

}  // namespace

class TestGraphRuntime : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void backendsAgreeOnEveryOperator_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("legacy") << int(ResizeMode::Legacy);
        QTest::newRow("half pixel") << int(ResizeMode::HalfPixel);
        QTest::newRow("align corners") << int(ResizeMode::AlignCorners);
    }
    void backendsAgreeOnEveryOperator() {
        QFETCH(int, mode);
        const Graph g = everyOperator(ResizeMode(mode));
        const auto ok = checkGraph(g);
        QVERIFY2(ok, ok ? "" : describe(ok.error()).c_str());
        compareBackends(g, -1, 1, {});
        compareBackends(g, -1, 1, {"added", "relu", "difference"});
    }

    void foldingKeepsTheResult() {
        // With every value tapped nothing can be folded.
        const Graph g = everyOperator(ResizeMode::HalfPixel);
        auto folded = makeGraphRuntime(g, {Backend::Xnnpack, 1, {}});
        auto unfolded = makeGraphRuntime(g, {Backend::Xnnpack, 1, {"padded", "c", "added", "relu"}});
        QVERIFY(folded && unfolded);
        for (auto* r : {folded->get(), unfolded->get()}) {
            fillWithNoise(*r, -1, 1);
            QVERIFY((*r).run());
        }
        QVERIFY(relativeDifference((*folded)->output(0), (*unfolded)->output(0)) < 1e-5);
        QCOMPARE((*unfolded)->outputIndex("relu"), 4);
        QCOMPARE((*unfolded)->outputIndex("nothing"), -1);
    }

    void convolutionMatchesItsDefinition() {
        const Graph g = everyOperator(ResizeMode::Legacy);
        auto r = makeGraphRuntime(g, {Backend::Xnnpack, 1, {"c"}});
        QVERIFY(r);
        fillWithNoise(**r, -1, 1);
        QVERIFY((*r)->run());
        const auto x = (*r)->input();
        const auto c = (*r)->output(1);
        const auto &w = *g.values[g.find("w")].constant, &b = *g.values[g.find("b")].constant;
        for (int oy = 0; oy < 5; ++oy)
            for (int ox = 0; ox < 5; ++ox)
                for (int o = 0; o < 8; ++o) {
                    double sum = b[o];
                    for (int ky = 0; ky < 3; ++ky)
                        for (int kx = 0; kx < 3; ++kx)
                            for (int i = 0; i < 3; ++i) {
                                const int y = 2 * oy + ky - 1, xx = 2 * ox + kx;
                                if (y < 0 || y >= 9 || xx >= 11) continue;
                                sum += double(x[(y * 11 + xx) * 3 + i]) * w[((o * 3 + ky) * 3 + kx) * 3 + i];
                            }
                    QVERIFY(std::abs(sum - c[(oy * 5 + ox) * 8 + o]) < 1e-5);
                }
    }

    void badOptionsAreRefused() {
        const Graph g = everyOperator(ResizeMode::Legacy);
        QCOMPARE(makeGraphRuntime(g, {Backend::Xnnpack, 0, {}}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(makeGraphRuntime(g, {Backend::Xnnpack, 1, {"nowhere"}}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(makeGraphRuntime(g, {Backend::Xnnpack, 1, {"w"}}).error().code, ErrorCode::InvalidInput);
        Graph broken = g;
        broken.values[broken.find("c")].shape[1] = 6;
        QCOMPARE(makeGraphRuntime(broken, {Backend::Xnnpack, 1, {}}).error().code, ErrorCode::ModelCorrupt);
    }

    void backendsAgreeOnBlazePose() {
        const auto bytes = realmodels::bytes("pose_landmark_heavy.tflite");
        if (bytes.empty()) QSKIP("the pretrained models are not installed");
        auto g = loadTflite(bytes);
        QVERIFY2(g, g ? "" : describe(g.error()).c_str());
        QCOMPARE(g->outputs.size(), std::size_t(5));
        compareBackends(*g, 0, 1, {"model_1/model/add_25/add", "model_1/model/add_33/add", "model_1/model/add_42/add"});
    }

    void backendsAgreeOnMoveNet() {
        const auto topology = realmodels::bytes("movenet-multipose.json"), weights = realmodels::bytes("movenet-multipose.bin");
        if (topology.empty()) QSKIP("the pretrained models are not installed");
        auto g = loadTfjs(topology, weights, realmodels::moveNetCut(256, 160));
        QVERIFY2(g, g ? "" : describe(g.error()).c_str());
        QCOMPARE(g->values[g->outputs[0]].shape, (Shape{1, 40, 64, 1}));
        compareBackends(*g, -1, 1, {});
    }
};

QTEST_APPLESS_MAIN(TestGraphRuntime)
#include "tst_graph_runtime.moc"
