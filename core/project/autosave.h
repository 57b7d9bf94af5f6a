#pragma once

#include "project/document.h"
#include "project/journal.h"
#include "project/project_file.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace ropetp::project {

/// Writes down every change of a document before anybody sees it, so that a kill loses none (project/journal.h). The journal
/// lies beside the project, or in the state folder where nothing was saved yet or that folder cannot be written; there is none
/// before the first change, and none after a clean end. The document's thread.
class Autosave final : public EditObserver {
  public:
    explicit Autosave(std::filesystem::path stateFolder);
    /// Leaves the journal, as a kill does: close() is the clean end.
    ~Autosave() override = default;

    /// Something else is open now; the journal of what was open before goes.
    /// @param base  without a project: what is open was never saved.
    void opened(Journal::Base base, std::string title);
    void applied(const edit::Edit& edit, const edit::Scene& after) override;
    void reverted(const edit::Scene& after) override;
    /// What is open was recovered from a journal: the file that it has does not hold it.
    void becameUnsaved(const edit::Scene& scene) { reverted(scene); }

    /// The document as it is now is about to be written under this id.
    void saving(const std::filesystem::path& file, const std::string& saveId);
    /// It was. @param known  what is in the file. @param changedTo  the document, where it is another by now; else null.
    void saved(KnownObjects known, const edit::Scene* changedTo);
    void notSaved();
    /// A clean end: what is not saved is not wanted.
    void close();

    /// Is every change so far written down?
    bool isSafe() const { return safe_; }
    /// Changes cannot be written down (the disk is full …), told once until it works again.
    std::function<void(const Error&)> onFailure;

  private:
    template <class Write>
    void record(Write write);
    Result<void> begin();

    std::filesystem::path stateFolder_;
    Journal::Base base_;
    std::string title_;
    std::unique_ptr<Journal> journal_;
    struct Save {
        std::filesystem::path file;
        std::string id;
    };
    std::optional<Save> save_;      ///< under way
    bool safe_ = true;
};

}  // namespace ropetp::project
