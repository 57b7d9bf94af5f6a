#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "io/npz_file.h"

#include <csignal>
#include <random>
#include <sys/resource.h>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestNpz : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }
    static NpzArrays sample() {
        NpzArrays a;
        a["floats"] = NpyArray::floats({2, 3}, {1, 2, 3, -4, 5.5f, 6});
        a["scalar"] = NpyArray::scalar(29.97);
        a["ids"] = NpyArray::integers({3}, {7, -8, 1ll << 40});
        a["text"] = NpyArray::unicode("Grüße, 動き");
        a["empty"] = NpyArray::floats({0, 3}, {});
        return a;
    }
    QByteArray bytes(const std::filesystem::path& p) const {
        QFile f(QString::fromStdString(p.string()));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    void put(const std::filesystem::path& p, const QByteArray& b) const {
        QFile f(QString::fromStdString(p.string()));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(b);
    }

  private Q_SLOTS:
    void whatIsWrittenIsRead() {
        QVERIFY(writeNpz(file("a.npz"), sample()));
        const auto read = readNpz(file("a.npz"));
        QVERIFY(read);
        QCOMPARE(read->size(), std::size_t(5));
        for (const auto& [name, array] : sample()) {
            QVERIFY(read->contains(name));
            QVERIFY(read->at(name).bytes == array.bytes && read->at(name).shape == array.shape && read->at(name).type == array.type);
        }
        QCOMPARE(*read->at("text").text(), std::string("Grüße, 動き"));
        QCOMPARE(read->at("ids").numbers()->at(2), double(1ll << 40));
    }

    void theSameArraysGiveTheSameBytes() {
        QVERIFY(writeNpz(file("x.npz"), sample()));
        QVERIFY(writeNpz(file("y.npz"), sample()));
        QVERIFY(bytes(file("x.npz")) == bytes(file("y.npz")));
    }

    void fortranOrderIsTurned() {
        // A 2 x 3 array, column by column, as numpy.save writes np.asfortranarray.
        std::string header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }";
        header.append(63 - (header.size() + 10) % 64, ' ') += '\n';
        std::vector<std::uint8_t> npy = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, std::uint8_t(header.size()), 0};
        npy.insert(npy.end(), header.begin(), header.end());
        const std::vector<float> columns = {1, 4, 2, 5, 3, 6};
        npy.insert(npy.end(), reinterpret_cast<const std::uint8_t*>(columns.data()), reinterpret_cast<const std::uint8_t*>(columns.data() + 6));
        const auto array = decodeNpy(npy);
        QVERIFY(array);
        QVERIFY(*array->numbers() == (std::vector<double>{1, 2, 3, 4, 5, 6}));
    }

    void headersThatLieAreRefused_data() {
        QTest::addColumn<QString>("header");
        QTest::newRow("more items than bytes") << "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000), }";
        QTest::newRow("overflow") << "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296, 16), }";
        QTest::newRow("object") << "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }";
        QTest::newRow("big endian") << "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }";
        QTest::newRow("no shape") << "{'descr': '<f4', 'fortran_order': False, }";
        QTest::newRow("not a dictionary") << "hello";
        QTest::newRow("many dimensions") << "{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1), }";
    }
    void headersThatLieAreRefused() {
        QFETCH(QString, header);
        std::string h = header.toStdString();
        h.append(63 - (h.size() + 10) % 64, ' ') += '\n';
        std::vector<std::uint8_t> npy = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, std::uint8_t(h.size() & 255), std::uint8_t(h.size() >> 8)};
        npy.insert(npy.end(), h.begin(), h.end());
        npy.insert(npy.end(), 4, 0);
        QVERIFY(!decodeNpy(npy));
    }

    void cutShortFilesAreErrors() {
        QVERIFY(writeNpz(file("whole.npz"), sample()));
        const QByteArray whole = bytes(file("whole.npz"));
        for (int n = 0; n < whole.size(); n += 37) {
            put(file("cut.npz"), whole.left(n));
            const auto read = readNpz(file("cut.npz"));
            QVERIFY2(!read, qPrintable(QString::number(n)));
            QVERIFY(!read.error().file.empty());
        }
    }

    void damagedBytesNeverCrash() {
        QVERIFY(writeNpz(file("whole.npz"), sample()));
        const QByteArray whole = bytes(file("whole.npz"));
        std::mt19937 rng(3);
        int readable = 0;
        for (int trial = 0; trial < 3000; ++trial) {
            QByteArray damaged = whole;
            for (int k = 0; k < 1 + trial % 4; ++k) damaged[int(rng() % unsigned(whole.size()))] = char(rng());
            put(file("damaged.npz"), damaged);
            const auto read = readNpz(file("damaged.npz"));
            readable += read.has_value();
        }
        QVERIFY(readable < 3000);
    }

    void missingAndForeignFilesAreTold() {
        QVERIFY(readNpz(file("nowhere.npz")).error().code == ErrorCode::FileNotFound);
        put(file("text.npz"), "this is text, not an archive");
        QVERIFY(readNpz(file("text.npz")).error().code == ErrorCode::CorruptFile);
        put(file("nothing.npz"), {});
        QVERIFY(!readNpz(file("nothing.npz")));
    }

    void aFullDiskLeavesTheOldFile() {
        QVERIFY(writeNpz(file("kept.npz"), sample()));
        const QByteArray before = bytes(file("kept.npz"));
        // A limit on the size of files behaves like a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        const rlimit small{4096, old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        NpzArrays big = sample();
        big["big"] = NpyArray::floats({100000}, std::vector<float>(100000, 1.0f));
        const auto written = writeNpz(file("kept.npz"), big);
        setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY(!written);
        QVERIFY(bytes(file("kept.npz")) == before);
        QStringList left = QDir(dir_.path()).entryList({"*kept*"}, QDir::Files | QDir::Hidden);
        QCOMPARE(left.size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestNpz)
#include "tst_npz.moc"
