#include "app/cli/console_control.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace ropetp::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;
void onSignal(int) { interrupted = 1; }

}  // namespace

ConsoleControl::ConsoleControl(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0) {
    interrupted = 0;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

ConsoleControl::~ConsoleControl() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (terminal_ && !quiet_) std::fputs("\r\033[K", stderr);
}

void ConsoleControl::report(double fraction) {
    if (meter_.report(fraction)) show(false);
}

void ConsoleControl::stage(std::string_view name, double weight) {
    meter_.stage(name, weight);
    show(true);
}

bool ConsoleControl::isCanceled() const { return interrupted != 0; }

void ConsoleControl::show(bool newStage) {
    if (quiet_) return;
    if (!terminal_) {
        if (newStage) std::fprintf(stderr, "%s ...\n", meter_.stageName().c_str());
        return;
    }
    std::fprintf(stderr, "\r\033[K%3.0f %%  %s", 100 * meter_.fraction(), meter_.stageName().c_str());
    if (meter_.secondsLeft() >= 0) std::fprintf(stderr, "  %.0f s left", meter_.secondsLeft());
    std::fflush(stderr);
}

}  // namespace ropetp::cli
