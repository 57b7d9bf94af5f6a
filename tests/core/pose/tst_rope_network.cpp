#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "pose/rope/part_levels.h"
#include "pose/rope/rope_weights_torch.h"
#include "pose/rope/start_pose.h"
#include "seen_body.h"

#include <ATen/Parallel.h>

#include <cmath>
#include <set>
#endif

using namespace ropetp;
using namespace ropetp::pose;

namespace {

RopeConfig small(RopeVariant variant) {
    RopeConfig c;
    c.variant = variant;
    c.mapChannels = {6, 10};
    c.vectorSize = 7;
    c.width = 16;
    c.heads = 4;
    c.layers = 2;
    c.hidden = 24;
    return c;
}

RopeOutput run(RopeNetwork& network, int batch = 2) {
    torch::manual_seed(11);
    const std::vector<torch::Tensor> maps = {torch::randn({batch, 8, 8, network->config.mapChannels[0]}), torch::randn({batch, 4, 4, network->config.mapChannels[1]})};
    return network->forward(maps, torch::randn({batch, network->config.vectorSize}));
}

double distance(const torch::Tensor& a, const torch::Tensor& b) { return (a - b).abs().max().item<double>(); }

/// y = Wx + b of a layer, a number at a time.
std::vector<double> linear(const torch::nn::Linear& layer, const std::vector<double>& x) {
    const auto w = layer->weight.accessor<float, 2>();
    const auto b = layer->bias.accessor<float, 1>();
    std::vector<double> y;
    for (std::int64_t i = 0; i < w.size(0); ++i) {
        double sum = b[i];
        for (std::int64_t k = 0; k < w.size(1); ++k) sum += double(w[i][k]) * x[std::size_t(k)];
        y.push_back(sum);
    }
    return y;
}

std::vector<double> normed(const torch::nn::LayerNorm& layer, const std::vector<double>& x) {
    double mean = 0, square = 0;
    for (const double v : x) mean += v / double(x.size());
    for (const double v : x) square += (v - mean) * (v - mean) / double(x.size());
    const auto w = layer->weight.accessor<float, 1>(), b = layer->bias.accessor<float, 1>();
    std::vector<double> y;
    for (std::size_t i = 0; i < x.size(); ++i) y.push_back((x[i] - mean) / std::sqrt(square + 1e-5) * double(w[std::int64_t(i)]) + double(b[std::int64_t(i)]));
    return y;
}

using Rows = std::vector<std::vector<double>>;

/// Third `which` (query, key, value) of a level's tokens.
Rows third(InterScale& m, std::size_t level, const Rows& tokens, std::size_t which) {
    Rows out;
    for (const auto& t : tokens) {
        const auto all = linear(m->qkv[level], normed(m->norm[level], t));
        const std::size_t w = all.size() / 3;
        out.emplace_back(all.begin() + std::ptrdiff_t(which * w), all.begin() + std::ptrdiff_t((which + 1) * w));
    }
    return out;
}

/// softmax(Q K^T / sqrt(d)) V, head by head.
Rows attended(const Rows& q, const Rows& k, const Rows& v, std::size_t heads) {
    const std::size_t d = q[0].size() / heads;
    Rows out(q.size(), std::vector<double>(q[0].size(), 0));
    for (std::size_t h = 0; h < heads; ++h)
        for (std::size_t i = 0; i < q.size(); ++i) {
            std::vector<double> weight(k.size());
            double sum = 0;
            for (std::size_t j = 0; j < k.size(); ++j) {
                double dot = 0;
                for (std::size_t c = h * d; c < (h + 1) * d; ++c) dot += q[i][c] * k[j][c];
                sum += weight[j] = std::exp(dot / std::sqrt(double(d)));
            }
            for (std::size_t j = 0; j < k.size(); ++j)
                for (std::size_t c = h * d; c < (h + 1) * d; ++c) out[i][c] += weight[j] / sum * v[j][c];
        }
    return out;
}

void variants() {
    QTest::addColumn<int>("variant");
    for (const auto v : {RopeVariant::Baseline, RopeVariant::Transformer, RopeVariant::HagtMlp, RopeVariant::NoWhoBo, RopeVariant::Full}) QTest::newRow(nameOf(v)) << int(v);
}

}  // namespace

/// Rope's network against the paper's equations and the body's own kinematics.
class TestRopeNetwork : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1);
        torch::manual_seed(5);
    }

    /// Equation 1 by hand: weights 1/4, 3/4 and 1/2, 1/2.
    void partsArePooledBySoftAttention() {
        const auto logits = torch::tensor({0.f, std::log(3.f), 2.f, 2.f}).view({1, 2, 1, 2});
        const auto values = torch::tensor({4.f, 8.f, -2.f, 8.f, 0.f, 2.f}).view({1, 2, 3});
        const auto got = softPooled(logits, values), expected = torch::tensor({7.f, 2.f, 1.f, 6.f, 4.f, 0.f}).view({1, 2, 3});
        QVERIFY2(distance(got, expected) < 1e-6, qPrintable(QString("worst %1, tolerance 1e-6").arg(distance(got, expected))));
    }

    /// Equation 2: Indep <- softmax(Q_FulCo K_Inter) V_Indep, Inter <- (Q_Indep K_FulCo) V_Inter,
    /// FulCo <- (Q_Inter K_Indep) V_FulCo.
    void levelsLookAtEachOtherAsInEquationTwo() {
        RopeConfig c = small(RopeVariant::Full);
        InterScale m(c);
        torch::NoGradGuard still;
        std::array<torch::Tensor, 3> tokens;
        std::array<Rows, 3> rows;
        for (std::size_t l = 0; l < 3; ++l) {
            m->norm[l]->weight.uniform_(0.5, 1.5);
            m->norm[l]->bias.uniform_(-0.5, 0.5);
            m->qkv[l]->weight.mul_(4);   // attention that is not flat
            tokens[l] = torch::randn({1, body::kJointCount, c.width});
            const auto a = tokens[l].accessor<float, 3>();
            for (int j = 0; j < body::kJointCount; ++j) {
                rows[l].emplace_back();
                for (int k = 0; k < c.width; ++k) rows[l].back().push_back(double(a[0][j][k]));
            }
        }
        const auto got = m->forward(tokens);
        struct Pairing {
            std::size_t value, query, key;
        };
        double worst = 0;
        for (const Pairing p : {Pairing{0, 2, 1}, Pairing{1, 0, 2}, Pairing{2, 1, 0}}) {
            const Rows mixed = attended(third(m, p.query, rows[p.query], 0), third(m, p.key, rows[p.key], 1), third(m, p.value, rows[p.value], 2), std::size_t(c.heads));
            const auto a = got[p.value].accessor<float, 3>();
            for (std::size_t j = 0; j < mixed.size(); ++j) {
                const auto out = linear(m->out[p.value], mixed[j]);
                for (std::size_t k = 0; k < out.size(); ++k) worst = std::max(worst, std::abs(double(a[0][std::int64_t(j)][std::int64_t(k)]) - rows[p.value][j][k] - out[k]));
            }
        }
        QVERIFY2(worst < 1e-5, qPrintable(QString("worst %1, tolerance 1e-5").arg(worst)));
    }

    void everyVariantRuns_data() { variants(); }
    void everyVariantRuns() {
        QFETCH(int, variant);
        RopeNetwork network(small(RopeVariant(variant)));
        const auto out = run(network);
        QVERIFY(out.rotations.sizes() == torch::IntArrayRef({2, body::kJointCount, 3, 3}));
        QVERIFY(out.betas.sizes() == torch::IntArrayRef({2, body::kShapeCount}));
        QVERIFY(out.camera.sizes() == torch::IntArrayRef({2, 3}));
        const int parts[] = {body::kJointCount, kInterParts, kFulCoParts, 1};
        for (std::size_t i = 0; i < 4; ++i) QVERIFY(out.attention[i].sizes() == torch::IntArrayRef({2, parts[i] + 1, 8, 8}));
        QVERIFY(out.rotations.isfinite().all().item<bool>() && out.betas.isfinite().all().item<bool>());
        QVERIFY(out.camera.select(1, 0).min().item<double>() > 0);
        const auto eye = torch::eye(3).expand({2, body::kJointCount, 3, 3});
        const double off = distance(torch::matmul(out.rotations, out.rotations.transpose(-1, -2)), eye);
        QVERIFY2(off < 1e-5 && torch::det(out.rotations).min().item<double>() > 0.99, qPrintable(QString("rotations off by %1, tolerance 1e-5").arg(off)));
        // Both crops are looked at for themselves.
        QVERIFY(distance(out.rotations[0], out.rotations[1]) > 1e-4);
    }

    void everyVariantHasItsParts_data() { variants(); }
    void everyVariantHasItsParts() {
        QFETCH(int, variant);
        const auto v = RopeVariant(variant);
        const RopeConfig c = small(v);
        RopeNetwork network(c);
        std::set<std::string> names;
        std::int64_t count = 0;
        for (const auto& item : network->named_parameters()) {
            names.insert(item.key());
            count += item.value().numel();
        }
        const bool levels = v != RopeVariant::Baseline && v != RopeVariant::Transformer;
        const bool crossed = v == RopeVariant::NoWhoBo || v == RopeVariant::Full;
        QVERIFY(names.contains("project_24.weight"));
        for (const char* n : {"project_11.weight", "project_6.weight", "project_1.weight", "part_embedding_11"}) QCOMPARE(names.contains(n), levels);
        QCOMPARE(names.contains("intra.0.blocks.1.qkv.weight"), v == RopeVariant::Transformer || crossed);
        QCOMPARE(names.contains("intra.2.blocks.1.qkv.weight"), crossed);
        QVERIFY(!names.contains("intra.0.blocks.2.qkv.weight"));
        QCOMPARE(names.contains("inter.qkv_fulco.weight"), crossed);
        QCOMPARE(names.contains("intra.0.join.weight"), v == RopeVariant::Full);
        // Counted by hand.
        const std::int64_t w = c.width, trunk = 64, parts = levels ? 24 + 11 + 6 + 1 : 24, logits = 24 + 11 + 6 + 1 + 4, digest = 192, code = 32;
        std::int64_t expected = (6 + 10) * (trunk + w) + (trunk + w) + (6 + 10) + 2 * (trunk + w) + trunk * trunk + trunk + trunk * logits + logits;
        expected += (levels ? 4 : 1) * ((w + 2) * w + w) + parts * w;
        expected += 2 * 7 + 7 * digest + digest;
        const std::int64_t block = 4 * w + (3 * w * w + 3 * w) + (w * w + w) + (2 * w * w + 2 * w) + (2 * w * w + w);
        expected += (crossed ? 3 : v == RopeVariant::Transformer ? 1 : 0) * 2 * block;
        if (v == RopeVariant::Full) expected += 3 * (2 * w * w + w);
        if (crossed) expected += 3 * (2 * w + 3 * w * w + 3 * w + w * w + w);
        const std::int64_t token = v == RopeVariant::HagtMlp ? 4 * w : levels ? 3 * w : w, hidden = c.hidden;
        expected += 2 * token + 24 * code;
        expected += (token + code + digest) * hidden + hidden + hidden * hidden + hidden + hidden * 6 + 6 + 24 * hidden * 6;
        expected += (token + digest) * hidden + hidden + hidden * 13 + 13;
        QCOMPARE(count, expected);
    }

    /// A picture's every level must reach the pose, or its weights would never be learnt.
    void itBeginsWithThePoseThatTheLandmarksSuggest() {
        RopeConfig c = small(RopeVariant::Full);
        c.landmarks = 1;
        c.vectorSize = 7 + kLandmarkValues;
        RopeNetwork network(c);
        network->eval();
        torch::NoGradGuard still;
        for (auto& item : network->named_parameters())
            if (item.key().starts_with("pose_out") || item.key().starts_with("pose_of_joint") || item.key().starts_with("shape_head.2")) item.value().zero_();
        const auto start = torch::cat({matricesFromRot6d(torch::randn({2, 24, 6})).narrow(-1, 0, 2).transpose(-1, -2).reshape({2, 144}), torch::tensor({{0.2f, 0.1f, -0.3f}, {0.f, 0.f, 0.f}})}, 1);
        const std::vector<torch::Tensor> maps = {torch::randn({2, 8, 8, c.mapChannels[0]}), torch::randn({2, 4, 4, c.mapChannels[1]})};
        const auto out = network->forward(maps, torch::cat({torch::randn({2, c.vectorSize}), start}, 1));
        const double off = distance(out.rotations, matricesFromRot6d(start.narrow(1, 0, 144).view({2, 24, 6})));
        QVERIFY2(off < 1e-5, qPrintable(QString::number(off)));
        QVERIFY(std::abs(out.camera[0][0].item<double>() - kMeanScale * std::exp(0.2)) < 1e-5 && std::abs(out.camera[0][2].item<double>() + 0.3) < 1e-5);
    }

    void everyPartLearns_data() { variants(); }
    void everyPartLearns() {
        QFETCH(int, variant);
        RopeNetwork network(small(RopeVariant(variant)));
        const auto out = run(network, 4);
        auto loss = out.rotations.square().sum() * 0 + (out.rotations * torch::randn_like(out.rotations)).sum() + out.betas.sum() + out.camera.sum();
        for (const auto& a : out.attention) loss = loss + (a * torch::randn_like(a)).sum();
        loss.backward();
        QStringList still;
        for (const auto& item : network->named_parameters())
            if (item.value().requires_grad() && (!item.value().grad().defined() || item.value().grad().abs().max().item<double>() == 0)) still << QString::fromStdString(item.key());
        // Without the whole-body reference its token is not asked for.
        if (RopeVariant(variant) == RopeVariant::NoWhoBo)
            for (const char* n : {"project_1.weight", "project_1.bias", "part_embedding_1"}) still.removeAll(n);
        QVERIFY2(still.isEmpty(), qPrintable(still.join(", ")));
    }

    void weightsGoThroughAFileUnchanged_data() { variants(); }
    void weightsGoThroughAFileUnchanged() {
        QFETCH(int, variant);
        RopeNetwork network(small(RopeVariant(variant)));
        network->eval();
        const auto path = std::filesystem::path(dir_.filePath("rope.weights").toStdString());
        QVERIFY(nn::writeTensorFile(path, tensorsOf(network), false));
        const auto file = nn::readTensorFile(path);
        QVERIFY(file);
        auto back = ropeFrom(*file);
        QVERIFY2(back, back ? "" : describe(back.error()).c_str());
        const RopeConfig &a = network->config, &b = (*back)->config;
        QVERIFY(a.variant == b.variant && a.backbone == b.backbone && a.mapChannels == b.mapChannels && a.vectorSize == b.vectorSize && a.width == b.width && a.heads == b.heads &&
                a.layers == b.layers && a.hidden == b.hidden);
        const auto x = run(network), y = run(*back);
        QVERIFY(torch::equal(x.rotations, y.rotations) && torch::equal(x.betas, y.betas) && torch::equal(x.camera, y.camera));
        for (std::size_t i = 0; i < 4; ++i) QVERIFY(torch::equal(x.attention[i], y.attention[i]));
        const auto again = tensorsOf(*back);
        QVERIFY(again.notes == file->notes);
        for (const auto& [name, t] : file->tensors) QVERIFY2(again.tensors.at(name).shape == t.shape && again.tensors.at(name).values == t.values, name.c_str());
    }

    void damagedWeightsAreRefused() {
        RopeNetwork network(small(RopeVariant::Full));
        const nn::TensorFile good = tensorsOf(network);
        QVERIFY(ropeFrom(good));
        const auto refused = [&](const char* what, auto damage) {
            nn::TensorFile f = good;
            damage(f);
            const auto r = ropeFrom(f);
            if (r || r.error().code != ErrorCode::ModelCorrupt) qWarning("%s was not refused", what);
            return !r && r.error().code == ErrorCode::ModelCorrupt;
        };
        for (const auto& [name, t] : good.tensors) QVERIFY2(refused("a missing tensor", [&](auto& f) { f.tensors.erase(name); }), name.c_str());
        QVERIFY(refused("a turned tensor", [](auto& f) { std::swap(f.tensors["entrance_place.weight"].shape[0], f.tensors["entrance_place.weight"].shape[1]); }));
        QVERIFY(refused("no variant", [](auto& f) { f.notes.erase("variant"); }));
        QVERIFY(refused("an unknown variant", [](auto& f) { f.notes["variant"] = "fuller"; }));
        for (const char* key : {"width", "heads", "layers", "hidden", "vector_size", "map_channels"})
            for (const char* value : {"-1", "0", "x", "16384", "99999999999", "1"})
                // One head or layer fits the same weights, but gives other results: damage that cannot be seen.
                if (std::string(value) != "1" || (std::string(key) != "heads" && std::string(key) != "layers"))
                    QVERIFY2(refused("a size", [&](auto& f) { f.notes[key] = value; }), qPrintable(QString("%1 = %2").arg(key, value)));
        QVERIFY(refused("large sizes together", [](auto& f) { f.notes["width"] = f.notes["hidden"] = f.notes["vector_size"] = "16384", f.notes["layers"] = "32"; }));
    }

    void sixNumbersGiveARotation() {
        const auto r = matricesFromRot6d(torch::randn({500, 6}) * 3);
        const double off = distance(torch::matmul(r, r.transpose(-1, -2)), torch::eye(3).expand({500, 3, 3}));
        QVERIFY2(off < 1e-5, qPrintable(QString("off by %1, tolerance 1e-5").arg(off)));
        QVERIFY(torch::det(r).min().item<double>() > 0.999);
        // The first two columns of a rotation are that rotation.
        const Eigen::Matrix3d m = matrixFromAxisAngle({0.3, -1.2, 0.7});
        const Rot6d six = rot6dFromMatrix(m);
        auto t = torch::empty({1, 6});
        for (int k = 0; k < 6; ++k) t[0][k] = six[k];
        const auto back = matricesFromRot6d(t);
        for (int i = 0; i < 3; ++i)
            for (int k = 0; k < 3; ++k) QVERIFY(std::abs(back[0][i][k].item<double>() - m(i, k)) < 1e-6);
        QVERIFY(matricesFromRot6d(torch::zeros({1, 6})).isfinite().all().item<bool>());
    }

    /// The losses' kinematics and camera are the program's own.
    void jointsAndProjectionAreTheCameras() {
        const BatchKinematics kinematics(*body::mannequin());
        constexpr int kScenes = 40;
        auto rotations = torch::empty({kScenes, body::kJointCount, 3, 3}), betas = torch::empty({kScenes, body::kShapeCount}), camera = torch::empty({kScenes, 3}), focal = torch::empty({kScenes});
        std::vector<seenbody::Scene> scenes;
        for (int i = 0; i < kScenes; ++i) {
            // Where the crop's view is the camera's: elsewhere a crop is not a view of its own (tst_rope_crop).
            const auto s = scenes.emplace_back(seenbody::scene(unsigned(1000 + i), 0));
            const Eigen::Matrix3d turn = camFromView(s.camera, s.crop);
            for (int j = 0; j < body::kJointCount; ++j) {
                const Eigen::Matrix3d r = j == 0 ? Eigen::Matrix3d(turn.transpose() * s.state.local[0]) : s.state.local[std::size_t(j)];
                for (int a = 0; a < 3; ++a)
                    for (int b = 0; b < 3; ++b) rotations[i][j][a][b] = r(a, b);
            }
            for (int k = 0; k < body::kShapeCount; ++k) betas[i][k] = s.betas[k];
            const Eigen::Vector3d pelvis = turn.transpose() * s.inCam.row(0).transpose();
            focal[i] = focalInCrops(s.camera, s.crop);
            camera[i][0] = focalInCrops(s.camera, s.crop) / pelvis.z();
            camera[i][1] = pelvis.x();
            camera[i][2] = pelvis.y();
        }
        const auto joints = kinematics.joints(rotations, betas), at = projected(joints, camera, focal);
        double worstM = 0, worstCrop = 0;
        for (int i = 0; i < kScenes; ++i) {
            const auto view = seenbody::inView(scenes[std::size_t(i)]);
            const auto crop = seenbody::inCrop(scenes[std::size_t(i)]);
            for (int j = 0; j < body::kJointCount; ++j) {
                for (int c = 0; c < 3; ++c) worstM = std::max(worstM, std::abs(joints[i][j][c].item<double>() - view(j, c)));
                for (int c = 0; c < 2; ++c) worstCrop = std::max(worstCrop, std::abs(at[i][j][c].item<double>() - crop(j, c)));
            }
        }
        QVERIFY2(worstM < 1e-5, qPrintable(QString("worst joint %1 m, tolerance 1e-5").arg(worstM)));
        QVERIFY2(worstCrop < 1e-4, qPrintable(QString("worst position %1 half crops, tolerance 1e-4").arg(worstCrop)));
    }
};

QTEST_APPLESS_MAIN(TestRopeNetwork)
#include "tst_rope_network.moc"
