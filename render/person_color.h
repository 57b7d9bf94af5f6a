#pragma once

#include "base/ids.h"

#include <Eigen/Core>

namespace ropetp::render {

/// sRGB 0..1 colour of a person: a colour-blind-safe cycle (Okabe-Ito), the same in every view.
Eigen::Vector3f personColor(PersonId id);

}  // namespace ropetp::render
