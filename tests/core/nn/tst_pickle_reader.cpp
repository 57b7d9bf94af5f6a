#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "checkpoint_fixture.h"
#include "nn/pickle_reader.h"

#include <random>
#endif

using namespace ropetp;
using namespace ropetp::nn;
using namespace checkpoints;
using Kind = PickleValue::Kind;

namespace {

auto read(const Bytes& b) { return readPickle({reinterpret_cast<const std::uint8_t*>(b.data()), b.size()}); }

/// A pickle with most instructions in it.
Bytes everything() {
    return pickle(dict(text("none") + "N" + text("yes") + "\x88" + text("large") + integer(std::int64_t(1) << 40) + text("minus") + integer(-3) + text("half") + "G" +
                       Bytes("\x3f\xe0\0\0\0\0\0\0", 8) + text("list") + "](" + integer(1) + integer(2) + "e" + text("pair") + integer(3) + integer(4) + "\x86" + "q\5" +
                       text("again") + "h\5" + text("object") + call(name("some", "thing"), integer(9)) + "}(" + text("a") + "Nub" + text("weights") + tensor({})));
}

QString reason(const Error& e) { return QString::fromStdString(e.detail); }

}  // namespace

/// Pickles are data from anywhere: read without running anything, whatever they hold.
class TestPickleReader : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void valuesAreRead() {
        const auto v = read(everything() + "rest");
        QVERIFY2(v, v ? "" : describe(v.error()).c_str());
        QCOMPARE(v->second, everything().size());
        const PickleValue& d = *v->first;
        QVERIFY(d.kind == Kind::Dict);
        QVERIFY(d.find("none")->kind == Kind::None);
        QVERIFY(d.find("yes")->kind == Kind::Bool && d.find("yes")->integer == 1);
        QCOMPARE(d.find("large")->integer, std::int64_t(1) << 40);
        QCOMPARE(d.find("minus")->integer, std::int64_t(-3));
        QCOMPARE(d.find("half")->real, 0.5);
        QCOMPARE(d.find("list")->items.size(), std::size_t(2));
        QCOMPARE(d.find("list")->items[1]->integer, std::int64_t(2));
        QVERIFY(d.find("pair") == d.find("again"));
        QVERIFY(d.find("pair")->kind == Kind::Tuple && d.find("pair")->items[1]->integer == 4);
        QVERIFY(!d.find("missing"));
    }

    void constructorsAreKeptByName() {
        const auto v = read(pickle(call(name("os", "system"), text("exit 1"))));
        QVERIFY(v);
        QVERIFY(v->first->kind == Kind::Object);
        QCOMPARE(v->first->callee->text, std::string("os.system"));
        QCOMPARE(v->first->items[0]->text, std::string("exit 1"));
    }

    void aListMayHoldItself() {
        const auto v = read(pickle("]q" + Bytes(1, '\0') + "h" + Bytes(1, '\0') + "a"));
        QVERIFY(v);
        QVERIFY(v->first->items[0] == v->first.get());
    }

    void aDeepTowerIsReadAndDropped() {
        Bytes tower = "N";
        for (int i = 0; i < 1'000'000; ++i) tower += '\x85';
        const auto v = read(pickle(tower));
        QVERIFY2(v, v ? "" : describe(v.error()).c_str());
    }

    void everyTruncationIsRefused() {
        const Bytes whole = everything();
        QVERIFY(read(whole));
        for (std::size_t n = 0; n < whole.size(); ++n) {
            const auto v = read(whole.substr(0, n));
            QVERIFY2(!v && v.error().code == ErrorCode::CorruptFile, qPrintable(QString("cut after byte %1").arg(n)));
        }
    }

    void damageIsRefusedOrReadAsOtherValues() {
        const Bytes whole = everything();
        std::mt19937 random(5);
        int refused = 0;
        for (int i = 0; i < 20'000; ++i) {
            Bytes b = whole;
            for (unsigned k = 0, n = 1 + random() % 3; k < n; ++k) b[random() % b.size()] = char(random());
            const auto v = read(b);
            refused += !v;
            QVERIFY2(v || v.error().code == ErrorCode::CorruptFile, qPrintable(QString("mutation %1").arg(i)));
            QVERIFY(!v || v->first);
        }
        QVERIFY2(refused > 2000, qPrintable(QString("only %1 refused").arg(refused)));
    }

    void nonsenseIsRefused_data() {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* title, const Bytes& body) { QTest::newRow(title) << QByteArray(body.data(), qsizetype(body.size())); };
        row("nothing", "");
        row("a text of 4 GB", "X" + raw(~0u) + "a");
        row("a text of 16 EB", Bytes("\x8d") + raw(~std::uint64_t(0)) + "a");
        row("a text of 2^63", Bytes("\x8d") + raw(std::uint64_t(1) << 63) + "a");
        row("bytes of 16 EB", Bytes("\x8e") + raw(~std::uint64_t(0)) + "a");
        row("an array of 16 EB", Bytes("\x96") + raw(~std::uint64_t(0)) + "a");
        row("an integer of 4 GB", Bytes("\x8b") + raw(~0u) + "a");
        row("a reference to nothing", "h\7");
        row("a far reference to nothing", "j" + raw(~0u));
        row("a pop of nothing", "0");
        row("a pop below a mark", "N(0");
        row("a memo below a mark", "N(q" + Bytes(1, '\0') + "t");
        row("a tuple below a mark", "NN(\x86t");
        row("items without a mark", "]Ne");
        row("an item without a list", "NNa");
        row("an item without a dictionary", "NNNs");
        row("half a pair", "}(Nu");
        row("arguments that are no tuple", name("a", "b") + "NR");
        row("a state without an object", "NNb");
        row("a name without an end", "ca\nb");
        row("a name of numbers", "K\1K\1\x93");
        row("an unknown instruction", "\xff");
    }
    void nonsenseIsRefused() {
        QFETCH(QByteArray, body);
        const auto v = read(pickle(body.toStdString()));
        QVERIFY(!v);
        QVERIFY2(v.error().code == ErrorCode::CorruptFile, describe(v.error()).c_str());
    }

    void endlessInstructionsAreRefused() {
        const auto v = read(pickle(Bytes(kMostPickleSteps + 10, 'N')));
        QVERIFY(!v);
        QVERIFY2(reason(v.error()).contains("instructions"), describe(v.error()).c_str());
    }

    /// Four bytes must not copy a thousand values, or a text, again and again.
    void repetitionIsRefused_data() {
        QTest::addColumn<QByteArray>("body");
        Bytes arguments = "(" + Bytes(2000, 'N') + "tq\1" + name("a", "b") + "q\2", names = text(std::string(2000, 'm')) + "q\1" + text("n") + "q\2";
        for (int i = 0; i < 1000; ++i) {
            arguments += "h\2h\1R";
            names += "h\1h\2\x93";
        }
        QTest::newRow("arguments") << QByteArray(arguments.data(), qsizetype(arguments.size()));
        QTest::newRow("names") << QByteArray(names.data(), qsizetype(names.size()));
    }
    void repetitionIsRefused() {
        QFETCH(QByteArray, body);
        const auto v = read(pickle(body.toStdString()));
        QVERIFY(!v);
        QVERIFY2(reason(v.error()).contains("repeats"), describe(v.error()).c_str());
    }
};

QTEST_APPLESS_MAIN(TestPickleReader)
#include "tst_pickle_reader.moc"
