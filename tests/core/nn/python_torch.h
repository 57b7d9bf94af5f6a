#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

/// Debian's python3-torch, where it is installed: the reference that checkpoints come from.
namespace python {

inline const char* kProgram = "/usr/bin/python3";

inline bool run(const QStringList& arguments, QString* errors = nullptr) {
    QProcess p;
    p.setProgram(kProgram);
    p.setArguments(arguments);
    p.start();
    const bool good = p.waitForFinished(120'000) && p.exitStatus() == QProcess::NormalExit && p.exitCode() == 0;
    if (errors) *errors = QString::fromUtf8(p.readAllStandardError()).right(400);
    return good;
}

/// Empty where PyTorch can be used, else why not.
inline const char* whyMissing() {
    static const bool there = run({"-c", "import torch, numpy"});
    return there ? "" : "python3-torch and python3-numpy are not installed for the system's Python";
}

}  // namespace python
