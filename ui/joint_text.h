#pragma once

#include <QString>

#include "edit/joint_set.h"

namespace ropetp::ui {

/// What joints and limbs are called, translated. @param joint  0..23.
QString jointText(int joint);
QString limbText(edit::Limb limb);

}  // namespace ropetp::ui
