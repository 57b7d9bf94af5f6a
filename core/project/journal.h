#pragma once

#include "edit/edit.h"
#include "project/disk_flusher.h"
#include "project/journal_file.h"
#include "project/objects.h"

#include <filesystem>
#include <memory>
#include <string>

namespace ropetp::project {

/// What happened since the last save, in a folder of its own: lines in the file "journal", files "partN" with what is too big
/// for a line, and "base", a link to the project as it was saved, where the file system has links (docs/project-file.md). A member function that returned without an error means: this outlives a kill.
/// One thread.
class Journal {
  public:
    /// What the lines go on from.
    struct Base {
        std::filesystem::path project;      ///< empty: nothing was saved; the first line is a whole state then
        std::string saveId;                 ///< of the project
        KnownObjects known;                 ///< what is in the project
        std::string replaces = {};          ///< name of the folder of the journal before, which goes when this one holds a line
    };
    /// @param folder  is made. @param title  what a user calls it: the video's or the project's name.
    static Result<std::unique_ptr<Journal>> create(const std::filesystem::path& folder, Base base, const std::string& title);
    const std::filesystem::path& folder() const { return folder_; }
    /// Leaves everything where it is, as a kill does.
    ~Journal() = default;

    /// An edit was applied.
    Result<void> edited(const edit::Edit& edit, const edit::Scene& after);
    /// The scene became this one by other means: undo, redo, or an edit that cannot be written down.
    Result<void> became(const edit::Scene& scene);
    /// The present state goes into a project file with this id. If that file is there later, the lines before do not count.
    Result<void> saving(const std::filesystem::path& project, const std::string& saveId);
    /// It did not come to that.
    void notSaved();
    /// Nothing of it is needed any more.
    void remove();

  private:
    class Part;
    friend class Part;
    Journal(std::filesystem::path folder, JournalFile file, Base base) : folder_(std::move(folder)), file_(std::move(file)), base_(std::move(base)) {}
    Result<void> append(const std::string& line);

    std::filesystem::path folder_;
    JournalFile file_;
    Base base_;
    KnownObjects parts_;
    int lastPart_ = 0;
    bool baseCounts_ = true;        ///< may lines name what is in the base?
    bool needsState_ = false;       ///< a line could not be written: the next one tells everything
    DiskFlusher flusher_;
};

}  // namespace ropetp::project
