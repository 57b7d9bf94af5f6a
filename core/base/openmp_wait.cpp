#include "base/openmp_wait.h"

#include <unistd.h>

#include <cstdlib>

namespace ropetp {

void waitPassively(char** argv) {
    if (std::getenv("OMP_WAIT_POLICY")) return;
    setenv("OMP_WAIT_POLICY", "PASSIVE", 1);
    execv("/proc/self/exe", argv);
}

}  // namespace ropetp
