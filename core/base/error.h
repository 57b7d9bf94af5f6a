#pragma once

#include <string>

namespace ropetp {

/// What went wrong, in a form that `ui` can translate and tests can compare.
enum class ErrorCode {
    Canceled,           ///< The user stopped it. Never shown as a failure.
    InvalidInput,       ///< A value or combination of values that the operation cannot take.
    FileNotFound,
    FileUnreadable,     ///< Exists, but permission or I/O prevents reading.
    NotAVideo,          ///< The file is not a video FFmpeg can open.
    NoVideoStream,      ///< A media file without pictures (audio only).
    NoFrames,           ///< A video stream from which no picture can be decoded.
    CorruptFile,        ///< The format is right but the content breaks its rules.
    UnsupportedFormat,  ///< A format, version or feature that is not read or written.
    ModelMissing,       ///< A pretrained model is not installed.
    ModelCorrupt,       ///< A pretrained model does not match its checksum or structure.
    NoPerson,           ///< Nobody was found in the frames that were asked for.
    DiskFull,
    WriteFailed,
    OutOfMemory,
    Internal,           ///< An exception from a library, or a broken expectation.
};

/// An expected failure. @ref detail is an English technical sentence (for logs and the command
/// line); @ref file is the path it concerns, or empty.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail;
    std::string file;
};

/// The name of a code, e.g. `NoPerson` (stable: the command line prints it with `--json`).
const char* errorCodeName(ErrorCode code);

/// One English sentence: what happened, to which file, and what to do about it.
std::string describe(const Error& error);

}  // namespace ropetp
