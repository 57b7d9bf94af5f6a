#pragma once

#include "base/result.h"
#include "edit/edit.h"
#include "edit/scene.h"

#include <QObject>

namespace ropetp::project {

/// Owns the Scene of the open project. Views read scene() and listen to changed(); only edits
/// mutate it. GUI thread only; a job gets a copy of the scene (cheap) when it is made.
class Document : public QObject {
    Q_OBJECT

  public:
    explicit Document(QObject* parent = nullptr);

    const edit::Scene& scene() const { return scene_; }
    /// Replaces everything (a video was opened). Not undoable.
    void reset(edit::Scene scene);
    /// Applies an edit and announces the change. The caller keeps the edit for revert(). On failure
    /// the scene is unchanged and nothing is announced.
    Result<void> apply(edit::Edit& edit);
    /// Takes back the edit that was applied last (edits are reverted in reverse order).
    void revert(edit::Edit& edit);

  Q_SIGNALS:
    void changed(const ropetp::edit::ChangeSet& change);

  private:
    edit::Scene scene_;
};

}  // namespace ropetp::project
