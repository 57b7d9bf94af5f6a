#include "ui/error_text.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace ropetp::ui {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("ErrorText", text); }

const char* sentence(ErrorCode code) {
    switch (code) {
        case ErrorCode::Canceled: return "";
        case ErrorCode::InvalidInput:
            return QT_TRANSLATE_NOOP("ErrorText", "These values do not go together. Change them and try again.");
        case ErrorCode::FileNotFound:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” does not exist. It may have been moved or renamed; open it from its new place.");
        case ErrorCode::FileUnreadable:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” cannot be read. Check its permissions, and that its drive is connected.");
        case ErrorCode::NotAVideo:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” is not a video. Open an MP4, MOV, MKV, AVI or WebM file, or a folder of images.");
        case ErrorCode::NoVideoStream:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” has sound but no picture. Open a file with a video track.");
        case ErrorCode::NoFrames:
            return QT_TRANSLATE_NOOP("ErrorText", "No picture of “%1” can be decoded. The file may be damaged; export it again or convert it.");
        case ErrorCode::CorruptFile:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” is damaged. Use another copy of it, or convert the video again.");
        case ErrorCode::UnsupportedFormat:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” is of a kind that is not supported. Convert it to MP4 (H.264) and open that.");
        case ErrorCode::ModelMissing:
            return QT_TRANSLATE_NOOP("ErrorText", "The person models are not installed. Connect to the network, run “./run” once, then solve again.");
        case ErrorCode::ModelCorrupt:
            return QT_TRANSLATE_NOOP("ErrorText", "A person model is damaged. Delete the models folder and run “./run” once to fetch it again.");
        case ErrorCode::NoPerson:
            return QT_TRANSLATE_NOOP("ErrorText", "Nobody was found. Go to a frame where the person is easy to see, draw a box around them (B), and solve again.");
        case ErrorCode::DiskFull:
            return QT_TRANSLATE_NOOP("ErrorText", "The disk is full: “%1” was not written. Free some space or choose another folder.");
        case ErrorCode::WriteFailed:
            return QT_TRANSLATE_NOOP("ErrorText", "“%1” cannot be written. Choose a folder that you may write to.");
        case ErrorCode::OutOfMemory:
            return QT_TRANSLATE_NOOP("ErrorText", "There is not enough memory for this. Close other programs, or set a shorter range (I, O).");
        case ErrorCode::Internal:
            return QT_TRANSLATE_NOOP("ErrorText", "Something went wrong inside the program. Try again; if it happens again, please report it with the details.");
    }
    return QT_TRANSLATE_NOOP("ErrorText", "Something went wrong inside the program. Try again; if it happens again, please report it with the details.");
}

/// Of a project, converting a video is no advice. Null: the general sentence.
const char* projectSentence(const Error& error) {
    if (!QString::fromStdString(error.file).endsWith(".ropetp", Qt::CaseInsensitive)) return nullptr;
    if (error.code == ErrorCode::CorruptFile)
        return QT_TRANSLATE_NOOP("ErrorText", "The project “%1” is damaged and cannot be opened. Use another copy of it; the video itself is not touched.");
    if (error.code == ErrorCode::UnsupportedFormat)
        return QT_TRANSLATE_NOOP("ErrorText", "“%1” is not a project that this version can open. It may have been saved by a newer RopeTP Studio, or with another body.");
    return nullptr;
}

}  // namespace

QString errorText(const Error& error) {
    if (error.code == ErrorCode::Canceled) return {};
    const char* ofProject = projectSentence(error);
    QString text = translated(ofProject ? ofProject : sentence(error.code));
    if (text.contains("%1")) {
        const QString name = QFileInfo(QString::fromStdString(error.file)).fileName();
        text = text.arg(name.isEmpty() ? translated(QT_TRANSLATE_NOOP("ErrorText", "the file")) : name);
    }
    return text;
}

}  // namespace ropetp::ui
