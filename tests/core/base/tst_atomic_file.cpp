#include "base/atomic_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace ropetp;

/// A write is there whole or not at all.
class TestAtomicFile : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path path(const char* name) const { return dir_.filePath(name).toStdString(); }
    QByteArray content(const char* name) const {
        QFile f(dir_.filePath(name));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    QStringList files() const { return QDir(dir_.path()).entryList(QDir::Files, QDir::Name); }

  private Q_SLOTS:
    void commitReplacesTheFile() {
        for (const char* text : {"first", "second"}) {
            auto f = AtomicFile::create(path("a.txt"));
            QVERIFY(f.has_value());
            QVERIFY(f->write(text, strlen(text)).has_value());
            QVERIFY(f->commit().has_value());
            QCOMPARE(content("a.txt"), QByteArray(text));
        }
        QCOMPARE(files(), QStringList{"a.txt"});
    }

    void droppingWithoutCommitLeavesTheOldFile() {
        {
            auto f = AtomicFile::create(path("a.txt"));
            QVERIFY(f.has_value());
            QVERIFY(f->write("half", 4).has_value());
        }
        QCOMPARE(content("a.txt"), QByteArray("second"));
        QCOMPARE(files(), QStringList{"a.txt"});
    }

    void missingFolderIsAWriteError() {
        const auto f = AtomicFile::create(path("no/such/folder/a.txt"));
        QVERIFY(!f.has_value());
        QCOMPARE(f.error().code, ErrorCode::WriteFailed);
    }

    void folderAsTargetIsRefused() {
        const auto f = AtomicFile::create(dir_.path().toStdString());
        QVERIFY(!f.has_value());
        QCOMPARE(f.error().code, ErrorCode::WriteFailed);
    }

    void fullDiskLeavesTheOldFile() {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        const rlimit small{1000, old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        {
            auto f = AtomicFile::create(path("a.txt"));
            QVERIFY(f.has_value());
            const std::string big(5000, 'x');
            const auto written = f->write(big.data(), big.size());
            QVERIFY(!written.has_value());
            QCOMPARE(written.error().code, ErrorCode::DiskFull);
        }
        setrlimit(RLIMIT_FSIZE, &old);
        QCOMPARE(content("a.txt"), QByteArray("second"));
        QCOMPARE(files(), QStringList{"a.txt"});
    }
};

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
