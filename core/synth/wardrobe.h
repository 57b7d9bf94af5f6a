#pragma once

#include "body/body_model.h"

#include <Eigen/Core>

#include <vector>

namespace ropetp::synth {

/// Colours of a dressed person, linear RGB.
struct Outfit {
    Eigen::Vector3f skin{0.55f, 0.32f, 0.22f}, hair{0.03f, 0.02f, 0.015f}, shirt{0.10f, 0.28f, 0.34f},
        trousers{0.045f, 0.05f, 0.08f}, shoes{0.25f, 0.05f, 0.04f}, eyes{0.02f, 0.02f, 0.02f}, lips{0.42f, 0.14f, 0.12f};
};

/// One colour a vertex of the built-in body: hair, face, shirt with short sleeves, trousers, shoes.
std::vector<Eigen::Vector3f> dress(const body::BodyModel& body, const Outfit& outfit);

}  // namespace ropetp::synth
