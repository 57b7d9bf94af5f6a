#pragma once

#include "project/journal_file.h"
#include "project/project_file.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

/// What a program that was killed leaves behind (project/journal.h).
namespace ropetp::project {

/// Where journals of a project lie, and where those of what was never saved: a new folder's name in there.
std::filesystem::path newJournalFolder(const std::filesystem::path& project);
std::filesystem::path newJournalFolderIn(const std::filesystem::path& stateFolder);
/// $XDG_STATE_HOME/ropetp/journals, by default in ~/.local/state.
std::filesystem::path defaultStateFolder();

/// A journal whose program is gone.
struct FoundJournal {
    std::filesystem::path folder;
    std::filesystem::path project;      ///< empty: it was never saved
    std::string title;
    std::size_t changes = 0;            ///< that no save holds; at least 1
    std::int64_t lastChangeSec = 0;     ///< since 1970
};
/// Those in the state folder and beside the projects, the newest first. Journals that a program holds are left out; those
/// that hold nothing a save does not hold are removed.
std::vector<FoundJournal> findJournals(const std::filesystem::path& stateFolder, std::span<const std::filesystem::path> projects);

/// What a journal brought back.
struct Recovered {
    Project project;
    std::filesystem::path file;         ///< the project's; empty: it was never saved
    std::string title;
    std::size_t changes = 0;            ///< of the journal that are in it
    std::size_t lost = 0;               ///< lines that could not be made again (a disk that lost power); 0 after a kill
    HeldFile held;                      ///< nobody else recovers it meanwhile
};
/// The saved project with everything that was written down since. Changes nothing; removeJournal() when the result is safe
/// elsewhere. InvalidInput where another program holds the journal; CorruptFile where nothing can be made of it.
/// @param body  of the scene; null: the built-in one.
Result<Recovered> recover(const std::filesystem::path& folder, std::shared_ptr<const body::BodyModel> body = nullptr);
void removeJournal(const std::filesystem::path& folder);

}  // namespace ropetp::project
