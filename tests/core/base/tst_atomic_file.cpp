#include "base/atomic_file.h"
#include "base/leftovers.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

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

    void whatAKilledProcessLeftGoes() {
        const auto put = [&](const char* name, bool old) {
            QFile f(dir_.filePath(name));
            QVERIFY(f.open(QIODevice::WriteOnly) && f.write("half") == 4);
            f.flush();
            if (old) QVERIFY(f.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
        };
        // A process that was killed while it wrote: its file stays, its lock does not.
        const pid_t child = fork();
        if (child == 0) {
            auto f = AtomicFile::create(path("killed.txt"));
            if (f && f->write("half", 4)) ::kill(::getpid(), SIGKILL);
            ::_exit(1);
        }
        int status = 0;
        QVERIFY(::waitpid(child, &status, 0) == child && WIFSIGNALED(status));
        const auto left = QDir(dir_.path()).entryList({"killed.txt.*"}, QDir::Files);
        QCOMPARE(left.size(), 1);
        QCOMPARE(removeLeftovers(path("killed.txt")), 0);   // younger than this process: somebody may still be at it
        const timespec hourAgo[2] = {{::time(nullptr) - 3600, 0}, {::time(nullptr) - 3600, 0}};
        const std::string killed = dir_.filePath(left[0]).toStdString();
        QCOMPARE(::utimensat(AT_FDCWD, killed.c_str(), hourAgo, 0), 0);
        QCOMPARE(removeLeftovers(path("kille.txt")), 0);    // another file's
        QCOMPARE(removeLeftovers(path("killed.txt")), 1);
        QVERIFY(!QFile::exists(dir_.filePath(left[0])));

        // What is somebody's stays, however old it is.
        auto writing = AtomicFile::create(path("b.txt"));
        QVERIFY(writing && writing->write("half", 4));
        QCOMPARE(::utimensat(AT_FDCWD, writing->temporaryPath().c_str(), hourAgo, 0), 0);
        for (const char* name : {"b.txt", "b.txt.backup", "b.txt.ropetp-part-", "b.txt.ropetp-part-abcde", "b.txt.ropetp-part-abcdefg", "b.txt.ropetp-part-ab de1", "xb.txt.ropetp-part-abcdef"}) put(name, true);
        put("b.txt.ropetp-part-young1", false);
        QVERIFY(QDir(dir_.path()).mkdir("b.txt.ropetp-part-folder"));
        QVERIFY(QFile::link(dir_.filePath("a.txt"), dir_.filePath("b.txt.ropetp-part-links1")));
        const QStringList before = QDir(dir_.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
        QCOMPARE(removeLeftovers(path("b.txt")), 0);
        QCOMPARE(QDir(dir_.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name), before);
        put("b.txt.ropetp-part-abcdef", true);
        QCOMPARE(removeLeftovers(path("b.txt")), 1);
        QCOMPARE(QDir(dir_.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name), before);
        QVERIFY(writing->commit());
        for (const QString& name : before)
            if (name != "a.txt") QVERIFY(QFile::remove(dir_.filePath(name)) || QDir(dir_.path()).rmdir(name) || !QFile::exists(dir_.filePath(name)));
        QCOMPARE(removeLeftovers(path("no/such/folder/b.txt")), 0);
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
