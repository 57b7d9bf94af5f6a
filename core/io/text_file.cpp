#include "io/text_file.h"

#include "base/atomic_file.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>
#include <system_error>

namespace ropetp::io {

Result<std::string> readWholeFile(const std::filesystem::path& path, std::size_t maxBytes) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return fail(error == std::errc::no_such_file_or_directory ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, error.message(), path.string());
    if (size > maxBytes) return fail(ErrorCode::UnsupportedFormat, "the file is larger than " + std::to_string(maxBytes >> 20) + " MiB", path.string());
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file) return fail(ErrorCode::FileUnreadable, {}, path.string());
    std::string bytes(size, '\0');
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
    return bytes;
}

Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view bytes) {
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    if (auto written = file->write(bytes.data(), bytes.size()); !written) return written;
    return file->commit(AtomicFile::Outlives::Kill);   // exports and presets
}

bool parseNumber(std::string_view word, double& value) {
    if (!word.empty() && word.front() == '+') word.remove_prefix(1);
    const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == word.data() + word.size() && std::isfinite(value);
}

}  // namespace ropetp::io
