#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "checkpoint_fixture.h"
#include "nn/pickle_reader.h"
#include "nn/state_dict.h"
#include "python_torch.h"

#include <cmath>
#include <limits>
#include <random>
#endif

using namespace ropetp;
using namespace ropetp::nn;
using namespace checkpoints;

namespace {

const std::vector<Storage> kFour = {storage<float>("0", {1, 2, 3, 4})};

/// Values of every kind, a transposed view, one storage twice, a counter.
Bytes sample() {
    const Tensor matrix{"0", "FloatStorage", 6, 0, {2, 3}, {3, 1}}, turned{"0", "FloatStorage", 6, 0, {3, 2}, {1, 3}}, tail{"0", "FloatStorage", 6, 4, {2}, {1}};
    const Tensor doubles{"1", "DoubleStorage", 2, 0, {2}, {1}}, halves{"2", "HalfStorage", 2, 0, {2}, {1}}, brains{"3", "BFloat16Storage", 2, 0, {2}, {1}};
    const Tensor counter{"4", "LongStorage", 1, 0, {}, {}}, scalar{"0", "FloatStorage", 6, 5, {}, {}};
    return pickle(orderedDict() + "(" + text("a.weight") + tensor(matrix) + text("a.turned") + tensor(turned) + text("tail") + tensor(tail) + text("doubles") + tensor(doubles) +
                  text("halves") + tensor(halves) + text("brains") + tensor(brains) + text("counter") + tensor(counter) + text("scalar") + tensor(scalar) + text("parameter") +
                  call(name("torch._utils", "_rebuild_parameter"), tensor(tail) + "\x88" + orderedDict()) + text("epoch") + integer(7) + "u");
}
std::vector<Storage> sampleStorages() {
    return {storage<float>("0", {1, 2, 3, 4, 5, 6}), storage<double>("1", {0.25, -1e3}), storage<std::uint16_t>("2", {0x3c00, 0xc100}), storage<std::uint16_t>("3", {0x3f80, 0xc040}),
            storage<std::int64_t>("4", {99})};
}

Bytes layout(bool old, const Bytes& content, const std::vector<Storage>& storages) { return old ? oldLayout(content, storages) : newLayout(content, storages); }

void rowsForLayouts() {
    QTest::addColumn<bool>("old");
    QTest::newRow("zip") << false;
    QTest::newRow("old") << true;
}

/// A file that cannot be used gives one of these, and nothing else.
bool isRefusal(const Error& e) { return e.code == ErrorCode::CorruptFile || e.code == ErrorCode::UnsupportedFormat; }

QString said(const Result<TensorFile>& r) { return r ? QString("it was read") : QString::fromStdString(describe(r.error())); }

}  // namespace

/// PyTorch's checkpoints, read without Python: right values by name, and nothing but data.
class TestStateDict : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    std::filesystem::path path(const char* name) const { return dir_.filePath(name).toStdString(); }
    Result<TensorFile> readBytes(const Bytes& b) const {
        QFile f(dir_.filePath("checkpoint.pth"));
        f.remove();   // many file systems flush a file that is cut and written again
        if (!f.open(QIODevice::WriteOnly) || f.write(b.data(), qint64(b.size())) != qint64(b.size())) return fail(ErrorCode::Internal, "the test cannot write");
        f.close();
        return readStateDict(path("checkpoint.pth"));
    }

  private Q_SLOTS:
    void valuesOfEveryKindAreRead_data() { rowsForLayouts(); }
    void valuesOfEveryKindAreRead() {
        QFETCH(bool, old);
        const auto file = readBytes(layout(old, sample(), sampleStorages()));
        QVERIFY2(file, qPrintable(said(file)));
        const auto is = [&](const char* tensorName, std::vector<std::int64_t> shape, std::vector<float> values) {
            const auto it = file->tensors.find(tensorName);
            QVERIFY2(it != file->tensors.end(), tensorName);
            QVERIFY2(it->second.shape == shape && it->second.values == values, tensorName);
        };
        is("a.weight", {2, 3}, {1, 2, 3, 4, 5, 6});
        is("a.turned", {3, 2}, {1, 4, 2, 5, 3, 6});
        is("tail", {2}, {5, 6});
        is("doubles", {2}, {0.25, -1000});
        is("halves", {2}, {1, -2.5});
        is("brains", {2}, {1, -3});
        is("scalar", {}, {6});
        is("parameter", {2}, {5, 6});
        QVERIFY2(!file->tensors.contains("counter"), "integer counters are no weights");
        QCOMPARE(file->tensors.size(), std::size_t(8));
    }

    void weightsMayLieInAMember_data() {
        QTest::addColumn<QByteArray>("member");
        for (const char* m : {"state_dict", "model_state_dict", "model", "net"}) QTest::newRow(m) << QByteArray(m);
    }
    void weightsMayLieInAMember() {
        QFETCH(QByteArray, member);
        const auto file = readBytes(newLayout(pickle(dict(text("epoch") + integer(3) + text(member.toStdString()) + dict(text("w") + tensor({})))), kFour));
        QVERIFY2(file, qPrintable(said(file)));
        QVERIFY(file->tensors.size() == 1 && file->tensors.contains("w"));
    }

    void namesOfNestedDictionariesAreJoined() {
        const auto file = readBytes(newLayout(pickle(dict(text("a") + dict(text("b") + tensor({})))), kFour));
        QVERIFY2(file && file->tensors.contains("a.b"), qPrintable(said(file)));
    }

    void pythonsCheckpointsLoadByName_data() {
        QTest::addColumn<QString>("how");
        QTest::newRow("zip") << "torch.save(w, out)";
        QTest::newRow("old") << "torch.save(w, out, _use_new_zipfile_serialization=False)";
        QTest::newRow("in a member, zip") << "torch.save({'epoch': 3, 'state_dict': w, 'optimizer': {0: torch.ones(3)}}, out)";
        QTest::newRow("in a member, old") << "torch.save({'epoch': 3, 'state_dict': w}, out, _use_new_zipfile_serialization=False)";
        QTest::newRow("protocol 4") << "torch.save(w, out, pickle_protocol=4)";
    }
    void pythonsCheckpointsLoadByName() {
        if (*python::whyMissing()) QSKIP(python::whyMissing());
        QFETCH(QString, how);
        const QString out = dir_.filePath("python.pth");
        const QString script =
            "import sys, torch\n"
            "out = sys.argv[1]\n"
            "net = torch.nn.Sequential(torch.nn.Conv2d(3, 5, 3), torch.nn.BatchNorm2d(5))\n"
            "for k, (name, p) in enumerate(net.named_parameters()): p.data = torch.sin(torch.arange(p.numel()) + 100.0 * k).view(p.shape)\n"
            "w = net.state_dict()\n"
            "w['half'] = torch.arange(6).half() / 4\n"
            "w['brain'] = torch.arange(6).bfloat16() / 4\n"
            "w['double'] = torch.arange(6).double() / 3\n"
            "w['turned'] = torch.arange(6.0).view(2, 3).t()\n"
            "w['parameter'] = torch.nn.Parameter(torch.arange(3.0))\n" + how + "\n";
        QString errors;
        QVERIFY2(python::run({"-c", script, out}, &errors), qPrintable(errors));
        const auto file = readStateDict(out.toStdString());
        QVERIFY2(file, qPrintable(said(file)));
        const char* parameters[] = {"0.weight", "0.bias", "1.weight", "1.bias"};
        double worst = 0;
        for (int k = 0; k < 4; ++k) {
            QVERIFY2(file->tensors.contains(parameters[k]), parameters[k]);
            const auto& values = file->tensors.at(parameters[k]).values;
            for (std::size_t i = 0; i < values.size(); ++i) worst = std::max(worst, std::abs(double(values[i]) - std::sin(double(i) + 100 * k)));
        }
        QCOMPARE(file->tensors.at("0.weight").shape, (std::vector<std::int64_t>{5, 3, 3, 3}));
        for (std::size_t i = 0; i < 6; ++i) {
            worst = std::max(worst, std::abs(double(file->tensors.at("half").values[i]) - double(i) / 4));
            worst = std::max(worst, std::abs(double(file->tensors.at("brain").values[i]) - double(i) / 4));
            worst = std::max(worst, std::abs(double(file->tensors.at("double").values[i]) - double(i) / 3));
        }
        QVERIFY2(worst < 2e-6, qPrintable(QString("worst value off by %1, tolerance 2e-6").arg(worst)));
        QCOMPARE(file->tensors.at("turned").values, (std::vector<float>{0, 3, 1, 4, 2, 5}));
        QCOMPARE(file->tensors.at("parameter").values, (std::vector<float>{0, 1, 2}));
        QVERIFY(file->tensors.contains("1.running_var") && !file->tensors.contains("1.num_batches_tracked"));
        QCOMPARE(file->tensors.size(), std::size_t(11));
    }

    /// What Python would run is refused by name where the weights should be, ignored elsewhere, and never run.
    void callsAreNeverMade() {
        const QString mark = dir_.filePath("executed");
        const Bytes attack = call(name("os", "system"), text("touch " + mark.toStdString()));
        const auto whole = readBytes(newLayout(pickle(attack), kFour));
        QVERIFY2(!whole && said(whole).contains("os.system"), qPrintable(said(whole)));
        const auto inside = readBytes(newLayout(pickle(dict(text("w") + tensor({}) + text("x") + attack)), kFour));
        QVERIFY2(!inside && said(inside).contains("os.system"), qPrintable(said(inside)));
        const auto beside = readBytes(newLayout(pickle(dict(text("state_dict") + dict(text("w") + tensor({})) + text("x") + attack)), kFour));
        QVERIFY2(beside && beside->tensors.size() == 1, qPrintable(said(beside)));
        QVERIFY(!QFile::exists(mark));
        if (*python::whyMissing()) return;
        // The same from Python's own pickler.
        const QString script = "import sys, torch, os\nclass X:\n  def __reduce__(self): return os.system, ('touch ' + sys.argv[2],)\ntorch.save({'w': torch.ones(2), 'x': X()}, sys.argv[1])\n";
        QVERIFY(python::run({"-c", script, dir_.filePath("attack.pth"), mark}));
        const auto python = readStateDict(path("attack.pth"));
        QVERIFY2(!python && said(python).contains("system"), qPrintable(said(python)));
        QVERIFY(!QFile::exists(mark));
    }

    void everyTruncationIsRefused_data() { rowsForLayouts(); }
    void everyTruncationIsRefused() {
        QFETCH(bool, old);
        const Bytes whole = layout(old, sample(), sampleStorages());
        for (std::size_t n = 0; n < whole.size(); ++n) {
            const auto file = readBytes(whole.substr(0, n));
            QVERIFY2(!file && isRefusal(file.error()), qPrintable(QString("cut after byte %1: %2").arg(n).arg(said(file))));
        }
    }

    void damageIsRefusedOrReadAsOtherValues_data() { rowsForLayouts(); }
    void damageIsRefusedOrReadAsOtherValues() {
        QFETCH(bool, old);
        const Bytes whole = layout(old, sample(), sampleStorages());
        std::mt19937 random(6);
        int refused = 0;
        for (int i = 0; i < 6000; ++i) {
            Bytes b;
            if (i % 2 == 0) {
                b = whole;
                for (unsigned k = 0, n = 1 + random() % 3; k < n; ++k) b[random() % b.size()] = char(random());
            } else {   // within an archive whose checksums are right
                Bytes content = sample();
                for (unsigned k = 0, n = 1 + random() % 3; k < n; ++k) content[random() % content.size()] = char(random());
                b = layout(old, content, sampleStorages());
            }
            const auto file = readBytes(b);
            refused += !file;
            QVERIFY2(file || isRefusal(file.error()), qPrintable(QString("mutation %1: %2").arg(i).arg(said(file))));
            if (!file) continue;
            for (const auto& [tensorName, t] : file->tensors) {
                std::size_t count = 1;
                for (const auto d : t.shape) count *= std::size_t(d);
                QVERIFY2(t.values.size() == count && count < 1'000'000, qPrintable(QString("mutation %1").arg(i)));
                for (const float v : t.values) QVERIFY(std::isfinite(v));
            }
        }
        QVERIFY2(refused > 500, qPrintable(QString("only %1 refused").arg(refused)));
    }

    void tensorsBeyondTheirStorageAreRefused_data() {
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char* title, const Tensor& t) {
            const Bytes p = pickle(dict(text("w") + tensor(t)));
            QTest::newRow(title) << QByteArray(p.data(), qsizetype(p.size()));
        };
        constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
        row("one too many", {"0", "FloatStorage", 4, 0, {5}, {1}});
        row("offset", {"0", "FloatStorage", 4, 1, {4}, {1}});
        row("huge offset", {"0", "FloatStorage", 4, kHuge, {4}, {1}});
        row("negative offset", {"0", "FloatStorage", 4, -1, {4}, {1}});
        row("stride", {"0", "FloatStorage", 4, 0, {2, 2}, {3, 1}});
        row("huge stride", {"0", "FloatStorage", 4, 0, {2, 2}, {kHuge, 1}});
        row("negative stride", {"0", "FloatStorage", 4, 3, {4}, {-1}});
        row("wider type", {"0", "DoubleStorage", 4, 0, {4}, {1}});
        row("huge shape", {"0", "FloatStorage", 4, 0, {kHuge}, {1}});
        row("negative shape", {"0", "FloatStorage", 4, 0, {-4}, {1}});
        row("shape that overflows", {"0", "FloatStorage", 4, 0, {1 << 28, 1 << 28, 1 << 28}, {0, 0, 0}});
        row("shape that overflows to 0", {"0", "FloatStorage", 4, 0, {1 << 28, 1 << 28, 1 << 8}, {0, 0, 0}});
        row("one value as 64 million", {"0", "FloatStorage", 4, 0, {1 << 26}, {0}});
        row("strides of another rank", {"0", "FloatStorage", 4, 0, {2, 2}, {1}});
        row("nine dimensions", {"0", "FloatStorage", 4, 0, std::vector<std::int64_t>(9, 1), std::vector<std::int64_t>(9, 1)});
        row("a storage that is missing", {"7", "FloatStorage", 4, 0, {4}, {1}});
    }
    void tensorsBeyondTheirStorageAreRefused() {
        QFETCH(QByteArray, content);
        const auto file = readBytes(newLayout(content.toStdString(), kFour));
        QVERIFY2(!file && file.error().code == ErrorCode::CorruptFile, qPrintable(said(file)));
    }

    void hostileStructuresAreRefused_data() {
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char* title, const Bytes& body) {
            const Bytes p = pickle(body);
            QTest::newRow(title) << QByteArray(p.data(), qsizetype(p.size()));
        };
        const Bytes zero(1, '\0');
        // Each dictionary holds the one dictionary a thousand times.
        Bytes itself = "}q" + zero + "(";
        for (int i = 0; i < 1000; ++i) itself += text("k" + std::to_string(i)) + "h" + zero;
        row("a dictionary in itself", itself + "u");
        Bytes tower = tensor({});
        for (int i = 0; i < 300'000; ++i) tower += "\x85R";
        row("a tower of parameters", dict(text("w") + Bytes(name("torch._utils", "_rebuild_parameter") + "q\1") + [] {
                Bytes again;
                for (int i = 1; i < 300'000; ++i) again += "h\1";
                return again;
            }() + tower));
        Bytes deep = "N";
        for (int i = 0; i < 1'000'000; ++i) deep += '\x85';
        row("a tower of tuples", deep);
        row("a long name", dict(text(std::string(100'000, 'n')) + tensor({})));
        row("a tensor without arguments", dict(text("w") + call(name("torch._utils", "_rebuild_tensor_v2"), "")));
        row("a tensor of texts", dict(text("w") + call(name("torch._utils", "_rebuild_tensor_v2"), text("a") + text("b") + text("c") + text("d"))));
        row("a number", integer(3));
        row("no weights", dict(text("epoch") + integer(3)));
        Bytes many = dict("");
        many = "}(" + text("w0") + tensor({"0", "FloatStorage", 4, 0, {1 << 19}, {0}}) + "q\1";
        for (int i = 1; i < 4000; ++i) many += text("w" + std::to_string(i)) + "h\1";
        row("a thousand tensors of one value", many + "u");
    }
    void hostileStructuresAreRefused() {
        QFETCH(QByteArray, content);
        for (const bool old : {false, true}) {
            const auto file = readBytes(layout(old, content.toStdString(), kFour));
            QVERIFY2(!file && isRefusal(file.error()), qPrintable(said(file)));
        }
    }

    void storagesOfFalseLengthAreRefused() {
        const Bytes content = pickle(dict(text("w") + tensor({})));
        for (const std::int64_t count : {std::int64_t(5), std::int64_t(1) << 62, std::int64_t(-1), std::numeric_limits<std::int64_t>::max()}) {
            auto storages = kFour;
            storages[0].count = count;
            const auto file = readBytes(oldLayout(content, storages));
            QVERIFY2(!file && isRefusal(file.error()), qPrintable(QString("%1: %2").arg(count).arg(said(file))));
        }
    }

    void weightsThatAreNoNumbersAreRefused() {
        const auto file = readBytes(newLayout(pickle(dict(text("w") + tensor({}))), {storage<float>("0", {1, std::nanf(""), 3, 4})}));
        QVERIFY2(!file && file.error().code == ErrorCode::CorruptFile, qPrintable(said(file)));
    }

    void otherFilesAreRefused() {
        const auto missing = readStateDict(path("not there.pth"));
        QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
        const auto folder = readStateDict(dir_.path().toStdString());
        QVERIFY2(!folder, "a folder");
        for (const Bytes& b : {Bytes(), Bytes("hello"), Bytes(4096, '\0'), Bytes("PK\3\4"), zip({{"readme.txt", "no checkpoint"}}), pickle(dict(""))}) {
            const auto file = readBytes(b);
            QVERIFY2(!file && isRefusal(file.error()), qPrintable(said(file)));
        }
    }
};

QTEST_APPLESS_MAIN(TestStateDict)
#include "tst_state_dict.moc"
