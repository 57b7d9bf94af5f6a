#pragma once

#include "edit/edit.h"
#include "project/autosave.h"
#include "project/document.h"
#include "project/project_file.h"
#include "tests/core/edit/random_edits.h"

#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace ropetp::test {

/// Somebody who edits, undoes, redoes and saves at random, with a document, a history and an autosave as the window has them.
class RandomSession {
  public:
    /// @param file  where saves go. @param saved  is what is open the file's content?
    RandomSession(unsigned seed, edit::Scene scene, const project::Project& opened, std::filesystem::path file, const std::filesystem::path& stateFolder, bool saved)
        : autosave(stateFolder), random_(seed), start_(scene), dice_(seed, start_), file_(std::move(file)), states_{scene} {
        document.reset(std::move(scene));
        document.setObserver(&autosave);
        autosave.opened(saved ? project::Journal::Base{file_, opened.saveId, opened.known} : project::Journal::Base(), "walk.mp4");
    }

    /// Something that changes the scene. @param announce  called with what the scene will be, before it is.
    void change(const std::function<void(const edit::Scene&)>& announce = {}) {
        const auto tell = [&](const edit::Scene& s) { if (announce) announce(s); };
        for (;;) {
            const unsigned what = random_() % 10;
            if (what < 2 && at_ > 0) {
                tell(states_[at_ - 1]);
                document.revert(*history_[--at_]);
                return;
            }
            if (what == 2 && at_ < history_.size()) {
                tell(states_[at_ + 1]);
                if (!document.apply(*history_[at_++])) qFatal("redo failed");
                return;
            }
            const edit::Command command = dice_.throwOne(document.scene());
            edit::Scene preview = document.scene();
            if (!edit::makeEdit(command)->apply(preview)) continue;   // senseless
            tell(preview);
            history_.resize(at_);
            states_.resize(at_ + 1);
            history_.push_back(edit::makeEdit(command));
            if (!document.apply(*history_.back())) qFatal("an edit failed the second time");
            states_.push_back(document.scene());
            ++at_;
            return;
        }
    }

    /// Writes the project; `meanwhile` happens while it is written, as if on another thread.
    void save(const std::function<void()>& meanwhile = {}) {
        project::Project p;
        p.scene = document.scene();
        p.saveId = project::newSaveId();
        autosave.saving(file_, p.saveId);
        if (meanwhile) meanwhile();
        auto known = project::writeProject(file_, p, AtomicFile::Outlives::Kill);
        if (!known) qFatal("%s", known.error().detail.c_str());
        autosave.saved(std::move(*known), meanwhile ? &document.scene() : nullptr);
    }

    project::Document document;
    project::Autosave autosave;

  private:
    std::mt19937 random_;
    edit::Scene start_;
    Dice dice_;
    std::filesystem::path file_;
    std::vector<std::unique_ptr<edit::Edit>> history_;
    std::vector<edit::Scene> states_;
    std::size_t at_ = 0;
};

}  // namespace ropetp::test
