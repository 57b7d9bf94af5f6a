#include "base/leftovers.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <string>

namespace ropetp {
namespace {

timespec now() {
    timespec t{};
    ::clock_gettime(CLOCK_REALTIME, &t);
    return t;
}
/// When this process came up, or a moment later.
const timespec kStarted = now();

bool isLeftoverName(std::string_view name, std::string_view target) {
    constexpr std::size_t kRandom = 6;
    if (name.size() != target.size() + kTemporaryInfix.size() + kRandom || !name.starts_with(target)) return false;
    name.remove_prefix(target.size());
    if (!name.starts_with(kTemporaryInfix)) return false;
    name.remove_prefix(kTemporaryInfix.size());
    return std::ranges::all_of(name, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool remove(const std::string& path) {
    // Through one descriptor, so that what is judged is what is locked.
    const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat s{};
    const bool old = ::fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_uid == ::geteuid() &&
                     (s.st_mtim.tv_sec < kStarted.tv_sec || (s.st_mtim.tv_sec == kStarted.tv_sec && s.st_mtim.tv_nsec < kStarted.tv_nsec));
    const bool gone = old && ::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::unlink(path.c_str()) == 0;
    ::close(fd);
    return gone;
}

}  // namespace

int removeLeftovers(const std::filesystem::path& target) {
    const std::string name = target.filename().string();
    if (name.empty()) return 0;
    int removed = 0;
    std::error_code ec;
    const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    for (std::filesystem::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
        if (isLeftoverName(it->path().filename().string(), name) && remove(it->path().string())) ++removed;
    return removed;
}

}  // namespace ropetp
