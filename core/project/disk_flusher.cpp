#include "project/disk_flusher.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace ropetp::project {

DiskFlusher::~DiskFlusher() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void DiskFlusher::soon(const std::filesystem::path& file) {
    const std::lock_guard lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    if (std::find(waiting_.begin(), waiting_.end(), file) != waiting_.end()) return;
    waiting_.push_back(file);
    wake_.notify_one();
}

void DiskFlusher::work() {
    using namespace std::chrono_literals;
    std::unique_lock lock(mutex_);
    while (!closing_) {
        wake_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        // Edits come in bursts: one flush for all of them.
        if (wake_.wait_for(lock, 500ms, [this] { return closing_; })) return;
        const auto files = std::exchange(waiting_, {});
        lock.unlock();
        for (const auto& file : files) {
            const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
            if (fd < 0) continue;   // removed meanwhile
            ::fdatasync(fd);
            ::close(fd);
        }
        lock.lock();
    }
}

}  // namespace ropetp::project
