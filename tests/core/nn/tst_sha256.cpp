#include "nn/sha256.h"

#include <QTest>

using namespace ropetp::nn;

class TestSha256 : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void knownVectors_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("digest");
        QTest::newRow("empty") << QByteArray() << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        QTest::newRow("abc") << QByteArray("abc") << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        QTest::newRow("448 bits") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                  << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
        QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                     << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    }
    void knownVectors() {
        QFETCH(QByteArray, message);
        QFETCH(QString, digest);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(message.constData());
        QCOMPARE(QString::fromStdString(sha256Hex({bytes, std::size_t(message.size())})), digest);
    }
    void piecesGiveTheSameDigest() {
        std::vector<std::uint8_t> data(1000);
        for (std::size_t i = 0; i < data.size(); ++i) data[i] = std::uint8_t(i * 31);
        for (const std::size_t piece : {1u, 7u, 63u, 64u, 65u, 999u}) {
            Sha256 sha;
            for (std::size_t at = 0; at < data.size(); at += piece)
                sha.update(std::span(data).subspan(at, std::min(piece, data.size() - at)));
            QCOMPARE(sha.finishHex(), sha256Hex(data));
        }
    }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_sha256.moc"
