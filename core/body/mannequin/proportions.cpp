#include "body/mannequin/proportions.h"

#include <initializer_list>

namespace ropetp::body::mannequin_detail {
namespace {

// Segment lengths are fractions of stature from Drillis & Contini (1966) (ankle 0.039, knee 0.285,
// hip 0.530, half shoulder breadth 0.129, hand 0.108, foot 0.152) and joint-centre corrections from
// de Leva (1996) (upper arm 0.160, forearm 0.150, thigh 0.243, shank 0.247, mid-hip to mid-shoulder
// 0.292). The shoulders are 1.5 cm higher than in standing because the arms are abducted. The spine
// follows SMPL's convention of three joints between pelvis and neck.
JointPositions makeDesignJoints() {
    JointPositions j;
    const auto set = [&](Joint joint, double x, double y, double z) { j.row(index(joint)) << x, y, z; };
    const auto pair = [&](Joint left, double x, double y, double z) {
        set(left, x, y, z);
        j.row(kMirror[index(left)]) << -x, y, z;
    };
    set(Joint::Pelvis, 0, 0.978, -0.006);
    pair(Joint::LeftHip, 0.088, 0.908, -0.006);
    pair(Joint::LeftKnee, 0.100, 0.488, 0.000);
    pair(Joint::LeftAnkle, 0.096, 0.070, -0.034);
    pair(Joint::LeftFoot, 0.108, 0.022, 0.092);
    set(Joint::Spine1, 0, 1.085, -0.030);
    set(Joint::Spine2, 0, 1.212, -0.030);
    set(Joint::Spine3, 0, 1.268, -0.022);
    set(Joint::Neck, 0, 1.468, -0.034);
    set(Joint::Head, 0, 1.552, -0.004);
    pair(Joint::LeftCollar, 0.076, 1.386, -0.028);
    pair(Joint::LeftShoulder, 0.178, 1.410, -0.028);
    pair(Joint::LeftElbow, 0.452, 1.404, -0.040);
    pair(Joint::LeftWrist, 0.708, 1.408, -0.031);
    pair(Joint::LeftHand, 0.796, 1.407, -0.024);
    return j;
}

class Table {
  public:
    Table& bone(std::initializer_list<Joint> joints, double x, double y, double z) {
        for (Joint j : joints) both(j, [&](PartScale& s) { s.bone += Eigen::Vector3d(x, y, z); });
        return *this;
    }
    Table& flesh(std::initializer_list<Joint> joints, double x, double y, double z) {
        for (Joint j : joints) both(j, [&](PartScale& s) { s.flesh += Eigen::Vector3d(x, y, z); });
        return *this;
    }
    ShapeParameter build() const { return parts_; }

  private:
    template <class F>
    void both(Joint j, F f) {
        f(parts_[index(j)]);
        if (kMirror[index(j)] != index(j)) f(parts_[kMirror[index(j)]]);
    }
    ShapeParameter parts_;
};

// Standard deviations after ANSUR (1988) and NASA-STD-3000 summary tables, both sexes pooled:
// stature 4.5 %, sitting height against stature 1.4 %, span against stature 2.2 %, biacromial and
// hip breadth 5 %, head length 3 %, crural and brachial index 2.5 %.
std::array<ShapeParameter, kShapeCount> makeParameters() {
    using enum Joint;
    std::array<ShapeParameter, kShapeCount> p;
    Table all;
    for (int j = 0; j < kJointCount; ++j)
        if (kMirror[j] >= j) all.bone({static_cast<Joint>(j)}, 0.045, 0.045, 0.045);
    p[0] = all.build();
    p[1] = Table()
               .flesh({Pelvis, Spine1}, 0.065, 0, 0.105)
               .flesh({Spine2, Spine3}, 0.050, 0, 0.080)
               .flesh({LeftCollar}, 0, 0.03, 0.05)
               .flesh({Neck}, 0.05, 0, 0.05)
               .flesh({Head}, 0.012, 0, 0.006)
               .flesh({LeftHip}, 0.065, 0, 0.065)
               .flesh({LeftKnee}, 0.045, 0, 0.045)
               .flesh({LeftAnkle, LeftFoot}, 0.015, 0.015, 0)
               .flesh({LeftShoulder}, 0, 0.070, 0.070)
               .flesh({LeftElbow}, 0, 0.045, 0.045)
               .flesh({LeftWrist, LeftHand}, 0, 0.02, 0.015)
               .build();
    p[2] = Table()
               .bone({LeftHip, LeftKnee}, 0, 0.030, 0)
               .bone({Pelvis, Spine1, Spine2, Spine3}, 0, -0.042, 0)
               .bone({Neck}, 0, -0.03, 0)
               .build();
    p[3] = Table().bone({LeftShoulder, LeftElbow}, 0.035, 0, 0).bone({LeftWrist, LeftHand}, 0.03, 0.01, 0.02).build();
    p[4] = Table()
               .bone({Spine3}, 0.035, 0, 0)
               .bone({LeftCollar}, 0.060, 0, 0)
               .flesh({Spine2}, 0.012, 0, 0.004)
               .flesh({LeftShoulder}, 0, 0.015, 0.015)
               .build();
    p[5] = Table().bone({Pelvis}, 0.050, 0, 0.01).flesh({Spine1}, 0.030, 0, 0.01).flesh({LeftHip}, 0.030, 0, 0.015).build();
    p[6] = Table()
               .bone({Spine3, LeftCollar}, 0.015, 0, 0)
               .flesh({Pelvis}, -0.030, 0, -0.02)
               .flesh({Spine1}, 0.030, 0, 0.01)
               .flesh({Spine2, Spine3}, 0.025, 0, 0.025)
               .flesh({LeftHip}, -0.025, 0, -0.02)
               .flesh({Neck}, 0.05, 0, 0.05)
               .flesh({Head}, 0.010, 0.006, 0.01)
               .flesh({LeftShoulder, LeftElbow}, 0, 0.045, 0.045)
               .flesh({LeftWrist, LeftHand}, 0.015, 0.025, 0.025)
               .flesh({LeftAnkle, LeftFoot}, 0.02, 0, 0.02)
               .build();
    p[7] = Table().bone({Head}, 0.03, 0.03, 0.03).bone({Neck}, 0.012, 0, 0.012).build();
    p[8] = Table()
               .flesh({LeftHip, LeftKnee}, 0.045, 0, 0.045)
               .flesh({LeftShoulder, LeftElbow}, 0, 0.055, 0.055)
               .flesh({LeftAnkle}, 0.015, 0, 0)
               .build();
    p[9] = Table()
               .bone({LeftHip}, 0, -0.025, 0)
               .bone({LeftKnee}, 0, 0.025, 0)
               .bone({LeftShoulder}, -0.025, 0, 0)
               .bone({LeftElbow}, 0.025, 0, 0)
               .build();
    return p;
}

}  // namespace

const JointPositions& designJoints() {
    static const JointPositions joints = makeDesignJoints();
    return joints;
}

const std::array<ShapeParameter, kShapeCount>& shapeParameters() {
    static const auto parameters = makeParameters();
    return parameters;
}

JointPositions jointShapeDelta(int k) {
    const JointPositions& rest = designJoints();
    JointPositions delta = JointPositions::Zero();
    for (int j = 1; j < kJointCount; ++j) {
        const int parent = kParents[j];
        const Eigen::RowVector3d bone = rest.row(j) - rest.row(parent);
        delta.row(j) = delta.row(parent) + bone.cwiseProduct(shapeParameters()[k][parent].bone.transpose());
    }
    return delta;
}

}  // namespace ropetp::body::mannequin_detail
