#pragma once

#include "edit/commands.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Edits as JSON (docs/editing.md has the table). A script is {"ropetp_edits": 1, "edits": [entry, ...]}; an entry is an
/// object with "edit" (the kind's name) and its parameters. Numbers are written so that they are read back to the same
/// bits. Units and frames are the API's: metres, radians, camera space, frames from 0, ranges half open.
namespace ropetp::edit {

/// Solves and takes are too big for a script: it names them, and whoever keeps them says what the names mean (the
/// project file, or files beside the script). As it is, it knows none.
class ScriptStore {
  public:
    virtual ~ScriptStore() = default;
    virtual Result<std::shared_ptr<const body::MotionClip>> clip(const std::string& name) const;
    virtual Result<command::CommitSolve> solve(const std::string& name) const;
    virtual Result<std::shared_ptr<const SolvedTrajectory>> trajectory(const std::string& name) const;
    /// Keeps one under a name that is given back.
    virtual Result<std::string> keep(const std::shared_ptr<const body::MotionClip>& clip);
    virtual Result<std::string> keep(const command::CommitSolve& solve);
    virtual Result<std::string> keep(const std::shared_ptr<const SolvedTrajectory>& trajectory);
};

/// Name of the kind as entries have it, e.g. "set_fix".
std::string commandName(const Command& command);
/// One entry, on one line. UnsupportedFormat where the store keeps nothing. Propagations are written as the wish for one.
Result<std::string> entryText(const Command& command, ScriptStore& store);
Result<std::string> scriptText(std::span<const Command> commands, ScriptStore& store);

/// InvalidInput for what is no JSON, an unknown kind, and parameters that are missing, unknown or of another type: the
/// message says what of which. Whether an edit makes sense on a scene shows when it is applied.
Result<Command> readEntry(std::string_view text, const ScriptStore& store);
/// The message begins with the entry's number, from 1: "entry 3 (set_fix): ...". Also takes a bare array of entries.
Result<std::vector<Command>> readScript(std::string_view text, const ScriptStore& store);

/// Applies all entries, or none: on failure the scene is as it was, and the message begins with the entry's number.
Result<ChangeSet> applyCommands(Scene& scene, std::span<const Command> commands);
Result<ChangeSet> applyScript(Scene& scene, std::string_view text, const ScriptStore& store);

}  // namespace ropetp::edit
