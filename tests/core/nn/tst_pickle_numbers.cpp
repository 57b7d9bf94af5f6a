#include "nn/pickle_numbers.h"
#include "tests/core/nn/pickle_fixture.h"

#include <QTest>

using namespace ropetp;
using namespace ropetp::nn;
using namespace ropetp::fixture;

class TestPickleNumbers : public QObject {
    Q_OBJECT

    static Result<PickleNumbers> numbersIn(const std::string& value) {
        const auto root = readPickle(bytesOf(pickled(value)));
        if (!root) return fail(root.error());
        return numbersOf(*root->first);
    }
    static Result<PickleNumbers> numbersInText(const std::string& pickle) {
        const auto root = readPickle(bytesOf(pickle));
        if (!root) return fail(root.error());
        return numbersOf(*root->first);
    }

  private Q_SLOTS:
    void arraysKeepShapeAndOrder() {
        const auto a = numbersIn(pyArray({2, 3}, {1, 2, 3, 4, 5, 6}));
        QVERIFY2(a, a ? "" : a.error().detail.c_str());
        QCOMPARE(a->shape, (std::vector<std::size_t>{2, 3}));
        QCOMPARE(a->values, (std::vector<double>{1, 2, 3, 4, 5, 6}));
        const auto columns = numbersIn(pyArray({2, 3}, {1, 4, 2, 5, 3, 6}, true));
        QVERIFY(columns);
        QCOMPARE(columns->values, a->values);
    }

    void everyTypeIsRead_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char* type, const std::string& content) { QTest::newRow(type) << type << QByteArray(content.data(), qsizetype(content.size())); };
        row("f8", rawBytes(-3.0));
        row("f4", rawBytes(-3.f));
        row("f2", rawBytes(std::uint16_t(0xC200)));
        row("i8", rawBytes(std::int64_t(-3)));
        row("i4", rawBytes(std::int32_t(-3)));
        row("i2", rawBytes(std::int16_t(-3)));
        row("i1", rawBytes(std::int8_t(-3)));
    }
    void everyTypeIsRead() {
        QFETCH(QString, type);
        QFETCH(QByteArray, content);
        const auto a = numbersIn(pyArrayOf({1}, pyDtype(type.toStdString()), content.toStdString()));
        QVERIFY2(a, a ? "" : a.error().detail.c_str());
        QCOMPARE(a->values, std::vector<double>{-3});
    }

    void listsOfEqualArraysAreStacked() {
        const auto a = numbersIn(pyList({pyArray({2}, {1, 2}), pyArray({2}, {3, 4}), pyArray({2}, {5, 6})}));
        QVERIFY(a);
        QCOMPARE(a->shape, (std::vector<std::size_t>{3, 2}));
        QCOMPARE(a->values.back(), 6.0);
        QVERIFY(!numbersIn(pyList({pyArray({2}, {1, 2}), pyArray({1}, {3})})));
        QCOMPARE(numbersIn(pyReal(2.5))->values, std::vector<double>{2.5});
    }

    void python3WritesBytesAsText() {
        // In protocol 2: _codecs.encode(text, "latin1"), the text in UTF-8.
        const double value = -1.5;
        std::string utf8;
        for (const char c : rawBytes(value)) {
            const auto b = static_cast<unsigned char>(c);
            if (b < 0x80) utf8 += c;
            else utf8 += char(0xC0 | b >> 6), utf8 += char(0x80 | (b & 0x3F));
        }
        const std::string content = "c_codecs\nencode\n" + pyUnicode(utf8) + pyUnicode("latin1") + "\x86R";
        const std::string array = "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n" + pyInt(0) + "\x85" + pyText("b") + "\x87R" +
                                  pyTuple({pyInt(1), pyTuple({pyInt(1)}), pyDtype("f8"), "\x89", content}) + "b";
        const auto a = numbersIn(array);
        QVERIFY2(a, a ? "" : a.error().detail.c_str());
        QCOMPARE(a->values, std::vector<double>{value});
    }

    void textFormsOfProtocol0AreRead() {
        const auto a = numbersInText("(lp0\nI12\naL-7L\naF0.25\naI01\na.");
        QVERIFY2(a, a ? "" : a.error().detail.c_str());
        QCOMPARE(a->values, (std::vector<double>{12, -7, 0.25, 1}));
        const auto text = readPickle(bytesOf("S'a\\'b\\x41\\n'\np0\n."));
        QVERIFY(text);
        QCOMPARE(*textOf(*text->first), std::string("a'bA\n"));
    }

    void latin1TextsBecomeUtf8() {
        const auto root = readPickle(bytesOf(pickled(pyText("caf\xE9"))));
        QVERIFY(root);
        QCOMPARE(*textOf(*root->first), std::string("caf\xC3\xA9"));
    }

    void whatIsWrongIsRefused_data() {
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* name, const std::string& value) { QTest::newRow(name) << QByteArray(value.data(), qsizetype(value.size())); };
        row("fewer bytes than its shape", pyArrayOf({100, 100}, pyDtype("f8"), rawBytes(1.0)));
        row("shape overflows", pyArrayOf({2147483647, 2147483647, 2147483647}, pyDtype("f8"), rawBytes(1.0)));
        row("negative shape", pyArrayOf({-1}, pyDtype("f8"), rawBytes(1.0)));
        row("big endian", pyArrayOf({1}, pyDtype("f8", ">"), rawBytes(1.0)));
        row("objects", pyArrayOf({1}, pyDtype("O8"), rawBytes(1.0)));
        row("an unknown constructor", "cos\nsystem\n" + pyText("true") + "\x85R");
        row("a type that is a command", pyArrayOf({1}, "cos\nsystem\n" + pyText("f8") + "\x85R", rawBytes(1.0)));
        row("text", pyText("hello"));
        std::string nested = "K\x01";
        for (int i = 0; i < 40; ++i) nested = "](" + nested + "e";
        row("nested", nested);
        // Each list holds the one before twice: 2^30 numbers from 200 bytes.
        std::string bomb = "](K\x01K\x01" "e";
        for (int i = 0; i < 30; ++i) bomb = bomb + "q" + char(i) + "](h" + char(i) + "h" + char(i) + "e";
        row("bomb", bomb);
    }
    void whatIsWrongIsRefused() {
        QFETCH(QByteArray, value);
        QVERIFY(!numbersIn(value.toStdString()));
    }

    void cutShortIsAnErrorAtEveryByte() {
        const std::string whole = pickled(pyArray({2, 2}, {1, 2, 3, 4}));
        for (std::size_t n = 0; n < whole.size(); ++n) QVERIFY(!readPickle(bytesOf(whole.substr(0, n))));
    }
};

QTEST_APPLESS_MAIN(TestPickleNumbers)
#include "tst_pickle_numbers.moc"
