#include "base/atomic_file.h"
#include "media/frame_source.h"
#include "media/image_folder_p.h"
#include "media/video_file_p.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <new>

namespace ropetp::media {

Result<std::unique_ptr<FrameSource>> openFrameSource(const std::filesystem::path& path) {
    try {
        // Asked of the system first: FFmpeg's own answers for these cases are vague.
        const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0) return fail(errorFromErrno(errno, ErrorCode::FileUnreadable, path.string()));
        struct stat status{};
        const bool known = ::fstat(fd, &status) == 0;
        ::close(fd);
        if (known && S_ISDIR(status.st_mode)) return ImageFolder::open(path);
        if (known && !S_ISREG(status.st_mode)) return fail(ErrorCode::NotAVideo, "not a file", path.string());
        if (known && status.st_size == 0) return fail(ErrorCode::NotAVideo, "the file is empty", path.string());
        return VideoFile::open(path);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, {}, path.string());
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, e.what(), path.string());
    }
}

}  // namespace ropetp::media
