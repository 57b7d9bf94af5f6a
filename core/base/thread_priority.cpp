#include "base/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace ropetp {

void lowerThreadPriority(Yielding yielding) {
    setpriority(PRIO_PROCESS, id_t(gettid()), yielding == Yielding::ToTheWindow ? 10 : 19);
}

}  // namespace ropetp
