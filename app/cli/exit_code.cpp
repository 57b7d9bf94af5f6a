#include "app/cli/exit_code.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace ropetp::cli {

ExitCode exitCodeFor(ErrorCode code) {
    switch (code) {
        case ErrorCode::Canceled: return kInterrupted;
        case ErrorCode::InvalidInput:
        case ErrorCode::FileNotFound:
        case ErrorCode::FileUnreadable:
        case ErrorCode::NotAVideo:
        case ErrorCode::NoVideoStream:
        case ErrorCode::NoFrames:
        case ErrorCode::CorruptFile:
        case ErrorCode::UnsupportedFormat: return kBadInput;
        case ErrorCode::NoPerson: return kNoPerson;
        case ErrorCode::ModelMissing:
        case ErrorCode::ModelCorrupt: return kModelProblem;
        case ErrorCode::DiskFull:
        case ErrorCode::WriteFailed: return kWriteProblem;
        case ErrorCode::OutOfMemory:
        case ErrorCode::Internal: return kFailure;
    }
    return kFailure;
}

int reportError(const Error& error, bool json) {
    if (json) {
        const nlohmann::json line = {
            {"error", {{"code", errorCodeName(error.code)}, {"message", describe(error)}, {"file", error.file}}}};
        // File names need not be UTF-8.
        std::printf("%s\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    } else {
        std::fprintf(stderr, "ropetp-cli: %s\n", describe(error).c_str());
    }
    return exitCodeFor(error.code);
}

}  // namespace ropetp::cli
