#pragma once

namespace ropetp {

/// Lets other threads of this program go first: the window over a job, and anything over work that only an idle machine should do. It holds for the calling thread
/// and for those that it starts from then on; it cannot be taken back.
enum class Yielding { ToTheWindow, ToEverything };
void lowerThreadPriority(Yielding yielding);

}  // namespace ropetp
