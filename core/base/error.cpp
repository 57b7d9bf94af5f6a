#include "base/error.h"

namespace ropetp {

const char* errorCodeName(ErrorCode code) {
    switch (code) {
        case ErrorCode::Canceled: return "Canceled";
        case ErrorCode::InvalidInput: return "InvalidInput";
        case ErrorCode::FileNotFound: return "FileNotFound";
        case ErrorCode::FileUnreadable: return "FileUnreadable";
        case ErrorCode::NotAVideo: return "NotAVideo";
        case ErrorCode::NoVideoStream: return "NoVideoStream";
        case ErrorCode::NoFrames: return "NoFrames";
        case ErrorCode::CorruptFile: return "CorruptFile";
        case ErrorCode::UnsupportedFormat: return "UnsupportedFormat";
        case ErrorCode::ModelMissing: return "ModelMissing";
        case ErrorCode::ModelCorrupt: return "ModelCorrupt";
        case ErrorCode::NoPerson: return "NoPerson";
        case ErrorCode::DiskFull: return "DiskFull";
        case ErrorCode::WriteFailed: return "WriteFailed";
        case ErrorCode::OutOfMemory: return "OutOfMemory";
        case ErrorCode::Internal: return "Internal";
    }
    return "Internal";
}

namespace {

const char* sentence(ErrorCode code) {
    switch (code) {
        case ErrorCode::Canceled: return "The operation was canceled.";
        case ErrorCode::InvalidInput: return "The input cannot be used.";
        case ErrorCode::FileNotFound: return "The file does not exist; check the path.";
        case ErrorCode::FileUnreadable:
            return "The file cannot be read; check that you have permission to open it.";
        case ErrorCode::NotAVideo:
            return "The file is not a video that can be opened; choose a video file or a folder of "
                   "images.";
        case ErrorCode::NoVideoStream:
            return "The file has no pictures (it may be audio only); choose a file with video.";
        case ErrorCode::NoFrames:
            return "No picture can be decoded from this video; the file may be cut short or damaged.";
        case ErrorCode::CorruptFile: return "The file is damaged or incomplete.";
        case ErrorCode::UnsupportedFormat: return "This format is not supported.";
        case ErrorCode::ModelMissing:
            return "A perception model is not installed; run the set-up (./run) once while online.";
        case ErrorCode::ModelCorrupt:
            return "A perception model is damaged; delete it and run the set-up (./run) again.";
        case ErrorCode::NoPerson:
            return "No person was found; choose other frames, or draw a box around the person.";
        case ErrorCode::DiskFull:
            return "The disk is full; nothing was saved. Free some space or choose another place.";
        case ErrorCode::WriteFailed:
            return "The file could not be written; nothing was saved. Check the folder and its "
                   "permissions.";
        case ErrorCode::OutOfMemory: return "There is not enough memory for this.";
        case ErrorCode::Internal: return "An unexpected problem occurred.";
    }
    return "An unexpected problem occurred.";
}

}  // namespace

std::string describe(const Error& error) {
    std::string text = error.file.empty() ? "" : error.file + ": ";
    text += sentence(error.code);
    if (!error.detail.empty()) text += " (" + error.detail + ")";
    return text;
}

}  // namespace ropetp
