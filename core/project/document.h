#pragma once

#include "base/result.h"
#include "edit/edit.h"
#include "edit/scene.h"

#include <QObject>

namespace ropetp::project {

/// Hears of every change before anybody else does: who writes edits down (project/autosave.h), so that none is seen that
/// would be lost.
class EditObserver {
  public:
    virtual ~EditObserver() = default;
    virtual void applied(const edit::Edit& edit, const edit::Scene& after) = 0;
    virtual void reverted(const edit::Scene& after) = 0;
};

/// Owns the Scene of the open project. Views read scene() and listen to changed(); only edits
/// mutate it. GUI thread only; a job gets a copy of the scene (cheap) when it is made.
class Document : public QObject {
    Q_OBJECT

  public:
    explicit Document(QObject* parent = nullptr);

    const edit::Scene& scene() const { return scene_; }
    /// @param observer  outlives the document, or is taken away again with null.
    void setObserver(EditObserver* observer) { observer_ = observer; }
    /// Replaces everything (a video or a project was opened). Not undoable; the observer does not hear of it.
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
    EditObserver* observer_ = nullptr;
};

}  // namespace ropetp::project
