#pragma once

#include "body/body_model.h"

#include <memory>

namespace ropetp::body {

/// The built-in body, made by our own code (no third-party mesh): SMPL's joints and axes, about
/// 6.9 k vertices. Built once on first call (well under a second), then shared. Thread-safe.
std::shared_ptr<const BodyModel> mannequin();

}  // namespace ropetp::body
