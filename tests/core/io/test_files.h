#pragma once

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifndef Q_MOC_RUN
#include <filesystem>
#endif

namespace ropetp::test {

/// Files of a test in a folder of its own, which goes with it.
class TestFiles {
  protected:
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }
    QByteArray bytes(const char* name) const {
        QFile f(dir_.filePath(name));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    void put(const char* name, const QByteArray& b) const {
        QFile f(dir_.filePath(name));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(b);
    }
};

}  // namespace ropetp::test
