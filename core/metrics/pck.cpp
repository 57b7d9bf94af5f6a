#include "metrics/pck.h"

namespace ropetp::metrics {
namespace {

bool isHip(std::size_t joint) { return joint == std::size_t(PhotoJoint::LeftHip) || joint == std::size_t(PhotoJoint::RightHip); }

}  // namespace

double torsoPx(const PhotoPoints& labelled, const PhotoLabels& labels) {
    constexpr auto a = std::size_t(PhotoJoint::LeftShoulder), b = std::size_t(PhotoJoint::RightHip);
    if (labels[a] == PointLabel::None || labels[b] == PointLabel::None) return 0;
    return (labelled[a] - labelled[b]).norm();
}

bool Pck::add(const PhotoPoints& predicted, const PhotoPoints& labelled, const PhotoLabels& labels) {
    const double torso = torsoPx(labelled, labels);
    if (!(torso > 0)) return false;
    ++persons_;
    for (std::size_t k = 0; k < kPhotoJoints; ++k) {
        if (labels[k] == PointLabel::None) continue;
        PointShare& share = counts_[std::size_t(labels[k])][k];
        ++share.labelled;
        // False as well for what is not a number.
        if ((predicted[k] - labelled[k]).norm() <= kFraction * torso) ++share.right;
    }
    return true;
}

PointShare Pck::limbs(PointLabel label) const {
    PointShare sum;
    for (std::size_t k = 0; k < kPhotoJoints; ++k) {
        if (isHip(k)) continue;
        sum.right += counts_[std::size_t(label)][k].right;
        sum.labelled += counts_[std::size_t(label)][k].labelled;
    }
    return sum;
}

PointShare Pck::hips(PointLabel label) const {
    const PointShare l = share(PhotoJoint::LeftHip, label), r = share(PhotoJoint::RightHip, label);
    return {l.right + r.right, l.labelled + r.labelled};
}

PointShare Pck::all(PointLabel label) const {
    const PointShare a = limbs(label), b = hips(label);
    return {a.right + b.right, a.labelled + b.labelled};
}

}  // namespace ropetp::metrics
