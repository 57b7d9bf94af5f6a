#pragma once

#include "app/cli/arguments.h"
#include "body/body_model.h"
#include "body/motion_clip.h"

#include <memory>

namespace ropetp::cli {

/// The body of `--body FILE.npz` (SMPL's keys), else the built-in one.
Result<std::shared_ptr<const body::BodyModel>> bodyOption(const Arguments& arguments);

/// The same, checked against the body that a take was made with: UnsupportedFormat for another one.
Result<std::shared_ptr<const body::BodyModel>> bodyOf(const body::MotionClip& clip, const Arguments& arguments, const std::string& file);

}  // namespace ropetp::cli
