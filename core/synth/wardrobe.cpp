#include "synth/wardrobe.h"

#include <algorithm>

namespace ropetp::synth {

using body::Joint;

std::vector<Eigen::Vector3f> dress(const body::BodyModel& body, const Outfit& o) {
    const auto& data = body.data();
    const auto rest = body.restJoints(body::Betas::Zero());
    const Eigen::Vector3f head = rest.row(body::index(Joint::Head)).transpose().cast<float>();
    const float crown = data.vTemplate.col(1).maxCoeff();
    const float neckY = float(rest(body::index(Joint::Neck), 1)), hipY = float(rest(body::index(Joint::Pelvis), 1));
    const float elbowX = float(rest(body::index(Joint::LeftElbow), 0)), ankleY = float(rest(body::index(Joint::LeftAnkle), 1));
    std::vector<Eigen::Vector3f> colors(std::size_t(body.vertexCount()), o.skin);
    for (Eigen::Index v = 0; v < data.vTemplate.rows(); ++v) {
        const Eigen::Vector3f p = data.vTemplate.row(v).transpose();
        Eigen::Vector3f& c = colors[std::size_t(v)];
        const float side = std::abs(p.x());
        const float up = (p.y() - head.y()) / (crown - head.y());   // 0 at the head joint, 1 at the crown
        if (p.y() > neckY + 0.02f && side < 0.12f) {
            const bool face = p.z() > head.z() + 0.035f;
            if (up > 0.72f || (!face && up > -0.05f)) c = o.hair;
            else if (face && up > 0.24f && up < 0.40f && side > 0.018f && side < 0.046f && p.z() > head.z() + 0.055f) c = o.eyes;
            else if (face && up > 0.44f && up < 0.50f && side > 0.014f && side < 0.050f) c = o.hair;   // brows
            else if (face && up > -0.10f && up < 0.02f && side < 0.024f && p.z() > head.z() + 0.07f) c = o.lips;
        } else if (p.y() > hipY - 0.02f && side < 0.62f * elbowX + 0.05f) {
            c = p.y() > neckY - 0.02f && side < 0.07f ? o.skin : o.shirt;
        } else if (p.y() > hipY - 0.15f) {
            c = side > 0.24f ? o.skin : o.trousers;
        } else if (p.y() > ankleY + 0.035f) {
            c = o.trousers;
        } else {
            c = o.shoes;
        }
    }
    return colors;
}

}  // namespace ropetp::synth
