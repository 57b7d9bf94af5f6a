#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

namespace ropetp::project {

/// Brings files to the disk within about a second, from a thread of its own: whoever writes does not wait. What was written
/// outlives the program without it; this is for the machine's power. Thread-safe.
class DiskFlusher {
  public:
    DiskFlusher() = default;
    /// Does not flush what is left; waits only for a flush that runs.
    ~DiskFlusher();
    /// Files are flushed in the order in which they were named.
    void soon(const std::filesystem::path& file);

  private:
    void work();
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<std::filesystem::path> waiting_;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace ropetp::project
