#pragma once

#include "base/error.h"

#include <QString>

namespace ropetp::ui {

/// One translated sentence or two: what happened, to which file, and what to do about it.
/// Empty for Canceled, which is never shown as a failure.
QString errorText(const Error& error);

}  // namespace ropetp::ui
