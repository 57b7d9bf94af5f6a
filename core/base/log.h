#pragma once

namespace ropetp {

/// Sends log lines to stderr, level from the environment variable ROPETP_LOG (trace, debug, info,
/// warning, error, off; default warning). Call once at the start of main.
void initLogging();

}  // namespace ropetp
