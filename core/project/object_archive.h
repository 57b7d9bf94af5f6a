#pragma once

#include "io/stored_zip.h"
#include "io/zip_reader.h"
#include "project/objects.h"

#include <map>
#include <string>
#include <string_view>

/// Objects in a zip archive: each is NAME.json and NAME/ARRAY.npy, stored without compression, so that numpy reads them as
/// well and writing takes little more than the disk.
namespace ropetp::project {

class ArchiveWriter final : public ObjectSink {
  public:
    explicit ArchiveWriter(AtomicFile& file) : zip_(file) {}
    Result<std::string> put(const Object& object) override;
    Result<void> addText(const std::string& name, std::string_view text);
    /// The directory. Then the file may be committed.
    Result<void> finish() { return zip_.finish(); }
    const KnownObjects& known() const { return known_; }

  private:
    io::StoredZip zip_;
    KnownObjects known_;
    std::map<std::string, int> count_;
};

class ArchiveReader final : public ObjectSource {
  public:
    /// Errors of io::ZipReader.
    static Result<ArchiveReader> open(const std::filesystem::path& path);
    static Result<ArchiveReader> open(std::span<const std::uint8_t> bytes);
    Result<Object> get(const std::string& name) override;
    bool has(const std::string& name) const { return zip_.has(name); }
    /// A member's text. CorruptFile where it is missing or beyond 512 MiB.
    Result<std::string> text(const std::string& name);
    /// Names of what was read so far.
    const KnownObjects& known() const { return known_; }

  private:
    explicit ArchiveReader(io::ZipReader zip) : zip_(std::move(zip)) {}
    io::ZipReader zip_;
    std::map<std::string, Object> read_;
    KnownObjects known_;
};

}  // namespace ropetp::project
