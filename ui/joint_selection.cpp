#include "ui/joint_selection.h"

namespace ropetp::ui {

void JointSelection::select(int joint) {
    const auto only = edit::JointSet().set(std::size_t(joint));
    if (primary_ == joint && joints_ == only) return;
    primary_ = joint;
    joints_ = only;
    Q_EMIT changed();
}

void JointSelection::toggle(int joint) {
    auto joints = joints_;
    joints.flip(std::size_t(joint));
    if (joints[std::size_t(joint)]) primary_ = joint;
    selectAll(joints);
}

void JointSelection::selectAll(const edit::JointSet& joints) {
    joints_ = joints;
    // The picked one stays while it is among them.
    if (!primary_ || !contains(*primary_)) {
        primary_.reset();
        for (int j = 0; j < int(joints.size()) && !primary_; ++j)
            if (contains(j)) primary_ = j;
    }
    Q_EMIT changed();
}

void JointSelection::clear() {
    if (isEmpty()) return;
    joints_.reset();
    primary_.reset();
    Q_EMIT changed();
}

}  // namespace ropetp::ui
