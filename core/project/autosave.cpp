#include "project/autosave.h"

#include "project/recovery.h"

namespace ropetp::project {

Autosave::Autosave(std::filesystem::path stateFolder) : stateFolder_(std::move(stateFolder)) {}

void Autosave::opened(Journal::Base base, std::string title) {
    close();
    base_ = std::move(base);
    title_ = std::move(title);
}

Result<void> Autosave::begin() {
    Result<std::unique_ptr<Journal>> made = fail(ErrorCode::WriteFailed);
    if (!base_.project.empty()) made = Journal::create(newJournalFolder(base_.project), base_, title_);
    if (!made) made = Journal::create(newJournalFolderIn(stateFolder_), base_, title_);
    if (!made) return fail(made.error());
    journal_ = std::move(*made);
    if (save_) return journal_->saving(save_->file, save_->id);
    return {};
}

template <class Write>
void Autosave::record(Write write) {
    Result<void> ok;
    const bool begins = !journal_;
    if (begins) ok = begin();
    if (journal_ && ok) ok = write(*journal_);
    const bool wasSafe = std::exchange(safe_, ok.has_value());
    if (!ok && wasSafe && onFailure) onFailure(ok.error());
}

void Autosave::applied(const edit::Edit& edit, const edit::Scene& after) {
    // After a failure to begin a journal there may be changes that it does not know.
    record([&](Journal& j) { return safe_ ? j.edited(edit, after) : j.became(after); });
}

void Autosave::reverted(const edit::Scene& after) {
    record([&](Journal& j) { return j.became(after); });
}

void Autosave::saving(const std::filesystem::path& file, const std::string& saveId) {
    save_ = Save{file, saveId};
    if (journal_) (void)journal_->saving(file, saveId);
}

void Autosave::saved(KnownObjects known, const edit::Scene* changedTo) {
    if (!save_) return;
    const auto old = std::exchange(journal_, nullptr);
    base_ = {save_->file, save_->id, std::move(known), old ? old->folder().filename().string() : std::string()};
    title_ = save_->file.filename().string();
    save_.reset();
    if (changedTo) reverted(*changedTo);
    else safe_ = true;
    // A kill just before this line does no harm: the old one knows that it was saved, and the new one that it takes its place.
    if (old) old->remove();
    base_.replaces.clear();
}

void Autosave::notSaved() {
    save_.reset();
    if (journal_) journal_->notSaved();
}

void Autosave::close() {
    if (journal_) journal_->remove();
    journal_.reset();
    save_.reset();
    base_ = {};
    safe_ = true;
}

}  // namespace ropetp::project
