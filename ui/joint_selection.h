#pragma once

#include <QObject>

#include "edit/joint_set.h"

#include <optional>

namespace ropetp::ui {

/// Which joints of the selected person the user works on; the same in both views, the inspector and the graph editor. GUI
/// thread only.
class JointSelection : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// The one that was picked last: gizmos stand there.
    std::optional<int> primary() const { return primary_; }
    const edit::JointSet& joints() const { return joints_; }
    bool isEmpty() const { return joints_.none(); }
    bool contains(int joint) const { return joints_[std::size_t(joint)]; }

  public Q_SLOTS:
    /// Alone. @param joint  0..23.
    void select(int joint);
    /// Adds it, or takes it away (shift-click).
    void toggle(int joint);
    void selectAll(const ropetp::edit::JointSet& joints);
    void clear();

  Q_SIGNALS:
    void changed();

  private:
    std::optional<int> primary_;
    edit::JointSet joints_;
};

}  // namespace ropetp::ui
