#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

namespace ropetp {

void initLogging() {
    spdlog::set_default_logger(spdlog::stderr_color_mt("ropetp"));
    const char* level = std::getenv("ROPETP_LOG");
    spdlog::set_level(level ? spdlog::level::from_str(level) : spdlog::level::warn);
}

}  // namespace ropetp
