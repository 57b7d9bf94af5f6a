#pragma once

#include "base/result.h"
#include "edit/commands.h"
#include "edit/scene.h"

#include <memory>
#include <string>

namespace ropetp::edit {

/// A reversible change of a Scene. Headless: the user interface, the command line and tests use
/// the same edits; ui wraps them in QUndoCommand. apply() then revert() restores an equal scene.
class Edit {
  public:
    virtual ~Edit() = default;
    /// On failure the scene is unchanged.
    virtual Result<ChangeSet> apply(Scene& scene) = 0;
    virtual ChangeSet revert(Scene& scene) = 0;
    /// Takes over a following edit of the same kind (a slider being dragged). False: keep both.
    virtual bool tryMerge(const Edit& next) { return false; }
    /// What the history shows, in English; ui translates by it.
    virtual std::string label() const = 0;
    /// What makeEdit() makes an equal edit of, for journals and scripts; nullopt for edits that cannot be written down.
    /// Of an edit that was applied (and merged): what gives the same result on the scene it began with.
    virtual std::optional<Command> command() const { return std::nullopt; }
};

}  // namespace ropetp::edit
